//! The content tree → Markdown that reads back as the same tree.
//!
//! Signs that mean something in Markdown are escaped only where they would mean it, so that an editor meets plain words.
//! What Markdown cannot say (merged cells, a list in a cell) is said more plainly and told as [`Flattened`].

mod blocks;

mod escape;

mod inlines;

mod stress;

mod tables;

#[cfg(test)]
mod tests;

use crate::model::{At, Block, Footnote};

/// What a page says, ready to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft<'a> {
    /// The blocks. A heading with an empty id gets the one that follows from its words.
    pub(super) blocks: &'a [Block],
    /// The notes, in the order they are called.
    pub(super) footnotes: &'a [Footnote],
    /// Where each link leads, as this page writes it.
    pub(super) links: &'a [String],
    /// Where each picture lies, as this page writes it.
    pub(super) pictures: &'a [String],
}

/// A written page.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The Markdown.
    pub(super) text: String,
    /// What had to be said more plainly.
    pub(super) flattened: Vec<Flattened>,
}

/// Something that Markdown cannot hold as it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flattened {
    /// What.
    pub(super) kind: FlatKind,
    /// Where it stood.
    pub(super) at: At,
}

/// What may have to be said more plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FlatKind {
    /// Cells that cover several rows or columns.
    MergedCells,
    /// Lists or several paragraphs in one cell.
    BlocksInCell,
    /// A table in a cell.
    TableInCell,
    /// A second row of headings.
    SecondHead,
    /// A table without a row of headings.
    NoHead,
    /// A table of one cell: it becomes a quotation.
    Frame,
}

/// Writes a page.
pub(super) fn write(draft: Draft<'_>) -> Written {
    let mut writer = Writer { links: draft.links, pictures: draft.pictures, flattened: Vec::new() };
    let mut text = writer.blocks(draft.blocks);
    for note in draft.footnotes {
        let words = writer.blocks(&note.blocks);
        text.push_str("\n\n");
        text.push_str(&blocks::hung(&format!("[^{}]: ", note.label), "    ", &words));
    }
    text.push('\n');
    Written { text, flattened: writer.flattened }
}

/// A page in the writing.
struct Writer<'a> {
    links: &'a [String],
    pictures: &'a [String],
    flattened: Vec<Flattened>,
}
