//! The contents at the front, and the list “Forms and documents” that opens the annexes.

use std::fmt::Write as _;

use super::letters;
use super::markup::Markup;
use crate::config::date_words;
use crate::model::{BlockKind, DocumentId, Format, LinkedDocument, Place};

/// The name of the list of annexes: a page of the guide can never have it.
pub(super) const LIST: &str = "documents";

/// The heading of the list of annexes.
const LIST_TITLE: &str = "Forms and documents";

/// Up to this many sections, the contents name them below their chapters; more would hide the chapters.
const MOST_SECTIONS: usize = 48;

impl Markup<'_> {
    /// Writes the contents.
    pub(super) fn push_contents(&mut self) {
        self.give_name("contents", "Contents");
        let graph = self.graph();
        let entry = |(number, id)| {
            let name = letters::name(&graph.annex_name(id));
            format!("{name}:{number},")
        };
        let numbers = graph.annexes().map(entry).collect::<Vec<_>>().concat();
        let annexes = if numbers.is_empty() { "(:)".to_owned() } else { format!("({numbers})") };
        self.push(&format!("contents(\"Contents\",{annexes},{});\n", self.names_sections()));
    }

    /// Whether sections stand in the contents below their chapters.
    pub(super) fn names_sections(&self) -> bool {
        let is_section = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. });
        let count =
            self.guide().pages.iter().flat_map(|page| &page.blocks).filter(|block| is_section(&block.kind)).count();
        count <= MOST_SECTIONS
    }

    /// The titles of the annexes by name, for the contents.
    pub(super) fn annex_titles(&mut self) -> String {
        let graph = self.graph();
        let mut titles = String::new();
        for (_, id) in graph.annexes() {
            let node = graph.document(id);
            let title = self.words(&node.title, &Place::file(&node.file));
            let name = letters::name(&graph.annex_name(id));
            let _ = write!(titles, "{name}:{title},");
        }
        if titles.is_empty() { "(:)".to_owned() } else { format!("({titles})") }
    }

    /// Writes “Forms and documents”: every annex with its number, kind of file, owner, review date and page.
    pub(super) fn push_list_of_annexes(&mut self) {
        let graph = self.graph();
        if graph.annexes().next().is_none() {
            return;
        }
        self.begin_piece();
        self.give_name(LIST, LIST_TITLE);
        let first = self.guide().pages.is_empty();
        let summary = "\"Every form and document that this guide links to, bound in after this list. Open the original to fill it in on a computer: it is attached to this PDF and on the website.\"";
        self.push(&format!("chapter({first},\"{LIST}\",\"{LIST_TITLE}\",{summary},none,{{[];\n"));
        self.push("grid-of((15mm,3.2fr,1.6fr,25mm,13mm),(start,start,start,start,end),1,false,none,(table.header(repeat:true,head-cell(1,1,\"Annex\"),head-cell(1,1,\"Title\"),head-cell(1,1,\"Owner\"),head-cell(1,1,\"Review by\"),head-cell(1,1,\"Page\")),\n");
        for (number, id) in graph.annexes() {
            self.push_row(number, id);
        }
        self.push("));\n});\n");
    }

    fn push_row(&mut self, number: u32, id: DocumentId) {
        let document = self.documents().get(id);
        let place = document.register.as_ref().map_or_else(|| Place::file(&document.file), |row| row.place.clone());
        let destination = self.graph().annex_name(id);
        let name = letters::name(&destination);
        self.wanted.insert(destination);
        let title = self.words(&document.title, &place);
        let kind = self.words(&kind_of_file(document), &place);
        let owner = self.words(&document.fact(|row| row.owner.clone()).unwrap_or_default(), &place);
        let review = self.words(&document.fact(|row| row.review_by).map(date_words).unwrap_or_default(), &place);
        self.push(&format!(
            "row-head(1,1,\"{number}\"),cell(1,1,true,{{link(label({name}),strong({title}));{kind}}}),cell(1,1,true,{owner}),cell(1,1,true,{review}),cell(1,1,true,bare({name},page-of({name}))),\n"
        ));
    }
}

/// What a reader gets who opens the original, for what is not a PDF already.
fn kind_of_file(document: &LinkedDocument) -> String {
    match document.format {
        Format::Pdf if !document.reading.losses.is_empty() => " (PDF; the original is attached)".to_owned(),
        Format::Pdf => String::new(),
        other => format!(" ({})", other.label()),
    }
}
