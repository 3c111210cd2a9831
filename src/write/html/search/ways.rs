//! The words by which the guide leads to each document: the link's own, and in a table those of its row, such as the task
//! that a form is for.

use std::collections::BTreeMap;

use super::sections::one_line;
use crate::model::{
    Block, BlockKind, Cell, DocumentId, Inline, LinkGraph, LinkOrdinal, Owner, blocks_text, plain_text,
};
use crate::write::Material;

/// A row of more words is a paragraph in a table, and says more than what its link is for.
const LONGEST_ROW: usize = 30;

/// The ways to each document, each once, in the order of the pages.
pub(super) fn all(material: &Material<'_>) -> BTreeMap<DocumentId, Vec<String>> {
    let mut ways = Ways { graph: material.graph, owner: Owner::Page(crate::model::PageId(0)), found: BTreeMap::new() };
    for (id, page) in material.guide.pages() {
        ways.owner = Owner::Page(id);
        ways.blocks(&page.blocks, None);
    }
    ways.found
}

struct Ways<'a> {
    graph: &'a LinkGraph,
    owner: Owner,
    found: BTreeMap<DocumentId, Vec<String>>,
}

impl Ways<'_> {
    fn blocks(&mut self, blocks: &[Block], row: Option<&str>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => self.inlines(content, row),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item, row)),
                BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => self.blocks(blocks, row),
                BlockKind::Table(table) => table.body.iter().for_each(|cells| self.row(cells)),
                BlockKind::Definitions(definitions) => {
                    definitions.iter().flat_map(|definition| &definition.meanings).for_each(|it| self.blocks(it, row));
                }
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    fn row(&mut self, cells: &[Cell]) {
        let words = cells.iter().map(|cell| blocks_text(&cell.blocks)).collect::<Vec<_>>().join(" ");
        let words = one_line(&words);
        let is_short = words.split(' ').count() <= LONGEST_ROW;
        for cell in cells {
            self.blocks(&cell.blocks, is_short.then_some(words.as_str()));
        }
    }

    fn inlines(&mut self, inlines: &[Inline], row: Option<&str>) {
        for inline in inlines {
            match inline {
                Inline::Link { link, content } => {
                    let own = one_line(&plain_text(content));
                    self.add(*link, row.unwrap_or(&own));
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.inlines(inner, row),
                _ => {}
            }
        }
    }

    fn add(&mut self, link: LinkOrdinal, words: &str) {
        let destination = &self.graph.link(self.owner, link).destination;
        let Some(Owner::Document(document)) = self.graph.owner_of(destination) else { return };
        let known = self.found.entry(document).or_default();
        if !words.is_empty() && !known.iter().any(|other| other == words) {
            known.push(words.to_owned());
        }
    }
}
