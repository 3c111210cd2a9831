//! An annex made ready to move in: everything that can be done in its own numbers, so that several are done at a time.

use std::collections::BTreeMap;

use lopdf::Document;
use rayon::prelude::*;

use super::pages::Marks;
use super::structure_tree::{self, AnnexTree};
use super::{Annex, acro_form, annotations, appearances, embedded_files, field_actions, pages, signatures};
use crate::inspect::pdf as reader;
use crate::inspect::pdf::attachments::Attachment;
use crate::inspect::pdf::destinations::Target;
use crate::inspect::pdf::outline::Bookmark;

/// What a page that is shown twice loses.
const SAME_PAGE: &str = "This document shows one page twice. In the PDF only the words of the first of the two have tags for \
     screen readers.";

/// An annex in its own numbers: its links lead where the bundle says, its tags hold, its fields have a parent.
pub(super) struct Prepared {
    pub(super) document: Document,
    pub(super) pages: Vec<pages::Page>,
    pub(super) tree: AnnexTree,
    pub(super) attachments: Vec<Attachment>,
    pub(super) destinations: BTreeMap<Vec<u8>, Target>,
    pub(super) bookmarks: Vec<Bookmark>,
    /// What could not be kept, in words for an editor.
    pub(super) lost: Vec<String>,
}

/// Makes annexes ready, or says why one cannot be bound in.
pub(super) fn all(annexes: &[Annex], words: &BTreeMap<String, String>) -> Vec<Result<Prepared, String>> {
    annexes.par_iter().map(|annex| prepare(annex, words)).collect()
}

fn prepare(annex: &Annex, words: &BTreeMap<String, String>) -> Result<Prepared, String> {
    let mut document = reader::open::open(&annex.bytes)
        .map_err(|problem| format!("The PDF could not be opened a second time: {problem:?}."))?;
    let mut leaves = reader::pages::pages(&document)
        .map_err(|problem| format!("The pages of the PDF could not be read: {problem:?}."))?;
    let has_copies = pages::part_copies(&mut document, &mut leaves);
    let links = annotations::prepare(&mut document, &leaves, annex, words);
    let marks: Vec<Marks> = leaves.iter().map(|leaf| Marks::of(&document, leaf)).collect();
    let tree = structure_tree::prepare(&mut document, annex, &leaves, &marks, &links.removed);
    acro_form::adopt(&mut document, &leaves);
    field_actions::prepare(&mut document, &leaves, annex);
    signatures::prepare(&mut document, &leaves);
    appearances::draw(&mut document);
    acro_form::prepare(&mut document, annex);
    let attachments = reader::attachments::read(&document, &leaves);
    embedded_files::prepare(&mut document, &attachments);
    let destinations = reader::destinations::read(&document, &reader::pages::numbers(&leaves));
    let bookmarks = reader::outline::bookmarks(&document);
    let copies = (has_copies && tree.has_words).then(|| SAME_PAGE.to_owned());
    let lost = links.lost().into_iter().chain(tree.lost.clone()).chain(copies).collect();
    let pages = leaves.into_iter().zip(marks).map(|(leaf, marks)| pages::Page::read(&document, leaf, marks)).collect();
    Ok(Prepared { document, pages, tree, attachments, destinations, bookmarks, lost })
}
