//! Gives headings and bookmarks the names that they have on their pages.
//!
//! A heading's name follows from its words, as [`crate::parse`] will make it; it is only written out where that would clash
//! with a bookmark, or where a bookmark of the writer's own stands in the heading.

use std::collections::{BTreeMap, BTreeSet};

use super::chapters::Chapter;
use crate::model::{Block, BlockKind, Footnote, Inline, Reading, plain_text};
use crate::parse::slug;

/// Where the named spots of the text are now: the page, and the name on it; no name for a page's title.
#[derive(Debug, Default)]
pub(super) struct Spots {
    by_id: BTreeMap<String, (usize, Option<String>)>,
}

impl Spots {
    /// Where the spot with this id is: the number of its page, and its name there.
    pub(super) fn get(&self, id: &str) -> Option<(usize, Option<&str>)> {
        self.by_id.get(id).map(|(page, name)| (*page, name.as_deref()))
    }
}

/// Names all spots, and takes the bookmarks out that nobody needs.
pub(super) fn name(chapters: &mut [Chapter], reading: &Reading) -> Spots {
    let wanted = wanted(reading);
    let mut spots = Spots::default();
    for (page, chapter) in chapters.iter_mut().enumerate() {
        spots.by_id.extend(chapter.also.iter().map(|id| (id.clone(), (page, None))));
        let mut named = BTreeSet::new();
        outside_headings(&chapter.blocks, &mut |id| {
            if wanted.contains(id) {
                named.insert(id.to_owned());
            }
        });
        let mut naming =
            Naming { page, wanted: &wanted, named, used: BTreeSet::new(), spots: &mut spots, is_title: true };
        naming.blocks(&mut chapter.blocks);
    }
    spots
}

/// The notes that these blocks call, in order and numbered from 1, with the calls changed to those numbers.
pub(super) fn notes_of(blocks: &mut [Block], reading: &Reading) -> Vec<Footnote> {
    let mut labels: Vec<String> = Vec::new();
    each_content_mut(blocks, &mut |_, content| renumber(content, &mut labels));
    let note = |(at, label): (usize, &String)| {
        let note = reading.footnotes.iter().find(|note| note.label == *label)?;
        Some(Footnote { label: (at + 1).to_string(), blocks: note.blocks.clone() })
    };
    labels.iter().enumerate().filter_map(note).collect()
}

/// The ids of spots that stay: a link leads there, or the writer gave them a name.
fn wanted(reading: &Reading) -> BTreeSet<String> {
    let linked: BTreeSet<String> = reading
        .links
        .iter()
        .filter_map(|link| link.written.split_once('#').map(|(_, name)| name.to_lowercase()))
        .collect();
    let stays = |name: &str| linked.contains(&name.to_lowercase()) || is_given(name);
    reading.anchors.iter().filter(|anchor| stays(&anchor.name)).map(|anchor| anchor.id.clone()).collect()
}

/// Whether a person gave this name: Word, LibreOffice and Pandoc make names of their own.
fn is_given(name: &str) -> bool {
    let is_figures = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
    let is_hash = |text: &str| text.len() >= 30 && text.chars().all(|sign| sign.is_ascii_hexdigit());
    !name.starts_with('_')
        && !name.strip_prefix("OLE_LINK").is_some_and(is_figures)
        && !name.strip_prefix('X').is_some_and(is_hash)
}

struct Naming<'a> {
    page: usize,
    wanted: &'a BTreeSet<String>,
    /// The names of bookmarks on this page.
    named: BTreeSet<String>,
    /// The names given so far.
    used: BTreeSet<String>,
    spots: &'a mut Spots,
    is_title: bool,
}

impl Naming<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { id, content, .. } => self.heading(id, content),
                BlockKind::Paragraph(content) => self.content(content),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => self.blocks(blocks),
                BlockKind::Table(table) => {
                    let cells = table.head.iter_mut().chain(&mut table.body).flatten();
                    cells.for_each(|cell| self.blocks(&mut cell.blocks));
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.content(&mut definition.term);
                        definition.meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    fn heading(&mut self, id: &mut String, content: &mut Vec<Inline>) {
        let mut marks = Vec::new();
        take_anchors(content, &mut marks);
        let natural = self.natural(&plain_text(content));
        let free = |name: &String| !self.used.contains(name) && !self.named.contains(name);
        let given =
            marks.iter().find(|mark| self.wanted.contains(*mark) && is_given(mark) && is_plain(mark) && free(mark));
        let others = (1..).map(|count| format!("{natural}-{count}"));
        let free_name = || std::iter::once(natural.clone()).chain(others).find(free).unwrap_or_default();
        let name = given.cloned().unwrap_or_else(free_name);
        self.used.insert(name.clone());
        let told = if self.is_title { None } else { Some(name.clone()) };
        for mark in marks.iter().chain(std::iter::once(&*id)) {
            self.spots.by_id.insert(mark.clone(), (self.page, told.clone()));
        }
        self.is_title = false;
        *id = if name == natural { String::new() } else { name };
    }

    /// The name that follows from the words, by the rule of the guide.
    fn natural(&self, words: &str) -> String {
        let slug = slug(words);
        let slug = if slug.is_empty() { "section".to_owned() } else { slug };
        let numbered = (1..).map(|count| format!("{slug}-{count}"));
        let mut all = std::iter::once(slug.clone()).chain(numbered);
        all.find(|name| !self.used.contains(name)).unwrap_or(slug)
    }

    /// Takes the bookmarks out that nobody needs, and remembers where the others are.
    fn content(&mut self, content: &mut Vec<Inline>) {
        let (page, wanted) = (self.page, self.wanted);
        let (used, spots) = (&mut self.used, &mut *self.spots);
        keep_anchors(content, &mut |id| {
            spots.by_id.entry(id.to_owned()).or_insert((page, Some(id.to_owned())));
            wanted.contains(id) && used.insert(id.to_owned())
        });
    }
}

/// Whether a name can be written as `{#name}`.
fn is_plain(name: &str) -> bool {
    name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
}

fn take_anchors(content: &mut Vec<Inline>, marks: &mut Vec<String>) {
    keep_anchors(content, &mut |id| {
        marks.push(id.to_owned());
        false
    });
}

/// Keeps the named spots that are to stay.
fn keep_anchors(content: &mut Vec<Inline>, stays: &mut dyn FnMut(&str) -> bool) {
    content.retain(|inline| !matches!(inline, Inline::Anchor(id) if !stays(id)));
    for inline in content {
        if let Some(inner) = inner_mut(inline) {
            keep_anchors(inner, stays);
        }
    }
}

fn inner_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Struck(inner)
        | Inline::Subscript(inner)
        | Inline::Superscript(inner)
        | Inline::Key(inner)
        | Inline::Abbreviation { content: inner, .. }
        | Inline::Link { content: inner, .. } => Some(inner),
        _ => None,
    }
}

/// Shows the named spots that do not stand in headings.
fn outside_headings(blocks: &[Block], see: &mut dyn FnMut(&str)) {
    let mut blocks = blocks.to_vec();
    each_content_mut(&mut blocks, &mut |kind, content| {
        if kind == Standing::Text {
            keep_anchors(content, &mut |id| {
                see(id);
                true
            });
        }
    });
}

/// Where inlines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Heading,
    Text,
}

/// Every run of inlines.
fn each_content_mut(blocks: &mut [Block], see: &mut dyn FnMut(Standing, &mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { content, .. } => see(Standing::Heading, content),
            BlockKind::Paragraph(content) => see(Standing::Text, content),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| each_content_mut(item, see)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => each_content_mut(blocks, see),
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.body).flatten();
                cells.for_each(|cell| each_content_mut(&mut cell.blocks, see));
            }
            _ => {}
        }
    }
}

fn renumber(content: &mut [Inline], labels: &mut Vec<String>) {
    for inline in content {
        if let Inline::NoteCall(label) = inline {
            let known = labels.iter().position(|known| known == label);
            let at = known.unwrap_or_else(|| {
                labels.push(label.clone());
                labels.len() - 1
            });
            *label = (at + 1).to_string();
        } else if let Some(inner) = inner_mut(inline) {
            renumber(inner, labels);
        }
    }
}
