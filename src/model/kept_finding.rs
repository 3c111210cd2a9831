//! A finding as caches hold it.

use serde::{Deserialize, Serialize};

use super::{Edit, Finding, Place, Rule, Severity};

/// A finding as it is stored: its rule by code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptFinding {
    rule: String,
    severity: Severity,
    place: Place,
    what: String,
    fix: String,
    link: Option<String>,
    related: Vec<Place>,
    edit: Option<Edit>,
}

impl KeptFinding {
    /// A finding, to be stored.
    pub fn of(finding: &Finding) -> Self {
        let Finding { rule, severity, place, what, fix, link, related, edit } = finding.clone();
        Self { rule: rule.code.to_owned(), severity, place, what, fix, link, related, edit }
    }

    /// The finding that was stored; none when its rule is not known any more.
    pub fn recall(self, rules: impl Fn(&str) -> Option<&'static Rule>) -> Option<Finding> {
        let Self { rule, severity, place, what, fix, link, related, edit } = self;
        Some(Finding { rule: rules(&rule)?, severity, place, what, fix, link, related, edit })
    }
}
