//! The pages of the guide, each a chapter of the PDF that begins on a new sheet.

use super::blocks::Voice;
use super::letters;
use super::markup::Markup;
use crate::config::date_words;
use crate::model::{Destination, Owner, Page, PageFacts, PageId, Place};

impl Markup<'_> {
    /// Writes every page of the guide.
    pub(super) fn push_chapters(&mut self) {
        for (id, page) in self.guide().pages() {
            self.push_chapter(id, page);
        }
    }

    fn push_chapter(&mut self, id: PageId, page: &Page) {
        self.begin_piece();
        let place = Place::file(&page.file);
        self.give_name(&page.address, &page.title);
        let mut voice = Voice::new(Owner::Page(id), page.address.clone(), place.clone(), 2, &page.blocks)
            .with(&page.footnotes, &[]);
        let body = self.aside(|markup| markup.push_blocks(&mut voice, &page.blocks));
        let title = self.words(&page.title, &place);
        let summary = self.words_or_none(page.facts.summary.as_deref(), &place);
        let facts = self.words_or_none(facts_line(&page.facts).as_deref(), &place);
        self.push(&format!("chapter({},{},{title},{summary},{facts},{{[];\n", id.0 == 0, letters::name(&page.address)));
        self.push_unwritten_anchors(id, &page.address);
        self.put(body);
        self.push("});\n");
    }

    /// Anchors that no block carries, such as the heading that is the title, lead to the top of the page.
    fn push_unwritten_anchors(&mut self, id: PageId, address: &str) {
        let graph = self.graph();
        for anchor in graph.anchors.iter().filter(|anchor| anchor.page == id) {
            self.push_spot(&format!("{address}.{}", anchor.name), &anchor.label);
        }
        self.push_old_names(&Destination::Page(id));
    }
}

/// “Kept by the SEN consultant. Last reviewed 10 July 2026. Next review by 21 May 2027.”
fn facts_line(facts: &PageFacts) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(owner) = &facts.owner {
        parts.push(format!("Owner: {owner}."));
    }
    if let Some(date) = facts.last_reviewed {
        parts.push(format!("Last reviewed {}.", date_words(date)));
    }
    if let Some(date) = facts.review_by {
        parts.push(format!("Next review by {}.", date_words(date)));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}
