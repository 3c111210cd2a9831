//! The sheet that a page gives to families: it must fit on one printed page.
//!
//! Nothing is printed here, so the length is reckoned from the letters, and somewhat on the safe side: the sheets of the
//! sample are printed in a real browser by `tests/oracles/wcag.mjs`.

use super::CheckContext;
use crate::model::{At, Block, BlockKind, Finding, Findings, Page, Place, Rule, Severity, blocks_text};

/// A sheet that is longer than a page.
pub const FAMILY_SHEET_TOO_LONG: Rule = Rule {
    code: "family-sheet-too-long",
    severity: Severity::ShouldFix,
    name: "Family sheet longer than a page",
    finds: "The lines of family at the top of a page, when they take more than one printed page in large type.",
    why: "The sheet is handed over on paper: the second page gets lost, and with it the advice line.",
    fix: "Shorten the lines, or take the ones out that a family need not know first.",
    example: "family = [ … ] with forty lines",
};

/// How many letters stand in a line of 14 points on A4, at the most that is safe.
const LETTERS_A_LINE: usize = 66;

/// How many lines of 14 points there is room for, the council's name, the title and the help taken off.
const LINES_OF_SHEET: usize = 30;

/// The space after a paragraph, in tenths of a line.
const AFTER_PARAGRAPH: usize = 7;

pub(super) fn too_long(context: &CheckContext<'_>, findings: &mut Findings) {
    let help = &context.config.help;
    let told = [&help.advice, &help.paper].into_iter().flatten().map(|text| tenths(text)).sum::<usize>();
    for page in context.guide.pages.iter().filter(|page| !page.family.is_empty()) {
        let tenths = told + tenths(&page.title) + page.family.iter().map(of_block).sum::<usize>();
        let lines = tenths.div_ceil(10);
        if lines > LINES_OF_SHEET {
            let over = lines - LINES_OF_SHEET;
            findings.push(Finding::new(
                &FAMILY_SHEET_TOO_LONG,
                place(page),
                format!(
                    "The sheet for families runs over one printed page by about {over} {}.",
                    if over == 1 { "line" } else { "lines" }
                ),
                format!("Shorten it by about {} words, or take out what a family need not know first.", over * 11),
            ));
        }
    }
}

fn place(page: &Page) -> Place {
    Place::new(&page.file, page.family_at.clone().unwrap_or(At::WholeFile))
}

/// How high a block is, in tenths of a line.
fn of_block(block: &Block) -> usize {
    match &block.kind {
        BlockKind::List { items, .. } => {
            AFTER_PARAGRAPH + items.iter().map(|item| tenths(&blocks_text(item))).sum::<usize>()
        }
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => 20 + blocks.iter().map(of_block).sum::<usize>(),
        _ => tenths(&blocks_text(std::slice::from_ref(block))),
    }
}

/// How high a paragraph is with the space after it, in tenths of a line.
fn tenths(text: &str) -> usize {
    text.trim().chars().count().div_ceil(LETTERS_A_LINE).max(1) * 10 + AFTER_PARAGRAPH
}
