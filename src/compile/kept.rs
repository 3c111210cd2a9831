//! A verdict as the cache holds it.

use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::history::StoredInventory;
use crate::model::{Digest, Edit, Finding, Findings, Place, Severity};
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

/// A finding as it is stored: its rule by code.
#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: String,
    severity: Severity,
    place: Place,
    what: String,
    fix: String,
    link: Option<String>,
    related: Vec<Place>,
    edit: Option<Edit>,
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
        let findings = self.findings.into_iter().map(KeptFinding::recall).collect::<Option<Findings>>()?;
        let as_of = self.as_of.parse().ok()?;
        Some(Verdict { findings, extent: self.extent, inventory: self.inventory.into(), as_of, web: None })
    }
}

impl KeptFinding {
    fn of(finding: &Finding) -> Self {
        let Finding { rule, severity, place, what, fix, link, related, edit } = finding.clone();
        Self { rule: rule.code.to_owned(), severity, place, what, fix, link, related, edit }
    }

    fn recall(self) -> Option<Finding> {
        let Self { rule, severity, place, what, fix, link, related, edit } = self;
        Some(Finding { rule: rules::rule(&rule)?, severity, place, what, fix, link, related, edit })
    }
}
