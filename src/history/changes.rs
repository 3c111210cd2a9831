//! Two inventories → what changed from one to the other, in the words of their titles.
//!
//! A page is the same by its file, else by its address, else when its old address leads to a page that says mostly the same; a
//! document by its id, else in the same way.

use crate::model::{DocumentRecord, Inventory, ManifestRedirect, PageRecord, SiteAddress, SpotRecord};

/// What changed. Pages in reading order, then those that are gone; documents in the register's order, likewise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The pages that are new, changed or gone.
    pub pages: Vec<PageChange>,
    /// The documents that are new, changed or gone.
    pub documents: Vec<DocumentChange>,
}

/// What happened to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange {
    /// Its address without `.html`; of a page that is gone, the one that it had.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The title that it had, when that was another.
    pub title_before: Option<String>,
    /// The address that it had, when that was another.
    pub address_before: Option<String>,
    /// Whether it is new, changed or gone.
    pub change: Change,
    /// Whether its summary is another.
    pub summary: bool,
    /// Whether what stands before the first heading, or a note, is another.
    pub opening: bool,
    /// The sections that are new, changed or gone.
    pub sections: Vec<SectionChange>,
}

/// What happened to a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChange {
    /// Its id; of a section that is gone, the one that it had.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The heading that it had, when that was another.
    pub title_before: Option<String>,
    /// Whether it is new, changed or gone.
    pub change: Change,
    /// Whether its text is another.
    pub text: bool,
}

/// What happened to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentChange {
    /// Its id; of a document that is gone, the one that it had.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The title that it had, when that was another.
    pub title_before: Option<String>,
    /// Its version now.
    pub version: Option<String>,
    /// The version that it had.
    pub version_before: Option<String>,
    /// Its file's path on the site, now or when it was there.
    pub file: String,
    /// Whether its file has another path.
    pub is_moved: bool,
    /// Whether the file is another, byte for byte.
    pub file_changed: bool,
    /// Whether it says something else; none when nobody can tell.
    pub text: Option<bool>,
    /// Whether it is new, changed or gone.
    pub change: Change,
}

/// New, changed or gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not there before.
    New,
    /// It is not what it was.
    Changed,
    /// It is not there any more.
    Gone,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.documents.is_empty()
    }
}

/// What changed from one inventory to the other. `redirects` are those of the later one.
pub fn changes(before: &Inventory, after: &Inventory, redirects: &[ManifestRedirect]) -> Changes {
    let leads = |from: &str| {
        let found = redirects.iter().find(|redirect| redirect.from == from)?;
        Some(found.to.split('#').next().unwrap_or_default().to_owned())
    };
    let pages = pair(
        &before.pages,
        &after.pages,
        &[&|old, new| old.file == new.file, &|old, new| old.address == new.address, &|old, new| {
            let to = leads(&SiteAddress::page(&old.address).path);
            let is_led = to.is_some_and(|to| to == SiteAddress::page(&new.address).path);
            is_led && (old.title == new.title || old.wording().likeness(&new.wording()) >= MOST)
        }],
    );
    let documents = pair(
        &before.documents,
        &after.documents,
        &[&|old, new| old.address == new.address, &|old, new| old.file == new.file, &|old, new| {
            let is_led = leads(old.file.as_str()).is_some_and(|to| to == new.file.as_str());
            is_led && (old.title == new.title || old.digest == new.digest)
        }],
    );
    let new_pages = after.pages.iter().zip(&pages.was).filter_map(|(page, old)| page_change(*old, page));
    let new_documents =
        after.documents.iter().zip(&documents.was).filter_map(|(document, old)| document_change(*old, document));
    Changes {
        pages: new_pages.chain(pages.gone.iter().map(|page| page_gone(page))).collect(),
        documents: new_documents.chain(documents.gone.iter().map(|document| document_gone(document))).collect(),
    }
}

/// As much of its words as a page at another address must have to be the same one.
const MOST: f32 = 0.5;

/// A sign that two things are the same.
type Sign<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Old things and new ones, brought together.
struct Paired<'a, T> {
    /// For each new thing the old one that it was.
    was: Vec<Option<&'a T>>,
    /// The old things that are no more.
    gone: Vec<&'a T>,
}

/// Brings old and new together. A stronger sign is tried on all before a weaker one.
fn pair<'a, T>(old: &'a [T], new: &[T], signs: &[Sign<'_, T>]) -> Paired<'a, T> {
    let mut was: Vec<Option<&T>> = vec![None; new.len()];
    let mut gone: Vec<&T> = old.iter().collect();
    for is_same in signs {
        for (thing, was) in new.iter().zip(&mut was).filter(|(_, was)| was.is_none()) {
            *was = gone.iter().position(|old| is_same(old, thing)).map(|at| gone.remove(at));
        }
    }
    Paired { was, gone }
}

fn page_change(old: Option<&PageRecord>, page: &PageRecord) -> Option<PageChange> {
    let Some(old) = old else {
        return Some(PageChange { change: Change::New, sections: Vec::new(), ..bare_page(page) });
    };
    let change = PageChange {
        title_before: (old.title != page.title).then(|| old.title.clone()),
        address_before: (old.address != page.address).then(|| old.address.clone()),
        summary: old.summary.as_ref().zip(page.summary.as_ref()).is_some_and(|(old, new)| old != new),
        opening: old.opening != page.opening,
        sections: sections(old, page),
        ..bare_page(page)
    };
    let is_same = change.title_before.is_none()
        && change.address_before.is_none()
        && !change.summary
        && !change.opening
        && change.sections.is_empty();
    (!is_same).then_some(change)
}

fn bare_page(page: &PageRecord) -> PageChange {
    PageChange {
        address: page.address.clone(),
        title: page.title.clone(),
        title_before: None,
        address_before: None,
        change: Change::Changed,
        summary: false,
        opening: false,
        sections: Vec::new(),
    }
}

fn page_gone(page: &PageRecord) -> PageChange {
    PageChange { change: Change::Gone, ..bare_page(page) }
}

fn sections(old: &PageRecord, page: &PageRecord) -> Vec<SectionChange> {
    let headings = |page: &'_ PageRecord| -> Vec<SpotRecord> {
        page.spots.iter().filter(|spot| spot.level.is_some()).cloned().collect()
    };
    let (before, now) = (headings(old), headings(page));
    let was = |spot: &SpotRecord| {
        let same = before.iter().find(|earlier| earlier.id == spot.id);
        same.or_else(|| before.iter().find(|earlier| spot.also.contains(&earlier.id) && !page.has(&earlier.id)))
    };
    let section = |spot: &SpotRecord| {
        let bare = SectionChange {
            id: spot.id.clone(),
            title: spot.title.clone(),
            title_before: None,
            change: Change::New,
            text: false,
        };
        let Some(earlier) = was(spot) else { return Some(bare) };
        let title_before = (earlier.title != spot.title).then(|| earlier.title.clone());
        let text = earlier.wording != spot.wording;
        (text || title_before.is_some()).then_some(SectionChange {
            title_before,
            text,
            change: Change::Changed,
            ..bare
        })
    };
    let is_gone =
        |earlier: &&SpotRecord| !page.has(&earlier.id) && !now.iter().any(|spot| spot.also.contains(&earlier.id));
    let gone = before.iter().filter(is_gone).map(|spot| SectionChange {
        id: spot.id.clone(),
        title: spot.title.clone(),
        title_before: None,
        change: Change::Gone,
        text: false,
    });
    now.iter().filter_map(section).chain(gone).collect()
}

fn document_change(old: Option<&DocumentRecord>, document: &DocumentRecord) -> Option<DocumentChange> {
    let Some(old) = old else { return Some(DocumentChange { change: Change::New, ..bare_document(document) }) };
    let change = DocumentChange {
        title_before: (old.title != document.title).then(|| old.title.clone()),
        version_before: old.version.clone(),
        is_moved: old.file != document.file,
        file_changed: old.digest != document.digest,
        text: (old.text.is_some() || document.text.is_some()).then_some(old.text != document.text),
        ..bare_document(document)
    };
    let is_same = change.title_before.is_none()
        && change.version == change.version_before
        && !change.is_moved
        && !change.file_changed;
    (!is_same).then_some(change)
}

fn bare_document(document: &DocumentRecord) -> DocumentChange {
    DocumentChange {
        address: document.address.clone(),
        title: document.title.clone(),
        title_before: None,
        version: document.version.clone(),
        version_before: None,
        file: document.file.to_string(),
        is_moved: false,
        file_changed: false,
        text: None,
        change: Change::Changed,
    }
}

fn document_gone(document: &DocumentRecord) -> DocumentChange {
    DocumentChange { change: Change::Gone, ..bare_document(document) }
}
