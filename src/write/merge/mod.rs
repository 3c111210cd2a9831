//! Puts the pages of PDF annexes into their placeholders, with everything that belongs to them.
//!
//! It knows nothing of Typst or of guides: a file with placeholder pages goes in, with a [`Binding`] that says which PDF
//! belongs where and where its links lead; a finished file comes out.
//!
//! Each catalogue entry (ISO 32000-1, table 28) has its own file, named as the standard names it. An annex is prepared
//! first, in its own numbers (`annotations`, `structure_tree`, `field_actions`, `signatures`, `acro_form`), then
//! transplanted object by object (`transplant`), page by page (`pages`); what belongs to the whole is written at the end
//! (`names`, `outlines`, `metadata`, `embedded_files`, `threads`). The page tree and the guide's own tags come with the placeholders.

mod acro_form;

mod annotations;

mod appearances;

mod associated_files;

mod back_links;

mod embedded_files;

mod field_actions;

mod file;

mod metadata;

mod names;

mod optional_content;

mod outlines;

mod page_labels;

mod pages;

mod prepared;

mod signatures;

mod strip;

mod structure_tree;

mod threads;

mod transplant;

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Document, Error, LoadOptions, ObjectId};

use crate::inspect::pdf as reader;
use crate::inspect::pdf::accessibility;
use crate::model::{DocumentId, FailedCheck};

use prepared::Prepared;

pub use strip::{SIDE, STRIP, scale};

/// How many annexes are made ready at a time, while those before them are bound in: enough to keep every processor at work,
/// few enough that the memory does not grow with the number of annexes.
const BATCH: usize = 8;

/// Everything the merge works from.
#[derive(Debug)]
pub struct Binding {
    /// The PDFs to bind in, in the order of their pages.
    pub annexes: Vec<Annex>,
    /// The way back from each annex page.
    pub back_links: Vec<BackLink>,
    /// What a jump to a name is called.
    pub words: BTreeMap<String, String>,
    /// Whether the file may claim PDF/UA-1, if it passes.
    pub claim: bool,
}

/// A PDF to bind in.
#[derive(Debug)]
pub struct Annex {
    /// Which document it is, for what is told of it.
    pub document: DocumentId,
    /// The number of its annex, from 1.
    pub number: u32,
    /// Its title, with the annex's number.
    pub title: String,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its first placeholder page, from 0.
    pub first_page: usize,
    /// How many pages it has.
    pub pages: usize,
    /// Its own named destinations, and their names in the merged file.
    pub spots: BTreeMap<String, String>,
    /// Where its links lead, in their order.
    pub jumps: Vec<Jump>,
    /// Its own name.
    pub name: String,
    /// Whether it passes PDF/UA-1 on its own.
    pub conforms: bool,
}

/// Where a link of an annex leads in the merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// To a name.
    Inside(String),
    /// To an address outside.
    Outside(String),
    /// Nowhere: the link is taken away, its words stay.
    Nowhere,
}

/// The way back from an annex page.
#[derive(Debug)]
pub struct BackLink {
    /// The page, from 0.
    pub page: usize,
    /// Whether the page is a placeholder, with a strip, or one that Typst filled.
    pub is_placeholder: bool,
    /// The name it leads to.
    pub to: String,
    /// What it is called.
    pub words: String,
}

/// The whole file, of which nobody knows yet whether it passes what it claims.
#[derive(Debug)]
pub struct Bound {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it claims PDF/UA-1.
    pub claims: bool,
    document: Document,
    lost: Vec<(DocumentId, String)>,
}

/// The finished file.
#[derive(Debug)]
pub struct Merged {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it passes, and claims, PDF/UA-1.
    pub conforms: bool,
    /// The checks of PDF/UA-1 that the whole fails, although nothing that went into it does.
    pub failures: Vec<FailedCheck>,
    /// What could not be kept, by document.
    pub lost: Vec<(DocumentId, String)>,
}

/// The file being bound.
struct Bundle {
    document: Document,
    /// The page objects, in order.
    pages: Vec<ObjectId>,
    tags: structure_tree::Tags,
    destinations: names::Destinations,
    form: acro_form::Form,
    files: embedded_files::Files,
    layers: optional_content::Layers,
    threads: threads::Threads,
    lost: Vec<(DocumentId, String)>,
    /// The size of each page as Typst made it, in points.
    sizes: BTreeMap<ObjectId, (f32, f32)>,
    language: Option<String>,
    /// The bookmark that leads to each page.
    items: BTreeMap<ObjectId, ObjectId>,
}

/// Binds the annexes into a file with a placeholder page for each of their pages. An annex that cannot be bound leaves its
/// placeholders empty and is named in [`Merged::lost`].
///
/// # Errors
/// When the file with the placeholders cannot be read.
pub fn merge(placeholders: &[u8], binding: &Binding) -> Result<Merged, Error> {
    Ok(bind(placeholders, binding)?.prove())
}

/// The first step of [`merge`]: the file is whole, and [`Bound::prove`] is still to be asked whether it may claim PDF/UA-1. That
/// takes longer than the binding, so who only wants to look need not wait for it.
///
/// # Errors
/// When the file with the placeholders cannot be read.
pub fn bind(placeholders: &[u8], binding: &Binding) -> Result<Bound, Error> {
    let mut batches = binding.annexes.chunks(BATCH);
    let mut batch = batches.next().unwrap_or_default();
    let (bundle, mut prepared) =
        rayon::join(|| Bundle::open(placeholders, &binding.words), || prepared::all(batch, &binding.words));
    let mut bundle = bundle?;
    while !batch.is_empty() {
        let next = batches.next().unwrap_or_default();
        let bind_batch = || {
            for (annex, prepared) in batch.iter().zip(prepared) {
                bundle.take(annex, prepared);
            }
        };
        ((), prepared) = rayon::join(bind_batch, || prepared::all(next, &binding.words));
        batch = next;
    }
    bundle.tags.place_parts();
    back_links::add(&mut bundle, &binding.back_links);
    let claim = binding.claim && bundle.lost.is_empty();
    Ok(bundle.finish(claim))
}

impl Bundle {
    fn open(placeholders: &[u8], words: &BTreeMap<String, String>) -> Result<Self, Error> {
        let document = Document::load_mem_with_options(
            placeholders,
            LoadOptions { max_decompressed_size: None, ..LoadOptions::default() },
        )?;
        let pages: Vec<ObjectId> = document.page_iter().collect();
        let tags = structure_tree::Tags::read(&document, &pages);
        let leaves = reader::pages::pages(&document).unwrap_or_default();
        let sizes = leaves
            .iter()
            .map(|leaf| (leaf.id, leaf.visual_size()))
            .map(|(id, size)| (id, (size.width, size.height)))
            .collect();
        let language = document.catalog().ok().and_then(|catalog| reader::objects::text(&document, catalog, b"Lang"));
        let destinations = names::Destinations::read(&document);
        let items = outlines::items(&document);
        let mut bundle = Self {
            document,
            pages,
            tags,
            destinations,
            form: acro_form::Form::default(),
            files: embedded_files::Files::default(),
            layers: optional_content::Layers::default(),
            threads: threads::Threads::default(),
            lost: Vec::new(),
            sizes,
            language,
            items,
        };
        annotations::name_links(&mut bundle, words);
        Ok(bundle)
    }

    /// Binds an annex in, or says why it could not be.
    fn take(&mut self, annex: &Annex, prepared: Result<Prepared, String>) {
        let bound = prepared.and_then(|prepared| self.bind(annex, prepared));
        if let Err(words) = bound {
            self.files.add_original(&mut self.document, annex);
            self.lost.push((annex.document, words));
        }
    }

    fn bind(&mut self, annex: &Annex, prepared: Prepared) -> Result<(), String> {
        let Prepared { document, pages, tree, attachments, destinations, bookmarks, lost } = prepared;
        let range = annex.first_page..annex.first_page + annex.pages;
        let slots = self.pages.get(range).map(<[ObjectId]>::to_vec).unwrap_or_default();
        if pages.len() != slots.len() {
            return Err(format!("The PDF has {} pages, and there is room for {}.", pages.len(), slots.len()));
        }
        self.lost.extend(lost.into_iter().map(|words| (annex.document, words)));
        let part = self.tags.open_part(&mut self.document, annex, self.language.as_deref());
        let mut move_in = transplant::Transplant::new(document, &mut self.document, self.tags.next_key());
        move_in.stand_in(pages.iter().map(|page| page.leaf.id).zip(slots.iter().copied()));
        move_in.stand_in(tree.root.map(|root| (root, part)));
        let highest_key = tree.highest_key;
        self.tags.fill_part(&mut move_in, part, tree);
        for (page, slot) in pages.iter().zip(&slots) {
            pages::fill(&mut move_in, &mut self.tags, page, *slot);
        }
        acro_form::bring(&mut move_in, &mut self.form, annex);
        embedded_files::bring(&mut move_in, &mut self.files, annex, &attachments);
        optional_content::bring(&mut move_in, &mut self.layers);
        threads::bring(&mut move_in, &mut self.threads);
        names::bring(&mut move_in, &mut self.destinations, annex, &destinations, &slots);
        outlines::bring(&mut move_in, annex, &bookmarks, &slots, &self.items);
        move_in.finish();
        self.tags.raise_key(highest_key);
        Ok(())
    }

    fn finish(mut self, claims: bool) -> Bound {
        let matrices = self.tags.write(&mut self.document);
        self.destinations.move_points(&matrices);
        self.destinations.write(&mut self.document);
        self.form.write(&mut self.document);
        self.layers.write(&mut self.document);
        self.threads.write(&mut self.document);
        associated_files::write(&mut self.document, &self.files);
        self.files.write(&mut self.document);
        page_labels::write(&mut self.document);
        metadata::write_catalog(&mut self.document);
        if !claims {
            metadata::drop_claim(&mut self.document);
        }
        let bytes = file::write(&self.document);
        Bound { bytes, document: self.document, claims, lost: self.lost }
    }
}

impl Bound {
    /// Checks the file as PDF/UA-1. One that fails does not claim it.
    pub fn prove(self) -> Merged {
        let Self { mut bytes, mut document, claims, lost } = self;
        let depth = || accessibility::Depth::of(&document, document.objects.len());
        let failures = if claims { accessibility::failures(&bytes, depth()) } else { Vec::new() };
        let conforms = claims && failures.is_empty();
        if claims && !conforms {
            metadata::drop_claim(&mut document);
            bytes = file::write(&document);
        }
        // Taking down a tree of many thousand small objects takes as long as writing them: nobody need wait for it.
        rayon::spawn(move || drop(document));
        Merged { bytes, conforms, failures, lost }
    }
}
