//! The PDF of a build, kept for the builds that come before the next one is typeset.

use std::sync::Arc;

use crate::model::{DocumentId, Documents, Findings, GuidePath, Outcome, PdfFacts};
use crate::write::Pdf;

/// A PDF that was typeset before, with what was found in it. By default there is none.
#[derive(Debug, Clone, Default)]
pub struct EarlierPdf {
    facts: Option<PdfFacts>,
    bytes: Arc<[u8]>,
    /// The documents of the guide as it was then, in their order: their ids are positions.
    documents: Vec<GuidePath>,
    findings: Findings,
}

impl EarlierPdf {
    /// How many pages it has; none when there is no PDF.
    pub fn pages(&self) -> Option<u32> {
        self.facts.as_ref().map(|facts| facts.pages)
    }

    pub(super) fn of(made: &Outcome<Option<Pdf>>, documents: &Documents) -> Self {
        Self {
            facts: made.value.as_ref().map(|pdf| pdf.facts.clone()),
            bytes: made.value.as_ref().map(|pdf| pdf.bytes.clone()).unwrap_or_default(),
            documents: documents.iter().map(|(_, document)| document.file.clone()).collect(),
            findings: made.findings.clone(),
        }
    }

    /// What typesetting gave, told of the documents as they are now. One that came since is on no page yet.
    pub(super) fn outcome(&self, documents: &Documents) -> Outcome<Option<Pdf>> {
        let now = |id: DocumentId| {
            let file = self.documents.get(usize::try_from(id.0).ok()?)?;
            documents.iter().find(|(_, document)| document.file == *file).map(|(id, _)| id)
        };
        let pdf = self.facts.clone().map(|mut facts| {
            facts.annex_pages = facts.annex_pages.into_iter().filter_map(|(id, page)| Some((now(id)?, page))).collect();
            Pdf { bytes: self.bytes.clone(), facts }
        });
        Outcome::new(pdf, self.findings.clone())
    }
}
