//! Reads the links back out of the finished bytes, with other code than the writers', and compares them with the graph.

mod fragments;

mod html;

pub mod pdf;

pub mod site;

mod templates;

use crate::model::{Bundle, Findings, Rule, Severity};
use crate::write::Material;

/// The finished files differ from the link graph: a bug of ours, and never to be published.
pub const BUNDLE_DIFFERS: Rule = Rule {
    code: "bundle-differs",
    severity: Severity::MustFix,
    name: "Finished files are not right",
    finds: "A link, an anchor or a file that the finished site or PDF lacks, although the guide has it.",
    why: "The guide was right and what came out of it is not: this is a fault of the tool, not yours.",
    fix: "Do not publish this bundle. Please report the message and the page to the makers of senco-guide.",
    example: "a link whose page has another address in the finished site",
};

/// Compares a finished bundle with what the graph promises.
///
/// `guide_pages` is how many pages of the PDF come before the annexes.
pub fn bundle(bundle: &Bundle, material: &Material<'_>, guide_pages: u32) -> Findings {
    let mut findings = html::compare(bundle, material);
    findings.extend(fragments::compare(bundle, material));
    let path = format!("site/{}", material.config.pdf.file);
    if let Some(pdf) = bundle.get(&path) {
        findings.extend(pdf::compare(&pdf.bytes, material.graph, guide_pages));
    }
    findings
}
