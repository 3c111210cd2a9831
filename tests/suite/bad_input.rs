//! What people really put into the folder: each gives one plain finding or failure, and the rest is still built.

use senco_guide::Make;
use senco_guide::model::Severity;

use crate::support::{GuideTest, documents};

#[test]
fn an_empty_folder_and_a_missing_one_are_failures_with_a_way_out() {
    let empty = GuideTest::new().file("notes.txt", "x");
    let failure = empty.try_make(Make::Findings).err().expect("a failure").to_string();
    assert!(
        failure.contains("There are no pages in") && failure.contains("Fix: put at least one Markdown file"),
        "{failure}"
    );
    let missing = GuideTest::new().try_make(Make::Findings).err().expect("a failure").to_string();
    assert!(missing.contains("There is no guide folder") && missing.contains("--guide"), "{missing}");
}

#[test]
fn a_page_that_is_not_text_is_empty_and_links_to_it_still_lead_there() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n[b](b.md)\n")]).file("pages/b.md", b"# Caf\xE9\n");
    let built = guide.build();
    built.finds(&["unreadable-page pages/b.md:1:6"]);
    assert!(built.has("site/b.html"));
    assert!(built.finding("unreadable-page").fix.contains("UTF-8"));
}

#[test]
fn a_page_that_notepad_named_otherwise_is_told_and_never_passed_over() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\nWords.\n")])
        .file("pages/b.md.txt", "# B\n")
        .file("pages/notes.txt", "To do.\n")
        .file("pages/c.docx", documents::docx("# C\nWords"))
        .file("pages/picture.png", documents::png());
    let built = guide.build();
    built.finds(&["not-a-page pages/b.md.txt", "not-a-page pages/c.docx", "not-a-page pages/notes.txt"]);
    let severity = |file: &str| {
        built.compiled.findings.iter().find(|finding| finding.place.file.as_str() == file).map(|it| it.severity)
    };
    assert_eq!(severity("pages/b.md.txt"), Some(Severity::MustFix), "somebody believes that this page is there");
    assert_eq!(severity("pages/notes.txt"), Some(Severity::ShouldFix));
}

#[test]
fn a_huge_page_is_refused_by_its_size() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n[b](b.md)\n")]);
    let huge = guide.path().join("pages/b.md");
    std::fs::File::create(&huge).and_then(|file| file.set_len(200 * 1024 * 1024)).expect("a sparse file");
    let built = guide.build();
    built.finds(&["unreadable-page pages/b.md"]);
    assert!(built.finding("unreadable-page").what.contains("200MB"));
}

#[test]
fn documents_that_are_not_what_they_seem_are_one_finding_each() {
    let form = documents::docx("# Form\nWords");
    let page = "# A\n[1](../documents/empty.docx) [2](../documents/cut.docx) [3](../documents/page.docx) [4](../documents/word.pdf) [5](../documents/half.pdf) [6](../documents/note.xlsx)\n";
    let guide = GuideTest::with_pages(&[("a.md", page)])
        .file("documents/empty.docx", b"")
        .file("documents/cut.docx", &form[..form.len() / 2])
        .file("documents/page.docx", b"<!doctype html><p>Sign in to continue")
        .file("documents/word.pdf", &form)
        .file("documents/half.pdf", &documents::pdf(2)[..200])
        .file("documents/note.xlsx", b"just a note");
    let built = guide.build();
    built.finds(&[
        "unreadable-document documents/cut.docx",
        "unreadable-document documents/half.pdf",
        "unreadable-document documents/empty.docx",
        "unreadable-document documents/note.xlsx",
        "unreadable-document documents/page.docx",
        "unreadable-document documents/word.pdf",
    ]);
    assert!(built.has("site/documents/cut.html"), "a page in its place");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let unix = "+++\ntitle = \"A\"\n+++\n## One\n[x](#two)\n";
    let windows = format!("\u{FEFF}{}", unix.replace('\n', "\r\n"));
    let plain = GuideTest::with_pages(&[("a.md", unix)]).build();
    let marked = GuideTest::with_pages(&[("a.md", &windows)]).build();
    plain.finds(&["missing-anchor pages/a.md:5:1"]);
    marked.finds(&["missing-anchor pages/a.md:5:1"]);
    assert_eq!(plain.text("site/index.html"), marked.text("site/index.html"));
}

#[test]
fn deep_nesting_does_no_harm() {
    let deep = format!("# A\n{} deep\n\n{}x{}\n", "> ".repeat(20_000), "*_".repeat(5_000), "_*".repeat(5_000));
    let built = GuideTest::with_pages(&[("a.md", &deep)]).build();
    assert!(built.text("site/index.html").contains("deep"));
}

#[cfg(unix)]
#[test]
fn a_shortcut_out_of_the_folder_is_not_followed() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n[s](../documents/secret.pdf)\n")])
        .file("documents/x.docx", documents::docx("# X"));
    std::fs::write(guide.around().join("secret.pdf"), documents::pdf(1)).expect("a secret");
    std::os::unix::fs::symlink(guide.around().join("secret.pdf"), guide.path().join("documents/secret.pdf"))
        .expect("a shortcut");
    let built = guide.build();
    built.finds(&[
        "missing-document pages/a.md:2:1",
        "orphan-document documents/x.docx",
        "outside-the-guide documents/secret.pdf",
    ]);
    assert!(!built.has("site/documents/secret.pdf"));
}

#[test]
fn text_that_looks_like_code_stays_text() {
    let page = "# A\n## \"<script>alert(1)</script>\n`<b>` \\<i\\> & {{ \"x\" }} #panic()\n";
    let built = GuideTest::with_pages(&[("a.md", page)]).build();
    let html = built.text("site/index.html");
    assert!(!html.contains("<script>alert"), "{html}");
}

#[test]
fn hundreds_of_linked_pdfs_are_read_on_an_ordinary_stack() {
    const PDFS: usize = 400;
    let pdf = include_bytes!("../documents/weasyprint.pdf");
    let guide = GuideTest::with_pages(&[("a.md", "# A\nWords.\n")]);
    let guide = (0..PDFS).fold(guide, |guide, number| guide.file(&format!("documents/form-{number}.pdf"), pdf));
    assert_eq!(guide.make(Make::Findings).compiled.documents.all.len(), PDFS);
}
