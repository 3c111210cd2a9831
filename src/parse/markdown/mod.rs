//! Markdown → content tree. Every block, link and anchor keeps its place.
//!
//! 1. pulldown-cmark gives events with the bytes they came from.
//! 2. [`Walk`] turns them into blocks and inlines, as deep as [`MAX_DEPTH`]; what is nested deeper is kept, but flattened.
//! 3. Text passes through [`super::text`]: values said once, bare addresses, links that were meant but not written rightly.

mod blocks;

mod inlines;

mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TextMergeWithOffset};

use super::anchors::AnchorNames;
use super::brackets;
use super::text::BROKEN_LINK_SYNTAX;
use crate::config::Value;
use crate::model::{At, Block, Finding, Findings, Footnote, GuidePath, Inline, PageAnchor, Place, WrittenLink};

/// How deep lists, quotations and emphasis may be nested: deeper than any guide, and safe for every stage after this one.
const MAX_DEPTH: usize = 24;

/// What a Markdown text says.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    pub(super) blocks: Vec<Block>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) links: Vec<WrittenLink>,
    pub(super) anchors: Vec<PageAnchor>,
    pub(super) used_values: BTreeSet<String>,
    pub(super) findings: Findings,
}

/// Where a Markdown text stands: its file, and the byte of the file at which it starts (after front matter).
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) file: &'a GuidePath,
    pub(super) offset: usize,
}

/// Parses a Markdown text.
pub(super) fn parse(text: &str, origin: Origin<'_>, values: &BTreeMap<String, Value>) -> Markdown {
    parse_after(Vec::new(), text, origin, values)
}

/// Parses a Markdown text whose links are counted after those that are there already.
pub(super) fn parse_after(
    links: Vec<WrittenLink>,
    text: &str,
    origin: Origin<'_>,
    values: &BTreeMap<String, Value>,
) -> Markdown {
    let (mut undefined, mut bracketed) = (Vec::new(), BTreeSet::new());
    let mut note = |broken: BrokenLink<'_>| {
        if matches!(broken.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((broken.span, broken.reference.to_string()));
        } else if broken.link_type == LinkType::Shortcut {
            bracketed.insert((broken.span.start, broken.span.end));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(&mut note));
    let events = TextMergeWithOffset::new(parser.into_offset_iter()).peekable();
    let mut walk = Walk {
        events,
        source: text,
        origin,
        depth: 0,
        links_open: 0,
        names: AnchorNames::default(),
        notes: BTreeMap::new(),
        called: Vec::new(),
        values,
        made: Markdown { links, ..Markdown::default() },
    };
    let blocks = walk.blocks(None);
    let Walk { mut made, mut notes, called, .. } = walk;
    made.blocks = blocks;
    made.footnotes =
        called.into_iter().filter_map(|label| Some(Footnote { blocks: notes.remove(&label)?, label })).collect();
    let left_over = bracketed.iter().filter_map(|(start, end)| brackets::judge(text, &(*start..*end), origin));
    made.findings.extend(left_over.collect());
    for (span, reference) in undefined {
        let place = Place::new(origin.file, At::Bytes(origin.offset + span.start..origin.offset + span.end));
        made.findings.push(Finding::new(
            &BROKEN_LINK_SYNTAX,
            place,
            format!("This looks like a link to “{reference}”, but the page has no line that says where “{reference}” leads."),
            format!("Add a line such as [{reference}]: ../documents/form.docx to the page, or write the address in round brackets."),
        ));
    }
    made
}

/// How many of the signs `*` and `~` readers see in a line: those that are marks of nothing.
pub fn stress_signs(line: &str) -> usize {
    let seen = Parser::new_ext(line, options()).filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words),
        _ => None,
    });
    seen.map(|words| words.matches(['*', '~']).count()).sum()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// A walk over the events of one text.
struct Walk<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    events: Peekable<I>,
    source: &'a str,
    origin: Origin<'a>,
    depth: usize,
    links_open: usize,
    names: AnchorNames,
    notes: BTreeMap<String, Vec<Block>>,
    called: Vec<String>,
    values: &'a BTreeMap<String, Value>,
    made: Markdown,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Walk<'a, I> {
    fn at(&self, range: &Range<usize>) -> At {
        At::Bytes(self.origin.offset + range.start..self.origin.offset + range.end)
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.origin.file, self.at(range))
    }
}

/// Adds text to the end, joined to text that stands there already.
pub(super) fn push_text(inlines: &mut Vec<Inline>, words: &str) {
    if words.is_empty() {
        return;
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.push_str(words);
    } else {
        inlines.push(Inline::Text(words.to_owned()));
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Subscript
            | Tag::Superscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
