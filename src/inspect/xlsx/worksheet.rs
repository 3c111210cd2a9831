//! Reads one sheet: its cells row by row, its links, and what it says of rows and columns.

use std::collections::BTreeSet;

use super::super::grid::{self, Area, FormulaLink, Gap, LAST_COLUMN, MOST_ROWS, Sheet, SheetCell, Spot};
use super::super::ooxml::{Relationships, is_on};
use super::super::package::Package;
use super::super::xml::Element;
use super::tables;
use super::workbook::{SheetPart, Workbook, rich_text};

/// The pieces of a sheet that are read; the rest is looks.
const PIECES: &[&str] = &[
    "s:row",
    "s:col",
    "s:mergeCell",
    "s:hyperlink",
    "s:autoFilter",
    "s:pane",
    "s:tablePart",
    "s:dataValidation",
    // The same by newer versions of Excel, in a namespace of its own.
    "?:dataValidation",
];

/// Reads a sheet. `lists` gets where the lists stand that its cells are chosen from.
pub(super) fn read(
    package: &Package,
    workbook: &Workbook,
    part: &SheetPart,
    room: usize,
    lists: &mut Vec<String>,
) -> Sheet {
    let relationships = Relationships::of(package, &part.part);
    let mut reader = Reader {
        workbook,
        relationships,
        sheet: Sheet { name: part.name.clone(), ..Sheet::default() },
        next_row: 0,
        rows_kept: 0,
        room,
        next_column: 0,
        folded_columns: BTreeSet::new(),
    };
    let mut parts: Vec<String> = Vec::new();
    let mut hints = Hints { title_rows: part.title_rows, ..Hints::default() };
    package.each(&part.part, PIECES, |piece| match &*piece.name {
        "s:row" => reader.row(&piece),
        "s:col" => reader.columns(&piece),
        "s:mergeCell" => reader.sheet.merged.extend(piece.attribute("ref").and_then(Area::read)),
        "s:hyperlink" => reader.hyperlink(&piece),
        "s:autoFilter" => hints.filter = piece.attribute("ref").and_then(Area::read),
        "s:pane" => hints.frozen_rows = frozen_rows(&piece),
        "s:dataValidation" | "?:dataValidation" => {
            let formulas = piece.children().filter(|formula| formula.name.ends_with(":formula1"));
            lists.extend(formulas.map(Element::text));
        }
        _ => parts.extend(piece.attribute("r:id").and_then(|id| reader.relationships.part(id)).map(str::to_owned)),
    });
    let comments = reader.relationships.parts(&["comments", "threadedComment"]);
    let comments = comments.iter().map(|part| {
        let mut count = 0;
        package.each(part, &["s:comment", "?:threadedComment"], |_| count += 1);
        count
    });
    // A new comment is written twice: once more for versions that know only notes.
    let comments = comments.max().unwrap_or(0);
    let mut sheet = reader.sheet;
    sheet.comments = comments;
    sheet.tables = parts.iter().filter_map(|table| tables::read(&package.xml(table)?)).collect();
    sheet.head = hints.head(&sheet);
    sheet
}

struct Reader<'a> {
    workbook: &'a Workbook,
    relationships: Relationships,
    sheet: Sheet,
    next_row: u32,
    rows_kept: usize,
    /// How many cells may be kept.
    room: usize,
    /// The next column that may get settings.
    next_column: u32,
    /// Columns of a group, which a plus sign shows.
    folded_columns: BTreeSet<u32>,
}

/// What tells the heading rows of a sheet without tables.
#[derive(Default)]
struct Hints {
    title_rows: Option<(u32, u32)>,
    filter: Option<Area>,
    /// How many rows stay when the others scroll.
    frozen_rows: Option<u32>,
}

impl Hints {
    /// The heading rows: of the filter, else those printed on every page, else the last one that stays when scrolling and
    /// says something.
    fn head(&self, sheet: &Sheet) -> Option<(u32, u32)> {
        let one = |row: u32| (row, row);
        let frozen = self
            .frozen_rows
            .and_then(|rows| sheet.cells.keys().map(|spot| spot.row).take_while(|row| *row < rows).last().map(one));
        self.filter.map(|area| one(area.from.row)).or(self.title_rows).or(frozen)
    }
}

impl Reader<'_> {
    fn row(&mut self, element: &Element) {
        let given = element.attribute("r").and_then(|row| row.parse::<u32>().ok()).and_then(|row| row.checked_sub(1));
        let row = given.unwrap_or(self.next_row);
        self.next_row = row.saturating_add(1);
        if element.attribute("hidden").is_some_and(|value| is_on(Some(value))) {
            self.sheet.hidden_rows.insert(row);
            // Rows of a group are folded up: a plus sign shows them.
            let is_folded = element.attribute("outlineLevel").is_some_and(|level| level != "0");
            self.sheet.rows_unseen += usize::from(!is_folded && element.all("s:c").any(says_something));
            for cell in element.all("s:c") {
                if let Some(spot) = cell.attribute("r").and_then(Spot::read) {
                    self.links_of_formula(cell, spot);
                }
            }
            return;
        }
        let full = self.rows_kept >= MOST_ROWS || self.sheet.cells.len() >= self.room;
        let mut column = 0;
        let mut row_says_something = false;
        for cell in element.all("s:c") {
            let spot = cell.attribute("r").and_then(Spot::read).unwrap_or(Spot { row, column });
            column = spot.column.saturating_add(1);
            if self.sheet.hidden_columns.contains(&spot.column) {
                if says_something(cell) && !self.folded_columns.contains(&spot.column) {
                    self.sheet.columns_unseen.insert(spot.column);
                }
                continue;
            }
            let read = self.cell(cell, spot);
            if !read.text.trim().is_empty() {
                row_says_something = true;
                if !full {
                    self.sheet.cells.insert(spot, read);
                }
            } else if let Some(gap) = self.gap(cell).filter(|_| self.sheet.gaps.len() < self.room) {
                self.sheet.gaps.insert(spot, gap);
            }
        }
        self.rows_kept += usize::from(row_says_something && !full);
        self.sheet.rows_left_out += usize::from(row_says_something && full);
    }

    /// What an empty cell waits for, if it looks as if it waits at all.
    fn gap(&self, element: &Element) -> Option<Gap> {
        if element.child("s:f").is_some() {
            return Some(Gap::ToWorkOut);
        }
        let style = element.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        self.workbook.formats.is_box(style).then_some(Gap::ToType)
    }

    fn cell(&mut self, element: &Element, spot: Spot) -> SheetCell {
        let is_worked_out = element.child("s:f").is_some();
        let value = element.child("s:v").map(Element::text).unwrap_or_default();
        let words = |text: String| SheetCell { text, is_figure: false, is_worked_out };
        let link = self.links_of_formula(element, spot);
        if let Some(text) = link.and_then(|link| link.words).filter(|_| value.is_empty()) {
            return words(text);
        }
        match element.attribute("t").unwrap_or("n") {
            "s" => words(
                value
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|at: usize| self.workbook.texts.get(at))
                    .cloned()
                    .unwrap_or_default(),
            ),
            "inlineStr" => words(element.child("s:is").map(rich_text).unwrap_or_default()),
            "b" => words(if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            "n" => match value.trim().parse::<f64>() {
                Ok(number) => {
                    let style = element.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
                    let (text, is_figure) = self.workbook.formats.shown(style, number);
                    SheetCell { text, is_figure, is_worked_out }
                }
                Err(_) => words(value),
            },
            _ => words(value),
        }
    }

    /// Notes the links that a cell's formula makes, and gives the first.
    fn links_of_formula(&mut self, cell: &Element, spot: Spot) -> Option<FormulaLink> {
        let formula = cell.child("s:f").map(Element::text).filter(|formula| !formula.is_empty())?;
        let mut links = grid::links_of_formula(&formula).into_iter();
        let first = links.next()?;
        self.sheet.links.insert(spot, first.address.clone());
        self.sheet.more_links.extend(links.map(|link| (spot, link.address)));
        Some(first)
    }

    fn columns(&mut self, element: &Element) {
        let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
        let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
        let hidden = element.attribute("hidden").is_some_and(|value| is_on(Some(value)));
        let width = element.attribute("width").and_then(|width| width.parse::<f32>().ok());
        let width = width.filter(|width| width.is_finite() && *width > 0.0);
        // Columns are told of in their order; what comes back to an earlier one is no honest file.
        let first = first.saturating_sub(1).max(self.next_column);
        self.next_column = last.min(LAST_COLUMN).max(first);
        let is_folded = element.attribute("outlineLevel").is_some_and(|level| level != "0");
        for column in first..last.min(LAST_COLUMN) {
            if hidden {
                self.sheet.hidden_columns.insert(column);
            }
            if is_folded {
                self.folded_columns.insert(column);
            }
            if let Some(width) = width {
                self.sheet.widths.insert(column, width);
            }
        }
    }

    /// A link that stands beside the cells: on one cell, or on the first cell of a range.
    fn hyperlink(&mut self, element: &Element) {
        let Some(area) = element.attribute("ref").and_then(Area::read) else { return };
        let target =
            element.attribute("r:id").and_then(|id| self.relationships.get(id)).map(|known| known.target.as_str());
        let place = element.attribute("location").filter(|place| !place.is_empty());
        let written = match (target, place) {
            (Some(target), Some(place)) if !target.contains('#') => format!("{target}#{place}"),
            (Some(target), _) => target.to_owned(),
            (None, Some(place)) => format!("#{place}"),
            (None, None) => return,
        };
        if let Some(other) = self.sheet.links.insert(area.from, written) {
            self.sheet.more_links.push((area.from, other));
        }
    }
}

fn frozen_rows(pane: &Element) -> Option<u32> {
    let frozen = matches!(pane.attribute("state"), Some("frozen" | "frozenSplit"));
    pane.attribute("ySplit").filter(|_| frozen)?.parse().ok()
}

/// Whether a cell holds a value.
pub(super) fn says_something(cell: &Element) -> bool {
    cell.child("s:v").or_else(|| cell.child("s:is")).is_some_and(|value| !value.text().trim().is_empty())
}
