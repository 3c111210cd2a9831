//! A guide that exists in Word already → pages, pictures, documents and a register.
//!
//! 1. [`manuscript`](crate::inspect::manuscript) reads the Word file into the content tree, and lists what the tree leaves out.
//! 2. `chapters` splits it: a page for each top heading, and one for what stands before the first.
//! 3. `spots` gives headings and bookmarks the names they have on their pages, `files` names the files it links to, and
//!    `links` says where each link leads now.
//! 4. `markdown` writes each page so that it reads back as the same tree.
//! 5. `notices` tells in plain words what could not come along, where it stands in Word, and what to do.

mod chapters;

mod files;

mod links;

mod markdown;

mod notices;

mod pages;

mod report;

mod spots;

use std::collections::BTreeSet;

pub use files::{Wanted, wanted};
pub use notices::{Notice, Subject, Weight};
pub use report::in_the_way;

use crate::inspect::Manuscript;
use crate::model::GuidePath;

/// What an import makes.
#[derive(Debug, Default)]
pub struct Imported {
    /// The new files of the guide: documents and pictures first, pages last.
    pub files: Vec<NewFile>,
    /// What did not come along as it was.
    pub notices: Vec<Notice>,
    /// Rows for `documents.csv`, when the guide has one already: they are for its editor to put in.
    pub rows_to_add: Vec<String>,
    /// How much there is of what.
    pub counts: Counts,
}

/// A file that an import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where it lies in the guide folder.
    pub path: GuidePath,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How much an import brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Pictures.
    pub pictures: usize,
    /// Files that the pages lead to.
    pub documents: usize,
    /// Tables.
    pub tables: usize,
    /// Links.
    pub links: usize,
}

/// Makes a guide of a manuscript.
///
/// `name` is the Word file's name; `found` has the bytes of each file of [`wanted`] that is there; `existing` are the files
/// that the guide folder has already.
pub fn guide(
    manuscript: &Manuscript,
    name: &str,
    found: Vec<Option<Vec<u8>>>,
    existing: &BTreeSet<GuidePath>,
) -> Imported {
    let reading = &manuscript.reading;
    let (title, mut chapters) = chapters::split(reading, name);
    let names = spots::name(&mut chapters, reading);
    let files = files::Files::new(wanted(manuscript, name), found);
    let mut imported = Imported::default();
    let pictures = pages::pictures(&chapters, reading);
    let ways = links::Ways { reading, name, chapters: &chapters, spots: &names, files: &files };
    for (number, chapter) in chapters.iter().enumerate() {
        pages::write(chapter, &ways.from(number), &pictures, &mut imported);
    }
    notices::of_manuscript(manuscript, &ways, &mut imported.notices);
    let pages = std::mem::take(&mut imported.files);
    imported.files.extend(files.collected());
    imported.files.extend(pages::picture_files(&pictures, reading));
    let counts = Counts {
        pages: pages.len(),
        pictures: pictures.len(),
        documents: files.collected().count(),
        ..imported.counts
    };
    imported.counts = counts;
    let register = GuidePath::new("documents.csv");
    if register.as_ref().is_some_and(|register| existing.contains(register)) {
        imported.rows_to_add = files.rows();
    } else if let Some(path) = register.filter(|_| counts.documents > 0) {
        imported.files.push(NewFile { path, bytes: files.register().into_bytes() });
    }
    if !existing.contains(&GuidePath::settings()) {
        let bytes = pages::settings(&title, reading.language.as_deref()).into_bytes();
        imported.files.push(NewFile { path: GuidePath::settings(), bytes });
    }
    imported.files.extend(pages);
    imported.notices.sort_by_key(Notice::order);
    imported
}

impl Imported {
    /// The files that the guide has already and that are not the same.
    ///
    /// `read` gives the bytes of a file of the guide. A page counts even when it is the same: its editor may go on with it.
    pub fn in_the_way(
        &self,
        existing: &BTreeSet<GuidePath>,
        read: impl Fn(&GuidePath) -> Option<Vec<u8>>,
    ) -> Vec<GuidePath> {
        let lower = |path: &GuidePath| path.as_str().to_lowercase();
        let mut in_the_way = Vec::new();
        for file in &self.files {
            let meets = existing.iter().find(|other| lower(other) == lower(&file.path));
            let is_same = |other: &GuidePath| {
                *other == file.path
                    && !file.path.is_under("pages")
                    && read(other).is_some_and(|bytes| bytes == file.bytes)
            };
            in_the_way.extend(meets.filter(|other| !is_same(other)).cloned());
        }
        in_the_way
    }
}
