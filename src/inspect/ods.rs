//! Reads OpenDocument spreadsheets.

use super::draft::Draft;
use super::grid::{self, Area, NamedSpot, Sheet, SheetCell, Spot};
use super::odf::styles::Styles;
use super::odf::{self, Opened};
use super::xml::Element;
use super::{Inspector, disguise};
use crate::model::{At, Format, Reading};

/// Reads OpenDocument spreadsheets.
pub(crate) struct Ods;

impl Inspector for Ods {
    fn formats(&self) -> &[Format] {
        &[Format::Ods]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        disguise::is_package_with(bytes, |package| {
            disguise::open_document_type(package).starts_with("application/vnd.oasis.opendocument.spreadsheet")
        })
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        odf::read(bytes, read_spreadsheet)
    }
}

fn read_spreadsheet(opened: Opened) -> Reading {
    let Opened { package, content, styles, reading } = opened;
    let mut draft = Draft::new(reading);
    let Some(body) = content.child("office:body").and_then(|body| body.child("office:spreadsheet")) else {
        return draft.finish(Vec::new());
    };
    let shown = body.all("table:table").filter(|table| !styles.hides_table(table.attribute("table:style-name")));
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut room = grid::MOST_CELLS;
    for table in shown {
        let sheet = read_sheet(table, &styles, room);
        room = room.saturating_sub(sheet.cells.len());
        sheets.push(sheet);
    }
    for range in body.descendants().filter(|element| &*element.name == "table:database-range") {
        set_head(range, &mut sheets);
    }
    let names = body.descendants().filter(|element| &*element.name == "table:named-range").filter_map(named_spot);
    let names: Vec<NamedSpot> = names.collect();
    let blocks = grid::blocks(&sheets, &names, &mut draft);
    // Page headers and footers, and sheets that are hidden.
    let pages = package.xml("styles.xml");
    let pages =
        pages.iter().flat_map(|pages| pages.all("office:master-styles")).map(|pages| ("the page header", pages));
    let hidden = body.all("table:table").filter(|table| styles.hides_table(table.attribute("table:style-name")));
    for (place, element) in pages.chain(hidden.map(|table| ("a hidden sheet", table))) {
        for address in odf::addresses_below(element) {
            let at = At::Paragraph { heading: Some(place.to_owned()), near: address.clone() };
            draft.link_at(address, String::new(), at);
        }
    }
    let unseen = body.all("table:table").filter(|table| {
        styles.hides_table(table.attribute("table:style-name"))
            && table.descendants().any(|cell| &*cell.name == "table:table-cell" && !text_of(cell).trim().is_empty())
    });
    let unseen: Vec<String> =
        unseen.map(|table| table.attribute("table:name").unwrap_or_default().to_owned()).collect();
    Reading { hidden: grid::hidden(&sheets, &unseen), ..draft.finish(blocks) }
}

/// A range with a filter or a sort has its headings in its first row, unless it says that it has none.
fn set_head(range: &Element, sheets: &mut [Sheet]) {
    if range.attribute("table:contains-header") == Some("false") {
        return;
    }
    let place = range.attribute("table:target-range-address").and_then(|place| NamedSpot::of_place(place, ""));
    let Some(place) = place else { return };
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == place.sheet && sheet.head.is_none()) {
        sheet.head = Some((place.spot.row, place.spot.row));
    }
}

fn named_spot(element: &Element) -> Option<NamedSpot> {
    let place = NamedSpot::of_place(element.attribute("table:cell-range-address")?, "")?;
    Some(NamedSpot { name: element.attribute("table:name")?.to_owned(), ..place })
}

fn read_sheet(table: &Element, styles: &Styles, room: usize) -> Sheet {
    let name = table.attribute("table:name").unwrap_or_default().to_owned();
    let mut reader =
        Reader { styles, sheet: Sheet { name, ..Sheet::default() }, row: 0, column: 0, rows_kept: 0, room };
    reader.part(table, false);
    reader.sheet
}

/// A cell that says something is repeated at most so often.
const MOST_REPEATS: u32 = 64;

struct Reader<'a> {
    styles: &'a Styles,
    sheet: Sheet,
    row: u32,
    /// The next column, while the columns' widths are read.
    column: u32,
    rows_kept: usize,
    /// How many cells may be kept.
    room: usize,
}

impl Reader<'_> {
    fn part(&mut self, element: &Element, in_head: bool) {
        for child in element.children() {
            match &*child.name {
                "table:table-header-rows" => self.part(child, true),
                "table:table-rows" | "table:table-row-group" | "table:table-columns" | "table:table-column-group" => {
                    self.part(child, in_head);
                }
                "table:table-header-columns" => {
                    self.sheet.row_headings = true;
                    self.part(child, in_head);
                }
                "table:table-column" => self.columns(child),
                "table:shapes" => {
                    let addresses = odf::addresses_below(child).into_iter();
                    self.sheet.more_links.extend(addresses.map(|address| (Spot::default(), address)));
                }
                "table:table-row" => self.rows(child, in_head),
                _ => {}
            }
        }
    }

    fn columns(&mut self, element: &Element) {
        let repeated = repeated(element, "table:number-columns-repeated");
        // Only columns that may be shown are kept: the last ones say that they repeat to the end of the sheet.
        let next = self.column.saturating_add(repeated);
        for column in self.column..next.min(grid::LAST_COLUMN) {
            if is_hidden(element) {
                self.sheet.hidden_columns.insert(column);
            }
            let width = self.styles.column_width(element.attribute("table:style-name"));
            self.sheet.widths.extend(width.map(|width| (column, width)));
        }
        self.column = next;
    }

    fn rows(&mut self, element: &Element, in_head: bool) {
        let repeated = repeated(element, "table:number-rows-repeated");
        let first = self.row;
        self.row = first.saturating_add(repeated);
        if is_hidden(element) {
            let says = element.all("table:table-cell").any(|cell| !text_of(cell).trim().is_empty());
            self.sheet.rows_unseen += usize::from(says);
            return;
        }
        if in_head {
            let head = self.sheet.head.map_or(first, |(first, _)| first);
            self.sheet.head = Some((head, first));
        }
        for row in first..self.row {
            let full = self.rows_kept >= grid::MOST_ROWS || self.sheet.cells.len() >= self.room;
            if !self.cells(element, row, full) {
                // An empty row: so are those that repeat it.
                return;
            }
            self.rows_kept += usize::from(!full);
            self.sheet.rows_left_out += usize::from(full);
            if full {
                let rest = self.row.saturating_sub(row).saturating_sub(1);
                self.sheet.rows_left_out += rest as usize;
                return;
            }
        }
    }

    /// Reads a row's cells, and says whether there was anything in them.
    fn cells(&mut self, element: &Element, row: u32, full: bool) -> bool {
        let mut column = 0_u32;
        let mut says_something = false;
        for child in element.children() {
            let repeated = repeated(child, "table:number-columns-repeated");
            let next = column.saturating_add(repeated);
            if &*child.name == "table:table-cell" {
                self.sheet.comments += child.all("office:annotation").count();
                let before = column;
                let read = SheetCell { text: text_of(child), is_figure: is_figure(child), is_worked_out: false };
                for column in column..next.min(grid::LAST_COLUMN) {
                    let spot = Spot { row, column };
                    if read.text.trim().is_empty() {
                        break;
                    }
                    if self.sheet.hidden_columns.contains(&column) {
                        self.sheet.columns_unseen.insert(column);
                        break;
                    }
                    says_something = true;
                    if column >= next.min(before + MOST_REPEATS) {
                        break;
                    }
                    let mut addresses = addresses_of(child).into_iter();
                    self.sheet.links.extend(addresses.next().map(|address| (spot, address)));
                    self.sheet.more_links.extend(addresses.map(|address| (spot, address)));
                    if !full {
                        self.sheet.cells.insert(spot, read.clone());
                        self.sheet.merged.extend(merged(child, spot));
                    }
                }
            }
            column = next;
        }
        says_something
    }
}

fn repeated(element: &Element, name: &str) -> u32 {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(element: &Element) -> bool {
    matches!(element.attribute("table:visibility"), Some("collapse" | "filter"))
}

fn is_figure(cell: &Element) -> bool {
    matches!(cell.attribute("office:value-type"), Some("float" | "currency" | "percentage"))
}

/// The words of a cell as it shows them, a line for each paragraph.
fn text_of(cell: &Element) -> String {
    let lines: Vec<String> = cell.all("text:p").map(line_of).collect();
    lines.join("\n")
}

fn line_of(element: &Element) -> String {
    use super::xml::Node;
    let words = element.nodes.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(child) => match &*child.name {
            "text:s" | "text:tab" => " ".to_owned(),
            "text:line-break" => "\n".to_owned(),
            "office:annotation" => String::new(),
            _ => line_of(child),
        },
    });
    words.collect()
}

/// The addresses of a cell's links: in its text, at its shapes, and in its formula.
fn addresses_of(cell: &Element) -> Vec<String> {
    let in_formula = cell.attribute("table:formula").map(grid::links_of_formula).unwrap_or_default();
    odf::addresses_below(cell).into_iter().chain(in_formula.into_iter().map(|link| link.address)).collect()
}

fn merged(cell: &Element, from: Spot) -> Option<Area> {
    let rows = repeated(cell, "table:number-rows-spanned");
    let columns = repeated(cell, "table:number-columns-spanned");
    let to = Spot { row: from.row.saturating_add(rows - 1), column: from.column.saturating_add(columns - 1) };
    (to != from).then_some(Area { from, to })
}
