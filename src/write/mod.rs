//! Writes the bundle: the PDF first, because the site quotes its size and page numbers, then the site and what goes with it.
//!
//! A writer never makes up an address: it asks the [`LinkGraph`].

mod archive;

mod feed;

mod handover;

pub mod html;

pub mod merge;

mod news;

#[cfg(feature = "typeset")]
pub mod pdf;

pub(crate) mod xml;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::config::Config;
use crate::model::{
    Bundle, Digest, Documents, Guide, History, LinkGraph, Manifest, Outcome, PdfFacts, Sources, media_type,
};

pub use handover::HEADERS;
use html::Fragments;
use news::News;
pub(crate) use news::sentences as changes_in_words;

/// The name of the zip for a school laptop, in the site's folder.
pub(crate) const ZIP: &str = "senco-guide.zip";

/// Everything a writer may look at.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The files as read: pictures, originals, template overrides.
    pub sources: &'a Sources,
    /// The pages.
    pub guide: &'a Guide,
    /// The linked documents.
    pub documents: &'a Documents,
    /// Where everything leads.
    pub graph: &'a LinkGraph,
    /// The earlier releases.
    pub history: &'a History,
}

/// What a writer may keep from one build to the next: bytes by the digest of all that they were made from.
///
/// A writer that finds nothing there makes the same bytes anew.
pub trait Memory {
    /// What was kept under this digest.
    fn recall(&self, digest: &Digest) -> Option<Vec<u8>>;

    /// Keeps bytes under a digest.
    fn keep(&self, digest: &Digest, bytes: &[u8]);

    /// Whether somebody waits to look at a PDF that is whole and not proved yet.
    fn is_waited_for(&self) -> bool {
        false
    }

    /// Shows them that PDF, with what was found so far. What is kept later may differ from it in its claim.
    fn show(&self, _: &Outcome<Option<Pdf>>) {}
}

/// The finished PDF and what the site says about it.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// What the site says about it.
    pub facts: PdfFacts,
}

/// Writes the whole bundle but for `report/`, which also knows the day.
pub fn bundle(material: &Material<'_>, pdf: Option<Pdf>) -> Outcome<Bundle> {
    let redirects = handover::redirects(material);
    let news = News::of(material, &redirects);
    let Outcome { value: mut bundle, findings } = shown(material, pdf, &news, Fragments::All);
    if let Some(sitemap) = sitemap(material, &bundle) {
        bundle.insert("site/sitemap.xml", sitemap.into_bytes());
    }
    let packed = zip(&bundle);
    bundle.insert(&format!("site/{ZIP}"), packed);
    bundle.extend(handover::handover(material, &bundle));
    if let Some(email) = news.email(material) {
        bundle.insert("handover/email.txt", email.into_bytes());
    }
    let source = Manifest::source_digest(material.sources);
    let manifest =
        Manifest::of_site(&bundle, &material.config.title, material.config.edition.as_deref(), redirects, source);
    bundle.insert("site/manifest.json", serde_json::to_vec_pretty(&manifest).unwrap_or_default());
    Outcome::new(bundle, findings)
}

/// Writes what a browser shows of a bundle, and nothing that is only for whoever publishes it. What is wrong in the guide is
/// found all the same.
pub fn pages(material: &Material<'_>, pdf: Option<Pdf>) -> Outcome<Bundle> {
    let redirects = handover::redirects(material);
    shown(material, pdf, &News::of(material, &redirects), Fragments::ToFindFaults)
}

/// Packs the site of a bundle into the zip that stands in it for a school laptop.
pub fn zip(bundle: &Bundle) -> Vec<u8> {
    archive::zip(bundle)
}

fn shown(material: &Material<'_>, pdf: Option<Pdf>, news: &News<'_>, fragments: Fragments) -> Outcome<Bundle> {
    let facts = pdf.as_ref().map(|pdf| &pdf.facts);
    let Outcome { value: mut bundle, findings } = html::site(material, facts, news, fragments);
    if let Some(pdf) = pdf {
        bundle.insert(&format!("site/{}", pdf.facts.file), pdf.bytes);
    }
    if let Some(feed) = feed::feed(material, news) {
        bundle.insert(&format!("site/{}", feed::FEED), feed.into_bytes());
    }
    Outcome::new(bundle, findings)
}

/// The list of pages for search engines. Needs whole addresses, so there is none without the guide's own.
fn sitemap(material: &Material<'_>, bundle: &Bundle) -> Option<String> {
    let base = material.config.address.as_deref()?;
    let stubs: BTreeSet<String> =
        material.graph.redirects.iter().filter_map(|redirect| html::stub_path(&redirect.from)).collect();
    let is_listed =
        |path: &str| media_type(path).starts_with("text/html") && path != "404.html" && !stubs.contains(path);
    let mut entries = String::new();
    for (path, _) in bundle.under("site").filter(|(path, _)| is_listed(path)) {
        let _ = writeln!(entries, "  <url><loc>{base}{path}</loc></url>");
    }
    let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    Some(format!("{head}{entries}</urlset>\n"))
}
