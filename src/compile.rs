//! The pipeline: the only place that knows the order of the stages.

mod earlier_pdf;

mod kept;

mod verdict;

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{self, CheckContext};
use crate::config::{self, Config};
use crate::history;
use crate::inspect;
use crate::io::{Cache, Key, Web};
use crate::link;
use crate::model::{
    Bundle, Digest, Documents, Facts, Findings, Format, Guide, History, LinkGraph, Outcome, People, Reading, Reviews,
    SourceFile, Sources,
};
use crate::parse;
use crate::probe;
use crate::report;
use crate::verify;
use crate::write::{self, Material};

pub use earlier_pdf::EarlierPdf;
pub use verdict::{Verdict, build, recalled, standing, verdict};

/// A guide, compiled: everything a verb of the command line may want to tell or save.
#[derive(Debug)]
pub struct Compiled {
    /// The settings.
    pub config: Config,
    /// The pages.
    pub guide: Guide,
    /// The linked documents.
    pub documents: Documents,
    /// Where everything leads.
    pub graph: LinkGraph,
    /// The earlier releases.
    pub history: History,
    /// Who holds which role. For judging only: no writer is given it.
    pub people: People,
    /// The reviews that were recorded.
    pub reviews: Reviews,
    /// What the outside said; nothing when nobody was asked.
    pub facts: Facts,
    /// The finished files; empty when only checked.
    pub bundle: Bundle,
    /// Its PDF, for builds that come before the next one is typeset.
    pub earlier_pdf: EarlierPdf,
    /// What was found, in the order of the reports.
    pub findings: Findings,
    /// What was looked at, for the reports.
    pub extent: report::Extent,
    /// The day that the findings were judged by.
    pub as_of: Date,
}

/// A guide, read and linked: neither judged nor written yet.
struct Understood {
    config: Config,
    guide: Guide,
    documents: Documents,
    graph: LinkGraph,
    history: History,
    people: People,
    reviews: Reviews,
}

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// The whole bundle.
    Bundle,
    /// The bundle without the PDF.
    BundleWithoutPdf,
    /// Findings only. The bundle is made all the same, to verify it, and thrown away.
    Findings,
}

/// Where a compilation stands in time and what it may remember.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Today, unless the guide or the command line fixes another day.
    pub as_of: Date,
    /// Whether the command line named the day: it then outranks the guide's own.
    pub as_of_is_given: bool,
    /// What was worked out before.
    pub cache: Cache,
    /// The way to the web, when outside addresses are to be asked. Without it nothing leaves the machine.
    pub web: Option<Arc<dyn Web>>,
}

/// Is given a PDF as soon as it is whole, before it is known whether it passes what it claims.
pub type EarlyLook<'a> = dyn Fn(EarlierPdf) + 'a;

/// How much is written.
#[derive(Clone, Copy)]
enum Extent<'a> {
    /// The whole bundle, which is read back and compared with the graph.
    Whole(Option<&'a EarlyLook<'a>>),
    /// The same without a PDF.
    WithoutPdf,
    /// What a browser shows, around the PDF that was typeset before.
    Pages(&'a EarlierPdf),
}

/// Compiles a guide. Never stops at the first problem: whatever can be built is built.
pub fn compile(sources: &Sources, findings: Findings, make: Make, surroundings: &Surroundings) -> Compiled {
    let extent = if make == Make::BundleWithoutPdf { Extent::WithoutPdf } else { Extent::Whole(None) };
    run(sources, findings, extent, surroundings)
}

/// Compiles a guide into the whole bundle, as [`compile`] does, for somebody who cannot wait to see a PDF that is typeset anew.
pub fn compile_for_early_look(
    sources: &Sources,
    findings: Findings,
    surroundings: &Surroundings,
    look: &EarlyLook<'_>,
) -> Compiled {
    run(sources, findings, Extent::Whole(Some(look)), surroundings)
}

/// Compiles what a browser shows of a guide, in a blink: its pages, around a PDF that was typeset before. They lead to that one
/// while a newer one is being typeset, and what was found in it stays found. The files that are for publishing only are not
/// written, and nothing is read back: [`compile`] does that.
pub fn compile_pages(pdf: &EarlierPdf, sources: &Sources, findings: Findings, surroundings: &Surroundings) -> Compiled {
    run(sources, findings, Extent::Pages(pdf), surroundings)
}

/// Reads a guide and finds out where everything leads. What is wrong with it is added to the findings.
fn understand(sources: &Sources, findings: &mut Findings, cache: &Cache) -> Understood {
    let config = config::read(sources).report_to(findings);
    let mut guide = parse::guide(sources, &config).report_to(findings);
    let rows = parse::register(sources, &config.values).report_to(findings);
    if !config::can_be_read(sources) {
        // One slip in the settings can cost them all their values: those are told once it is mended.
        let told = std::mem::take(findings).into_iter();
        *findings = told.filter(|finding| finding.rule.code != parse::UNKNOWN_VALUE.code).collect();
    }
    let mut documents = inspect::documents(sources, rows, |format, file| read(format, file, cache)).report_to(findings);
    let history = history::read(sources).report_to(findings);
    let graph = link::resolve(sources, &guide, &documents, &history, &config).report_to(findings);
    let people = parse::people(sources).report_to(findings);
    let reviews = parse::reviews(sources).report_to(findings);
    reviews.settle(&mut guide, &mut documents, &graph);
    Understood { config, guide, documents, graph, history, people, reviews }
}

fn run(sources: &Sources, mut findings: Findings, extent: Extent<'_>, surroundings: &Surroundings) -> Compiled {
    let Understood { config, guide, documents, graph, history, people, reviews } =
        understand(sources, &mut findings, &surroundings.cache);
    let as_of =
        if surroundings.as_of_is_given { surroundings.as_of } else { config.as_of.unwrap_or(surroundings.as_of) };
    let local_offer = config.local_offer.as_ref().map(|offer| offer.address.as_str());
    let schools = probe::Schools { all: &guide.schools, local_offer };
    let facts =
        Facts { web: surroundings.web.as_deref().map(|web| probe::web(&graph, sources, &schools, &config.web, web)) };
    let context = CheckContext {
        sources,
        config: &config,
        guide: &guide,
        documents: &documents,
        graph: &graph,
        people: &people,
        reviews: &reviews,
        facts: &facts,
        as_of,
    };
    findings.extend(check::all(&context));
    let material =
        Material { config: &config, sources, guide: &guide, documents: &documents, graph: &graph, history: &history };
    let made = match extent {
        Extent::Whole(look) => typeset(&material, surroundings, look),
        Extent::WithoutPdf => Outcome::new(None, Findings::default()),
        Extent::Pages(earlier) => earlier.outcome(&documents),
    };
    let earlier_pdf = EarlierPdf::of(&made, &documents);
    let pdf = made.report_to(&mut findings);
    let is_whole = !matches!(extent, Extent::Pages(_));
    let mut bundle = if is_whole {
        let guide_pages = pdf.as_ref().map_or(0, |pdf| pdf.facts.guide_pages);
        let bundle = write::bundle(&material, pdf).report_to(&mut findings);
        findings.extend(verify::bundle(&bundle, &material, guide_pages));
        bundle
    } else {
        write::pages(&material, pdf).report_to(&mut findings)
    };
    let findings = check::apply_exceptions(findings, &config, sources, as_of).sorted();
    let extent = report::Extent::of_guide(&guide, &documents, &graph, &facts, config.editor.as_deref());
    if is_whole {
        let told = report::Told { sources, extent: &extent, findings: &findings, as_of };
        bundle.extend(report::files(&told, &graph, &facts));
    }
    Compiled {
        config,
        guide,
        documents,
        graph,
        history,
        people,
        reviews,
        facts,
        bundle,
        earlier_pdf,
        findings,
        extent,
        as_of,
    }
}

fn read(format: Format, file: &SourceFile, cache: &Cache) -> Arc<Reading> {
    let kind = Digest::of(format.label().as_bytes());
    cache.remember(&Key::new("inspect", inspect::VERSION, &[kind, file.digest]), || inspect::read(format, &file.bytes))
}

#[cfg(feature = "typeset")]
fn typeset(
    material: &Material<'_>,
    surroundings: &Surroundings,
    look: Option<&EarlyLook<'_>>,
) -> Outcome<Option<write::Pdf>> {
    write::pdf::pdf(material, &Kept { cache: &surroundings.cache, look, documents: material.documents })
}

/// The cache, as the PDF writer sees it, and who waits for the PDF.
#[cfg(feature = "typeset")]
struct Kept<'a> {
    cache: &'a Cache,
    look: Option<&'a EarlyLook<'a>>,
    documents: &'a Documents,
}

#[cfg(feature = "typeset")]
impl write::Memory for Kept<'_> {
    fn recall(&self, digest: &Digest) -> Option<Vec<u8>> {
        self.cache.read(&Key::new("pdf", write::pdf::VERSION, &[*digest]))
    }

    fn keep(&self, digest: &Digest, bytes: &[u8]) {
        self.cache.write(&Key::new("pdf", write::pdf::VERSION, &[*digest]), bytes);
    }

    fn is_waited_for(&self) -> bool {
        self.look.is_some()
    }

    fn show(&self, made: &Outcome<Option<write::Pdf>>) {
        if let Some(look) = self.look {
            look(EarlierPdf::of(made, self.documents));
        }
    }
}

/// Built without the feature `typeset`: there is no PDF, and the site has no links to one.
#[cfg(not(feature = "typeset"))]
fn typeset(_: &Material<'_>, _: &Surroundings, _: Option<&EarlyLook<'_>>) -> Outcome<Option<write::Pdf>> {
    Outcome::new(None, Findings::default())
}
