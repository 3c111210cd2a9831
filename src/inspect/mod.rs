//! Reads what is inside a linked document: titles, anchors, links, content blocks, accessibility facts.
//!
//! Documents are untrusted input. Size, depth and expansion are bounded, and whatever stands in the way becomes a
//! [`Problem`], never a crash. One format, one file or folder; the list is [`INSPECTORS`].

mod documents;

mod discreet;

mod disguise;

mod names;

mod runs;

mod draft;

mod package;

mod xml;

mod ooxml;

mod docx;

pub(crate) mod pdf;

mod grid;

mod xlsx;

mod odf;

mod odt;

mod ods;

mod image;

mod manuscript;

mod picture;

mod whole;

use crate::model::{Format, Problem, Reading};

pub use documents::{MISSING_DOCUMENT, documents};
pub use manuscript::{LeftOut, LeftOutKind, Manuscript, manuscript};
pub use picture::is_whole_picture;
pub use whole::is_whole;

/// Raised whenever a reader would give another result for the same bytes: the cache then forgets the old ones.
pub const VERSION: u32 = 15;

/// Reads the documents of one format, or of a few that are alike.
pub trait Inspector: Sync {
    /// The formats it reads.
    fn formats(&self) -> &[Format];

    /// Whether these bytes are of its formats at all, whatever the file is called. A damaged file of the format is.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// Reads a document that it recognises.
    fn read(&self, bytes: &[u8]) -> Reading;
}

/// Every inspector. A new format is one file and one line here.
pub static INSPECTORS: &[&dyn Inspector] =
    &[&pdf::Pdf, &docx::Docx, &xlsx::Xlsx, &odt::Odt, &ods::Ods, &image::Png, &image::Jpeg];

/// Reads one document whose file name promises this format.
pub fn read(format: Format, bytes: &[u8]) -> Reading {
    if bytes.is_empty() {
        return stopped_by(Problem::Empty);
    }
    match INSPECTORS.iter().find(|inspector| inspector.formats().contains(&format)) {
        None => Reading::default(),
        Some(inspector) if inspector.recognises(bytes) => discreet::discreet(inspector.read(bytes)),
        Some(_) => stopped_by(disguise::problem(bytes)),
    }
}

#[cfg(test)]
mod tests;

/// The reading of a document that cannot be read.
fn stopped_by(problem: Problem) -> Reading {
    Reading { problems: vec![problem], ..Reading::default() }
}
