//! Reads OpenDocument texts.
//!
//! Here are the blocks; `content` reads what stands in a paragraph, and `tables` the tables. Headers, footers and
//! comments give only their links.

mod content;

mod survey;

mod tables;

#[cfg(test)]
pub(in crate::inspect) mod tests;

use std::collections::BTreeSet;

use content::Walk;

use super::draft::Draft;
use super::odf::styles::Styles;
use super::odf::{self, Opened};
use super::package::Package;
use super::runs::Look;
use super::xml::Element;
use super::{Inspector, Manuscript, disguise};
use crate::model::{At, Block, BlockKind, Format, Hidden, HiddenKind, Reading};

/// Reads OpenDocument texts.
pub(crate) struct Odt;

impl Inspector for Odt {
    fn formats(&self) -> &[Format] {
        &[Format::Odt]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        disguise::is_package_with(bytes, |package| {
            disguise::open_document_type(package).starts_with("application/vnd.oasis.opendocument.text")
        })
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        odf::read(bytes, read_text)
    }
}

/// Reads an OpenDocument text that is to become a guide.
pub(super) fn manuscript(bytes: &[u8]) -> Manuscript {
    let reading = odf::read(bytes, read_text);
    let left_out = Package::open(bytes).map(|package| survey::left_out(&package)).unwrap_or_default();
    Manuscript { reading, faked: Vec::new(), left_out }
}

fn read_text(opened: Opened) -> Reading {
    let Opened { package, content, styles, reading } = opened;
    let mut walk = Walk::new(package, &styles, &content, Draft::new(reading));
    let text = content.child("office:body").and_then(|body| body.child("office:text"));
    let blocks = text.map(|text| walk.blocks(text)).unwrap_or_default();
    let comments = std::mem::take(&mut walk.comments);
    let changes = text.and_then(|text| text.child("text:tracked-changes"));
    let changes = changes.map_or(0, |changes| changes.all("text:changed-region").count());
    let hidden = [
        Hidden::some(HiddenKind::TrackedChange, changes),
        Hidden::some(HiddenKind::Comment, comments.len()),
        Hidden::some(HiddenKind::Text, walk.hidden_texts),
    ];
    let mut draft = walk.draft;
    if let Some(pages) = package.xml("styles.xml") {
        draft = with_links_of_pages(package, &styles, &pages, draft);
    }
    for (address, words) in odf::addresses_elsewhere(&content) {
        draft.link_at(address, words.to_owned(), At::WholeFile);
    }
    draft.now_in("the comments");
    let mut walk = Walk { links_only: true, ..Walk::new(package, &styles, &content, draft) };
    for comment in comments {
        walk.blocks(comment);
    }
    let reading = with_links_to_headings(walk.draft.finish(blocks));
    Reading { hidden: hidden.into_iter().flatten().collect(), ..reading }
}

/// Adds the links of headers and footers. Each kind of page has its own; what two of them share counts once.
fn with_links_of_pages<'a>(package: &'a Package<'a>, styles: &'a Styles, pages: &'a Element, draft: Draft) -> Draft {
    let mut walk = Walk { links_only: true, ..Walk::new(package, styles, pages, draft) };
    for (kind, place) in [("style:header", "the page header"), ("style:footer", "the page footer")] {
        let mut known = BTreeSet::new();
        walk.draft.now_in(place);
        let kinds_of_page =
            pages.child("office:master-styles").into_iter().flat_map(|list| list.all("style:master-page"));
        let parts = kinds_of_page.flat_map(Element::children).filter(|part| part.name.starts_with(kind));
        for part in parts.filter(|part| known.insert(part.text())) {
            walk.blocks(part);
        }
    }
    walk.draft
}

/// A link to a heading names its words, as in `#3. Fees|outline`; here it gets the heading's id, which never changes with
/// the numbers before it.
fn with_links_to_headings(mut reading: Reading) -> Reading {
    for link in &mut reading.links {
        let Some(words) = link.written.strip_prefix('#').and_then(|words| words.strip_suffix("|outline")) else {
            continue;
        };
        let words = percent_encoding::percent_decode_str(words).decode_utf8_lossy().into_owned();
        let is_meant = |label: &str| !label.is_empty() && (words == label || words.ends_with(&format!(".{label}")));
        let heading = reading.anchors.iter().find(|anchor| anchor.name == anchor.id && is_meant(&anchor.label));
        if let Some(heading) = heading {
            link.written = format!("#{}", heading.id);
        }
    }
    reading
}

impl<'a> Walk<'a> {
    /// The blocks in an element: a text, a cell, a note, a text box.
    fn blocks(&mut self, element: &'a Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.flow(element, &mut blocks);
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.len() > 0 {
            blocks.extend(self.draft.paragraph(waiting));
        }
        blocks
    }

    fn flow(&mut self, element: &'a Element, blocks: &mut Vec<Block>) {
        for child in element.children() {
            match &*child.name {
                "text:h" | "text:p" => self.paragraph(child, blocks),
                "text:list" => self.list(child, None, 1, blocks),
                "table:table" => {
                    if let Some(table) = self.table(child) {
                        blocks.push(self.draft.block(BlockKind::Table(table)));
                    }
                }
                "text:section" | "text:numbered-paragraph" | "loext:content-control" => self.flow(child, blocks),
                name if name.starts_with("draw:") => {
                    self.inline_element(child, Look::default(), None);
                    self.finish_paragraph(None, blocks);
                }
                // Deleted text, declarations, and the automatic contents, which every writer makes anew.
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &'a Element, blocks: &mut Vec<Block>) {
        let style = element.attribute("text:style-name");
        let Some(look) = self.styles.paragraph(style) else {
            self.hidden_texts += usize::from(!element.text().trim().is_empty());
            return;
        };
        self.inline_content(element, look, None);
        let is_heading = &*element.name == "text:h";
        let is_title = !self.has_heading && self.styles.is(style, "Title");
        let level = element.attribute("text:outline-level").and_then(|level| level.parse().ok()).unwrap_or(1_u8);
        let level = if is_title { 1 } else { level.clamp(1, 6) };
        let before = blocks.len();
        self.finish_paragraph((is_heading || is_title).then_some(level), blocks);
        if self.styles.is(style, "Quotations") {
            self.quote(before, blocks);
        }
    }

    /// Makes a quotation of the blocks since `from`, or of the one right above a longer one.
    fn quote(&self, from: usize, blocks: &mut Vec<Block>) {
        let quoted = blocks.split_off(from);
        match blocks.last_mut() {
            Some(Block { kind: BlockKind::Quote(above), .. }) => above.extend(quoted),
            _ if quoted.is_empty() => {}
            _ => blocks.push(self.draft.block(BlockKind::Quote(quoted))),
        }
    }

    /// Makes a block of the runs read so far; what says nothing waits for the next block.
    fn finish_paragraph(&mut self, level: Option<u8>, blocks: &mut Vec<Block>) {
        let runs = std::mem::take(&mut self.runs);
        if runs.is_visible() {
            let runs = std::mem::take(&mut self.waiting).followed_by(runs);
            let level = level.filter(|_| !self.links_only);
            self.has_heading |= level.is_some();
            blocks.extend(match level {
                Some(level) => self.draft.heading(level, runs),
                None => self.draft.paragraph(runs),
            });
        } else {
            self.waiting = std::mem::take(&mut self.waiting).followed_by(runs.spots());
        }
        blocks.append(&mut self.boxes);
    }

    fn list(&mut self, element: &'a Element, outer: Option<&'a str>, level: usize, blocks: &mut Vec<Block>) {
        let style = element.attribute("text:style-name").or(outer);
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut given = None;
        for item in element.children().filter(|item| matches!(&*item.name, "text:list-item" | "text:list-header")) {
            let mut item_blocks = Vec::new();
            for child in item.children() {
                match &*child.name {
                    "text:list" => self.list(child, style, level + 1, &mut item_blocks),
                    "text:h" | "text:p" => self.paragraph(child, &mut item_blocks),
                    _ => {}
                }
            }
            if !item_blocks.is_empty() {
                given = given.or_else(|| item.attribute("text:start-value").and_then(|start| start.parse().ok()));
                items.push(item_blocks);
            }
        }
        if items.iter().all(|item| matches!(item.first(), Some(Block { kind: BlockKind::Heading { .. }, .. }))) {
            // Numbered headings are kept in lists of their own.
            return blocks.extend(items.into_iter().flatten());
        }
        let start = self.start_of_list(element, style, level, given, items.len());
        blocks.push(self.draft.block(BlockKind::List { start, items }));
    }

    /// The first number of a list; none for bullets. A list that goes on from an earlier one goes on counting.
    fn start_of_list(
        &mut self,
        element: &Element,
        style: Option<&'a str>,
        level: usize,
        given: Option<u64>,
        length: usize,
    ) -> Option<u64> {
        let first = self.styles.first_number(style, level)?;
        let key = (style.unwrap_or_default(), level);
        let goes_on = element.attribute("text:continue-numbering") == Some("true")
            || element.attribute("text:continue-list").is_some();
        let counted = self.counted.get(&key).copied().filter(|_| goes_on);
        let start = given.or(counted).unwrap_or(first);
        self.counted.insert(key, start.saturating_add(length as u64));
        Some(start)
    }
}
