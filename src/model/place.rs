//! Where something stands, in words an editor can follow.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A path inside the guide folder: always `/` between its parts, never absolute, never `..`.
///
/// Compared exactly, letter case included, because a web server does so too. The empty path is the
/// guide folder itself: the place of a finding that belongs to no file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuidePath(Arc<str>);

/// A spot in a file of the guide, or in a linked document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the guide folder. It need not exist: a missing `guide.toml` has a place too.
    pub file: GuidePath,
    /// Where in the file.
    pub at: At,
}

/// Where in a file, in the coordinates that the file's format has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// The file as a whole.
    WholeFile,
    /// A range of bytes of a text file. Reports turn it into line and column ([`super::SourceFile::position`]).
    Bytes(Range<usize>),
    /// A page of a PDF, counted from 1.
    PdfPage(u32),
    /// A paragraph of a Word or OpenDocument text, told as an editor would.
    Paragraph {
        /// The nearest heading above, when there is one.
        heading: Option<String>,
        /// Some words of the paragraph, at most about 60 characters.
        near: String,
    },
    /// A cell of a spreadsheet.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell, such as `B12`.
        cell: String,
    },
}

impl GuidePath {
    /// The guide folder itself.
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// The settings.
    pub fn settings() -> Self {
        Self(Arc::from("guide.toml"))
    }

    /// Makes a path from text that is relative to the guide folder.
    ///
    /// `.` and empty parts are dropped and `..` goes one folder up. `None` when it would leave the guide folder.
    pub fn new(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(Self(Arc::from(parts.join("/"))))
    }

    /// The path that `relative` means when it is written in the file `self`. `None` when it leaves the guide folder.
    pub fn join(&self, relative: &str) -> Option<Self> {
        Self::new(&format!("{}/{relative}", self.folder()))
    }

    /// The path as a link to it is written in the file `from`: `../documents/ep.docx`.
    pub fn relative_to(&self, from: &GuidePath) -> String {
        let mut here: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
        let mut there: Vec<&str> = self.0.split('/').collect();
        while there.len() > 1 && here.first() == there.first() {
            here.remove(0);
            there.remove(0);
        }
        "../".repeat(here.len()) + &there.join("/")
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file: empty for files right in the guide folder.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The last extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(String::new(), |(_, ext)| ext.to_lowercase())
    }

    /// Whether the file lies in `folder` or below it.
    pub fn is_under(&self, folder: &str) -> bool {
        self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl fmt::Display for GuidePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for GuidePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Place {
    /// The whole of one file.
    pub fn file(file: &GuidePath) -> Self {
        Self { file: file.clone(), at: At::WholeFile }
    }

    /// A spot in a file.
    pub fn new(file: &GuidePath, at: At) -> Self {
        Self { file: file.clone(), at }
    }

    /// The guide folder itself.
    pub fn guide() -> Self {
        Self { file: GuidePath::root(), at: At::WholeFile }
    }
}

impl Ord for At {
    /// The order of reading: pages and bytes from first to last.
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl PartialOrd for At {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl At {
    fn sort_key(&self) -> (u8, usize, usize, Option<&str>, &str) {
        match self {
            Self::WholeFile => (0, 0, 0, None, ""),
            Self::Bytes(range) => (1, range.start, range.end, None, ""),
            Self::PdfPage(page) => (2, *page as usize, 0, None, ""),
            Self::Paragraph { heading, near } => (3, 0, 0, heading.as_deref(), near),
            Self::Cell { sheet, cell } => (4, cell.len(), 0, Some(sheet), cell),
        }
    }

    /// The spot in the editor's words, for formats without lines: “page 3”, “sheet Fees, cell B12”.
    ///
    /// `None` for a whole file and for text files, whose spot is a line and a column.
    pub fn within(&self) -> Option<String> {
        match self {
            At::WholeFile | At::Bytes(_) => None,
            At::PdfPage(page) => Some(format!("page {page}")),
            At::Paragraph { heading: Some(heading), near } => Some(format!("under {heading}, near '{near}'")),
            At::Paragraph { heading: None, near } => Some(format!("near '{near}'")),
            At::Cell { sheet, cell } => Some(format!("sheet {sheet}, cell {cell}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_guide_folder() {
        let page = GuidePath::new("pages/law/duties.md").expect("inside");
        assert_eq!(page.join("../../documents/ep.docx").expect("inside").as_str(), "documents/ep.docx");
        assert_eq!(page.join("./rights.md").expect("inside").as_str(), "pages/law/rights.md");
        assert_eq!(page.join("../../../secret"), None);
        let form = GuidePath::new("documents/ep.docx").expect("inside");
        assert_eq!(form.relative_to(&page), "../../documents/ep.docx");
        assert_eq!(page.relative_to(&page), "duties.md");
    }

    #[test]
    fn names_are_taken_apart_with_care() {
        let hidden = GuidePath::new("documents/.hidden").expect("inside");
        assert_eq!((hidden.stem(), hidden.extension().as_str()), (".hidden", ""));
        let upper = GuidePath::new("documents/EP form.v2.DOCX").expect("inside");
        assert_eq!((upper.stem(), upper.extension().as_str()), ("EP form.v2", "docx"));
        assert!(upper.is_under("documents") && !upper.is_under("doc"));
    }
}
