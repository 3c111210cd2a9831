//! Fragments: what a web team pastes into its own platform, with the addresses that the platform has.

use serde_json::Value;

use crate::support::GuideTest;

fn guide() -> GuideTest {
    GuideTest::with_pages(&[
        ("a.md", "# Start\n\nSee [how to ask](b.md#ask), [below](#below) and the [form](../documents/form.docx).\n\n## Below\n\nWords."),
        ("b.md", "# Asking\n\n## Ask\n\nFill in the [form](../documents/form.docx#where), then go to [the top](a.md).\n\n> [!MUST]\n> Ask."),
    ])
    .file("documents/form.docx", crate::support::documents::docx("# Form\n^where\n[start](../pages/a.md)"))
}

const SETTINGS: &str =
    "[guide]\ntitle = \"Guide\"\neditor = \"SEN consultant\"\naddress = \"https://offer.example/guide/\"\n";

#[test]
fn a_fragment_is_a_body_with_its_headings_below_the_platforms() {
    let built = guide().file("guide.toml", SETTINGS).build();
    built.finds(&[]);
    let page = built.text("fragments/index.html");
    assert!(page.starts_with("<div class=\"sg-fragment\" lang=\"en-GB\">\n<h2>Start</h2>\n"), "{page}");
    assert!(page.contains("<h3 id=\"below\">Below</h3>"), "ids stay, levels do not");
    for foreign in ["<html", "<header", "<nav", "<main", "<footer", "<script", "<style", " style=", "<h1"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let deeper = guide().file("guide.toml", format!("{SETTINGS}[fragments]\nheading_level = 4\n")).build();
    assert!(deeper.text("fragments/index.html").contains("<h4>Start</h4>"));
    assert!(deeper.text("fragments/index.html").contains("<h5 id=\"below\">"));
}

#[test]
fn links_take_the_platforms_address_and_keep_the_spot() {
    let table = "local,platform\r\nb.html,https://council.example/article/7/Asking\r\n\
        documents/form.docx,https://council.example/media/9/form.docx\r\n";
    let built = guide().file("guide.toml", SETTINGS).file("addresses.csv", table).build();
    built.finds(&[]);
    let start = built.text("fragments/index.html");
    assert!(start.contains("href=\"https://council.example/article/7/Asking#ask\""), "{start}");
    assert!(start.contains("href=\"https://council.example/media/9/form.docx\""));
    assert!(start.contains("href=\"#below\""), "a link within the page stays within the page");
    let asking = built.text("fragments/b.html");
    assert!(
        asking.contains("href=\"https://offer.example/guide/documents/form.html#where\""),
        "no row: the guide's own"
    );
    assert!(asking.contains("href=\"https://offer.example/guide/index.html\""));
    assert!(built.text("site/index.html").contains("href=\"b.html#ask\""), "the site itself stays as it is");
}

#[test]
fn the_index_says_what_there_is_and_what_the_platform_lacks() {
    let table = "local,platform\nb.html,https://council.example/article/7/Asking\n";
    let built = guide().file("guide.toml", SETTINGS).file("addresses.csv", table).build();
    let index: Value = serde_json::from_str(&built.text("fragments/index.json")).expect("JSON");
    assert_eq!(index["format"], 1);
    assert_eq!(index["fragments"][1]["local"], "b.html");
    assert_eq!(index["fragments"][1]["platform"], "https://council.example/article/7/Asking");
    assert_eq!(index["fragments"][0]["platform"], Value::Null);
    let digest = built.compiled.bundle.get("fragments/b.html").expect("a fragment").digest.to_string();
    assert_eq!(index["fragments"][1]["sha256"], digest.as_str());
    let lacking: Vec<&str> =
        index["without_platform_address"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(lacking, ["documents/form.docx", "documents/form.html", "index.html"]);
}

#[test]
fn an_id_that_a_platform_may_have_already_is_named() {
    let built = GuideTest::with_pages(&[("a.md", "# A\n\n## Search\n\nWords.")]).build();
    let index: Value = serde_json::from_str(&built.text("fragments/index.json")).expect("JSON");
    assert_eq!(index["fragments"][0]["common_ids"], serde_json::json!(["search"]));
}

#[test]
fn an_unknown_address_is_told_with_the_nearest_one() {
    let table = "local,platform\nbb.html,https://council.example/b\n";
    let built = guide().file("guide.toml", SETTINGS).file("addresses.csv", table).build();
    let finding = built.finding("bad-register");
    assert_eq!(finding.what, "The guide has no page or file bb.html.");
    assert!(finding.fix.starts_with("There is b.html."), "{}", finding.fix);
}

#[test]
fn the_style_sheet_touches_nothing_outside_the_fragments() {
    let style = guide().build().text("fragments/senco-guide.css");
    let start = style.find("*/").expect("a comment") + 2;
    let mut text = style[start..].to_owned();
    while let (Some(from), Some(to)) = (text.find("/*"), text.find("*/")) {
        text.replace_range(from..to + 2, "");
    }
    let heads = text.split('{').filter_map(|part| part.rsplit('}').next()).map(str::trim);
    for head in heads.filter(|head| !head.is_empty() && !head.starts_with('@')) {
        let mut depth = 0;
        let split = head.split(|letter| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            letter == ',' && depth == 0
        });
        for selector in split {
            assert!(selector.trim().starts_with(".sg-fragment"), "{selector}");
        }
    }
}
