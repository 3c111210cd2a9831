//! Web addresses that a PDF prints and that nobody can follow: they are typed off the page, so they must be right, too.
//!
//! Only an address that is whole in one piece of text counts. One that runs to the end of its piece may go on in the next
//! line, and half an address would be called dead.

use std::collections::BTreeMap;

use crate::model::{At, LinkUsage, WrittenLink};
use linkify::{LinkFinder, LinkKind};

/// The most addresses that are read of one file.
const MOST: usize = 5_000;

/// The addresses that are printed and that no link of the same page leads to, page by page. `pages` are the pieces of text of
/// each page.
pub(super) fn read(pages: &[Vec<String>], links: &[WrittenLink]) -> Vec<WrittenLink> {
    let mut by_page: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for link in links {
        if let At::PdfPage(number) = link.at {
            by_page.entry(number).or_default().push(&link.written);
        }
    }
    let mut found: Vec<WrittenLink> = Vec::new();
    for (pieces, number) in pages.iter().zip(1..) {
        let known = by_page.get(&number).map(Vec::as_slice).unwrap_or_default();
        for address in addresses(pieces) {
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

fn addresses(pieces: &[String]) -> Vec<String> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.contains("://")) {
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
