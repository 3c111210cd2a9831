mod forms;

use std::sync::Arc;

use lopdf::Document;

use super::*;
use crate::config::Config;
use crate::inspect;
use crate::inspect::pdf::accessibility;
use crate::model::{
    At, Block, BlockKind, Destination, DocumentId, DocumentNode, Documents, FailedCheck, Format, Guide, GuidePath,
    History, Inline, Link, LinkGraph, LinkId, LinkOrdinal, LinkUsage, LinkedDocument, Owner, Page, PageFacts, PageId,
    PageNode, Problem, Reading, SourceFile, Sources, SpotNode,
};
use crate::verify::pdf::{PdfTarget, compare, links};

/// A memory that keeps nothing: every test typesets anew.
struct Forgetful;

impl crate::write::Memory for Forgetful {
    fn recall(&self, _: &crate::model::Digest) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &crate::model::Digest, _: &[u8]) {}
}

/// A small guide of one page that links to its documents, in their order.
struct Small {
    config: Config,
    sources: Sources,
    guide: Guide,
    documents: Documents,
    graph: LinkGraph,
}

impl Small {
    fn with(blocks: Vec<Block>, documents: Vec<LinkedDocument>, files: Vec<SourceFile>) -> Self {
        let file = path("pages/start.md");
        let mut blocks = blocks;
        let content = (0..documents.len())
            .map(|index| Inline::Link { link: ordinal(index), content: vec![text("a form")] })
            .collect();
        blocks.push(block(BlockKind::Paragraph(content)));
        let page = Page {
            file: file.clone(),
            address: "index".to_owned(),
            title: "Start here".to_owned(),
            title_anchor: None,
            part: None,
            facts: PageFacts::default(),
            digest: crate::model::Digest::of(b""),
            blocks,
            family: Vec::new(),
            family_at: None,
            footnotes: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
        };
        let node = |(document, number): (&LinkedDocument, u32)| DocumentNode {
            address: document.address.clone(),
            title: document.title.clone(),
            file: document.file.clone(),
            is_pdf: document.format == Format::Pdf,
            anchors: document
                .reading
                .anchors
                .iter()
                .map(|anchor| SpotNode {
                    name: anchor.name.clone(),
                    id: anchor.id.clone(),
                    label: anchor.label.clone(),
                    page: anchor.page,
                })
                .collect(),
            annex: Some(number),
        };
        let nodes = documents.iter().zip(1..).map(node).collect();
        let all = |owner, index: usize, written: &str, destination| Link {
            id: LinkId { owner, ordinal: ordinal(index) },
            place: Place::file(&file),
            written: written.to_owned(),
            label: String::new(),
            usage: LinkUsage::Follow,
            destination,
        };
        let mut written: Vec<Link> = (0..documents.len())
            .map(|index| all(Owner::Page(PageId(0)), index, "form", Destination::Document(document_id(index))))
            .collect();
        for (index, document) in documents.iter().enumerate() {
            let own = document.reading.links.iter().enumerate();
            written.extend(
                own.map(|(at, link)| {
                    all(Owner::Document(document_id(index)), at, &link.written, inward(&link.written))
                }),
            );
        }
        let mut graph = LinkGraph::default();
        graph.pages.push(PageNode { address: "index".to_owned(), title: "Start here".to_owned(), file: file.clone() });
        graph.documents = nodes;
        Self {
            config: Config {
                edition: Some("2026-09".to_owned()),
                authority: Some("Aldermere Council".to_owned()),
                ..Config::default()
            },
            sources: Sources::new(files),
            guide: Guide { pages: vec![page], redirects: Vec::new(), platform: None, schools: Vec::new() },
            documents: Documents { all: documents, ..Documents::default() },
            graph: graph.with_links(written),
        }
    }

    fn pdf(&self) -> Outcome<Option<Pdf>> {
        let material = Material {
            config: &self.config,
            sources: &self.sources,
            guide: &self.guide,
            documents: &self.documents,
            graph: &self.graph,
            history: &History::default(),
        };
        pdf(&material, &Forgetful)
    }

    fn made(&self) -> Pdf {
        let outcome = self.pdf();
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        outcome.value.expect("a PDF")
    }
}

fn path(text: &str) -> GuidePath {
    GuidePath::new(text).expect("inside")
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn block(kind: BlockKind) -> Block {
    Block { at: At::WholeFile, kind }
}

fn heading(level: u8, id: &str) -> Block {
    block(BlockKind::Heading { level, id: id.to_owned(), content: vec![text(id)] })
}

fn ordinal(index: usize) -> LinkOrdinal {
    LinkOrdinal(u32::try_from(index).expect("few"))
}

fn document_id(index: usize) -> DocumentId {
    DocumentId(u32::try_from(index).expect("few"))
}

/// In these tests every link of an annex that leads out leads to the guide's page; the others keep to their kind.
fn inward(written: &str) -> Destination {
    if written.starts_with('#') { Destination::Page(PageId(0)) } else { Destination::Web(written.to_owned()) }
}

fn document(address: &str, format: Format, bytes: &[u8], reading: Reading) -> (LinkedDocument, SourceFile) {
    let file = path(&format!("documents/{address}"));
    let source = SourceFile::new(file.clone(), bytes.to_vec());
    let document = LinkedDocument {
        address: address.to_owned(),
        file,
        format,
        title: format!("The {address}"),
        bytes: bytes.len() as u64,
        digest: source.digest,
        register: None,
        reading: Arc::new(reading),
    };
    (document, source)
}

fn bound(address: &str, bytes: &[u8]) -> (LinkedDocument, SourceFile) {
    document(address, Format::Pdf, bytes, inspect::pdf::read(bytes))
}

/// A tagged PDF: what we typeset ourselves.
fn tagged() -> Vec<u8> {
    Small::with(vec![heading(2, "first"), heading(3, "second")], Vec::new(), Vec::new()).made().bytes.to_vec()
}

/// An untagged PDF by another writer.
fn untagged(pages: usize) -> Vec<u8> {
    use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
    let pages = (0..pages).map(|_| PdfPage::new(Mm(210.0), Mm(297.0), Vec::new())).collect();
    PdfDocument::new("Foreign").with_pages(pages).save(&PdfSaveOptions::default(), &mut Vec::new())
}

/// What keeps a file from passing.
fn failures(bytes: &[u8]) -> Vec<FailedCheck> {
    let document = Document::load_mem(bytes).expect("a PDF");
    accessibility::failures(bytes, accessibility::Depth::of(&document, document.objects.len()))
}

#[test]
fn a_tagged_annex_keeps_its_tags_links_and_names() {
    let annex = tagged();
    let own = links(&annex);
    let (document, source) = bound("guide.pdf", &annex);
    let small = Small::with(vec![heading(2, "one")], vec![document], vec![source]);
    let pdf = small.made();
    assert!(pdf.facts.conforms, "{:?}", failures(&pdf.bytes));
    assert!(compare(&pdf.bytes, &small.graph, pdf.facts.guide_pages).is_empty());
    let found = links(&pdf.bytes);
    assert_eq!(found.pages, pdf.facts.pages);
    let first = pdf.facts.annex_pages[0].1.place;
    assert_eq!(found.pages, first - 1 + own.pages);
    for (name, page) in &own.destinations {
        assert_eq!(found.destinations.get(&format!("documents.guide.pdf.{name}")), Some(&(page + first - 1)), "{name}");
    }
    let jumps =
        |links: &[crate::verify::pdf::PdfLink], from: u32| links.iter().filter(|link| link.page >= from).count();
    assert_eq!(
        jumps(&found.links, first),
        own.links.len() + own.pages as usize,
        "its own links, and one way back a page"
    );
}

#[test]
fn an_untagged_annex_is_bound_in_and_takes_the_claim_away() {
    let (document, source) = bound("scan.pdf", &untagged(3));
    let pdf = Small::with(Vec::new(), vec![document], vec![source]).made();
    assert!(!pdf.facts.conforms);
    assert!(!String::from_utf8_lossy(&pdf.bytes).contains("pdfuaid:part"));
    let reading = inspect::pdf::read(&pdf.bytes);
    let first = pdf.facts.annex_pages[0].1.place as usize;
    assert_eq!(reading.pages.len(), first + 2);
    assert!((reading.pages[first].height - 861.9).abs() < 0.1, "an A4 page and the strip above it");
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let annex = untagged(1);
    let make = || {
        let (document, source) = bound("scan.pdf", &annex);
        Small::with(vec![heading(2, "one")], vec![document], vec![source]).made().bytes
    };
    assert!(make() == make());
}

#[test]
fn a_document_that_cannot_be_read_has_a_page_in_its_place() {
    let reading = Reading { problems: vec![Problem::Password], ..Reading::default() };
    let (document, source) = document("locked.pdf", Format::Pdf, b"%PDF-1.7 locked", reading);
    let pdf = Small::with(Vec::new(), vec![document], vec![source]).made();
    let found = links(&pdf.bytes);
    assert_eq!(found.destinations.get("documents.locked.pdf"), Some(&found.pages));
    assert!(pdf.facts.conforms, "the attached original does not count");
}

#[test]
fn words_that_look_like_code_are_words() {
    let blocks = vec![block(BlockKind::Paragraph(vec![
        text("#panic(\"x\") $a$ @ref <b> \\ \" // *bold* "),
        Inline::Code("`#eval()`".to_owned()),
    ]))];
    assert!(Small::with(blocks, Vec::new(), Vec::new()).made().facts.conforms);
}

#[test]
fn headings_never_skip_a_level() {
    let blocks = vec![heading(3, "deep"), heading(6, "deeper"), heading(2, "top")];
    assert!(Small::with(blocks, Vec::new(), Vec::new()).made().facts.conforms);
}

#[test]
fn a_link_of_an_annex_that_leads_nowhere_is_taken_away() {
    let annex = tagged();
    let (document, source) = bound("guide.pdf", &annex);
    let small = Small::with(Vec::new(), vec![document], vec![source]);
    let nowhere = small.graph.links().map(|link| Link {
        destination: match link.id.owner {
            Owner::Document(_) => Destination::Nowhere(crate::model::Reason::MissingAnchor),
            Owner::Page(_) => link.destination.clone(),
        },
        ..link.clone()
    });
    let mut graph = LinkGraph::default();
    graph.pages.clone_from(&small.graph.pages);
    graph.documents.clone_from(&small.graph.documents);
    let small = Small { graph: graph.with_links(nowhere.collect::<Vec<_>>()), ..small };
    let pdf = small.made();
    let first = pdf.facts.annex_pages[0].1.place;
    let left: Vec<PdfTarget> =
        links(&pdf.bytes).links.into_iter().filter(|link| link.page >= first).map(|link| link.target).collect();
    assert!(left.iter().all(|target| *target == PdfTarget::Named("index".to_owned())), "only the way back: {left:?}");
    assert!(pdf.facts.conforms, "{:?}", failures(&pdf.bytes));
}

#[test]
fn a_link_that_only_runs_a_script_goes_and_is_named() {
    let (document, source) = bound("names-lost.pdf", include_bytes!("../../../tests/documents/names-lost.pdf"));
    let outcome = Small::with(Vec::new(), vec![document], vec![source]).pdf();
    let words: Vec<&str> = outcome.findings.iter().map(|finding| finding.what.as_str()).collect();
    assert!(
        matches!(words.as_slice(), [words] if words.starts_with("Links on page 1 of this document do")),
        "{words:?}"
    );
}

#[test]
fn tags_that_contradict_each_other_are_left_out_and_named() {
    let findings = |bytes: &[u8]| {
        let (document, source) = bound("form.pdf", bytes);
        let outcome = Small::with(Vec::new(), vec![document], vec![source]).pdf();
        outcome.findings.iter().map(|finding| finding.what.clone()).collect::<Vec<_>>()
    };
    let named = findings(include_bytes!("../../../tests/documents/tags-shared-marks.pdf"));
    assert!(
        matches!(named.as_slice(), [words] if words.starts_with("The tags of this document contradict")),
        "{named:?}"
    );
    let named = findings(include_bytes!("../../../tests/documents/tags-page-twice.pdf"));
    assert!(
        matches!(named.as_slice(), [words] if words.starts_with("This document shows one page twice")),
        "{named:?}"
    );
    assert!(findings(include_bytes!("../../../tests/documents/tags-shifted.pdf")).is_empty(), "mended with certainty");
    assert!(findings(include_bytes!("../../../tests/documents/tags-lost-page.pdf")).is_empty());
}
