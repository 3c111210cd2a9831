//! The files of the guide folder as they were read.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::GuidePath;

/// Every file of the guide folder, sorted by path.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file of the guide folder. A copy shares its bytes.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it lies.
    pub path: GuidePath,
    /// Its bytes. Empty for a file that [`SourceFile::refused`] says was not read, and for one that was only glanced at.
    pub bytes: Arc<[u8]>,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// Why it was not read, when it was not: too large, a link out of the folder, locked.
    pub refused: Option<Refusal>,
    lines: OnceLock<Vec<usize>>,
    letters: OnceLock<Vec<usize>>,
}

/// Every so many bytes the letters are counted, so that a column deep in a line of megabytes is found at once.
const COUNTED_EVERY: usize = 4096;

/// Why a file of the guide folder was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than a file of its kind may be. Sizes in bytes.
    TooLarge {
        /// How large it is.
        bytes: u64,
        /// How large it may be.
        limit: u64,
    },
    /// It is a shortcut (a symbolic link) that leads out of the guide folder.
    LeadsOutside,
    /// The system would not let us read it; the system's own words.
    Unreadable(String),
}

/// A SHA-256 digest, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

/// A line and a column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Sources {
    /// Puts files in path order.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The files, in path order, to make other sources of.
    pub fn into_files(self) -> Vec<SourceFile> {
        self.files
    }

    /// All files, in path order.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file at this path, with exact letter case.
    pub fn get(&self, path: &GuidePath) -> Option<&SourceFile> {
        self.files.binary_search_by(|file| file.path.cmp(path)).ok().map(|index| &self.files[index])
    }

    /// The file at this path, given as text.
    pub fn at(&self, path: &str) -> Option<&SourceFile> {
        self.get(&GuidePath::new(path)?)
    }

    /// The files in a folder and below it, in path order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| file.path.is_under(folder))
    }
}

impl SourceFile {
    /// A file that was read.
    pub fn new(path: GuidePath, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let digest = Digest::of(&bytes);
        Self { path, bytes, digest, refused: None, lines: OnceLock::new(), letters: OnceLock::new() }
    }

    /// A file of which only the digest was wanted.
    pub fn glanced_at(path: GuidePath, digest: Digest) -> Self {
        Self { digest, ..Self::new(path, Vec::new()) }
    }

    /// A file that was not read.
    pub fn refused(path: GuidePath, refusal: Refusal) -> Self {
        Self { refused: Some(refusal), ..Self::new(path, Vec::new()) }
    }

    /// The line and column of a byte of this file. A byte-order mark counts for nothing.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.bytes.len());
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= byte).max(1);
        let start = starts[line - 1];
        let byte = byte.max(start);
        let letters = if byte - start <= COUNTED_EVERY {
            String::from_utf8_lossy(&self.bytes[start..byte]).chars().count()
        } else {
            self.letters_before(byte) - self.letters_before(start)
        };
        Position { line, column: letters + 1 }
    }

    /// The bytes of a line, counted from 1, without its line end. `None` when the file has no such line.
    pub fn line_bounds(&self, line: usize) -> Option<Range<usize>> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)?)?;
        let end = starts.get(line).map_or(self.bytes.len(), |next| next - 1);
        let end = if self.bytes[start..end].ends_with(b"\r") { end - 1 } else { end };
        Some(start..end)
    }

    /// The text of a line, counted from 1, without its line end.
    pub fn line(&self, line: usize) -> String {
        let starts = self.line_starts();
        let Some(start) = line.checked_sub(1).and_then(|index| starts.get(index)) else { return String::new() };
        let end = starts.get(line).copied().unwrap_or(self.bytes.len());
        String::from_utf8_lossy(&self.bytes[*start..end]).trim_end_matches(['\n', '\r']).to_owned()
    }

    /// The text of a range of bytes, whatever its encoding.
    pub fn text(&self, range: &Range<usize>) -> String {
        String::from_utf8_lossy(self.bytes.get(range.clone()).unwrap_or_default()).into_owned()
    }

    /// How many letters begin before a byte of a file in UTF-8.
    fn letters_before(&self, byte: usize) -> usize {
        let begins = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count();
        let counts = self.letters.get_or_init(|| {
            let mut before = 0;
            let block = |block: &[u8]| {
                let here = before;
                before += begins(block);
                here
            };
            self.bytes.chunks(COUNTED_EVERY).map(block).collect()
        });
        let block = byte / COUNTED_EVERY;
        let counted = counts.get(block).copied();
        counted.map_or_else(
            || begins(&self.bytes[..byte]),
            |before| before + begins(&self.bytes[block * COUNTED_EVERY..byte]),
        )
    }

    fn line_starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let first = if self.bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let after_line_ends =
                self.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
            std::iter::once(first).chain(after_line_ends).collect()
        })
    }
}

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of all that can be read from somewhere, never held whole.
    ///
    /// # Errors
    /// When reading fails.
    pub fn of_stream(mut from: impl std::io::Read) -> std::io::Result<Self> {
        let (mut hasher, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match from.read(&mut piece)? {
                0 => return Ok(Self(hasher.finalize().into())),
                count => hasher.update(&piece[..count]),
            }
        }
    }

    /// One digest of many parts, in their order. Each part's length is counted in, so that parts cannot run together.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The 32 bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first `digits` hexadecimal digits: enough to name a file by.
    pub fn short(&self, digits: usize) -> String {
        self.to_string()[..digits.min(64)].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let pair = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(pair).collect();
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or_else(|| format!("“{text}” is not a SHA-256 digest"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_skip_the_byte_order_mark() {
        let path = GuidePath::new("pages/a.md").expect("inside");
        let file = SourceFile::new(path, "\u{FEFF}né [x](y)\r\nsecond".as_bytes().to_vec());
        assert_eq!(file.position(3), Position { line: 1, column: 1 });
        assert_eq!(file.position(3 + 4), Position { line: 1, column: 4 });
        assert_eq!(file.position(file.bytes.len()), Position { line: 2, column: 7 });
        assert_eq!(file.line(1), "né [x](y)");
        assert_eq!(file.line(3), "");
    }
}
