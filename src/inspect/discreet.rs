//! Takes out of a reading what a mail filter wrote into addresses: a form is shown on a page of its own and bound into the
//! PDF, and neither must tell whose mailbox a link was copied from.

use std::borrow::Cow;

use crate::model::{At, Block, BlockKind, Inline, Reading, without_wrappers};

/// The reading with every wrapped address in its words unwrapped. Links keep theirs: they are judged by it, and never shown.
pub(super) fn discreet(mut reading: Reading) -> Reading {
    for link in &mut reading.links {
        clean(&mut link.label);
        clean_at(&mut link.at);
    }
    for anchor in &mut reading.anchors {
        clean(&mut anchor.label);
        clean_at(&mut anchor.at);
    }
    reading.blocks.iter_mut().for_each(block);
    reading.footnotes.iter_mut().flat_map(|note| &mut note.blocks).for_each(block);
    reading
}

fn block(block: &mut Block) {
    clean_at(&mut block.at);
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => inlines(content),
        BlockKind::List { items, .. } => items.iter_mut().flatten().for_each(self::block),
        BlockKind::Table(table) => {
            let cells = table.head.iter_mut().chain(&mut table.body).flatten();
            cells.flat_map(|cell| &mut cell.blocks).for_each(self::block);
        }
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => blocks.iter_mut().for_each(self::block),
        BlockKind::Code(text) => clean(text),
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                inlines(&mut definition.term);
                definition.meanings.iter_mut().flatten().for_each(self::block);
            }
        }
        BlockKind::Rule => {}
    }
}

fn inlines(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Blank(text) => clean(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Subscript(inner)
            | Inline::Superscript(inner)
            | Inline::Key(inner)
            | Inline::Abbreviation { content: inner, .. }
            | Inline::Link { content: inner, .. } => inlines(inner),
            Inline::Image { .. }
            | Inline::Picture { .. }
            | Inline::Anchor(_)
            | Inline::NoteCall(_)
            | Inline::TickBox(_)
            | Inline::Break => {}
        }
    }
}

fn clean_at(at: &mut At) {
    if let At::Paragraph { heading, near } = at {
        heading.iter_mut().for_each(clean);
        clean(near);
    }
}

fn clean(text: &mut String) {
    if let Cow::Owned(told) = without_wrappers(text) {
        *text = told;
    }
}
