//! A PDF annex as placeholder pages: each of the size of the page it stands for, with a strip of 20 points for the stamp
//! above it. The merge puts the page's own content below the strip.

use std::collections::BTreeMap;

use super::annexes::{annex_title, wanted_spots};
use super::letters;
use super::losses;
use super::markup::Markup;
use crate::model::{Destination, DocumentId, LinkedDocument, Place};
use crate::write::merge::scale;

impl Markup<'_> {
    pub(super) fn push_placeholders(&mut self, number: u32, id: DocumentId, document: &LinkedDocument) {
        let place = Place::file(&document.file);
        let graph = self.graph();
        let name = graph.annex_name(id);
        let title = annex_title(number, document);
        self.give_name(&name, &title);
        let words = self.words(&title, &place);
        let count = document.reading.pages.len();
        let spots = wanted_spots(self, id);
        let original = self.original_of_bound(number, document);
        let page_name = |page: u32| graph.annex_spot_name(id, &format!("page={page}"));
        let anchors = document.reading.anchors.iter().rev();
        let anchors = anchors.filter_map(|anchor| Some((graph.annex_spot_name(id, &anchor.id), anchor.page?)));
        let numbers = (1..).take(count).map(|page| (page_name(page), page));
        let pages: BTreeMap<String, u32> = anchors.chain(numbers).collect();
        // What has no page of its own, and what is on one that is not there, stands on the first.
        let page_of = |spot: &str| pages.get(spot).copied().filter(|page| (1..=count).contains(&(*page as usize)));
        for (page, at) in document.reading.pages.iter().zip(1_u32..) {
            self.push(&format!(
                "bound-page({:.3}pt,{:.3}pt,{:.4},{at},{count},{},{words},{{[];",
                page.width,
                page.height,
                scale(page.width),
                letters::name(&name)
            ));
            if at == 1 {
                self.push(&original);
                self.push_old_names(&Destination::Document(id));
            }
            self.push_spot(&page_name(at), &format!("{}, page {at}", document.title));
            for (spot, words) in spots.iter().filter(|(spot, _)| page_of(spot).unwrap_or(1) == at) {
                self.push_spot(spot, words);
            }
            self.push("});\n");
        }
    }

    /// The original of a PDF that loses something by being bound in, as an attached file; findings say what is lost.
    fn original_of_bound(&mut self, number: u32, document: &LinkedDocument) -> String {
        if document.reading.losses.is_empty() {
            return String::new();
        }
        self.findings.extend(losses::findings(document));
        self.attachment(number, document) + ";"
    }
}
