//! Inlines: text, links, pictures, emphasis, notes and the little raw HTML that a line may hold.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::html;
use super::super::text::{TextReader, address_with_values};
use super::{MAX_DEPTH, Walk, is_inline, push_text};
use crate::model::{Inline, LinkOrdinal, LinkUsage, PageAnchor, Place, WrittenLink, plain_text, without_wrappers};
impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Walk<'a, I> {
    /// Inlines up to the end of the tag that holds them; without one, up to the next block.
    pub(super) fn inlines(&mut self, until: Option<TagEnd>) -> Vec<Inline> {
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
            Event::Code(text) => inlines.push(Inline::Code(without_wrappers(&text).into_owned())),
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
            Tag::Link { dest_url, link_type, .. } => {
                let link = self.reserve(range, LinkUsage::Follow);
                self.links_open += 1;
                let content = self.inlines(Some(end));
                self.links_open -= 1;
                // <senco@school.example>: Markdown gives the address alone.
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.fill(link, &format!("{scheme}{dest_url}"), plain_text(&content).trim());
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

    fn inline_html(
        &mut self,
        tag: &str,
        range: &Range<usize>,
        inlines: &mut Vec<Inline>,
        open: &mut Vec<(html::Span, Vec<Inline>)>,
    ) {
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
            push_text(inlines, &without_wrappers(&text));
        } else {
            reader.link_addresses(&text, &mut self.made, inlines);
        }
    }

    pub(super) fn anchor(&mut self, name: &str, range: &Range<usize>) -> Inline {
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
        let written = address_with_values(written, self.values, &place, &mut self.made);
        let link = &mut self.made.links[link.0 as usize];
        link.written = written;
        label.clone_into(&mut link.label);
    }
}
