//! Makes blocks of a spreadsheet's sheets: what Excel and OpenDocument share once their files are read.
//!
//! 1. `plan` puts what a sheet shows into reading order. Without tables of its own the sheet is one table, and rows above
//!    the heading row, such as the sheet's own title, are paragraphs.
//! 2. Tables that Excel knows by name stay apart (`tables`), and what stands around them becomes paragraphs, lists and
//!    forms (`loose`).
//! 3. `writer` makes blocks of it all. Every cell that says something is an anchor.
//!
//! Empty rows and columns are left out, and so is what is hidden; but a table that waits to be filled in keeps some rows.

mod area;

mod formula;

mod head;

mod layout;

mod loose;

mod plan;

mod tables;

mod writer;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use area::{Area, Spot};
pub(super) use formula::{FormulaLink, links_of_formula};

use super::draft::Draft;
use crate::model::{Block, Hidden, HiddenKind};

/// Rows of one sheet that are shown. More is data for Excel, not for reading.
pub(super) const MOST_ROWS: usize = 2_000;

/// Columns of one sheet that are shown.
pub(super) const MOST_COLUMNS: usize = 50;

/// Cells of one document that are read. A small file can say that a cell repeats a million times.
pub(super) const MOST_CELLS: usize = 400_000;

/// Excel ends here; OpenDocument files say that empty columns repeat up to their own last one.
pub(super) const LAST_COLUMN: u32 = 16_384;

/// Tables of one sheet that are told apart.
pub(super) const MOST_TABLES: usize = 100;

/// A sheet as it was read from a file.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// The cells that say something, without hidden ones.
    pub(super) cells: BTreeMap<Spot, SheetCell>,
    /// Cells that say nothing yet and look as if they will.
    pub(super) gaps: BTreeMap<Spot, Gap>,
    /// The tables that the file itself tells apart.
    pub(super) tables: Vec<SheetTable>,
    /// Links of cells, whether these are shown or not.
    pub(super) links: BTreeMap<Spot, String>,
    /// Further links of cells that have several, and of shapes on the sheet.
    pub(super) more_links: Vec<(Spot, String)>,
    /// Cells that cover others.
    pub(super) merged: Vec<Area>,
    /// The heading rows, first and last, when the file says which they are; for a sheet without tables.
    pub(super) head: Option<(u32, u32)>,
    /// Whether the first column names the rows, in a sheet without tables.
    pub(super) row_headings: bool,
    /// The width of columns that have one of their own.
    pub(super) widths: BTreeMap<u32, f32>,
    /// Rows that are hidden.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    pub(super) hidden_columns: BTreeSet<u32>,
    /// How many rows that say something were not kept.
    pub(super) rows_left_out: usize,
    /// How many hidden rows say something.
    pub(super) rows_unseen: usize,
    /// The hidden columns that say something.
    pub(super) columns_unseen: BTreeSet<u32>,
    /// How many comments stand at its cells.
    pub(super) comments: usize,
}

/// What a cell says.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetCell {
    /// Its text as the sheet shows it.
    pub(super) text: String,
    /// Whether it is a figure: figures stand at the end of their column.
    pub(super) is_figure: bool,
    /// Whether a formula made it.
    pub(super) is_worked_out: bool,
}

/// A cell that says nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// It has an edge or a colour, as boxes to type in have.
    ToType,
    /// Its formula shows nothing so far.
    ToWorkOut,
}

/// A table with a name of its own, which may share its sheet with others.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetTable {
    /// Its cells, with the heading rows.
    pub(super) area: Area,
    /// How many rows are headings.
    pub(super) head: u32,
    /// How many rows at its end add up the others.
    pub(super) totals: u32,
    /// Whether the first column names the rows.
    pub(super) row_headings: bool,
}

/// A name for a spot of some sheet: a defined name, or the way in which a link names cells.
#[derive(Debug, Clone)]
pub(super) struct NamedSpot {
    /// The name.
    pub(super) name: String,
    /// The sheet's name.
    pub(super) sheet: String,
    /// The cell.
    pub(super) spot: Spot,
}

/// What does not show: hidden sheets, rows and columns, and comments.
pub(super) fn hidden(sheets: &[Sheet], hidden_sheets: &[String]) -> Vec<Hidden> {
    let of = |kind: HiddenKind, count: &dyn Fn(&Sheet) -> usize| {
        let within: Vec<&Sheet> = sheets.iter().filter(|sheet| count(sheet) > 0).collect();
        let total = within.iter().map(|sheet| count(sheet)).sum();
        Hidden::some(kind, total).map(|found| found.within(within.iter().map(|sheet| sheet.name.clone()).collect()))
    };
    let sheets_unseen = Hidden::some(HiddenKind::Sheet, hidden_sheets.len());
    [
        of(HiddenKind::Comment, &|sheet| sheet.comments),
        sheets_unseen.map(|found| found.within(hidden_sheets.to_vec())),
        of(HiddenKind::Row, &|sheet| sheet.rows_unseen),
        of(HiddenKind::Column, &|sheet| sheet.columns_unseen.len()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The blocks of all sheets.
pub(super) fn blocks(sheets: &[Sheet], names: &[NamedSpot], draft: &mut Draft) -> Vec<Block> {
    let mut names = names.to_vec();
    for sheet in sheets {
        let places = sheet.links.values().filter_map(|link| link.strip_prefix('#'));
        names.extend(places.filter_map(|place| NamedSpot::of_place(place, &sheet.name)));
    }
    let mut blocks = Vec::new();
    for sheet in sheets {
        let mut names_of_spots: BTreeMap<Spot, Vec<&str>> = BTreeMap::new();
        for name in names.iter().filter(|name| name.sheet == sheet.name) {
            names_of_spots.entry(name.spot).or_default().push(&name.name);
        }
        blocks.extend(writer::blocks(sheet, names_of_spots, draft));
    }
    blocks
}

impl NamedSpot {
    /// The spot that a place such as `'Fees 2026'!$B$12` or `Fees!B12:C14` means, named as a link names it.
    pub(super) fn of_place(place: &str, own_sheet: &str) -> Option<Self> {
        // Excel parts sheet and cell by `!`, OpenDocument by `.`, there also in `$Fees.$A$5:.$H$23`.
        let first = place.rsplit_once(':').map_or(place, |(first, _)| first);
        let in_excel = place.rsplit_once('!');
        let (sheet, cells) = in_excel.or_else(|| first.rsplit_once('.')).unwrap_or((own_sheet, place));
        let sheet = sheet.trim_start_matches('$').trim_matches('\'').replace("''", "'");
        let spot = Area::read(cells)?.from;
        // Links to a sheet quote its name where it has blanks; anchors are named without the quotation marks.
        Some(Self { name: place.replace('\'', ""), sheet, spot })
    }
}

/// A whole number with a comma after every three figures from the end.
pub(super) fn with_separators(figures: &str) -> String {
    let mut separated = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            separated.push(',');
        }
        separated.push(figure);
    }
    separated
}
