//! Reads a linked PDF: its pages as a viewer shows them, its named destinations, links, title, language and tags.
//!
//! 1. [`open`] loads the file within limits, after [`census`] has counted it, mends what it can (`torn`, `aliases`) and says what
//!    stands in the way.
//! 2. [`pages`] walks the page tree; [`destinations`], [`outline`] and [`links`] read what leads where.
//! 3. [`properties`] reads title and language, [`accessibility`] asks the PDF/UA-1 checker, which `checker` runs within
//!    limits once `contents` has unpacked the pages, and `faults` finds the pages; `torn` finds what could not be read.
//! 4. [`form`] walks the fields, [`actions`] and `scripts` judge what they do; [`losses`] says what a bound copy cannot keep.
//!
//! `write/merge` walks the same pages and links with the same functions, so that a link's position in the reading is
//! its position in the merged file too; the bookmarks that lead out of the file come after the links.

pub(crate) mod accessibility;

pub(crate) mod actions;

mod aliases;

pub(crate) mod attachments;

pub(crate) mod census;

mod checker;

mod comments;

pub(crate) mod contents;

pub(crate) mod destinations;

mod elsewhere;

mod faults;

pub(crate) mod form;

mod head;

pub(crate) mod links;

mod losses;

pub(crate) mod objects;

pub(crate) mod open;

pub(crate) mod outline;

pub(crate) mod pages;

#[cfg(test)]
mod plain;

mod printed;

pub(crate) mod properties;

mod scripts;

pub(crate) mod tags;

mod torn;

mod words;

mod xfa;

use self::checker::{Depth, Load};
use super::Inspector;
use crate::model::{At, DocumentAnchor, Format, Problem, Reading, WrittenLink};

/// The PDF inspector.
pub(crate) struct Pdf;

impl Inspector for Pdf {
    fn formats(&self) -> &[Format] {
        &[Format::Pdf]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        recognises(bytes)
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        read(bytes)
    }
}

/// Whether these bytes look like a PDF: the header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1).
pub(crate) fn recognises(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF. Whatever stands in the way is one of the reading's problems; the rest of the reading is then empty.
pub(crate) fn read(bytes: &[u8]) -> Reading {
    open::guarded(|| read_open(bytes))
        .unwrap_or_else(|problem| Reading { problems: vec![problem], ..Reading::default() })
}

fn read_open(bytes: &[u8]) -> Result<Reading, Problem> {
    let census = census::take(bytes)?;
    let document = open::counted(bytes, &census)?;
    let pages = pages::pages(&document)?;
    let contents = contents::read(&document, &pages)?;
    if form::is_too_large(&document, &pages) {
        return Err(Problem::TooLarge);
    }
    if xfa::is_dynamic(&document, &pages) {
        return Err(Problem::AdobeOnly);
    }
    let properties = properties::read(&document);
    let numbers = pages::numbers(&pages);
    let bookmarks = outline::bookmarks(&document);
    let links = links::read(&document, &pages, &numbers).into_iter().map(|link| link.written);
    // A link's position is known to the merge: what it does not look at comes after these.
    let mut links: Vec<WrittenLink> = links.chain(outline::ways_out(&bookmarks)).collect();
    links.extend(elsewhere::read(&document, &pages, &numbers));
    let pieces = words::pieces(&document, &pages);
    links.extend(printed::read(&pieces, &links));
    let mut labels = outline::labels(&document, &numbers, bookmarks);
    let anchors = destinations::read(&document, &numbers)
        .into_iter()
        .map(|(name, target)| anchor(&name, &target, &mut labels))
        .collect();
    let load = Load { depth: Depth::of(&document, census.objects), census, contents };
    Ok(Reading {
        title: properties.title,
        language: properties.language,
        author: properties.author,
        pages: pages.iter().map(pages::Leaf::visual_size).collect(),
        page_words: words::of_pages(&pieces),
        anchors,
        links,
        hidden: comments::read(&document, &pages),
        attached: attachments::told(&document, &pages),
        losses: losses::read(bytes, &document, &pages),
        accessibility: Some(accessibility::of(bytes, &document, &pages, &load)),
        ..Reading::default()
    })
}

fn anchor(name: &[u8], target: &destinations::Target, labels: &mut outline::Labels) -> DocumentAnchor {
    let name = objects::text_of_bytes(name);
    let label = labels.of(&name, target);
    DocumentAnchor { id: name.clone(), name, label, page: Some(target.page), at: At::PdfPage(target.page) }
}

#[cfg(test)]
mod tests;
