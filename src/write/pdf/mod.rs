//! The one PDF: cover, contents, the guide and every linked document as an annex.
//!
//! 1. `markup` and its neighbours write one Typst document; `look.typ` says how it looks.
//! 2. `typeset` runs Typst, which gets every page number, bookmark and jump right; a PDF annex is a run of placeholder
//!    pages at this point, each with a strip for the stamp.
//! 3. [`merge`] puts the annexes' own pages, tags, fields and links into the placeholders.
//! 4. The finished file claims PDF/UA-1 only when it passes; `PDF_UA1.md` says who sees to which clause.

mod annexes;

mod blocks;

mod budget;

mod chapters;

mod column_widths;

mod contents;

mod cover;

mod heading_levels;

mod inline;

mod keep;

mod letters;

mod losses;

mod markup;

mod names;

mod pictures;

mod placeholders;

mod rules;

mod tables;

mod typeset;

mod world;

use std::collections::BTreeSet;

use crate::model::{AnnexPage, Digest, FailedCheck, Finding, Findings, Outcome, PdfFacts, Place, Severity};

use self::annexes::BoundPdf;
use self::markup::Markup;
use self::typeset::{Refusal, Typeset};
use super::{Material, Memory, Pdf, merge};

pub use budget::PAGE_BUDGET;
pub use keep::VERSION;
pub use rules::LOST_IN_PDF;

/// How often a document is typeset again without the blocks that Typst refused.
const MOST_TRIES: usize = 12;

/// A document as written for Typst.
struct Written<'a> {
    markup: Markup<'a>,
    facts: String,
    bound: Vec<BoundPdf>,
    digest: Digest,
}

/// Typesets and merges the PDF. `None` when the guide has nothing to print or could not be typeset; a finding says why.
pub fn pdf(material: &Material<'_>, memory: &dyn Memory) -> Outcome<Option<Pdf>> {
    if material.guide.pages.is_empty() && material.graph.annexes().next().is_none() {
        return Outcome::new(None, Findings::default());
    }
    let nothing = BTreeSet::new();
    let written = write(material, &nothing);
    let key = written.digest;
    let mut made = keep::read(memory, &key, material).unwrap_or_else(|| {
        let made = make(material, &written, memory);
        keep::write(memory, &key, &made);
        made
    });
    if let Some(pdf) = &made.value {
        made.findings.extend(budget::page_budget(material, &pdf.facts));
    }
    made
}

/// Typesets, again and again without what Typst refuses, then merges.
fn make(material: &Material<'_>, written: &Written<'_>, memory: &dyn Memory) -> Outcome<Option<Pdf>> {
    let mut findings = Findings::default();
    let mut refused = Findings::default();
    let mut left_out = BTreeSet::new();
    let first = attempt(material, written, memory, &mut findings);
    let mut refusal = match first {
        Ok(pdf) => return Outcome::new(Some(pdf), findings),
        Err(refusal) => refusal,
    };
    for _ in 0..MOST_TRIES {
        match refusal {
            Refusal::All(errors) => {
                refused.extend(errors);
                break;
            }
            Refusal::Blocks(blocks, errors) => {
                refused.extend(errors);
                let before = left_out.len();
                left_out.extend(blocks);
                if left_out.len() == before {
                    break;
                }
            }
        }
        let mut findings = Findings::default();
        match attempt(material, &write(material, &left_out), memory, &mut findings) {
            Ok(pdf) => {
                findings.extend(refused);
                return Outcome::new(Some(pdf), findings);
            }
            Err(again) => refusal = again,
        }
    }
    // A guide without its PDF is not to be published, whatever each reason weighs by itself.
    for finding in refused.iter_mut() {
        finding.severity = Severity::MustFix;
        finding.what.insert_str(0, "The PDF could not be made. ");
    }
    Outcome::new(None, refused)
}

fn write<'a>(material: &Material<'a>, left_out: &'a BTreeSet<markup::PlaceKey>) -> Written<'a> {
    let mut markup = Markup::new(*material, left_out);
    markup.push_cover();
    markup.push_contents();
    markup.push_chapters();
    markup.push_list_of_annexes();
    let bound = markup.push_annexes();
    let facts = markup.facts();
    let digest = digest(&markup, &facts, &bound);
    Written { markup, facts, bound, digest }
}

/// What the finished file depends on.
fn digest(markup: &Markup<'_>, facts: &str, bound: &[BoundPdf]) -> Digest {
    let files = markup.files.iter().map(|(name, bytes)| Digest::of_parts([name.as_bytes(), bytes.as_slice()]));
    let annexes = bound.iter().map(|pdf| {
        let links = names::jumps(markup, pdf.document);
        Digest::of_parts([markup.documents().get(pdf.document).digest.bytes(), format!("{links:?}").as_bytes()])
    });
    let date = format!("{:?}", markup.config().edition_date());
    let parts: Vec<Digest> = [
        Digest::of(markup.code.as_bytes()),
        Digest::of(facts.as_bytes()),
        Digest::of(date.as_bytes()),
        world::fonts_digest(),
    ]
    .into_iter()
    .chain(files)
    .chain(annexes)
    .collect();
    Digest::of_parts(parts.iter().map(Digest::bytes))
}

fn attempt(
    material: &Material<'_>,
    written: &Written<'_>,
    memory: &dyn Memory,
    findings: &mut Findings,
) -> Result<Pdf, Refusal> {
    let markup = &written.markup;
    let typeset = typeset::typeset(markup, &written.facts, written.digest, findings)?;
    findings.extend(markup.findings.clone());
    let binding = names::binding(markup, &typeset, &written.bound);
    let bound = merge::bind(&typeset.bytes, &binding).map_err(|error| Refusal::All(merge_failed(&error)))?;
    if memory.is_waited_for() {
        let facts = facts(material, &typeset, &bound.bytes, bound.claims, markup);
        memory.show(&Outcome::new(Some(Pdf { bytes: bound.bytes.as_slice().into(), facts }), findings.clone()));
    }
    let merged = bound.prove();
    for (document, words) in &merged.lost {
        let place = Place::file(&markup.documents().get(*document).file);
        findings.push(Finding::new(
            &LOST_IN_PDF,
            place,
            words.clone(),
            "Ask the owner of the document for a new copy.",
        ));
    }
    if let Some(finding) = unclaimed(&merged.failures) {
        findings.push(finding);
    }
    let facts = facts(material, &typeset, &merged.bytes, merged.conforms, markup);
    Ok(Pdf { bytes: merged.bytes.into(), facts })
}

/// What the merge starts from: the file with a placeholder for each page of a linked PDF, and what goes where. `None` when the
/// guide could not be typeset as it stands.
pub fn unbound(material: &Material<'_>) -> Option<(Vec<u8>, merge::Binding)> {
    let nothing = BTreeSet::new();
    let written = write(material, &nothing);
    let typeset = typeset::typeset(&written.markup, &written.facts, written.digest, &mut Findings::default()).ok()?;
    let binding = names::binding(&written.markup, &typeset, &written.bound);
    Some((typeset.bytes, binding))
}

/// Why the whole makes no claim to PDF/UA-1 although everything that went into it passes. That is never the editor's doing.
fn unclaimed(failures: &[FailedCheck]) -> Option<Finding> {
    let clauses: BTreeSet<&str> = failures.iter().map(|check| check.clause.as_str()).collect();
    let clauses: Vec<&str> = clauses.into_iter().filter(|clause| !clause.is_empty()).collect();
    let what = format!(
        "The finished PDF fails a check of the accessibility standard for PDFs (clauses of ISO 14289-1: {}), though \
         everything in it passes. It does not claim to keep to the standard.",
        if clauses.is_empty() { "not known".to_owned() } else { clauses.join(", ") }
    );
    let fix = "Send us the guide's folder, so that we can find out why. The PDF can be used all the same.";
    (!failures.is_empty()).then(|| Finding::new(&LOST_IN_PDF, Place::guide(), what, fix))
}

fn merge_failed(error: &lopdf::Error) -> Findings {
    let words = format!("The linked PDFs could not be bound into the guide's PDF. The reader says: {error}.");
    [Finding::new(&LOST_IN_PDF, Place::guide(), words, "Send us the guide's folder, so that we can find out why.")]
        .into_iter()
        .collect()
}

fn facts(material: &Material<'_>, typeset: &Typeset, bytes: &[u8], conforms: bool, markup: &Markup<'_>) -> PdfFacts {
    let first_page = |id| {
        let spot = typeset.spots.get(&markup.graph().annex_name(id))?;
        Some(AnnexPage { place: u32::try_from(spot.index + 1).ok()?, printed: spot.printed.clone() })
    };
    let annex_pages: Vec<_> = material.graph.annexes().filter_map(|(_, id)| Some((id, first_page(id)?))).collect();
    let pages = u32::try_from(typeset.pages).unwrap_or(u32::MAX);
    PdfFacts {
        file: material.config.pdf.file.clone(),
        bytes: bytes.len() as u64,
        pages,
        guide_pages: annex_pages.iter().map(|(_, page)| page.place - 1).min().unwrap_or(pages),
        annex_pages,
        conforms,
    }
}

#[cfg(test)]
mod tests;
