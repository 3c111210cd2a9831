//! The finished PDF in the cache: an unchanged guide is neither typeset nor merged again.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::rules::LOST_IN_PDF;
use crate::check::INACCESSIBLE_PDF;
use crate::model::{AnnexPage, Digest, DocumentId, Findings, KeptFinding, Outcome, PdfFacts, Rule};
use crate::write::{Material, Memory, Pdf};

/// Raised whenever the same guide would give another PDF: what was kept before is then forgotten.
pub const VERSION: u32 = 17;

/// What is kept before the bytes of the PDF.
#[derive(Serialize, Deserialize)]
struct Head {
    pages: u32,
    guide_pages: u32,
    annex_pages: Vec<(u32, u32, String)>,
    conforms: bool,
    findings: Vec<KeptFinding>,
}

/// The PDF as it was kept.
pub(super) fn read(memory: &dyn Memory, key: &Digest, material: &Material<'_>) -> Option<Outcome<Option<Pdf>>> {
    let mut entry = memory.recall(key)?;
    let length = u64::from_le_bytes(entry.get(..8)?.try_into().ok()?);
    let start = usize::try_from(length).ok()?.checked_add(8)?;
    let head: Head = serde_json::from_slice(entry.get(8..start)?).ok()?;
    let findings: Option<Findings> = head.findings.into_iter().map(|finding| finding.recall(rule)).collect();
    let bytes: Arc<[u8]> = entry.split_off(start).into();
    let facts = PdfFacts {
        file: material.config.pdf.file.clone(),
        bytes: bytes.len() as u64,
        pages: head.pages,
        guide_pages: head.guide_pages,
        annex_pages: head
            .annex_pages
            .into_iter()
            .map(|(id, place, printed)| (DocumentId(id), AnnexPage { place, printed }))
            .collect(),
        conforms: head.conforms,
    };
    Some(Outcome::new(Some(Pdf { bytes, facts }), findings?))
}

/// Keeps a PDF.
pub(super) fn write(memory: &dyn Memory, key: &Digest, made: &Outcome<Option<Pdf>>) {
    let Some(pdf) = &made.value else { return };
    let head = Head {
        pages: pdf.facts.pages,
        guide_pages: pdf.facts.guide_pages,
        annex_pages: pdf.facts.annex_pages.iter().map(|(id, page)| (id.0, page.place, page.printed.clone())).collect(),
        conforms: pdf.facts.conforms,
        findings: made.findings.iter().map(KeptFinding::of).collect(),
    };
    let Ok(head) = serde_json::to_vec(&head) else { return };
    let length = (head.len() as u64).to_le_bytes();
    memory.keep(key, &[&length, head.as_slice(), &*pdf.bytes].concat());
}

fn rule(code: &str) -> Option<&'static Rule> {
    [&LOST_IN_PDF, &INACCESSIBLE_PDF].into_iter().find(|rule| rule.code == code)
}
