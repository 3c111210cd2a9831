//! Guide + documents → [`LinkGraph`]. Every link is resolved here, once, into a typed destination.
//!
//! 1. `classify` says what kind of address the text is, without asking whether anything is there.
//! 2. `resolve` looks it up, exactly: letter case, percent-encoding and Unicode forms included.
//! 3. What is not there becomes a finding, with the nearest thing that is (`findings`).
//! 4. `redirects` are the old addresses that editors keep alive; `past` sees to every other address of earlier releases.

mod answer;

mod classify;

mod findings;

mod lookup;

mod outside;

mod past;

mod redirects;

mod registered;

mod repair;

mod resolve;

mod site_paths;

mod spots;

use crate::config::{Annexes, Config};
use crate::model::{
    Anchor, DocumentKind, DocumentNode, Documents, Findings, Format, Guide, History, Link, LinkGraph, LinkId,
    LinkOrdinal, LinkedDocument, Outcome, Owner, PageNode, Place, Sources, SpotNode, WrittenLink, shown_address,
    without_wrappers,
};

pub use findings::{
    EMPTY_LINK, LOCAL_PATH, MISSING_ANCHOR, MISSING_DOCUMENT_ANCHOR, MISSING_IMAGE, OLD_HEADING_ID, UNSAFE_SCHEME,
    WRONG_CASE,
};
use resolve::Resolver;
use site_paths::SitePaths;

/// Resolves every link of every page and document, every redirect, and every address of earlier releases.
pub fn resolve(
    sources: &Sources,
    guide: &Guide,
    documents: &Documents,
    history: &History,
    config: &Config,
) -> Outcome<LinkGraph> {
    let mut findings = Findings::default();
    let mut graph = nodes(guide, documents, config);
    let mut resolver = Resolver::new(sources, guide, documents, &graph, config);
    let paths = SitePaths::of(guide, documents, &graph, config);
    let written = |resolver: &Resolver<'_>, findings: &mut Findings| {
        redirects::written(guide, resolver, &paths, &graph, config, findings)
    };
    // A redirect may lead to an old id, and an old id may be one of a page that a redirect leads on from.
    let first = written(&resolver, &mut Findings::default());
    let past = past::settle(history, guide, documents, &graph, &paths, &first.redirects, &config.pdf.file);
    resolver.keep(&past.kept, first.redirects.iter().chain(&past.redirects), &graph);
    let written = written(&resolver, &mut findings);
    let mut links = Vec::new();
    for (id, page) in guide.pages() {
        links.extend(resolve_all(Owner::Page(id), &page.file, &page.links, &resolver, &mut findings));
    }
    for (id, document) in documents.iter() {
        links.extend(resolve_all(
            Owner::Document(id),
            &document.file,
            &document.reading.links,
            &resolver,
            &mut findings,
        ));
    }
    graph.registered = registered::links(guide, documents, config, &resolver, &written.rows);
    graph.redirects = written.redirects;
    graph.redirects.extend(past.redirects);
    graph.kept = past.kept;
    graph.old_names = past.old_names;
    graph.lost = past.lost;
    Outcome::new(graph.with_links(links), findings)
}

/// The graph without its links.
fn nodes(guide: &Guide, documents: &Documents, config: &Config) -> LinkGraph {
    let mut graph = LinkGraph::default();
    for (id, page) in guide.pages() {
        graph.pages.push(PageNode {
            address: page.address.clone(),
            title: page.title.clone(),
            file: page.file.clone(),
        });
        graph.anchors.extend(page.anchors.iter().map(|anchor| Anchor {
            page: id,
            name: anchor.name.clone(),
            label: anchor.label.clone(),
            place: Place::new(&page.file, anchor.at.clone()),
        }));
    }
    let mut number = 0;
    for document in &documents.all {
        let annex = is_bound_in(document, config).then(|| {
            number += 1;
            number
        });
        graph.documents.push(document_node(document, annex));
    }
    graph
}

fn document_node(document: &LinkedDocument, annex: Option<u32>) -> DocumentNode {
    let spot = |anchor: &crate::model::DocumentAnchor| SpotNode {
        name: anchor.name.clone(),
        id: anchor.id.clone(),
        label: anchor.label.clone(),
        page: anchor.page,
    };
    DocumentNode {
        address: document.address.clone(),
        title: document.title.clone(),
        file: document.file.clone(),
        is_pdf: document.format == Format::Pdf,
        anchors: document.reading.anchors.iter().map(spot).collect(),
        annex,
    }
}

fn is_bound_in(document: &LinkedDocument, config: &Config) -> bool {
    let usual = match config.pdf.annexes {
        Annexes::All => true,
        Annexes::Forms => document.fact(|row| row.kind) == Some(DocumentKind::Form),
        Annexes::None => false,
    };
    document.format != Format::Other && document.fact(|row| row.annex).unwrap_or(usual)
}

fn resolve_all(
    owner: Owner,
    file: &crate::model::GuidePath,
    written: &[WrittenLink],
    resolver: &Resolver<'_>,
    findings: &mut Findings,
) -> Vec<Link> {
    let link = |(position, written): (usize, &WrittenLink)| {
        let place = Place::new(file, written.at.clone());
        let answer = resolver.resolve(owner, file, written);
        let shown = shown(written);
        for finding in findings::of(&answer, owner, &shown, &place) {
            let repair = answer.repair.as_ref().filter(|_| finding.rule.code != EMPTY_LINK.code);
            let address = repair.and_then(|repair| Some((repair.address(&written.written, file)?, repair.certainty)));
            findings.push(match address {
                Some((address, certainty)) => finding.with_edit(&written.written, address, certainty),
                None => finding,
            });
        }
        Link {
            id: LinkId { owner, ordinal: LinkOrdinal(u32::try_from(position).unwrap_or(u32::MAX)) },
            place,
            written: shown.written,
            label: shown.label,
            usage: written.usage,
            destination: answer.destination,
        }
    };
    written.iter().enumerate().map(link).collect()
}

/// A link as it may be told: nothing in it names a person who only passed it on.
fn shown(link: &WrittenLink) -> WrittenLink {
    WrittenLink {
        written: shown_address(&link.written).into_owned(),
        label: without_wrappers(&link.label).into_owned(),
        ..link.clone()
    }
}
