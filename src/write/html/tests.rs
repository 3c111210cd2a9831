//! The site's behaviour, read off small guides: what an editor writes, what a reader gets.

mod finding;

mod terms;

use super::Fragments;
use crate::config::{self, Config};
use crate::inspect;
use crate::link;
use crate::model::{
    At, Block, BlockKind, Bundle, Cell, DocumentAnchor, Findings, GuidePath, History, Inline, PageBox, PdfFacts,
    Reading, SourceFile, Sources, Table,
};
use crate::parse;
use crate::write::Material;
use crate::write::news::News;

/// Writes the site of a small guide. Every document reads as `reading`.
fn site(files: &[(&str, &str)], reading: &Reading, pdf: Option<&PdfFacts>) -> (Bundle, Findings) {
    let file =
        |(path, text): &(&str, &str)| SourceFile::new(GuidePath::new(path).expect("inside"), text.as_bytes().to_vec());
    let sources = Sources::new(files.iter().map(file).collect());
    let config: Config = config::read(&sources).value;
    let guide = parse::guide(&sources, &config).value;
    let rows = parse::register(&sources, &config.values).value;
    let documents = inspect::documents(&sources, rows, |_, _| reading.clone().into()).value;
    let graph = link::resolve(&sources, &guide, &documents, &History::default(), &config).value;
    let material = Material {
        config: &config,
        sources: &sources,
        guide: &guide,
        documents: &documents,
        graph: &graph,
        history: &History::default(),
    };
    let outcome = super::site(&material, pdf, &News::default(), Fragments::All);
    (outcome.value, outcome.findings)
}

/// The HTML of one file of a guide whose documents say nothing.
fn html(files: &[(&str, &str)], path: &str) -> String {
    text(&site(files, &Reading::default(), None).0, path)
}

fn text(bundle: &Bundle, path: &str) -> String {
    let file = bundle.get(&format!("site/{path}")).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.to_vec()).expect("UTF-8")
}

fn block(kind: BlockKind) -> Block {
    Block { at: At::WholeFile, kind }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, id: text.to_lowercase(), content: words(text) })
}

fn cell(inlines: Vec<Inline>) -> Cell {
    Cell::new(vec![block(BlockKind::Paragraph(inlines))])
}

const FORM: (&str, &str) = ("documents/ep.docx", "a form");

#[test]
fn a_link_to_a_form_says_its_type_and_size_once() {
    let page = html(
        &[
            (
                "pages/a.md",
                "# A\n\n[EP form](../documents/ep.docx) [](../documents/ep.docx) [Form (Word document, 1KB)](../documents/ep.docx)",
            ),
            FORM,
        ],
        "index.html",
    );
    assert!(
        page.contains("<a href=\"documents/ep.docx\">EP form <span class=\"sg-facts\">(Word document, 1KB)</span></a>")
    );
    assert!(page.contains("<a href=\"documents/ep.docx\">Ep <span class=\"sg-facts\">"), "empty words take the title");
    assert!(page.contains("<a href=\"documents/ep.docx\">Form (Word document, 1KB)</a>"), "the size is not said twice");
}

#[test]
fn a_link_that_leads_nowhere_stays_as_words() {
    let page = html(&[("pages/a.md", "# A\n\nSee [the lost page](lost.md).")], "index.html");
    assert!(page.contains("<span class=\"sg-nowhere\">the lost page</span>"));
    assert!(!page.contains("lost.md"));
}

#[test]
fn a_guide_of_very_many_pages_lists_those_around_and_leads_to_all() {
    let pages: Vec<(String, String)> =
        (0..250).map(|number| (format!("pages/p{number:03}.md"), format!("# Page {number:03}\nWords.\n"))).collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for (path, first, last) in [("index.html", 0, 99), ("p120.html", 70, 169), ("p249.html", 150, 249)] {
        let page = html(&files, path);
        let listed =
            page.split_once("<nav class=\"sg-nav\"").and_then(|(_, rest)| rest.split_once("</nav>")).expect("a list").0;
        let titles: Vec<&str> = listed.split(">Page ").skip(1).map(|rest| &rest[..3]).collect();
        let wanted: Vec<String> = (first..=last).map(|number| format!("{number:03}")).collect();
        assert_eq!(titles, wanted, "{path}");
        assert!(listed.contains("<a href=\"search.html\">All 250 pages</a>"), "{listed}");
    }
    assert!(!html(&files[..100], "index.html").contains("All 100 pages"));
}

#[test]
fn nothing_that_an_editor_writes_becomes_markup() {
    let page = html(&[("pages/a.md", "# A <i>b</i> & \"c\"\n\n<script>alert(1)</script>\n\n`<b>`")], "index.html");
    assert!(!page.contains("<script") && !page.contains("<i>") && !page.contains("<b>"));
    assert!(!page.contains("&amp;amp;"));
}

#[test]
fn no_page_has_inline_styles_or_asks_another_host_for_anything() {
    let files = [
        ("pages/a.md", "# A\n\n> [!MUST]\n> Do.\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n[form](../documents/ep.docx)"),
        FORM,
    ];
    let (bundle, _) = site(&files, &Reading::default(), None);
    for (path, file) in
        bundle.under("site").filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, end)| end == "html"))
    {
        let page = String::from_utf8_lossy(&file.bytes);
        assert!(!page.contains(" style=") && !page.contains("<style"), "{path}");
        assert_eq!(page.matches("<script").count(), page.matches("<script defer src=").count(), "{path}");
        assert!(!page.contains("src=\"http"), "{path}");
    }
}

#[test]
fn headings_of_a_document_start_below_the_title_and_skip_no_level() {
    let reading = Reading {
        blocks: vec![
            heading(1, "ep"),
            heading(3, "First"),
            heading(6, "Deeper"),
            heading(3, "Second"),
            heading(1, "Third"),
        ],
        ..Reading::default()
    };
    let files = [("pages/a.md", "# A\n\n[form](../documents/ep.docx)"), FORM];
    let page = text(&site(&files, &reading, None).0, "documents/ep.html");
    let expected = [
        "<span id=\"ep\"></span>",
        "<h2 id=\"first\">First</h2>",
        "<h3 id=\"deeper\">Deeper</h3>",
        "<h2 id=\"second\">Second</h2>",
        "<h2 id=\"third\">Third</h2>",
    ];
    for heading in expected {
        assert!(page.contains(heading), "{heading}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
}

#[test]
fn an_id_is_never_printed_twice() {
    let anchored = vec![Inline::Anchor("first".to_owned()), Inline::Text("First".to_owned())];
    let blocks = vec![block(BlockKind::Heading { level: 1, id: "first".to_owned(), content: anchored })];
    let files = [("pages/a.md", "# A\n\n[form](../documents/ep.docx)"), FORM];
    let page = text(&site(&files, &Reading { blocks, ..Reading::default() }, None).0, "documents/ep.html");
    assert_eq!(page.matches("id=\"first\"").count(), 1);
}

#[test]
fn a_form_shows_boxes_to_tick_and_blanks_without_inputs() {
    let line = vec![Inline::TickBox(false), Inline::Text("Yes ".to_owned()), Inline::Blank("Enter date".to_owned())];
    let reading = Reading { blocks: vec![block(BlockKind::Paragraph(line))], ..Reading::default() };
    let files = [("pages/a.md", "# A\n\n[form](../documents/ep.docx)"), FORM];
    let page = text(&site(&files, &reading, None).0, "documents/ep.html");
    assert!(page.contains(
        "<p class=\"sg-task\"><span class=\"sg-tick\"><span class=\"sg-hidden\">tick box </span></span>Yes "
    ));
    assert!(page.contains("blank to fill in: </span>Enter date</span>"));
    assert_eq!(page.matches("<input").count(), 1, "the search field only");
}

#[test]
fn a_small_table_reads_as_cards_and_a_wide_one_scrolls() {
    let row = |columns: usize| (0..columns).map(|column| cell(words(&format!("c{column}")))).collect::<Vec<_>>();
    let table = |columns: usize| Table {
        alignments: vec![crate::model::Alignment::Start; columns],
        head: vec![row(columns)],
        body: vec![row(columns)],
        ..Table::default()
    };
    let blocks = vec![heading(1, "Fees"), block(BlockKind::Table(table(3))), block(BlockKind::Table(table(9)))];
    let files = [("pages/a.md", "# A\n\n[form](../documents/ep.docx)"), FORM];
    let page = text(&site(&files, &Reading { blocks, ..Reading::default() }, None).0, "documents/ep.html");
    assert!(page.contains("<table class=\"sg-cards\">"));
    assert!(page.contains("<td data-label=\"c2\">c2</td>") && page.contains("<th scope=\"col\">c0</th>"));
    assert!(page.contains("<div class=\"sg-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1: Fees\">"));
}

#[test]
fn notes_can_be_followed_there_and_back() {
    let page = html(&[("pages/a.md", "# A\n\nOne[^n] and again[^n].\n\n[^n]: The note.")], "index.html");
    assert!(page.contains("id=\"sg-call-1\" href=\"#sg-note-1\""));
    assert!(page.contains("<li id=\"sg-note-1\">The note."));
    assert!(page.contains("href=\"#sg-call-1\"") && page.contains("href=\"#sg-call-1-2\""));
}

#[test]
fn a_document_page_says_where_the_guide_uses_it() {
    let files = [("pages/a.md", "# A\n\n## Ask {#ask}\n\n[form](../documents/ep.docx)"), FORM];
    let page = html(&files, "documents/ep.html");
    assert!(page.contains("<a href=\"../index.html\">A</a>") && page.contains("<a href=\"../index.html#ask\">Ask</a>"));
}

#[test]
fn a_pdf_lists_its_named_spots_and_its_place_in_the_guide() {
    let spot = DocumentAnchor {
        name: "next".to_owned(),
        id: "next".to_owned(),
        label: "What next".to_owned(),
        page: Some(2),
        at: At::PdfPage(2),
    };
    let page_box = PageBox { width: 595.0, height: 842.0 };
    let reading = Reading { anchors: vec![spot], pages: vec![page_box; 2], ..Reading::default() };
    let files = [
        ("pages/a.md", "# A\n\n[steps](../documents/ep.pdf#nameddest=next) [all](../documents/ep.pdf)"),
        ("documents/ep.pdf", "%PDF"),
    ];
    let pdf = PdfFacts { file: "senco-guide.pdf".to_owned(), bytes: 1_258_291, pages: 96, ..PdfFacts::default() };
    let (bundle, _) = site(&files, &reading, Some(&pdf));
    let page = text(&bundle, "documents/ep.html");
    assert!(page.contains("<a href=\"ep.pdf#nameddest=next\">What next <span class=\"sg-facts\">(page 2)</span></a>"));
    assert!(page.contains("href=\"../senco-guide.pdf#nameddest=documents.ep\">Annex 1"));
    let home = text(&bundle, "index.html");
    assert!(home.contains("(PDF, 1.2MB, 96 pages)"));
    assert!(home.contains("steps <span class=\"sg-facts\">(PDF, 1KB, page 2)</span>"));
    assert!(home.contains("all <span class=\"sg-facts\">(PDF, 1KB, 2 pages)</span>"));
}

#[test]
fn feedback_says_which_page_and_edition_it_is_about() {
    let settings = "[guide]\ntitle = \"Guide\"\nedition = \"2026-09\"\nfeedback = \"mailto:a@b.example\"\n";
    let page = html(&[("guide.toml", settings), ("pages/a.md", "# Ask us")], "index.html");
    assert!(page.contains("mailto:a@b.example?subject=Guide%3A%20Ask%20us%20%28edition%202026%2D09%29"));
}

#[test]
fn the_page_for_lost_addresses_works_at_any_path() {
    let settings = "[guide]\naddress = \"https://offer.example/guide/\"\n";
    let page = html(&[("guide.toml", settings), ("pages/a.md", "# A")], "404.html");
    assert!(page.contains("href=\"https://offer.example/guide/documents.html\""));
    assert!(page.contains("href=\"https://offer.example/guide/assets/site."));
}

#[test]
fn a_councils_template_takes_the_place_of_ours_until_it_fails() {
    let page = ("pages/a.md", "# A");
    let good = html(&[page, ("templates/404.html", "<p>Ours: {{ site.guide }}</p>")], "404.html");
    assert_eq!(good, "<p>Ours: SENCO guide</p>");
    let (bundle, findings) =
        site(&[page, ("templates/page.html", "\n<p>{{ page.titel }}</p>")], &Reading::default(), None);
    let finding = findings.iter().next().expect("a finding");
    assert_eq!((finding.rule.code, &finding.place.at), ("bad-template", &At::Bytes(1..24)));
    assert!(text(&bundle, "index.html").contains("<h1>"), "the built-in template is used instead");
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let files = [("pages/a.md", "# A\n\n[form](../documents/ep.docx)"), FORM];
    let digests = || {
        let (bundle, _) = site(&files, &Reading::default(), None);
        bundle.iter().map(|(path, file)| (path.to_string(), file.digest)).collect::<Vec<_>>()
    };
    assert_eq!(digests(), digests());
}
