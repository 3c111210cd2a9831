//! Reads the addresses of the search's index: a result that leads nowhere is a link that leads nowhere.
//!
//! The index is JSON behind a name. In JSON a quotation mark within a text has a backslash before it (RFC 8259, 7), so that
//! `"at":"` stands nowhere but where an address begins, whatever the guide says.

use std::borrow::Cow;
use std::ops::Range;

use super::page::{self, FinishedPage};

/// What the index calls its addresses.
const NAMES: [&str; 3] = ["\"address\":\"", "\"at\":\"", "\"download\":\""];

/// Reads an index. Another script of the same name has no links.
pub(super) fn read(script: &[u8]) -> FinishedPage {
    let text = std::str::from_utf8(script).unwrap_or_default();
    let is_ours = text.starts_with("globalThis.sencoGuideIndex");
    page::of_links(addresses(if is_ours { text } else { "" }).into_iter())
}

/// The addresses with their places in the file.
fn addresses(text: &str) -> Vec<(Cow<'_, str>, Range<usize>)> {
    let begins = |name: &str| text.match_indices(name).map(|(at, name)| at + name.len()).collect::<Vec<_>>();
    let mut starts: Vec<usize> = NAMES.iter().flat_map(|name| begins(name)).collect();
    starts.sort_unstable();
    let address = |start: usize| {
        let end = start + end_of_string(&text[start..])?;
        let written: String = serde_json::from_str(&text[start - 1..=end]).ok()?;
        Some((Cow::Owned(written), start..end))
    };
    starts.into_iter().filter_map(address).collect()
}

/// Where a text of JSON ends: at the first quotation mark without a backslash.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_a_link_and_words_are_none() {
        let text = r#"globalThis.sencoGuideIndex = {"entries":[{"title":"say \"at\":\"x\"","address":"a.html","sections":[{"at":"a.html#b\u003c","text":"\\"}]}]};"#;
        let found: Vec<(String, &str)> =
            addresses(text).into_iter().map(|(address, at)| (address.into_owned(), &text[at])).collect();
        assert_eq!(found, [("a.html".to_owned(), "a.html"), ("a.html#b<".to_owned(), "a.html#b\\u003c")]);
        assert_eq!(read(b"var at = {\"at\":\"no.html\"};").links.len(), 0);
    }
}
