//! What holds blocks in rows: lists, tables and definition lists.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment as MarkdownAlignment, Event, Tag, TagEnd};

use super::Walk;
use crate::model::{Alignment, Block, BlockKind, Cell, Definition, PageAnchor, Table, blocks_text, plain_text};
impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Walk<'a, I> {
    pub(super) fn items(&mut self, end: TagEnd) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        items
    }

    pub(super) fn table(&mut self, alignments: &[MarkdownAlignment], end: TagEnd) -> Table {
        let mut table = Table { alignments: alignments.iter().copied().map(alignment).collect(), ..Table::default() };
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head.push(self.cells(TagEnd::TableHead)),
                Event::Start(Tag::TableRow) => {
                    let row = self.cells(TagEnd::TableRow);
                    table.body.push(row);
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        // Markdown has no tables without a heading row; an empty one is how people write them all the same.
        if table.head.iter().flatten().all(|cell| cell.blocks.is_empty()) {
            table.head.clear();
        }
        table.row_headings = names_its_rows(&table);
        table
    }

    fn cells(&mut self, end: TagEnd) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let content = self.inlines(Some(TagEnd::TableCell));
                    let block = (!content.is_empty())
                        .then(|| Block { at: self.at(&range), kind: BlockKind::Paragraph(content) });
                    cells.push(Cell::new(block.into_iter().collect()));
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        cells
    }

    pub(super) fn definitions(&mut self, end: TagEnd) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.inlines(Some(TagEnd::DefinitionListTitle));
                    let label = plain_text(&term).trim().to_owned();
                    let id = self.names.for_heading(&label);
                    let at = self.at(&range);
                    self.made.anchors.push(PageAnchor { name: id.clone(), label, level: None, at });
                    definitions.push(Definition { term, id, meanings: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    if let Some(definition) = definitions.last_mut() {
                        definition.meanings.push(blocks);
                    }
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        definitions
    }
}

/// Whether the first cells name their rows: each has words of its own, and the row says something about them.
fn names_its_rows(table: &Table) -> bool {
    let names: Vec<String> =
        table.body.iter().map(|row| row.first().map(|cell| blocks_text(&cell.blocks)).unwrap_or_default()).collect();
    let distinct: BTreeSet<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    table.alignments.len() > 1 && !table.head.is_empty() && distinct.len() == names.len()
}

fn alignment(alignment: MarkdownAlignment) -> Alignment {
    match alignment {
        MarkdownAlignment::None | MarkdownAlignment::Left => Alignment::Start,
        MarkdownAlignment::Center => Alignment::Centre,
        MarkdownAlignment::Right => Alignment::End,
    }
}
