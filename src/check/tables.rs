//! Tables that only lay out a page.

use super::CheckContext;
use crate::model::{Block, BlockKind, Finding, Findings, Place, Rule, Severity, Table};

/// A table that only lays out a page.
pub const LAYOUT_TABLE: Rule = Rule {
    code: "layout-table",
    severity: Severity::ShouldFix,
    name: "Table that only lays out the page",
    finds: "A table in a document whose cells are merged in another way in every row, with headings that run across it.",
    why: "A screen reader tells every cell by its row and column. Here these mean nothing, so people cannot tell which question \
          a box belongs to.",
    fix: "Take it apart: write the headings as headings, and give each part a plain table of questions and answers.",
    example: "a form whose rows “PART 1” and “PART 2” run across four columns, with merged cells between",
};

pub(super) fn layout_table(context: &CheckContext<'_>, findings: &mut Findings) {
    for document in &context.documents.all {
        let mut tables: Vec<(&Block, &Table)> = Vec::new();
        document.reading.blocks.iter().for_each(|block| collect(block, &mut tables));
        for (block, _) in tables.into_iter().filter(|(_, table)| only_lays_out(table)) {
            findings.push(Finding::new(
                &LAYOUT_TABLE,
                Place::new(&document.file, block.at.clone()),
                format!("A table in “{}” lays out the page with merged cells; it has no rows and columns of its own.", document.title),
                "Ask its owner to write its headings as headings, and a plain table of questions and answers under each.",
            ));
        }
    }
}

fn collect<'a>(block: &'a Block, tables: &mut Vec<(&'a Block, &'a Table)>) {
    match &block.kind {
        BlockKind::Table(table) => tables.push((block, table)),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| collect(block, tables)),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
            for block in blocks {
                collect(block, tables);
            }
        }
        _ => {}
    }
}

/// Whether this is certain: no heading row, two or more rows that run across the whole table, and not one row that has a
/// cell for every column.
fn only_lays_out(table: &Table) -> bool {
    let columns = table.alignments.len();
    let across =
        table.body.iter().filter(|row| matches!(row[..], [ref cell] if usize::from(cell.columns) >= columns)).count();
    let others = table.body.iter().filter(|row| row.len() > 1).count();
    let has_columns = table.body.iter().any(|row| row.len() >= columns && row.iter().all(|cell| cell.columns == 1));
    table.head.is_empty() && columns >= 3 && across >= 2 && others >= 1 && !has_columns
}
