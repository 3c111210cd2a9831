//! Tells a reading in a few lines, so that a test can say what it expects.

use std::fmt::Write as _;

use crate::model::{Block, BlockKind, Cell, Inline, Reading};

/// The blocks, notes, links and anchors of a reading, a line each.
pub(in crate::inspect) fn told(reading: &Reading) -> String {
    let mut text = String::new();
    tell_blocks(&reading.blocks, 0, &mut text);
    for note in &reading.footnotes {
        let _ = writeln!(text, "note {}", note.label);
        tell_blocks(&note.blocks, 1, &mut text);
    }
    for link in &reading.links {
        let _ = writeln!(text, "link {} “{}” {}", link.written, link.label, link.at.within().unwrap_or_default());
    }
    for anchor in reading.anchors.iter().filter(|anchor| anchor.name != anchor.id) {
        let _ = writeln!(text, "anchor {} = {}", anchor.name, anchor.id);
    }
    text
}

fn tell_blocks(blocks: &[Block], depth: usize, text: &mut String) {
    for block in blocks {
        tell(block, depth, text);
    }
}

fn tell(block: &Block, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let _ = match &block.kind {
        BlockKind::Heading { level, id, content } => writeln!(text, "{indent}h{level} {} ({id})", inlines(content)),
        BlockKind::Paragraph(content) => writeln!(text, "{indent}{}", inlines(content)),
        BlockKind::List { start, items } => {
            for (count, item) in items.iter().enumerate() {
                let _ = match start {
                    Some(start) => writeln!(text, "{indent}{}.", start + count as u64),
                    None => writeln!(text, "{indent}-"),
                };
                tell_blocks(item, depth + 1, text);
            }
            Ok(())
        }
        BlockKind::Table(table) => {
            let _ = writeln!(text, "{indent}table {:?}", table.alignments);
            table.head.iter().for_each(|row| tell_row("head", row, depth, text));
            table.body.iter().for_each(|row| tell_row("row", row, depth, text));
            Ok(())
        }
        BlockKind::Quote(blocks) => {
            let _ = writeln!(text, "{indent}quote");
            tell_blocks(blocks, depth + 1, text);
            Ok(())
        }
        other => writeln!(text, "{indent}{other:?}"),
    };
}

fn tell_row(kind: &str, cells: &[Cell], depth: usize, text: &mut String) {
    let _ = writeln!(text, "{}{kind}", "  ".repeat(depth));
    for cell in cells {
        let size = if (cell.columns, cell.rows) == (1, 1) {
            String::new()
        } else {
            format!(" {}x{}", cell.columns, cell.rows)
        };
        let _ = writeln!(text, "{}cell{size}", "  ".repeat(depth + 1));
        tell_blocks(&cell.blocks, depth + 2, text);
    }
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(content) => format!("**{}**", inlines(content)),
        Inline::Emphasis(content) => format!("*{}*", inlines(content)),
        Inline::Struck(content) => format!("~{}~", inlines(content)),
        Inline::Subscript(content) => format!("_({})", inlines(content)),
        Inline::Superscript(content) => format!("^({})", inlines(content)),
        Inline::Link { link, content } => format!("[{}]({})", inlines(content), link.0),
        Inline::Anchor(id) => format!("<{id}>"),
        Inline::NoteCall(label) => format!("[^{label}]"),
        Inline::TickBox(ticked) => if *ticked { "[x]" } else { "[ ]" }.to_owned(),
        Inline::Blank(words) => format!("{{{words}}}"),
        Inline::Picture { picture, alt } => format!("<picture {picture}: {alt}>"),
        Inline::Break => " / ".to_owned(),
        other => format!("{other:?}"),
    }
}
