//! A PDF annex as placeholder pages: each of the size of the page it stands for, with a strip of 20 points for the stamp
//! above it. The merge puts the page's own content below the strip.

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
        let anchor =
            |spot: &str| document.reading.anchors.iter().find(|anchor| spot == graph.annex_spot_name(id, &anchor.id));
        let page_of = |spot: &str| anchor(spot).and_then(|anchor| anchor.page);
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
            self.push_spot(
                &graph.annex_spot_name(id, &format!("page={at}")),
                &format!("{}, page {at}", document.title),
            );
            for (spot, words) in spots.iter().filter(|(spot, _)| at == 1 || page_of(spot) == Some(at)) {
                let elsewhere = at == 1 && page_of(spot).is_some_and(|page| page > 1 && page as usize <= count);
                if !elsewhere {
                    self.push_spot(spot, words);
                }
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
