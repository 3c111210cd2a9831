//! The guide's glossary: its terms, what each means in plain words, and where the page says so.

use crate::model::{BlockKind, Definition, Guide, PageId, blocks_text, plain_text};

/// The terms, longest first, so that “SEN support plan” is found before “SEN support”.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    /// The terms.
    pub(super) terms: Vec<Term>,
}

/// A term of the glossary.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The term as the glossary writes it.
    pub(super) name: String,
    /// What it means: the plain words of its first meaning.
    pub(super) meaning: String,
    /// The page it stands on.
    pub(super) page: PageId,
    /// Its spot on that page.
    pub(super) id: String,
}

impl Glossary {
    /// The terms of every page whose front matter says `glossary = true`; the first of two that are the same.
    pub(super) fn of(guide: &Guide) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        for (id, page) in guide.pages().filter(|(_, page)| page.facts.glossary) {
            for block in &page.blocks {
                let BlockKind::Definitions(definitions) = &block.kind else { continue };
                for term in definitions.iter().filter_map(|definition| term(id, definition)) {
                    if terms.iter().all(|known| known.name != term.name) {
                        terms.push(term);
                    }
                }
            }
        }
        terms.sort_by_key(|term| std::cmp::Reverse(term.name.chars().count()));
        Self { terms }
    }

    /// The first term in a run of text that is not left out: which one, and where it begins and ends.
    pub(super) fn find(
        &self,
        text: &str,
        is_left_out: impl Fn(usize) -> bool,
    ) -> Option<(usize, std::ops::Range<usize>)> {
        word_starts(text).find_map(|start| {
            let found = self.terms.iter().enumerate().find_map(|(index, term)| Some((index, term.at(text, start)?)));
            // A longer term that is left out still covers the shorter one within it.
            found.filter(|(index, _)| !is_left_out(*index)).map(|(index, end)| (index, start..end))
        })
    }
}

impl Term {
    /// Where the term ends when it stands here as whole words; a plural “s” belongs to it.
    fn at(&self, text: &str, start: usize) -> Option<usize> {
        let mut rest = &text[start..];
        for (index, word) in self.name.split(' ').enumerate() {
            rest = if index == 0 { rest } else { rest.strip_prefix([' ', '\n', '\u{a0}'])? };
            rest = strip_word(rest, word)?;
        }
        let is_end = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
        let rest = rest.strip_prefix('s').filter(|after| is_end(after)).unwrap_or(rest);
        is_end(rest).then_some(text.len() - rest.len())
    }
}

/// Takes a word off: an abbreviation as it is written, any other word also with other capitals.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if is_abbreviation(word) {
        return text.strip_prefix(word);
    }
    let mut rest = text.chars();
    for letter in word.chars() {
        rest.next().filter(|found| found.to_lowercase().eq(letter.to_lowercase()))?;
    }
    Some(rest.as_str())
}

/// Whether a word is an abbreviation: it has two capitals or more, as in `SEN` and `PfA`.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() >= 2
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut is_inside = false;
    text.char_indices().filter_map(move |(index, letter)| {
        let was_inside = std::mem::replace(&mut is_inside, letter.is_alphanumeric());
        (is_inside && !was_inside).then_some(index)
    })
}

fn term(page: PageId, definition: &Definition) -> Option<Term> {
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = one_line(plain_text(&definition.term));
    let meaning = one_line(blocks_text(definition.meanings.first()?));
    let is_whole = !name.is_empty() && !meaning.is_empty() && !definition.id.is_empty();
    is_whole.then(|| Term { name, meaning, page, id: definition.id.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(names: &[&str]) -> Glossary {
        let term = |name: &&str| Term {
            name: (*name).to_owned(),
            meaning: "x".to_owned(),
            page: PageId(0),
            id: "x".to_owned(),
        };
        let mut terms: Vec<Term> = names.iter().map(term).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.name.len()));
        Glossary { terms }
    }

    #[test]
    fn terms_are_found_as_whole_words_and_the_longest_first() {
        let glossary = glossary(&["SEN support", "SEN support plan", "AP", "Outcome", "Local Offer"]);
        let found = |text: &str| {
            let found = glossary.find(text, |_| false);
            found.map(|(index, range)| (glossary.terms[index].name.clone(), text[range].to_owned()))
        };
        let pair = |name: &str, words: &str| Some((name.to_owned(), words.to_owned()));
        assert_eq!(found("Write a SEN support plan now"), pair("SEN support plan", "SEN support plan"));
        assert_eq!(found("the outcomes, then"), pair("Outcome", "outcomes"));
        assert_eq!(found("on the local offer"), pair("Local Offer", "local offer"));
        assert_eq!(found("an APP, an ap, a MAP and gAP"), None);
        assert_eq!(found("Use AP."), pair("AP", "AP"));
    }
}
