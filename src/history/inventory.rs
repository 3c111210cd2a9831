//! Guide + documents → [`Inventory`]: what the present guide holds, in the shape in which releases are remembered.

use std::collections::BTreeMap;

use super::wording::{add, wording};
use crate::model::{
    Block, BlockKind, Digest, DocumentRecord, Documents, Guide, Inventory, LinkGraph, LinkedDocument, Page, PageId,
    PageRecord, SpotRecord, Wording, blocks_text, plain_text,
};

/// What a guide holds.
pub fn inventory(guide: &Guide, documents: &Documents) -> Inventory {
    Inventory { pages: guide.pages.iter().map(page).collect(), documents: documents.all.iter().map(document).collect() }
}

/// The same with the ids that its pages keep alive.
pub fn inventory_with_kept(guide: &Guide, documents: &Documents, graph: &LinkGraph) -> Inventory {
    let mut inventory = inventory(guide, documents);
    for (page, position) in inventory.pages.iter_mut().zip(0..) {
        let id = PageId(position);
        page.also = graph.kept_at(id, None).map(str::to_owned).collect();
        for spot in &mut page.spots {
            spot.also = graph.kept_at(id, Some(&spot.id)).map(str::to_owned).collect();
        }
    }
    inventory
}

fn page(page: &Page) -> PageRecord {
    let mut walk = Walk::default();
    walk.blocks(&page.blocks);
    for note in &page.footnotes {
        add(&mut walk.opening, &blocks_text(&note.blocks));
    }
    let spots = page.anchors.iter().map(|anchor| SpotRecord {
        id: anchor.name.clone(),
        title: anchor.label.trim().to_owned(),
        level: anchor.level,
        wording: walk.under.remove(&anchor.name).unwrap_or_default(),
        also: Vec::new(),
    });
    let spots = spots.collect();
    PageRecord {
        file: page.file.clone(),
        address: page.address.clone(),
        title: page.title.clone(),
        title_id: page.title_anchor.clone(),
        summary: Some(wording(page.facts.summary.as_deref().unwrap_or_default())),
        opening: walk.opening,
        spots,
        also: Vec::new(),
    }
}

fn document(document: &LinkedDocument) -> DocumentRecord {
    let reading = &document.reading;
    let notes = reading.footnotes.iter().map(|note| blocks_text(&note.blocks));
    let text: String = std::iter::once(blocks_text(&reading.blocks)).chain(notes).collect();
    DocumentRecord {
        address: document.address.clone(),
        title: document.title.clone(),
        file: document.file.clone(),
        also: document.register.as_ref().map(|row| row.also.clone()).unwrap_or_default(),
        digest: document.digest,
        version: document.fact(|row| row.version.clone()).or_else(|| reading.version.clone()),
        text: (!text.trim().is_empty()).then(|| Digest::of(text.as_bytes())),
    }
}

/// A walk over a page in reading order: words belong to the heading above them.
#[derive(Default)]
struct Walk {
    opening: Wording,
    under: BTreeMap<String, Wording>,
    heading: Option<String>,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { id, .. } if !id.is_empty() => {
                self.under.entry(id.clone()).or_default();
                self.heading = Some(id.clone());
            }
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => self.blocks(blocks),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    let meanings: String = definition.meanings.iter().map(|blocks| blocks_text(blocks)).collect();
                    self.say(&plain_text(&definition.term));
                    self.say(&meanings);
                    self.under.insert(definition.id.clone(), wording(&meanings));
                }
            }
            _ => self.say(&blocks_text(std::slice::from_ref(block))),
        }
    }

    fn say(&mut self, text: &str) {
        let under = match &self.heading {
            Some(heading) => self.under.entry(heading.clone()).or_default(),
            None => &mut self.opening,
        };
        add(under, text);
    }
}
