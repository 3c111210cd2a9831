//! A verdict as the cache holds it.

use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::history::StoredInventory;
use crate::model::{Digest, Findings, KeptFinding};
use crate::report::Extent;
use crate::rules;

/// A verdict as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    findings: Vec<KeptFinding>,
    extent: Extent,
    inventory: StoredInventory,
    /// As ISO 8601 writes it.
    as_of: String,
    /// The digest of the finished files; none when they were not made to be saved.
    pub(super) bundle: Option<Digest>,
}

impl Kept {
    pub(super) fn of(verdict: &Verdict, bundle: Option<Digest>) -> Self {
        Self {
            findings: verdict.findings.iter().map(KeptFinding::of).collect(),
            extent: verdict.extent.clone(),
            inventory: StoredInventory::from(&verdict.inventory),
            as_of: verdict.as_of.to_string(),
            bundle,
        }
    }

    /// `None` when a rule is no longer known.
    pub(super) fn recall(self) -> Option<Verdict> {
        let findings =
            self.findings.into_iter().map(|finding| finding.recall(rules::rule)).collect::<Option<Findings>>()?;
        let as_of = self.as_of.parse().ok()?;
        Some(Verdict { findings, extent: self.extent, inventory: self.inventory.into(), as_of, web: None })
    }
}
