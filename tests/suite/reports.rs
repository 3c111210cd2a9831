//! The forms that findings come in. `tests/oracles/reports.py` reads the same forms with other people's readers.

use assert_cmd::Command;
use serde_json::Value;

use crate::support::GuideTest;

/// A guide with a fault of each kind of place and of each severity, and letters that every form must keep.
fn faulty() -> GuideTest {
    GuideTest::new()
        .file("guide.toml", "[guide]\ntitle = \"Test\"\neditor = \"SEN consultant\"\n")
        .file("pages/a & b é.md", "+++\nowner = \"=SUM(1) <team>\"\n+++\n# A\nSee “[gone \u{7}](gone.md)”.\n")
        .file("pages/c.md", "# C\nWords, and [a form](../documents/form.docx).\n")
        .file("documents.csv", "file,title,owner\ndocuments/form.docx,Form,EP service\n")
        .file("documents/unused.docx", crate::support::documents::docx("# Unused"))
        .file("documents/form.docx", crate::support::documents::docx("# Form\n[next](missing.docx)"))
}

fn told(guide: &GuideTest, format: &str) -> String {
    let run = Command::cargo_bin("senco-guide")
        .expect("the program")
        .current_dir(guide.around())
        .env("SENCO_GUIDE_CACHE", guide.around().join("cache"))
        .args(["check", "--as-of", "2026-09-01", "--format", format])
        .output()
        .expect("a run");
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn sarif_has_the_rules_the_places_and_the_levels() {
    let log: Value = serde_json::from_str(&told(&faulty(), "sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("an index");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["text"].as_str().is_some_and(|help| help.contains("Fix: ")));
    }
    let page = results.iter().find(|result| result["ruleId"] == "missing-page").expect("the broken link");
    assert_eq!(page["level"], "error");
    let place = &page["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "pages/a%20%26%20b%20%C3%A9.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&5.into(), &6.into()));
    assert_eq!((&place["region"]["endLine"], &place["region"]["endColumn"]), (&5.into(), &23.into()));
    let inside = results.iter().find(|result| result["ruleId"] == "missing-document").expect("the link in Word");
    let place = &inside["locations"][0];
    assert!(place["physicalLocation"].get("region").is_none());
    assert_eq!(place["logicalLocations"][0]["name"], "under Form, near 'next'");
}

#[test]
fn junit_has_a_suite_a_file_and_fails_for_what_must_be_fixed_only() {
    let xml = told(&faulty(), "junit");
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"senco-guide\""));
    assert!(xml.contains("<testsuite name=\"pages/a &amp; b é.md\""), "{xml}");
    assert!(xml.contains("<testcase name=\"nothing wrong\" classname=\"pages/c.md\" time=\"0\"/>"), "{xml}");
    assert!(!xml.contains('\u{7}'), "XML 1.0 has no such sign");
    let json: Value = serde_json::from_str(&told(&faulty(), "json")).expect("JSON");
    let counts = &json["counts"];
    let number = |text: &str| xml.matches(text).count() as u64;
    assert_eq!(number("<failure "), counts["must-fix"].as_u64().expect("a count"));
    let rest = counts["should-fix"].as_u64().expect("a count") + counts["note"].as_u64().expect("a count");
    assert!(rest > 0);
    assert_eq!(number("<skipped "), rest);
}

#[test]
fn a_table_holds_nothing_that_excel_would_run() {
    let csv = told(&faulty(), "csv");
    assert!(csv.starts_with("\u{FEFF}severity,rule,file,"));
    assert!(csv.lines().count() > 3, "{csv}");
    assert!(csv.matches("\r\n").count() == csv.matches('\n').count());
    let guide = GuideTest::new().file("pages/a.md", "# A\n[x](+cmd.md) [y](=1+2.md)\n");
    let csv = told(&guide, "csv");
    assert!(csv.contains(",'+cmd.md\r\n") && csv.contains(",'=1+2.md\r\n"), "{csv}");
}

#[test]
fn the_page_leads_by_file_and_by_owner_to_numbered_findings() {
    let html = told(&faulty(), "html");
    assert!(html.contains("must be fixed before this can be published"), "{html}");
    assert!(!html.contains("<script"));
    for part in [
        "<caption>By page</caption>",
        "<caption>By who keeps it</caption>",
        "<th scope=\"row\">=SUM(1) &lt;team&gt;</th><td><a href=\"#finding-1\">1</a></td>",
        "<mark>[gone  ](gone.md)</mark>”.",
        "id=\"rule-missing-page\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    let places: Vec<usize> =
        (1..4).map(|number| html.find(&format!("id=\"finding-{number}\"")).expect("a card")).collect();
    assert!(places.is_sorted());
}

#[test]
fn a_small_guide_has_its_ten_defects_and_no_other() {
    let folder = crate::support::guide_folder("ten-defects");
    let built = crate::support::build_folder(&folder, senco_guide::Make::BundleWithoutPdf).expect("a guide");
    built.finds(&[
        "missing-page pages/01-start-here.md:3:6",
        "wrong-case pages/01-start-here.md:5:16",
        "unknown-value pages/01-start-here.md:11:1",
        "missing-document-anchor pages/02-funding.md:6:5",
        "missing-anchor pages/02-funding.md:6:92",
        "heading-skip pages/02-funding.md:12:1",
        "missing-document pages/02-funding.md:15:7",
        "broken-link-syntax pages/02-funding.md:16:7",
        "missing-document-anchor pages/02-funding.md:18:9",
        "review-overdue documents.csv:3:1",
    ]);
}
