//! The PDF in the background: on threads of its own, one at a time, and the newest save wins.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::compile::{Compiled, Make, Surroundings, compile};
use crate::io::Failure;
use crate::load;
use crate::model::Sources;

/// A guide whose PDF is wanted.
#[derive(Debug, Clone)]
pub struct Order {
    /// The number of the build that shows its pages.
    pub build: u64,
    /// Its files.
    pub sources: Arc<Sources>,
    /// The day, and what may be remembered.
    pub surroundings: Surroundings,
}

/// Who typesets, and what waits for it.
#[derive(Debug)]
pub(super) struct Typesetter {
    /// Threads of its own, one fewer than processors: pages are never kept waiting.
    pool: ThreadPool,
    queue: Queue,
}

/// Which order is next.
#[derive(Debug, Default)]
pub struct Queue {
    is_busy: bool,
    waits: Option<Order>,
}

impl Queue {
    /// Takes an order. It is given back when it is to be begun now; one that waited before is forgotten.
    pub fn take(&mut self, order: Order) -> Option<Order> {
        if self.is_busy {
            self.waits = Some(order);
            return None;
        }
        self.is_busy = true;
        Some(order)
    }

    /// One is done: the next, if any.
    pub fn done(&mut self) -> Option<Order> {
        let next = self.waits.take();
        self.is_busy = next.is_some();
        next
    }
}

impl Typesetter {
    /// Makes the threads.
    pub(super) fn new() -> Result<Self, Failure> {
        let threads = rayon::current_num_threads().saturating_sub(1).max(1);
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Failure::NotServed(error.to_string()))?;
        Ok(Self { pool, queue: Queue::default() })
    }

    /// Orders a PDF. `done` is told of every one that was made, from another thread.
    pub(super) fn order(&mut self, order: Order, done: impl FnOnce(u64, Option<Compiled>) + Send + 'static) {
        if let Some(order) = self.queue.take(order) {
            self.begin(order, done);
        }
    }

    /// The last one is done: begins the next, if any.
    pub(super) fn next(&mut self, done: impl FnOnce(u64, Option<Compiled>) + Send + 'static) {
        if let Some(order) = self.queue.done() {
            self.begin(order, done);
        }
    }

    fn begin(&self, order: Order, done: impl FnOnce(u64, Option<Compiled>) + Send + 'static) {
        self.pool.spawn(move || {
            let make = || compile(&order.sources, load::refusals(&order.sources), Make::Bundle, &order.surroundings);
            let compiled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)).ok();
            done(order.build, compiled);
        });
    }
}

/// Whether this program makes a PDF at all.
pub(super) const IS_MADE: bool = cfg!(feature = "typeset");

/// The same surroundings on another day.
pub(super) fn on(surroundings: &Surroundings, today: Date) -> Surroundings {
    let as_of = if surroundings.as_of_is_given { surroundings.as_of } else { today };
    Surroundings { as_of, ..surroundings.clone() }
}
