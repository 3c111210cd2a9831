//! `history/releases/`: what earlier releases held, so that no address is ever lost and readers learn what changed.
//!
//! 1. [`record`] makes a [`Release`] of what a compiled guide held; [`file_name`] and [`render`] say where and
//!    how it is kept. The publisher does that; nothing else writes here.
//! 2. [`read`] takes all records of a guide folder. A damaged one is a finding.
//! 3. [`inventory`] is what the present guide holds, in the same shape.
//! 4. `kept` says which heading of a page an id of an earlier release belongs to now.
//! 5. [`changes`] compares two inventories.
//!
//! The records are no part of a guide's `source_sha256`: publishing writes them.

mod changes;

mod inventory;

mod kept;

mod record;

mod stored;

mod wording;

use crate::model::{Finding, Findings, GuidePath, History, Outcome, Place, Release, SourceFile, Sources};
use crate::parse::BAD_REGISTER;

pub use changes::{Change, Changes, DocumentChange, PageChange, SectionChange, changes};
pub use inventory::{inventory, inventory_with_kept};
pub(crate) use kept::{Kept, kept};
pub use record::{Publication, record};
pub(crate) use stored::StoredInventory;
pub use stored::render;

/// The folder of the records.
const FOLDER: &str = "history/releases";

/// The file of a release's record in the guide folder: `history/releases/0001-2026-09.json`.
pub fn file_name(release: &Release) -> String {
    let edition: String = crate::parse::slug(&release.manifest.edition);
    let edition = if edition.is_empty() { String::new() } else { format!("-{edition}") };
    format!("{FOLDER}/{:04}{edition}.json", release.number)
}

/// Reads every record, the oldest first.
pub fn read(sources: &Sources) -> Outcome<History> {
    let mut findings = Findings::default();
    let mut records: Vec<(GuidePath, Release)> = Vec::new();
    let files = sources.under(FOLDER).filter(|file| file.path.extension() == "json" && file.refused.is_none());
    for file in files {
        match stored::read(&file.bytes) {
            Ok(release) => records.push((file.path.clone(), release)),
            Err(trouble) => findings.push(damaged(file, &trouble)),
        }
    }
    records.sort_by_key(|(_, release)| release.number);
    for pair in records.windows(2).filter(|pair| pair[0].1.number == pair[1].1.number) {
        findings.push(double(&pair[0].0, &pair[1].0, pair[0].1.number));
    }
    let mut releases: Vec<Release> = records.into_iter().map(|(_, release)| release).collect();
    releases.dedup_by_key(|release| release.number);
    Outcome::new(History { releases }, findings)
}

fn damaged(file: &SourceFile, trouble: &stored::Trouble) -> Finding {
    let (what, fix) = match trouble {
        stored::Trouble::Newer => (
            "This record of a release was written by a newer senco-guide and was not read.".to_owned(),
            "Use the newest senco-guide.",
        ),
        stored::Trouble::Damaged(reason) => (
            format!("This record of a release is damaged and was not read: {reason}."),
            "Take the file back from version control or a backup. Without it, old addresses may be lost unseen.",
        ),
    };
    Finding::new(&BAD_REGISTER, Place::file(&file.path), what, fix)
}

fn double(one: &GuidePath, other: &GuidePath, number: u32) -> Finding {
    Finding::new(
        &BAD_REGISTER,
        Place::file(other),
        format!("This record and {one} are both of release {number}; only the other one was read."),
        "Give this one the number after the newest, in its name and in the line “number”.",
    )
    .see_also(Place::file(one))
}

#[cfg(test)]
mod tests;
