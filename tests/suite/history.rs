//! Earlier releases: an old guide is built and remembered, then changed and built again. No address that ever worked is lost.

use jiff::civil::date;
use senco_guide::history::{self, Publication};
use senco_guide::model::{Manifest, Release, Severity};

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
fn the_id_of_a_reworded_heading_goes_on_working_wherever_its_text_went() {
    let cases = [
        ("the same text", FUNDING.replace("## Fees", "## What it costs"), "what-it-costs"),
        (
            "most of the text",
            FUNDING.replace("## Fees\nThere is no fee. Nobody", "## What it costs\nNo. Nobody"),
            "what-it-costs",
        ),
        (
            "the words",
            FUNDING.replace("## Fees\nThere is no fee. Nobody pays.", "## Fees and charges\nFree."),
            "fees-and-charges",
        ),
        (
            "between its neighbours, a word in common",
            FUNDING.replace("## Fees\nThere is no fee. Nobody pays.", "## Charges, fees and costs of it\nFree."),
            "charges-fees-and-costs-of-it",
        ),
        (
            "moved to the end",
            FUNDING.replace("## Fees\nThere is no fee. Nobody pays.\n\n", "")
                + "\n## Costs\nThere is no fee. Nobody pays.\n",
            "costs",
        ),
    ];
    for (what, now, id) in cases {
        let guide = published(guide(FUNDING), 1).file("pages/02-funding.md", &now);
        let built = guide.build();
        built.finds(&[]);
        let page = built.text("site/funding.html");
        assert!(page.contains(&format!("<h2 id=\"{id}\"><span id=\"fees\"></span>")), "{what}: {page}");
    }
}

#[test]
fn an_id_whose_heading_is_gone_leads_to_the_top_and_is_noted_once() {
    let now =
        FUNDING.replace("## Fees\nThere is no fee. Nobody pays.", "## Transport\nTaxis are ordered by the school.");
    let guide = published(guide(FUNDING), 1).file("pages/02-funding.md", now);
    let built = guide.build();
    built.finds(&["old-heading-id pages/02-funding.md"]);
    let finding = built.finding("old-heading-id");
    assert!(finding.what.contains("“Fees” (#fees)"), "{}", finding.what);
    assert!(built.text("site/funding.html").contains("<span class=\"sg-top-spot\" id=\"fees\"></span>"));
    // Once published so, it is no news any more; the id stays.
    let built = published(guide, 2).build();
    built.finds(&[]);
    assert!(built.text("site/funding.html").contains("id=\"fees\""));
}

#[test]
fn a_heading_may_be_reworded_again_and_again() {
    let once = FUNDING.replace("## Fees", "## What it costs");
    let twice = FUNDING.replace("## Fees\nThere is no fee. Nobody pays.", "## Prices\nThere is no fee. Ask us.");
    let guide = published(guide(FUNDING), 1).file("pages/02-funding.md", once);
    let built = published(guide, 2).file("pages/02-funding.md", twice).build();
    built.finds(&[]);
    let page = built.text("site/funding.html");
    assert!(page.contains("id=\"prices\"><span id=\"fees\"></span><span id=\"what-it-costs\"></span>"), "{page}");
}

#[test]
fn a_link_to_an_old_id_works_and_its_repair_is_offered() {
    let now = FUNDING.replace("## Top-up", "## More money");
    let guide = published(guide(FUNDING), 1).file("pages/02-funding.md", now);
    let built = guide.build();
    built.finds(&["old-heading-id pages/01-start.md:2:28"]);
    let finding = built.finding("old-heading-id");
    assert_eq!(finding.severity, Severity::Note);
    assert_eq!(finding.edit.as_ref().map(|edit| edit.to.as_str()), Some("02-funding.md#more-money"));
    assert!(built.text("site/index.html").contains("href=\"funding.html#more-money\""));
}

#[test]
fn a_page_that_was_only_renamed_leads_on_by_itself() {
    let now = guide(FUNDING);
    let guide = without(published(now, 1), "pages/02-funding.md")
        .file("pages/02-money.md", FUNDING.replace("## Fees", "## Costs"))
        .file("pages/01-start.md", "# Start\n[money](02-money.md) and [form](../documents/form.docx)\n");
    let built = guide.build();
    built.finds(&[]);
    assert_eq!(led(&built, "funding.html").as_deref(), Some("money.html"));
    assert!(built.text("site/money.html").contains("<span id=\"fees\"></span>"));
    // The next release goes on leading there, and so does the one after another renaming.
    let guide = without(published(guide, 2), "pages/02-money.md")
        .file("pages/02-finance.md", FUNDING)
        .file("pages/01-start.md", "# Start\n[money](02-finance.md) and [form](../documents/form.docx)\n");
    let built = guide.build();
    built.finds(&[]);
    assert_eq!(led(&built, "funding.html").as_deref(), Some("finance.html"));
    assert_eq!(led(&built, "money.html").as_deref(), Some("finance.html"));
}

#[test]
fn a_page_that_is_gone_must_be_led_on_and_the_line_to_add_is_told() {
    let start = "# Start\n[form](../documents/form.docx)\n";
    let guide = without(published(guide(FUNDING), 1), "pages/02-funding.md").file("pages/01-start.md", start);
    let built = guide.build();
    built.finds(&["removed-without-redirect redirects.csv"]);
    let finding = built.finding("removed-without-redirect");
    assert!(finding.what.contains("“Funding” was published at funding.html (release 1)"), "{}", finding.what);
    let line = "funding.html,pages/01-start.md,Funding was taken out.";
    assert!(finding.fix.ends_with(line), "{}", finding.fix);
    let built = guide.file("redirects.csv", format!("from,to,reason\n{line}\n")).build();
    built.finds(&[]);
    assert_eq!(led(&built, "funding.html").as_deref(), Some("index.html"));
    assert!(built.text("site/index.html").contains("id=\"top-up\""));
}

#[test]
fn an_alias_in_the_page_facts_answers_as_well() {
    let start = "+++\naliases = [\"funding\"]\n+++\n# Start\n[form](../documents/form.docx)\n";
    let guide = without(published(guide(FUNDING), 1), "pages/02-funding.md").file("pages/01-start.md", start);
    let built = guide.build();
    built.finds(&[]);
    assert_eq!(led(&built, "funding.html").as_deref(), Some("index.html"));
}

#[test]
fn a_document_that_has_another_file_or_another_id_is_found_again() {
    let start = "# Start\n[money](02-funding.md) and [form](../documents/new-form.docx)\n";
    let moved = |register: &str, text: &str| {
        without(published(guide(FUNDING), 1), "documents/form.docx")
            .file("pages/01-start.md", start)
            .file("documents/new-form.docx", documents::docx(text))
            .file("documents.csv", format!("id,title,file,version,owner,replaces\n{register}\n"))
            .build()
    };
    let same = "# The form\nWrite here.";
    let cases = [
        ("the same id", "form,The form,documents/new-form.docx,3,SEN consultant,", "# Another\nOther.", "form"),
        ("the same bytes", "new,New form,documents/new-form.docx,2,SEN consultant,", same, "new"),
        (
            "what it replaces",
            "new,New form,documents/new-form.docx,3,SEN consultant,form.docx",
            "# Another\nOther.",
            "new",
        ),
    ];
    for (what, register, text, id) in cases {
        let built = moved(register, text);
        built.finds(&[]);
        assert_eq!(led(&built, "documents/form.docx").as_deref(), Some("documents/new-form.docx"), "{what}");
        let page = (id != "form").then(|| format!("documents/{id}.html"));
        assert_eq!(led(&built, "documents/form.html"), page, "{what}");
    }
    let built = moved("new,New form,documents/new-form.docx,3,SEN consultant,", "# Another\nOther.");
    built.finds(&["removed-without-redirect redirects.csv"]);
    assert!(built.finding("removed-without-redirect").fix.contains("documents/form.docx,documents/new-form.docx,"));
}

#[test]
fn redirects_follow_chains_and_circles_doubles_and_living_pages_are_told() {
    let rows = "from,to,reason\n\
        a.html,b.html,chain\n\
        b.html,old/,chain\n\
        old/,pages/02-funding.md#fees,end\n\
        x.html,y.html,circle\n\
        y.html,x.html,circle\n\
        funding.html,pages/01-start.md,alive\n\
        a.html,pages/01-start.md,double\n\
        /senco/whole.html,documents/form.docx,from the top\n\
        https://offer.aldermere.example/senco/EP%20form.html,documents/form.docx,whole\n\
        list.aspx?id=3,pages/01-start.md,question\n\
        gone.html,pages/99-gone.md,nowhere\n";
    let built = guide(FUNDING).file("redirects.csv", rows).build();
    built.finds(&[
        "bad-register redirects.csv:5:1",
        "bad-register redirects.csv:6:1",
        "bad-register redirects.csv:7:1",
        "bad-register redirects.csv:8:1",
        "bad-register redirects.csv:11:1",
        "missing-page redirects.csv:12:1",
    ]);
    for (from, to) in [
        ("a.html", "funding.html#fees"),
        ("b.html", "funding.html#fees"),
        ("old/", "funding.html#fees"),
        ("whole.html", "documents/form.html"),
        ("EP form.html", "documents/form.html"),
    ] {
        assert_eq!(led(&built, from).as_deref(), Some(to), "{from}");
    }
    for from in ["x.html", "funding.html", "gone.html"] {
        assert_eq!(led(&built, from), None, "{from}");
    }
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

#[test]
fn a_page_stands_at_each_old_address_of_a_page_and_leads_on() {
    let built = with_a_past().build();
    let stub = built.text("site/old/index.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<meta http-equiv=\"refresh\" content=\"0; url=../money.html#top-up\">",
        "<link rel=\"canonical\" href=\"https://offer.aldermere.example/senco/money.html\">",
        "<a href=\"../money.html#top-up\">Top-up</a>",
        "<h1>This page has moved</h1>",
    ] {
        assert!(stub.contains(part), "{part}\n{stub}");
    }
    for path in [
        "site/old page.html",
        "site/übersicht.html",
        "site/100%.html",
        "site/older/still/index.html",
        "site/funding.html",
    ] {
        assert!(built.has(path), "{path}");
    }
    // No Windows computer can keep a file of such a name, and a Word file cannot lead on.
    for path in ["site/say \"yes\".html", "site/star*'~.html", "site/documents/leaflet.docx"] {
        assert!(!built.has(path), "{path}");
    }
    let sitemap = built.text("site/sitemap.xml");
    assert!(sitemap.contains("changes.html") && !sitemap.contains("funding.html") && !sitemap.contains("old/"));
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

#[test]
fn a_pdf_that_has_another_name_now_leads_on() {
    let guide = guide(FUNDING);
    let mut release = release(&guide.build(), 1);
    let mut file = release.manifest.files[0].clone();
    file.path = "guide-june.pdf".to_owned();
    file.media_type = "application/pdf".to_owned();
    release.manifest.files.push(file);
    let built = guide.file(&history::file_name(&release), history::render(&release)).build();
    built.finds(&[]);
    assert_eq!(led(&built, "guide-june.pdf").as_deref(), Some("senco-guide.pdf"));
}

#[cfg(feature = "typeset")]
#[test]
fn the_pdf_keeps_the_names_of_earlier_releases() {
    let built = with_a_past().make(senco_guide::Make::Bundle);
    assert!(built.compiled.findings.iter().all(|finding| finding.rule.code != "bundle-differs"), "{:?}", built.found());
    let pdf = built.compiled.bundle.get("site/senco-guide.pdf").expect("the PDF");
    let found = senco_guide::verify::pdf::links(&pdf.bytes).destinations;
    let page = |name: &str| *found.get(name).unwrap_or_else(|| panic!("no {name} in {found:?}"));
    assert_eq!(page("funding.fees"), page("money.what-it-costs"));
    assert_eq!(page("money.fees"), page("money.what-it-costs"));
    assert_eq!(page("funding"), page("money"));
    assert_eq!(page("funding.appeals"), page("money"));
}
