//! Says what a file is whose content is not what its name promises.

use super::package::Package;
use crate::model::Problem;

/// Bytes that every zip package starts with; the second for one without parts.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Bytes that every file of the old Office, and every locked one of the new, starts with.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Why this file cannot be what its name promises.
pub(super) fn problem(bytes: &[u8]) -> Problem {
    if bytes.starts_with(COMPOUND_FILE) && has_stream(bytes, "EncryptedPackage") {
        return Problem::Password;
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Problem::Damaged(
            "it holds nothing but zeros, as a file that was never fully downloaded does".to_owned(),
        );
    }
    Problem::Disguised(looks_like(bytes).to_owned())
}

/// Whether these bytes are a zip package, even one that breaks off.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    ZIP.iter().any(|start| bytes.starts_with(start))
}

/// Whether a zip package is of this kind. One that cannot be opened may be anything: its reader says what is wrong.
pub(super) fn is_package_with(bytes: &[u8], part: fn(&Package) -> bool) -> bool {
    is_zip(bytes) && Package::open(bytes).map_or(true, |package| part(&package))
}

/// Whether a package is a Word document.
pub(super) fn is_word(package: &Package) -> bool {
    package.names().any(|name| name.starts_with("word/document"))
}

/// Whether a package is an Excel workbook.
pub(super) fn is_excel(package: &Package) -> bool {
    package.names().any(|name| name.starts_with("xl/workbook"))
}

/// What an OpenDocument package says it is, such as `application/vnd.oasis.opendocument.text`.
pub(super) fn open_document_type(package: &Package) -> String {
    let bytes = if package.has("content.xml") { package.part("mimetype") } else { None };
    String::from_utf8_lossy(&bytes.unwrap_or_default()).trim().to_owned()
}

fn looks_like(bytes: &[u8]) -> &'static str {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if is_zip(bytes) {
        return zip_looks_like(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return compound_file_looks_like(bytes);
    }
    if text.contains("%pdf-") {
        "a PDF"
    } else if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| text.contains(tag)) {
        "a web page"
    } else if text.starts_with("{\\rtf") {
        "a rich text file (.rtf)"
    } else if bytes.starts_with(b"\x89PNG") {
        "a PNG picture"
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        "a JPEG picture"
    } else if is_lock_file(bytes) {
        "the lock file that Office keeps while a document is open"
    } else if is_text(bytes) {
        "plain text"
    } else {
        "no kind of document we know"
    }
}

fn zip_looks_like(bytes: &[u8]) -> &'static str {
    let Ok(package) = Package::open(bytes) else { return "a zip archive" };
    if is_word(&package) {
        return "a Word document (.docx)";
    }
    if is_excel(&package) {
        return "an Excel spreadsheet (.xlsx)";
    }
    if package.names().any(|name| name.starts_with("ppt/presentation")) {
        return "a PowerPoint presentation (.pptx)";
    }
    match open_document_type(&package).as_str() {
        "application/vnd.oasis.opendocument.text" => "an OpenDocument text (.odt)",
        "application/vnd.oasis.opendocument.spreadsheet" => "an OpenDocument spreadsheet (.ods)",
        _ => "a zip archive",
    }
}

fn compound_file_looks_like(bytes: &[u8]) -> &'static str {
    if has_stream(bytes, "WordDocument") {
        "an old Word file (.doc)"
    } else if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        "an old Excel file (.xls)"
    } else if has_stream(bytes, "PowerPoint Document") {
        "an old PowerPoint file (.ppt)"
    } else {
        "a file of an old Office version"
    }
}

/// Whether a compound file has a stream of this name: its directory keeps names as UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Office names who has a document open in a file of 162 or 165 bytes that starts with the length of that name.
fn is_lock_file(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 162 | 165) && bytes.first().is_some_and(|length| *length <= 54)
}

fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    std::str::from_utf8(bytes).is_ok() && !bytes.iter().any(control)
}
