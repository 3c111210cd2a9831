//! `check --fix`: what is certain is put right, shown, and nothing else is touched.

use assert_cmd::Command;

use crate::support::{GuideTest, documents};

const PAGE: &str = "\u{feff}+++\r\ntitle = \"A\"\r\n+++\r\n[Form](../documents/Form.docx \"Form.docx\"), [law](Law.md#Who-Can-Ask), [moved](bands.md#band-a)\r\n\
    [who][w], [sign](law.md#fees--and-funds), [far](law.md#who-ask)  \r\n\r\n[w]: <law.md#Who-can-ask>\r\n\r\n\
    <https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb&data=a.sample%40b.example>\r\n";

fn guide() -> GuideTest {
    GuideTest::with_pages(&[
        ("01-a.md", PAGE),
        ("law.md", "# The law\n\n## Who can ask\n\nWords.\n\n## Fees & funds\n\n[a](01-a.md)\n"),
        ("money/bands.md", "# Bands\n\n## Band A\n\nWords.\n"),
    ])
    .file("documents/form.docx", documents::docx("# Form"))
}

fn check(guide: &GuideTest, words: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache"));
    let output = command.args(["check", "--as-of", "2026-09-01"]).args(words).output().expect("a run");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn certain_repairs_are_made_byte_for_byte_and_shown() {
    let guide = guide();
    let (code, told) = check(&guide, &["--fix"]);
    let expected = PAGE
        .replace("Form.docx \"", "form.docx \"")
        .replace("Law.md#Who-Can-Ask", "law.md#who-can-ask")
        .replace("(bands.md", "(money/bands.md")
        .replace("<law.md#Who-can-ask>", "<law.md#who-can-ask>")
        .replace("law.md#fees--and-funds", "law.md#fees--funds")
        .replace(
            "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb&data=a.sample%40b.example",
            "https://a.example/b",
        );
    let page = std::fs::read_to_string(guide.path().join("pages/01-a.md")).expect("the page");
    assert_eq!(page, expected);
    assert_eq!(code, 1, "a heading that is only likely is left broken");
    assert!(told.contains("before │") && told.contains("after  │"), "{told}");
    assert!(told.contains("4 lines were put right."), "{told}");
    assert!(told.contains("rule likely-fix") && told.contains("law.md#who-can-ask"), "{told}");
    assert!(!told.contains("sample"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
}

#[test]
fn what_is_right_already_is_left_alone() {
    let guide = guide();
    check(&guide, &["--fix"]);
    let before = std::fs::read(guide.path().join("pages/01-a.md")).expect("the page");
    let (_, told) = check(&guide, &["--fix"]);
    assert_eq!(std::fs::read(guide.path().join("pages/01-a.md")).expect("the page"), before);
    assert!(told.starts_with("Nothing could be put right for certain."), "{told}");
}

#[test]
fn an_accepted_finding_and_a_document_are_never_changed() {
    let settings = "[guide]\ntitle = \"T\"\neditor = \"E\"\n[[exceptions]]\nrule = \"wrong-case\"\nwhere = \"B.md\"\nreason = \"as in print\"\nuntil = 2027-01-01\n";
    let page = "# A\n[b](B.md) and [form](../documents/form.docx)\n";
    let form = documents::docx("# Form\n[b](../pages/B.md)");
    let guide = GuideTest::with_pages(&[("a.md", page), ("b.md", "# B\nWords.\n")])
        .file("guide.toml", settings)
        .file("documents/form.docx", &form);
    check(&guide, &["--fix"]);
    assert_eq!(std::fs::read_to_string(guide.path().join("pages/a.md")).expect("the page"), page);
    assert_eq!(std::fs::read(guide.path().join("documents/form.docx")).expect("the form"), form);
}

#[test]
fn a_heading_without_its_space_becomes_one() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\r\n\r\n##How (to) ask\r\nWords.\r\n")]);
    let (code, told) = check(&guide, &["--fix"]);
    let page = std::fs::read_to_string(guide.path().join("pages/a.md")).expect("the page");
    assert_eq!(page, "# A\r\n\r\n## How (to) ask\r\nWords.\r\n", "{told}");
    assert_eq!(code, 0, "{told}");
}
