//! `history/releases/*.json`, format 1: how a release is kept. One file a release, so that two branches rarely touch the
//! same one; one line a fact, so that a change reads well in version control.

use serde::{Deserialize, Serialize};

use crate::model::{Digest, DocumentRecord, GuidePath, Inventory, Manifest, PageRecord, Release, SpotRecord, Wording};

const FORMAT: u32 = 1;

/// Why a record cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Its format is newer than this program.
    Newer,
    /// It is no such record; what the reader said.
    Damaged(String),
}

/// What every format has.
#[derive(Deserialize)]
struct Numbered {
    format: u32,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u32,
    about: String,
    number: u32,
    published: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(flatten)]
    inventory: StoredInventory,
    manifest: Manifest,
}

/// An inventory as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct StoredInventory {
    pages: Vec<StoredPage>,
    documents: Vec<StoredDocument>,
}

#[derive(Serialize, Deserialize)]
struct StoredPage {
    file: GuidePath,
    address: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
    /// Releases that were remembered before November 2026 lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    summary: Option<StoredWording>,
    text: StoredWording,
    headings: Vec<StoredSpot>,
}

#[derive(Serialize, Deserialize)]
struct StoredSpot {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
    text: StoredWording,
}

#[derive(Serialize, Deserialize)]
struct StoredDocument {
    id: String,
    title: String,
    file: GuidePath,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<GuidePath>,
    sha256: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Digest>,
}

/// The sentences' digests, eight hexadecimal digits each, with spaces between.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
struct StoredWording(Wording);

/// Reads a record.
pub(super) fn read(bytes: &[u8]) -> Result<Release, Trouble> {
    let damaged = |error: &dyn std::fmt::Display| Trouble::Damaged(error.to_string());
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let numbered: Numbered = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
    if numbered.format > FORMAT {
        return Err(Trouble::Newer);
    }
    let stored: Stored = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
    let published = stored.published.parse().map_err(|_| damaged(&"its day cannot be read"))?;
    Ok(Release {
        number: stored.number,
        published,
        by: stored.by,
        inventory: stored.inventory.into(),
        manifest: stored.manifest,
    })
}

/// The text of a record.
pub fn render(release: &Release) -> String {
    let stored = Stored {
        format: FORMAT,
        about: "What this release held. Written by senco-guide publish; keep it with the guide, so that no address is lost."
            .to_owned(),
        number: release.number,
        published: release.published.to_string(),
        by: release.by.clone(),
        inventory: StoredInventory::from(&release.inventory),
        manifest: release.manifest.clone(),
    };
    serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
}

impl From<&Inventory> for StoredInventory {
    fn from(inventory: &Inventory) -> Self {
        Self {
            pages: inventory.pages.iter().map(stored_page).collect(),
            documents: inventory.documents.iter().map(stored_document).collect(),
        }
    }
}

impl From<StoredInventory> for Inventory {
    fn from(stored: StoredInventory) -> Self {
        Self {
            pages: stored.pages.into_iter().map(page).collect(),
            documents: stored.documents.into_iter().map(document).collect(),
        }
    }
}

fn page(page: StoredPage) -> PageRecord {
    let spot = |spot: StoredSpot| SpotRecord {
        id: spot.id,
        title: spot.title,
        level: spot.level,
        wording: spot.text.0,
        also: spot.also,
    };
    PageRecord {
        file: page.file,
        address: page.address,
        title: page.title,
        title_id: page.title_id,
        summary: page.summary.map(|summary| summary.0),
        opening: page.text.0,
        spots: page.headings.into_iter().map(spot).collect(),
        also: page.also,
    }
}

fn stored_page(page: &PageRecord) -> StoredPage {
    let spot = |spot: &SpotRecord| StoredSpot {
        id: spot.id.clone(),
        title: spot.title.clone(),
        level: spot.level,
        also: spot.also.clone(),
        text: StoredWording(spot.wording.clone()),
    };
    StoredPage {
        file: page.file.clone(),
        address: page.address.clone(),
        title: page.title.clone(),
        title_id: page.title_id.clone(),
        also: page.also.clone(),
        summary: page.summary.clone().map(StoredWording),
        text: StoredWording(page.opening.clone()),
        headings: page.spots.iter().map(spot).collect(),
    }
}

fn document(document: StoredDocument) -> DocumentRecord {
    DocumentRecord {
        address: document.id,
        title: document.title,
        file: document.file,
        also: document.also,
        digest: document.sha256,
        version: document.version,
        text: document.text,
    }
}

fn stored_document(document: &DocumentRecord) -> StoredDocument {
    StoredDocument {
        id: document.address.clone(),
        title: document.title.clone(),
        file: document.file.clone(),
        also: document.also.clone(),
        sha256: document.digest,
        version: document.version.clone(),
        text: document.text,
    }
}

impl From<StoredWording> for String {
    fn from(wording: StoredWording) -> Self {
        let digests: Vec<String> = wording.0.sentences.iter().map(|sentence| format!("{sentence:08x}")).collect();
        digests.join(" ")
    }
}

impl TryFrom<String> for StoredWording {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digest =
            |word: &str| u32::from_str_radix(word, 16).map_err(|_| format!("“{word}” is not the digest of a sentence"));
        let sentences: Result<Vec<u32>, String> = text.split_whitespace().map(digest).collect();
        Ok(Self(Wording { sentences: sentences? }))
    }
}
