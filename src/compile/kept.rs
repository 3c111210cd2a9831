//! A verdict as the cache holds it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Verdict;
use crate::model::{Digest, Edit, Finding, Findings, Place, Severity};
use crate::report::Extent;
use crate::rules;

/// A verdict as it is stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    findings: Vec<KeptFinding>,
    extent: Extent,
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
    pub(super) fn of(findings: &Findings, extent: &Extent, as_of: Date, bundle: Option<Digest>) -> Self {
        let findings = findings.iter().map(KeptFinding::of).collect();
        Self { findings, extent: extent.clone(), as_of: as_of.to_string(), bundle }
    }

    /// `None` when a rule is no longer known.
    pub(super) fn recall(self) -> Option<Verdict> {
        let findings = self.findings.into_iter().map(KeptFinding::recall).collect::<Option<Findings>>()?;
        Some(Verdict { findings, extent: self.extent, as_of: self.as_of.parse().ok()?, web: None })
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
