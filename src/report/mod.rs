//! Findings → words: one format a file. Nothing here judges; everything here only tells.

mod csv;

mod html;

mod json;

mod links;

pub mod text;

use jiff::civil::Date;

use crate::check;
use crate::model::{
    At, Bundle, Destination, Documents, Facts, Finding, Findings, Guide, LinkGraph, Place, Position, Severity, Sources,
    WebFact, shown_text,
};

/// Everything a report may tell.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The files, for lines and columns.
    pub sources: &'a Sources,
    /// The pages.
    pub guide: &'a Guide,
    /// The linked documents.
    pub documents: &'a Documents,
    /// Every link.
    pub graph: &'a LinkGraph,
    /// What the outside said.
    pub facts: &'a Facts,
    /// What was found, sorted.
    pub findings: &'a Findings,
    /// The day the findings were judged by.
    pub as_of: Date,
}

/// A format of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a spreadsheet.
    Csv,
    /// For a browser, and for paper.
    Html,
}

/// Renders the findings in a format. Text comes without colour.
pub fn render(told: &Told<'_>, format: Format) -> String {
    match format {
        Format::Text => text::render(told, text::Colour::Off),
        Format::Json => json::render(told),
        Format::Csv => csv::render(told),
        Format::Html => html::render(told),
    }
}

/// The files of `report/` in the bundle.
pub fn files(told: &Told<'_>) -> Bundle {
    let mut files = Bundle::default();
    files.insert("report/report.html", html::render(told).into_bytes());
    files.insert("report/findings.json", json::render(told).into_bytes());
    files.insert("report/findings.csv", csv::render(told).into_bytes());
    files.insert("report/links.csv", links::render(told).into_bytes());
    files
}

impl Told<'_> {
    /// What the web answered about a link, when it leads there and was asked about.
    fn web_fact(&self, destination: &Destination) -> Option<&WebFact> {
        let (Destination::Web(address) | Destination::LocalOffer(address)) = destination else { return None };
        self.facts.web.as_ref()?.facts.get(address)
    }

    /// The line and column of a place, where its file has lines.
    fn position(&self, place: &Place) -> Option<Position> {
        match &place.at {
            At::Bytes(range) => self.sources.get(&place.file).map(|file| file.position(range.start)),
            _ => None,
        }
    }

    /// The place in the editor's words: “pages/referrals.md, line 41, column 9”.
    fn place_words(&self, place: &Place) -> String {
        let file = if place.file.as_str().is_empty() { "the guide folder" } else { place.file.as_str() };
        match (self.position(place), place.at.within()) {
            (Some(Position { line, column }), _) => format!("{file}, line {line}, column {column}"),
            (None, Some(within)) => format!("{file}, {within}"),
            (None, None) => file.to_owned(),
        }
    }

    /// The line a finding is about, cut to `width` characters around it; none for places without lines.
    fn quoted_line(&self, finding: &Finding, width: usize) -> Option<(usize, String)> {
        let Position { line, column } = self.position(&finding.place)?;
        let source = self.sources.get(&finding.place.file)?.line(line);
        // What a mail filter wrote into an address may name a person.
        let text: Vec<char> = shown_text(&source).chars().collect();
        if text.iter().all(|letter| letter.is_whitespace()) {
            return None;
        }
        let start = if text.len() <= width {
            0
        } else {
            (column - 1).min(text.len()).saturating_sub(width / 4).min(text.len() - width)
        };
        let end = text.len().min(start + width);
        let cut: String = text[start..end].iter().collect();
        let before = if start > 0 { "… " } else { "" };
        let after = if end < text.len() { " …" } else { "" };
        Some((line, format!("{before}{}{after}", cut.trim())))
    }

    /// The verdict in a sentence: the first line of a report and the last of the terminal.
    fn verdict(&self) -> String {
        let count = |severity| self.findings.count(severity);
        let things = |number: usize| if number == 1 { "1 thing".to_owned() } else { format!("{number} things") };
        match (count(Severity::MustFix), count(Severity::ShouldFix), count(Severity::Note)) {
            (0, 0, 0) => "Nothing wrong.".to_owned(),
            (0, 0, notes) => format!("Nothing that has to be fixed; {} to note.", things(notes)),
            (0, should, _) => format!("{} should be fixed. The guide can be published.", things(should)),
            (must, 0, _) => format!("{} must be fixed before this can be published.", things(must)),
            (must, should, _) => {
                format!("{} must be fixed before this can be published, and {should} should be.", things(must))
            }
        }
    }

    /// What was checked, in a sentence.
    fn extent(&self) -> String {
        let count = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
        let checked = format!(
            "Checked: {}, {} and {}.",
            count(self.guide.pages.len(), "page", "pages"),
            count(self.documents.all.len(), "document", "documents"),
            count(self.graph.told().count(), "link", "links"),
        );
        match &self.facts.web {
            Some(web) => format!("{checked} {}", check::web_summary(web)),
            None => checked,
        }
    }
}
