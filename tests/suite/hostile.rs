//! Documents that mean harm: the program neither hangs nor falls over, reads no file outside the guide, and gives one plain
//! finding a file.

use std::fmt::Write as _;
use std::time::Duration;

use assert_cmd::Command;

use crate::support::documents::package;
use crate::support::{GuideTest, documents};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Longer than any of these may take on a slow and busy computer, shorter than a hang.
const BUDGET: Duration = Duration::from_mins(2);

/// What `check` says about a guide with this document, as lines of rule and place; and what it printed.
fn checked(name: &str, document: &[u8]) -> (Vec<String>, String) {
    let guide = GuideTest::with_pages(&[("a.md", &format!("# A\n\n[form](../documents/{name})\n"))])
        .file(&format!("documents/{name}"), document);
    std::fs::write(guide.around().join("secret.xml"), "<x>The secret word is Wiltshire.</x>").expect("a secret");
    let output = Command::cargo_bin("senco-guide")
        .expect("the program")
        .current_dir(guide.around())
        .env("SENCO_GUIDE_CACHE", guide.around().join("cache"))
        .timeout(BUDGET)
        .args(["build", "--no-pdf", "--format", "json", "--as-of", "2026-09-01"])
        .output()
        .expect("a run");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let report: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let found = findings.map(|finding| {
        format!(
            "{} {}",
            finding["rule"].as_str().unwrap_or_default(),
            finding["place"]["file"].as_str().unwrap_or_default()
        )
    });
    let page = std::fs::read_to_string(guide.around().join("bundle/site/documents/form.html")).unwrap_or_default();
    assert!(!page.contains("Wiltshire") && !told.contains("Wiltshire"), "{name} told a secret");
    assert!(
        !guide.around().join("evil.txt").exists() && !guide.path().join("evil.txt").exists(),
        "{name} wrote a file"
    );
    (found.collect(), told)
}

fn word(document: &str, more: &[(&str, String)]) -> Vec<u8> {
    let main = format!(r#"<Relationship Id="d" Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>"#);
    let mut parts = vec![("_rels/.rels", relationships(&main)), ("word/document.xml", document.to_owned())];
    parts.extend(more.iter().cloned());
    package(&parts)
}

fn relationships(inside: &str) -> String {
    format!(r#"<Relationships xmlns="{PACKAGE}">{inside}</Relationships>"#)
}

fn text(inside: &str) -> String {
    format!(r#"<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:body>{inside}</w:body></w:document>"#)
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_zip_bomb_is_one_finding() {
    let bomb = text(&paragraph(&" ".repeat(80 * 1024 * 1024)));
    let (found, told) = checked("form.docx", &word(&bomb, &[]));
    assert_eq!(found, ["unreadable-document documents/form.docx"]);
    assert!(told.contains("unpacked it would fill the computer"), "{told}");
}

#[test]
fn a_package_of_countless_parts_is_one_finding() {
    let names: Vec<String> = (0..10_500).map(|number| format!("word/media/{number}.txt")).collect();
    let parts: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), String::new())).collect();
    let (found, _) = checked("form.docx", &word(&text(&paragraph("x")), &parts));
    assert_eq!(found, ["unreadable-document documents/form.docx"]);
}

#[test]
fn an_xml_bomb_stays_small() {
    let mut entities = "<!ENTITY a0 \"laugh\">".to_owned();
    for number in 1..30 {
        let _ = write!(entities, "<!ENTITY a{number} \"{}\">", format!("&a{};", number - 1).repeat(10));
    }
    let bomb = format!("<?xml version=\"1.0\"?><!DOCTYPE x [{entities}]>{}", text(&paragraph("Before &a29; after")));
    let (found, told) = checked("form.docx", &word(&bomb, &[]));
    assert_eq!(found, Vec::<String>::new(), "{told}");
}

#[test]
fn an_entity_from_outside_is_not_fetched() {
    for address in ["../secret.xml", "file:///etc/passwd", "http://127.0.0.1:9/x"] {
        let document =
            format!("<!DOCTYPE x [<!ENTITY s SYSTEM \"{address}\">]>{}", text(&paragraph("It says &s; here.")));
        let (found, told) = checked("form.docx", &word(&document, &[]));
        assert_eq!(found, Vec::<String>::new(), "{told}");
    }
}

#[test]
fn a_part_with_a_path_out_of_the_package_goes_nowhere() {
    let relations = format!(
        r#"<Relationship Id="h" Type="{RELATIONSHIPS}/header" Target="../../../secret.xml"/><Relationship Id="i" Type="{RELATIONSHIPS}/image" Target="file:///etc/passwd"/>"#
    );
    let document = text(&format!(
        r#"{}<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#,
        paragraph("A form.")
    ));
    let more = [
        ("word/_rels/document.xml.rels", relationships(&relations)),
        ("../../evil.txt", "evil".to_owned()),
        ("/evil.txt", "evil".to_owned()),
        ("..\\..\\evil.txt", "evil".to_owned()),
    ];
    let (found, told) = checked("form.docx", &word(&document, &more));
    assert_eq!(found, Vec::<String>::new(), "{told}");
}

#[test]
fn nesting_without_end_is_one_finding() {
    let deep = format!(
        "{}{}{}",
        "<w:sdt><w:sdtContent>".repeat(50_000),
        paragraph("x"),
        "</w:sdtContent></w:sdt>".repeat(50_000)
    );
    let (found, _) = checked("form.docx", &word(&text(&deep), &[]));
    assert_eq!(found, ["unreadable-document documents/form.docx"]);
}

#[test]
fn a_hundred_thousand_links_in_a_word_file_are_all_checked() {
    let mut body = String::new();
    let mut relations = String::new();
    for number in 0..100_000 {
        let _ = write!(
            body,
            r#"<w:p><w:hyperlink r:id="r{number}"><w:r><w:t>Link {number}</w:t></w:r></w:hyperlink></w:p>"#
        );
        let _ = write!(
            relations,
            r#"<Relationship Id="r{number}" Type="{RELATIONSHIPS}/hyperlink" Target="https://www.gov.uk/{number}" TargetMode="External"/>"#
        );
    }
    let form = word(&text(&body), &[("word/_rels/document.xml.rels", relationships(&relations))]);
    let (found, told) = checked("form.docx", &form);
    assert_eq!(found, Vec::<String>::new());
    assert!(told.contains("\"checked\": 100001"), "{}", &told[..told.len().min(600)]);
}

#[test]
fn a_hundred_thousand_links_on_a_page_are_all_checked() {
    let mut page = "# A\n\n".to_owned();
    for number in 0..100_000 {
        let _ = writeln!(page, "[{number}](#{number})\n");
    }
    let guide = GuideTest::with_pages(&[("a.md", &page)]).file("documents/f.docx", documents::docx("# Form"));
    let built = guide.make(senco_guide::Make::Findings);
    assert_eq!(built.compiled.graph.links().count(), 100_000);
    assert_eq!(built.found().iter().filter(|text| text.starts_with("missing-anchor")).count(), 100_000);
}
