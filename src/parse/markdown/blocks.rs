//! Blocks: paragraphs, headings, lists, quotations, raw HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::{anchors, boxes, html};
use super::{MAX_DEPTH, Walk, is_inline, push_text};
use crate::model::{Block, BlockKind, Inline, PageAnchor, plain_text, without_wrappers};
impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Walk<'a, I> {
    /// Blocks up to the end of the tag that holds them.
    pub(super) fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
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
            Tag::CodeBlock(_) => Some(BlockKind::Code(without_wrappers(&self.verbatim(end)).into_owned())),
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

    pub(super) fn given_name(&mut self, id: &str, range: &Range<usize>) -> String {
        let (name, is_new) = self.names.given(id);
        if !is_new {
            self.made.findings.push(anchors::duplicate(id, self.place(range)));
        }
        name
    }

    /// Text kept as typed, up to the end of the tag that holds it.
    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
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
                html::Piece::Text(words) => push_text(&mut inlines, words),
                html::Piece::Comment | html::Piece::Open(_) | html::Piece::Close(_) => {}
                html::Piece::Strange(tag) => {
                    push_text(&mut inlines, tag);
                    strange = strange.or(Some(tag).filter(|tag| !tag.starts_with("</")));
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
}

fn is_hollow(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph(inlines) if inlines.is_empty())
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::DefinitionList)
}
