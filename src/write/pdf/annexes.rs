//! The linked documents as annexes: Word, spreadsheet and OpenDocument files typeset from their blocks, pictures as a page,
//! PDFs as placeholder pages, and a page of explanation for what cannot be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::blocks::Voice;
use super::letters;
use super::markup::Markup;
use crate::config::date_words;
use crate::model::{
    Block, BlockKind, Destination, DocumentId, DocumentKind, Format, LinkedDocument, Owner, Place, Problem, Spot,
};

/// Tables with more columns than this turn their annex on its side.
const MOST_UPRIGHT_COLUMNS: usize = 6;

/// The space for a picture on an upright page and on a page on its side: width and height in millimetres.
const UPRIGHT: (f32, f32) = (160.0, 185.0);
const ON_ITS_SIDE: (f32, f32) = (246.0, 95.0);

/// A PDF that the merge binds in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BoundPdf {
    pub(super) number: u32,
    pub(super) document: DocumentId,
}

impl Markup<'_> {
    /// Writes every annex; gives the PDFs among them, for which there are placeholder pages only.
    pub(super) fn push_annexes(&mut self) -> Vec<BoundPdf> {
        let mut bound = Vec::new();
        for (number, id) in self.graph().annexes() {
            let document = self.documents().get(id);
            self.begin_piece();
            self.at_place(Place::file(&document.file), |markup| {
                if is_bound(document) && markup.sources().get(&document.file).is_some() {
                    markup.push_placeholders(number, id, document);
                    bound.push(BoundPdf { number, document: id });
                } else {
                    markup.push_annex(number, id, document);
                }
            });
        }
        bound
    }

    fn push_annex(&mut self, number: u32, id: DocumentId, document: &LinkedDocument) {
        let place = Place::file(&document.file);
        let name = self.graph().annex_name(id);
        let title = annex_title(number, document);
        self.give_name(&name, &title);
        let words = self.words(&title, &place);
        let facts = self.fact_lines(id, document);
        let attachment = self.attachment(number, document);
        let body = self.aside(|markup| markup.push_body(id, document, &name));
        self.push(&format!(
            "annex({},{words},{},({facts}),{attachment},{{[];\n",
            letters::name(&name),
            is_wide(document)
        ));
        for (spot, words) in wanted_spots(self, id) {
            self.push_spot(&spot, &words);
        }
        self.push_old_names(&Destination::Document(id));
        self.put(body);
        self.push("});\n");
    }

    fn push_body(&mut self, id: DocumentId, document: &LinkedDocument, name: &str) {
        let place = Place::file(&document.file);
        if !document.is_readable() {
            self.push_reason(document);
        } else if document.format.is_picture() {
            self.push_picture_annex(document);
        } else if document.reading.blocks.is_empty() {
            self.push(
                "par(\"This document cannot be printed here. Open the original, which is attached to this PDF.\");\n",
            );
        } else {
            let reading = &document.reading;
            let blocks = without_title(&reading.blocks, document);
            let mut voice = Voice::new(Owner::Document(id), name.to_owned(), place, 3, blocks)
                .with(&reading.footnotes, &reading.pictures);
            voice.is_form = matches!(document.format, Format::Docx | Format::Odt) || document.format.is_spreadsheet();
            voice.marked = Some(self.marked(id, document));
            self.push_blocks(&mut voice, blocks);
        }
    }

    fn marked<'d>(&self, id: DocumentId, document: &'d LinkedDocument) -> BTreeSet<&'d str> {
        let anchors = document.reading.anchors.iter().enumerate();
        anchors.filter(|(index, _)| self.graph().is_wanted(id, *index)).map(|(_, anchor)| anchor.id.as_str()).collect()
    }

    fn push_reason(&mut self, document: &LinkedDocument) {
        let reasons: Vec<String> =
            document.reading.problems.iter().map(|problem| reason(document.format, problem)).collect();
        self.push("par(strong(");
        self.push_words(
            &format!("This document could not be bound in. {}", reasons.join(" ")),
            &Place::file(&document.file),
        );
        self.push("));par(\"The original is attached to this PDF, as its owner gave it to us.\");\n");
    }

    fn push_picture_annex(&mut self, document: &LinkedDocument) {
        let place = Place::file(&document.file);
        let source = self.sources().get(&document.file).filter(|source| super::pictures::is_printable(&source.bytes));
        let Some(source) = source else {
            return self.push("par(\"This picture could not be printed. The original is attached to this PDF.\");\n");
        };
        let name = format!("files/{}.{}", &document.digest.to_string()[..16], document.file.extension());
        self.add_file(&name, source.bytes.clone());
        let summary = document.fact(|row| row.summary.clone());
        let alt = document.reading.description.clone().or(summary).unwrap_or_else(|| document.title.clone());
        let alt = self.words(&alt, &place);
        let width = picture_width(document);
        self.push(&format!("plate(image({},width:{width:.1}mm,alt:{alt}));\n", letters::name(&format!("/{name}"))));
    }

    /// The lines below an annex's title: what it is for, who keeps it, how to fill it in, where the guide uses it.
    fn fact_lines(&mut self, id: DocumentId, document: &LinkedDocument) -> String {
        let place = Place::file(&document.file);
        let mut lines = Vec::new();
        if let Some(summary) = document.fact(|row| row.summary.clone()) {
            lines.push(format!("text(size:11.5pt,{})", self.words(&summary, &place)));
        }
        let kept = kept_line(document);
        if !kept.is_empty() {
            lines.push(self.words(&kept, &place));
        }
        lines.push(self.original_line(id, document));
        if let Some(uses) = self.uses_line(id) {
            lines.push(uses);
        }
        lines.join(",") + ","
    }

    fn original_line(&mut self, id: DocumentId, document: &LinkedDocument) -> String {
        let is_form = document.fact(|row| row.kind) == Some(DocumentKind::Form);
        let label = document.format.label();
        let words = match (is_form, document.format.is_picture()) {
            (true, _) => format!("To fill it in on a computer, open the {label} attached to this PDF"),
            (false, true) => "The picture is on the website".to_owned(),
            (false, false) => format!("The original is the {label} attached to this PDF"),
        };
        let place = Place::file(&document.file);
        let Some(address) = self.address_of(&Destination::Document(id)) else {
            return self.words(&format!("{words}."), &place);
        };
        let middle = if document.format.is_picture() { ": " } else { ", or " };
        let start = self.words(&format!("{words}{middle}"), &place);
        let download = self.words(&format!("download {}", document.file.file_name()), &place);
        format!("{{{start};out({},{download});\".\"}}", letters::name(&address))
    }

    fn uses_line(&mut self, id: DocumentId) -> Option<String> {
        let uses = self.uses_of(id);
        if uses.is_empty() {
            return None;
        }
        let mut line = "{\"Used in: \";".to_owned();
        for (position, (name, words)) in uses.iter().enumerate() {
            let words = self.words(words, &Place::guide());
            self.wanted.insert(name.clone());
            let comma = if position + 1 == uses.len() { "." } else { ", " };
            let _ = write!(line, "jump({},{words});\"{comma}\";", letters::name(name));
        }
        Some(line + "}")
    }

    /// The pages of the guide that use a document: each once, with the name of its page.
    pub(super) fn uses_of(&self, id: DocumentId) -> Vec<(String, String)> {
        let graph = self.graph();
        let mut uses = Vec::new();
        for link in graph.links_to(Owner::Document(id)) {
            if let Owner::Page(page) = link.id.owner {
                let node = graph.page(page);
                let entry = (node.address.clone(), node.title.clone());
                if !uses.contains(&entry) {
                    uses.push(entry);
                }
            }
        }
        uses
    }

    /// The original as an attached file (ISO 32000-1, 7.11.4), for what is not shown as it is.
    pub(super) fn attachment(&mut self, number: u32, document: &LinkedDocument) -> String {
        let is_shown_whole = document.format.is_picture() && document.is_readable();
        let Some(source) =
            self.sources().get(&document.file).filter(|source| !source.bytes.is_empty() && !is_shown_whole)
        else {
            return "none".to_owned();
        };
        let plain = document.file.file_name().to_owned();
        let name = if self.files.contains_key(&plain) { format!("{}-{plain}", document.address) } else { plain };
        self.add_file(&name, source.bytes.clone());
        let description = format!("{}: the original, a {}", annex_title(number, document), document.format.label());
        let description = self.words(&description, &Place::file(&document.file));
        format!("attached({},\"{}\",{description})", letters::name(&format!("/{name}")), document.format.media_type())
    }
}

/// “Annex 10: Educational psychology consultation request”.
pub(super) fn annex_title(number: u32, document: &LinkedDocument) -> String {
    format!("Annex {number}: {}", document.title)
}

/// Whether a document's own pages are bound in.
pub(super) fn is_bound(document: &LinkedDocument) -> bool {
    document.format == Format::Pdf && document.is_readable() && !document.reading.pages.is_empty()
}

fn kept_line(document: &LinkedDocument) -> String {
    let mut parts = Vec::new();
    if let Some(owner) = document.fact(|row| row.owner.as_deref()) {
        parts.push(format!("Owner: {owner}."));
    }
    if let Some(version) = document.fact(|row| row.version.as_deref()) {
        parts.push(format!("Version {version}."));
    }
    if let Some(date) = document.fact(|row| row.last_reviewed) {
        parts.push(format!("Last reviewed {}.", date_words(date)));
    }
    if let Some(date) = document.fact(|row| row.review_by) {
        parts.push(format!("Next review by {}.", date_words(date)));
    }
    parts.join(" ")
}

fn reason(format: Format, problem: &Problem) -> String {
    let label = format.label();
    match problem {
        Problem::Empty => "The file is empty.".to_owned(),
        Problem::Password => format!("The {label} asks for a password before it opens."),
        Problem::Damaged(_) => format!("The {label} is damaged."),
        Problem::Disguised(really) => format!("The file is not a {label}: it looks like {really}."),
        Problem::NoPages => format!("The {label} has no pages."),
        Problem::TooLarge => format!("The {label} is too large to bind in."),
        Problem::AdobeOnly => {
            format!(
                "The {label} is a form of a kind that only Adobe's programs show (XFA): elsewhere it only says “Please wait”."
            )
        }
    }
}

fn is_wide(document: &LinkedDocument) -> bool {
    let columns = |block: &Block| match &block.kind {
        BlockKind::Table(table) => table.alignments.len(),
        _ => 0,
    };
    let wide_table = document.reading.blocks.iter().map(columns).max().unwrap_or(0) > MOST_UPRIGHT_COLUMNS;
    let wide_picture =
        document.reading.pixels.is_some_and(|(width, height)| f64::from(width) > f64::from(height) * 2.2);
    wide_table || (document.format.is_picture() && wide_picture)
}

fn picture_width(document: &LinkedDocument) -> f32 {
    let (most_wide, most_high) = if is_wide(document) { ON_ITS_SIDE } else { UPRIGHT };
    let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX));
    match document.reading.pixels {
        Some((width, height)) if height > 0 => (most_high * side(width) / side(height)).min(most_wide),
        _ => most_wide,
    }
}

/// A document's blocks without a first heading that only repeats the title above it.
fn without_title<'d>(blocks: &'d [Block], document: &LinkedDocument) -> &'d [Block] {
    match blocks {
        [Block { kind: BlockKind::Heading { content, .. }, .. }, rest @ ..]
            if crate::model::plain_text(content).trim().eq_ignore_ascii_case(document.title.trim()) =>
        {
            rest
        }
        _ => blocks,
    }
}

/// The spots of a document that something leads to: names and words.
pub(super) fn wanted_spots(markup: &Markup<'_>, id: DocumentId) -> BTreeMap<String, String> {
    let graph = markup.graph();
    let document = markup.documents().get(id);
    let words = |spot: &Spot| match spot {
        Spot::Page(page) => format!("{}, page {page}", document.title),
        Spot::Anchor(index) => {
            let anchor = &document.reading.anchors[*index];
            let label = if anchor.label.is_empty() { &anchor.name } else { &anchor.label };
            format!("{}: {label}", document.title)
        }
    };
    let links = graph.links_to(Owner::Document(id));
    links
        .filter_map(|link| match &link.destination {
            Destination::DocumentAnchor(_, spot) => Some((graph.pdf_destination(&link.destination)?, words(spot))),
            _ => None,
        })
        .collect()
}
