//! Boxes: a block quote whose first line is `[!MUST]`, `[!TIP]` and so on.

use crate::model::{Block, BlockKind, CalloutKind, Inline};

/// A quotation, or the box that its first line names.
pub(super) fn quote_or_callout(mut blocks: Vec<Block>) -> BlockKind {
    let Some(kind) = blocks.first_mut().and_then(take_marker) else { return BlockKind::Quote(blocks) };
    if matches!(&blocks[0].kind, BlockKind::Paragraph(inlines) if inlines.is_empty()) {
        blocks.remove(0);
    }
    BlockKind::Callout { kind, blocks }
}

fn take_marker(block: &mut Block) -> Option<CalloutKind> {
    let BlockKind::Paragraph(inlines) = &mut block.kind else { return None };
    let Some(Inline::Text(text)) = inlines.first_mut() else { return None };
    let (marker, rest) = text.trim_start().strip_prefix("[!")?.split_once(']')?;
    let kind = CalloutKind::ALL.into_iter().find(|kind| kind.marker().eq_ignore_ascii_case(marker.trim()))?;
    let rest = rest.trim_start().to_owned();
    if rest.is_empty() {
        inlines.remove(0);
        if matches!(inlines.first(), Some(Inline::Break)) {
            inlines.remove(0);
        }
    } else {
        *text = rest;
    }
    Some(kind)
}
