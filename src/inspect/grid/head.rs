//! Finds the heading rows of a sheet.

use super::{Sheet, Spot};

/// How many of these rows come before the table, and how many of the next are its headings.
pub(super) fn find(sheet: &Sheet, rows: &[u32], columns: &[u32]) -> (usize, usize) {
    said(sheet, rows).or_else(|| guessed(sheet, rows, columns)).unwrap_or((0, 0))
}

/// What the file says: a table, a filter, rows that are printed on every page or that stay when scrolling.
fn said(sheet: &Sheet, rows: &[u32]) -> Option<(usize, usize)> {
    let (first, last) = sheet.head?;
    let above = rows.iter().filter(|row| **row < first).count();
    let head = rows.iter().filter(|row| (first..=last).contains(*row)).count();
    (head > 0 && above + head < rows.len()).then_some((above, head))
}

/// The first row that is all words, fills at least half of the columns, and has rows below it.
pub(super) fn guessed(sheet: &Sheet, rows: &[u32], columns: &[u32]) -> Option<(usize, usize)> {
    let enough = columns.len().div_ceil(2).max(2);
    let is_head = |row: &u32| {
        let cells: Vec<_> =
            columns.iter().filter_map(|column| sheet.cells.get(&Spot { row: *row, column: *column })).collect();
        cells.len() >= enough && cells.iter().all(|cell| !cell.is_figure)
    };
    let above = rows.iter().position(is_head)?;
    (above + 1 < rows.len()).then_some((above, 1))
}
