//! The status at a terminal: everything first, the few things to do last, because the last lines are what a screen shows.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{headline, keeper_words, summary};
use crate::config::date_words;
use crate::report::text::{Colour, wrapped};
use crate::upkeep::{Kept, Kind, Status};

/// How many letters a title may have to stand beside its dates.
const TITLE: usize = 52;

/// Renders the status.
pub fn render(status: &Status, colour: Colour) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}: who looks after what, on {}\n", status.guide, date_words(status.as_of));
    for (kind, heading) in [(Kind::Page, "Pages"), (Kind::Document, "Documents")] {
        let things: Vec<&Kept> = status.kept.iter().filter(|thing| thing.kind == kind).collect();
        if things.is_empty() {
            continue;
        }
        let gap = " ".repeat(TITLE + 2 - heading.len());
        let _ = writeln!(text, "{}{gap}reviewed     next", bold(heading, colour));
        for thing in things {
            block(thing, &mut text);
        }
        text.push('\n');
    }
    if !status.schools.is_empty() {
        let _ = writeln!(text, "{}", bold("Schools to ask about their SEN information reports", colour));
        for chase in &status.schools {
            let contact = chase.school.last_contact.map_or_else(|| "never".to_owned(), date_words);
            let _ = writeln!(text, "{}", wrapped(&format!("{} (last contact: {contact})", chase.school.name), "  "));
            let _ = writeln!(text, "{}", wrapped(&chase.why, "    "));
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", bold(&headline(status), colour));
    for (number, task) in (1..).zip(&status.tasks) {
        let _ = writeln!(text, "{}", hanging(&format!("{number}. {}", task.what)));
        let _ = writeln!(text, "{}", wrapped(&task.fix, "   "));
    }
    let _ = writeln!(text, "{}{}", if status.tasks.is_empty() { "" } else { "\n" }, wrapped(&summary(status), ""));
    text
}

fn block(thing: &Kept, text: &mut String) {
    let dates = format!("{:<12} {}", short(thing.last_review, "never"), short(thing.next_review, "not set"));
    let length = thing.title.chars().count();
    if length < TITLE {
        let _ = writeln!(text, "{}{}{dates}", wrapped(&thing.title, "  "), " ".repeat(TITLE - length));
    } else {
        let _ = writeln!(text, "{}\n{}{dates}", wrapped(&thing.title, "  "), " ".repeat(TITLE + 2));
    }
    let _ = writeln!(text, "{}", wrapped(&format!("[{}] {}", thing.id, keeper_words(thing)), "    "));
    for reason in &thing.reasons {
        let _ = writeln!(text, "{}", wrapped(&format!("! {}", reason.what), "    "));
    }
}

/// A date in few letters: 4 Sep 2026.
fn short(date: Option<Date>, none: &str) -> String {
    date.map_or_else(|| none.to_owned(), |date| date.strftime("%-d %b %Y").to_string())
}

/// Lines that hang below the words after the number.
fn hanging(words: &str) -> String {
    wrapped(words, "   ").replacen("   ", "", 1)
}

fn bold(words: &str, colour: Colour) -> String {
    match colour {
        Colour::Off => words.to_owned(),
        Colour::On => format!("\u{1b}[1m{words}\u{1b}[0m"),
    }
}
