//! What the merge must know: which PDF goes into which placeholders, where its links lead, and what each name means.

use std::collections::BTreeMap;

use super::annexes::{BoundPdf, annex_title};
use super::markup::Markup;

use super::typeset::Typeset;
use crate::model::{Destination, DocumentId, LinkOrdinal, Owner};
use crate::write::merge::{Annex, BackLink, Binding, Jump};

/// Where the links of a bound-in PDF lead, in their order.
pub(super) fn jumps(markup: &Markup<'_>, document: DocumentId) -> Vec<Jump> {
    let count = u32::try_from(markup.documents().get(document).reading.links.len()).unwrap_or(u32::MAX);
    (0..count)
        .map(|ordinal| jump(markup, &markup.graph().link(Owner::Document(document), LinkOrdinal(ordinal)).destination))
        .collect()
}

fn jump(markup: &Markup<'_>, destination: &Destination) -> Jump {
    match markup.graph().pdf_destination(destination) {
        Some(name) => Jump::Inside(name),
        None => markup.address_of(destination).map_or(Jump::Nowhere, Jump::Outside),
    }
}

/// Everything the merge works from.
pub(super) fn binding(markup: &Markup<'_>, typeset: &Typeset, bound: &[BoundPdf]) -> Binding {
    let annexes: Vec<Annex> = bound.iter().filter_map(|pdf| annex(markup, typeset, *pdf)).collect();
    let conforming = annexes.iter().all(|annex| annex.conforms);
    Binding {
        back_links: back_links(markup, typeset),
        words: words(markup, typeset),
        claim: typeset.accessible && conforming,
        annexes,
    }
}

fn annex(markup: &Markup<'_>, typeset: &Typeset, pdf: BoundPdf) -> Option<Annex> {
    let document = markup.documents().get(pdf.document);
    let name = markup.graph().annex_name(pdf.document);
    Some(Annex {
        document: pdf.document,
        number: pdf.number,
        title: annex_title(pdf.number, document),
        language: document.reading.language.clone(),
        bytes: markup.sources().get(&document.file)?.bytes.clone(),
        first_page: typeset.spots.get(&name)?.index,
        pages: document.reading.pages.len(),
        spots: document
            .reading
            .anchors
            .iter()
            .map(|anchor| (anchor.name.clone(), markup.graph().annex_spot_name(pdf.document, &anchor.id)))
            .collect(),
        jumps: jumps(markup, pdf.document),
        name,
        conforms: document.reading.accessibility.as_ref().is_some_and(|verdict| verdict.conforms),
    })
}

/// The way back from every page of an annex: to the first page of the guide that uses it, else to the list of annexes.
fn back_links(markup: &Markup<'_>, typeset: &Typeset) -> Vec<BackLink> {
    let graph = markup.graph();
    let mut links = Vec::new();
    for (_, id) in graph.annexes() {
        let document = markup.documents().get(id);
        let name = graph.annex_name(id);
        let Some(first) = typeset.spots.get(&name).map(|spot| spot.index) else { continue };
        let is_placeholder = !typeset.spots.contains_key(&format!("{name}:end"));
        let last = match typeset.spots.get(&format!("{name}:end")) {
            Some(end) => end.index,
            None => first + document.reading.pages.len().saturating_sub(1),
        };
        let (to, title) = markup
            .uses_of(id)
            .into_iter()
            .next()
            .unwrap_or_else(|| (super::contents::LIST.to_owned(), "Forms and documents".to_owned()));
        links.extend((first..=last).map(|page| BackLink {
            page,
            is_placeholder,
            to: to.clone(),
            words: format!("Back to the guide: {title}"),
        }));
    }
    links
}

/// What a jump to a name is called: “Mental health, page 9”.
fn words(markup: &Markup<'_>, typeset: &Typeset) -> BTreeMap<String, String> {
    let call = |(name, words): (&String, &String)| {
        let page = &typeset.spots.get(name)?.printed;
        let words = if words.is_empty() { "this guide" } else { words };
        Some((name.clone(), format!("{words}, page {page}")))
    };
    markup.names.iter().filter_map(call).collect()
}
