//! Terms of the glossary, explained where they stand: the word is a button that opens a card with its meaning.
//!
//! The card is the browser's own `popover` (WHATWG HTML, 6.12): it opens and closes by keyboard, by touch and without a
//! script, Escape closes it, and the browser tells a screen reader whether it is open. `<abbr title>` reaches neither a
//! keyboard nor a finger, and a link would take the reader away. All cards stand after the content, so that copied
//! paragraphs and a browser's reading view have the words of the guide and no others; a browser too old for cards shows
//! them there as a list.

use super::content::Printer;
use super::escape::escape;
use super::glossary::Term;
use crate::model::Owner;

impl Printer<'_> {
    /// Adds words of an editor or author; the first time that a page uses a term of the glossary, with its card.
    pub(super) fn words(&mut self, words: &str) {
        let glossary = &self.stand.site.glossary;
        if glossary.terms.is_empty() || self.within_link || self.within_heading || !self.explains_terms() {
            return self.text(words);
        }
        let mut rest = words;
        while let Some((term, range)) = glossary.find(rest, |term| self.explained.contains(&term)) {
            self.text(&rest[..range.start]);
            let id = card_id(&glossary.terms[term]);
            self.push(&format!("<button type=\"button\" class=\"sg-term\" popovertarget=\"{}\">", escape(&id)));
            self.text(&rest[range.clone()]);
            self.push("</button>");
            self.explained.push(term);
            rest = &rest[range.end..];
        }
        self.text(rest);
    }

    /// The cards of the terms that were explained, in the order they stand.
    pub(super) fn term_cards(&mut self) {
        for index in std::mem::take(&mut self.explained) {
            let term = &self.stand.site.glossary.terms[index];
            let Some(address) = self.stand.spot_address(term.page, &term.id) else { continue };
            self.push(&format!(
                "<div class=\"sg-term-card\" id=\"{}\" popover>\n<p><strong>{name}</strong><br>{}</p>\n\
                 <p><a href=\"{}\">Glossary: {name}</a></p>\n</div>\n",
                escape(&card_id(term)),
                escape(&term.meaning),
                escape(&address),
                name = escape(&term.name),
            ));
        }
    }

    /// Only the guide's own pages explain terms, and the glossary does so already. A platform that a fragment is pasted into
    /// may take buttons out and leave the cards open.
    fn explains_terms(&self) -> bool {
        match self.owner {
            _ if self.stand.is_fragment() || !self.explains_terms => false,
            Owner::Page(page) => !self.stand.site.material.guide.page(page).facts.glossary,
            Owner::Document(_) => false,
        }
    }
}

fn card_id(term: &Term) -> String {
    format!("sg-term-{}", term.id)
}
