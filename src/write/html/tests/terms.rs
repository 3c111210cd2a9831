//! Terms of the glossary, explained where they stand.

use super::html;

const GLOSSARY: (&str, &str) = (
    "pages/b.md",
    "+++\nglossary = true\n+++\n# Words\n\nEHC plan\n: A legal document, see SEN support.\n\nSEN support\n: Help <without> a plan.\n",
);

fn page(markdown: &str) -> String {
    html(&[("pages/a.md", &format!("# A\n\n{markdown}\n")), GLOSSARY], "index.html")
}

#[test]
fn a_term_is_a_button_that_opens_its_meaning_and_leads_to_the_glossary() {
    let page = page("Read the EHC plans, then the EHC plan.");
    let button = "<p>Read the <button type=\"button\" class=\"sg-term\" popovertarget=\"sg-term-ehc-plan\">EHC plans</button>, then the EHC plan.</p>";
    assert!(page.contains(button), "{page}");
    assert!(page.contains("<div class=\"sg-term-card\" id=\"sg-term-ehc-plan\" popover>"));
    assert!(
        page.contains("A legal document, see SEN support.")
            && page.contains("href=\"b.html#ehc-plan\">Glossary: EHC plan</a>")
    );
    assert_eq!(page.matches("popover>").count(), 1);
}

#[test]
fn what_a_glossary_says_is_text() {
    assert!(page("SEN support").contains("Help &lt;without&gt; a plan."));
}

#[test]
fn headings_links_code_and_longer_words_are_left_alone() {
    let page = page(
        "## EHC plan\n\n[EHC plan](b.md) `EHC plan` XEHC plan, EHC planner, ehc plan\n\n| EHC plan | x |\n|---|---|\n| 1 | 2 |",
    );
    assert!(!page.contains("sg-term"), "{page}");
}

#[test]
fn the_glossary_itself_and_a_guide_without_one_have_no_cards() {
    assert!(!html(&[("pages/a.md", "# A"), GLOSSARY], "b.html").contains("sg-term"));
    assert!(!html(&[("pages/a.md", "# A\n\nEHC plan")], "index.html").contains("sg-term"));
}
