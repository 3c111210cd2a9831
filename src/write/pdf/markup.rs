//! The Typst document as it is written: text, the place in the guide that each stretch of it came from, files and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use typst::foundations::Bytes;

use super::letters;
use crate::config::Config;
use crate::model::{Destination, Documents, Finding, Findings, Guide, LinkGraph, Owner, Place, Sources};
use crate::write::Material;
use crate::write::pdf::rules::LOST_IN_PDF;

/// The document under the pen.
pub(super) struct Markup<'a> {
    pub(super) material: Material<'a>,
    /// The code written so far.
    pub(super) code: String,
    /// Files that the code names: pictures and originals.
    pub(super) files: BTreeMap<String, Bytes>,
    /// The names given so far, with words for them.
    pub(super) names: BTreeMap<String, String>,
    /// The names that something leads to.
    pub(super) wanted: BTreeSet<String>,
    /// What could not be printed.
    pub(super) findings: Findings,
    places: Vec<(Range<usize>, Place)>,
    /// Where pieces of the code begin, but for the first.
    seams: Vec<usize>,
    left_out: &'a BTreeSet<PlaceKey>,
}

/// A place as a key: blocks that Typst refused are left out by it.
pub(super) type PlaceKey = String;

impl<'a> Markup<'a> {
    /// An empty document. The blocks at the places in `left_out` are replaced by a sentence.
    pub(super) fn new(material: Material<'a>, left_out: &'a BTreeSet<PlaceKey>) -> Self {
        Self {
            material,
            code: String::new(),
            files: BTreeMap::new(),
            names: BTreeMap::new(),
            wanted: BTreeSet::new(),
            findings: Findings::default(),
            places: Vec::new(),
            seams: Vec::new(),
            left_out,
        }
    }

    pub(super) fn config(&self) -> &'a Config {
        self.material.config
    }

    pub(super) fn guide(&self) -> &'a Guide {
        self.material.guide
    }

    pub(super) fn documents(&self) -> &'a Documents {
        self.material.documents
    }

    pub(super) fn graph(&self) -> &'a LinkGraph {
        self.material.graph
    }

    pub(super) fn sources(&self) -> &'a Sources {
        self.material.sources
    }

    /// Begins a piece: a chapter or an annex. Typst is given each piece as a file of its own, so that it remembers from one time
    /// to the next those in which no letter has changed.
    pub(super) fn begin_piece(&mut self) {
        self.seams.push(self.code.len());
    }

    /// The pieces, which are all of the code.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.seams.iter().copied());
        let ends = self.seams.iter().copied().chain(std::iter::once(self.code.len()));
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// Adds code.
    pub(super) fn push(&mut self, code: &str) {
        self.code.push_str(code);
    }

    /// Adds words as a literal; letters that cannot be shown are reported for this place.
    pub(super) fn push_words(&mut self, words: &str, place: &Place) {
        let literal = self.words(words, place);
        self.code.push_str(&literal);
    }

    /// Words as a literal.
    pub(super) fn words(&mut self, words: &str, place: &Place) -> String {
        let mut lost = Vec::new();
        let literal = letters::literal(words, &mut lost);
        self.report_lost(&lost, place);
        literal
    }

    /// Words as a literal, or `none`.
    pub(super) fn words_or_none(&mut self, words: Option<&str>, place: &Place) -> String {
        words.map_or_else(|| "none".to_owned(), |words| self.words(words, place))
    }

    /// Reports letters that no font can show.
    pub(super) fn report_lost(&mut self, lost: &[char], place: &Place) {
        let letters: BTreeSet<char> = lost.iter().copied().collect();
        for letter in letters {
            let number = format!("U+{:04X}", u32::from(letter));
            self.findings.push(Finding::new(
                &LOST_IN_PDF,
                place.clone(),
                format!("The character {number} cannot be printed: the PDF's typeface has no shape for it. The PDF shows [{number}] in its place."),
                "Use words instead of this character.",
            ));
        }
    }

    /// Writes what `write` writes, and remembers that it came from this place.
    pub(super) fn at_place(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
        let start = self.code.len();
        write(self);
        self.places.push((start..self.code.len(), place));
    }

    /// Takes the code that `write` writes out of the document, to be put elsewhere with [`Markup::put`].
    pub(super) fn aside(&mut self, write: impl FnOnce(&mut Self)) -> Aside {
        let start = self.code.len();
        let first = self.places.len();
        write(self);
        let shift = |(range, place): (Range<usize>, Place)| (range.start - start..range.end - start, place);
        Aside { code: self.code.split_off(start), places: self.places.drain(first..).map(shift).collect() }
    }

    /// Puts code in.
    pub(super) fn put(&mut self, aside: Aside) {
        let start = self.code.len();
        self.code.push_str(&aside.code);
        self.places
            .extend(aside.places.into_iter().map(|(range, place)| (range.start + start..range.end + start, place)));
    }

    /// Gives a name, once. `false` when it is taken already.
    pub(super) fn give_name(&mut self, name: &str, words: &str) -> bool {
        if self.names.contains_key(name) {
            return false;
        }
        self.names.insert(name.to_owned(), words.to_owned());
        true
    }

    /// Writes a named spot, unless the name is taken.
    pub(super) fn push_spot(&mut self, name: &str, words: &str) {
        if self.give_name(name, words) {
            let _ = write!(self.code, "spot({});", letters::name(name));
        }
    }

    /// Writes the names that earlier releases had for a page, heading or document.
    pub(super) fn push_old_names(&mut self, destination: &Destination) {
        let graph = self.graph();
        let words = graph.label(destination).unwrap_or_default();
        for name in graph.old_names_of(destination) {
            self.push_spot(name, words);
        }
    }

    /// The same for an anchor of a page, by its id.
    pub(super) fn push_old_names_at(&mut self, owner: Owner, id: &str) {
        let graph = self.graph();
        let is_this = |destination: &&Destination| match destination {
            Destination::Anchor(anchor) => {
                let anchor = graph.anchor(*anchor);
                owner == Owner::Page(anchor.page) && anchor.name == id
            }
            _ => false,
        };
        if let Some(destination) = graph.old_names.keys().find(is_this) {
            self.push_old_names(destination);
        }
    }

    /// Whether Typst refused the block at this place.
    pub(super) fn is_left_out(&self, place: &Place) -> bool {
        self.left_out.contains(&place_key(place))
    }

    /// The innermost place that a range of the code came from.
    pub(super) fn place_of(&self, range: &Range<usize>) -> Option<&Place> {
        let holds = |(stretch, _): &&(Range<usize>, Place)| stretch.start <= range.start && range.end <= stretch.end;
        self.places.iter().filter(holds).min_by_key(|(stretch, _)| stretch.len()).map(|(_, place)| place)
    }

    /// Adds a file under a name of ours.
    pub(super) fn add_file(&mut self, name: &str, bytes: impl Into<FileBytes>) {
        self.files.insert(name.to_owned(), bytes.into().0);
    }
}

/// Code on its way to another spot of the document.
pub(super) struct Aside {
    code: String,
    places: Vec<(Range<usize>, Place)>,
}

/// Bytes of a file for Typst.
pub(super) struct FileBytes(Bytes);

impl From<String> for FileBytes {
    fn from(text: String) -> Self {
        Self(Bytes::from_string(text))
    }
}

impl From<&'static str> for FileBytes {
    fn from(text: &'static str) -> Self {
        Self(Bytes::from_string(text))
    }
}

impl From<std::sync::Arc<[u8]>> for FileBytes {
    fn from(bytes: std::sync::Arc<[u8]>) -> Self {
        Self(Bytes::new(bytes))
    }
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Bytes::new(bytes))
    }
}

/// A place as text, to find it again.
pub(super) fn place_key(place: &Place) -> PlaceKey {
    format!("{place:?}")
}
