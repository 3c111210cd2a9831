//! Reads the tables of a sheet: where each is, and which of its rows are headings or totals.

use super::super::grid::{Area, SheetTable};
use super::super::ooxml::is_on;
use super::super::xml::Element;

/// Reads a table's part. `None` when it does not say where the table is.
pub(super) fn read(table: &Element) -> Option<SheetTable> {
    let area = table.attribute("ref").and_then(Area::read)?;
    let rows = |name: &str| table.attribute(name).and_then(|count| count.parse::<u32>().ok());
    let style = table.child("s:tableStyleInfo").and_then(|style| style.attribute("showFirstColumn"));
    Some(SheetTable {
        area,
        head: rows("headerRowCount").unwrap_or(1),
        totals: rows("totalsRowCount").unwrap_or(0),
        row_headings: style.is_some_and(|value| is_on(Some(value))),
    })
}
