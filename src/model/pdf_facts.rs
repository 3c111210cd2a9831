//! The little that the site must know of the PDF, so that the two writers need not know each other.

use super::DocumentId;

/// A page of the PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnexPage {
    /// Its place in the file, from 1.
    pub place: u32,
    /// The page number that is printed on it.
    pub printed: String,
}

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
    /// The page each annex starts on.
    pub annex_pages: Vec<(DocumentId, AnnexPage)>,
    /// Whether every machine check of PDF/UA-1 passed.
    pub conforms: bool,
}
