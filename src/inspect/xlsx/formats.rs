//! How cells show numbers: as figures, amounts, percentages, dates or times. And which cells look like a box to type in.

use std::collections::BTreeMap;

use super::super::ooxml::is_on;
use super::super::xml::Element;
use super::number;

/// The number formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// For each style of a cell the code of its number format.
    by_style: Vec<String>,
    /// For each style of a cell whether it has an edge or a colour.
    boxes: Vec<bool>,
    /// Days are counted from 1904, as Excel for old Macs did.
    dates_from_1904: bool,
}

impl Formats {
    /// Reads the styles part.
    pub(super) fn read(styles: Option<&Element>, dates_from_1904: bool) -> Self {
        let Some(root) = styles else { return Self { dates_from_1904, ..Self::default() } };
        let list = |name: &'static str| root.child(name).into_iter().flat_map(Element::children);
        let own: BTreeMap<u32, &str> = list("s:numFmts")
            .filter_map(|format| Some((format.attribute("numFmtId")?.parse().ok()?, format.attribute("formatCode")?)))
            .collect();
        let code = |format: &Element| {
            let applied = format.attribute("applyNumberFormat").is_none_or(|value| is_on(Some(value)));
            let id: u32 = format.attribute("numFmtId").filter(|_| applied)?.parse().ok()?;
            Some(own.get(&id).copied().unwrap_or_else(|| built_in(id)).to_owned())
        };
        let by_style = list("s:cellXfs").map(|format| code(format).unwrap_or_default()).collect();
        let boxes = list("s:cellXfs").map(has_edge_or_colour).collect();
        Self { by_style, boxes, dates_from_1904 }
    }

    /// Whether an empty cell of this style looks like a box to type in.
    pub(super) fn is_box(&self, style: usize) -> bool {
        self.boxes.get(style).copied().unwrap_or_default()
    }

    /// A number as the cell shows it, and whether it is a figure rather than a date.
    pub(super) fn shown(&self, style: usize, number: f64) -> (String, bool) {
        let code = self.by_style.get(style).map_or("", String::as_str);
        number::shown(number, code, self.dates_from_1904)
    }
}

/// The first border of a workbook is none, and its first two fills are no colour of a cell.
fn has_edge_or_colour(format: &Element) -> bool {
    let is_above = |name: &str, least: u32| {
        format.attribute(name).and_then(|id| id.parse::<u32>().ok()).is_some_and(|id| id > least)
    };
    is_above("borderId", 0) || is_above("fillId", 1)
}

/// The formats that Excel does not write down. Those for dates follow British habits.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        5 | 6 => "\"£\"#,##0",
        7 | 8 => "\"£\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=16 | 27..=31 | 36 | 50..=54 | 57 | 58 => "d mmmm yyyy",
        17 | 55 | 56 => "mmmm yyyy",
        18..=21 | 32..=35 => "h:mm",
        22 => "d mmmm yyyy h:mm",
        45..=47 => "[h]:mm:ss",
        _ => "",
    }
}
