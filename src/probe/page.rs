//! What an HTML page says of itself: its title, its headings, its spots. Read with forgiveness, whatever it is written in.

use std::collections::BTreeSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use jiff::civil::Date;

/// The most text that is kept of a page.
const MOST_TEXT: usize = 64 * 1024;

/// A page as read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its title and its first headings.
    pub(super) headings: Vec<String>,
    /// Its words.
    pub(super) text: String,
    /// The day that it says it was last updated.
    pub(super) updated: Option<Date>,
    /// Where its links lead, as written.
    pub(super) links: Vec<String>,
    spots: BTreeSet<String>,
}

/// Reads a page, or as much of it as there is.
pub(super) fn read(body: &[u8], content_type: &str) -> Page {
    let html = text(body, content_type);
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    // The heading that is being read, and whether the words are a reader's or a script's.
    let mut heading: Option<(Vec<u8>, String)> = None;
    let mut hidden: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(&html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                for (key, value) in &tag.attributes {
                    let key: &[u8] = key;
                    if key == b"href" && name == b"a" {
                        page.links.push(String::from_utf8_lossy(value).into_owned());
                    }
                    if key == b"id" || (key == b"name" && name == b"a") {
                        page.spots.insert(String::from_utf8_lossy(value).into_owned());
                    }
                }
                match name {
                    b"title" | b"h1" if heading.is_none() => heading = Some((name.to_vec(), String::new())),
                    b"meta" => page.updated = page.updated.max(update(&tag)),
                    b"script" | b"style" if !tag.self_closing => hidden = Some(name.to_vec()),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                if heading.as_ref().is_some_and(|(open, _)| open == name) {
                    page.headings.extend(heading.take().map(|(_, words)| plain(&words)));
                }
                if hidden.as_deref() == Some(name) {
                    hidden = None;
                }
            }
            Token::String(words) if hidden.is_none() => {
                let words = String::from_utf8_lossy(&words);
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
                if page.text.len() < MOST_TEXT {
                    page.text.push_str(&words);
                    page.text.push(' ');
                }
            }
            _ => {}
        }
    }
    page.headings.extend(heading.map(|(_, words)| plain(&words)));
    page
}

impl Page {
    /// Whether the page has this spot. Some sites put a word of their own before the ids of their readers' pages, and their
    /// script takes it off again.
    pub(super) fn has(&self, spot: &str) -> bool {
        self.spots.contains(spot) || self.spots.contains(&format!("user-content-{spot}"))
    }
}

/// What pages call the day of their last update: GOV.UK, legislation.gov.uk, and what most other systems write.
const UPDATE_NAMES: [&str; 7] = [
    "govuk:public-updated-at",
    "govuk:updated-at",
    "dc.date.modified",
    "dcterms.modified",
    "article:modified_time",
    "og:updated_time",
    "last-modified",
];

/// The day in a tag such as `<meta name="govuk:public-updated-at" content="2026-07-31T10:00:00+01:00">`.
fn update(tag: &StartTag<()>) -> Option<Date> {
    let value = |key: &[u8]| {
        let found = tag.attributes.iter().find(|(name, _)| ***name == *key);
        found.map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned())
    };
    let name = value(b"name").or_else(|| value(b"property"))?.to_lowercase();
    let day = value(b"content").filter(|_| UPDATE_NAMES.contains(&name.as_str()))?;
    day.get(..10)?.parse().ok()
}

/// The text of a body: UTF-8 or UTF-16 when it is that, else letter by letter as Latin-1, which keeps all of ASCII whatever
/// the truth is.
pub(super) fn text(body: &[u8], content_type: &str) -> String {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let named = content_type.to_ascii_lowercase();
    match body {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ if named.contains("utf-16be") => utf_16(body, u16::from_be_bytes),
        _ if named.contains("utf-16") => utf_16(body, u16::from_le_bytes),
        _ => match std::str::from_utf8(body) {
            Ok(text) => text.to_owned(),
            // Cut in the middle of a letter.
            Err(error) if error.error_len().is_none() => String::from_utf8_lossy(body).into_owned(),
            Err(_) => body.iter().copied().map(char::from).collect(),
        },
    }
}

/// The words without the spaces that the source has for its own order.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_headings_and_spots_are_read_in_any_encoding() {
        let html = "<title>Page\n not found</title><script>var x = '<h1>no</h1>';</script><h1>Sorry <b>dear</b> reader</h1>\
                    <p id=one><a name='two'></a><input name=three>";
        let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(html.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let latin = [html.as_bytes(), b"<p id='caf\xe9'>"].concat();
        for body in [html.as_bytes(), &utf_16, &latin] {
            let page = read(body, "text/html");
            assert_eq!(page.headings, ["Page not found", "Sorry dear reader"]);
            assert!(page.has("one") && page.has("two") && !page.has("three"), "{page:?}");
        }
        assert!(read(&latin, "").has("café"));
    }

    #[test]
    fn a_page_says_when_it_was_updated() {
        let updated = |html: &str| read(html.as_bytes(), "text/html").updated.map(|day| day.to_string());
        let law = r#"<meta name="DC.Date.Modified" scheme="W3CDTF" content="2018-04-01"/>"#;
        assert_eq!(updated(law).as_deref(), Some("2018-04-01"));
        let guidance = r#"<meta name="govuk:public-updated-at" content="2026-07-31T10:00:00+01:00"><meta name="description" content="2027-01-01">"#;
        assert_eq!(updated(guidance).as_deref(), Some("2026-07-31"));
        assert_eq!(updated(r#"<meta property="article:modified_time" content="soon">"#), None);
    }
}
