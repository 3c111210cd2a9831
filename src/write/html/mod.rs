//! The site: what the web team puts on the Local Offer.

use crate::model::{Bundle, Findings, Outcome, PdfFacts};

use super::Material;

/// Writes every file of `site/` except the PDF, the zip and the manifest. Paths start with `site/`.
pub fn site(material: &Material<'_>, pdf: Option<&PdfFacts>) -> Outcome<Bundle> {
    let _ = (material, pdf);
    Outcome::new(Bundle::default(), Findings::default())
}
