//! Findings → words: one format a file. Nothing here judges; everything here only tells.

mod card;

mod csv;

mod extent;

mod html;

mod json;

mod junit;

mod links;

mod quote;

mod sarif;

mod status;

pub mod text;

use jiff::civil::Date;

use crate::model::{At, Bundle, Facts, Findings, LinkGraph, Place, Position, Severity, Sources};

pub use card::{Card, card};
pub use extent::{CheckedFile, Extent, FileKind, Subject};
pub use status::{StatusFormat, calendar, chase, letters, render_status, render_text, rows};

/// Everything a report may tell.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The files, for lines and columns.
    pub sources: &'a Sources,
    /// What was looked at.
    pub extent: &'a Extent,
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
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif,
    /// For continuous integration: JUnit XML.
    Junit,
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
        Format::Sarif => sarif::render(told),
        Format::Junit => junit::render(told),
        Format::Csv => csv::render(told),
        Format::Html => html::render(told),
    }
}

/// The files of `report/` in the bundle.
pub fn files(told: &Told<'_>, graph: &LinkGraph, facts: &Facts) -> Bundle {
    let mut files = Bundle::default();
    files.insert("report/report.html", html::render(told).into_bytes());
    files.insert("report/findings.json", json::render(told).into_bytes());
    files.insert("report/findings.csv", csv::render(told).into_bytes());
    files.insert("report/links.csv", links::render(told, graph, facts).into_bytes());
    files
}

impl Told<'_> {
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

    /// The verdict in a sentence: the first line of a report and the last of the terminal.
    pub fn verdict(&self) -> String {
        let count = |severity| self.findings.count(severity);
        let things = |number: usize| extent::counted(number, "thing", "things");
        let (before, published) = match self.extent.subject {
            Subject::Guide => (" before this can be published", " The guide can be published."),
            Subject::Site | Subject::Live => ("", ""),
        };
        match (count(Severity::MustFix), count(Severity::ShouldFix), count(Severity::Note)) {
            (0, 0, 0) => "Nothing wrong.".to_owned(),
            (0, 0, notes) => format!("Nothing that has to be fixed; {} to note.", things(notes)),
            (0, should, _) => format!("{} should be fixed.{published}", things(should)),
            (must, 0, _) => format!("{} must be fixed{before}.", things(must)),
            (must, should, _) => format!("{} must be fixed{before}, and {should} should be.", things(must)),
        }
    }
}

/// A severity in words: “Must fix”.
fn severity_words(severity: Severity) -> &'static str {
    match severity {
        Severity::MustFix => "Must fix",
        Severity::ShouldFix => "Should fix",
        Severity::Note => "Note",
    }
}
