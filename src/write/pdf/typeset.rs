//! Runs Typst over the markup: once, or again without the blocks that it refuses.

use std::collections::{BTreeMap, BTreeSet};

use typst::WorldExt as _;
use typst::comemo::Track as _;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::{Introspector as _, Location};
use typst::model::{HeadingElem, LateLinkResolver};
use typst::syntax::DiagSpan;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::markup::{Markup, PlaceKey, place_key};
use super::rules::LOST_IN_PDF;
use super::world::Desk;
use crate::check::INACCESSIBLE_PDF;
use crate::model::{Digest, Finding, Findings, Place};

/// What stands before the code of a piece. Within the code, so that no space between two pieces is ever printed.
const HEAD: &str = "#{import \"look.typ\": *\n";

/// What Typst made.
pub(super) struct Typeset {
    /// The PDF, with placeholder pages still empty.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has.
    pub(super) pages: usize,
    /// Where the names are.
    pub(super) spots: BTreeMap<String, SpotOnPage>,
    /// Whether it was exported as PDF/UA-1.
    pub(super) accessible: bool,
}

/// Where a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpotOnPage {
    /// The page, from 0.
    pub(super) index: usize,
    /// The page number that is printed there.
    pub(super) printed: String,
}

/// Why a document could not be typeset as it stands.
pub(super) enum Refusal {
    /// These blocks stand in the way: leave them out and try again.
    Blocks(BTreeSet<PlaceKey>, Findings),
    /// It cannot be typeset at all.
    All(Findings),
}

/// Typesets a document.
pub(super) fn typeset(
    markup: &Markup<'_>,
    facts: &str,
    digest: Digest,
    findings: &mut Findings,
) -> Result<Typeset, Refusal> {
    let mut desk = desk(markup, facts, false);
    let mut compiled = typst::compile::<PagedDocument>(&desk);
    if compiled.warnings.iter().any(|warning| warning.message.contains("did not converge")) {
        desk = self::desk(markup, facts, true);
        compiled = typst::compile::<PagedDocument>(&desk);
    }
    typst::comemo::evict(3);
    let Warned { output, warnings } = compiled;
    let document = output.map_err(|errors| refusal(&desk, markup, &errors))?;
    for warning in &warnings {
        findings.push(lost(&desk, markup, warning));
    }
    let named = Named::find(&document, markup);
    let (bytes, accessible) = export(&desk, markup, &document, &named, digest, findings)?;
    Ok(Typeset { bytes, pages: document.pages().len(), spots: named.spots, accessible })
}

/// The document on its desk. When `steady`, every page number takes the same room, whatever it is.
fn desk(markup: &Markup<'_>, facts: &str, steady: bool) -> Desk {
    let pieces = markup.pieces().map(|piece| format!("{HEAD}{}}}", &markup.code[piece])).collect();
    Desk::new(pieces, format!("{facts}\n#let steady = {steady}\n"), &markup.files)
}

struct Named {
    spots: BTreeMap<String, SpotOnPage>,
    anchors: Vec<(Location, typst::ecow::EcoString)>,
}

impl Named {
    /// Finds every name of the markup. Headings name themselves; the other spots are handed to the export.
    fn find(document: &PagedDocument, markup: &Markup<'_>) -> Self {
        let introspector = document.introspector();
        let mut named = Self { spots: BTreeMap::new(), anchors: Vec::new() };
        let ends = markup.names.keys().map(|name| format!("{name}:end"));
        for name in markup.names.keys().cloned().chain(ends) {
            let Some(label) = Label::new(PicoStr::intern(&name)) else { continue };
            let Ok(element) = introspector.query_label(label) else { continue };
            let Some((location, position)) = element.location().and_then(|at| Some((at, introspector.position(at)?)))
            else {
                continue;
            };
            let index = position.page.get() - 1;
            let printed = document.pages().get(index).map(|page| page.number.to_string()).unwrap_or_default();
            if !element.is::<HeadingElem>() && !name.ends_with(":end") && !name.contains("note:") {
                named.anchors.push((location, name.as_str().into()));
            }
            named.spots.insert(name, SpotOnPage { index, printed });
        }
        named
    }
}

/// Exports as PDF/UA-1; when Typst refuses that, without, and says why.
fn export(
    desk: &Desk,
    markup: &Markup<'_>,
    document: &PagedDocument,
    named: &Named,
    digest: Digest,
    findings: &mut Findings,
) -> Result<(Vec<u8>, bool), Refusal> {
    let run = |standards: &[PdfStandard]| {
        let options = PdfOptions {
            ident: Smart::Custom(digest.to_string()),
            creator: Smart::Custom(Some(concat!("senco-guide ", env!("CARGO_PKG_VERSION")).to_owned())),
            timestamp: timestamp(markup),
            standards: PdfStandards::new(standards).unwrap_or_default(),
            ..PdfOptions::default()
        };
        let introspector: &dyn typst::introspection::Introspector = document.introspector().as_ref();
        let resolver = LateLinkResolver::new(None, introspector);
        typst_pdf::pdf_in_bundle(document, &options, &named.anchors, resolver.track())
    };
    match run(&[PdfStandard::Ua_1]) {
        Ok(bytes) => Ok((bytes, true)),
        Err(errors) => {
            for error in &errors {
                findings.push(inaccessible(desk, markup, error));
            }
            run(&[]).map(|bytes| (bytes, false)).map_err(|errors| refusal(desk, markup, &errors))
        }
    }
}

fn timestamp(markup: &Markup<'_>) -> Option<Timestamp> {
    let date = markup.config().edition_date()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

/// Which blocks the errors name; those that name none concern the whole.
fn refusal(desk: &Desk, markup: &Markup<'_>, errors: &[SourceDiagnostic]) -> Refusal {
    let findings: Findings = errors.iter().map(|error| lost(desk, markup, error)).collect();
    let blocks: BTreeSet<PlaceKey> =
        errors.iter().filter_map(|error| place(desk, markup, error)).map(|place| place_key(&place)).collect();
    if blocks.is_empty() { Refusal::All(findings) } else { Refusal::Blocks(blocks, findings) }
}

fn lost(desk: &Desk, markup: &Markup<'_>, diagnostic: &SourceDiagnostic) -> Finding {
    Finding::new(
        &LOST_IN_PDF,
        place(desk, markup, diagnostic).unwrap_or_else(Place::guide),
        format!("The PDF cannot show this as it stands. The typesetter says: {}.", diagnostic.message),
        "Change this part, or take it out.",
    )
}

fn inaccessible(desk: &Desk, markup: &Markup<'_>, diagnostic: &SourceDiagnostic) -> Finding {
    let message = diagnostic.message.replace("PDF/UA-1 error: ", "");
    Finding::new(
        &INACCESSIBLE_PDF,
        place(desk, markup, diagnostic).unwrap_or_else(Place::guide),
        format!("This part of the PDF would not be accessible to everyone. The typesetter says: {message}."),
        "Change this part so that a screen reader can read it.",
    )
}

/// The place in the guide that a diagnostic is about: its own span, else the nearest call that led to it.
fn place(desk: &Desk, markup: &Markup<'_>, diagnostic: &SourceDiagnostic) -> Option<Place> {
    let in_code = |span: DiagSpan| {
        let piece = markup.pieces().nth(desk.piece(span.id()?)?)?;
        let range = desk.range(span)?;
        let at = |byte: usize| Some(piece.start + byte.checked_sub(HEAD.len())?);
        Some(at(range.start)?..at(range.end)?)
    };
    let traced = || diagnostic.trace.iter().find_map(|point| in_code(point.span.into()));
    markup.place_of(&in_code(diagnostic.span).or_else(traced)?).cloned()
}
