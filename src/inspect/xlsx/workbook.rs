//! What belongs to the whole workbook: its sheets, shared texts, number formats and defined names.

use super::super::grid::{Area, NamedSpot};
use super::super::ooxml::{self, Relationships, is_on};
use super::super::package::Package;
use super::super::xml::Element;
use super::formats::Formats;

/// A workbook without what its sheets say.
pub(super) struct Workbook {
    /// The sheets that are not hidden, in order.
    pub(super) sheets: Vec<SheetPart>,
    /// The sheets that are hidden, in order.
    pub(super) hidden_sheets: Vec<SheetPart>,
    /// Texts that cells share.
    pub(super) texts: Vec<String>,
    /// How cells show numbers.
    pub(super) formats: Formats,
    /// Names that stand for a cell or the first cell of a range.
    pub(super) names: Vec<NamedSpot>,
}

/// A sheet and where it is kept.
pub(super) struct SheetPart {
    /// Its name.
    pub(super) name: String,
    /// The part of the package.
    pub(super) part: String,
    /// Rows that are printed at the top of every page.
    pub(super) title_rows: Option<(u32, u32)>,
}

/// Reads the workbook. `None` when the part is missing or broken.
pub(super) fn read(package: &Package) -> Option<Workbook> {
    let main = ooxml::main_part(package, "xl/workbook.xml");
    let root = package.xml(&main)?;
    let relationships = Relationships::of(package, &main);
    let dates_from_1904 = root.child_attribute("s:workbookPr", "date1904").is_some_and(|value| is_on(Some(value)));
    let styles = relationships.first("styles").and_then(|part| package.xml(part));
    let mut texts = Vec::new();
    if let Some(part) = relationships.first("sharedStrings") {
        package.each(part, &["s:si"], |item| texts.push(rich_text(&item)));
    }
    let (sheets, hidden_sheets) = sheets(&root, &relationships);
    Some(Workbook {
        sheets,
        hidden_sheets,
        texts,
        formats: Formats::read(styles.as_ref(), dates_from_1904),
        names: names(&root),
    })
}

/// The text of a cell or a shared text, without the reading aids that East Asian text may carry.
pub(super) fn rich_text(element: &Element) -> String {
    let mut text = String::new();
    for child in element.children() {
        match &*child.name {
            "s:t" => text.push_str(&child.text()),
            "s:r" => text.extend(child.all("s:t").map(Element::text)),
            _ => {}
        }
    }
    unescaped(&text)
}

/// The sheets that show, and those that are hidden.
fn sheets(root: &Element, relationships: &Relationships) -> (Vec<SheetPart>, Vec<SheetPart>) {
    let (mut sheets, mut hidden_sheets) = (Vec::new(), Vec::new());
    let Some(list) = root.child("s:sheets") else { return (sheets, hidden_sheets) };
    for (index, element) in list.all("s:sheet").enumerate() {
        let part = element.attribute("r:id").and_then(|id| relationships.part(id));
        let hidden = matches!(element.attribute("state"), Some("hidden" | "veryHidden"));
        if let Some(part) = part {
            let name = element.attribute("name").unwrap_or_default().to_owned();
            let sheet = SheetPart { name, part: part.to_owned(), title_rows: title_rows(root, index) };
            if hidden { &mut hidden_sheets } else { &mut sheets }.push(sheet);
        }
    }
    (sheets, hidden_sheets)
}

fn defined_names(root: &Element) -> impl Iterator<Item = &Element> {
    root.child("s:definedNames").into_iter().flat_map(|list| list.all("s:definedName"))
}

fn names(root: &Element) -> Vec<NamedSpot> {
    let visible = |element: &&Element| !element.attribute("hidden").is_some_and(|value| is_on(Some(value)));
    let read = |element: &Element| {
        let name = element.attribute("name").filter(|name| !name.starts_with("_xlnm."))?;
        let place = element.text();
        let spot = NamedSpot::of_place(place.contains('!').then_some(place.trim())?, "")?;
        Some(NamedSpot { name: name.to_owned(), ..spot })
    };
    defined_names(root).filter(visible).filter_map(read).collect()
}

/// The rows that a sheet prints on every page: the name says `Sheet!$A:$B,Sheet!$5:$6`.
fn title_rows(root: &Element, index: usize) -> Option<(u32, u32)> {
    let index = index.to_string();
    let titles = defined_names(root).find(|element| {
        element.attribute("name") == Some("_xlnm.Print_Titles") && element.attribute("localSheetId") == Some(&index)
    })?;
    let text = titles.text();
    let rows = text.rsplit(',').find_map(|place| Area::read(place.rsplit('!').next().unwrap_or(place)))?;
    Some((rows.from.row, rows.to.row))
}

/// Excel writes characters that XML cannot hold as `_x000D_`.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        if let Some(character) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            // The line end that remains says all that a carriage return does.
            plain.extend(Some(character).filter(|character| *character != '\r'));
            rest = &rest[7..];
        } else {
            plain.push_str("_x");
            rest = &rest[2..];
        }
    }
    plain + rest
}
