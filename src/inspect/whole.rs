//! Whether a file is whole, or a program is still writing it. Looks at the outline only: whether it can be read is another matter.

use super::package::Package;
use super::picture::is_whole_picture;
use crate::model::{Format, GuidePath};

/// How far from its end a PDF may say that it ends, in bytes (ISO 32000-1, annex H.3, note 18).
const PDF_TAIL: usize = 1024;

/// Whether a file looks whole. An empty one never does.
pub fn is_whole(path: &GuidePath, bytes: &[u8]) -> bool {
    match Format::of(path) {
        _ if bytes.is_empty() => false,
        Format::Docx | Format::Xlsx | Format::Odt | Format::Ods => Package::open(bytes).is_ok(),
        Format::Pdf => bytes[bytes.len().saturating_sub(PDF_TAIL)..].windows(5).any(|mark| mark == b"%%EOF"),
        Format::Png | Format::Jpeg => is_whole_picture(bytes),
        Format::Other => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_still_written_is_not_whole() {
        let is_whole = |path: &str, bytes: &[u8]| is_whole(&GuidePath::new(path).expect("inside"), bytes);
        assert!(is_whole("pages/a.md", b"# A"));
        assert!(!is_whole("pages/a.md", b""));
        assert!(!is_whole("documents/a.docx", b"PK\x03\x04 and then nothing"));
        assert!(is_whole("documents/a.pdf", b"%PDF-1.7 ... %%EOF\n"));
        assert!(!is_whole("documents/a.pdf", b"%PDF-1.7 ..."));
    }
}
