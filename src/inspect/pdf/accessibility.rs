//! How accessible a PDF is, as a machine can tell: tags, and the checks of PDF/UA-1 (ISO 14289-1).

use std::collections::BTreeSet;

use lopdf::Document;

pub(crate) use super::checker::Depth;
use super::checker::{self, Load};
use super::faults::Faults;
use super::objects::{dictionary, get};
use super::pages::Leaf;
use crate::model::{Accessibility, FailedCheck};

/// The check that a file has a structure tree at all, by its number in clause 7.1.
const UNTAGGED: &str = "11";

/// The verdict on a PDF, with the pages on which it falls short. Without tags there is nothing to check: clause 7.1 asks
/// for them first of all.
pub(super) fn of(bytes: &[u8], document: &Document, leaves: &[Leaf], load: &Load) -> Accessibility {
    let tagged = is_tagged(document);
    let failures = if !tagged {
        vec![FailedCheck { clause: "7.1".to_owned(), test: UNTAGGED.to_owned(), pages: Vec::new() }]
    } else if load.can_be_checked(bytes) {
        on_pages(failures(bytes, load.depth), document, leaves)
    } else {
        vec![not_checked()]
    };
    Accessibility { tagged, conforms: failures.is_empty(), failures }
}

fn on_pages(mut failures: Vec<FailedCheck>, document: &Document, leaves: &[Leaf]) -> Vec<FailedCheck> {
    if !failures.is_empty() {
        let faults = Faults::of(document, leaves);
        for check in &mut failures {
            check.pages = faults.pages(&check.clause, &check.test);
        }
    }
    failures
}

/// The checks of PDF/UA-1 that failed in a file. Empty when all passed.
pub(crate) fn failures(bytes: &[u8], depth: Depth) -> Vec<FailedCheck> {
    match checker::check(bytes, depth) {
        Some(report) if report.is_compliant => Vec::new(),
        Some(report) => each_once(report.failures.iter().map(|failure| failure.rule_id.as_str())),
        None => vec![not_checked()],
    }
}

/// A file that could not be checked, which is not the same as one that passed.
fn not_checked() -> FailedCheck {
    FailedCheck::default()
}

/// Each check once. A rule is named `ISO 14289-1:2014:7.18.5:1`: standard, year, clause, test.
fn each_once<'a>(rules: impl Iterator<Item = &'a str>) -> Vec<FailedCheck> {
    let check = |rule: &str| {
        let mut parts = rule.rsplit(':').map(str::to_owned);
        let test = parts.next().unwrap_or_default();
        FailedCheck { clause: parts.next().unwrap_or_default(), test, pages: Vec::new() }
    };
    let mut checks: Vec<FailedCheck> = rules.collect::<BTreeSet<&str>>().into_iter().map(check).collect();
    // Without the claim to keep to the standard (clause 5) nobody is shut out: what shuts people out comes first.
    checks.sort_by_key(|check| check.clause == "5");
    checks
}

/// Whether the file has a structure tree with something in it (ISO 32000-1, 14.7.2).
pub(crate) fn is_tagged(document: &Document) -> bool {
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"StructTreeRoot"));
    root.is_some_and(|root| get(document, root, b"K").is_some())
}
