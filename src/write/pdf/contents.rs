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

    /// Writes “Forms and documents”: every annex with its number, use, owner, review date and page.
    pub(super) fn push_list_of_annexes(&mut self) {
        let graph = self.graph();
        if graph.annexes().next().is_none() {
            return;
        }
        self.give_name(LIST, LIST_TITLE);
        let first = self.guide().pages.is_empty();
        let summary = "\"Every form and document that this guide links to, bound in after this list. Open the original to fill it in on a computer: it is attached to this PDF and on the website.\"";
        self.push(&format!("chapter({first},\"{LIST}\",\"{LIST_TITLE}\",{summary},none,{{[];\n"));
        self.push("grid-of((15mm,3.2fr,1.6fr,25mm,13mm),(start,start,start,start,end),1,none,(table.header(repeat:true,head-cell(1,1,\"Annex\"),head-cell(1,1,\"Title and what it is for\"),head-cell(1,1,\"Owner\"),head-cell(1,1,\"Review by\"),head-cell(1,1,\"Page\")),\n");
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
        let summary = document.fact(|row| row.summary.clone()).unwrap_or_default();
        let below = self.words(&below_title(document, &summary), &place);
        let owner = self.words(&document.fact(|row| row.owner.clone()).unwrap_or_default(), &place);
        let review = self.words(&document.fact(|row| row.review_by).map(date_words).unwrap_or_default(), &place);
        self.push(&format!(
            "row-head(1,1,\"{number}\"),cell(1,1,true,{{link(label({name}),strong({title}));linebreak();{below}}}),cell(1,1,true,{owner}),cell(1,1,true,{review}),cell(1,1,true,bare({name},page-of({name}))),\n"
        ));
    }
}

fn below_title(document: &LinkedDocument, summary: &str) -> String {
    let format = match document.format {
        Format::Pdf => String::new(),
        other => format!(" {}.", capitalised(other.label())),
    };
    format!("{summary}{format}").trim().to_owned()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
