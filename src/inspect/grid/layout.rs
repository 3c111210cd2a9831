//! How the cells of a table lie beside and below each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Sheet, Spot};
use crate::model::{Alignment, Block, Cell, Table};

/// The rows and columns of a sheet that make one table.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// The rows, headings first.
    pub(super) rows: Vec<u32>,
    /// How many of them are headings.
    pub(super) head: usize,
    /// The columns.
    pub(super) columns: Vec<u32>,
    /// Whether the first column names the rows.
    pub(super) row_headings: bool,
}

/// A table in the making.
struct Layout<'a> {
    sheet: &'a Sheet,
    columns: &'a [u32],
    /// Merged cells by their first cell.
    merged: BTreeMap<Spot, Area>,
}

/// The width of a column that has none of its own, in characters.
const USUAL_WIDTH: f32 = 9.0;

impl Grid {
    /// Its first cell.
    pub(super) fn first(&self) -> Spot {
        let first = |of: &[u32]| of.first().copied().unwrap_or_default();
        Spot { row: first(&self.rows), column: first(&self.columns) }
    }

    /// The table. `content` gives what a cell says.
    pub(super) fn table(&self, sheet: &Sheet, mut content: impl FnMut(Spot) -> Vec<Block>) -> Table {
        let merged = sheet.merged.iter().map(|area| (area.from, *area)).collect();
        let layout = Layout { sheet, columns: &self.columns, merged };
        let (head, body) = self.rows.split_at(self.head.min(self.rows.len()));
        Table {
            caption: None,
            alignments: self.columns.iter().map(|column| layout.alignment(*column, body)).collect(),
            widths: layout.widths(),
            head: layout.lines(head, &mut content),
            body: layout.lines(body, &mut content),
            row_headings: self.row_headings && self.columns.len() > 1,
        }
    }
}

impl Layout<'_> {
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
