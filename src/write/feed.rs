//! `changes.xml`: what changed, as a feed (Atom, RFC 4287). An entry for each edition, the newest first.
//!
//! A feed needs whole addresses and days, so there is none for a guide without an address, or without any date. The days are
//! those of the editions and of the records of releases: no clock is asked.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Material;
use super::html::CHANGES_PAGE;
use super::news::{News, release_words, sentences};
use super::xml;
use crate::config::{date_words, edition_words};
use crate::history::{self, Changes};

/// The name of the feed, in the site's folder.
pub(super) const FEED: &str = "changes.xml";

/// As many editions as a feed tells of: a news reader keeps the older ones.
const MOST: usize = 20;

/// One edition.
struct Entry {
    number: u32,
    title: String,
    date: Date,
    told: String,
}

/// Whether there is a feed.
pub(super) fn has_feed(material: &Material<'_>, news: &News<'_>) -> bool {
    material.config.address.is_some() && news.date.is_some()
}

/// The feed.
pub(super) fn feed(material: &Material<'_>, news: &News<'_>) -> Option<String> {
    let address = material.config.address.as_deref()?;
    let entries = entries(material, news)?;
    let author = material.config.authority.as_ref().or(material.config.editor.as_ref());
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"".to_owned();
    let _ = writeln!(xml, " xml:lang=\"{}\">", xml::text(&material.config.language));
    let _ = writeln!(xml, "  <id>{}{FEED}</id>", xml::text(address));
    let _ = writeln!(xml, "  <title>{}: what changed</title>", xml::text(&material.config.title));
    let _ = writeln!(xml, "  <updated>{}</updated>", moment(entries.iter().map(|entry| entry.date).max()?));
    let _ = writeln!(xml, "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}{FEED}\"/>", xml::text(address));
    let _ =
        writeln!(xml, "  <link rel=\"alternate\" type=\"text/html\" href=\"{}{CHANGES_PAGE}\"/>", xml::text(address));
    let _ = writeln!(xml, "  <author><name>{}</name></author>", xml::text(author.unwrap_or(&material.config.title)));
    for entry in entries {
        let address = xml::text(address);
        let _ = writeln!(xml, "  <entry>\n    <id>{address}{CHANGES_PAGE}#release-{}</id>", entry.number);
        let _ = writeln!(xml, "    <title>{}</title>", xml::text(&entry.title));
        let _ = writeln!(xml, "    <updated>{}</updated>", moment(entry.date));
        let _ = writeln!(xml, "    <link rel=\"alternate\" type=\"text/html\" href=\"{address}{CHANGES_PAGE}\"/>");
        let _ = writeln!(xml, "    <content type=\"text\">{}</content>\n  </entry>", xml::text(&entry.told));
    }
    Some(xml + "</feed>\n")
}

fn entries(material: &Material<'_>, news: &News<'_>) -> Option<Vec<Entry>> {
    let config = material.config;
    let now = Entry {
        number: news.number,
        title: title(config.edition.as_deref().unwrap_or_default(), news.date?),
        date: news.date?,
        told: match news.since {
            Some(since) => told(&news.changes, &format!("Since {}.", release_words(since))),
            None => "The first edition.".to_owned(),
        },
    };
    let releases = &material.history.releases;
    let earlier: Vec<_> = releases.iter().filter(|release| release.number < news.number).collect();
    let of_release = |position: usize| {
        let release = earlier[position];
        let before = position.checked_sub(1).map(|before| earlier[before]);
        let told = before.map_or_else(
            || "The first edition.".to_owned(),
            |before| {
                let changes = history::changes(&before.inventory, &release.inventory, &release.manifest.redirects);
                told(&changes, &format!("Since {}.", release_words(before)))
            },
        );
        Entry {
            number: release.number,
            title: title(&release.manifest.edition, release.published),
            date: release.published,
            told,
        }
    };
    Some(std::iter::once(now).chain((0..earlier.len()).rev().map(of_release)).take(MOST).collect())
}

fn title(edition: &str, date: Date) -> String {
    if edition.is_empty() {
        format!("Release of {}", date_words(date))
    } else {
        format!("Edition {}", edition_words(edition))
    }
}

fn told(changes: &Changes, since: &str) -> String {
    match sentences(changes).join(" ") {
        words if words.is_empty() => format!("{since} No page or document changed."),
        words => format!("{since} {words}"),
    }
}

/// A day as RFC 3339 writes a moment.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
