//! How accessible a PDF is, as a machine can tell: tags, and the checks of PDF/UA-1 (ISO 14289-1).

use lopdf::Document;
use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::objects::{dictionary, get};
use crate::model::Accessibility;

/// How many failed checks are named.
const NAMED: usize = 10;

/// The verdict on a PDF.
pub(crate) fn of(bytes: &[u8], document: &Document) -> Accessibility {
    let failures = failures(bytes);
    Accessibility { tagged: is_tagged(document), conforms: failures.is_empty(), failures }
}

/// The checks of PDF/UA-1 that failed, in the checker's words with the clause; at most ten. Empty when all passed.
pub(crate) fn failures(bytes: &[u8]) -> Vec<String> {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(SafetyLimits::default());
    match validate_pdf_bytes(bytes, &options) {
        Ok(report) if report.is_compliant => Vec::new(),
        Ok(report) => report
            .failures
            .iter()
            .take(NAMED)
            .map(|failure| format!("{} ({})", failure.message, failure.rule_id))
            .collect(),
        Err(error) => vec![format!("The checker could not read it: {error}")],
    }
}

/// Whether the file has a structure tree with something in it (ISO 32000-1, 14.7.2).
pub(crate) fn is_tagged(document: &Document) -> bool {
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"StructTreeRoot"));
    root.is_some_and(|root| get(document, root, b"K").is_some())
}
