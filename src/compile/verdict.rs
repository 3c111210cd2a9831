//! What was found in a guide, kept until a file of it, the day or the program changes.
//!
//! An editor who checks again and again while mending one page should not wait for sixty unchanged documents. Nothing but
//! the findings and the extent is kept: the bundle is never made for a guide that was judged before.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Compiled, Make, Surroundings, compile};
use crate::io::Key;
use crate::model::{Digest, Edit, Finding, Findings, Place, Severity, Sources, WebFacts};
use crate::report::Extent;
use crate::rules;

/// The version of what is kept: raised when its shape changes.
const VERSION: u32 = 1;

/// All that is told of a guide that is only checked.
#[derive(Debug)]
pub struct Verdict {
    /// What was found, in the order of the reports.
    pub findings: Findings,
    /// What was looked at.
    pub extent: Extent,
    /// The day that the findings were judged by.
    pub as_of: Date,
    /// What the web answered; none when it was not asked.
    pub web: Option<WebFacts>,
}

/// Judges a guide, or recalls how it was judged. `program` tells one build of the tool from another.
///
/// What the web answers is never kept here: it has a memory of its own, in `history/`.
pub fn verdict(sources: &Sources, findings: Findings, surroundings: &Surroundings, program: &Digest) -> Verdict {
    let judge = || Verdict::of(compile(sources, findings, Make::Findings, surroundings));
    if surroundings.web.is_some() {
        return judge();
    }
    let key = key(sources, surroundings, program);
    let kept = surroundings.cache.read(&key).and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
    if let Some(verdict) = kept.and_then(Kept::recall) {
        return verdict;
    }
    let verdict = judge();
    if let Ok(bytes) = serde_json::to_vec(&Kept::of(&verdict)) {
        surroundings.cache.write(&key, &bytes);
    }
    verdict
}

/// Every file, the day and the program: whatever a finding can depend on.
fn key(sources: &Sources, surroundings: &Surroundings, program: &Digest) -> Key {
    let day = format!("{} {}", surroundings.as_of, surroundings.as_of_is_given);
    let files = sources.files().iter().map(|file| {
        let refused = format!("{:?}", file.refused);
        Digest::of_parts([file.path.as_str().as_bytes(), file.digest.bytes(), refused.as_bytes()])
    });
    let inputs: Vec<Digest> = [*program, Digest::of(day.as_bytes())].into_iter().chain(files).collect();
    Key::new("verdict", VERSION, &inputs)
}

impl Verdict {
    /// What is told of a guide that was compiled.
    pub fn of(compiled: Compiled) -> Self {
        let Compiled { findings, extent, as_of, facts, .. } = compiled;
        Self { findings, extent, as_of, web: facts.web }
    }
}

/// A verdict as it is stored.
#[derive(Serialize, Deserialize)]
struct Kept {
    findings: Vec<KeptFinding>,
    extent: Extent,
    /// As ISO 8601 writes it.
    as_of: String,
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
    fn of(verdict: &Verdict) -> Self {
        let findings = verdict.findings.iter().map(KeptFinding::of).collect();
        Self { findings, extent: verdict.extent.clone(), as_of: verdict.as_of.to_string() }
    }

    /// `None` when a rule is no longer known.
    fn recall(self) -> Option<Verdict> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Cache;
    use crate::model::{GuidePath, SourceFile};

    fn sources(page: &str) -> Sources {
        let path = GuidePath::new("pages/a.md").expect("inside");
        Sources::new(vec![SourceFile::new(path, page.as_bytes().to_vec())])
    }

    fn surroundings(cache: &Cache, day: &str) -> Surroundings {
        Surroundings { as_of: day.parse().expect("a day"), as_of_is_given: true, cache: cache.clone(), web: None }
    }

    fn judged(page: &str, day: &str, cache: &Cache, program: &[u8]) -> String {
        let verdict = verdict(&sources(page), Findings::default(), &surroundings(cache, day), &Digest::of(program));
        format!("{:?} {:?} {}", verdict.findings, verdict.extent, verdict.as_of)
    }

    #[test]
    fn a_verdict_is_recalled_as_it_was_and_never_for_another_guide_day_or_program() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::in_folder(folder.path());
        let (page, changed) = ("# A\n\n[form](../documents/form.docx), [b](A.md#b)\n", "# A\n\n[c](c.md)\n");
        let first = judged(page, "2026-09-01", &cache, b"one");
        assert!(first.contains("missing-document"), "{first}");
        assert_eq!(judged(page, "2026-09-01", &cache, b"one"), first, "recalled");
        for (page, day, program) in
            [(changed, "2026-09-01", b"one"), (page, "2026-09-02", b"one"), (page, "2026-09-01", b"two")]
        {
            assert_eq!(judged(page, day, &cache, program), judged(page, day, &Cache::off(), program), "{day}");
        }
    }
}
