//! What a council's web team sees: its own look, its segments, the sheets for families, the accessibility statement.

use crate::support::{GuideTest, documents};

const SETTINGS: &str = "[guide]\ntitle = \"SENCO guide\"\nauthority = \"Aldermere Council\"\nedition = \"2026-09\"\n\
    editor = \"SEN consultant\"\naddress = \"https://offer.example/guide/\"\nfeedback = \"mailto:guide@offer.example\"\n\
    [help]\npaper = \"Ring 01632 960 113 for paper.\"\nadvice = \"SENDIASS: 0808 157 0112.\"\n";

fn guide() -> GuideTest {
    GuideTest::with_pages(&[("a.md", "# A\n\n[form](../documents/form.docx)")])
        .file("guide.toml", SETTINGS)
        .file("documents/form.docx", documents::docx("# Form\nWords."))
}

#[test]
fn a_pale_colour_is_told_with_its_contrast_and_what_was_used() {
    let built = guide().file("guide.toml", format!("{SETTINGS}[look]\nbrand = \"#ffdd00\"\n")).build();
    let finding = built.finding("low-contrast");
    assert_eq!(
        finding.what,
        "The brand colour #ffdd00 has a contrast of 1.3 to 1 on the page, and words need 4.5 to 1. The band at the top keeps it; for words #806f00 was used."
    );
    assert_eq!(finding.fix, "Change it to brand = \"#806f00\".");
    let brand =
        built.compiled.bundle.under("site/assets").find(|(path, _)| path.starts_with("brand.")).expect("a style");
    let style = String::from_utf8_lossy(&brand.1.bytes).into_owned();
    assert!(style.contains("--band: #ffdd00") && style.contains("--brand: #806f00"), "{style}");
}

#[test]
fn a_logo_of_20_megabytes_is_not_put_on_every_page() {
    let mut logo = documents::png();
    logo.resize(20 * 1024 * 1024, 0);
    let settings = format!("{SETTINGS}[look]\nlogo = \"images/logo.png\"\n");
    let built = guide().file("guide.toml", &settings).file("images/logo.png", logo).build();
    assert!(built.finding("bad-logo").what.contains("has 20480KB"), "{}", built.finding("bad-logo").what);
    assert!(!built.has("site/images/logo.png"));
    assert!(built.text("site/index.html").contains("<p class=\"sg-authority\">Aldermere Council</p>"));
    let small = guide().file("guide.toml", &settings).file("images/logo.png", documents::png()).build();
    small.finds(&[]);
    assert!(small.text("site/documents/form.html").contains("src=\"../images/logo.png\" alt=\"Aldermere Council\""));
}

#[test]
fn a_councils_header_and_footer_stand_on_every_page() {
    let built = guide()
        .file("templates/header.html", "<p class=\"council\"><a href=\"{{ site.root }}index.html\">Council</a></p>")
        .file("templates/footer.html", "<p class=\"council\">Council foot</p>")
        .file("templates/head.html", "<link rel=\"stylesheet\" href=\"{{ site.root }}assets/council.css\">")
        .file("templates/assets/council.css", ".council { margin: 0 }")
        .build();
    built.finds(&[]);
    for page in ["index.html", "documents/form.html", "documents.html", "accessibility.html", "404.html"] {
        let html = built.text(&format!("site/{page}"));
        let (header, rest) = html.split_once("</header>").expect("a header");
        assert!(header.contains(">Council</a>") && rest.contains("Council foot</p>"), "{page}");
    }
    assert!(built.text("site/documents/form.html").contains("<a href=\"../index.html\">Council</a>"));
    assert_eq!(built.text("site/assets/council.css"), ".council { margin: 0 }");
    assert!(!built.text("fragments/index.html").contains("Council foot"));
}

#[test]
fn a_template_that_grows_without_end_is_not_used() {
    let built = guide().file("templates/footer.html", "{{ \"x\" * 900000000 }}").build();
    assert_eq!(built.finding("bad-template").place.file.as_str(), "templates/footer.html");
    let not_text = guide().file("templates/footer.html", b"<p>\xFF\xFE</p>").build();
    assert!(not_text.finding("bad-template").what.contains("not saved as UTF-8"));
}

#[test]
fn a_page_gives_the_family_one_sheet_with_the_help_and_the_addresses() {
    let page = "+++\nowner = \"Head of SEN\"\nfeedback_to = \"Head of SEN\"\nfamily = [\"You can ask for help: see [the form](../documents/form.docx) or [below](#below).\", \"It is free.\"]\n+++\n# Asking\n\nWords.\n\n## Below\n\nWords.";
    let built = guide().file("pages/b.md", page).build();
    built.finds(&[]);
    let sheet = built.text("site/family-b.html");
    assert!(sheet.contains("<p class=\"sg-strap\">For families</p>\n<h1>Asking</h1>"));
    assert!(sheet.contains("<a href=\"documents/form.docx\">the form"), "{sheet}");
    assert!(sheet.contains("<a href=\"b.html#below\">below</a>"));
    assert!(sheet.contains("SENDIASS: 0808 157 0112.") && sheet.contains("Aldermere Council"));
    assert!(sheet.contains("offer.example/guide/family-b.html") && sheet.contains("offer.example/guide/b.html"));
    let page = built.text("site/b.html");
    assert!(page.contains("<a href=\"family-b.html\">Give this to the family</a>"));
    assert!(page.contains("Read by the Head of SEN"));
    assert!(!built.text("site/index.html").contains("Give this to the family"));
    assert!(built.text("fragments/b.html").contains("href=\"https://offer.example/guide/family-b.html\""));
}

#[test]
fn a_sheet_never_takes_a_pages_address() {
    let built = guide()
        .file("pages/b.md", "+++\nfamily = [\"Free.\"]\n+++\n# B\n\nWords.")
        .file("pages/family-b.md", "# Family B\n\nWords.")
        .build();
    assert!(built.text("site/family-b.html").contains("<h1>Family B</h1>"));
    assert!(built.text("site/family-b-sheet.html").contains("<p class=\"sg-strap\">For families</p>"));
}

#[test]
fn help_stands_on_every_page() {
    let built = guide().build();
    for page in ["index.html", "documents/form.html", "documents.html", "accessibility.html", "404.html"] {
        let html = built.text(&format!("site/{page}"));
        for help in [
            "mailto:guide@offer.example?subject=",
            "Ring 01632 960 113",
            "SENDIASS: 0808",
            "accessibility.html",
            "Read by the SEN consultant",
        ] {
            assert!(html.contains(help), "{page} lacks {help}");
        }
    }
}

#[test]
fn the_statement_says_what_was_checked_and_claims_no_more() {
    let clean = guide().build().text("site/accessibility.html");
    assert!(clean.contains("This accessibility statement applies to SENCO guide"));
    assert!(clean.contains("(No. 2) Accessibility Regulations 2018"));
    assert!(clean.contains("Equality Advisory and Support Service (EASS)"));
    assert!(clean.contains("This statement was prepared on 1 September 2026"));
    assert!(clean.contains("Full compliance is not claimed") && !clean.contains("fully compliant with"));
    assert!(clean.contains("A person must still check"));
}

#[test]
fn the_statement_lists_the_documents_that_fall_short() {
    let built = guide()
        .file("pages/b.md", "# B\n\n[bands](../documents/bands.pdf) [theirs](../documents/theirs.pdf)")
        .file("documents/bands.pdf", documents::pdf(2))
        .file("documents/theirs.pdf", documents::pdf(1))
        .file(
            "documents.csv",
            "file,title,kind\ndocuments/bands.pdf,Funding bands,policy\ndocuments/theirs.pdf,Their leaflet,external\n",
        )
        .build();
    let statement = built.text("site/accessibility.html");
    assert!(statement.contains("This website is partially compliant with the"));
    assert!(statement.contains("due to the non-compliances listed below"));
    let (own, others) = statement.split_once("id=\"out-of-scope\"").expect("both parts");
    assert!(
        own.contains("<h4>PDFs without tags</h4>")
            && own.contains("<a href=\"documents/bands.html\">Funding bands</a>")
    );
    assert!(!own.contains("Their leaflet") && others.contains("Their leaflet"));
}
