//! Linked documents: the Word, PDF, spreadsheet, OpenDocument and picture files that the guide leads to.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{At, Block, Digest, Footnote, GuidePath, Loss, Place, WrittenLink};

/// Every linked document, in register order, then those without a row by path. [`DocumentId`] is the position.
#[derive(Debug, Default)]
pub struct Documents {
    /// The documents.
    pub all: Vec<LinkedDocument>,
    /// Rows of the register whose file is not there: the path, the title and the row.
    pub missing: Vec<(GuidePath, String, Place)>,
}

/// Which document: its position in [`Documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// One linked document: its file, what the register says of it and what was read out of it.
#[derive(Debug, Clone)]
pub struct LinkedDocument {
    /// The name of its page and of its PDF destination: the register's id, else made from the file name.
    pub address: String,
    /// Its file in the guide folder; the original is published under the same path.
    pub file: GuidePath,
    /// What kind of file it is.
    pub format: Format,
    /// Its title: the register's, else its own, else the file name.
    pub title: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its row in `documents.csv`.
    pub register: Option<RegisterRow>,
    /// What was read out of it.
    pub reading: Arc<Reading>,
}

/// The formats we can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word (Office Open XML).
    Docx,
    /// Excel (Office Open XML).
    Xlsx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// Carried as it is, not looked into.
    Other,
}

/// A row of `documents.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterRow {
    /// The stable id.
    pub id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The same document in other formats, such as a calendar file.
    pub also: Vec<GuidePath>,
    /// form, guide, policy, example or external.
    pub kind: Option<DocumentKind>,
    /// The role that keeps it right.
    pub owner: Option<String>,
    /// The role that stands in.
    pub deputy: Option<String>,
    /// The role that reads its feedback.
    pub feedback_to: Option<String>,
    /// Its version, as the owner counts them.
    pub version: Option<String>,
    /// When this version was issued.
    pub issued: Option<Date>,
    /// When it was last reviewed.
    pub last_reviewed: Option<Date>,
    /// When it is to be reviewed next.
    pub review_by: Option<Date>,
    /// One sentence on what it is for.
    pub summary: Option<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// What it replaces.
    pub replaces: Option<String>,
    /// Whether it is bound into the PDF; none leaves it to `[pdf] annexes`.
    pub annex: Option<bool>,
    /// The row.
    pub place: Place,
}

/// What a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// To fill in.
    Form,
    /// To read.
    Guide,
    /// To follow.
    Policy,
    /// To take ideas from; nobody is required to use it.
    Example,
    /// Somebody else's.
    External,
}

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

impl Documents {
    /// Documents with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &LinkedDocument)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, document)| (DocumentId(u32::try_from(index).unwrap_or(u32::MAX)), document))
    }

    /// The document with this id.
    ///
    /// # Panics
    /// When the id came from other documents: a bug of ours.
    pub fn get(&self, id: DocumentId) -> &LinkedDocument {
        &self.all[id.0 as usize]
    }
}

impl LinkedDocument {
    /// Whether it can be shown at all: it opened and has something to show.
    pub fn is_readable(&self) -> bool {
        self.reading.problems.is_empty()
    }

    /// What its register row says, field by field.
    pub fn fact<'a, T>(&'a self, field: impl Fn(&'a RegisterRow) -> Option<T>) -> Option<T> {
        self.register.as_ref().and_then(field)
    }
}

impl Format {
    /// The format that a file name promises.
    pub fn of(file: &GuidePath) -> Self {
        match file.extension().as_str() {
            "pdf" => Self::Pdf,
            "docx" => Self::Docx,
            "xlsx" => Self::Xlsx,
            "odt" => Self::Odt,
            "ods" => Self::Ods,
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            _ => Self::Other,
        }
    }

    /// What a reader calls it, as in “(Word document, 48KB)”.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Xlsx => "Excel spreadsheet",
            Self::Odt => "OpenDocument text",
            Self::Ods => "OpenDocument spreadsheet",
            Self::Png | Self::Jpeg => "picture",
            Self::Other => "file",
        }
    }

    /// The media type it must be served with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Other => "application/octet-stream",
        }
    }

    /// Whether it is a picture as a whole.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// Whether it is a spreadsheet.
    pub fn is_spreadsheet(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods)
    }
}

impl DocumentKind {
    /// The words of the register's `kind` column.
    pub const WORDS: [(&'static str, DocumentKind); 5] = [
        ("form", Self::Form),
        ("guide", Self::Guide),
        ("policy", Self::Policy),
        ("example", Self::Example),
        ("external", Self::External),
    ];

    /// The word of the register's `kind` column.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
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
