//! Tables, lists and boxes as they come from Word or from memory: Markdown takes them for text, and readers see the signs run
//! together.

use super::CheckContext;
use super::wording::{for_paragraphs, source_of};
use crate::config::nearest;
use crate::model::{At, Block, BlockKind, CalloutKind, Finding, Findings, Page, Place, Rule, Severity};

/// A table, list or box that is none yet.
pub const NOT_YET_SET_OUT: Rule = Rule {
    code: "not-yet-set-out",
    severity: Severity::ShouldFix,
    name: "Table, list or box that is not one yet",
    finds: "Lines with tabs or bars that were meant as a table, lines with bullets as Word makes them, and the name of a box that is \
            unknown or lacks its exclamation mark.",
    why: "Readers see all of it as one run of words with signs between, and a screen reader reads it out like that.",
    fix: "Write it as the message shows: | and dashes make a table, - at the beginning of each line a list, > [!MUST] a box.",
    example: "Band, a tab and Hours, pasted from a table in Word",
};

/// The signs that Word sets before the lines of a list.
const BULLETS: [char; 7] = ['•', '·', '▪', '◦', '‣', '●', '○'];

pub(super) fn not_yet_set_out(context: &CheckContext<'_>, findings: &mut Findings) {
    for page in &context.guide.pages {
        for_paragraphs(&page.blocks, &mut |block| {
            let Some((_, source)) = source_of(context, &page.file, &block.at) else { return };
            findings.extend(meant(source).map(|(what, fix)| told(page, block, what, fix)).into_iter().collect());
        });
        for block in &page.blocks {
            let BlockKind::Quote(_) = &block.kind else { continue };
            let Some((_, source)) = source_of(context, &page.file, &block.at) else { continue };
            let first = source.lines().next().unwrap_or_default();
            findings.extend(meant_box(first).map(|(what, fix)| told(page, block, &what, fix)).into_iter().collect());
        }
    }
}

fn told(page: &Page, block: &Block, what: &str, fix: String) -> Finding {
    let at = match &block.at {
        At::Bytes(range) => At::Bytes(range.start..range.start),
        other => other.clone(),
    };
    Finding::new(&NOT_YET_SET_OUT, Place::new(&page.file, at), what, fix)
}

/// What a paragraph was meant as, and how to write it.
fn meant(paragraph: &str) -> Option<(&'static str, String)> {
    let lines: Vec<&str> = paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    if lines.iter().all(|line| line.starts_with(BULLETS)) {
        let first = lines[0].trim_start_matches(BULLETS).trim();
        let what = "These lines are no list yet: their signs are those of Word, and readers see them in one run.";
        return Some((what, format!("Begin each line with a dash and a space: - {first}")));
    }
    let cells = |line: &str| line.matches('\t').count();
    if cells(lines[0]) > 0 && lines.iter().all(|line| cells(line) == cells(lines[0])) {
        let what = "These lines are no table yet: there are tabs between their cells, and readers see them in one run.";
        return Some((what, shown_table(lines.iter().map(|line| line.split('\t').collect()))));
    }
    let is_row = |line: &&str| line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    if lines.iter().all(is_row) {
        let what =
            "These lines are no table yet: the line of dashes is missing below the first, and readers see the bars.";
        return Some((what, shown_table(lines.iter().map(|line| line.trim_matches('|').split('|').collect()))));
    }
    None
}

/// The first two rows as Markdown has them, with the dashes between.
fn shown_table<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> String {
    let row = |cells: &Vec<&str>| {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rows: Vec<Vec<&str>> = rows.take(2).collect();
    let dashes = rows.first().map_or(0, Vec::len);
    let dashes = format!("|{}", " --- |".repeat(dashes));
    let shown: Vec<String> = rows.iter().map(row).collect();
    let (head, rest) = (shown.first().cloned().unwrap_or_default(), shown.get(1).cloned().unwrap_or_default());
    format!("Write the first line as “{head}”, below it “{dashes}”, then “{rest}” and so on.")
}

/// The box that a quotation was meant as: `> [MUST]`, `> [!Next step]`.
fn meant_box(first: &str) -> Option<(String, String)> {
    let inside = first.trim_start_matches(['>', ' ']).trim_end().strip_prefix('[')?.strip_suffix(']')?;
    let has_mark = inside.starts_with('!');
    let name = inside.trim_start_matches('!').trim();
    let known = CalloutKind::ALL.map(CalloutKind::marker);
    let upper = name.to_uppercase();
    let word = upper.split([' ', '-']).next().unwrap_or_default();
    let meant = known.iter().copied().find(|marker| *marker == word || *marker == upper);
    let meant = meant.or_else(|| nearest(&upper, known).filter(|_| has_mark));
    let what = format!("“[{inside}]” makes no box, and readers see it as it is.");
    match meant {
        Some(marker) => Some((what, format!("Write > [!{marker}] on a line of its own, and the text below it."))),
        None if has_mark => Some((what, format!("Write one of these: [!{}].", known.join("], [!")))),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_shown_as_it_is_written() {
        let (_, fix) = meant("Band\tHours\nA\t10\nB\t15\n").expect("a table");
        assert!(fix.contains("“| Band | Hours |”, below it “| --- | --- |”, then “| A | 10 |”"), "{fix}");
        let (_, fix) = meant("| A | B |\n| 1 | 2 |\n").expect("a table");
        assert!(fix.contains("“| A | B |”, below it “| --- | --- |”, then “| 1 | 2 |”"), "{fix}");
        let (_, fix) = meant("• one\n•\ttwo\n").expect("a list");
        assert!(fix.ends_with("- one"), "{fix}");
        for fine in
            ["One line\twith a tab", "Words\nand more words", "• one\nand words", "a\tb\nc", "|x| is a sign\nof maths"]
        {
            assert_eq!(meant(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_box_is_named_as_it_was_meant() {
        for (line, marker) in [
            ("> [MUST]", "[!MUST]"),
            ("> [!Next step]", "[!NEXT]"),
            ("> [!warnings]", "[!WARNING]"),
            ("> [!FOO]", "[!MUST], [!DEADLINE]"),
        ] {
            let (_, fix) = meant_box(line).expect("a box");
            assert!(fix.contains(marker), "{line}: {fix}");
        }
        for fine in ["> [see page 3]", "> Words.", "> [x](y.md)"] {
            assert_eq!(meant_box(fine), None, "{fine}");
        }
    }
}
