//! Links of the finished pages that stand in a council's own templates: those are the council's to mend, at their line.

use std::collections::BTreeSet;

use crate::model::{At, Finding, Findings, Place, SourceFile, Sources};

/// The findings that are about links of a council's templates, each link once, and those that are not.
pub(super) fn apart<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    sources: &Sources,
) -> (Findings, Vec<&'a Finding>) {
    let files: Vec<&SourceFile> = sources.under("templates").collect();
    let mut told: BTreeSet<(Place, &str)> = BTreeSet::new();
    let mut of_templates = Findings::default();
    let mut others = Vec::new();
    for finding in findings {
        match files.iter().find_map(|file| place(file, finding)) {
            Some(place) => {
                if told.insert((place.clone(), finding.rule.code)) {
                    of_templates.push(Finding { place, related: Vec::new(), edit: None, ..finding.clone() });
                }
            }
            None => others.push(finding),
        }
    }
    (of_templates, others)
}

/// Where a template has the link that a finding is about. A page in a folder has it with `../` before it, which the
/// template writes as `{{ site.root }}`.
fn place(file: &SourceFile, finding: &Finding) -> Option<Place> {
    let written = finding.link.as_deref()?.trim();
    let from_top = written.trim_start_matches("../");
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let quoted = |address: &str| {
        ['"', '\'', '}', '(', ' '].iter().find_map(|before| {
            let at = text.find(&format!("{before}{address}"))? + 1;
            let after = text[at + address.len()..].chars().next();
            after.is_none_or(|letter| matches!(letter, '"' | '\'' | ')' | '>' | ' ')).then_some((at, address.len()))
        })
    };
    let escaped = from_top.replace('&', "&amp;");
    let (at, length) =
        [written, from_top, &escaped].into_iter().filter(|address| !address.is_empty()).find_map(quoted)?;
    Some(Place::new(&file.path, At::Bytes(at..at + length)))
}
