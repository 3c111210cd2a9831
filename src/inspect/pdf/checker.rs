//! Runs the foreign PDF/UA-1 checker within limits of ours.
//!
//! It follows references by calling itself, from each bookmark to the next, too; it builds every object a second time, and keeps a
//! state for each that a page saves. So it is not asked about files that could fill the memory or the stack, it gets a stack as deep
//! as the file has objects, and a panic of its own is an answer: the file was not checked.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::Document;
use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, ValidationReport, validate_pdf_bytes};
use rayon::ThreadPoolBuilder;

use super::census::Census;
use super::contents::Contents;
use super::outline;

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

/// How deep trees may be, beside the bookmarks, of which each lies a level below the one before it.
const DEEPEST: usize = 128;

/// The stack that a level of a tree takes at most, in bytes.
const STACK_OF_LEVEL: usize = 64 * 1024;

/// How much there is to check in a linked file.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) census: Census,
    pub(super) contents: Contents,
    pub(super) depth: Depth,
}

/// How far references lead on in a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depth {
    objects: usize,
    bookmarks: usize,
}

impl Load {
    /// Whether the file can be checked without harm.
    pub(super) fn can_be_checked(&self, bytes: &[u8]) -> bool {
        let Self { census, contents, .. } = self;
        census.is_honest
            && bytes.len() <= MOST_BYTES
            && census.objects <= MOST_OBJECTS
            && census.words <= MOST_WORDS
            && !contents.is_wild
            && contents.operators <= MOST_OPERATORS
            && contents.bytes <= MOST_CONTENT
    }
}

impl Depth {
    /// Of a file of so many objects, counted by whoever read it.
    pub(crate) fn of(document: &Document, objects: usize) -> Self {
        Self { objects, bookmarks: outline::longest_way(document) }
    }

    fn levels(self) -> usize {
        DEEPEST + self.bookmarks
    }

    /// Only what is used of it takes memory.
    fn stack(self) -> usize {
        let (of_chains, of_trees) = (self.objects.saturating_mul(STACK_OF_ONE), self.levels() * STACK_OF_LEVEL);
        of_chains.max(of_trees).clamp(LEAST_STACK, MOST_STACK)
    }
}

/// Checks a file; `None` when the checker did not come to an end.
pub(super) fn check(bytes: &[u8], depth: Depth) -> Option<ValidationReport> {
    let limits = SafetyLimits::default().with_max_reference_depth(depth.levels());
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    // A pool of one thread: it reads on rayon's threads, and would wait for ever for those that wait for it.
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(depth.stack()).build().ok()?;
    catch_unwind(AssertUnwindSafe(|| pool.install(|| validate_pdf_bytes(bytes, &options).ok()))).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::pdf::plain;

    fn checked(bytes: &[u8]) -> bool {
        let document = Document::load_mem(bytes).expect("a PDF");
        check(bytes, Depth::of(&document, document.objects.len())).is_some()
    }

    #[test]
    fn what_is_no_pdf_is_not_checked() {
        assert!(check(b"%PDF-1.7", Depth { objects: 0, bookmarks: 0 }).is_none());
    }

    /// A guide with many documents has as many bookmarks one after the other.
    #[test]
    fn a_file_with_many_bookmarks_is_checked() {
        for count in [1, 100, 1_000, 3_900] {
            assert!(checked(&with_bookmarks(count)), "{count} bookmarks");
        }
    }

    /// An empty page and so many bookmarks in a row.
    fn with_bookmarks(count: usize) -> Vec<u8> {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>".to_owned(),
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned(),
            format!("<< /First 5 0 R /Last {} 0 R /Count {count} >>", count + 4),
        ];
        objects.extend((5..count + 5).map(|number| {
            let next = if number < count + 4 { format!("/Next {} 0 R", number + 1) } else { String::new() };
            format!("<< /Title (Form {number}) /Parent 4 0 R /Dest [3 0 R /Fit] {next} >>")
        }));
        plain::file(&objects).into_bytes()
    }
}
