//! Makes blocks of a spreadsheet's sheets: what Excel and OpenDocument share once their files are read.
//!
//! A sheet becomes a heading and a table. Rows above the heading row, such as the sheet's own title, become paragraphs.
//! Empty rows and columns are left out, and so is what is hidden. Every cell that says something is an anchor.

mod area;

mod formula;

mod head;

mod layout;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use area::{Area, Spot};
pub(super) use formula::link_of_formula;
use layout::Layout;

use super::draft::Draft;
use super::runs::{Look, Runs};
use crate::model::{At, Block, BlockKind, Inline, LinkOrdinal};

/// Rows of one sheet that are shown. More is data for Excel, not for reading.
pub(super) const MOST_ROWS: usize = 2_000;

/// Columns of one sheet that are shown.
pub(super) const MOST_COLUMNS: usize = 50;

/// Cells of one document that are read. A small file can say that a cell repeats a million times.
pub(super) const MOST_CELLS: usize = 400_000;

/// Excel ends here; OpenDocument files say that empty columns repeat up to their own last one.
pub(super) const LAST_COLUMN: u32 = 16_384;

/// A sheet as it was read from a file.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// The cells that say something, without hidden ones.
    pub(super) cells: BTreeMap<Spot, SheetCell>,
    /// Links of cells, whether these are shown or not.
    pub(super) links: BTreeMap<Spot, String>,
    /// Cells that cover others.
    pub(super) merged: Vec<Area>,
    /// The heading rows, first and last, when the file says which they are.
    pub(super) head: Option<(u32, u32)>,
    /// Whether the first column names the rows.
    pub(super) row_headings: bool,
    /// The width of columns that have one of their own.
    pub(super) widths: BTreeMap<u32, f32>,
    /// Rows that are hidden.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    pub(super) hidden_columns: BTreeSet<u32>,
    /// How many rows that say something were not kept.
    pub(super) rows_left_out: usize,
}

/// What a cell says.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetCell {
    /// Its text as the sheet shows it.
    pub(super) text: String,
    /// Whether it is a figure: figures stand at the end of their column.
    pub(super) is_figure: bool,
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

impl Sheet {
    /// Whether a cell is hidden.
    pub(super) fn is_hidden(&self, spot: Spot) -> bool {
        self.hidden_rows.contains(&spot.row) || self.hidden_columns.contains(&spot.column)
    }
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
        blocks
            .extend(Writer { sheet, names: names_of_spots, draft, id: String::new(), used: BTreeSet::new() }.blocks());
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

/// Writes one sheet.
struct Writer<'a> {
    sheet: &'a Sheet,
    /// Other names of cells than their place.
    names: BTreeMap<Spot, Vec<&'a str>>,
    draft: &'a mut Draft,
    id: String,
    /// The cells that have been written.
    used: BTreeSet<Spot>,
}

impl Writer<'_> {
    fn blocks(mut self) -> Vec<Block> {
        let layout = Layout::of(self.sheet);
        let at = self.at(Spot::default());
        self.id = self.draft.part_heading(&self.sheet.name, at.clone());
        let shown: BTreeSet<Spot> = layout.shown().collect();
        let mut content = vec![Inline::Text(self.sheet.name.clone())];
        content.extend(self.spots_without_a_cell(&shown));
        let heading = BlockKind::Heading { level: 2, id: self.id.clone(), content };
        let mut blocks = vec![Block { at, kind: heading }];
        for row in layout.rows_above() {
            blocks.extend(self.row_as_paragraph(row));
        }
        if !layout.is_empty() {
            let at = self.at(layout.first_of_table());
            let table = layout.table(|spot| self.cell(spot));
            blocks.push(Block { at, kind: BlockKind::Table(table) });
        }
        blocks.extend(self.left_out(&layout));
        self.links_of_unseen_cells();
        blocks
    }

    /// Cells that say nothing, or that are not shown, and that links or names lead to: their place is the heading.
    fn spots_without_a_cell(&mut self, shown: &BTreeSet<Spot>) -> Vec<Inline> {
        let first = Spot::default();
        let wanted = self.names.keys().copied().chain([first]);
        let unseen: BTreeSet<Spot> = wanted.filter(|spot| !shown.contains(spot)).collect();
        unseen.into_iter().flat_map(|spot| self.spots(spot, &self.sheet.name.clone())).collect()
    }

    /// The anchors at a cell: one by its place, and one for each other name.
    fn spots(&mut self, spot: Spot, label: &str) -> Vec<Inline> {
        let own = format!("{}!{spot}", self.sheet.name);
        let id = format!("{}.{spot}", self.id);
        let at = self.at(spot);
        let mut spots = vec![self.draft.spot_at(&own, &id, label, at.clone())];
        let mut known = BTreeSet::from([own]);
        for name in self.names.get(&spot).into_iter().flatten() {
            if known.insert((*name).to_owned()) {
                let id = name.replace([':', '!'], ".").replace('$', "");
                spots.push(self.draft.spot_at(name, &id, label, at.clone()));
            }
        }
        spots
    }

    fn row_as_paragraph(&mut self, row: Vec<Spot>) -> Option<Block> {
        let mut runs = Runs::default();
        let first = *row.first()?;
        for (count, spot) in row.into_iter().enumerate() {
            if count > 0 {
                runs.text(Look::default(), None, " ");
            }
            self.push_cell(spot, &mut runs);
        }
        let content = runs.into_inlines();
        (!content.is_empty()).then(|| Block { at: self.at(first), kind: BlockKind::Paragraph(content) })
    }

    /// The blocks of a table cell.
    fn cell(&mut self, spot: Spot) -> Vec<Block> {
        let mut runs = Runs::default();
        self.push_cell(spot, &mut runs);
        let content = runs.into_inlines();
        let block = (!content.is_empty()).then(|| Block { at: self.at(spot), kind: BlockKind::Paragraph(content) });
        block.into_iter().collect()
    }

    fn push_cell(&mut self, spot: Spot, runs: &mut Runs) {
        let Some(cell) = self.sheet.cells.get(&spot) else { return };
        let link = self.link(spot, &cell.text);
        for anchor in self.spots(spot, &cell.text) {
            runs.piece(Look::default(), link, anchor);
        }
        for (count, line) in cell.text.lines().enumerate() {
            if count > 0 {
                runs.piece(Look::default(), link, Inline::Break);
            }
            runs.text(Look::default(), link, line);
        }
    }

    fn link(&mut self, spot: Spot, label: &str) -> Option<LinkOrdinal> {
        let written = self.sheet.links.get(&spot)?.clone();
        self.used.insert(spot);
        let at = self.at(spot);
        Some(self.draft.link_at(written, label.split_whitespace().collect::<Vec<_>>().join(" "), at))
    }

    fn links_of_unseen_cells(&mut self) {
        let unseen: Vec<Spot> = self.sheet.links.keys().filter(|spot| !self.used.contains(spot)).copied().collect();
        for spot in unseen.into_iter().filter(|spot| !self.sheet.is_hidden(*spot)) {
            let words = self.sheet.cells.get(&spot).map(|cell| &cell.text);
            let label = words.or(self.sheet.links.get(&spot)).cloned().unwrap_or_default();
            self.link(spot, &label);
        }
    }

    /// What is only in the file, in a sentence.
    fn left_out(&self, layout: &Layout) -> Option<Block> {
        let rows = self.sheet.rows_left_out + layout.rows_left_out;
        let parts = [counted(rows, "row"), counted(layout.columns_left_out, "column")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let more = if parts.is_empty() { return None } else { parts.join(" and ") };
        let one = rows + layout.columns_left_out == 1;
        let text = format!("{more} of this sheet {} only in the file itself.", if one { "is" } else { "are" });
        let at = self.at(Spot::default());
        Some(Block { at, kind: BlockKind::Paragraph(vec![Inline::Text(text)]) })
    }

    fn at(&self, spot: Spot) -> At {
        At::Cell { sheet: self.sheet.name.clone(), cell: spot.to_string() }
    }
}

fn counted(count: usize, thing: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 more {thing}")),
        _ => Some(format!("{} more {thing}s", with_separators(&count.to_string()))),
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
