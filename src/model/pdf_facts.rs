//! The little that the site must know of the PDF, so that the two writers need not know each other.

use super::DocumentId;

/// What the site says about the PDF.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PdfFacts {
    /// The file's name in the site folder, such as `senco-guide.pdf`.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many pages it has.
    pub pages: u32,
    /// How many of them come before the annexes.
    pub guide_pages: u32,
    /// The page each annex starts on, as a viewer counts from 1.
    pub annex_pages: Vec<(DocumentId, u32)>,
    /// Whether every machine check of PDF/UA-1 passed.
    pub conforms: bool,
}
