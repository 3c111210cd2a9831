//! Published releases as the guide folder remembers them: what stood at which address, and digests of what it said.
//!
//! The present guide has an [`Inventory`] too, so that what changed is a comparison of two of them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Digest, GuidePath, Manifest};

/// Every release that the guide folder remembers, the oldest first, each number once.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The releases.
    pub releases: Vec<Release>,
}

/// A bundle that was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// Its number: 1 for the first.
    pub number: u32,
    /// The day it was published.
    pub published: Date,
    /// The role that published it. Never a person's name.
    pub by: Option<String>,
    /// What the guide held.
    pub inventory: Inventory,
    /// The files of its site, its redirects and its edition.
    pub manifest: Manifest,
}

/// What a guide holds: its pages and documents, each with its address and digests of what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// The pages in reading order.
    pub pages: Vec<PageRecord>,
    /// The documents in the register's order.
    pub documents: Vec<DocumentRecord>,
}

/// A page as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRecord {
    /// Its file in the guide folder.
    pub file: GuidePath,
    /// Its address without `.html`.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The id of the heading that is the title.
    pub title_id: Option<String>,
    /// Its summary; none when the release was remembered without it.
    pub summary: Option<Wording>,
    /// What stands before the first heading, and the notes.
    pub opening: Wording,
    /// Its headings, terms and named spots, in their order.
    pub spots: Vec<SpotRecord>,
    /// Ids of earlier releases that lead to its top.
    pub also: Vec<String>,
}

/// A heading, a term or a named spot as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotRecord {
    /// Its id.
    pub id: String,
    /// Its words; empty for a bare spot.
    pub title: String,
    /// The heading's level; none for terms and bare spots.
    pub level: Option<u8>,
    /// What stands under it, up to the next heading; what a term means.
    pub wording: Wording,
    /// Ids of earlier releases that lead here.
    pub also: Vec<String>,
}

/// A document as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Its id.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its file in the guide folder, and its path on the site.
    pub file: GuidePath,
    /// Its files in other formats.
    pub also: Vec<GuidePath>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its version, as its owner counts them.
    pub version: Option<String>,
    /// The digest of what it says, where that can be read.
    pub text: Option<Digest>,
}

/// Words, told by digests: enough to see whether they are the same or alike, and no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The first 32 bits of the digest of each sentence, in their order.
    pub sentences: Vec<u32>,
}

impl History {
    /// The newest release.
    pub fn newest(&self) -> Option<&Release> {
        self.releases.last()
    }

    /// The newest release that was made from other sources than these: what the present guide is compared with.
    pub fn before(&self, source: Digest) -> Option<&Release> {
        self.releases.iter().rev().find(|release| release.manifest.source_sha256 != source)
    }

    /// The number that the next release gets.
    pub fn next_number(&self) -> u32 {
        self.newest().map_or(1, |release| release.number.saturating_add(1))
    }
}

impl Release {
    /// What it is called by programs: the digest of its manifest.
    pub fn id(&self) -> Digest {
        Digest::of(&serde_json::to_vec(&self.manifest).unwrap_or_default())
    }
}

impl PageRecord {
    /// Whether it has a heading, term or spot of this id.
    pub fn has(&self, id: &str) -> bool {
        self.title_id.as_deref() == Some(id) || self.spots.iter().any(|spot| spot.id == id)
    }

    /// Everything it says.
    pub fn wording(&self) -> Wording {
        // A term's meaning is also part of the section that it stands in.
        let sections = self.spots.iter().filter(|spot| spot.level.is_some()).map(|spot| &spot.wording);
        let all = std::iter::once(&self.opening).chain(sections).flat_map(|wording| wording.sentences.iter().copied());
        Wording { sentences: all.collect() }
    }
}

impl Wording {
    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// How much of it is in another one: 1 for the same sentences, 0 for none in common or for no words at all.
    pub fn likeness(&self, other: &Self) -> f32 {
        let mine: BTreeSet<u32> = self.sentences.iter().copied().collect();
        let theirs: BTreeSet<u32> = other.sentences.iter().copied().collect();
        let most = mine.len().max(theirs.len());
        let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
        if most == 0 { 0.0 } else { count(mine.intersection(&theirs).count()) / count(most) }
    }
}
