//! Word's tables: which cells cover several columns or rows, which rows are headings.

use super::super::ooxml::is_on;
use super::super::xml::Element;
use super::walk::Walk;
use crate::model::{Alignment, Block, Cell, Table};

/// Word's own limit.
const MOST_COLUMNS: usize = 63;

/// A row as Word writes it.
struct WordRow {
    cells: Vec<WordCell>,
    /// Columns left free before the first cell.
    skipped: usize,
    is_heading: bool,
}

struct WordCell {
    blocks: Vec<Block>,
    columns: usize,
    /// Whether it only carries on the cell above.
    carries_on: bool,
    alignment: Alignment,
}

impl Walk<'_> {
    /// A table. `None` when it has no cells.
    pub(super) fn table(&mut self, element: &Element) -> Option<Table> {
        let mut rows = Vec::new();
        self.rows(element, &mut rows);
        let widths = grid_widths(element);
        let width_of = |row: &WordRow| row.skipped + row.cells.iter().map(|cell| cell.columns).sum::<usize>();
        let columns = rows.iter().map(width_of).max()?.min(MOST_COLUMNS);
        if columns == 0 {
            return None;
        }
        let head = rows.iter().take_while(|row| row.is_heading).count();
        // A table of heading rows alone would have nothing that the headings are for.
        let head = if head == rows.len() { 0 } else { head };
        let alignments = alignments(rows.get(head..).unwrap_or_default(), columns);
        let body = rows.split_off(head);
        let properties = element.child("w:tblPr");
        Some(Table {
            caption: properties.and_then(caption),
            alignments,
            widths: if widths.len() == columns { widths } else { Vec::new() },
            head: laid_out(rows, columns),
            body: laid_out(body, columns),
            row_headings: columns > 1 && properties.is_some_and(first_column_names_rows),
        })
    }

    fn rows(&mut self, element: &Element, rows: &mut Vec<WordRow>) {
        for child in element.children() {
            match &*child.name {
                "w:tr" => rows.extend(self.row(child)),
                "w:sdt" => {
                    if let Some(content) = child.child("w:sdtContent") {
                        self.rows(content, rows);
                    }
                }
                "w:ins" | "w:moveTo" | "w:customXml" => self.rows(child, rows),
                _ => {}
            }
        }
    }

    fn row(&mut self, element: &Element) -> Option<WordRow> {
        let properties = element.child("w:trPr");
        if properties.is_some_and(|properties| properties.child("w:del").is_some()) {
            return None;
        }
        let mut cells = Vec::new();
        self.cells(element, &mut cells);
        let heading = properties.and_then(|properties| properties.child("w:tblHeader"));
        let skipped = properties.and_then(|properties| properties.child_attribute("w:gridBefore", "w:val"));
        let skipped = skipped.and_then(|skipped| skipped.parse().ok()).unwrap_or(0).min(MOST_COLUMNS);
        let is_heading = heading.is_some_and(|heading| is_on(heading.attribute("w:val")));
        Some(WordRow { cells, skipped, is_heading })
    }

    fn cells(&mut self, element: &Element, cells: &mut Vec<WordCell>) {
        for child in element.children() {
            match &*child.name {
                "w:tc" => {
                    let cell = self.cell(child);
                    cells.push(cell);
                }
                "w:sdt" => {
                    let outer = self.control;
                    self.control = super::walk::Control::of(child).or(outer);
                    if let Some(content) = child.child("w:sdtContent") {
                        self.cells(content, cells);
                    }
                    self.control = outer;
                }
                "w:ins" | "w:moveTo" | "w:customXml" => self.cells(child, cells),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: &Element) -> WordCell {
        let properties = element.child("w:tcPr");
        let columns = properties.and_then(|properties| properties.child_attribute("w:gridSpan", "w:val"));
        let columns = columns.and_then(|columns| columns.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
        let merge = properties.and_then(|properties| properties.child("w:vMerge"));
        let carries_on = merge.is_some_and(|merge| merge.attribute("w:val") != Some("restart"));
        WordCell { blocks: self.blocks(element), columns, carries_on, alignment: alignment(element) }
    }
}

/// A cell that the row below may carry on.
#[derive(Clone, Copy)]
struct Spot {
    row: usize,
    index: usize,
    start: usize,
    width: usize,
}

/// The rows with their cells where a page wants them: a cell that carries on the one above makes that one longer.
fn laid_out(rows: Vec<WordRow>, columns: usize) -> Vec<Vec<Cell>> {
    let mut laid_out: Vec<Vec<Cell>> = Vec::new();
    let mut above: Vec<Option<Spot>> = vec![None; columns];
    for row in rows {
        let mut cells = Vec::new();
        for (start, width, cell) in in_columns(row, columns) {
            let spot = above.get(start).copied().flatten();
            let spot = spot.filter(|spot| cell.carries_on && (spot.start, spot.width) == (start, width));
            let longer = spot.and_then(|spot| laid_out.get_mut(spot.row)?.get_mut(spot.index));
            if let Some(longer) = longer {
                longer.rows = longer.rows.saturating_add(1);
                continue;
            }
            let spot = Spot { row: laid_out.len(), index: cells.len(), start, width };
            above.iter_mut().skip(start).take(width).for_each(|slot| *slot = Some(spot));
            cells.push(Cell { columns: u16::try_from(width).unwrap_or(1), ..Cell::new(cell.blocks) });
        }
        laid_out.push(cells);
    }
    laid_out
}

/// The cells of a row with the column they start in and how many they cover; what the row leaves free is filled up.
fn in_columns(row: WordRow, columns: usize) -> Vec<(usize, usize, WordCell)> {
    let mut placed = Vec::new();
    let mut at = 0;
    let before = (row.skipped > 0).then(|| WordCell::empty(row.skipped));
    for cell in before.into_iter().chain(row.cells) {
        let width = cell.columns.min(columns.saturating_sub(at));
        if width == 0 {
            break;
        }
        placed.push((at, width, cell));
        at += width;
    }
    if at < columns {
        placed.push((at, columns - at, WordCell::empty(columns - at)));
    }
    placed
}

impl WordCell {
    fn empty(columns: usize) -> Self {
        Self { blocks: Vec::new(), columns, carries_on: false, alignment: Alignment::Start }
    }
}

/// The relative widths of the columns, when Word gives them.
fn grid_widths(element: &Element) -> Vec<f32> {
    let Some(grid) = element.child("w:tblGrid") else { return Vec::new() };
    let widths = grid.all("w:gridCol").map(|column| column.attribute("w:w")?.parse::<f32>().ok());
    let widths: Option<Vec<f32>> =
        widths.map(|width| width.filter(|width| width.is_finite() && *width > 0.0)).collect();
    widths.unwrap_or_default()
}

/// A column is aligned as all of its cells are that say something.
fn alignments(rows: &[WordRow], columns: usize) -> Vec<Alignment> {
    let mut found: Vec<Option<Alignment>> = vec![None; columns];
    for row in rows {
        let mut at = row.skipped;
        for cell in &row.cells {
            if let Some(slot) = found.get_mut(at).filter(|_| cell.columns == 1 && !cell.blocks.is_empty()) {
                let agrees = slot.is_none_or(|known| known == cell.alignment);
                *slot = Some(if agrees { cell.alignment } else { Alignment::Start });
            }
            at += cell.columns;
        }
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

fn alignment(cell: &Element) -> Alignment {
    let properties = cell.child("w:p").and_then(|paragraph| paragraph.child("w:pPr"));
    match properties.and_then(|properties| properties.child_attribute("w:jc", "w:val")) {
        Some("right" | "end") => Alignment::End,
        Some("center") => Alignment::Centre,
        _ => Alignment::Start,
    }
}

fn caption(properties: &Element) -> Option<String> {
    let caption = properties.child_attribute("w:tblCaption", "w:val")?.trim();
    (!caption.is_empty()).then(|| caption.to_owned())
}

/// Whether the table's look sets its first column apart: by an attribute, in old files by a bit of a number.
fn first_column_names_rows(properties: &Element) -> bool {
    let Some(look) = properties.child("w:tblLook") else { return false };
    if let Some(value) = look.attribute("w:firstColumn") {
        return is_on(Some(value));
    }
    let bits = look.attribute("w:val").and_then(|value| u32::from_str_radix(value, 16).ok());
    bits.is_some_and(|bits| bits & 0x80 != 0)
}
