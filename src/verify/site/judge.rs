//! Follows the links of one page by name.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::address::{Address, classify, join, spot};
use super::names::{Found, Kind, Names};
use super::page::{FinishedPage, FoundLink, Usage};
use super::pdf::PdfSpots;
use super::{KINDS, ReadPage};
use crate::model::GuidePath;

/// What came of following the links of a page.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// What is wrong already.
    pub(super) faults: Vec<Fault>,
    /// The links to spots, which are looked up when all pages are read.
    pub(super) wanted: Vec<Wanted>,
    /// How many links there are of each of the [`KINDS`].
    pub(super) counts: [usize; KINDS.len()],
}

/// A link to a spot in a file: its position among the page's links.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) link: usize,
    pub(super) target: usize,
}

/// A link that is not right: its position among the page's links, and why.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) link: usize,
    pub(super) trouble: Trouble,
}

/// Why a link is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no such file: the path that was looked for, and what was found in its place.
    Missing { path: String, found: Found },
    /// The file is another but for letter case.
    OtherCase(usize),
    /// It leads out of the site.
    Outside,
    /// The page or PDF has no such spot.
    NoSpot { target: usize, name: String },
    /// The PDF has no such page; how many it has.
    NoPdfPage { target: usize, page: String, pages: usize },
    /// It is empty.
    Empty,
    /// It leads to one computer.
    LocalPath,
    /// It is of a kind that no page needs.
    Unsafe(String),
    /// It is no email address.
    Email,
    /// It is no telephone number.
    Phone,
    /// It is no address.
    Malformed,
}

impl Judged {
    /// Lets go of the links that nothing more is to be said about: most are right, and a large site has millions.
    pub(super) fn let_go_of_the_rest(&mut self, page: &mut FinishedPage) {
        let places = self.faults.iter_mut().map(|fault| &mut fault.link);
        let places = places.chain(self.wanted.iter_mut().map(|wanted| &mut wanted.link));
        let mut kept = Vec::new();
        for place in places {
            kept.push(std::mem::replace(place, kept.len()));
        }
        page.keep(&kept);
    }
}

/// Follows every link of a page.
pub(super) fn judge(file: &GuidePath, page: &FinishedPage, names: &Names<'_>) -> Judged {
    let mut judged = Judged::default();
    let base = Base::of(file, page);
    let mut path = String::new();
    for (index, link) in page.links.iter().enumerate() {
        let kind = match follow(&base, page.written(link), link, names, &mut path) {
            Followed::Fine(kind) => kind,
            Followed::Spot { target, kind } => {
                judged.wanted.push(Wanted { link: index, target });
                kind
            }
            Followed::Wrong(kind, trouble) => {
                judged.faults.push(Fault { link: index, trouble });
                kind
            }
            Followed::NoLink => continue,
        };
        if let Some(position) = KINDS.iter().position(|known| *known == kind) {
            judged.counts[position] += 1;
        }
    }
    judged
}

/// Looks up the spots that a page's links want.
pub(super) fn settle(
    page: &FinishedPage,
    judged: &Judged,
    pages: &[ReadPage],
    pdfs: &BTreeMap<usize, PdfSpots>,
) -> Vec<Fault> {
    let lost = |wanted: &Wanted| {
        let written = page.written(&page.links[wanted.link]);
        let fragment = written.split_once('#').and_then(|(_, fragment)| spot(fragment.trim_end()))?;
        let name = percent_decode_str(fragment).decode_utf8_lossy();
        if let Some(spots) = pdfs.get(&wanted.target) {
            return spots.trouble(wanted.target, &name).map(|trouble| Fault { link: wanted.link, trouble });
        }
        let position = pages.binary_search_by_key(&wanted.target, |(index, ..)| *index).ok()?;
        let target = &pages[position].1;
        // A browser tries the fragment as it is before it decodes it (WHATWG HTML, 7.4.6.4).
        let is_there = target.has(&name) || target.has(fragment);
        let trouble = Trouble::NoSpot { target: wanted.target, name: name.into_owned() };
        (!is_there).then_some(Fault { link: wanted.link, trouble })
    };
    judged.wanted.iter().filter_map(lost).collect()
}

/// What the addresses of a page are relative to.
enum Base {
    /// A folder of the site, and the file that an empty path means.
    Folder { folder: String, file: String },
    /// An address on the web: so are all others then.
    Web,
    /// A place out of the site.
    Outside,
}

impl Base {
    fn of(file: &GuidePath, page: &FinishedPage) -> Self {
        let own = || Self::Folder { folder: file.folder().to_owned(), file: file.to_string() };
        match page.base().map(classify) {
            None | Some(Address::Empty | Address::File { path: "", .. }) => own(),
            Some(Address::File { path, .. }) => {
                let mut whole = String::new();
                if !join(file.folder(), path, &mut whole) {
                    return Self::Outside;
                }
                let folder = whole.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
                Self::Folder { folder, file: whole }
            }
            Some(_) => Self::Web,
        }
    }
}

enum Followed {
    /// It leads where it should; its kind.
    Fine(&'static str),
    /// It leads to a file, and to a spot that is still to be looked up.
    Spot { target: usize, kind: &'static str },
    /// It does not.
    Wrong(&'static str, Trouble),
    /// It holds its own content.
    NoLink,
}

fn follow(base: &Base, written: &str, link: &FoundLink, names: &Names<'_>, whole: &mut String) -> Followed {
    match classify(written) {
        Address::File { path, fragment } => match base {
            Base::Web => Followed::Fine("web"),
            Base::Outside => Followed::Wrong(usual_kind(link.usage), Trouble::Outside),
            Base::Folder { folder, file } => {
                if path.is_empty() {
                    whole.clear();
                    whole.push_str(file);
                } else if !join(folder, path, whole) {
                    return Followed::Wrong(usual_kind(link.usage), Trouble::Outside);
                }
                inside(whole, fragment, link.usage, names)
            }
        },
        Address::Web => Followed::Fine("web"),
        Address::NoHost => Followed::Wrong("web", Trouble::Malformed),
        Address::Email(address) if is_email(address) => Followed::Fine("email"),
        Address::Email(_) => Followed::Wrong("email", Trouble::Email),
        Address::Phone(number) if is_phone(number) => Followed::Fine("phone"),
        Address::Phone(_) => Followed::Wrong("phone", Trouble::Phone),
        Address::Inline if link.usage == Usage::Follow && !written.trim_start().starts_with("about:") => {
            Followed::Wrong("web", Trouble::Unsafe("data".to_owned()))
        }
        Address::Inline => Followed::NoLink,
        Address::LocalPath => Followed::Wrong("document", Trouble::LocalPath),
        Address::Unsafe(scheme) => Followed::Wrong("web", Trouble::Unsafe(scheme.to_owned())),
        Address::Empty => Followed::Wrong(usual_kind(link.usage), Trouble::Empty),
    }
}

fn inside(path: &str, fragment: Option<&str>, usage: Usage, names: &Names<'_>) -> Followed {
    let wanted = fragment.and_then(spot);
    match names.find(path) {
        Found::File(target) => {
            let kind = names.kind(target);
            match (kind, wanted) {
                (Kind::Page | Kind::Pdf, Some(_)) => Followed::Spot { target, kind: kind_of(kind, usage, true) },
                _ => Followed::Fine(kind_of(kind, usage, false)),
            }
        }
        Found::OtherCase(target) => {
            Followed::Wrong(kind_of(names.kind(target), usage, wanted.is_some()), Trouble::OtherCase(target))
        }
        found => Followed::Wrong(
            kind_of(Kind::wanted(path), usage, wanted.is_some()),
            Trouble::Missing { path: path.trim_end_matches('/').to_owned(), found },
        ),
    }
}

fn kind_of(kind: Kind, usage: Usage, has_spot: bool) -> &'static str {
    match (kind, has_spot) {
        (Kind::Page, false) => "page",
        (Kind::Page, true) => "anchor",
        (Kind::Picture, _) => "image",
        (Kind::Pdf, true) => "document-anchor",
        (Kind::Style | Kind::Index | Kind::Part, _) => "asset",
        (Kind::Document, _) if usage == Usage::Part => "asset",
        _ => "document",
    }
}

fn usual_kind(usage: Usage) -> &'static str {
    match usage {
        Usage::Follow => "page",
        Usage::Picture => "image",
        Usage::Part => "asset",
    }
}

/// Something, an `@` and a host, for each recipient (RFC 6068); `?subject=…` alone asks for none.
fn is_email(address: &str) -> bool {
    let (recipients, fields) = address.split_once('?').unwrap_or((address, ""));
    let recipients = percent_decode_str(recipients).decode_utf8_lossy();
    let is_one = |recipient: &str| {
        recipient.trim().rsplit_once('@').is_some_and(|(mailbox, host)| {
            !mailbox.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        }) && !recipient.trim().contains(char::is_whitespace)
    };
    (recipients.trim().is_empty() && fields.contains('=')) || recipients.split(',').all(is_one)
}

/// At least three digits, and nothing but what parts them (RFC 3966).
fn is_phone(number: &str) -> bool {
    let number = percent_decode_str(number).decode_utf8_lossy();
    let digits = number.split([';', '?', ',']).next().unwrap_or_default();
    digits.bytes().filter(u8::is_ascii_digit).count() >= 3
        && digits
            .chars()
            .all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | '(' | ')' | ' ' | '*' | '#'))
}
