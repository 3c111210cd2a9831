//! What is wrong with a finished page, and how to put it right.

use super::ReadPage;
use super::judge::{Fault, Trouble};
use super::names::{Found, Kind, Names};
use super::page::{FinishedPage, FoundLink, Usage};
use crate::check::{BAD_EMAIL, BAD_PHONE};
use crate::config::{nearest, nearest_path};
use crate::inspect::MISSING_DOCUMENT;
use crate::link::{
    EMPTY_LINK, LOCAL_PATH, MISSING_ANCHOR, MISSING_DOCUMENT_ANCHOR, MISSING_IMAGE, UNSAFE_SCHEME, WRONG_CASE,
};
use crate::load::OUTSIDE_THE_GUIDE;
use crate::model::{At, Finding, Findings, GuidePath, Place, Rule};
use crate::parse::{BROKEN_LINK_SYNTAX, DUPLICATE_ANCHOR, MISSING_PAGE};

/// How many names are compared in all to find out what was meant. Each takes a moment, and a page with a hundred thousand
/// broken links is generated: its first faults explain the rest.
const MOST_COMPARED: usize = 2_000_000;

/// The findings of all pages, sorted.
pub(super) fn of(files: &[GuidePath], names: &Names<'_>, pages: &[ReadPage], lost: &[Vec<Fault>]) -> Findings {
    let mut teller = Teller { names, pages, left: MOST_COMPARED };
    let mut findings = Findings::default();
    for ((index, page, judged), lost) in pages.iter().zip(lost) {
        let file = &files[*index];
        for (id, first, later) in page.doubles() {
            let place = |range| Place::new(file, At::Bytes(range));
            let what = format!("The id “{id}” is used twice on this page.");
            let fix = "Give this one another id: browsers go to the first.";
            findings.push(Finding::new(&DUPLICATE_ANCHOR, place(later), what, fix).see_also(place(first)));
        }
        for fault in judged.faults.iter().chain(lost) {
            findings.push(teller.finding(file, page, fault));
        }
    }
    findings.sorted()
}

struct Teller<'a> {
    names: &'a Names<'a>,
    pages: &'a [ReadPage],
    left: usize,
}

impl Teller<'_> {
    fn finding(&mut self, file: &GuidePath, page: &FinishedPage, fault: &Fault) -> Finding {
        let link = &page.links[fault.link];
        let written = page.written(link).trim();
        let noun = match link.usage {
            Usage::Follow => "The link",
            Usage::Picture => "The picture",
            Usage::Part => "This part of the page",
        };
        let (rule, what, fix) = match &fault.trouble {
            Trouble::Missing { path, found } => self.missing(file, link, path, *found, written, noun),
            Trouble::OtherCase(target) => (
                &WRONG_CASE,
                format!("{noun} leads to {written}, but the file’s name has other capital and small letters."),
                format!("Write it as {}, letter for letter.", self.names.file(*target).relative_to(file)),
            ),
            Trouble::NoSpot { target, name } => self.no_spot(*target, name),
            Trouble::NoPdfPage { target, page, pages } => {
                let name = self.names.file(*target).file_name();
                (
                    &MISSING_DOCUMENT_ANCHOR,
                    format!("The link leads to page {page} of {name}, which has {pages} pages."),
                    "Change the number to a page that the document has.".to_owned(),
                )
            }
            other => plain(other, written, noun),
        };
        Finding::new(rule, Place::new(file, At::Bytes(link.place())), what, fix).about(written)
    }

    fn missing(
        &mut self,
        file: &GuidePath,
        link: &FoundLink,
        path: &str,
        found: Found,
        written: &str,
        noun: &str,
    ) -> (&'static Rule, String, String) {
        let kind = Kind::wanted(path);
        let rule = match (link.usage, kind) {
            (Usage::Picture, _) | (_, Kind::Picture) => &MISSING_IMAGE,
            (_, Kind::Page) => &MISSING_PAGE,
            _ => &MISSING_DOCUMENT,
        };
        match found {
            Found::BareFolder => (
                rule,
                format!("{noun} leads to {written}, which is a folder without an index.html."),
                "Change the link to a page of that folder, or give the folder an index.html.".to_owned(),
            ),
            Found::WithoutEnding(target) => (
                rule,
                format!("{noun} leads to {written}, which is there only with its ending. Many web servers need that."),
                format!("Write it as {}.", self.names.file(target).relative_to(file)),
            ),
            _ => {
                let near = self.nearest_file(path).map(|near| near.relative_to(file));
                let fix = near.map_or_else(
                    || "Change the address to a file that is there, or put the file into the folder.".to_owned(),
                    |near| format!("There is {near}. Change the address to that, if it is what you mean."),
                );
                (rule, format!("{noun} leads to {written}, but the folder has no file {path}."), fix)
            }
        }
    }

    fn no_spot(&mut self, target: usize, name: &str) -> (&'static Rule, String, String) {
        let file = self.names.file(target);
        if self.names.kind(target) == Kind::Pdf {
            return (
                &MISSING_DOCUMENT_ANCHOR,
                format!("The link leads to the spot “{name}” in {}, which has none of that name.", file.file_name()),
                "Change the part after # to a page, such as #page=2, or to a named destination of the document."
                    .to_owned(),
            );
        }
        let page = self.pages.binary_search_by_key(&target, |(index, ..)| *index).ok().map(|at| &self.pages[at].1);
        let same = page.and_then(|page| page.spots().find(|spot| spot.to_lowercase() == name.to_lowercase()));
        if let Some(same) = same {
            return (
                &WRONG_CASE,
                format!("The link leads to #{name}, but the id in {file} has other capital and small letters."),
                format!("Write it as #{same}, letter for letter."),
            );
        }
        let fix = match page.and_then(|page| self.nearest_spot(page, name)) {
            Some(near) => format!("There is a #{near}. Change the link to that, if it is what you mean."),
            None => "Change the part after # to an id of that page, or take it off.".to_owned(),
        };
        (&MISSING_ANCHOR, format!("The link leads to #{name}, but {file} has no such id."), fix)
    }

    fn nearest_file(&mut self, path: &str) -> Option<&GuidePath> {
        let files = self.names.files();
        self.left = self.left.checked_sub(files.len())?;
        let near = nearest_path(path, files.iter().map(GuidePath::as_str))?;
        files.binary_search_by(|file| file.as_str().cmp(near)).ok().map(|index| &files[index])
    }

    fn nearest_spot<'p>(&mut self, page: &'p FinishedPage, name: &str) -> Option<&'p str> {
        self.left = self.left.checked_sub(page.spots().count())?;
        nearest(name, page.spots())
    }
}

/// Troubles that need no look at the other files.
fn plain(trouble: &Trouble, written: &str, noun: &str) -> (&'static Rule, String, String) {
    match trouble {
        Trouble::Outside => (
            &OUTSIDE_THE_GUIDE,
            format!("{noun} leads to {written}, which is outside the folder."),
            "Put the file into the folder and lead there, or write its whole web address.".to_owned(),
        ),
        Trouble::LocalPath => (
            &LOCAL_PATH,
            format!("{noun} leads to {written}, a file on one computer or drive."),
            "Put the file into the folder, and lead there.".to_owned(),
        ),
        Trouble::Unsafe(scheme) => (
            &UNSAFE_SCHEME,
            format!("{noun} begins with “{scheme}:”, a kind of link that is not safe on a page."),
            "Link to a page, a document or a web address.".to_owned(),
        ),
        Trouble::Email => (
            &BAD_EMAIL,
            format!("{written} cannot be an email address."),
            "Correct the address, such as mailto:sen.team@council.example.".to_owned(),
        ),
        Trouble::Phone => (
            &BAD_PHONE,
            format!("{written} cannot be dialled."),
            "Write tel:+44 and the number without its first 0, such as tel:+441632960101.".to_owned(),
        ),
        Trouble::Empty => {
            (&EMPTY_LINK, format!("{noun} has no address."), "Write where it leads, or take the link away.".to_owned())
        }
        _ => (
            &BROKEN_LINK_SYNTAX,
            format!("{noun} leads to {written}, which cannot be understood as an address."),
            "Correct the address.".to_owned(),
        ),
    }
}
