//! What puts a broken link right: another file, another heading, or both.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::{Certainty, Documents, Guide, GuidePath, PageId};
use crate::parse::{address_of_name, file_name_for_the_web};

/// The names that put a link right. What is `None` stays as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// The file it should lead to.
    pub(super) file: Option<GuidePath>,
    /// What should stand after `#`.
    pub(super) fragment: Option<String>,
    /// How sure that is.
    pub(super) certainty: Certainty,
}

/// What pages, documents and headings were called before, as far as the guide itself tells.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// Files by their name without its number and folder; none where two share it.
    by_name: BTreeMap<String, Option<GuidePath>>,
    /// Pages by the addresses they had.
    by_address: BTreeMap<String, GuidePath>,
    /// For each page its headings by their bare letters; none where two share them.
    headings: Vec<BTreeMap<String, Option<String>>>,
}

impl Repair {
    /// Another file.
    pub(super) fn file(file: &GuidePath, certainty: Certainty) -> Self {
        Self { file: Some(file.clone()), fragment: None, certainty }
    }

    /// Another spot of the same file.
    pub(super) fn fragment(name: &str, certainty: Certainty) -> Self {
        Self { file: None, fragment: Some(name.to_owned()), certainty }
    }

    /// The address as a link that stands in `here` is to write it. `None` when it is written in another way than relative to
    /// its file: then nobody knows how its writer would put it.
    pub(super) fn address(&self, written: &str, here: &GuidePath) -> Option<String> {
        let (path, fragment) =
            written.split_once('#').map_or((written, None), |(path, fragment)| (path, Some(fragment.to_owned())));
        if self.file.is_some() && (path.contains(':') || path.starts_with(['/', '\\'])) {
            return None;
        }
        let path = match &self.file {
            Some(file) => encoded(&file.relative_to(here)),
            None => path.to_owned(),
        };
        let fragment = self.fragment.as_deref().map(encoded).or(fragment);
        Some(fragment.map_or(path.clone(), |fragment| format!("{path}#{fragment}")))
    }
}

impl Old {
    /// What the files, the pages' aliases and the redirects tell.
    pub(super) fn of(guide: &Guide, documents: &Documents) -> Self {
        let mut old = Self::default();
        let files =
            guide.pages.iter().map(|page| &page.file).chain(documents.all.iter().map(|document| &document.file));
        for file in files {
            let other = old.by_name.contains_key(&bare_name(file));
            old.by_name.insert(bare_name(file), (!other).then(|| file.clone()));
        }
        for page in &guide.pages {
            old.by_address.extend(page.facts.aliases.iter().map(|alias| (alias.clone(), page.file.clone())));
            let mut headings: BTreeMap<String, Option<String>> = BTreeMap::new();
            for anchor in &page.anchors {
                let letters = bare_letters(&anchor.name);
                let other = headings.contains_key(&letters);
                headings.insert(letters, (!other).then(|| anchor.name.clone()));
            }
            old.headings.push(headings);
        }
        let pages: BTreeMap<&str, &GuidePath> =
            guide.pages.iter().map(|page| (page.file.as_str(), &page.file)).collect();
        for redirect in &guide.redirects {
            if let Some(file) = pages.get(redirect.to.as_str()) {
                old.by_address.insert(redirect.from.clone(), (*file).clone());
            }
        }
        old
    }

    /// Remembers which file answers an old address now.
    pub(super) fn learn(&mut self, address: &str, file: &GuidePath) {
        self.by_address.entry(address.to_owned()).or_insert_with(|| file.clone());
    }

    /// The file that was called so: its address is kept alive, or it was moved to another folder, or only the number before
    /// its name is another.
    pub(super) fn file(&self, wanted: &GuidePath) -> Option<&GuidePath> {
        // A page may be named by its file or by its address on the site.
        let path = wanted.as_str().strip_prefix("pages/").unwrap_or(wanted.as_str());
        let address = path.strip_suffix(".md").map_or_else(
            || path.to_owned(),
            |path| format!("{}.html", path.split('/').map(address_of_name).collect::<Vec<_>>().join("-")),
        );
        let kept = self.by_address.get(&address).or_else(|| self.by_address.get(wanted.as_str()));
        kept.or_else(|| self.by_name.get(&bare_name(wanted))?.as_ref())
    }

    /// The heading of a page that was called so: other signs between the same words, or another number before them.
    pub(super) fn heading(&self, page: PageId, name: &str) -> Option<&str> {
        let letters = bare_letters(name);
        if letters.is_empty() {
            return None;
        }
        self.headings.get(page.0 as usize)?.get(&letters)?.as_deref()
    }
}

/// A file's name without the number that puts it in order, with its extension.
fn bare_name(file: &GuidePath) -> String {
    file_name_for_the_web(file.file_name())
}

/// The letters and figures of a heading's id, without the number before its first word.
fn bare_letters(name: &str) -> String {
    let without_number = name.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '.' | '_'));
    let name = if without_number.is_empty() { name } else { without_number };
    // “and” is written out or as “&”, which leaves no trace in an id.
    let words = name.split(['-', '_', ' ']).filter(|word| !matches!(*word, "" | "and"));
    words.flat_map(str::chars).filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A path or name as it must stand in the round brackets of a link.
fn encoded(text: &str) -> String {
    const ESCAPED: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'(').add(b')').add(b'?');
    utf8_percent_encode(text, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_the_same_whatever_stands_between_their_words() {
        assert_eq!(bare_letters("2-who-can-ask--parents"), bare_letters("who-can-ask-parents"));
        assert_eq!(bare_letters("fees-and-funds"), bare_letters("fees--funds"));
        assert_ne!(bare_letters("fees-1"), bare_letters("fees"));
    }

    #[test]
    fn a_repair_keeps_what_is_right() {
        let page = GuidePath::new("pages/law/a.md").expect("inside");
        let file = GuidePath::new("documents/EP form.docx").expect("inside");
        let repair = Repair::file(&file, Certainty::Certain);
        assert_eq!(repair.address("../ep.docx#x", &page).as_deref(), Some("../../documents/EP%20form.docx#x"));
        assert_eq!(repair.address("/documents/ep.docx", &page), None);
        let repair = Repair::fragment("fees", Certainty::Certain);
        assert_eq!(repair.address("b.md?x#Fees", &page).as_deref(), Some("b.md?x#fees"));
    }
}
