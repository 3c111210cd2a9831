//! `reviews.csv`: which page or document was reviewed when, by which role, and the digest of what was read; and how a row is
//! added without touching the others.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::register::{BAD_REGISTER, missing_column};
use super::sheet::{Row, Sheet, delimiter};
use crate::model::{Digest, Finding, Findings, GuidePath, Outcome, Place, Review, Reviews, SourceFile, Sources};

/// Where it lies in the guide folder.
pub const REVIEWS: &str = "reviews.csv";

/// The columns, in the order of a new file. The first four are needed; the last is for pages, which lead to documents.
const COLUMNS: [&str; 5] = ["id", "reviewed_on", "by", "sha256", "documents"];

/// Reads `reviews.csv`.
pub fn reviews(sources: &Sources) -> Outcome<Reviews> {
    let mut findings = Findings::default();
    let Some(file) = sources.at(REVIEWS).filter(|file| !file.bytes.is_empty()) else {
        return Outcome::new(Reviews::default(), findings);
    };
    let sheet = Sheet::read(file, &COLUMNS, &BAD_REGISTER, &mut findings);
    let missing = COLUMNS[..4].iter().find(|column| !sheet.columns.iter().any(|name| name == *column));
    if let Some(column) = missing {
        findings.push(missing_column(Place::file(&file.path), column));
        return Outcome::new(Reviews::default(), findings);
    }
    let all = sheet.rows.iter().filter_map(|row| review(row, &mut findings)).collect();
    Outcome::new(Reviews { all }, findings)
}

/// The file with one more row, every byte of the others as it was: Excel's byte-order mark, separator and line ends are kept.
/// A file that was made before pages had their documents gets the heading of that column, at the end of its first line.
pub fn with_review(file: Option<&SourceFile>, review: &Review) -> Vec<u8> {
    let before = file.map(|file| file.bytes.to_vec()).filter(|bytes| !bytes.trim_ascii().is_empty());
    let mut bytes = before.unwrap_or_else(|| format!("{}\r\n", COLUMNS.join(",")).into_bytes());
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).trim_start_matches('\u{FEFF}').to_owned();
    let separator = char::from(delimiter(&head));
    let line_end = if bytes[end..].starts_with(b"\n") { "\n" } else { "\r\n" };
    let mut columns: Vec<String> =
        head.split(separator).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
    if !columns.iter().any(|name| name == "documents") {
        bytes.splice(end..end, format!("{separator}documents").into_bytes());
        columns.push("documents".to_owned());
    }
    if !bytes.ends_with(b"\n") {
        bytes.extend(line_end.bytes());
    }
    let cells = columns.iter().map(|column| quoted(&cell(review, column), separator));
    let row = cells.collect::<Vec<_>>().join(&separator.to_string()) + line_end;
    if std::str::from_utf8(&bytes).is_ok() {
        bytes.extend(row.bytes());
    } else {
        // Excel's plain CSV: a letter is a byte.
        bytes.extend(row.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')));
    }
    bytes
}

/// Whether a file has this review, read again: a file that is no such table cannot take one.
pub fn holds_review(bytes: &[u8], wanted: &Review) -> bool {
    let Some(path) = GuidePath::new(REVIEWS) else { return false };
    let read = reviews(&Sources::new(vec![SourceFile::new(path, bytes.to_vec())])).value;
    let last = read.all.last();
    last.is_some_and(|last| Review { place: wanted.place.clone(), ..last.clone() } == *wanted)
}

fn review(row: &Row, findings: &mut Findings) -> Option<Review> {
    let mut reject = |what: String| {
        findings.push(Finding::new(
            &BAD_REGISTER,
            row.place.clone(),
            what,
            "Take the row out, and record the review anew: senco-guide status --reviewed ID --by ROLE.",
        ));
    };
    let Some(id) = row.text("id") else {
        reject("This row of reviews.csv does not say what was reviewed.".to_owned());
        return None;
    };
    let Some(by) = row.text("by") else {
        reject(format!("The review of “{id}” does not say which role it was by, so it does not count."));
        return None;
    };
    let digest = row.text("sha256").and_then(|text| Digest::try_from(text.to_lowercase()).ok());
    let Some(digest) = digest else {
        reject(format!(
            "The review of “{id}” does not say what was read (its sha256 is not 64 figures and letters), so it does not count."
        ));
        return None;
    };
    if row.text("reviewed_on").is_none() {
        reject(format!("The review of “{id}” has no date, so it does not count."));
    }
    let on = row.date("reviewed_on", &BAD_REGISTER, findings)?;
    let documents = row.text("documents").map(|text| documents(&text));
    Some(Review { id, on, by, digest, documents, place: row.place.clone() })
}

/// `ep-consultation:3f9a1c2b5d6e top-up:91be…`, or `none`.
fn documents(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split_whitespace().filter_map(|pair| pair.rsplit_once(':'));
    pairs.map(|(id, digest)| (id.to_owned(), digest.to_lowercase())).collect()
}

fn cell(review: &Review, column: &str) -> String {
    match column {
        "id" => review.id.clone(),
        "reviewed_on" => review.on.to_string(),
        "by" => review.by.clone(),
        "sha256" => review.digest.to_string(),
        "documents" => review.documents.as_ref().map_or_else(String::new, |documents| {
            let mut text = String::new();
            for (id, digest) in documents {
                let _ = write!(text, "{}{id}:{digest}", if text.is_empty() { "" } else { " " });
            }
            if text.is_empty() { "none".to_owned() } else { text }
        }),
        _ => String::new(),
    }
}

fn quoted(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row() -> Review {
        Review {
            id: "funding".to_owned(),
            on: date(2026, 9, 1),
            by: "Funding officer; schools".to_owned(),
            digest: Digest::of(b"text"),
            documents: Some(BTreeMap::from([("bands".to_owned(), "0123456789ab".to_owned())])),
            place: Place::file(&GuidePath::root()),
        }
    }

    fn file(bytes: &[u8]) -> SourceFile {
        SourceFile::new(GuidePath::new(REVIEWS).expect("inside"), bytes.to_vec())
    }

    #[test]
    fn a_row_is_added_as_the_file_is_written_and_read_again() {
        for before in [
            &b""[..],
            b"id,reviewed_on,by,sha256\n",
            b"\xEF\xBB\xBFid;reviewed_on;by;sha256;documents\r\nold;01/02/2026;SEN consultant;x;\r\n",
            b"\"sha256\"\tid\tby\treviewed_on\tdocuments\r\nx\told\tCaf\xE9 lead\t2026-02-01\t",
        ] {
            let after = with_review(Some(&file(before)), &row());
            let kept = before.split(|byte| *byte == b'\n').nth(1).unwrap_or_default().trim_ascii();
            assert!(after.windows(kept.len().max(1)).any(|part| part == kept) || kept.is_empty());
            let sources = Sources::new(vec![file(&after)]);
            let read = reviews(&sources).value;
            let last = read.all.last().expect("the row");
            assert_eq!(Review { place: row().place, ..last.clone() }, row(), "{}", String::from_utf8_lossy(&after));
        }
        let after = with_review(Some(&file(b"id,reviewed_on,by,sha256\nold,2026-02-01,x,y\n")), &row());
        assert!(after.starts_with(b"id,reviewed_on,by,sha256,documents\nold,2026-02-01,x,y\nfunding,2026-09-01,"));
    }
}
