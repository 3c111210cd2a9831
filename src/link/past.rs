//! The addresses of earlier releases: where each leads now.
//!
//! 1. An address that a file answers, or that an editor's redirect leads on, is settled.
//! 2. A page or document that only has another address now is found again: by its file, its id, its bytes, what it replaces,
//!    or by nearly all of its words. Its old address then leads on by itself.
//! 3. What an earlier release led on stays led on.
//! 4. What is left is lost, and a check says so.
//!
//! The same for ids within pages (see [`crate::history`]) and for the named destinations of the PDF.

use std::collections::{BTreeMap, BTreeSet};

use super::site_paths::{SitePaths, family_sheet, redirect, split};
use crate::history::{self, Kept};
use crate::model::{
    AnchorId, Destination, DocumentId, DocumentRecord, Documents, Guide, GuidePath, History, Inventory, KeptSpot,
    LinkGraph, LostAddress, Owner, PageId, PageRecord, Redirect, Release,
};

/// What the earlier releases ask of this one.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Old addresses that lead on by themselves.
    pub(super) redirects: Vec<Redirect>,
    pub(super) kept: Vec<KeptSpot>,
    pub(super) old_names: BTreeMap<Destination, BTreeSet<String>>,
    pub(super) lost: Vec<LostAddress>,
}

/// As much of a page's words as must be found again in a page of another name to call it the same.
const NEARLY_ALL: f32 = 0.7;

/// The same, when the title is the same too.
const MOST: f32 = 0.5;

/// As much as makes a page worth naming as the one that was perhaps meant.
const SOME: f32 = 0.15;

/// Settles every address of every release. `written` are the redirects of the editors, `pdf` is the name of the one PDF.
pub(super) fn settle(
    history: &History,
    guide: &Guide,
    documents: &Documents,
    nodes: &LinkGraph,
    paths: &SitePaths,
    written: &[Redirect],
    pdf: &str,
) -> Past {
    if history.releases.is_empty() {
        return Past::default();
    }
    let now = history::inventory(guide, documents);
    let led = written.iter().map(|redirect| (redirect.from.clone(), redirect.destination.clone())).collect();
    let anchors = nodes.anchors.iter().zip(0..).map(|(anchor, at)| ((anchor.page, anchor.name.as_str()), AnchorId(at)));
    let mut settling = Settling {
        now,
        documents,
        nodes,
        paths,
        anchors: anchors.collect(),
        led,
        past: Past::default(),
        told: BTreeSet::new(),
        named: BTreeSet::new(),
    };
    for release in history.releases.iter().rev() {
        settling.release(release);
        settling.pdf(release, pdf);
    }
    settling.spots(history);
    settling.past.redirects.sort();
    settling.past
}

struct Settling<'a> {
    now: Inventory,
    documents: &'a Documents,
    nodes: &'a LinkGraph,
    paths: &'a SitePaths,
    anchors: BTreeMap<(PageId, &'a str), AnchorId>,
    /// Old paths that lead on, and where.
    led: BTreeMap<String, Destination>,
    past: Past,
    /// Lost paths.
    told: BTreeSet<String>,
    /// Old names of the PDF that lead somewhere.
    named: BTreeSet<String>,
}

impl Settling<'_> {
    fn release(&mut self, release: &Release) {
        for page in &release.inventory.pages {
            let path = html(page);
            let destination = || self.page_now(page, release).map(Destination::Page);
            let destination = self.settled(&path).or_else(destination);
            self.lead(&path, destination.as_ref());
            if destination.is_none() && !self.is_led_before(&path, release) {
                self.lose(&path, &page.title, release, self.near(page).map(Owner::Page));
            }
            let sheet = family_sheet(&page.address);
            if let Some(destination) = self.settled(&path)
                && release.manifest.files.iter().any(|file| file.path == sheet)
            {
                self.lead(&sheet, Some(&destination));
            }
        }
        for document in &release.inventory.documents {
            self.document(document, release);
        }
        for old in release.manifest.redirects.iter().filter(|old| !old.from.contains("://")) {
            let destination = self.settled(&old.from).or_else(|| self.end_of(&old.to));
            self.lead(&old.from, destination.as_ref());
        }
    }

    /// The one PDF may have been called something else.
    fn pdf(&mut self, release: &Release, now: &str) {
        let Some(now) = GuidePath::new(now) else { return };
        let files = release.manifest.files.iter().filter(|file| file.media_type == "application/pdf");
        for file in files.filter(|file| !file.path.contains('/')) {
            self.lead(&file.path, Some(&Destination::Image(now.clone())));
        }
    }

    fn document(&mut self, document: &DocumentRecord, release: &Release) {
        let files = || std::iter::once(&document.file).chain(&document.also).map(ToString::to_string);
        let page = format!("documents/{}.html", document.address);
        // An editor's redirect for one of its addresses is meant for all of them.
        let led = files().chain([page.clone()]).find_map(|path| self.led.get(&path).cloned());
        let destination = led.or_else(|| self.document_now(document, release).map(Destination::Document));
        let file = document.file.to_string();
        let is_lost = destination.is_none() && !self.paths.answers(&file) && !self.is_led_before(&file, release);
        for path in files().chain([page]) {
            let destination = self.settled(&path).or_else(|| destination.clone());
            self.lead(&path, destination.as_ref());
        }
        if is_lost {
            self.lose(&file, &document.title, release, self.near_document(document).map(Owner::Document));
        }
    }

    /// Where a path leads already: by a file, or by a redirect.
    fn settled(&self, path: &str) -> Option<Destination> {
        self.paths.destination(path).or_else(|| self.led.get(path)).cloned()
    }

    /// Where the target of an earlier release's redirect leads now.
    fn end_of(&self, to: &str) -> Option<Destination> {
        let to = split(to);
        let destination = self.settled(&to.path)?;
        let Destination::Page(page) = destination else { return Some(destination) };
        let anchor = to.fragment.and_then(|fragment| self.anchor(page, &fragment));
        Some(anchor.map_or(destination, Destination::Anchor))
    }

    fn is_led_before(&self, path: &str, release: &Release) -> bool {
        release.manifest.redirects.iter().any(|old| old.from == path && self.end_of(&old.to).is_some())
    }

    fn lead(&mut self, path: &str, destination: Option<&Destination>) {
        let Some(destination) = destination else { return };
        if self.paths.answers(path) || self.led.contains_key(path) {
            return;
        }
        if let Some(redirect) = redirect(path, destination, self.nodes) {
            self.led.insert(path.to_owned(), destination.clone());
            self.past.redirects.push(redirect);
        }
    }

    fn lose(&mut self, path: &str, title: &str, release: &Release, near: Option<Owner>) {
        let is_there = self.paths.answers(path) || self.led.contains_key(path);
        if !is_there && self.told.insert(path.to_owned()) {
            let (path, title) = (path.to_owned(), title.to_owned());
            self.past.lost.push(LostAddress { path, title, release: release.number, near });
        }
    }

    /// The page that an old page is now, when it only has another address.
    fn page_now(&self, old: &PageRecord, release: &Release) -> Option<PageId> {
        let was_there = |page: &PageRecord| release.inventory.pages.iter().any(|other| other.address == page.address);
        if let Some(same) = self.now.pages.iter().position(|page| page.file == old.file) {
            return Some(page_id(same));
        }
        let wording = old.wording();
        let likeness = |page: &PageRecord| {
            let likeness = page.wording().likeness(&wording);
            let enough = if page.title == old.title { MOST } else { NEARLY_ALL };
            (likeness >= enough).then_some(likeness)
        };
        let new = self.now.pages.iter().enumerate().filter(|(_, page)| !was_there(page));
        let alike: Vec<(f32, usize)> = new.filter_map(|(index, page)| Some((likeness(page)?, index))).collect();
        the_most(alike).map(page_id)
    }

    /// The page that is most like an old one, however little.
    fn near(&self, old: &PageRecord) -> Option<PageId> {
        let wording = old.wording();
        let likeness = |page: &PageRecord| page.wording().likeness(&wording);
        let pages = self.now.pages.iter().enumerate().map(|(index, page)| (likeness(page), index));
        the_most(pages.filter(|(likeness, _)| *likeness >= SOME).collect()).map(page_id)
    }

    /// The document that an old document is now, when it only has another file or another id.
    fn document_now(&self, old: &DocumentRecord, release: &Release) -> Option<DocumentId> {
        let was_there = |address: &str| release.inventory.documents.iter().any(|other| other.address == address);
        let only = |is_it: &dyn Fn(&DocumentRecord) -> bool| {
            let mut found = self.now.documents.iter().enumerate().filter(|(_, document)| is_it(document));
            let first = found.next().map(|(index, _)| document_id(index))?;
            found.next().is_none().then_some(first)
        };
        only(&|document| document.address == old.address)
            .or_else(|| only(&|document| document.file == old.file))
            .or_else(|| self.replacement(old))
            .or_else(|| only(&|document| document.digest == old.digest && !was_there(&document.address)))
            .or_else(|| {
                only(&|document| old.text.is_some() && document.text == old.text && !was_there(&document.address))
            })
    }

    /// The document whose row says that it replaces the old one.
    fn replacement(&self, old: &DocumentRecord) -> Option<DocumentId> {
        let names = [old.address.as_str(), old.file.as_str(), old.file.file_name(), old.title.as_str()];
        let replaces = |words: &str| names.iter().any(|name| name.eq_ignore_ascii_case(words.trim()));
        let mut documents = self.documents.iter();
        let found = documents.find(|(_, document)| document.fact(|row| row.replaces.as_deref()).is_some_and(replaces));
        found.map(|(id, _)| id)
    }

    fn near_document(&self, old: &DocumentRecord) -> Option<DocumentId> {
        let titles = self.now.documents.iter().map(|document| document.title.as_str());
        let near = crate::config::nearest(&old.title, titles)?;
        self.now.documents.iter().position(|document| document.title == near).map(document_id)
    }

    /// The ids and PDF names of earlier releases.
    fn spots(&mut self, history: &History) {
        let newest = history.newest().map(|release| release.number);
        let mut before: BTreeMap<PageId, Vec<(u32, &PageRecord)>> = BTreeMap::new();
        for release in history.releases.iter().rev() {
            for page in &release.inventory.pages {
                if let Some(Destination::Page(id)) = self.settled(&html(page)) {
                    before.entry(id).or_default().push((release.number, page));
                }
            }
        }
        for (id, before) in before {
            let records: Vec<&PageRecord> = before.iter().map(|(_, page)| *page).collect();
            let Some(now) = self.now.pages.get(id.0 as usize) else { continue };
            let spot = |Kept { id: name, label, at, seen }| {
                let anchor = at.and_then(|at| self.anchor(id, &at));
                let destination = anchor.map_or(Destination::Page(id), Destination::Anchor);
                // Who takes a page out and leads on from it knows that its headings went with it.
                let is_own = |seen: usize| Some(before[seen].0) == newest && before[seen].1.address == now.address;
                let is_news = seen.is_some_and(is_own);
                KeptSpot { page: id, name, label, destination, is_news }
            };
            let kept: Vec<KeptSpot> = history::kept(now, &records).into_iter().map(spot).collect();
            let address = self.nodes.page(id).address.clone();
            for spot in &kept {
                self.name(format!("{address}.{}", spot.name), spot.destination.clone());
            }
            for page in records {
                self.page_names(id, page, &kept);
            }
            self.past.kept.extend(kept);
        }
        for document in history.releases.iter().flat_map(|release| &release.inventory.documents) {
            if let Some(Destination::Document(id)) = self.settled(&format!("documents/{}.html", document.address)) {
                self.name(format!("documents.{}", document.address), Destination::Document(id));
            }
        }
    }

    /// The PDF's names of a page as it was.
    fn page_names(&mut self, id: PageId, old: &PageRecord, kept: &[KeptSpot]) {
        self.name(old.address.clone(), Destination::Page(id));
        let ids = old.spots.iter().flat_map(|spot| std::iter::once(&spot.id).chain(&spot.also)).chain(&old.also);
        for name in ids {
            let anchor = self.anchor(id, name).map(Destination::Anchor);
            let kept = || Some(kept.iter().find(|kept| kept.name == *name)?.destination.clone());
            let destination = anchor.or_else(kept).unwrap_or(Destination::Page(id));
            self.name(format!("{}.{name}", old.address), destination);
        }
    }

    fn name(&mut self, name: String, destination: Destination) {
        if self.nodes.pdf_destination(&destination).is_some()
            && !self.is_own_name(&name)
            && self.named.insert(name.clone())
        {
            self.past.old_names.entry(destination).or_default().insert(name);
        }
    }

    fn anchor(&self, page: PageId, name: &str) -> Option<AnchorId> {
        self.anchors.get(&(page, name)).copied()
    }

    /// Whether the present PDF gives this name itself.
    fn is_own_name(&self, name: &str) -> bool {
        let (page, spot) = name.split_once('.').map_or((name, None), |(page, spot)| (page, Some(spot)));
        let page = self.nodes.pages.iter().position(|node| node.address == page).map(page_id);
        match (page, spot) {
            (Some(page), Some(spot)) => self.anchor(page, spot).is_some(),
            (Some(_), None) => true,
            (None, spot) => {
                let documents = &self.nodes.documents;
                name.starts_with("documents.") && documents.iter().any(|node| Some(node.address.as_str()) == spot)
            }
        }
    }
}

fn html(page: &PageRecord) -> String {
    format!("{}.html", page.address)
}

/// The one with the highest likeness, when no other has the same.
fn the_most(mut alike: Vec<(f32, usize)>) -> Option<usize> {
    alike.sort_by(|one, two| two.0.total_cmp(&one.0));
    let (most, index) = *alike.first()?;
    alike.get(1).is_none_or(|(second, _)| *second < most).then_some(index)
}

fn page_id(index: usize) -> PageId {
    PageId(u32::try_from(index).unwrap_or(u32::MAX))
}

fn document_id(index: usize) -> DocumentId {
    DocumentId(u32::try_from(index).unwrap_or(u32::MAX))
}
