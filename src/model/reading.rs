//! What was read out of a linked document, apart from where it lies in the guide.

use serde::{Deserialize, Serialize};

use super::{At, Block, Footnote, Loss, WrittenLink};

/// Everything read out of a document. No paths and no ids inside, so that it can be kept in the cache by digest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its own title.
    pub title: Option<String>,
    /// Its own language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Who its properties say made it.
    pub author: Option<String>,
    /// Which version its properties say it is, as its owner counts them.
    pub version: Option<String>,
    /// The pages of a PDF, in order.
    pub pages: Vec<PageBox>,
    /// The words that each page of a PDF prints, in the order they are drawn; empty when it prints none that can be read.
    pub page_words: Vec<String>,
    /// The named spots that a link can lead to.
    pub anchors: Vec<DocumentAnchor>,
    /// Its links, in the order they stand; [`super::LinkOrdinal`] is the position.
    pub links: Vec<WrittenLink>,
    /// What it says, where the format has blocks: Word, spreadsheet, OpenDocument. Empty for a PDF or a picture.
    pub blocks: Vec<Block>,
    /// Its notes.
    pub footnotes: Vec<Footnote>,
    /// The pictures inside it, which [`super::Inline::Picture`] counts.
    pub pictures: Vec<EmbeddedPicture>,
    /// Width and height in pixels, of a picture.
    pub pixels: Option<(u32, u32)>,
    /// What it says in place of a picture, when the file itself carries such a description.
    pub description: Option<String>,
    /// How accessible it is, where we can tell.
    pub accessibility: Option<Accessibility>,
    /// Who its properties say changed it last.
    pub last_changed_by: Option<String>,
    /// What is in it and does not show: changes not yet accepted, comments, hidden text and cells.
    pub hidden: Vec<Hidden>,
    /// The files attached to a PDF.
    pub attached: Option<AttachedFiles>,
    /// What a PDF loses when its pages are bound into another.
    pub losses: Vec<Loss>,
    /// What stood in the way of reading it.
    pub problems: Vec<Problem>,
}

/// The visible box of a PDF page: what a viewer shows, turned as it shows it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// Width in points (1/72 inch).
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// A named spot of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentAnchor {
    /// The name that links use: a Word bookmark, a PDF named destination, a sheet, `Sheet!B12`.
    pub name: String,
    /// The name in our own outputs: the HTML `id` on the document's page, the tail of the PDF destination.
    pub id: String,
    /// The heading it stands at, or other words for it; may be empty.
    pub label: String,
    /// The page of a PDF it is on, from 1.
    pub page: Option<u32>,
    /// Where it stands.
    pub at: At,
}

/// A picture inside a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmbeddedPicture {
    /// `png` or `jpg`: the extension it is published with.
    pub extension: String,
    /// Its bytes.
    #[serde(with = "hexadecimal")]
    pub bytes: Vec<u8>,
}

/// How accessible a document is, as a machine can tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Accessibility {
    /// Whether it has tags (a structure tree) at all.
    pub tagged: bool,
    /// Whether every machine check of PDF/UA-1 (ISO 14289-1) passed.
    pub conforms: bool,
    /// The checks that failed, each once; the missing claim to the standard last.
    pub failures: Vec<FailedCheck>,
}

/// A machine check of PDF/UA-1 that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FailedCheck {
    /// The clause of ISO 14289-1, such as `7.18.5`; empty when the checker could not read the file.
    pub clause: String,
    /// Its number among the checks of that clause, as in the Matterhorn-based profiles.
    pub test: String,
    /// The pages, from 1, on which it fails; empty when it is about the whole file or the pages cannot be told.
    pub pages: Vec<u32>,
}

/// Something in a document that does not show, or is not meant for its readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What it is.
    pub kind: HiddenKind,
    /// How many there are.
    pub count: usize,
    /// Where, in words, for what has a name: the sheets.
    pub within: Vec<String>,
}

/// The files inside a PDF (ISO 32000-1, 7.11.4), which most programs do not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFiles {
    /// What they are called, in the order of the file; never none.
    pub names: Vec<String>,
    /// Whether its page is no more than the cover of these files: a portfolio (ISO 32000-1, 7.11.6).
    pub is_portfolio: bool,
}

/// What may be hidden in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HiddenKind {
    /// Changes that were tracked and neither accepted nor refused: what was taken out is still there to read.
    TrackedChange,
    /// Comments.
    Comment,
    /// Text that is marked as hidden.
    Text,
    /// Sheets that are hidden.
    Sheet,
    /// Rows that are hidden and say something.
    Row,
    /// Columns that are hidden and say something.
    Column,
    /// Text that was marked to be blacked out and is still there.
    Redaction,
}

/// What stands in the way of reading a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// It has no bytes.
    Empty,
    /// It asks for a password before it opens.
    Password,
    /// It is broken; what the reader said.
    Damaged(String),
    /// Its content is not what its name says; what it looks like.
    Disguised(String),
    /// It opens, and has no pages.
    NoPages,
    /// It, or a part of it, unpacks to more than we read.
    TooLarge,
    /// It is a form that only Adobe's programs show (dynamic XFA); its one page asks the reader to wait.
    AdobeOnly,
}

impl Hidden {
    /// So many things of a kind; nothing for none.
    pub fn some(kind: HiddenKind, count: usize) -> Option<Self> {
        (count > 0).then(|| Self { kind, count, within: Vec::new() })
    }

    /// The same, with where they are.
    #[must_use]
    pub fn within(self, within: Vec<String>) -> Self {
        Self { within, ..self }
    }
}

/// Bytes as text in the cache: JSON has no bytes, and an array of numbers is four times as long.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        let digits: String = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        serializer.serialize_str(&digits)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        (0..digits.len())
            .step_by(2)
            .map(|at| pair(at).ok_or_else(|| serde::de::Error::custom("not hexadecimal")))
            .collect()
    }
}
