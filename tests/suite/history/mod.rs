//! Earlier releases: an old guide is built and remembered, then changed and built again. No address that ever worked is lost.

mod addresses;

mod news;

use jiff::civil::date;
use senco_guide::history::{self, Publication};
use senco_guide::model::{Manifest, Release};

use crate::support::{Built, GuideTest, documents};

const SETTINGS: &str = "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\nedition = \"2026-06\"\n\
    address = \"https://offer.aldermere.example/senco/\"\n";

const FUNDING: &str = "# Funding\nMoney follows need.\n\n## Top-up\nAsk the funding team. They answer in ten days.\n\n\
    ## Fees\nThere is no fee. Nobody pays.\n\n## Appeals\nWrite to the panel. It meets monthly.\n";

fn guide(funding: &str) -> GuideTest {
    let start =
        "# Start\n[money](02-funding.md) and [top-up](02-funding.md#top-up) and [form](../documents/form.docx)\n";
    GuideTest::with_pages(&[("01-start.md", start), ("02-funding.md", funding)])
        .file("guide.toml", SETTINGS)
        .file("documents/form.docx", documents::docx("# The form\nWrite here."))
        .file("documents.csv", "id,title,file,version,owner\nform,The form,documents/form.docx,2,SEN consultant\n")
}

/// The record of a built guide.
fn release(built: &Built, number: u32) -> Release {
    let manifest: Manifest = serde_json::from_str(&built.text("site/manifest.json")).expect("a manifest");
    let publication = Publication { number, published: date(2026, 6, 4), by: Some("SEN consultant".to_owned()) };
    let made = &built.compiled;
    history::record(history::inventory_with_kept(&made.guide, &made.documents, &made.graph), manifest, publication)
}

/// The guide with its present state remembered as a release.
fn published(guide: GuideTest, number: u32) -> GuideTest {
    let release = release(&guide.build(), number);
    guide.file(&history::file_name(&release), history::render(&release))
}

fn without(guide: GuideTest, path: &str) -> GuideTest {
    std::fs::remove_file(guide.path().join(path)).expect("a file to take out");
    guide
}

/// Where an old address leads, as the manifest says.
fn led(built: &Built, from: &str) -> Option<String> {
    let manifest: Manifest = serde_json::from_str(&built.text("site/manifest.json")).expect("a manifest");
    manifest.redirects.into_iter().find(|redirect| redirect.from == from).map(|redirect| redirect.to)
}

const OLD_ADDRESSES: &str = "from,to,reason\n\
    old page.html,pages/02-money.md#what-it-costs,blank\n\
    übersicht.html,pages/02-money.md,letters\n\
    a+b (1).html,pages/02-money.md,signs of patterns\n\
    x[1].{2}^$.html,pages/02-money.md#top-up,signs of patterns\n\
    100%25.html,pages/01-start.md,per cent\n\
    \"say \"\"yes\"\".html\",pages/01-start.md,quotes\n\
    old$1&2;3.html,pages/01-start.md,dollar\n\
    star*'~.html,pages/01-start.md,star\n\
    old/,pages/02-money.md#top-up,folder\n\
    older/still,pages/01-start.md,no ending\n\
    deep/er/page.html,documents/EP form (2) 100%25.docx,depth\n\
    documents/earlier form.docx,documents/EP form (2) 100%25.docx,a file\n\
    bands.pdf,documents/bands.pdf,a PDF\n";

/// A guide with a history: pages and forms that changed, moved, came and went, and old addresses with every awkward sign.
fn with_a_past() -> GuideTest {
    let start = "# Start\n[money](02-money.md#top-up), [advice](03-advice.md), [form](../documents/form.docx), \
        [EP](<../documents/EP form (2) 100%25.docx>) and [bands](../documents/bands.pdf)\n";
    let advice = "# Advice\n## For families\nAsk SENDIASS.\n";
    let money = FUNDING
        .replace("## Fees", "## What it costs")
        .replace("They answer in ten days.", "They answer in five days.")
        .replace("## Appeals\nWrite to the panel. It meets monthly.", "## Transport\nTaxis are ordered by the school.");
    let before = guide(FUNDING)
        .file("pages/04-leaving.md", "# Leaving school\nPlan early.\n")
        .file("documents/leaflet.docx", documents::docx("# The leaflet\nRead me."));
    let after = without(without(published(before, 1), "pages/02-funding.md"), "pages/04-leaving.md");
    without(after, "documents/leaflet.docx")
        .file("guide.toml", SETTINGS.replace("2026-06", "2026-09"))
        .file("pages/01-start.md", start)
        .file("pages/02-money.md", money)
        .file("pages/03-advice.md", advice)
        .file("documents/form.docx", documents::docx("# The form\nWrite here, please."))
        .file("documents/EP form (2) 100%.docx", documents::docx("# The EP form\nWrite here."))
        .file("documents/bands.pdf", documents::pdf(2))
        .file("documents.csv", "id,title,file,version,owner\nform,The form,documents/form.docx,3,SEN consultant\n")
        .file("redirects.csv", format!("{OLD_ADDRESSES}leaving.html,pages/03-advice.md,taken out\ndocuments/leaflet.docx,pages/03-advice.md,taken out\n"))
}

#[test]
fn a_release_is_remembered_as_it_was() {
    let guide = guide(FUNDING);
    let built = guide.build();
    let release = release(&built, 7);
    assert_eq!(history::file_name(&release), "history/releases/0007-2026-06.json");
    let text = history::render(&release);
    assert!(text.contains("\"published\": \"2026-06-04\"") && text.contains("\"id\": \"top-up\""), "{text}");
    let guide = guide.file(&history::file_name(&release), &text);
    let again = guide.build();
    assert_eq!(again.compiled.history.releases, [release]);
    assert_eq!(again.text("site/manifest.json"), built.text("site/manifest.json"));
    again.finds(&[]);
}

#[test]
fn damaged_newer_and_double_records_are_told_and_never_stop_a_build() {
    let guide = published(guide(FUNDING), 1)
        .file("history/releases/0002.json", "{\"format\":1,\"number\":2")
        .file("history/releases/0003.json", "{\"format\":2}")
        .file("history/releases/0004.json", [0xFF, 0xFE, 0])
        .file("history/releases/notes.txt", "not a record");
    let double = std::fs::read_to_string(guide.path().join("history/releases/0001-2026-06.json")).expect("a record");
    let guide = guide.file("history/releases/0001-again.json", double);
    let built = guide.build();
    built.finds(&[
        "bad-register history/releases/0001-again.json",
        "bad-register history/releases/0002.json",
        "bad-register history/releases/0003.json",
        "bad-register history/releases/0004.json",
    ]);
    assert_eq!(built.compiled.history.releases.len(), 1);
}

#[test]
fn remembering_a_release_changes_nothing_of_its_site() {
    let guide = with_a_past();
    let before = guide.build();
    let after = published(guide, 2).build();
    let files = |built: &Built| -> Vec<(String, String)> {
        built.compiled.bundle.under("site").map(|(path, file)| (path.to_owned(), file.digest.to_string())).collect()
    };
    assert_eq!(files(&before), files(&after));
    // So does the PDF, whose names come from the graph.
    assert_eq!(before.compiled.graph.old_names, after.compiled.graph.old_names);
}

#[test]
fn the_zip_unpacks_into_one_folder_with_every_file_of_the_site() {
    let built = with_a_past().build();
    let bytes = built.compiled.bundle.get("site/senco-guide.zip").expect("the zip").bytes.to_vec();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    names.sort();
    let files = built.compiled.bundle.under("site").map(|(path, _)| path);
    let mut expected: Vec<String> = files
        .filter(|path| !["manifest.json", "senco-guide.zip"].contains(path))
        .map(|path| format!("senco-guide/{path}"))
        .collect();
    expected.sort();
    assert_eq!(names, expected);
    let mut page = String::new();
    let mut file = zip.by_name("senco-guide/übersicht.html").expect("a name with a letter of its own");
    std::io::Read::read_to_string(&mut file, &mut page).expect("UTF-8");
    assert_eq!(page, built.text("site/übersicht.html"));
}
