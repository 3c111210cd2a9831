//! How today compares with the last releases: what there was, how much of it had been reviewed, how much had changed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::status::{Kept, Survey};
use crate::history::{Changes, changes, inventory};
use crate::model::{Inventory, ManifestRedirect, Release};

/// A release, or today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The number of the release; none for today.
    pub release: Option<u32>,
    /// The day.
    pub day: Date,
    /// How many pages there were.
    pub pages: usize,
    /// How many documents there were.
    pub documents: usize,
    /// How many of both had been reviewed in the twelve months before; none when no review was recorded by then.
    pub reviewed: Option<usize>,
    /// How many pages and documents were new, changed or gone since the release before; none for the first one.
    pub changed: Option<usize>,
}

/// How many releases are compared.
const RELEASES: usize = 5;

/// The last releases, the oldest first, and today.
pub(super) fn of(survey: &Survey<'_>, kept: &[Kept]) -> Vec<Moment> {
    let releases = &survey.history.releases;
    let first = releases.len().saturating_sub(RELEASES);
    let mut moments: Vec<Moment> = Vec::new();
    for (index, release) in releases.iter().enumerate().skip(first) {
        let before = index.checked_sub(1).map(|earlier| &releases[earlier].inventory);
        let changed = before.map(|before| count(&changes(before, &release.inventory, &release.manifest.redirects)));
        moments.push(Moment {
            release: Some(release.number),
            day: release.published,
            pages: release.inventory.pages.len(),
            documents: release.inventory.documents.len(),
            reviewed: reviewed_at(survey, release),
            changed,
        });
    }
    moments.push(today(survey, kept, releases.last().map(|release| &release.inventory)));
    moments
}

fn today(survey: &Survey<'_>, kept: &[Kept], before: Option<&Inventory>) -> Moment {
    let context = &survey.guide;
    let day = context.as_of;
    let now = inventory(context.guide, context.documents);
    let redirect = |it: &crate::model::Redirect| ManifestRedirect { from: it.from.clone(), to: it.to.to_string() };
    let redirects: Vec<ManifestRedirect> = context.graph.redirects.iter().map(redirect).collect();
    let reviewed = kept.iter().filter(|thing| thing.last_review.is_some_and(|on| within_a_year(on, day)));
    Moment {
        release: None,
        day,
        pages: now.pages.len(),
        documents: now.documents.len(),
        reviewed: Some(reviewed.count()),
        changed: before.map(|before| count(&changes(before, &now, &redirects))),
    }
}

/// What had a recorded review when it was released: of a document, a review of that very file.
fn reviewed_at(survey: &Survey<'_>, release: &Release) -> Option<usize> {
    let day = release.published;
    let rows = || survey.guide.reviews.all.iter().filter(|review| review.on <= day);
    rows().next()?;
    let counts = |address: &str| rows().any(|review| review.id == address && within_a_year(review.on, day));
    let pages = release.inventory.pages.iter().filter(|page| counts(&page.address)).count();
    let documents = release.inventory.documents.iter().filter(|document| {
        let is_same = |id: &str| id == document.address || id.strip_prefix("documents.") == Some(&document.address);
        rows().any(|it| is_same(&it.id) && it.digest == document.digest && within_a_year(it.on, day))
    });
    Some(pages + documents.count())
}

fn count(changes: &Changes) -> usize {
    changes.pages.len() + changes.documents.len()
}

fn within_a_year(on: Date, day: Date) -> bool {
    on <= day && day.checked_sub(1.year()).is_ok_and(|earliest| on > earliest)
}
