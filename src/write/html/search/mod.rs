//! The search: an index of everything the guide says, as a script that a page can add even when it lies in a folder.
//!
//! 1. `sections` cuts a page or document at its headings.
//! 2. `ways` gathers the words by which the guide leads to each document: a task of the first page finds its form.
//! 3. `abbreviations` takes from the glossary what letters stand for.
//! 4. `entries` puts them together with titles, kinds and the addresses that the link graph gives.
//!
//! `assets/script/search.js` reads the index and does the searching; all that is about language (endings, slips, accents) is
//! there. The index holds words only, and they become text nodes: nothing in it is ever markup.

mod abbreviations;

mod entries;

mod sections;

mod ways;

use serde::Serialize;

use super::stand::Site;

/// The index's file. Its name is a promise to web teams; the search page asks for it with a digest behind a question mark.
pub(super) const INDEX_FILE: &str = "search-index.js";

/// What the index begins with: the name that the script looks for.
const OPENING: &str = "globalThis.sencoGuideIndex = ";

/// The index as the script reads it. Raise `format` when its shape changes.
#[derive(Serialize)]
struct Index {
    format: u32,
    entries: Vec<entries::Entry>,
    abbreviations: Vec<abbreviations::Abbreviation>,
}

/// Writes the index. Addresses in it are those of the search page.
pub(super) fn index(site: &Site<'_>) -> Vec<u8> {
    let index = Index { format: 1, entries: entries::all(site), abbreviations: abbreviations::of(&site.glossary) };
    let json = serde_json::to_string(&index).unwrap_or_default();
    format!("{OPENING}{};\n", harmless(&json)).into_bytes()
}

/// JSON that may stand in a script, also in one inside a page: the signs that could end either are written as numbers.
/// Outside its strings JSON has none of them (ECMA-262, 12.3 and 25.5).
fn harmless(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}
