//! The search over the finished bundle: real documents in, an index out, and the check that every result leads somewhere.

use senco_guide::verify;
use senco_guide::write::Material;

use crate::support::{Built, GuideTest, documents};

const INDEX: &str = "site/search-index.js";

fn guide() -> GuideTest {
    GuideTest::with_pages(&[(
        "a.md",
        "# A\n\n## Ask {#ask}\n\n[form](../documents/ep.docx) [bands](../documents/b.pdf)\n",
    )])
    .file("documents/ep.docx", documents::docx("# Form\n# Where to send it\nTo the psychology team."))
    .file("documents/b.pdf", documents::pdf(2))
}

/// What is found wrong with the bundle once a part of one file was changed.
fn found_after(built: &Built, path: &str, from: &str, to: &str) -> Vec<String> {
    let compiled = &built.compiled;
    let mut bundle = compiled.bundle.clone();
    let text = built.text(path);
    assert!(text.contains(from), "{path} has no {from}: {text}");
    bundle.insert(path, text.replace(from, to).into_bytes());
    let material = Material {
        config: &compiled.config,
        sources: &built.sources,
        guide: &compiled.guide,
        documents: &compiled.documents,
        graph: &compiled.graph,
        history: &compiled.history,
    };
    let findings = verify::bundle(&bundle, &material, 0);
    findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.what)).collect()
}

#[test]
fn what_word_and_pdf_files_say_is_in_the_index() {
    let built = guide().build();
    let index = built.text(INDEX);
    for part in
        ["To the psychology team.", "documents/ep.html#where-to-send-it", "documents/b.pdf#page=2", "index.html#ask"]
    {
        assert!(index.contains(part), "{part} in {index}");
    }
    assert!(built.found().iter().all(|finding| !finding.starts_with("bundle-differs")), "{:?}", built.found());
}

#[test]
fn a_result_that_leads_nowhere_is_a_fault_of_the_bundle() {
    let built = guide().build();
    for (from, to) in [
        ("index.html#ask", "index.html#lost"),
        ("documents/b.pdf#page=2", "documents/b.pdf#page=9"),
        ("\"download\":\"documents/ep.docx\"", "\"download\":\"documents/ep2.docx\""),
    ] {
        let found = found_after(&built, INDEX, from, to);
        assert!(found.iter().any(|finding| finding.starts_with("bundle-differs search-index.js")), "{to}: {found:?}");
    }
    let found = found_after(&built, INDEX, "documents/ep.html", "documents/b.html");
    assert!(found.contains(&"bundle-differs The search does not know documents/ep.html.".to_owned()), "{found:?}");
}

#[test]
fn a_term_that_leads_to_no_glossary_is_a_fault_of_the_bundle() {
    let glossary = "+++\nglossary = true\n+++\n# Words\n\nEHC plan\n: A legal document.\n";
    let pages = [("a.md", "# A\n\nAn EHC plan. [words](b.md)\n"), ("b.md", glossary)];
    let built = GuideTest::with_pages(&pages).build();
    let found = found_after(&built, "site/index.html", "b.html#ehc-plan", "b.html#lost");
    assert!(found.iter().any(|finding| finding.starts_with("bundle-differs index.html")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn script_in_a_word_file_and_in_a_file_name_is_text() {
    let name = "documents/<img src=x onerror=alert(1)>.docx";
    let built = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")])
        .file(name, documents::docx("# Form\nSay </script><script>alert(2)</script> aloud"))
        .build();
    let index = built.text(INDEX);
    assert!(!index.contains(['<', '>']) && index.contains("\\u003cscript\\u003ealert(2)"), "{index}");
    for page in ["site/documents.html", "site/search.html"] {
        assert!(!built.text(page).contains("<img") && !built.text(page).contains("<script>"), "{page}");
    }
}
