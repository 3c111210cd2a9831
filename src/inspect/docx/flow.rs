//! Collects the blocks of a text, and nests list items as deep as they say.

use super::super::draft::Draft;
use super::numbering::Item;
use crate::model::{Block, BlockKind};

/// The blocks of a body, a cell, a note or a text box in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    /// The open lists, each deeper than the one before.
    lists: Vec<OpenList>,
}

#[derive(Debug)]
struct OpenList {
    level: usize,
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

impl Flow {
    /// Adds a block that is no list item.
    pub(super) fn push(&mut self, block: Block, draft: &Draft) {
        self.close_to(0, draft);
        self.blocks.push(block);
    }

    /// Adds a paragraph of a quotation. It goes on with the one right above.
    pub(super) fn push_quoted(&mut self, block: Block, draft: &Draft) {
        self.close_to(0, draft);
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::Quote(quoted), .. }) => quoted.push(block),
            _ => self.blocks.push(draft.block(BlockKind::Quote(vec![block]))),
        }
    }

    /// Adds an item.
    pub(super) fn push_item(&mut self, item: Item, block: Block, draft: &Draft) {
        let deeper = self.lists.iter().filter(|list| list.level > item.level).count();
        self.close_to(self.lists.len() - deeper, draft);
        let goes_on = self.lists.last().is_some_and(|list| list.goes_on_with(item));
        if !goes_on && self.lists.last().is_some_and(|list| list.level == item.level) {
            self.close_to(self.lists.len() - 1, draft);
        }
        match self.lists.last_mut() {
            Some(list) if goes_on => list.items.push(vec![block]),
            _ => self.lists.push(OpenList { level: item.level, start: item.number, items: vec![vec![block]] }),
        }
    }

    /// The finished blocks.
    pub(super) fn finish(mut self, draft: &Draft) -> Vec<Block> {
        self.close_to(0, draft);
        self.blocks
    }

    /// Closes the deepest lists until only `open` are open.
    fn close_to(&mut self, open: usize, draft: &Draft) {
        while self.lists.len() > open {
            let Some(list) = self.lists.pop() else { return };
            let block = draft.block(BlockKind::List { start: list.start, items: list.items });
            match self.lists.last_mut().and_then(|parent| parent.items.last_mut()) {
                Some(item) => item.push(block),
                None => self.blocks.push(block),
            }
        }
    }
}

impl OpenList {
    /// Whether the item is this list's next one: the same kind, and for numbers the one that follows.
    fn goes_on_with(&self, item: Item) -> bool {
        let next = self.start.map(|start| start.saturating_add(self.items.len() as u64));
        self.level == item.level && next == item.number
    }
}
