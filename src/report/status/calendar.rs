//! The next reviews as a calendar file (RFC 5545), to open in Outlook or to publish as a calendar of its own.
//!
//! An event keeps its UID from one file to the next, so that a calendar that takes both in moves the event and does not double
//! it. The stamp is the day of the status: the same guide and day give the same bytes.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::keeper_words;
use crate::model::{Digest, Manifest};
use crate::upkeep::{Kept, Kind, Status};

/// The most bytes of a line, its end not counted (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The next reviews, a day each. What is overdue stands on the day of the status: nobody looks at last month.
pub fn calendar(status: &Status) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//senco-guide//{}//EN", Manifest::TOOL),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(&format!("Reviews: {}", status.guide))),
    ];
    for thing in &status.kept {
        if let Some(due) = thing.next_review {
            lines.extend(event(status, thing, due));
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(status: &Status, thing: &Kept, due: Date) -> Vec<String> {
    let is_overdue = due < status.as_of;
    let day = due.max(status.as_of);
    let next = day.tomorrow().unwrap_or(day);
    let title = &thing.title;
    let what = if is_overdue { format!("Overdue: review “{title}”") } else { format!("Review “{title}”") };
    let mut about = format!("{}. To be reviewed by {due}.", keeper_words(thing));
    for reason in &thing.reasons {
        let _ = write!(about, "\n{}", reason.what);
    }
    let _ = write!(about, "\nRecord it: senco-guide status --reviewed {} --by ROLE", thing.id);
    let kind = match thing.kind {
        Kind::Page => "page",
        Kind::Document => "document",
    };
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@senco-guide", Digest::of_parts([kind.as_bytes(), thing.id.as_bytes()]).short(32)),
        format!("DTSTAMP:{}T000000Z", basic(status.as_of)),
        format!("DTSTART;VALUE=DATE:{}", basic(day)),
        format!("DTEND;VALUE=DATE:{}", basic(next)),
        format!("SUMMARY:{}", escaped(&what)),
        format!("DESCRIPTION:{}", escaped(&about)),
        format!("CATEGORIES:{}", escaped(thing.owner.as_deref().unwrap_or("No owner"))),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        "TRIGGER:-P14D".to_owned(),
        format!("DESCRIPTION:{}", escaped(&what)),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// A date in the basic form of ISO 8601.
fn basic(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace("\r\n", "\n");
    text.replace('\n', "\\n").chars().filter(|letter| !letter.is_control()).collect()
}

/// A line, broken so that no part has more than 75 bytes, never within a letter (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_come_back_whole() {
        let line = format!("SUMMARY:{}", "é–“x".repeat(60));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= LONGEST), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn signs_that_mean_something_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
