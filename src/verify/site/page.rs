//! Reads one finished page: its ids and its links, each with its place.
//!
//! `scan` takes the tags apart. All texts go into one buffer per page, because a site has more links than anything else.

mod scan;

use std::ops::Range;

use html5gum::Tokenizer;

use self::scan::Scan;
use super::css;

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
    let scan = Scan::of(html);
    let mut page = FinishedPage::default();
    // The only thing that the tokenizer hands out is the page at its end. Reading from memory cannot fail.
    for read in Tokenizer::new_with_emitter(html, scan).flatten() {
        page = read;
    }
    page.spots
        .sort_unstable_by(|one, two| (piece(&page.text, one.name), one.at).cmp(&(piece(&page.text, two.name), two.at)));
    page
}

/// A page of links alone: each address with its place in the file, in bytes.
pub(super) fn of_links<'a>(links: impl Iterator<Item = (std::borrow::Cow<'a, str>, Range<usize>)>) -> FinishedPage {
    let mut page = FinishedPage::default();
    for (address, at) in links {
        let written = page.add(address.as_bytes());
        page.links.push(FoundLink { written, at: (place(at.start), place(at.end)), usage: Usage::Follow });
    }
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

    /// Keeps only these links, in this order, by their positions. The spots stay.
    pub(super) fn keep(&mut self, links: &[usize]) {
        self.links = links.iter().map(|position| self.links[*position]).collect();
        let links = self.links.iter_mut().map(|link| &mut link.written);
        let pieces = links.chain(self.spots.iter_mut().map(|spot| &mut spot.name)).chain(&mut self.base);
        let mut text = Vec::new();
        for kept in pieces {
            let start = place(text.len());
            text.extend_from_slice(piece(&self.text, *kept));
            *kept = (start, place(text.len()));
        }
        self.text = text;
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
