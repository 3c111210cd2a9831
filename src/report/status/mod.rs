//! How a guide is kept, told: one form a file. Nothing here judges.

mod calendar;

mod csv;

mod html;

mod json;

mod pictures;

pub(super) mod text;

pub use calendar::calendar;
pub use csv::{chase, letters, rows};
pub use text::render as render_text;

use crate::config::date_words;
use crate::upkeep::{Kept, Kind, Status};

use super::text::Colour;

/// A form of the status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum StatusFormat {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a spreadsheet: a row a page or document.
    Csv,
    /// For a meeting: a page that prints.
    Html,
}

/// Renders the status in a form. Text comes without colour.
pub fn render_status(status: &Status, format: StatusFormat) -> String {
    match format {
        StatusFormat::Text => text::render(status, Colour::Off),
        StatusFormat::Json => json::render(status),
        StatusFormat::Csv => csv::rows(status),
        StatusFormat::Html => html::render(status),
    }
}

/// What there is to do first, as a headline.
fn headline(status: &Status) -> String {
    const WORDS: [&str; 6] = ["", "this one", "these two", "these three", "these four", "these five"];
    match status.tasks.len() {
        0 => "Nothing needs looking at".to_owned(),
        number => format!("Fix {}", WORDS.get(number).copied().unwrap_or("these")),
    }
}

/// How things stand, in a sentence or two.
fn summary(status: &Status) -> String {
    let count = |kind: Kind| status.kept.iter().filter(|thing| thing.kind == kind).count();
    let due = status.kept.iter().filter(|thing| !thing.reasons.is_empty()).count();
    let pages = super::extent::counted(count(Kind::Page), "page", "pages");
    let documents = super::extent::counted(count(Kind::Document), "document", "documents");
    let due = match due {
        0 => "none of them needs".to_owned(),
        1 => "1 of them needs".to_owned(),
        many => format!("{many} of them need"),
    };
    let next = next_review(status)
        .map_or_else(String::new, |(day, thing)| format!(" The next review is “{}”, by {day}.", thing.title));
    format!("{pages} and {documents}; {due} looking at.{next}")
}

/// The next review that is still to come.
fn next_review(status: &Status) -> Option<(String, &Kept)> {
    let to_come = |thing: &&Kept| thing.next_review.is_some_and(|next| next >= status.as_of);
    let thing = status.kept.iter().filter(to_come).min_by_key(|thing| thing.next_review)?;
    Some((date_words(thing.next_review?), thing))
}

/// The owner and the deputy in words.
fn keeper_words(thing: &Kept) -> String {
    let owner = thing.owner.as_deref().unwrap_or("no owner");
    match &thing.deputy {
        Some(deputy) => format!("{owner}, deputy {deputy}"),
        None => format!("{owner}, no deputy"),
    }
}
