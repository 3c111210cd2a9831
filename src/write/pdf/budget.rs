//! Whether the guide keeps to the number of pages that its editor set.

use crate::config::PageBudget;
use crate::model::{Finding, Findings, GuidePath, Page, PdfFacts, Place, Rule, Severity, blocks_text};
use crate::write::Material;

/// The guide is longer, or shorter, than its editor meant it to be.
pub const PAGE_BUDGET: Rule = Rule {
    code: "page-budget",
    severity: Severity::Note,
    name: "Page budget",
    finds: "A PDF with more or fewer pages before its annexes than [budget] in guide.toml allows.",
    why: "A guide grows with every edition until nobody reads it.",
    fix: "Shorten the longest chapters, or change the budget.",
    example: "pages = [18, 24] in guide.toml, and a guide of 30 pages",
};

/// How many of the longest chapters a finding names.
const NAMED: usize = 3;

/// Compares the pages before the annexes, cover and contents among them, with the budget.
pub(super) fn page_budget(material: &Material<'_>, facts: &PdfFacts) -> Findings {
    let Some(PageBudget { fewest, most, at }) = &material.config.page_budget else { return Findings::default() };
    let pages = facts.guide_pages;
    let fix = if pages > *most {
        let chapters = longest_chapters(&material.guide.pages);
        format!("Shorten the longest chapters, {chapters}, or change the budget.")
    } else if pages < *fewest {
        "Look for a chapter that is missing, or change the budget.".to_owned()
    } else {
        return Findings::default();
    };
    let what = format!("The guide has {pages} pages before its annexes. Its budget is {fewest} to {most}.");
    let place = Place::new(&GuidePath::settings(), at.clone());
    [Finding::new(&PAGE_BUDGET, place, what, fix)].into_iter().collect()
}

fn longest_chapters(pages: &[Page]) -> String {
    let mut pages: Vec<(usize, &str)> =
        pages.iter().map(|page| (blocks_text(&page.blocks).len(), page.title.as_str())).collect();
    pages.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    let titles: Vec<String> = pages.iter().take(NAMED).map(|(_, title)| format!("“{title}”")).collect();
    titles.join(", ")
}
