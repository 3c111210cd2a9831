//! OpenDocument tables.

use super::super::xml::Element;
use super::content::Walk;
use crate::model::{Alignment, Block, BlockKind, Cell, Inline, Table, plain_text};

/// Columns of a table, and how often something in it may say that it repeats: Word's limit, for both.
const MOST: usize = 63;

struct Row {
    cells: Vec<Cell>,
    alignments: Vec<Alignment>,
    /// Columns that its cells, and those above that reach into it, cover.
    width: usize,
    is_heading: bool,
}

impl<'a> Walk<'a> {
    /// A table. `None` when it has no cells, or is hidden.
    pub(super) fn table(&mut self, element: &'a Element) -> Option<Table> {
        if self.styles.hides_table(element.attribute("table:style-name")) {
            return None;
        }
        let mut rows = Vec::new();
        self.rows(element, false, &mut rows);
        let columns = rows.iter().map(|row| row.width).max().filter(|columns| *columns > 0)?;
        let widths = self.widths(element);
        let head = rows.iter().take_while(|row| row.is_heading).count();
        let head = if head == rows.len() { 0 } else { head };
        let body = rows.split_off(head);
        let caption = element.child("table:title").map(Element::text).filter(|title| !title.trim().is_empty());
        Some(Table {
            caption,
            alignments: (0..columns).map(|column| alignment(&body, column)).collect(),
            widths: if widths.len() == columns { widths } else { Vec::new() },
            head: finished(rows, columns),
            body: finished(body, columns),
            row_headings: columns > 1 && element.find("table:table-header-columns").is_some(),
        })
    }

    fn rows(&mut self, element: &'a Element, is_heading: bool, rows: &mut Vec<Row>) {
        for child in element.children() {
            match &*child.name {
                "table:table-header-rows" => self.rows(child, true, rows),
                "table:table-rows" | "table:table-row-group" => self.rows(child, is_heading, rows),
                "table:table-row" => {
                    let row = self.row(child, is_heading);
                    rows.push(row);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, element: &'a Element, is_heading: bool) -> Row {
        let mut row = Row { cells: Vec::new(), alignments: Vec::new(), width: 0, is_heading };
        for child in element.children() {
            let covered = &*child.name == "table:covered-table-cell";
            if !covered && &*child.name != "table:table-cell" {
                continue;
            }
            let repeats = count(child, "table:number-columns-repeated").min(MOST.saturating_sub(row.width));
            row.width += repeats;
            row.alignments.extend(std::iter::repeat_n(self.alignment_of(child), repeats));
            if !covered && repeats > 0 {
                let blocks = self.blocks(child);
                let words = plain(&blocks);
                let span = |name: &str| u16::try_from(count(child, name)).unwrap_or(1);
                let (columns, rows) = (span("table:number-columns-spanned"), span("table:number-rows-spanned"));
                row.cells.push(Cell { blocks, columns, rows });
                row.cells.extend(std::iter::repeat_n(Cell { columns, rows, ..Cell::new(words) }, repeats - 1));
            }
        }
        row
    }

    fn alignment_of(&self, cell: &Element) -> Alignment {
        self.styles.alignment(cell.child("text:p").and_then(|paragraph| paragraph.attribute("text:style-name")))
    }

    /// The relative widths of the columns, when the document gives them all.
    fn widths(&self, element: &Element) -> Vec<f32> {
        let columns = element.descendants().take_while(|part| &*part.name != "table:table-row");
        let columns = columns.filter(|part| &*part.name == "table:table-column");
        let widths: Option<Vec<Vec<f32>>> = columns
            .map(|column| {
                let width = self.styles.column_width(column.attribute("table:style-name"))?;
                Some(vec![width; count(column, "table:number-columns-repeated")])
            })
            .collect();
        widths.unwrap_or_default().concat()
    }
}

/// What a cell that repeats says again: its paragraphs without their anchors and links, which stand in its first copy.
fn plain(blocks: &[Block]) -> Vec<Block> {
    let words = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => {
            let content = vec![Inline::Text(plain_text(content))];
            Some(Block { at: block.at.clone(), kind: BlockKind::Paragraph(content) })
        }
        _ => None,
    };
    blocks.iter().filter_map(words).collect()
}

/// A count of 1 or more, within bounds.
fn count(element: &Element, name: &str) -> usize {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).clamp(1, MOST)
}

/// The rows as a table wants them: none of them short, and no cell reaching out of them.
fn finished(rows: Vec<Row>, columns: usize) -> Vec<Vec<Cell>> {
    let height = rows.len();
    let mut finished = Vec::new();
    for (at, mut row) in rows.into_iter().enumerate() {
        for cell in &mut row.cells {
            cell.rows = cell.rows.min(u16::try_from(height - at).unwrap_or(u16::MAX));
            cell.columns = cell.columns.min(u16::try_from(columns).unwrap_or(u16::MAX));
        }
        if row.width < columns {
            let missing = u16::try_from(columns - row.width).unwrap_or(1);
            row.cells.push(Cell { columns: missing, ..Cell::new(Vec::new()) });
        }
        finished.push(row.cells);
    }
    finished
}

/// A column is aligned as all of its cells are.
fn alignment(rows: &[Row], column: usize) -> Alignment {
    let mut alignments = rows.iter().filter_map(|row| row.alignments.get(column).copied());
    let first = alignments.next().unwrap_or_default();
    if alignments.all(|alignment| alignment == first) { first } else { Alignment::Start }
}
