//! Tables: cells laid out without overlap, heading rows that repeat.

use super::blocks::Voice;
use super::markup::Markup;
use crate::model::{Alignment, Block, BlockKind, Cell, Inline, Table, blocks_text};

/// The longest cell that is kept on one page, in characters.
const LONGEST_WHOLE_CELL: usize = 700;

/// A table of so few rows, if they are not long either, is kept on one page.
const SHORT_TABLE: usize = 6;

/// A cell with the size it really has in the grid.
pub(super) struct Placed<'a> {
    pub(super) column: usize,
    pub(super) columns: usize,
    rows: usize,
    pub(super) blocks: &'a [Block],
}

impl Markup<'_> {
    pub(super) fn push_table(&mut self, voice: &mut Voice<'_>, table: &Table) {
        let count = column_count(table);
        if count == 0 {
            return;
        }
        let is_form = voice.is_form && table.head.is_empty();
        let caption = table.caption.as_deref().filter(|caption| !voice.said_already(caption));
        let caption = self.words_or_none(caption, &voice.place);
        self.push(if is_form { "form-of((" } else { "grid-of((" });
        for width in self.column_widths(voice, table, count) {
            self.push(&format!("{width:.2}fr,"));
        }
        self.push("),(");
        for index in 0..count {
            self.push(match table.alignments.get(index) {
                Some(Alignment::Centre) => "center,",
                Some(Alignment::End) => "end,",
                _ => "start,",
            });
        }
        self.push(&format!("),{},{},{caption},(", table.head.len(), is_short(table)));
        let outer = std::mem::replace(&mut voice.within.table, true);
        voice.columns = count;
        self.push_head(voice, table, count);
        for row in placed(&table.body, count) {
            // A row without words is there to be written in on paper.
            let is_empty = row.iter().all(|cell| says_nothing(cell.blocks));
            for cell in &row {
                self.push_cell(voice, table, cell, is_form || is_empty);
            }
            self.push("\n");
        }
        voice.within.table = outer;
        self.push("));\n");
    }

    fn push_head(&mut self, voice: &mut Voice<'_>, table: &Table, count: usize) {
        if table.head.is_empty() {
            return;
        }
        let outer = std::mem::replace(&mut voice.within.table_head, true);
        self.push("table.header(repeat:true,");
        for cell in placed(&table.head, count).iter().flatten() {
            self.push(&format!("head-cell({},{},", cell.columns, cell.rows));
            self.push_cell_blocks(voice, cell.blocks);
            self.push("),");
        }
        self.push("),\n");
        voice.within.table_head = outer;
    }

    fn push_cell(&mut self, voice: &mut Voice<'_>, table: &Table, cell: &Placed<'_>, is_to_write_in: bool) {
        let words = blocks_text(cell.blocks);
        if table.row_headings && cell.column == 0 && !words.trim().is_empty() {
            self.push(&format!("row-head({},{},", cell.columns, cell.rows));
        } else {
            self.push(&format!("cell({},{},{},", cell.columns, cell.rows, words.len() <= LONGEST_WHOLE_CELL));
        }
        if is_to_write_in && says_nothing(cell.blocks) {
            self.push("{[];");
            self.push_anchors(voice, cell.blocks);
            self.push("writing-space(8mm)}");
        } else {
            self.push_cell_blocks(voice, cell.blocks);
        }
        self.push("),");
    }

    fn push_anchors(&mut self, voice: &mut Voice<'_>, blocks: &[Block]) {
        for block in blocks {
            let BlockKind::Paragraph(content) = &block.kind else { continue };
            for anchor in content.iter().filter(|inline| matches!(inline, Inline::Anchor(_))) {
                self.push_inlines(voice, std::slice::from_ref(anchor));
                self.push(";");
            }
        }
    }
}

/// Whether a table stays on one page.
fn is_short(table: &Table) -> bool {
    let letters: usize = table.body.iter().flatten().map(|cell| blocks_text(&cell.blocks).len()).sum();
    table.body.len() <= SHORT_TABLE && letters <= LONGEST_WHOLE_CELL
}

fn column_count(table: &Table) -> usize {
    let widest = table
        .head
        .iter()
        .chain(&table.body)
        .map(|row| row.iter().map(|cell| usize::from(cell.columns.max(1))).sum())
        .max();
    table.alignments.len().max(widest.unwrap_or(0)).min(64)
}

/// Gives each cell its column; fills gaps with empty cells, cuts what would stick out, so that Typst's grid is this grid.
pub(super) fn placed(rows: &[Vec<Cell>], count: usize) -> Vec<Vec<Placed<'_>>> {
    let mut busy = vec![0_usize; count];
    let mut grid = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        let mut waiting = row.iter();
        while column < count {
            if busy[column] > 0 {
                column += 1;
                continue;
            }
            let free = busy[column..].iter().take_while(|rows| **rows == 0).count();
            let (wide, tall, blocks) = waiting.next().map_or((1, 1, [].as_slice()), |cell| {
                (usize::from(cell.columns), usize::from(cell.rows), cell.blocks.as_slice())
            });
            let columns = wide.clamp(1, free);
            let rows = tall.clamp(1, rows.len() - index);
            busy[column..column + columns].fill(rows);
            cells.push(Placed { column, columns, rows, blocks });
            column += columns;
        }
        for rows in &mut busy {
            *rows = rows.saturating_sub(1);
        }
        grid.push(cells);
    }
    grid
}

/// Whether a cell has no more than anchors and blanks.
fn says_nothing(blocks: &[Block]) -> bool {
    let blank = |inline: &Inline| match inline {
        Inline::Text(words) | Inline::Blank(words) => words.trim().is_empty(),
        Inline::Break | Inline::Anchor(_) => true,
        _ => false,
    };
    blocks.iter().all(|block| matches!(&block.kind, BlockKind::Paragraph(content) if content.iter().all(blank)))
}
