//! What was found in a guide, kept until a file of it, the day or the program changes.
//!
//! An editor who checks again and again while mending one page should not wait for sixty unchanged documents. Nothing but
//! the findings, the extent, the inventory and the bundle's digest is kept: a guide that was judged before is not compiled to
//! be judged again, and a bundle that stands where it was saved, file by file as it was, is not made again.

use jiff::civil::Date;

use super::kept::Kept;
use super::{Compiled, Make, Surroundings, compile};
use crate::history;
use crate::io::Key;
use crate::model::{Bundle, Digest, Findings, Inventory, Sources, WebFacts};
use crate::report::Extent;

/// The version of what is kept: raised when its shape changes.
const VERSION: u32 = 3;

/// All that is told of a guide that is only checked.
#[derive(Debug)]
pub struct Verdict {
    /// What was found, in the order of the reports.
    pub findings: Findings,
    /// What was looked at.
    pub extent: Extent,
    /// What the guide holds, with the ids of earlier releases that it keeps alive: the record of the release that it may become.
    pub inventory: Inventory,
    /// The day that the findings were judged by.
    pub as_of: Date,
    /// What the web answered; none when it was not asked.
    pub web: Option<WebFacts>,
}

/// Judges a guide, or recalls how it was judged. `program` tells one build of the tool from another.
///
/// What the web answers is never kept here: it has a memory of its own, in `history/`.
pub fn verdict(sources: &Sources, findings: Findings, surroundings: &Surroundings, program: &Digest) -> Verdict {
    let make = Make::Findings;
    let judge = || Verdict::of(compile(sources, findings, make, surroundings));
    if surroundings.web.is_some() {
        return judge();
    }
    if let Some(verdict) = recalled(sources, make, surroundings, program) {
        return verdict;
    }
    let verdict = judge();
    keep(&key(sources, make, surroundings, program), surroundings, &Kept::of(&verdict, None));
    verdict
}

/// How a guide was judged before, if it was. A glance at the sources is enough.
pub fn recalled(glanced_at: &Sources, make: Make, surroundings: &Surroundings, program: &Digest) -> Option<Verdict> {
    recall(&key(glanced_at, make, surroundings, program), surroundings).and_then(Kept::recall)
}

/// What was found when the bundle that stands was built; `None` when building again would change it. A glance at the sources
/// is enough. `saved` is the digest of what stands in the bundle's folder, and is only asked when the same guide was built
/// before.
pub fn standing(
    glanced_at: &Sources,
    make: Make,
    surroundings: &Surroundings,
    program: &Digest,
    saved: impl FnOnce() -> Option<Digest>,
) -> Option<Verdict> {
    let kept = recall(&key(glanced_at, make, surroundings, program), surroundings)?;
    let bundle = kept.bundle?;
    if saved() == Some(bundle) { kept.recall() } else { None }
}

/// Compiles a guide into its bundle, and keeps what was found for [`standing`] and [`verdict`].
pub fn build(
    sources: &Sources,
    findings: Findings,
    make: Make,
    surroundings: &Surroundings,
    program: &Digest,
) -> (Bundle, Verdict) {
    let mut compiled = compile(sources, findings, make, surroundings);
    let bundle = std::mem::take(&mut compiled.bundle);
    let verdict = Verdict::of(compiled);
    keep(&key(sources, make, surroundings, program), surroundings, &Kept::of(&verdict, Some(bundle.digest())));
    (bundle, verdict)
}

fn recall(key: &Key, surroundings: &Surroundings) -> Option<Kept> {
    surroundings.cache.read(key).and_then(|bytes| serde_json::from_slice(&bytes).ok())
}

fn keep(key: &Key, surroundings: &Surroundings, kept: &Kept) {
    if let Ok(bytes) = serde_json::to_vec(kept) {
        surroundings.cache.write(key, &bytes);
    }
}

/// Every file, the day, the program and whether a PDF is made: whatever a finding or a finished file can depend on.
fn key(sources: &Sources, make: Make, surroundings: &Surroundings, program: &Digest) -> Key {
    let has_pdf = cfg!(feature = "typeset") && make != Make::BundleWithoutPdf;
    let day = format!("{} {} {has_pdf}", surroundings.as_of, surroundings.as_of_is_given);
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
        let inventory = history::inventory_with_kept(&compiled.guide, &compiled.documents, &compiled.graph);
        let Compiled { findings, extent, as_of, facts, .. } = compiled;
        Self { findings, extent, inventory, as_of, web: facts.web }
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
        let (around, program) = (surroundings(cache, day), Digest::of(program));
        let verdict = verdict(&sources(page), Findings::default(), &around, &program);
        format!("{:?} {:?} {:?} {}", verdict.findings, verdict.extent, verdict.inventory, verdict.as_of)
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

    #[test]
    fn what_a_build_found_is_recalled_by_a_check_and_a_check_never_stands_for_a_build() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::in_folder(folder.path());
        let (sources, around) = (sources("# A\n\n[c](c.md)\n"), surroundings(&cache, "2026-09-01"));
        let program = Digest::of(b"one");
        let has_bundle =
            |make| recall(&key(&sources, make, &around, &program), &around).map(|kept| kept.bundle.is_some());
        let check = || verdict(&sources, Findings::default(), &around, &program);
        let checked = format!("{:?}", check().findings);
        assert_eq!(has_bundle(Make::Findings), Some(false));
        let is_standing =
            |digest: Option<Digest>| standing(&sources, Make::Bundle, &around, &program, || digest).is_some();
        assert!(!is_standing(None), "a check makes no bundle");
        let (bundle, _) = build(&sources, Findings::default(), Make::Bundle, &around, &program);
        assert!(is_standing(Some(bundle.digest())), "what was saved");
        assert!(!is_standing(Some(Digest::of(b"another"))), "changed by hand");
        assert!(!is_standing(None), "taken away");
        assert_eq!(has_bundle(Make::Findings), Some(true), "one verdict for both");
        assert_eq!(format!("{:?}", check().findings), checked);
        // Without a PDF other things may be found, where one is made at all.
        let other = if cfg!(feature = "typeset") { None } else { Some(true) };
        assert_eq!(has_bundle(Make::BundleWithoutPdf), other);
    }
}
