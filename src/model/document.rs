//! Linked documents: the Word, PDF, spreadsheet, OpenDocument and picture files that the guide leads to.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Digest, GuidePath, Place, Reading};

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
