//! The words that a PDF's pages print, page by page: for the search, and for addresses that nobody can follow.
//!
//! A page's words come in pieces, each from one move of the pen to the next (ISO 32000-1, 9.4): a line, a run of one font,
//! sometimes a few letters. What a page draws through a form object is not read.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Encoding, Object};

use super::pages::Leaf;

/// The most pages that are looked at: the text of a page costs more than its links.
const MOST_PAGES: usize = 500;

/// The most contents of all pages together that are looked at: 16 MB, the text of some hundred pages.
const MOST_CONTENT: usize = 16 * 1024 * 1024;

/// What one font may unpack to.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// A gap this wide between letters is a blank, in thousandths of the letter size.
const BLANK: f32 = -180.0;

/// The pieces of text of each page, in the order they are drawn. Pages after the limits have none.
pub(super) fn pieces(document: &Document, pages: &[Leaf]) -> Vec<Vec<String>> {
    let mut room = MOST_CONTENT;
    pages.iter().take(MOST_PAGES).map(|page| pieces_of(document, page, &mut room)).collect()
}

/// The words of each page as one line; no page at all when none of them prints a word.
pub(super) fn of_pages(pieces: &[Vec<String>]) -> Vec<String> {
    let line = |pieces: &Vec<String>| {
        let words = pieces.iter().flat_map(|piece| piece.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = pieces.iter().map(line).collect();
    if lines.iter().all(String::is_empty) { Vec::new() } else { lines }
}

fn pieces_of(document: &Document, page: &Leaf, room: &mut usize) -> Vec<String> {
    let Ok(bytes) = document.get_page_content_with_limit(page.id, *room) else { return Vec::new() };
    *room -= bytes.len().min(*room);
    let fonts = document.get_page_fonts(page.id).unwrap_or_default();
    let encodings: BTreeMap<&[u8], Encoding<'_>> = fonts
        .iter()
        .filter_map(|(name, font)| {
            Some((name.as_slice(), font.get_font_encoding_with_limit(document, MOST_UNPACKED).ok()?))
        })
        .collect();
    let mut pieces = vec![String::new()];
    let mut encoding = None;
    for operation in Content::decode_iter(&bytes).map_while(Result::ok) {
        match operation.operator.as_str() {
            "Tf" => encoding = operation.operands.first().and_then(|name| encodings.get(name.as_name().ok()?)),
            "Td" | "TD" | "T*" | "Tm" | "BT" | "ET" => pieces.push(String::new()),
            "'" | "\"" => {
                pieces.push(String::new());
                push_text(&operation.operands, encoding, &mut pieces);
            }
            "Tj" | "TJ" => push_text(&operation.operands, encoding, &mut pieces),
            _ => {}
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn push_text(operands: &[Object], encoding: Option<&Encoding<'_>>, pieces: &mut [String]) {
    let (Some(encoding), Some(piece)) = (encoding, pieces.last_mut()) else { return };
    for operand in operands {
        match operand {
            Object::String(bytes, _) => piece.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default()),
            Object::Array(parts) => {
                for part in parts {
                    match part {
                        Object::String(bytes, _) => {
                            piece.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default());
                        }
                        gap if gap.as_float().is_ok_and(|gap| gap < BLANK) => piece.push(' '),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}
