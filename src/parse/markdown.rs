//! Markdown → content tree. Every block, link and anchor keeps its place.
//!
//! 1. pulldown-cmark gives events with the bytes they came from.
//! 2. [`Walk`] turns them into blocks and inlines, as deep as [`MAX_DEPTH`]; what is nested deeper is kept, but flattened.
//! 3. Text passes through [`super::text`]: values said once, bare addresses, links that were meant but not written rightly.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment as MarkdownAlignment, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::anchors::AnchorNames;
use super::boxes;
use super::html;
use super::text::{BROKEN_LINK_SYNTAX, TextReader};
use crate::config::Value;
use crate::model::{
    Alignment, At, Block, BlockKind, Cell, Definition, Finding, Findings, Footnote, GuidePath, Inline, LinkOrdinal, LinkUsage,
    PageAnchor, Place, Table, WrittenLink, plain_text,
};

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
    let mut undefined = Vec::new();
    let mut note = |broken: BrokenLink<'_>| {
        if matches!(broken.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((broken.span, broken.reference.to_string()));
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
        made: Markdown::default(),
    };
    let blocks = walk.blocks(None);
    let Walk { mut made, mut notes, called, .. } = walk;
    made.blocks = blocks;
    made.footnotes = called
        .into_iter()
        .filter_map(|label| Some(Footnote { blocks: notes.remove(&label)?, label }))
        .collect();
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
    /// Blocks up to the end of the tag that holds them.
    fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut flattened = 0_usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(end) => {
                    let (is_mine, end) = (flattened == 0 && Some(*end) == until, *end);
                    self.events.next();
                    if is_mine {
                        break;
                    }
                    debug_assert!(flattened > 0 || until.is_none(), "unbalanced {end:?}");
                    flattened = flattened.saturating_sub(1);
                }
                Event::Start(tag) if is_container(tag) && self.depth >= MAX_DEPTH => {
                    self.events.next();
                    flattened += 1;
                }
                Event::Start(tag) if !is_inline(tag) => {
                    let block = self.block();
                    blocks.extend(block);
                }
                Event::Rule => {
                    if let Some((_, range)) = self.events.next() {
                        blocks.push(Block { at: self.at(&range), kind: BlockKind::Rule });
                    }
                }
                _ => blocks.extend(self.loose_paragraph()),
            }
        }
        blocks
    }

    /// Text that stands in a list item or cell without a paragraph of its own.
    fn loose_paragraph(&mut self) -> Option<Block> {
        let start = self.events.peek().map(|(_, range)| range.clone())?;
        let inlines = self.inlines(None);
        (!inlines.is_empty()).then(|| Block { at: self.at(&start), kind: BlockKind::Paragraph(inlines) })
    }

    fn block(&mut self) -> Vec<Block> {
        let Some((Event::Start(tag), range)) = self.events.next() else { return Vec::new() };
        self.depth += 1;
        let end = tag.to_end();
        let kind = match tag {
            Tag::Paragraph => Some(BlockKind::Paragraph(self.inlines(Some(end)))).filter(|kind| !is_hollow(kind)),
            Tag::Heading { level, id, .. } => Some(self.heading(level as u8, id.as_deref(), end, &range)),
            Tag::BlockQuote(_) => Some(boxes::quote_or_callout(self.blocks(Some(end)))),
            Tag::CodeBlock(_) => Some(BlockKind::Code(self.verbatim(end))),
            Tag::List(start) => Some(BlockKind::List { start, items: self.items(end) }),
            Tag::Table(alignments) => Some(BlockKind::Table(self.table(&alignments, end))),
            Tag::DefinitionList => Some(BlockKind::Definitions(self.definitions(end))),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(Some(end));
                self.notes.insert(label.to_string(), blocks);
                None
            }
            Tag::HtmlBlock => {
                let text = self.verbatim(end);
                self.depth -= 1;
                return self.html_block(&text, &range);
            }
            _ => {
                let blocks = self.blocks(Some(end));
                self.depth -= 1;
                return blocks;
            }
        };
        self.depth -= 1;
        kind.map(|kind| Block { at: self.at(&range), kind }).into_iter().collect()
    }

    fn heading(&mut self, level: u8, id: Option<&str>, end: TagEnd, range: &Range<usize>) -> BlockKind {
        let first_anchor = self.made.anchors.len();
        let content = self.inlines(Some(end));
        let label = plain_text(&content).trim().to_owned();
        let name = match id {
            Some(id) => self.given_name(id, range),
            None => self.names.for_heading(&label),
        };
        let anchor = PageAnchor { name: name.clone(), label, level: Some(level), at: self.at(range) };
        self.made.anchors.insert(first_anchor, anchor);
        BlockKind::Heading { level, id: name, content }
    }

    fn given_name(&mut self, id: &str, range: &Range<usize>) -> String {
        let (name, is_new) = self.names.given(id);
        if !is_new {
            self.made.findings.push(super::anchors::duplicate(id, self.place(range)));
        }
        name
    }

    fn items(&mut self, end: TagEnd) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, alignments: &[MarkdownAlignment], end: TagEnd) -> Table {
        let mut table = Table { alignments: alignments.iter().copied().map(alignment).collect(), ..Table::default() };
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head.push(self.cells(TagEnd::TableHead)),
                Event::Start(Tag::TableRow) => {
                    let row = self.cells(TagEnd::TableRow);
                    table.body.push(row);
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        // Markdown has no tables without a heading row; an empty one is how people write them all the same.
        if table.head.iter().flatten().all(|cell| cell.blocks.is_empty()) {
            table.head.clear();
        }
        table
    }

    fn cells(&mut self, end: TagEnd) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let content = self.inlines(Some(TagEnd::TableCell));
                    let block = (!content.is_empty()).then(|| Block { at: self.at(&range), kind: BlockKind::Paragraph(content) });
                    cells.push(Cell::new(block.into_iter().collect()));
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        cells
    }

    fn definitions(&mut self, end: TagEnd) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.inlines(Some(TagEnd::DefinitionListTitle));
                    let label = plain_text(&term).trim().to_owned();
                    let id = self.names.for_heading(&label);
                    let at = self.at(&range);
                    self.made.anchors.push(PageAnchor { name: id.clone(), label, level: None, at });
                    definitions.push(Definition { term, id, meanings: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    if let Some(definition) = definitions.last_mut() {
                        definition.meanings.push(blocks);
                    }
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        definitions
    }

    /// Text kept as typed, up to the end of the tag that holds it.
    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        text
    }

    /// A block of raw HTML: the few things we understand, the rest as text with a finding.
    fn html_block(&mut self, text: &str, range: &Range<usize>) -> Vec<Block> {
        let mut inlines = Vec::new();
        let mut strange = None;
        for piece in html::pieces(text) {
            match piece {
                html::Piece::Anchor(name) => {
                    let anchor = self.anchor(&name, range);
                    inlines.push(anchor);
                }
                html::Piece::Break => inlines.push(Inline::Break),
                html::Piece::Comment => {}
                html::Piece::Text(words) => push_text(&mut inlines, words),
                html::Piece::Open(_) | html::Piece::Close(_) => {}
                html::Piece::Strange(tag) => {
                    push_text(&mut inlines, tag);
                    strange = strange.or(Some(tag));
                }
            }
        }
        if let Some(tag) = strange {
            self.made.findings.push(html::raw_html(tag, self.place(range)));
        }
        let has_content = inlines.iter().any(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
        let block = has_content.then(|| Block { at: self.at(range), kind: BlockKind::Paragraph(inlines) });
        block.into_iter().collect()
    }

    /// Inlines up to the end of the tag that holds them; without one, up to the next block.
    fn inlines(&mut self, until: Option<TagEnd>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut open: Vec<(html::Span, Vec<Inline>)> = Vec::new();
        let mut flattened = 0_usize;
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(end), _)) => {
                    if until.is_none() && flattened == 0 {
                        break;
                    }
                    let is_mine = flattened == 0 && Some(*end) == until;
                    self.events.next();
                    if is_mine {
                        break;
                    }
                    flattened = flattened.saturating_sub(1);
                    continue;
                }
                Some((Event::Start(tag), _)) if until.is_none() && !is_inline(tag) => break,
                Some((Event::Rule, _)) if until.is_none() => break,
                Some((Event::Start(_), _)) if self.depth >= MAX_DEPTH => {
                    self.events.next();
                    flattened += 1;
                    continue;
                }
                Some(_) => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            let Event::InlineHtml(tag) = &event else {
                self.inline(event, &range, &mut inlines);
                continue;
            };
            self.inline_html(tag, &range, &mut inlines, &mut open);
        }
        while let Some((_, mut outer)) = open.pop() {
            outer.append(&mut inlines);
            inlines = outer;
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => self.text(&text, range, inlines),
            Event::Code(text) => inlines.push(Inline::Code(text.to_string())),
            Event::SoftBreak => push_text(inlines, " "),
            Event::HardBreak => inlines.push(Inline::Break),
            Event::FootnoteReference(label) => {
                let label = label.to_string();
                if !self.called.contains(&label) {
                    self.called.push(label.clone());
                }
                inlines.push(Inline::NoteCall(label));
            }
            Event::TaskListMarker(ticked) => {
                inlines.push(Inline::TickBox(ticked));
                push_text(inlines, " ");
            }
            Event::Start(tag) => {
                self.depth += 1;
                let end = tag.to_end();
                self.span(tag, end, range, inlines);
                self.depth -= 1;
            }
            _ => {}
        }
    }

    fn span(&mut self, tag: Tag<'a>, end: TagEnd, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        match tag {
            Tag::Link { dest_url, .. } => {
                let link = self.reserve(range, LinkUsage::Follow);
                self.links_open += 1;
                let content = self.inlines(Some(end));
                self.links_open -= 1;
                self.fill(link, &dest_url, plain_text(&content).trim());
                inlines.push(Inline::Link { link, content });
            }
            Tag::Image { dest_url, .. } => {
                let link = self.reserve(range, LinkUsage::Show);
                let alt = plain_text(&self.inlines(Some(end))).trim().to_owned();
                self.fill(link, &dest_url, &alt);
                inlines.push(Inline::Image { link, alt });
            }
            Tag::Emphasis => inlines.push(Inline::Emphasis(self.inlines(Some(end)))),
            Tag::Strong => inlines.push(Inline::Strong(self.inlines(Some(end)))),
            Tag::Strikethrough => inlines.push(Inline::Struck(self.inlines(Some(end)))),
            Tag::Subscript => inlines.push(Inline::Subscript(self.inlines(Some(end)))),
            Tag::Superscript => inlines.push(Inline::Superscript(self.inlines(Some(end)))),
            _ => inlines.extend(self.inlines(Some(end))),
        }
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>, inlines: &mut Vec<Inline>, open: &mut Vec<(html::Span, Vec<Inline>)>) {
        for piece in html::pieces(tag) {
            match piece {
                html::Piece::Anchor(name) => {
                    let anchor = self.anchor(&name, range);
                    inlines.push(anchor);
                }
                html::Piece::Break => inlines.push(Inline::Break),
                html::Piece::Comment => {}
                html::Piece::Text(words) => push_text(inlines, words),
                html::Piece::Open(span) => open.push((span, std::mem::take(inlines))),
                html::Piece::Close(name) => {
                    // A closing tag without its opening one (or that of an anchor) says nothing.
                    if open.last().is_some_and(|(span, _)| span.name() == name)
                        && let Some((span, mut outer)) = open.pop()
                    {
                        outer.push(span.around(std::mem::take(inlines)));
                        *inlines = outer;
                    }
                }
                html::Piece::Strange(tag) => {
                    push_text(inlines, tag);
                    if !tag.starts_with("</") {
                        self.made.findings.push(html::raw_html(tag, self.place(range)));
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        let reader = TextReader { source: self.source, range: range.clone(), origin: self.origin, values: self.values };
        let text = reader.finished(text, &mut self.made);
        if self.links_open > 0 {
            // A link cannot hold a link: a bare address inside one is its words.
            push_text(inlines, &text);
        } else {
            reader.link_addresses(&text, &mut self.made, inlines);
        }
    }

    fn anchor(&mut self, name: &str, range: &Range<usize>) -> Inline {
        let name = self.given_name(name, range);
        let at = self.at(range);
        self.made.anchors.push(PageAnchor { name: name.clone(), label: String::new(), level: None, at });
        Inline::Anchor(name)
    }

    /// Keeps a link's ordinal before its words are read, because they may hold a picture, which is a link too.
    fn reserve(&mut self, range: &Range<usize>, usage: LinkUsage) -> LinkOrdinal {
        let at = self.at(range);
        self.made.links.push(WrittenLink { written: String::new(), label: String::new(), at, usage });
        LinkOrdinal(u32::try_from(self.made.links.len() - 1).unwrap_or(u32::MAX))
    }

    fn fill(&mut self, link: LinkOrdinal, written: &str, label: &str) {
        let at = self.made.links[link.0 as usize].at.clone();
        let place = Place { file: self.origin.file.clone(), at };
        let written = super::text::with_values(written, self.values, &place, &mut self.made);
        let link = &mut self.made.links[link.0 as usize];
        link.written = written;
        label.clone_into(&mut link.label);
    }

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

fn is_hollow(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph(inlines) if inlines.is_empty())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Subscript | Tag::Superscript | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::DefinitionList)
}

fn alignment(alignment: MarkdownAlignment) -> Alignment {
    match alignment {
        MarkdownAlignment::None | MarkdownAlignment::Left => Alignment::Start,
        MarkdownAlignment::Center => Alignment::Centre,
        MarkdownAlignment::Right => Alignment::End,
    }
}
