//! Web addresses that a PDF prints and that nobody can follow: they are typed off the page, so they must be right, too.
//!
//! Only an address that is whole in one piece of text counts. One that runs to the end of its piece may go on in the next
//! line, and half an address would be called dead.

use std::collections::BTreeMap;

use linkify::{LinkFinder, LinkKind};
use lopdf::content::Content;
use lopdf::{Document, Encoding, Object};

use super::pages::Leaf;
use crate::model::{At, LinkUsage, WrittenLink};

/// The most pages that are looked at: the text of a page costs more than its links.
const MOST_PAGES: usize = 500;

/// The most contents of all pages together that are looked at: 16 MB, the text of some hundred pages.
const MOST_CONTENT: usize = 16 * 1024 * 1024;

/// The most addresses that are read of one file.
const MOST: usize = 5_000;

/// What one font may unpack to.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// A gap this wide between letters is a blank, in thousandths of the letter size.
const BLANK: f32 = -180.0;

/// The addresses that are printed and that no link of the same page leads to, page by page.
pub(super) fn read(document: &Document, pages: &[Leaf], links: &[WrittenLink]) -> Vec<WrittenLink> {
    let mut by_page: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for link in links {
        if let At::PdfPage(number) = link.at {
            by_page.entry(number).or_default().push(&link.written);
        }
    }
    let mut found: Vec<WrittenLink> = Vec::new();
    let mut room = MOST_CONTENT;
    for (page, number) in pages.iter().zip(1..).take(MOST_PAGES) {
        let known = by_page.get(&number).map(Vec::as_slice).unwrap_or_default();
        for address in addresses(document, page, &mut room) {
            let is_linked = known.iter().any(|written| is_part(&address, written));
            let is_told = found.iter().any(|other| other.at == At::PdfPage(number) && other.written == address);
            if !is_linked && !is_told && found.len() < MOST {
                let (label, at) = (address.clone(), At::PdfPage(number));
                found.push(WrittenLink { written: address, label, at, usage: LinkUsage::Follow });
            }
        }
    }
    found
}

/// Whether a printed address is what a link leads to, or the part of it that fitted into the line.
fn is_part(printed: &str, written: &str) -> bool {
    let bare = |address: &str| address.trim_end_matches('/').to_lowercase();
    bare(written).starts_with(&bare(printed))
}

fn addresses(document: &Document, page: &Leaf, room: &mut usize) -> Vec<String> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut found = Vec::new();
    for piece in pieces(document, page, room).iter().filter(|piece| piece.contains("://")) {
        for span in finder.links(piece) {
            let is_web = ["https://", "http://"].iter().any(|start| span.as_str().to_lowercase().starts_with(start));
            let is_whole = piece[span.end()..].chars().next().is_some_and(|next| next != '-');
            if is_web && is_whole {
                found.push(span.as_str().to_owned());
            }
        }
    }
    found
}

/// The pieces of text of a page, each from one move of the pen to the next (ISO 32000-1, 9.4).
fn pieces(document: &Document, page: &Leaf, room: &mut usize) -> Vec<String> {
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
