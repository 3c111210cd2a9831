//! Old addresses of pages, headings and documents go on working.

use senco_guide::history;
use senco_guide::model::{Certainty, Severity};

use super::{FUNDING, guide, led, published, release, with_a_past, without};
use crate::support::documents;

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
fn a_link_to_a_page_that_only_has_another_name_is_put_right_for_certain() {
    let guide =
        without(published(guide(FUNDING), 1), "pages/02-funding.md").file("pages/02-money-and-bands.md", FUNDING);
    let built = guide.build();
    let broken: Vec<_> = built.compiled.findings.iter().filter(|it| it.rule.code == "missing-page").collect();
    assert_eq!(broken.len(), 2, "{:?}", built.found());
    for finding in broken {
        assert_eq!(finding.edit.as_ref().map(|edit| edit.certainty), Some(Certainty::Certain), "{finding:?}");
        assert!(finding.fix.contains("02-money-and-bands.md"), "{finding:?}");
    }
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
