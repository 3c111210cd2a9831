//! A generated guide with faults of nine kinds planted at known places: all are found there, and nothing else is.

use std::fmt::Write as _;

use crate::support::{GuideTest, documents};

/// Ten chapters that all link to each other and to their documents, and are right.
fn sound_guide() -> (Vec<String>, GuideTest) {
    let pages: Vec<String> = (0..10)
        .map(|number| {
            let next = (number + 1) % 10;
            format!(
                "# Chapter {number}\n\nSee [the next one](chapter-{next}.md#what-to-do) and [the form](../documents/form-{number}.docx#send).\n\n\
                 ## What to do\n\nRead [page 2](../documents/bands-{number}.pdf#page=2).\n"
            )
        })
        .collect();
    let guide = (0..10).fold(GuideTest::with_pages(&[]), |guide, number| {
        guide
            .file(
                &format!("documents/form-{number}.docx"),
                documents::docx("# Form\n^send\n[chapter](../chapter-1.html#what-to-do)"),
            )
            .file(&format!("documents/bands-{number}.pdf"), documents::pdf(3))
    });
    (pages, guide)
}

fn built_with(pages: &[String], guide: GuideTest) -> crate::support::Built {
    pages
        .iter()
        .enumerate()
        .fold(guide, |guide, (number, text)| guide.file(&format!("pages/chapter-{number}.md"), text))
        .build()
}

/// Foreign PDFs have no tags and titles of their own: those findings are right, and not what is planted.
fn planted(built: &crate::support::Built) -> Vec<String> {
    let mut found = built.found();
    found.retain(|text| !text.starts_with("untagged-pdf") && !text.starts_with("same-title"));
    found.sort();
    found
}

#[test]
fn a_sound_guide_has_no_findings() {
    let (pages, guide) = sound_guide();
    assert_eq!(planted(&built_with(&pages, guide)), Vec::<String>::new());
}

#[test]
fn nine_kinds_of_fault_are_found_at_their_places_and_nothing_else() {
    let (mut pages, guide) = sound_guide();
    let faults = [
        ("missing-page", "[x](chapter-11.md)"),
        ("missing-anchor", "[x](#what-to-don)"),
        ("missing-anchor", "[x](chapter-3.md#what-to-fix)"),
        ("wrong-case", "[x](chapter-4.md#What-To-Do)"),
        ("wrong-case", "[x](../documents/Form-1.docx)"),
        ("missing-document", "[x](../documents/form-11.docx)"),
        ("missing-document-anchor", "[x](../documents/bands-1.pdf#page=4)"),
    ];
    let mut expected: Vec<String> = Vec::new();
    for (number, (rule, link)) in faults.iter().enumerate() {
        let page = &mut pages[number];
        let line = page.lines().count() + 2;
        let _ = write!(page, "\nPlanted: {link}\n");
        expected.push(format!("{rule} pages/chapter-{number}.md:{line}:10"));
    }
    let guide = guide
        .file("documents/form-8.docx", documents::docx("# Form\n^send\n[lost](privacy-notice.docx)"))
        .file("documents/bands-9.pdf", pdf_with_dead_link());
    expected.push("missing-document documents/form-8.docx (under Form, near 'lost')".to_owned());
    expected.push("missing-document documents/bands-9.pdf (page 1)".to_owned());
    expected.sort();
    assert_eq!(planted(&built_with(&pages, guide)), expected);
}

/// Three pages by printpdf, the first with a link to a file that is not there.
fn pdf_with_dead_link() -> Vec<u8> {
    use printpdf::{
        Actions, BorderArray, ColorArray, HighlightingMode, LinkAnnotation, Mm, Op, PdfDocument, PdfPage,
        PdfSaveOptions, Pt, Rect,
    };
    let link = LinkAnnotation::new(
        Rect { x: Pt(60.0), y: Pt(690.0), width: Pt(200.0), height: Pt(20.0), mode: None, winding_order: None },
        Actions::uri("privacy-notice.docx".to_owned()),
        Some(BorderArray::default()),
        Some(ColorArray::default()),
        Some(HighlightingMode::Invert),
    );
    let pages = (0..3).map(|number| {
        let operations = if number == 0 { vec![Op::LinkAnnotation { link: link.clone() }] } else { Vec::new() };
        PdfPage::new(Mm(210.0), Mm(297.0), operations)
    });
    let mut document = PdfDocument::new("Bands");
    document.with_pages(pages.collect()).save(&PdfSaveOptions::default(), &mut Vec::new())
}
