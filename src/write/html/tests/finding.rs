//! Finding things: the index of the search, the search page, the list of documents.

use serde_json::Value;

use super::{FORM, block, heading, html, site, text, words};
use crate::model::{BlockKind, PageBox, Reading};

/// The index, and what it says.
fn index(files: &[(&str, &str)], reading: &Reading) -> (String, Value) {
    let script = text(&site(files, reading, None).0, "search-index.js");
    let json = script.strip_prefix("globalThis.sencoGuideIndex = ").and_then(|rest| rest.strip_suffix(";\n"));
    let value = serde_json::from_str(json.expect("one statement")).expect("JSON");
    (script, value)
}

#[test]
fn a_hit_opens_the_heading_of_a_page_or_document() {
    let says = vec![
        heading(1, "ep"),
        block(BlockKind::Paragraph(words("Read ____ this …… first."))),
        heading(2, "Where"),
        block(BlockKind::Paragraph(words("To the team."))),
    ];
    let files = [("pages/a.md", "# A\n\nTop.\n\n## Ask {#ask}\n\n[form](../documents/ep.docx) &amp; more"), FORM];
    let (_, index) = index(&files, &Reading { blocks: says, ..Reading::default() });
    let [page, form] = [&index["entries"][0], &index["entries"][1]];
    assert_eq!((&page["title"], &page["address"]), (&"A".into(), &"index.html".into()));
    let ask = serde_json::json!({ "at": "index.html#ask", "heading": "Ask", "text": "form & more" });
    assert_eq!(page["sections"], serde_json::json!([{ "text": "Top." }, ask]));
    assert_eq!((&form["download"], &form["facts"]), (&"documents/ep.docx".into(), &"Word document, 1KB".into()));
    let place = serde_json::json!({ "at": "documents/ep.html#where", "heading": "Where", "text": "To the team." });
    assert_eq!(form["sections"], serde_json::json!([{ "text": "Read this first." }, place]));
}

#[test]
fn a_hit_opens_the_page_of_a_pdf_and_its_running_head_is_said_once() {
    let reading = Reading {
        pages: vec![PageBox { width: 595.0, height: 842.0 }; 2],
        page_words: vec!["Our council Bands".to_owned(), "Our council Fees".to_owned()],
        ..Reading::default()
    };
    let files = [("pages/a.md", "# A\n\n[all](../documents/ep.pdf)"), ("documents/ep.pdf", "%PDF")];
    let (_, index) = index(&files, &reading);
    let expected = serde_json::json!([
        { "at": "documents/ep.pdf#page=1", "heading": "page 1", "text": "Our council Bands" },
        { "at": "documents/ep.pdf#page=2", "heading": "page 2", "text": "Fees" },
    ]);
    assert_eq!(index["entries"][1]["sections"], expected);
}

#[test]
fn a_form_is_found_by_the_task_that_leads_to_it() {
    let page = "# A\n\n| I need to | Form |\n|---|---|\n| ask for advice | [EP form](../documents/ep.docx) |\n";
    let (_, index) = index(&[("pages/a.md", page), FORM], &Reading::default());
    assert_eq!(index["entries"][1]["ways"], serde_json::json!(["ask for advice EP form"]));
}

#[test]
fn what_somebody_writes_into_a_guide_never_ends_the_index_or_becomes_markup() {
    let evil = "</script><script>alert(1)</script><!-- \u{2028}\u{2029} ' \" \\ `";
    let reading =
        Reading { blocks: vec![heading(1, evil), block(BlockKind::Paragraph(words(evil)))], ..Reading::default() };
    let page = format!("# A {evil}\n\n{evil} [{evil}](<../documents/e'p.docx>)\n\nX\n: {evil}\n");
    let register = "id,title,file,summary,owner\nep,</script><script>alert(2)</script>,documents/e'p.docx,<img src=x onerror=alert(3)>,\"<b>\"\"x\"\"\"\n";
    let files = [("pages/a.md", page.as_str()), ("documents.csv", register), ("documents/e'p.docx", "x")];
    let (bundle, _) = site(&files, &reading, None);
    let (script, index) = self::index(&files, &reading);
    assert!(!script.contains(['<', '>', '\u{2028}', '\u{2029}']), "{script}");
    assert_eq!(script.lines().count(), 1);
    assert!(
        index["entries"][1]["sections"].to_string().contains("</script><script>alert(1)</script>"),
        "words are kept"
    );
    assert_eq!(index["entries"][1]["title"], "</script><script>alert(2)</script>");
    for path in ["index.html", "documents/ep.html", "documents.html", "search.html"] {
        let page = text(&bundle, path);
        assert!(!page.contains("<script>") && !page.contains("<img src=x") && !page.contains("<b>"), "{path}");
    }
}

#[test]
fn the_field_of_every_page_leads_to_a_search_page_that_lists_all() {
    let files = [
        ("pages/a.md", "+++\nfamily = [\"Ask us.\"]\n+++\n# A\n\n## Ask {#ask}\n\n[form](../documents/ep.docx)"),
        FORM,
    ];
    let (bundle, _) = site(&files, &Reading::default(), None);
    for (path, action) in
        [("index.html", "search.html"), ("documents/ep.html", "../search.html"), ("404.html", "search.html")]
    {
        let page = text(&bundle, path);
        assert!(page.contains(&format!("role=\"search\" action=\"{action}\" method=\"get\"")), "{path}");
        assert_eq!(page.matches("role=\"search\"").count(), 1, "{path}");
        assert!(!page.contains("<script"), "{path} needs none");
    }
    let page = text(&bundle, "search.html");
    for part in [
        "role=\"search\"",
        "data-index=\"search-index.js?v=",
        "<a href=\"index.html#ask\">Ask</a>",
        "<a href=\"documents/ep.html\">",
        "<h3>Sheets for families</h3>",
        "<a href=\"family-index.html\">A</a>",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_list_of_documents_tells_dates_and_groups_by_owner() {
    let register = "id,title,file,kind,owner,issued,last_reviewed\nep,EP form,documents/ep.docx,form,EP lead,2026-01-02,2026-05-28\n\
                    b,Bands,documents/b.docx,policy,,2026-04-01,\n";
    let files = [
        ("pages/a.md", "# A\n\n[1](../documents/ep.docx) [2](../documents/b.docx)"),
        ("documents.csv", register),
        FORM,
        ("documents/b.docx", "x"),
    ];
    let page = html(&files, "documents.html");
    assert!(page.contains("Reviewed 28 May 2026") && page.contains("Issued 1 April 2026"));
    assert!(page.contains("<a href=\"#sg-owner-1\">EP lead") && page.contains("<h3 id=\"sg-owner-1\">EP lead</h3>"));
    assert!(page.contains("<div class=\"sg-filter\" id=\"sg-filter\" hidden>"), "without a script there is no field");
}
