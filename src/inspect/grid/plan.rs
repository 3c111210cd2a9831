//! Puts what a sheet shows into reading order: from top to bottom, and from left to right.
//!
//! 1. Rows and columns that are too many are left out.
//! 2. A sheet without tables of its own is rows above a heading row, and one table.
//! 3. Else each table is apart. A cell beside a table follows it; all other cells stand between the tables.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Grid;
use super::tables::Placed;
use super::{MOST_COLUMNS, MOST_ROWS, Sheet, Spot, head, loose, tables};

/// What a sheet shows, in reading order.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
    /// Rows that say something and are not shown.
    pub(super) rows_left_out: usize,
    /// Columns that say something and are not shown.
    pub(super) columns_left_out: usize,
    /// Cells that say something and have no place in a piece.
    pub(super) without_a_place: Vec<Spot>,
}

/// One thing that a sheet shows.
#[derive(Debug)]
pub(super) enum Piece {
    /// Cells whose words follow each other.
    Paragraph(Vec<Spot>),
    /// Points, each of one cell or of a few that go on with its sentence.
    List(Vec<Vec<Spot>>),
    /// Questions and the cells for their answers.
    Form(Vec<Field>),
    /// A table.
    Table(Grid),
}

/// A question and the cell for its answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// The cell that asks.
    pub(super) label: Spot,
    /// The cell below it: a figure, or nothing yet.
    pub(super) value: Spot,
}

impl Plan {
    /// Plans a sheet.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|spot| spot.row).collect();
        let rows_left_out = rows.len().saturating_sub(MOST_ROWS);
        let rows: Vec<u32> = rows.into_iter().take(MOST_ROWS).collect();
        let last = rows.last().copied().unwrap_or_default();
        let seen = sheet.cells.keys().take_while(|spot| spot.row <= last);
        let columns: BTreeSet<u32> = seen.map(|spot| spot.column).collect();
        let columns_left_out = columns.len().saturating_sub(MOST_COLUMNS);
        let columns: Vec<u32> = columns.into_iter().take(MOST_COLUMNS).collect();
        let plan = Self { rows_left_out, columns_left_out, ..Self::default() };
        if sheet.tables.is_empty() {
            return Self { pieces: as_one_table(sheet, &rows, columns), ..plan };
        }
        let is_shown = |spot: &Spot| spot.row <= last && columns.binary_search(&spot.column).is_ok();
        let shown: Vec<Spot> = sheet.cells.keys().copied().filter(is_shown).collect();
        let (tables, loose) = tables::parted(sheet, &shown);
        let without_a_place = tables.iter().flat_map(|table| table.left_out.iter().copied()).collect();
        Self { pieces: in_reading_order(sheet, &tables, &loose), without_a_place, ..plan }
    }
}

/// Rows before the heading row, and the table.
fn as_one_table(sheet: &Sheet, rows: &[u32], columns: Vec<u32>) -> Vec<Piece> {
    let (above, head) = head::find(sheet, rows, &columns);
    let (before, rows) = rows.split_at(above.min(rows.len()));
    let spots_of = |row: &u32| {
        let spots = columns.iter().map(|column| Spot { row: *row, column: *column });
        spots.filter(|spot| sheet.cells.contains_key(spot)).collect()
    };
    let mut pieces: Vec<Piece> = before.iter().map(spots_of).map(Piece::Paragraph).collect();
    if !rows.is_empty() {
        let rows = rows.to_vec();
        pieces.push(Piece::Table(Grid { rows, head, columns, row_headings: sheet.row_headings }));
    }
    pieces
}

fn in_reading_order(sheet: &Sheet, tables: &[Placed], loose: &[Spot]) -> Vec<Piece> {
    let (apart, beside) = beside_tables(sheet, tables, loose);
    let is_free = |spot: Spot| !tables.iter().any(|table| table.area.has(spot));
    let mut pieces = Vec::new();
    let mut rest = apart.as_slice();
    for (index, table) in tables.iter().enumerate() {
        let (before, after) = rest.split_at(rest.partition_point(|spot| spot.row < table.area.from.row));
        rest = after;
        pieces.extend(loose::pieces(sheet, before, None, is_free));
        pieces.extend(table.grid.clone().map(Piece::Table));
        if let Some(notes) = beside.get(&index) {
            pieces.extend(loose::pieces(sheet, notes, Some(table.area.from.row), is_free));
        }
    }
    pieces.extend(loose::pieces(sheet, rest, None, is_free));
    pieces
}

/// Parts the cells outside tables: those in rows without a table, and those beside each table.
///
/// What goes on in the cell below stays together, also when it is longer than its table is high.
fn beside_tables(sheet: &Sheet, tables: &[Placed], loose: &[Spot]) -> (Vec<Spot>, BTreeMap<usize, Vec<Spot>>) {
    let mut in_row: BTreeMap<u32, usize> = BTreeMap::new();
    for spot in loose {
        *in_row.entry(spot.row).or_default() += 1;
    }
    let mut owners: BTreeMap<Spot, usize> = BTreeMap::new();
    let (mut apart, mut beside) = (Vec::new(), BTreeMap::<usize, Vec<Spot>>::new());
    for spot in loose {
        let above = spot.row.checked_sub(1).and_then(|row| owners.get(&Spot { row, ..*spot })).copied();
        let owner = match (nearest(tables, *spot), above) {
            (Some(table), Some(_)) if begins_notes(sheet, &tables[table], *spot) => Some(table),
            (Some(_), Some(above)) => Some(above),
            (None, above) => above.filter(|_| in_row.get(&spot.row) == Some(&1)),
            (nearest, None) => nearest,
        };
        match owner {
            Some(table) => {
                owners.insert(*spot, table);
                beside.entry(table).or_default().push(*spot);
            }
            None => apart.push(*spot),
        }
    }
    (apart, beside)
}

/// Whether a cell is level with a table's heads and may be the head of the notes beside it.
fn begins_notes(sheet: &Sheet, table: &Placed, spot: Spot) -> bool {
    spot.row == table.area.from.row && !sheet.links.contains_key(&spot)
}

/// The table in a cell's row: the nearest to its left, else the first to its right.
fn nearest(tables: &[Placed], spot: Spot) -> Option<usize> {
    let in_row = || tables.iter().enumerate().filter(|(_, table)| table.area.has_row(spot.row));
    let left = in_row().filter(|(_, table)| table.area.to.column < spot.column);
    let left = left.max_by_key(|(_, table)| table.area.to.column);
    left.or_else(|| in_row().min_by_key(|(_, table)| table.area.from.column)).map(|(index, _)| index)
}
