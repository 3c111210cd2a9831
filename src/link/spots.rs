//! A spot in a linked document, as the part of a link after `#` names it.

use super::answer::{Answer, Hint};
use super::lookup::{Found, Names};
use super::repair::Repair;
use crate::model::{Certainty, Destination, DocumentId, Format, LinkedDocument, Reason, Spot};

/// The named spots of one document.
#[derive(Debug)]
pub(super) struct Spots {
    names: Names<usize>,
}

/// What the part after `#` of a PDF may say besides a page or a named destination (PDF open parameters, ISO 32000-2, annex O).
const OPEN_PARAMETERS: [&str; 14] = [
    "zoom",
    "view",
    "viewrect",
    "pagemode",
    "toolbar",
    "statusbar",
    "messages",
    "navpanes",
    "scrollbar",
    "search",
    "highlight",
    "comment",
    "structelem",
    "fdf",
];

impl Spots {
    /// The spots of a document; of two with one name, the first.
    pub(super) fn of(document: &LinkedDocument) -> Self {
        let anchors = document.reading.anchors.iter().enumerate().rev();
        Self { names: Names::new(anchors.map(|(index, anchor)| (anchor.name.clone(), index))) }
    }
}

/// A spot in a document: `page=3`, `nameddest=x`, a bookmark, `Sheet!B12`.
///
/// A document that could not be read has one finding already, so its spots are taken on trust.
pub(super) fn document_spot(
    id: DocumentId,
    document: &LinkedDocument,
    spots: &Spots,
    fragment: &str,
    hint: Hint,
) -> Answer {
    if !document.is_readable() || document.format == Format::Other || document.format.is_picture() {
        return Answer { hint, ..Answer::yes(Destination::Document(id)) };
    }
    let parameters: Vec<(&str, &str)> = fragment.split('&').filter_map(|part| part.split_once('=')).collect();
    let parameter =
        |name: &str| parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    if document.format == Format::Pdf {
        if let Some(page) = parameter("page") {
            return page_spot(id, document, page, hint);
        }
        let is_known = |(key, _): &(&str, &str)| OPEN_PARAMETERS.iter().any(|name| key.eq_ignore_ascii_case(name));
        if !parameters.is_empty() && parameters.iter().all(is_known) {
            return Answer { hint, ..Answer::yes(Destination::Document(id)) };
        }
    }
    let name = if document.format == Format::Pdf { parameter("nameddest").unwrap_or(fragment) } else { fragment };
    named_spot(id, document, spots, name, hint)
}

fn named_spot(id: DocumentId, document: &LinkedDocument, spots: &Spots, name: &str, hint: Hint) -> Answer {
    let unquoted = name.replace('\'', "");
    let name = if document.format.is_spreadsheet() { unquoted.as_str() } else { name };
    let yes = |index: usize| Answer::yes(Destination::DocumentAnchor(id, Spot::Anchor(index)));
    match spots.names.find(name) {
        Found::Yes(index) => Answer { hint, ..yes(*index) },
        // Word and Excel do not tell capital letters from small ones in the names of bookmarks and sheets.
        Found::OtherCase(index, _) if document.format != Format::Pdf => Answer { hint, ..yes(*index) },
        Found::OtherCase(index, true_name) => Answer {
            hint: Hint::OtherCase(format!("#{true_name}")),
            repair: Some(Repair::fragment(&named(document, true_name), Certainty::Certain)),
            ..yes(*index)
        },
        Found::No(near) => {
            if let Some(index) = cell_spot(document, spots, name) {
                return Answer { hint, ..yes(index) };
            }
            let repair = near.map(|near| Repair::fragment(&named(document, near), Certainty::Likely));
            Answer {
                hint: near.map_or(Hint::None, |near| Hint::Nearest(format!("#{}", named(document, near)))),
                repair,
                ..Answer::nowhere(Reason::MissingDocumentAnchor, &format!("“{name}” in {}", document.file.file_name()))
            }
        }
    }
}

/// A name as a link must write it: viewers know a destination of a PDF only after `nameddest=`.
fn named(document: &LinkedDocument, name: &str) -> String {
    if document.format == Format::Pdf { format!("nameddest={name}") } else { name.to_owned() }
}

/// The spot of a cell that is not an anchor of its own: one that says nothing, written as `$B$12`, or the first of a range.
/// Within the part of the sheet that is used it exists, and its sheet is the nearest spot; beyond that it is a slip.
fn cell_spot(document: &LinkedDocument, spots: &Spots, name: &str) -> Option<usize> {
    if !document.format.is_spreadsheet() {
        return None;
    }
    let dotted = || name.rsplit_once('.').filter(|_| document.format == Format::Ods);
    let (sheet, cells) = name.rsplit_once('!').or_else(dotted)?;
    let sheet = sheet.trim_start_matches('$');
    let wanted = cell(cells.split(':').next()?)?;
    let exact = format!("{sheet}!{}", cells.split(':').next()?.replace('$', "").to_uppercase());
    if let Found::Yes(index) | Found::OtherCase(index, _) = spots.names.find(&exact) {
        return Some(*index);
    }
    let (Found::Yes(index) | Found::OtherCase(index, _)) = spots.names.find(sheet) else { return None };
    let own = &document.reading.anchors[*index].name;
    let used =
        document.reading.anchors.iter().filter_map(|anchor| cell(anchor.name.strip_prefix(own)?.strip_prefix('!')?));
    let (last_column, last_row) =
        used.fold((0, 0), |(columns, rows), (column, row)| (columns.max(column), rows.max(row)));
    (wanted.0 <= last_column && wanted.1 <= last_row).then_some(*index)
}

/// Column and row of a cell such as `$B$12`, both counted from 1.
fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let (letters, figures) = name.split_at_checked(letters).filter(|(letters, _)| (1..=3).contains(&letters.len()))?;
    let value = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |number, letter| number * 26 + value(letter));
    let row = figures.parse().ok().filter(|row| *row > 0 && figures.bytes().all(|figure| figure.is_ascii_digit()))?;
    Some((column, row))
}

fn page_spot(id: DocumentId, document: &LinkedDocument, page: &str, hint: Hint) -> Answer {
    let pages = document.reading.pages.len();
    let name = document.file.file_name();
    // A link of a PDF to a page that was taken out of it is read as one to page 0.
    let looked_for = if page == "0" { format!("a page of {name}") } else { format!("page {page} of {name}") };
    match page.parse::<u32>() {
        Ok(number) if number >= 1 && number as usize <= pages => {
            Answer { hint, ..Answer::yes(Destination::DocumentAnchor(id, Spot::Page(number))) }
        }
        _ => Answer {
            hint: Hint::Fact(match pages {
                1 => format!("{name} has 1 page: #page=1."),
                _ => format!("{name} has {pages} pages: #page=1 to #page={pages}."),
            }),
            ..Answer::nowhere(Reason::MissingDocumentAnchor, &looked_for)
        },
    }
}
