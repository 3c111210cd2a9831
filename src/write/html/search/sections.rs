//! Cuts what a page or document says at its headings, so that a hit can be opened where it stands.

use crate::model::{Block, BlockKind, blocks_text, plain_text};

/// A heading or a glossary term, and the words below it up to the next.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The spot it can be reached by; none for what stands before the first heading.
    pub(super) id: Option<String>,
    /// The words of the heading.
    pub(super) heading: String,
    /// The other words, on one line.
    pub(super) text: String,
}

/// The sections in the order they stand. One without any words is left out.
pub(super) fn of(blocks: &[Block]) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { id, content, .. } if !plain_text(content).trim().is_empty() => {
                sections.push(Section::under(id, &plain_text(content)));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    let mut section = Section::under(&definition.id, &plain_text(&definition.term));
                    definition.meanings.iter().for_each(|meaning| section.add(&blocks_text(meaning)));
                    sections.push(section);
                }
            }
            _ => {
                if let Some(last) = sections.last_mut() {
                    last.add(&blocks_text(std::slice::from_ref(block)));
                }
            }
        }
    }
    sections.retain(|section| !section.heading.is_empty() || !section.text.is_empty());
    sections
}

/// Words on one line, without what only draws a line or a row of dots to write on.
pub(super) fn one_line(text: &str) -> String {
    let draws = |word: &str| {
        word.chars().count() > 1 && word.chars().all(|sign| !sign.is_alphanumeric() && !"£%&".contains(sign))
    };
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty() && !draws(word))
        .map(|word| word.trim_matches(['_', '…']))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Section {
    fn under(id: &str, heading: &str) -> Self {
        let id = Some(id).filter(|id| !id.is_empty()).map(ToOwned::to_owned);
        Self { id, heading: one_line(heading), text: String::new() }
    }

    fn add(&mut self, words: &str) {
        let words = one_line(words);
        if !self.text.is_empty() && !words.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&words);
    }
}
