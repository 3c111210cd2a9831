//! What the text of a school's SEN information report tells: its date, the headings it touches, whether it leads to the Local
//! Offer. By words alone, and so with care: what is not found may still be there in other words.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::page;
use crate::config::date_of;
use crate::inspect;
use crate::io::Answer;
use crate::model::{Format, SchoolReport, blocks_text};

/// For each heading of Schedule 1, the words by which a text shows that it touches it: one of each group.
const SIGNS: [&[&[&str]]; 13] = [
    &[&[
        "kinds of sen",
        "types of sen",
        "kinds of special",
        "types of special",
        "areas of need",
        "kinds of need",
        "types of need",
    ]],
    &[&["identif"], &["assess", "need"]],
    &[&["progress", "evaluat", "effective"], &["teach", "curriculum", "learning"]],
    &[
        &["senco", "sendco", "sen co-ordinator", "needs co-ordinator", "needs coordinator"],
        &["@", "telephone", "phone", "tel:", "tel.", "contact", "email"],
    ],
    &[&["training", "expertise", "qualif", "trained"]],
    &[&["equipment", "facilities"]],
    &[&["parent", "carer", "famil"], &["involv", "consult", "work with", "working with", "meet", "views"]],
    &[&["pupil", "child", "young people", "student"], &["views", "voice", "involv", "consult"]],
    &[&["complain"]],
    &[
        &["health", "social care", "social services"],
        &["agenc", "voluntary", "professionals", "local authority", "support services"],
    ],
    &[&["sendiass", "iass", "information, advice and support", "support services for parents", "parent partnership"]],
    &[&["transition", "transfer", "moving to", "move to", "next phase", "adulthood", "new school"]],
    &[&["local offer"]],
];

/// The words before a date that make it the report's own.
const DATED: [&str; 9] =
    ["updated", "reviewed", "published", "approved", "ratified", "written", "date", "agreed", "report for"];

/// Reads an answer as a report. `local_offer` is the beginning of the Local Offer's address.
pub(super) fn read(answer: &Answer, path: &str, local_offer: Option<&str>, today: Date) -> SchoolReport {
    let content_type = answer.head.header("content-type").to_ascii_lowercase();
    let body = &answer.body;
    let is_named = |ending: &str| path.to_ascii_lowercase().ends_with(ending);
    if body.starts_with(b"%PDF-") {
        let reading = inspect::read(Format::Pdf, body);
        let links: Vec<String> = reading.links.iter().map(|link| link.written.clone()).collect();
        return told(&reading.page_words.join(" "), &links, None, local_offer, today);
    }
    if body.starts_with(b"PK") && (is_named(".docx") || content_type.contains("wordprocessingml")) {
        let reading = inspect::read(Format::Docx, body);
        let links: Vec<String> = reading.links.iter().map(|link| link.written.clone()).collect();
        return told(&blocks_text(&reading.blocks), &links, None, local_offer, today);
    }
    if content_type.contains("html") || content_type.is_empty() {
        let page = page::read(body, &content_type);
        return told(&page.text, &page.links, page.updated, local_offer, today);
    }
    SchoolReport::default()
}

fn told(text: &str, links: &[String], updated: Option<Date>, local_offer: Option<&str>, today: Date) -> SchoolReport {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    // A page with less than a paragraph is a menu, or a picture of a report.
    let is_readable = text.len() > 300;
    let touches = |signs: &[&[&str]]| signs.iter().all(|group| group.iter().any(|sign| text.contains(sign)));
    let covers: BTreeSet<u8> = (1..).zip(SIGNS).filter(|(_, signs)| touches(signs)).map(|(number, _)| number).collect();
    let bare = |address: &str| {
        let lower = address.to_ascii_lowercase();
        lower.split_once("://").map_or(lower.clone(), |(_, rest)| rest.to_owned()).trim_start_matches("www.").to_owned()
    };
    let leads = |offer: &str| links.iter().any(|link| bare(link).starts_with(bare(offer).trim_end_matches('/')));
    let dated = own_date(&text, today).or_else(|| updated.filter(|day| *day <= today));
    SchoolReport {
        is_readable,
        covers: if is_readable { covers } else { BTreeSet::new() },
        leads_to_local_offer: local_offer.filter(|_| is_readable).map(leads),
        dated: dated.map(|day| day.to_string()),
    }
}

/// The newest day, not after today, that stands after a word such as “updated”.
fn own_date(text: &str, today: Date) -> Option<Date> {
    let mut newest = None;
    for word in DATED {
        for (at, _) in text.match_indices(word) {
            let rest: Vec<&str> = text[at + word.len()..]
                .split([' ', ':', ',', '(', ')'])
                .filter(|part| !part.is_empty())
                .take(7)
                .collect();
            let found = (0..rest.len()).find_map(|from| date_in(&rest[from..]));
            newest = newest.max(found.filter(|day| *day <= today && day.year() >= 2014));
        }
    }
    newest
}

/// The date that some words begin with: `1 september 2026`, `01/09/26`; a month alone, `september 2026`, is its first day.
fn date_in(words: &[&str]) -> Option<Date> {
    (1..=3).rev().filter_map(|count| words.get(..count)).find_map(|words| {
        let text = words.join(" ");
        let text = text.trim_end_matches(['.', ';']);
        let is_month_alone = words.len() == 2 && text.starts_with(char::is_alphabetic);
        date_of(text).or_else(|| date_of(&format!("1 {text}")).filter(|_| is_month_alone))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_report_is_dated_by_its_own_words_and_never_in_the_future() {
        let today = date(2026, 9, 1);
        for (text, expected) in [
            ("last updated: 4th september 2025", Some(date(2025, 9, 4))),
            ("reviewed july 2026. next review july 2027", Some(date(2026, 7, 1))),
            ("approved by governors on 12/11/2025", Some(date(2025, 11, 12))),
            ("date of report 2025-10-01", Some(date(2025, 10, 1))),
            ("updated: 3/9/25. page 1 of 12", Some(date(2025, 9, 3))),
            ("updated march 2026; 3 classes", Some(date(2026, 3, 1))),
            ("the act came in on 1 september 2014", None),
            ("updated soon", None),
        ] {
            assert_eq!(own_date(text, today), expected, "{text}");
        }
    }
}
