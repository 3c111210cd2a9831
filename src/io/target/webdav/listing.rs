//! Reads the answer to `PROPFIND`: what is in a folder (RFC 4918, 14.16).

use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// A file or a folder that a server names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Its path on the server, not encoded.
    pub(super) path: String,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
    /// Its size; 0 when the server does not say.
    pub(super) bytes: u64,
    /// When it was changed, in seconds since 1970; none when the server does not say.
    pub(super) changed: Option<i64>,
}

/// What is in a folder, the folder itself among it; none when it is not such an answer.
pub(super) fn read(answer: &[u8]) -> Option<Vec<Found>> {
    let text = std::str::from_utf8(answer).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut all = Vec::new();
    let mut found = Found::default();
    let mut words = String::new();
    let mut is_answer = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                words.clear();
                match start.local_name().as_ref() {
                    "response" => found = Found::default(),
                    "collection" => found.is_folder = true,
                    _ => {}
                }
            }
            Event::Empty(empty) if empty.local_name().as_ref() == "collection" => found.is_folder = true,
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::CData(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => words.push_str(&letter(&entity)?),
            Event::End(end) => match end.local_name().as_ref() {
                // A `response` may name more than one; the first is the one it speaks of.
                "href" if found.path.is_empty() => found.path = path_of(words.trim()),
                "getcontentlength" => found.bytes = words.trim().parse().unwrap_or(0),
                "getlastmodified" => found.changed = seconds(words.trim()),
                "response" => all.push(std::mem::take(&mut found)),
                // Only a whole list is one: of a list that broke off, files would seem to be gone.
                "multistatus" => is_answer = true,
                _ => {}
            },
            Event::Eof => return is_answer.then_some(all),
            _ => {}
        }
    }
}

/// The path of an address, or of what may stand for one, not encoded (RFC 4918, 8.3).
pub(super) fn path_of(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    };
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// `getlastmodified` is a date as in HTTP (RFC 4918, 15.7).
fn seconds(words: &str) -> Option<i64> {
    jiff::fmt::rfc2822::parse(words).ok().map(|time| time.timestamp().as_second())
}

fn letter(entity: &str) -> Option<String> {
    if let Some(letter) = resolve_predefined_entity(entity) {
        return Some(letter.to_owned());
    }
    let digits = entity.strip_prefix('#')?;
    let code = match digits.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, is_folder: bool, bytes: u64, changed: Option<i64>) -> Found {
        Found { path: path.to_owned(), is_folder, bytes, changed }
    }

    #[test]
    fn the_answers_of_servers_are_read() {
        // As Apache writes it: prefixes, and a live namespace for its own properties.
        let apache = br#"<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:"><D:href>/dav/guide/</D:href><D:propstat><D:prop>
<lp1:resourcetype><D:collection/></lp1:resourcetype><lp1:getlastmodified>Mon, 23 Nov 2026 10:00:00 GMT</lp1:getlastmodified>
</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
<D:response xmlns:lp1="DAV:"><D:href>/dav/guide/EP%20form%20&amp;%20more.docx</D:href><D:propstat><D:prop>
<lp1:resourcetype/><lp1:getcontentlength>15</lp1:getcontentlength><lp1:getlastmodified>Mon, 23 Nov 2026 10:00:01 GMT</lp1:getlastmodified>
</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"#;
        let wanted = vec![
            found("/dav/guide/", true, 0, Some(1_795_428_000)),
            found("/dav/guide/EP form & more.docx", false, 15, Some(1_795_428_001)),
        ];
        assert_eq!(read(apache), Some(wanted));
        // As IIS writes it: whole addresses, and no prefix is the same as another.
        let iis = br#"<multistatus xmlns="DAV:"><response><href>https://files.aldermere.example/caf%C3%A9.html</href><propstat>
<status>HTTP/1.1 200 OK</status><prop><resourcetype></resourcetype><getcontentlength>7</getcontentlength></prop>
</propstat></response></multistatus>"#;
        assert_eq!(read(iis), Some(vec![found("/caf\u{e9}.html", false, 7, None)]));
    }

    #[test]
    fn what_is_no_list_is_not_taken_for_an_empty_one() {
        assert_eq!(read(b"<html><body>Welcome</body></html>"), None);
        assert_eq!(read(b"<multistatus><response>"), None);
        assert_eq!(read(b"\xff\xfe"), None);
    }
}
