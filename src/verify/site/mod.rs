//! Checks every link between the files of a finished site: ours before it is saved, or any folder of HTML (`check --site`).
//!
//! 1. `page` reads a page once: its ids, and its links with the place of each. Files are read in parallel, and a style
//!    sheet counts as a page without ids. So does the `index` of the search.
//! 2. `judge` follows each link by name alone (`address`, `names`): no file is opened for that. What leads nowhere is a
//!    fault at once; a link to a spot is kept for the next step.
//! 3. When all pages are read, the spots are looked up, each in the sorted ids of its page, or in a PDF's pages and names.
//! 4. `findings` says what is wrong and what was probably meant.
//!
//! Nothing is read but the files of the list: a link is only ever looked up in it.

mod address;

mod css;

mod decode;

mod findings;

mod index;

mod judge;

mod names;

mod page;

mod pdf;

mod srcset;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::model::{Findings, GuidePath, SourceFile, Sources};
use judge::{Fault, Judged};
use names::{Kind, Names};
use page::FinishedPage;

/// The kinds of links, in the order of the report.
pub const KINDS: [&str; 9] =
    ["page", "anchor", "document", "document-anchor", "image", "asset", "web", "email", "phone"];

/// What came of checking a site.
#[derive(Debug, Default)]
pub struct SiteCheck {
    /// What is wrong, sorted.
    pub findings: Findings,
    /// How many links there are of each of the [`KINDS`].
    pub links: BTreeMap<&'static str, usize>,
    /// The pages that were read, in path order.
    pub pages: Vec<GuidePath>,
}

/// What a page must have, or lacks of that.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Ids.
    pub(super) ids: BTreeSet<String>,
    /// The addresses of links, as written.
    pub(super) links: BTreeSet<String>,
}

/// What a fragment defines and what it leads to.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    /// The addresses of its links, as written.
    pub(super) links: BTreeSet<String>,
    /// The names of its spots.
    pub(super) spots: BTreeSet<String>,
    /// Ids that are given twice.
    pub(super) doubles: Vec<String>,
}

/// Reads a fragment: a part of a page that is pasted into another one.
pub(super) fn read_fragment(html: &[u8]) -> Fragment {
    let page = page::read(html);
    Fragment {
        links: page.links.iter().map(|link| page.written(link).to_owned()).collect(),
        spots: page.spots().map(str::to_owned).collect(),
        doubles: page.doubles().map(|(id, ..)| id.to_owned()).collect(),
    }
}

/// Checks the files of a site, which are given in path order. `read` gives the bytes of one of them; a file that it cannot
/// give has no ids and no links.
pub fn check<'a>(files: &[GuidePath], read: impl Fn(&GuidePath) -> Option<Cow<'a, [u8]>> + Sync) -> SiteCheck {
    check_pages(files, &read, |_, _| ()).0
}

/// Checks the files of a site, and each page for what it must have. Gives what each page that was read lacks of that, by its
/// path: what it has is not held, because a large site has millions of links.
pub(super) fn check_for<'a>(
    wanted: &BTreeMap<String, Wanted>,
    files: &[GuidePath],
    read: impl Fn(&GuidePath) -> Option<Cow<'a, [u8]>> + Sync,
) -> (SiteCheck, BTreeMap<String, Wanted>) {
    let (check, lacks) = check_pages(files, &read, |file, page| {
        let path = file.as_str().to_owned();
        let lacks = wanted.get(&path).map(|wanted| lacking(page, wanted)).unwrap_or_default();
        (path, lacks)
    });
    (check, lacks.into_iter().collect())
}

fn lacking(page: &FinishedPage, wanted: &Wanted) -> Wanted {
    let has: HashSet<&str> = page.links.iter().map(|link| page.written(link)).collect();
    Wanted {
        ids: wanted.ids.iter().filter(|id| !page.has(id)).cloned().collect(),
        links: wanted.links.iter().filter(|address| !has.contains(address.as_str())).cloned().collect(),
    }
}

/// The pages that findings are about, as they were read: for the lines and columns of a report.
pub fn sources<'a>(findings: &Findings, read: impl Fn(&GuidePath) -> Option<Cow<'a, [u8]>> + Sync) -> Sources {
    let files: BTreeSet<&GuidePath> = findings.iter().map(|finding| &finding.place.file).collect();
    let files: Vec<&GuidePath> = files.into_iter().collect();
    let file = |path: &&GuidePath| {
        let bytes = decode::utf_8(read(path)?);
        Some(SourceFile::new((*path).clone(), bytes.into_owned()))
    };
    Sources::new(files.par_iter().filter_map(file).collect())
}

fn check_pages<'a, T: Send>(
    files: &[GuidePath],
    read: &(impl Fn(&GuidePath) -> Option<Cow<'a, [u8]>> + Sync),
    hand_over: impl Fn(&GuidePath, &FinishedPage) -> T + Sync,
) -> (SiteCheck, Vec<T>) {
    let names = Names::new(files);
    let pages: Vec<usize> = (0..files.len()).filter(|index| names.is_read(*index)).collect();
    let read_one = |index: &usize| {
        let file = &files[*index];
        let bytes = read(file).map(decode::utf_8).unwrap_or_default();
        let mut page = match names.kind(*index) {
            Kind::Style => page::read_style(&bytes),
            Kind::Index => index::read(&bytes),
            _ => page::read(&bytes),
        };
        let mut judged = judge::judge(file, &page, &names);
        let handed = hand_over(file, &page);
        judged.let_go_of_the_rest(&mut page);
        (page, judged, handed)
    };
    let mut handed = Vec::with_capacity(pages.len());
    let mut read_pages = Vec::with_capacity(pages.len());
    for (index, (page, judged, thing)) in
        pages.iter().zip(pages.par_iter().map(read_one).collect::<Vec<(FinishedPage, Judged, T)>>())
    {
        handed.push(thing);
        read_pages.push((*index, page, judged));
    }
    let spots = pdf::spots(files, &read_pages, read);
    let lost: Vec<Vec<Fault>> =
        read_pages.par_iter().map(|(_, page, judged)| judge::settle(page, judged, &read_pages, &spots)).collect();
    let mut links: BTreeMap<&'static str, usize> = KINDS.into_iter().map(|kind| (kind, 0)).collect();
    for (_, _, judged) in &read_pages {
        for (kind, count) in KINDS.iter().zip(judged.counts) {
            *links.entry(kind).or_default() += count;
        }
    }
    let findings = findings::of(files, &names, &read_pages, &lost);
    let pages =
        pages.iter().filter(|index| names.kind(**index) == Kind::Page).map(|index| files[*index].clone()).collect();
    (SiteCheck { findings, links, pages }, handed)
}

/// A page that was read: its position among the files, what it says, and what came of following its links.
type ReadPage = (usize, FinishedPage, Judged);
