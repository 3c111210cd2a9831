//! Footnotes and endnotes: read where they are called.

use std::collections::BTreeMap;

use super::super::ooxml::Relationships;
use super::super::package::Package;
use super::super::xml::Element;
use super::walk::Walk;
use crate::model::Inline;

/// The notes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    feet: NotePart,
    ends: NotePart,
    /// The labels of notes that were called.
    labels: BTreeMap<(Kind, String), String>,
}

/// Which of the two kinds of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

#[derive(Debug, Default)]
struct NotePart {
    relationships: Relationships,
    notes: BTreeMap<String, Element>,
}

impl Notes {
    /// Reads both parts.
    pub(super) fn read(package: &Package, relationships: &Relationships) -> Self {
        let feet = NotePart::read(package, relationships.first("footnotes"), "w:footnote");
        let ends = NotePart::read(package, relationships.first("endnotes"), "w:endnote");
        Self { feet, ends, labels: BTreeMap::new() }
    }

    fn part(&self, kind: Kind) -> &NotePart {
        match kind {
            Kind::Foot => &self.feet,
            Kind::End => &self.ends,
        }
    }
}

impl NotePart {
    fn read(package: &Package, part: Option<&str>, name: &str) -> Self {
        let Some(part) = part else { return Self::default() };
        let Some(root) = package.xml(part).map(super::without_alternatives) else { return Self::default() };
        let is_note =
            |note: &&Element| !matches!(note.attribute("w:type"), Some("separator" | "continuationSeparator"));
        let notes = root.all(name).filter(is_note);
        let notes = notes.filter_map(|note| Some((note.attribute("w:id")?.to_owned(), note.clone()))).collect();
        Self { relationships: Relationships::of(package, part), notes }
    }
}

impl Walk<'_> {
    /// The call of a note. The note itself is read here, so that its links stand where the reader meets them.
    pub(super) fn note_call(&mut self, element: &Element, kind: Kind) {
        let Some(id) = element.attribute("w:id").map(str::to_owned) else { return };
        if self.links_only || self.in_unseen_field() {
            return;
        }
        let key = (kind, id);
        if let Some(label) = self.notes.labels.get(&key).cloned() {
            self.piece(Inline::NoteCall(label));
            return;
        }
        let part = self.notes.part(kind);
        let Some(note) = part.notes.get(&key.1).cloned() else { return };
        let relationships = part.relationships.clone();
        let label = (self.notes.labels.len() + 1).to_string();
        self.notes.labels.insert(key, label.clone());
        self.piece(Inline::NoteCall(label.clone()));
        let outer = std::mem::replace(&mut self.relationships, relationships);
        let blocks = self.aside(&note);
        self.relationships = outer;
        self.draft.footnote(&label, blocks);
    }
}
