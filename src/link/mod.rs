//! Guide + documents → [`LinkGraph`]. Every link is resolved here, once, into a typed destination.
//!
//! 1. `classify` says what kind of address the text is, without asking whether anything is there.
//! 2. `resolve` looks it up, exactly: letter case, percent-encoding and Unicode forms included.
//! 3. What is not there becomes a finding, with the nearest thing that is (`findings`).

mod classify;

mod findings;

mod lookup;

mod registered;

mod repair;

mod resolve;

mod spots;

use crate::config::{Annexes, Config};
use crate::model::{
    Anchor, DocumentKind, DocumentNode, Documents, Findings, Format, Guide, Link, LinkGraph, LinkId, LinkOrdinal,
    LinkedDocument, Outcome, Owner, PageNode, Place, Redirect, Sources, SpotNode, WrittenLink, shown_address,
    without_wrappers,
};

pub use findings::{
    EMPTY_LINK, LOCAL_PATH, MISSING_ANCHOR, MISSING_DOCUMENT_ANCHOR, MISSING_IMAGE, UNSAFE_SCHEME, WRONG_CASE,
};
use resolve::Resolver;

/// Resolves every link of every page and document, and every redirect.
pub fn resolve(sources: &Sources, guide: &Guide, documents: &Documents, config: &Config) -> Outcome<LinkGraph> {
    let mut findings = Findings::default();
    let mut graph = nodes(guide, documents, config);
    let resolver = Resolver::new(sources, guide, documents, &graph, config);
    let redirects = redirects(guide, &resolver, &mut findings);
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
    graph.redirects = redirects;
    graph.registered = registered::links(guide, documents, config, &resolver);
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

fn redirects(guide: &Guide, resolver: &Resolver<'_>, findings: &mut Findings) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for redirect in &guide.redirects {
        let (answer, written) = resolver.resolve_redirect(redirect);
        findings.extend(findings::of_redirect(&answer, &written, &redirect.place));
        redirects.push(Redirect { from: redirect.from.clone(), destination: answer.destination });
    }
    let aliases = guide.pages().flat_map(|(id, page)| page.facts.aliases.iter().map(move |alias| (id, alias)));
    redirects.extend(
        aliases.map(|(id, alias)| Redirect { from: alias.clone(), destination: crate::model::Destination::Page(id) }),
    );
    redirects
}
