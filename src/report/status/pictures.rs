//! Pictures for people who would rather look than read. Each has a title and a description, and its figures as a table beside it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::config::date_words;
use crate::upkeep::{Kept, Kind, ReasonKind, Status};

/// A picture and its figures.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    /// What it shows, as a heading.
    title: String,
    /// What can be seen in it, in a sentence.
    says: String,
    /// The drawing: SVG.
    svg: String,
    /// The headings of the table.
    head: Vec<String>,
    /// The rows of the table; the first cell is the row's heading.
    rows: Vec<Vec<String>>,
}

/// How many months are shown ahead.
const MONTHS: i32 = 12;

/// The most checks that are shown.
const CHECKS: usize = 24;

/// The reviews that are due, by owner and month.
pub(super) fn due(status: &Status) -> Option<Picture> {
    let first = status.as_of.first_of_month();
    let months: Vec<Date> = (0..MONTHS).filter_map(|ahead| first.checked_add(ahead.months()).ok()).collect();
    let column = |next: Date| {
        if next < status.as_of {
            return 0;
        }
        months
            .iter()
            .rposition(|month| next >= *month && next < month.saturating_add(1.month()))
            .map_or(months.len() + 1, |at| at + 1)
    };
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for thing in &status.kept {
        let Some(next) = thing.next_review else { continue };
        let counts = owners.entry(thing.owner.as_deref().unwrap_or("Nobody named"));
        counts.or_insert_with(|| vec![0; months.len() + 2])[column(next)] += 1;
    }
    let mut owners: Vec<(&str, Vec<usize>)> = owners.into_iter().collect();
    owners.sort_by_key(|(owner, counts)| (std::cmp::Reverse(counts.iter().sum::<usize>()), *owner));
    if owners.is_empty() {
        return None;
    }
    let mut head = vec!["Owner".to_owned(), "Overdue".to_owned()];
    head.extend(months.iter().map(|month| month.strftime("%b %Y").to_string()));
    head.push("Later".to_owned());
    let cell = |count: &usize| if *count == 0 { String::new() } else { count.to_string() };
    let rows = owners
        .iter()
        .map(|(owner, counts)| std::iter::once((*owner).to_owned()).chain(counts.iter().map(cell)).collect());
    let overdue: usize = owners.iter().map(|(_, counts)| counts[0]).sum();
    let total: usize = owners.iter().flat_map(|(_, counts)| counts).sum();
    let busiest = (1..=months.len())
        .max_by_key(|at| (owners.iter().map(|(_, counts)| counts[*at]).sum::<usize>(), std::cmp::Reverse(*at)));
    let busiest = busiest.and_then(|at| months.get(at - 1)).map(|month| month.strftime("%B %Y").to_string());
    Some(Picture {
        title: "Reviews due, by owner and month".to_owned(),
        says: format!(
            "{total} reviews of {} owners; {overdue} overdue; most are due in {}.",
            owners.len(),
            busiest.unwrap_or_default()
        ),
        svg: due_drawing(&months, &owners),
        head,
        rows: rows.collect(),
    })
}

fn due_drawing(months: &[Date], owners: &[(&str, Vec<usize>)]) -> String {
    const LEFT: usize = 236;
    const CELL: usize = 37;
    const ROW: usize = 22;
    const TOP: usize = 34;
    let mut svg = String::new();
    let labels = std::iter::once(("Over".to_owned(), "due".to_owned()))
        .chain(months.iter().map(|month| (month.strftime("%b").to_string(), month.strftime("%Y").to_string())))
        .chain([("Later".to_owned(), String::new())]);
    for (at, (upper, lower)) in labels.enumerate() {
        let x = LEFT + at * CELL + CELL / 2;
        let _ = write!(svg, r#"<text class="small" text-anchor="middle" x="{x}" y="13">{upper}</text>"#);
        let _ = write!(svg, r#"<text class="small" text-anchor="middle" x="{x}" y="26">{lower}</text>"#);
    }
    let most = owners.iter().flat_map(|(_, counts)| counts).max().copied().unwrap_or(1).max(1);
    for (row, (owner, counts)) in owners.iter().enumerate() {
        let y = TOP + row * ROW;
        let _ = write!(svg, r#"<text text-anchor="end" x="{}" y="{}">{}</text>"#, LEFT - 8, y + 15, short(owner, 36));
        for (at, count) in counts.iter().enumerate() {
            let x = LEFT + at * CELL;
            let class = match (at, *count) {
                (_, 0) => "none",
                (0, _) => "bad",
                (_, count) if count * 2 > most => "much",
                _ => "some",
            };
            let _ = write!(
                svg,
                r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"/>"#,
                x + 1,
                y + 1,
                CELL - 2,
                ROW - 2
            );
            if *count > 0 {
                let _ = write!(
                    svg,
                    r#"<text class="on-{class}" text-anchor="middle" x="{}" y="{}">{count}</text>"#,
                    x + CELL / 2,
                    y + 15
                );
            }
        }
    }
    drawing("due", LEFT + (months.len() + 2) * CELL, TOP + owners.len() * ROW + 4, &svg)
}

/// How outside addresses answered, check by check.
pub(super) fn web(status: &Status) -> Option<Picture> {
    let skipped = status.web.len().saturating_sub(CHECKS);
    let checks: Vec<(Date, [usize; 4])> =
        status.web.iter().skip(skipped).map(|(day, counts)| (*day, sorted(counts))).collect();
    let (last, counts) = checks.last()?;
    let cell = |count: &usize| count.to_string();
    let row =
        |(day, counts): &(Date, [usize; 4])| std::iter::once(date_words(*day)).chain(counts.iter().map(cell)).collect();
    Some(Picture {
        title: "What outside addresses answered".to_owned(),
        says: format!(
            "On {}, {} of {} were fine, {} had moved, {} were gone and {} could not be judged.",
            date_words(*last),
            counts[0],
            counts.iter().sum::<usize>(),
            counts[1],
            counts[2],
            counts[3]
        ),
        svg: web_drawing(&checks),
        head: ["Day", "Fine", "Moved", "Gone", "Could not be judged"].map(str::to_owned).to_vec(),
        rows: checks.iter().map(row).collect(),
    })
}

/// Fine, moved, gone, and what nobody can say.
fn sorted(counts: &BTreeMap<String, usize>) -> [usize; 4] {
    let mut sorted = [0; 4];
    for (verdict, count) in counts {
        let at = match verdict.as_str() {
            "ok" => 0,
            "moved" => 1,
            "gone" | "soft-404" | "no such spot" => 2,
            _ => 3,
        };
        sorted[at] += count;
    }
    sorted
}

fn web_drawing(checks: &[(Date, [usize; 4])]) -> String {
    const LEFT: usize = 110;
    const WIDE: usize = 600;
    const ROW: usize = 22;
    const CLASSES: [&str; 4] = ["some", "much", "bad", "unsure"];
    let most = checks.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(1).max(1);
    let mut svg = String::new();
    for (row, (day, counts)) in checks.iter().enumerate() {
        let y = row * ROW;
        let _ = write!(
            svg,
            r#"<text class="small" text-anchor="end" x="{}" y="{}">{}</text>"#,
            LEFT - 8,
            y + 15,
            day.strftime("%-d %b %Y")
        );
        let mut before = 0;
        for (class, count) in CLASSES.iter().zip(counts).filter(|(_, count)| **count > 0) {
            let x = LEFT + before * WIDE / most;
            before += count;
            let width = (LEFT + before * WIDE / most).saturating_sub(x + 1).max(2);
            let _ =
                write!(svg, r#"<rect class="{class}" x="{x}" y="{}" width="{width}" height="{}"/>"#, y + 2, ROW - 4);
            if width > 24 {
                let _ = write!(
                    svg,
                    r#"<text class="on-{class}" text-anchor="middle" x="{}" y="{}">{count}</text>"#,
                    x + width / 2,
                    y + 16
                );
            }
        }
    }
    let y = checks.len() * ROW + 20;
    for (at, (class, words)) in CLASSES.iter().zip(["Fine", "Moved", "Gone", "Not judged"]).enumerate() {
        let x = LEFT + at * 130;
        let _ = write!(svg, r#"<rect class="{class}" x="{x}" y="{}" width="14" height="14"/>"#, y - 12);
        let _ = write!(svg, r#"<text x="{}" y="{y}">{words}</text>"#, x + 20);
    }
    drawing("web", LEFT + WIDE + 10, y + 10, &svg)
}

/// Which pages lead to which documents.
pub(super) fn map(status: &Status) -> Option<Picture> {
    let of = |kind: Kind| status.kept.iter().filter(move |thing| thing.kind == kind);
    let (pages, documents): (Vec<&Kept>, Vec<&Kept>) = (of(Kind::Page).collect(), of(Kind::Document).collect());
    if pages.is_empty() || documents.is_empty() {
        return None;
    }
    let rows = pages.iter().map(|page| {
        let linked = documents.iter().filter(|it| page.leads_to.contains(&it.id));
        let titles: Vec<&str> = linked.map(|it| it.title.as_str()).collect();
        vec![page.title.clone(), titles.len().to_string(), titles.join("; ")]
    });
    let links: usize = pages.iter().map(|page| page.leads_to.len()).sum();
    let alone = documents.iter().filter(|it| !pages.iter().any(|page| page.leads_to.contains(&it.id))).count();
    Some(Picture {
        title: "Which pages lead to which documents".to_owned(),
        says: format!(
            "{} pages and {} documents, {links} lines between them{}. A heavy line leads to a document that changed after the page was reviewed.",
            pages.len(),
            documents.len(),
            if alone == 0 { String::new() } else { format!("; no page leads to {alone} of the documents") }
        ),
        svg: map_drawing(&pages, &documents),
        head: ["Page", "Number", "Documents"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    })
}

fn map_drawing(pages: &[&Kept], documents: &[&Kept]) -> String {
    const LEFT: usize = 262;
    const RIGHT: usize = 470;
    const ROW: usize = 17;
    let height = pages.len().max(documents.len()) * ROW + 12;
    let y = |at: usize, of: usize| (2 * at + 1) * height / (2 * of);
    let mut svg = String::new();
    for (at, page) in pages.iter().enumerate() {
        let from = y(at, pages.len());
        for (to, document) in documents.iter().enumerate().filter(|(_, it)| page.leads_to.contains(&it.id)) {
            let is_news = |reason: &crate::upkeep::Reason| {
                reason.kind == ReasonKind::DocumentChanged && reason.about == document.id
            };
            let class = if page.reasons.iter().any(is_news) { "link news" } else { "link" };
            let to = y(to, documents.len());
            let (one, two) = (LEFT + 70, RIGHT - 70);
            let _ = write!(svg, r#"<path class="{class}" d="M{LEFT} {from}C{one} {from} {two} {to} {RIGHT} {to}"/>"#);
        }
    }
    for (at, page) in pages.iter().enumerate() {
        let y = y(at, pages.len()) + 4;
        let _ = write!(svg, r#"<text text-anchor="end" x="{}" y="{y}">{}</text>"#, LEFT - 6, short(&page.title, 40));
    }
    for (at, document) in documents.iter().enumerate() {
        let y = y(at, documents.len()) + 4;
        let _ = write!(svg, r#"<text class="small" x="{}" y="{y}">{}</text>"#, RIGHT + 6, short(&document.title, 46));
    }
    drawing("map", RIGHT + 292, height, &svg)
}

/// A drawing that is named and described by the words beside it.
fn drawing(name: &str, width: usize, height: usize, inside: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-says" viewBox="0 0 {width} {height}"><title id="{name}-title">TITLE</title><desc id="{name}-says">SAYS</desc>{inside}</svg>"#
    )
}

impl Picture {
    /// The drawing with its title and description.
    pub(super) fn named(mut self) -> Self {
        self.svg = self.svg.replace(">TITLE<", &format!(">{}<", escaped(&self.title)));
        self.svg = self.svg.replace(">SAYS<", &format!(">{}<", escaped(&self.says)));
        self
    }
}

/// Words cut to fit, safe in SVG.
fn short(words: &str, most: usize) -> String {
    let cut: String = words.chars().take(most).collect();
    let dots = if cut.len() < words.len() { "…" } else { "" };
    escaped(&format!("{}{dots}", cut.trim_end()))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.chars().filter(|letter| !letter.is_control()).collect()
}
