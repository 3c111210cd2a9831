//! Reads Excel spreadsheets.
//!
//! 1. `workbook` lists the sheets and what names stand for; `formats` says how numbers are shown.
//! 2. `worksheet` reads one sheet row by row, because a sheet may be long; `tables` says which tables it holds.
//! 3. [`super::grid`] makes blocks of them, as for OpenDocument.

mod formats;

mod hidden;

mod number;

mod tables;

mod workbook;

mod worksheet;

#[cfg(test)]
pub(in crate::inspect) mod tests;

use std::collections::BTreeSet;

use super::draft::Draft;
use super::package::Package;
use super::{Inspector, disguise, grid, ooxml, stopped_by};
use crate::model::{At, Format, Problem, Reading};

/// Reads Excel spreadsheets.
pub(crate) struct Xlsx;

impl Inspector for Xlsx {
    fn formats(&self) -> &[Format] {
        &[Format::Xlsx]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        disguise::is_package_with(bytes, disguise::is_excel)
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        match Package::open(bytes) {
            Ok(package) => read_package(package),
            Err(problem) => stopped_by(problem),
        }
    }
}

/// The sheets that show, and where the lists stand that their cells are chosen from.
fn read_sheets(package: &Package, workbook: &workbook::Workbook) -> (Vec<grid::Sheet>, Vec<String>) {
    let mut room = grid::MOST_CELLS;
    let mut sheets = Vec::new();
    let mut lists = Vec::new();
    for part in &workbook.sheets {
        let sheet = worksheet::read(package, workbook, part, room, &mut lists);
        room = room.saturating_sub(sheet.cells.len());
        sheets.push(sheet);
    }
    (sheets, lists)
}

/// Notes what leads out of the file from somewhere else than a cell that shows: a shape, a hidden sheet, another workbook.
fn links_elsewhere(package: &Package, workbook: &workbook::Workbook, draft: &mut Draft) {
    let is_read = |part: &str| workbook.sheets.iter().any(|sheet| sheet.part.eq_ignore_ascii_case(part));
    let mut known = BTreeSet::new();
    for (part, link) in ooxml::outward(package) {
        let was_read = link.kind == "hyperlink" && is_read(&part);
        if !was_read && known.insert((link.kind.clone(), link.target.clone())) {
            draft.link_at(link.target, ooxml::outward_words(&link.kind).to_owned(), At::WholeFile);
        }
    }
}

fn read_package(package: Package) -> Reading {
    let mut reading = Reading::default();
    ooxml::read_properties(&package, &mut reading);
    if let Some(workbook) = workbook::read(&package) {
        let (sheets, lists) = read_sheets(&package, &workbook);
        let mut draft = Draft::new(reading);
        let blocks = grid::blocks(&sheets, &workbook.names, &mut draft);
        links_elsewhere(&package, &workbook, &mut draft);
        reading = draft.finish(blocks);
        reading.hidden = grid::hidden(&sheets, &hidden::sheets(&package, &workbook, &lists));
    } else {
        package.note(Problem::Damaged("the part that lists its sheets is missing".to_owned()));
    }
    reading.problems = package.problems().into_iter().take(1).collect();
    reading
}
