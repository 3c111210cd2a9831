//! Many steps side by side, with a count for those who wait.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::io::{Target, TargetFailure, TargetTrouble};

/// Hears what is being done, and how many of how many are done.
pub type Watch<'a> = dyn Fn(&str, usize, usize) + Sync + 'a;

/// Does a step for each item, as many side by side as the target allows. The first failure stops the rest.
pub(super) fn side_by_side<T: Sync>(
    target: &dyn Target,
    items: &[T],
    words: &str,
    watch: &Watch<'_>,
    step: impl Fn(&T) -> Result<(), TargetFailure> + Sync,
) -> Result<(), TargetFailure> {
    let done = AtomicUsize::new(0);
    let counted = |item: &T| {
        step(item)?;
        watch(words, done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
        Ok(())
    };
    if items.len() < 2 || target.lanes() < 2 {
        return items.iter().try_for_each(counted);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(target.lanes()).build();
    let pool = pool.map_err(|error| TargetFailure::new(target.words(), TargetTrouble::Other(error.to_string())))?;
    pool.install(|| items.par_iter().try_for_each(counted))
}
