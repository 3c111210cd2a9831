//! A reading in the making: collects links, anchors, notes and pictures of a text while its blocks are read.
//!
//! Links and anchors are met in the middle of a paragraph, but the words they are told by are known only at its end; so
//! they get their place when the paragraph is finished.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::runs::Runs;
use crate::model::{
    At, Block, BlockKind, Cell, DocumentAnchor, EmbeddedPicture, Footnote, Inline, LinkOrdinal, LinkUsage, Reading,
    WrittenLink, plain_text,
};
use crate::parse::slug;

/// A reading in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    reading: Reading,
    names: Names,
    /// The nearest heading above, or what else tells an editor where we are, such as “the page footer”.
    heading: Option<String>,
    /// Pictures by the name of their part, so that a logo on every page is kept once.
    pictures: BTreeMap<String, Option<usize>>,
    paragraph: Start,
}

/// How many links and anchors there were when a paragraph began: those that came since are in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    links: usize,
    anchors: usize,
}

/// How much of a paragraph quotes it, in characters.
const NEAR: usize = 60;

impl Draft {
    /// A draft that goes on from what is known already: title, language, author.
    pub(super) fn new(reading: Reading) -> Self {
        Self { reading, ..Self::default() }
    }

    /// Keeps the id of a bookmark free that stands further down.
    pub(super) fn reserve(&mut self, name: &str) {
        self.names.reserve(name);
    }

    /// Tells where we are from here on, for parts without headings.
    pub(super) fn now_in(&mut self, part: &str) {
        self.heading = Some(part.to_owned());
    }

    /// Notes a link. Its words and its place follow with its paragraph.
    pub(super) fn link(&mut self, written: String) -> LinkOrdinal {
        let ordinal = LinkOrdinal(u32::try_from(self.reading.links.len()).unwrap_or(u32::MAX));
        let label = String::new();
        self.reading.links.push(WrittenLink { written, label, at: At::WholeFile, usage: LinkUsage::Follow });
        ordinal
    }

    /// The address of a link as written.
    pub(super) fn written(&self, link: LinkOrdinal) -> Option<&str> {
        self.reading.links.get(link.0 as usize).map(|link| link.written.as_str())
    }

    /// Notes a bookmark and gives the spot that stands in the text for it.
    pub(super) fn bookmark(&mut self, name: &str) -> Inline {
        let id = self.names.named(name);
        self.push_anchor(name, &id, String::new(), At::WholeFile);
        Inline::Anchor(id)
    }

    /// Notes a link whose words and place are known.
    pub(super) fn link_at(&mut self, written: String, label: String, at: At) -> LinkOrdinal {
        let ordinal = self.link(written);
        if let Some(link) = self.reading.links.last_mut() {
            (link.label, link.at) = (label, at);
        }
        ordinal
    }

    /// Notes an anchor whose place is known, and gives the spot that stands in the text for it.
    pub(super) fn spot_at(&mut self, name: &str, id: &str, label: &str, at: At) -> Inline {
        let id = self.names.named(id);
        self.push_anchor(name, &id, near(label, ""), at);
        Inline::Anchor(id)
    }

    /// Notes the heading of a sheet or of another part that has a name, and gives its id.
    pub(super) fn part_heading(&mut self, name: &str, at: At) -> String {
        let id = self.names.heading(name);
        self.push_anchor(name, &id, name.to_owned(), at);
        id
    }

    /// Keeps a picture from inside the file. `None` when it is of a kind that a web page cannot show.
    pub(super) fn picture(&mut self, part: &str, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Option<usize> {
        if let Some(known) = self.pictures.get(part) {
            return *known;
        }
        let picture = bytes().and_then(shown_picture);
        let index = picture.is_some().then_some(self.reading.pictures.len());
        self.reading.pictures.extend(picture);
        self.pictures.insert(part.to_owned(), index);
        index
    }

    /// Keeps a note.
    pub(super) fn footnote(&mut self, label: &str, blocks: Vec<Block>) {
        self.reading.footnotes.push(Footnote { label: label.to_owned(), blocks });
    }

    /// Steps aside to a note or a text box in the middle of a paragraph.
    pub(super) fn step_aside(&mut self) -> Start {
        let start = self.start();
        std::mem::replace(&mut self.paragraph, start)
    }

    /// Comes back to the paragraph.
    pub(super) fn step_back(&mut self, paragraph: Start) {
        self.paragraph = paragraph;
    }

    /// Finishes a paragraph. `None` when there is nothing in it.
    pub(super) fn paragraph(&mut self, runs: Runs) -> Option<Block> {
        let content = self.content(runs);
        (!content.is_empty()).then(|| self.block(BlockKind::Paragraph(content)))
    }

    /// Finishes a heading. `None` when it says nothing.
    pub(super) fn heading(&mut self, level: u8, mut runs: Runs) -> Option<Block> {
        if !runs.is_visible() {
            return self.paragraph(runs);
        }
        runs.drop_common_stress();
        let text = plain_text(&runs.clone().into_inlines());
        // A heading and a bookmark of the same name at the same spot are one anchor.
        let slug = slug(&text);
        let id = if runs.take_anchor(&slug) { slug } else { self.names.heading(&text) };
        self.heading = Some(text.clone());
        let at = self.at(&text, "");
        self.reading.anchors.retain(|anchor| anchor.id != id);
        let content = self.content(runs);
        self.push_anchor(&id, &id, text, at.clone());
        Some(Block { at, kind: BlockKind::Heading { level, id, content } })
    }

    /// A block of other blocks, told by the first words in it.
    pub(super) fn block(&self, kind: BlockKind) -> Block {
        let block = Block { at: At::WholeFile, kind };
        let text = crate::model::blocks_text(std::slice::from_ref(&block));
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        Block { at: self.at(first, ""), kind: block.kind }
    }

    /// The finished reading.
    pub(super) fn finish(mut self, mut blocks: Vec<Block>) -> Reading {
        self.drop_unused_marks(&mut blocks);
        if self.reading.title.is_none() {
            self.reading.title = blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Heading { level: 1, content, .. } => Some(plain_text(content)),
                _ => None,
            });
        }
        self.reading.blocks = blocks;
        self.reading
    }

    fn push_anchor(&mut self, name: &str, id: &str, label: String, at: At) {
        let (name, id) = (name.to_owned(), id.to_owned());
        self.reading.anchors.push(DocumentAnchor { name, id, label, page: None, at });
    }

    /// Makes the content of a paragraph and gives the links and anchors in it their words and place.
    fn content(&mut self, runs: Runs) -> Vec<Inline> {
        for (link, words) in runs.labels() {
            if let Some(link) = self.reading.links.get_mut(link.0 as usize) {
                push_words(&mut link.label, &words);
            }
        }
        let content = runs.into_inlines();
        let text = plain_text(&content);
        let heading = self.heading.clone();
        let at = |label: &str| At::Paragraph { heading: heading.clone(), near: near(&text, label) };
        let links = self.reading.links.iter_mut().skip(self.paragraph.links);
        for link in links.filter(|link| link.at == At::WholeFile) {
            link.at = at(&link.label);
            if let At::Paragraph { near, .. } = &mut link.at
                && near.is_empty()
            {
                near.clone_from(&link.label);
            }
        }
        let anchors = self.reading.anchors.iter_mut().skip(self.paragraph.anchors);
        for anchor in anchors.filter(|anchor| anchor.at == At::WholeFile) {
            anchor.at = at("");
            anchor.label = near(&text, "");
        }
        self.paragraph = self.start();
        content
    }

    fn start(&self) -> Start {
        Start { links: self.reading.links.len(), anchors: self.reading.anchors.len() }
    }

    fn at(&self, text: &str, label: &str) -> At {
        At::Paragraph { heading: self.heading.clone(), near: near(text, label) }
    }

    /// Drops the bookmarks that Word makes for itself (their names start with `_`), unless a link leads there.
    fn drop_unused_marks(&mut self, blocks: &mut Vec<Block>) {
        let used: BTreeSet<&str> =
            self.reading.links.iter().filter_map(|link| link.written.strip_prefix('#')).collect();
        let unused = |anchor: &DocumentAnchor| anchor.name.starts_with('_') && !used.contains(anchor.name.as_str());
        let ids: BTreeSet<String> =
            self.reading.anchors.iter().filter(|anchor| unused(anchor)).map(|anchor| anchor.id.clone()).collect();
        if ids.is_empty() {
            return;
        }
        self.reading.anchors.retain(|anchor| !ids.contains(&anchor.id));
        drop_anchors(blocks, &ids);
        self.reading.footnotes.iter_mut().for_each(|note| drop_anchors(&mut note.blocks, &ids));
    }
}

/// The words that tell a spot: the paragraph, or so much of it around `label` as is easily searched for.
pub(super) fn near(text: &str, label: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= NEAR {
        return text;
    }
    let before = text.find(&label).map_or(0, |at| text[..at].chars().count());
    let end_of_label = before + label.chars().count();
    let skip = if end_of_label <= NEAR { 0 } else { before.saturating_sub(NEAR / 3) };
    let start = text.char_indices().nth(skip).map_or(0, |(at, _)| at);
    let start = text[..start].rfind(' ').map_or(0, |at| at + 1);
    let rest = &text[start..];
    let Some((end, _)) = rest.char_indices().nth(NEAR) else { return rest.to_owned() };
    let (cut, after) = rest.split_at(end);
    let at_word_end = after.starts_with(' ');
    cut.rfind(' ').filter(|_| !at_word_end).map_or(cut, |at| &cut[..at]).to_owned()
}

/// A picture of a kind that a web page can show.
fn shown_picture(bytes: Vec<u8>) -> Option<EmbeddedPicture> {
    let extension = match bytes.get(..4)? {
        [0x89, b'P', b'N', b'G'] => "png",
        [0xFF, 0xD8, 0xFF, _] => "jpg",
        _ => return None,
    };
    Some(EmbeddedPicture { extension: extension.to_owned(), bytes })
}

fn push_words(label: &mut String, words: &str) {
    for word in words.split_whitespace() {
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(word);
    }
}

fn drop_anchors(blocks: &mut Vec<Block>, ids: &BTreeSet<String>) {
    for block in blocks.iter_mut() {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => drop_spots(content, ids),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| drop_anchors(item, ids)),
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.body).flatten();
                cells.for_each(|cell: &mut Cell| drop_anchors(&mut cell.blocks, ids));
            }
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => drop_anchors(blocks, ids),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Definitions(_) => {}
        }
    }
    blocks.retain(|block| !matches!(&block.kind, BlockKind::Paragraph(content) if content.is_empty()));
}

fn drop_spots(inlines: &mut Vec<Inline>, ids: &BTreeSet<String>) {
    inlines.retain(|inline| !matches!(inline, Inline::Anchor(id) if ids.contains(id)));
    for inline in inlines {
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Subscript(inner)
            | Inline::Superscript(inner)
            | Inline::Link { content: inner, .. } => drop_spots(inner, ids),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_quoted_around_its_link() {
        let text = "Before you send this form, talk to the parents and read what the guide says about the next step, \
                    then send it to the team by secure email.";
        assert_eq!(near(text, "send this form"), "Before you send this form, talk to the parents and read what");
        assert_eq!(near(text, "next step"), "guide says about the next step, then send it to the team by");
        assert_eq!(near("Short.", "x"), "Short.");
    }
}
