//! Reads one finished page: its ids and its links, each with its place.
//!
//! The tokenizer (WHATWG HTML, 13.2.5) calls [`Scan`] for each piece of a tag. All texts go into one buffer per page, because
//! a site has more links than anything else.

use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer};

use super::{css, srcset};

/// What a finished page defines and what it leads to.
#[derive(Debug, Default)]
pub(super) struct FinishedPage {
    text: Vec<u8>,
    /// The names of spots, sorted.
    spots: Vec<Spot>,
    /// The links in the order they stand.
    pub(super) links: Vec<FoundLink>,
    /// What relative addresses are relative to, when the page says so itself (`base`).
    base: Option<Piece>,
}

/// A part of a page's buffer: where it begins and ends.
type Piece = (u32, u32);

#[derive(Debug, Clone, Copy)]
struct Spot {
    name: Piece,
    at: u32,
    is_id: bool,
}

/// A link as it was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundLink {
    written: Piece,
    /// Where the address stands in the file, in bytes.
    at: (u32, u32),
    /// What it is for.
    pub(super) usage: Usage,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    /// To follow: a link, a form, a frame.
    Follow,
    /// To show as a picture.
    Picture,
    /// To make the page with: styles, scripts, films.
    Part,
}

/// Reads a page in UTF-8.
pub(super) fn read(html: &[u8]) -> FinishedPage {
    let scan = Scan { source: html, ..Scan::default() };
    let mut page = FinishedPage::default();
    // The only thing that the tokenizer hands out is the page at its end. Reading from memory cannot fail.
    for read in Tokenizer::new_with_emitter(html, scan).flatten() {
        page = read;
    }
    page.spots
        .sort_unstable_by(|one, two| (piece(&page.text, one.name), one.at).cmp(&(piece(&page.text, two.name), two.at)));
    page
}

/// Reads a style sheet.
pub(super) fn read_style(style: &[u8]) -> FinishedPage {
    let mut page = FinishedPage::default();
    page.add_style(style, 0);
    page
}

fn piece(text: &[u8], piece: Piece) -> &[u8] {
    &text[piece.0 as usize..piece.1 as usize]
}

/// Files are at most 100 MB, so that places fit.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl FoundLink {
    /// Where the address stands in the file, in bytes.
    pub(super) fn place(&self) -> Range<usize> {
        self.at.0 as usize..self.at.1 as usize
    }
}

impl FinishedPage {
    /// The address of a link, as written.
    pub(super) fn written(&self, link: &FoundLink) -> &str {
        self.str(link.written)
    }

    /// The address that others are relative to.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.map(|base| self.str(base))
    }

    /// Whether the page has a spot of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.spots.binary_search_by(|spot| piece(&self.text, spot.name).cmp(name.as_bytes())).is_ok()
    }

    /// The names of its spots.
    pub(super) fn spots(&self) -> impl Iterator<Item = &str> {
        self.spots.iter().map(|spot| self.str(spot.name))
    }

    /// Ids that are given twice: the id, its first place and the later one.
    pub(super) fn doubles(&self) -> impl Iterator<Item = (&str, Range<usize>, Range<usize>)> {
        let ids: Vec<&Spot> = self.spots.iter().filter(|spot| spot.is_id).collect();
        let mut first = 0;
        let mut doubles = Vec::new();
        for index in 1..ids.len() {
            let name = self.str(ids[index].name);
            if name == self.str(ids[first].name) {
                doubles.push((name, range(ids[first]), range(ids[index])));
            } else {
                first = index;
            }
        }
        doubles.into_iter()
    }

    fn str(&self, piece: Piece) -> &str {
        std::str::from_utf8(self::piece(&self.text, piece)).unwrap_or_default()
    }

    fn add(&mut self, text: &[u8]) -> Piece {
        let start = place(self.text.len());
        self.text.extend_from_slice(text);
        (start, place(self.text.len()))
    }

    /// The addresses of a style sheet that begins at this byte of the file. What names a part of a drawing is no link.
    fn add_style(&mut self, style: &[u8], begins: usize) {
        for address in css::addresses(style) {
            let text = &style[address.clone()];
            if !text.is_empty() && !text.starts_with(b"#") {
                let written = self.add(text);
                let at = (place(begins + address.start), place(begins + address.end));
                self.links.push(FoundLink { written, at, usage: Usage::Part });
            }
        }
    }
}

fn range(spot: &Spot) -> Range<usize> {
    let length = spot.name.1 - spot.name.0;
    spot.at as usize..(spot.at + length) as usize
}

/// The attributes that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Id,
    Name,
    Href,
    Src,
    Srcset,
    Poster,
    Data,
    Action,
    Background,
    Longdesc,
    Style,
    Rel,
    Type,
    HttpEquiv,
    Content,
    Other,
}

impl Attribute {
    fn of(name: &[u8]) -> Self {
        match name {
            b"id" => Self::Id,
            b"name" => Self::Name,
            b"href" | b"xlink:href" => Self::Href,
            b"src" => Self::Src,
            b"srcset" | b"imagesrcset" => Self::Srcset,
            b"poster" => Self::Poster,
            b"data" => Self::Data,
            b"action" | b"formaction" => Self::Action,
            b"background" => Self::Background,
            b"longdesc" => Self::Longdesc,
            b"style" => Self::Style,
            b"rel" => Self::Rel,
            b"type" => Self::Type,
            b"http-equiv" => Self::HttpEquiv,
            b"content" => Self::Content,
            _ => Self::Other,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Given {
    attribute: Attribute,
    value: Piece,
    at: (u32, u32),
}

/// What the tokenizer is at.
#[derive(Debug, Default)]
struct Scan<'a> {
    source: &'a [u8],
    page: FinishedPage,
    position: usize,
    is_end_tag: bool,
    tag: Vec<u8>,
    /// The last start tag: the end tag of a script or title must be its own.
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    value_start: usize,
    value_end: usize,
    /// Where the value being read begins in the page's buffer.
    value_in_text: usize,
    has_attribute: bool,
    given: Vec<Given>,
    style_start: Option<usize>,
    is_done: bool,
}

impl Scan<'_> {
    /// Puts the attribute that was read among those of its tag, when it matters. A second of the same name is ignored.
    fn end_attribute(&mut self) {
        if !self.has_attribute {
            return;
        }
        self.has_attribute = false;
        let attribute = Attribute::of(&self.attribute);
        let is_new = self.given.iter().all(|given| given.attribute != attribute);
        if self.is_end_tag || attribute == Attribute::Other || !is_new {
            self.page.text.truncate(self.value_in_text);
            return;
        }
        let value = (place(self.value_in_text), place(self.page.text.len()));
        let at = (place(self.value_start), place(self.value_end.max(self.value_start)));
        self.given.push(Given { attribute, value, at });
    }

    fn given(&self, attribute: Attribute) -> Option<Given> {
        self.given.iter().find(|given| given.attribute == attribute).copied()
    }

    fn value(&self, attribute: Attribute) -> &str {
        self.given(attribute).map_or("", |given| self.page.str(given.value))
    }

    fn link(&mut self, attribute: Attribute, usage: Usage) {
        if let Some(given) = self.given(attribute) {
            self.page.links.push(FoundLink { written: given.value, at: given.at, usage });
        }
    }

    /// A part of a value is a link of its own.
    fn link_in(&mut self, given: Given, part: &Range<usize>, usage: Usage) {
        let piece = (given.value.0 + place(part.start), given.value.0 + place(part.end));
        // With character references in the value, its letters stand elsewhere than in the file: the whole value is the place.
        let is_plain = given.value.1 - given.value.0 == given.at.1 - given.at.0;
        let at = if is_plain { (given.at.0 + place(part.start), given.at.0 + place(part.end)) } else { given.at };
        self.page.links.push(FoundLink { written: piece, at, usage });
    }

    fn end_start_tag(&mut self) {
        if let Some(id) = self.given(Attribute::Id).filter(|id| id.value.0 < id.value.1) {
            self.page.spots.push(Spot { name: id.value, at: id.at.0, is_id: true });
        }
        self.links_of_tag();
        if let Some(given) = self.given(Attribute::Style) {
            let style = piece(&self.page.text, given.value).to_vec();
            for part in css::addresses(&style) {
                if !style[part.clone()].is_empty() && !style[part.clone()].starts_with(b"#") {
                    self.link_in(given, &part, Usage::Part);
                }
            }
        }
    }

    fn links_of_tag(&mut self) {
        match self.tag.as_slice() {
            b"a" | b"area" => {
                self.link(Attribute::Href, Usage::Follow);
                if let Some(name) = self.given(Attribute::Name).filter(|name| name.value.0 < name.value.1) {
                    self.page.spots.push(Spot { name: name.value, at: name.at.0, is_id: false });
                }
            }
            b"link" => self.links_of_link(),
            b"img" => {
                self.link(Attribute::Src, Usage::Picture);
                self.pictures(Attribute::Srcset);
                self.link(Attribute::Longdesc, Usage::Follow);
            }
            b"source" => {
                self.link(Attribute::Src, Usage::Part);
                self.pictures(Attribute::Srcset);
            }
            b"video" => {
                self.link(Attribute::Src, Usage::Part);
                self.link(Attribute::Poster, Usage::Picture);
            }
            b"script" | b"audio" | b"track" | b"embed" => self.link(Attribute::Src, Usage::Part),
            b"iframe" | b"frame" => self.link(Attribute::Src, Usage::Follow),
            b"object" => self.link(Attribute::Data, Usage::Part),
            b"input" => {
                if self.value(Attribute::Type).eq_ignore_ascii_case("image") {
                    self.link(Attribute::Src, Usage::Picture);
                }
                self.link(Attribute::Action, Usage::Follow);
            }
            b"form" | b"button" => self.link(Attribute::Action, Usage::Follow),
            b"body" | b"table" | b"td" | b"th" => self.link(Attribute::Background, Usage::Picture),
            b"image" | b"use" | b"feimage" => self.link(Attribute::Href, Usage::Part),
            b"base" => {
                if let Some(base) = self.given(Attribute::Href).filter(|_| self.page.base.is_none()) {
                    self.page.base = Some(base.value);
                }
            }
            b"meta" if self.value(Attribute::HttpEquiv).eq_ignore_ascii_case("refresh") => self.refresh(),
            _ => {}
        }
    }

    /// `rel` says whether it is a part of the page, another page, or a host to get ready for.
    fn links_of_link(&mut self) {
        let rel = self.value(Attribute::Rel).to_ascii_lowercase();
        let is = |names: &[&str]| rel.split_ascii_whitespace().any(|rel| names.contains(&rel));
        if is(&["preconnect", "dns-prefetch"]) {
            return;
        }
        let parts = ["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon"];
        let usage = if is(&parts) { Usage::Part } else { Usage::Follow };
        self.link(Attribute::Href, usage);
        self.pictures(Attribute::Srcset);
    }

    fn pictures(&mut self, attribute: Attribute) {
        let Some(given) = self.given(attribute) else { return };
        for part in srcset::addresses(self.page.str(given.value)) {
            self.link_in(given, &part, Usage::Picture);
        }
    }

    /// `<meta http-equiv="refresh" content="0; url=page.html">` (WHATWG HTML, 4.2.5.3).
    fn refresh(&mut self) {
        let Some(given) = self.given(Attribute::Content) else { return };
        let content = self.page.str(given.value);
        let Some(at) = content.find([';', ',']).map(|at| at + 1) else { return };
        let rest = &content[at..];
        let address = rest.trim_start();
        let Some(named) = address.get(..3).filter(|word| word.eq_ignore_ascii_case("url")) else { return };
        let value = address[named.len()..].trim_start();
        let Some(value) = value.strip_prefix('=').map(str::trim) else { return };
        let value = value.trim_matches(['"', '\'']);
        let start = value.as_ptr() as usize - content.as_ptr() as usize;
        let part = start..start + value.len();
        self.link_in(given, &part, Usage::Follow);
    }
}

impl Emitter for Scan<'_> {
    type Token = FinishedPage;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.is_done = true;
    }

    fn pop_token(&mut self) -> Option<FinishedPage> {
        if !self.is_done {
            return None;
        }
        self.is_done = false;
        Some(std::mem::take(&mut self.page))
    }

    fn init_start_tag(&mut self) {
        self.is_end_tag = false;
        self.tag.clear();
        self.given.clear();
        self.has_attribute = false;
    }

    fn init_end_tag(&mut self) {
        self.is_end_tag = true;
        self.tag.clear();
        self.given.clear();
        self.has_attribute = false;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.extend_from_slice(name);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        if self.is_end_tag {
            if let Some(start) = self.style_start.take() {
                let style = self.source.get(start..self.position).unwrap_or_default();
                let end = style.windows(2).rposition(|pair| pair == b"</").unwrap_or(style.len());
                self.page.add_style(&style[..end], start);
            }
            self.last_start.clear();
            return None;
        }
        self.end_start_tag();
        self.last_start.clear();
        self.last_start.extend_from_slice(&self.tag);
        match self.tag.as_slice() {
            b"title" | b"textarea" => Some(State::RcData),
            b"script" => Some(State::ScriptData),
            b"style" => {
                self.style_start = Some(self.position);
                Some(State::RawText)
            }
            b"iframe" | b"xmp" | b"noembed" | b"noframes" => Some(State::RawText),
            b"plaintext" => Some(State::PlainText),
            _ => None,
        }
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
        self.has_attribute = true;
        self.attribute.clear();
        self.value_in_text = self.page.text.len();
        self.value_start = self.position;
        self.value_end = self.position;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
        self.value_start = self.position;
    }

    fn init_attribute_value(&mut self) {
        self.value_start = self.position;
        self.value_end = self.position;
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.page.text.extend_from_slice(value);
        self.value_end = self.position;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start.is_empty() && self.last_start == self.tag
    }

    fn emit_string(&mut self, _: &[u8]) {}

    fn init_comment(&mut self) {}

    fn emit_current_comment(&mut self) {}

    fn push_comment(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {}

    fn set_force_quirks(&mut self) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every link with the text that stands at its place in the file.
    fn links(html: &str) -> Vec<(String, &str)> {
        let page = read(html.as_bytes());
        page.links.iter().map(|link| (page.written(link).to_owned(), &html[link.place()])).collect()
    }

    #[test]
    fn a_link_knows_its_place_to_the_letter() {
        let html =
            "<p>é\r\n<a class=x href=\"a&amp;b.html\">x</a>\r\n<A HREF = 'c.html' href=d.html>y</A><a href=e.html>";
        assert_eq!(
            links(html),
            [("a&b.html".to_owned(), "a&amp;b.html"), ("c.html".to_owned(), "c.html"), ("e.html".to_owned(), "e.html")]
        );
    }

    #[test]
    fn links_stand_in_many_places() {
        let html = "<!-- <a href=no.html> --><script>'<a href=no.html>'</script><title><a href=no.html></title>\
            <img src=1.png srcset='2.png 1x, 3,4.png 2x'><noscript><img src=5.png></noscript>\
            <style>a{b:url( \"6.png\" )} /* url(no.png) */\n@import '7.css';</style>\
            <p style='background:url(8.png)'><meta http-equiv=Refresh content='0; URL=9.html'>\
            <form action=10.html><video poster=11.png src=12.mp4></video><svg><use href='#s'/></svg>\
            <link rel=preconnect href=no.example><link rel='shortcut icon' href=13.ico><object data=14.pdf></object>";
        let found: Vec<String> = links(html).into_iter().map(|(_, place)| place.to_owned()).collect();
        let expected = [
            "1.png", "2.png", "3,4.png", "5.png", "6.png", "7.css", "8.png", "9.html", "10.html", "12.mp4", "11.png",
            "#s", "13.ico", "14.pdf",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn ids_and_names_are_spots_and_ids_may_stand_once() {
        let page = read(b"<h1 id=a>x</h1><a name=b></a><p id=a><input name=c><p id=''>");
        assert!(page.has("a") && page.has("b") && !page.has("c") && !page.has(""));
        assert_eq!(
            page.doubles().map(|(name, first, later)| (name, first.start, later.start)).collect::<Vec<_>>(),
            [("a", 7, 35)]
        );
    }
}
