//! Runs the foreign PDF/UA-1 checker within limits of ours.
//!
//! It follows references by calling itself, builds every object a second time, and keeps a state for each that a page
//! saves. So it is not asked about files that could fill the memory or the stack, it gets a stack as deep as the file has
//! objects, and a panic of its own is an answer: the file was not checked.

use std::panic::{AssertUnwindSafe, catch_unwind};

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, ValidationReport, validate_pdf_bytes};
use rayon::ThreadPoolBuilder;

use super::census::Census;
use super::contents::Contents;

/// The largest linked file that is checked: 64 MB.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most objects of a linked file that is checked.
const MOST_OBJECTS: usize = 100_000;

/// The most words of a linked file that is checked: in memory each takes about 150 bytes, and what is found of it more.
const MOST_WORDS: usize = 800_000;

/// The most that the pages of a linked file may unpack to for the check: 64 MB.
const MOST_CONTENT: usize = 64 * 1024 * 1024;

/// The most operators of all pages of a linked file that is checked.
const MOST_OPERATORS: usize = 2_000_000;

/// The stack that following one reference takes, and the least and the most of it, in bytes.
const STACK_OF_ONE: usize = 1024;
const LEAST_STACK: usize = 8 * 1024 * 1024;
const MOST_STACK: usize = 512 * 1024 * 1024;

/// How deep trees may be: it needs a large part of the stack for each level.
const DEEPEST: usize = 128;

/// How much there is to check in a linked file.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) census: Census,
    pub(super) contents: Contents,
}

impl Load {
    /// Whether the file can be checked without harm.
    pub(super) fn can_be_checked(&self, bytes: &[u8]) -> bool {
        let Self { census, contents } = self;
        census.is_honest
            && bytes.len() <= MOST_BYTES
            && census.objects <= MOST_OBJECTS
            && census.words <= MOST_WORDS
            && !contents.is_wild
            && contents.operators <= MOST_OPERATORS
            && contents.bytes <= MOST_CONTENT
    }
}

/// Checks a file of so many objects; `None` when the checker did not come to an end.
pub(super) fn check(bytes: &[u8], objects: usize) -> Option<ValidationReport> {
    let limits = SafetyLimits::default().with_max_reference_depth(DEEPEST);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    let stack = objects.saturating_mul(STACK_OF_ONE).clamp(LEAST_STACK, MOST_STACK);
    // A pool of one thread: it reads on rayon's threads, and would wait for ever for those that wait for it.
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(stack).build().ok()?;
    catch_unwind(AssertUnwindSafe(|| pool.install(|| validate_pdf_bytes(bytes, &options).ok()))).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_not_checked() {
        assert!(check(b"%PDF-1.7", 0).is_none());
    }
}
