//! The tables that a sheet tells apart: which cells are theirs, and which rows of them are shown.

use std::collections::BTreeSet;

use super::layout::Grid;
use super::{Area, MOST_TABLES, Sheet, SheetCell, SheetTable, Spot};

/// So many rows of a table that waits to be filled in are shown.
const ROWS_TO_FILL_IN: usize = 8;

/// A table at its place.
#[derive(Debug)]
pub(super) struct Placed {
    /// The cells it takes, whether they are shown or not.
    pub(super) area: Area,
    /// What is shown; nothing when all of it is hidden or empty.
    pub(super) grid: Option<Grid>,
    /// Cells that say something and are not shown: noughts in rows that wait to be filled in.
    pub(super) left_out: Vec<Spot>,
}

/// The tables from top to bottom and from left to right, and the shown cells that are in none of them.
pub(super) fn parted(sheet: &Sheet, shown: &[Spot]) -> (Vec<Placed>, Vec<Spot>) {
    let tables = in_order(&sheet.tables);
    let mut cells: Vec<Vec<Spot>> = vec![Vec::new(); tables.len()];
    let mut loose = Vec::new();
    for spot in shown {
        match tables.iter().position(|table| table.area.has(*spot)) {
            Some(table) => cells[table].push(*spot),
            None => loose.push(*spot),
        }
    }
    (tables.iter().zip(cells).map(|(table, cells)| placed(sheet, table, &cells)).collect(), loose)
}

/// Tables never share cells in a file that Excel wrote; in one that did not, the first one counts.
fn in_order(tables: &[SheetTable]) -> Vec<SheetTable> {
    let mut sorted: Vec<SheetTable> = tables.iter().take(MOST_TABLES).copied().collect();
    sorted.sort_by_key(|table| table.area.from);
    let mut apart: Vec<SheetTable> = Vec::new();
    for table in sorted {
        if !apart.iter().any(|other| other.area.meets(&table.area)) {
            apart.push(table);
        }
    }
    apart
}

fn placed(sheet: &Sheet, table: &SheetTable, cells: &[Spot]) -> Placed {
    let area = table.area;
    let columns: BTreeSet<u32> = cells.iter().map(|spot| spot.column).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let rows: BTreeSet<u32> = cells.iter().map(|spot| spot.row).collect();
    let first_of_body = area.from.row.saturating_add(table.head);
    let end_of_body = area.to.row.saturating_add(1).saturating_sub(table.totals).max(first_of_body);
    let is_body = |row: &u32| (first_of_body..end_of_body).contains(row);
    let is_filled = |spot: &Spot| is_body(&spot.row) && sheet.cells.get(spot).is_some_and(|cell| !is_nought(cell));
    let (rows, left_out): (Vec<u32>, Vec<Spot>) = if cells.iter().any(is_filled) {
        (rows.into_iter().collect(), Vec::new())
    } else {
        let waiting = (first_of_body..end_of_body).filter(|row| !sheet.hidden_rows.contains(row));
        let waiting: BTreeSet<u32> = waiting.take(ROWS_TO_FILL_IN).collect();
        let unseen = |spot: &&Spot| is_body(&spot.row) && !waiting.contains(&spot.row);
        let left_out = cells.iter().filter(unseen).copied().collect();
        let kept: BTreeSet<u32> = rows.into_iter().filter(|row| !is_body(row)).chain(waiting).collect();
        (kept.into_iter().collect(), left_out)
    };
    let head = rows.iter().take_while(|row| **row < first_of_body).count();
    // Headings of nothing are the rows of a table without headings.
    let head = if head < rows.len() { head } else { 0 };
    let grid = Grid { rows, head, columns, row_headings: table.row_headings };
    Placed { area, grid: (!cells.is_empty()).then_some(grid), left_out }
}

/// Whether a formula has nothing to tell so far: it shows a nought.
fn is_nought(cell: &SheetCell) -> bool {
    cell.is_worked_out && !cell.text.chars().any(|character| character.is_alphanumeric() && character != '0')
}
