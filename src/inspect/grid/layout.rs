//! Which rows and columns of a sheet are shown, and how its cells lie in the table.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, MOST_COLUMNS, MOST_ROWS, Sheet, Spot, head};
use crate::model::{Alignment, Block, Cell, Table};

/// The shown part of a sheet.
pub(super) struct Layout<'a> {
    sheet: &'a Sheet,
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Rows before the table, and heading rows after them.
    above: usize,
    head: usize,
    /// Merged cells by their first cell.
    merged: BTreeMap<Spot, Area>,
    /// Rows that say something and are not shown.
    pub(super) rows_left_out: usize,
    /// Columns that say something and are not shown.
    pub(super) columns_left_out: usize,
}

/// The width of a column that has none of its own, in characters.
const USUAL_WIDTH: f32 = 9.0;

impl<'a> Layout<'a> {
    /// Lays a sheet out.
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|spot| spot.row).collect();
        let rows_left_out = rows.len().saturating_sub(MOST_ROWS);
        let rows: Vec<u32> = rows.into_iter().take(MOST_ROWS).collect();
        let last = rows.last().copied().unwrap_or_default();
        let seen = sheet.cells.keys().take_while(|spot| spot.row <= last);
        let columns: BTreeSet<u32> = seen.map(|spot| spot.column).collect();
        let columns_left_out = columns.len().saturating_sub(MOST_COLUMNS);
        let columns: Vec<u32> = columns.into_iter().take(MOST_COLUMNS).collect();
        let (above, head) = head::find(sheet, &rows, &columns);
        let merged = sheet.merged.iter().map(|area| (area.from, *area)).collect();
        Self { sheet, rows, columns, above, head, merged, rows_left_out, columns_left_out }
    }

    /// Whether nothing is left for a table.
    pub(super) fn is_empty(&self) -> bool {
        self.above >= self.rows.len()
    }

    /// The cells that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = Spot> {
        self.sheet
            .cells
            .keys()
            .filter(|spot| {
                self.rows.binary_search(&spot.row).is_ok() && self.columns.binary_search(&spot.column).is_ok()
            })
            .copied()
    }

    /// The rows before the table, each as its cells.
    pub(super) fn rows_above(&self) -> Vec<Vec<Spot>> {
        let rows = self.rows.iter().take(self.above);
        rows.map(|row| self.spots_of(*row).filter(|spot| self.sheet.cells.contains_key(spot)).collect()).collect()
    }

    /// The first cell of the table.
    pub(super) fn first_of_table(&self) -> Spot {
        let row = self.rows.get(self.above).copied().unwrap_or_default();
        Spot { row, column: self.columns.first().copied().unwrap_or_default() }
    }

    /// The table. `content` gives what a cell says.
    pub(super) fn table(&self, mut content: impl FnMut(Spot) -> Vec<Block>) -> Table {
        let (head, body) = self.rows.get(self.above..).unwrap_or_default().split_at(self.head);
        Table {
            caption: None,
            alignments: self.columns.iter().map(|column| self.alignment(*column, body)).collect(),
            widths: self.widths(),
            head: self.lines(head, &mut content),
            body: self.lines(body, &mut content),
            row_headings: self.sheet.row_headings && self.columns.len() > 1,
        }
    }

    fn spots_of(&self, row: u32) -> impl Iterator<Item = Spot> {
        self.columns.iter().map(move |column| Spot { row, column: *column })
    }

    fn lines(&self, rows: &[u32], content: &mut impl FnMut(Spot) -> Vec<Block>) -> Vec<Vec<Cell>> {
        let mut covered: BTreeSet<Spot> = BTreeSet::new();
        let mut lines = Vec::new();
        for row in rows {
            let mut line = Vec::new();
            for spot in self.spots_of(*row) {
                if covered.contains(&spot) {
                    continue;
                }
                let cell = self.cell(spot, rows, &mut covered, content);
                line.push(cell);
            }
            lines.push(line);
        }
        lines
    }

    /// A cell, as wide and as high as its merged area is within the shown rows and columns.
    fn cell(
        &self,
        spot: Spot,
        rows: &[u32],
        covered: &mut BTreeSet<Spot>,
        content: &mut impl FnMut(Spot) -> Vec<Block>,
    ) -> Cell {
        let blocks = content(spot);
        let Some(area) = self.merged.get(&spot) else { return Cell::new(blocks) };
        let in_rows: Vec<u32> =
            rows.iter().copied().filter(|row| (area.from.row..=area.to.row).contains(row)).collect();
        let in_columns = self.columns.iter().copied();
        let in_columns: Vec<u32> =
            in_columns.filter(|column| (area.from.column..=area.to.column).contains(column)).collect();
        let spots = in_rows.iter().flat_map(|row| in_columns.iter().map(|column| Spot { row: *row, column: *column }));
        // Two merged areas that overlap are a damaged file: the first one counts.
        if spots.clone().any(|other| covered.contains(&other)) {
            return Cell::new(blocks);
        }
        covered.extend(spots);
        let count = |of: &[u32]| u16::try_from(of.len()).unwrap_or(u16::MAX).max(1);
        Cell { blocks, columns: count(&in_columns), rows: count(&in_rows) }
    }

    /// A column of figures stands at the end.
    fn alignment(&self, column: u32, body: &[u32]) -> Alignment {
        let cells = body.iter().filter_map(|row| self.sheet.cells.get(&Spot { row: *row, column }));
        let figures: Vec<bool> = cells.map(|cell| cell.is_figure).collect();
        let all = !figures.is_empty() && figures.iter().all(|figure| *figure);
        if all { Alignment::End } else { Alignment::Start }
    }

    fn widths(&self) -> Vec<f32> {
        if !self.columns.iter().any(|column| self.sheet.widths.contains_key(column)) {
            return Vec::new();
        }
        let width = |column: &u32| self.sheet.widths.get(column).copied().unwrap_or(USUAL_WIDTH);
        self.columns.iter().map(width).collect()
    }
}
