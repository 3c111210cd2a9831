//! What changed since the last release, as a page, a feed and a paragraph for an email.

use senco_guide::history;
use senco_guide::model::Severity;

use super::{FUNDING, SETTINGS, guide, published, release, with_a_past};
use crate::support::GuideTest;

/// The main part of a page.
fn main_part(page: &str) -> &str {
    let from = page.find("<main").expect("a main part");
    &page[from..page.find("</main>").expect("its end")]
}

#[test]
fn what_changed_is_told_page_by_page_and_document_by_document() {
    let built = with_a_past().build();
    let must: Vec<_> = built.compiled.findings.iter().filter(|it| it.severity == Severity::MustFix).collect();
    assert!(must.is_empty(), "{must:?}");
    let page = built.text("site/changes.html");
    let told = main_part(&page);
    for part in [
        "What has changed since edition June 2026, published on 4 June 2026.",
        "<a href=\"advice.html\">Advice</a>",
        "<a href=\"money.html\">Funding</a> <span class=\"sg-meta\">It is at a new address.</span>",
        "<a href=\"money.html#top-up\">Top-up</a> <span class=\"sg-meta\">Changed.</span>",
        "<a href=\"money.html#what-it-costs\">What it costs</a> <span class=\"sg-meta\">It was called “Fees”.</span>",
        "<a href=\"money.html#transport\">Transport</a> <span class=\"sg-meta\">New.</span>",
        "<li>Appeals <span class=\"sg-meta\">Taken out.</span></li>",
        "<li>Leaving school",
        "<p>See <a href=\"advice.html\">Advice</a>.</p>",
        "<a href=\"documents/form.html\">The form</a> <span class=\"sg-meta\">Version 3, was version 2. New file.</span>",
        "<a href=\"documents/bands.html\">",
        "<textarea",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(built.text("site/index.html").contains("<li><a href=\"changes.html\">What changed</a></li>"));
    let email = built.text("handover/email.txt");
    assert!(email.starts_with("Test guide, edition September 2026, has changed. New page: Advice."), "{email}");
    assert!(email.contains("The form (version 3, was 2)"), "{email}");
    if let Ok(folder) = std::env::var("HISTORY_TO") {
        senco_guide::io::save_bundle(&built.compiled.bundle, std::path::Path::new(&folder)).expect("saved");
    }
}

#[test]
fn a_first_edition_and_an_unchanged_one_say_so() {
    let guide = guide(FUNDING);
    assert!(guide.build().text("site/changes.html").contains("This is the first edition"));
    let guide = published(guide, 1);
    assert!(guide.build().text("site/changes.html").contains("This is the first edition"));
    let settings = SETTINGS.replace("2026-06", "2026-09");
    let built = guide.file("guide.toml", settings).build();
    assert!(built.text("site/changes.html").contains("Nothing has changed since edition June 2026"));
    assert!(!built.has("handover/email.txt"));
}

#[test]
fn a_summary_that_changed_is_news_unless_the_release_did_not_keep_it() {
    let summed = |summary: &str| format!("+++\nsummary = \"{summary}\"\n+++\n{FUNDING}");
    let told = |guide: GuideTest| {
        let guide = guide.file("guide.toml", SETTINGS.replace("2026-06", "2026-09"));
        main_part(&guide.file("pages/02-funding.md", summed("Who pays now.")).build().text("site/changes.html"))
            .to_owned()
    };
    let page = told(published(guide(&summed("Who pays.")), 1));
    assert!(page.contains("Funding</a> <span class=\"sg-meta\">Its summary changed.</span>"), "{page}");
    let older = guide(&summed("Who pays."));
    let mut release = release(&older.build(), 1);
    release.inventory.pages.iter_mut().for_each(|page| page.summary = None);
    let page = told(older.file(&history::file_name(&release), history::render(&release)));
    assert!(page.contains("Nothing has changed since edition June 2026"), "{page}");
}

#[test]
fn the_feed_has_an_entry_for_each_edition_with_days_of_the_records() {
    let built = with_a_past().build();
    let feed = built.text("site/changes.xml");
    let ids: Vec<&str> = feed.lines().map(str::trim).filter(|line| line.starts_with("<id>")).collect();
    let at = "https://offer.aldermere.example/senco/";
    let entry = |number: u32| format!("<id>{at}changes.html#release-{number}</id>");
    assert_eq!(ids, [format!("<id>{at}changes.xml</id>"), entry(2), entry(1)]);
    let days: Vec<&str> = feed.lines().map(str::trim).filter(|line| line.starts_with("<updated>")).collect();
    let [newest, first] = ["<updated>2026-09-01T00:00:00Z</updated>", "<updated>2026-06-04T00:00:00Z</updated>"];
    assert_eq!(days, [newest, newest, first]);
    assert!(built.text("site/index.html").contains("<link rel=\"alternate\" type=\"application/atom+xml\""));
    let nowhere = GuideTest::with_pages(&[("a.md", "# A\nWords.\n")]).build();
    assert!(!nowhere.has("site/changes.xml") && !nowhere.text("site/index.html").contains("atom+xml"));
}
