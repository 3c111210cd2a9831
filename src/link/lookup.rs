//! Finds files, pages, anchors and spots by name: exactly, then by what an editor most likely meant.

use std::cell::Cell;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::config::nearest_path;

/// Names and what they stand for.
#[derive(Debug)]
pub(super) struct Names<T> {
    exact: BTreeMap<String, T>,
    loose: BTreeMap<String, String>,
    /// How often a nearest name was looked for.
    asked: Cell<usize>,
}

/// Nearest names that are looked for among the same names, each by a look at all of them. A file with more dead links than
/// that was not written by a person who slipped.
const MOST_GUESSES: usize = 1_000;

/// What was found under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found<'a, T> {
    /// Just this.
    Yes(&'a T),
    /// The same but for capital and small letters: its true name.
    OtherCase(&'a T, &'a str),
    /// Nothing; the nearest name, when there is one.
    No(Option<&'a str>),
}

impl<T> Names<T> {
    /// Keeps names by their Unicode composed form (NFC), so that `é` typed on a Mac and on Windows are one.
    pub(super) fn new(names: impl IntoIterator<Item = (String, T)>) -> Self {
        let exact: BTreeMap<String, T> = names.into_iter().map(|(name, thing)| (composed(&name), thing)).collect();
        let loose = exact.keys().map(|name| (name.to_lowercase(), name.clone())).collect();
        Self { exact, loose, asked: Cell::new(0) }
    }

    /// What stands under just this name.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.exact.get(&composed(name))
    }

    /// Looks a name up.
    pub(super) fn find(&self, name: &str) -> Found<'_, T> {
        let name = composed(name);
        if let Some(thing) = self.exact.get(&name) {
            return Found::Yes(thing);
        }
        if let Some(true_name) = self.loose.get(&name.to_lowercase()) {
            return Found::OtherCase(&self.exact[true_name], true_name);
        }
        self.asked.set(self.asked.get() + 1);
        let may_guess = self.asked.get() <= MOST_GUESSES;
        Found::No(may_guess.then(|| nearest_path(&name, self.exact.keys().map(String::as_str))).flatten())
    }
}

fn composed(name: &str) -> String {
    name.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_and_unicode_forms_are_told_apart() {
        let names = Names::new([("documents/Café.pdf".to_owned(), 1), ("documents/bands.pdf".to_owned(), 2)]);
        assert_eq!(names.find("documents/Cafe\u{301}.pdf"), Found::Yes(&1));
        assert_eq!(names.find("documents/BANDS.pdf"), Found::OtherCase(&2, "documents/bands.pdf"));
        assert_eq!(names.find("documents/band.pdf"), Found::No(Some("documents/bands.pdf")));
    }
}
