//! Heading levels: those of a page or document, shifted to where they stand in the PDF.

use crate::model::{Block, BlockKind};

/// Turns heading levels into those of the PDF, without a gap: a screen reader's user steps through them.
pub(super) struct Levels {
    base: u8,
    top: u8,
    last: u8,
}

impl Levels {
    /// The highest heading of these blocks gets the level `base`.
    pub(super) fn new(base: u8, blocks: &[Block]) -> Self {
        Self { base, top: highest_level(blocks).unwrap_or(1), last: base - 1 }
    }

    /// The level in the PDF of the next heading: at most one below the last.
    pub(super) fn step(&mut self, level: u8) -> u8 {
        let wished = self.base + level.saturating_sub(self.top);
        self.last = wished.min(self.last + 1).min(6);
        self.last
    }
}

fn highest_level(blocks: &[Block]) -> Option<u8> {
    let level = |block: &Block| match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        BlockKind::Quote(inner) | BlockKind::Callout { blocks: inner, .. } => highest_level(inner),
        BlockKind::List { items, .. } => items.iter().filter_map(|item| highest_level(item)).min(),
        BlockKind::Table(table) => {
            table.head.iter().chain(&table.body).flatten().filter_map(|cell| highest_level(&cell.blocks)).min()
        }
        _ => None,
    };
    blocks.iter().filter_map(level).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_skipped() {
        let mut levels = Levels { base: 3, top: 1, last: 2 };
        assert_eq!([1, 3, 2, 6, 1].map(|level| levels.step(level)), [3, 4, 4, 5, 3]);
    }
}
