//! Reads as much of an answer as its questions need: is it the page, is it a page that says “not found”, is the spot there?

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::percent_decode_str;

use super::plan::Purpose;
use super::{page, soft};
use crate::inspect;
use crate::io::{Answer, Head, Wanted};
use crate::model::{Format, Reading, SchoolReport};

/// How much of a page is read for its title and first heading.
const FOR_TITLE: usize = 128 * 1024;

/// How much of a page is read for a spot.
const FOR_SPOT: usize = 4 * 1024 * 1024;

/// How much of a PDF is read for a page or a named destination.
const FOR_PDF_SPOT: usize = 48 * 1024 * 1024;

/// How much of a “not found” is read: it may be a wall against robots.
const FOR_WALL: usize = 16 * 1024;

/// What was seen at one address. The body itself is not kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Sight {
    /// The status.
    pub(super) status: u16,
    /// Where it redirects to.
    pub(super) location: Option<String>,
    /// When it wants to be asked again: the header and the time by the site's own clock.
    wait: Option<(String, String)>,
    /// The words of a title or heading that say “not found”.
    pub(super) says_not_found: Option<String>,
    /// Whether it offers its name for sale.
    pub(super) is_parked: bool,
    /// The day that the page says it was last updated.
    pub(super) updated: Option<Date>,
    /// What it tells as a school's report, when it was asked for as one.
    pub(super) report: Option<SchoolReport>,
    /// Whether a firewall speaks in place of the site.
    pub(super) is_wall: bool,
    /// The spots that were looked for.
    pub(super) sought: BTreeSet<String>,
    /// Those that are not there.
    pub(super) not_there: BTreeSet<String>,
    /// Those that could not be looked for.
    pub(super) out_of_reach: BTreeSet<String>,
}

/// The kinds of body that can be looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Pdf,
    Other,
}

/// How much of a body is wanted to answer the questions about it.
pub(super) fn appetite(spots: &BTreeSet<String>, purpose: Purpose) -> impl FnMut(&Head, &[u8]) -> Wanted + use<> {
    let mut left: Vec<Vec<u8>> = spots.iter().map(|spot| decoded(spot).into_bytes()).collect();
    let mut has_heading = false;
    let mut looked = 0;
    move |head, body| {
        // What was looked through before is looked through again only where a mark may have been cut in two.
        let fresh = &body[looked.min(body.len())..];
        left.retain(|spot| !is_quoted(fresh, spot));
        has_heading = has_heading || has_first_heading(fresh);
        looked = body.len().saturating_sub(1024);
        let limit = match (head.status, kind(head, body)) {
            (404, _) => FOR_WALL,
            (200..=299, Kind::Page) if purpose == Purpose::Report => FOR_SPOT,
            (200..=299, _) if purpose == Purpose::Report => FOR_PDF_SPOT,
            (200..=299, Kind::Page) if left.is_empty() && has_heading => 0,
            (200..=299, Kind::Page) if left.is_empty() => FOR_TITLE,
            (200..=299, Kind::Page) => FOR_SPOT,
            (200..=299, Kind::Pdf) if !left.is_empty() => FOR_PDF_SPOT,
            _ => 0,
        };
        if body.len() < limit { Wanted::More } else { Wanted::Enough }
    }
}

/// Looks at an answer.
pub(super) fn at(answer: &Answer, sought: BTreeSet<String>) -> Sight {
    let head = &answer.head;
    let header = |name: &str| Some(head.header(name).to_owned()).filter(|value| !value.is_empty());
    let mut sight = Sight {
        status: head.status,
        location: header("location"),
        wait: header("retry-after").map(|wait| (wait, head.header("date").to_owned())),
        is_wall: soft::has_wall_header(head),
        ..Sight::default()
    };
    match (head.status, kind(head, &answer.body)) {
        (200..=299, Kind::Page) => {
            let page = page::read(&answer.body, head.header("content-type"));
            sight.says_not_found = page.headings.iter().find(|words| soft::says_not_found(words)).cloned();
            sight.is_parked = soft::is_parked(&page.text);
            sight.updated = page.updated;
            let there = |spot: &&String| page.has(&decoded(spot)) || is_quoted(&answer.body, decoded(spot).as_bytes());
            // `#tab=2` and `#page=3` are no ids: they are for the page's own script.
            let is_cut = answer.broke_off || answer.body.len() >= FOR_SPOT;
            let missing = sought.iter().filter(|spot| !there(spot)).cloned();
            (sight.out_of_reach, sight.not_there) = missing.partition(|spot| is_cut || spot.contains('='));
        }
        (200..=299, Kind::Pdf) if !sought.is_empty() => {
            let reading = inspect::read(Format::Pdf, &answer.body);
            let is_whole = !answer.broke_off && reading.problems.is_empty() && !reading.pages.is_empty();
            for spot in &sought {
                match pdf_has(&reading, spot) {
                    Some(_) if !is_whole => sight.out_of_reach.insert(spot.clone()),
                    Some(false) => sight.not_there.insert(spot.clone()),
                    _ => false,
                };
            }
        }
        (404, _) => sight.is_wall = sight.is_wall || soft::is_wall(&page::text(&answer.body, "")),
        _ => {}
    }
    Sight { sought, ..sight }
}

impl Sight {
    /// Whether the site says that it has too much to do, and may answer later.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.status, 429 | 502 | 503 | 504)
    }

    /// How long the site asks to be left alone (RFC 9110, 10.2.3): in seconds, or as a date by its own clock.
    pub(super) fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        let (wait, date) = self.wait.as_ref().filter(|_| self.is_busy())?;
        if let Ok(seconds) = wait.trim().parse::<u64>() {
            return Some(Duration::from_secs(seconds.min(86_400)));
        }
        let time = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
        let wait: SignedDuration = time(wait)?.duration_since(time(date).unwrap_or(now));
        Duration::try_from(wait).ok()
    }
}

fn kind(head: &Head, body: &[u8]) -> Kind {
    let content_type = head.header("content-type").to_ascii_lowercase();
    if content_type.contains("html") {
        Kind::Page
    } else if content_type.contains("pdf") || body.starts_with(b"%PDF-") {
        Kind::Pdf
    } else if content_type.is_empty() {
        Kind::Page
    } else {
        Kind::Other
    }
}

/// Whether a PDF has the spot that a fragment means (RFC 8118, 3); none for fragments that name no spot, such as `#zoom=100`.
fn pdf_has(reading: &Reading, fragment: &str) -> Option<bool> {
    let has_name = |name: &str| reading.anchors.iter().any(|anchor| anchor.name == name);
    let mut answer = None;
    for part in fragment.split('&') {
        let part = decoded(part);
        let has = match part.split_once('=') {
            Some(("page", number)) => {
                // Viewers take the nearest page for anything that is no number.
                number.parse::<usize>().map_or(true, |number| (1..=reading.pages.len()).contains(&number))
            }
            Some(("nameddest", name)) => has_name(name),
            Some(_) => continue,
            None => has_name(&part),
        };
        answer = Some(answer.unwrap_or(true) && has);
    }
    answer
}

fn decoded(spot: &str) -> String {
    percent_decode_str(spot).decode_utf8_lossy().into_owned()
}

/// Whether the words stand in quotation marks somewhere: as an attribute, or in a script that makes the spot when the page
/// is shown.
fn is_quoted(body: &[u8], spot: &[u8]) -> bool {
    !spot.is_empty()
        && body.windows(spot.len() + 2).any(|window| {
            let (first, last) = (window[0], window[window.len() - 1]);
            first == last && matches!(first, b'"' | b'\'') && &window[1..window.len() - 1] == spot
        })
}

fn has_first_heading(body: &[u8]) -> bool {
    body.windows(4).any(|window| window.eq_ignore_ascii_case(b"</h1"))
}
