//! Blocks: headings, paragraphs, lists, quotations, boxes.

use super::Writer;
use super::inlines::Setting;
use crate::model::{Block, BlockKind, Inline};

impl Writer<'_> {
    /// Blocks, with a line left free between them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut written: Vec<String> = Vec::new();
        // Two lists on end would be one, if their marks were the same.
        let mut turned = false;
        let mut last: Option<&BlockKind> = None;
        for block in blocks {
            turned = match (last, &block.kind) {
                (Some(BlockKind::List { start: before, .. }), BlockKind::List { start, .. }) => {
                    before.is_some() == start.is_some() && !turned
                }
                _ => false,
            };
            let text = self.block(block, turned);
            if !text.is_empty() {
                written.push(text);
                last = Some(&block.kind);
            }
        }
        written.join("\n\n")
    }

    fn block(&mut self, block: &Block, turned: bool) -> String {
        match &block.kind {
            BlockKind::Heading { level, id, content } => {
                let words = self.line(content, Setting::Heading);
                let id = if id.is_empty() { String::new() } else { format!(" {{#{id}}}") };
                let marks = "#".repeat(usize::from(*level));
                if words.is_empty() { String::new() } else { format!("{marks} {words}{id}") }
            }
            BlockKind::Paragraph(content) => self.line(content, Setting::Paragraph),
            BlockKind::List { start, items } => self.list(*start, items, turned),
            BlockKind::Table(table) => self.table(table, &block.at),
            BlockKind::Quote(quoted) => hung("> ", "> ", &self.blocks(quoted)),
            BlockKind::Callout { kind, blocks } => {
                let gap =
                    if matches!(blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. })) { "" } else { "\n" };
                hung("> ", "> ", &format!("[!{}]\n{gap}{}", kind.marker(), self.blocks(blocks)))
            }
            BlockKind::Code(text) => {
                let fence = "`".repeat(super::escape::longest_run(text, '`').max(2) + 1);
                format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
            }
            BlockKind::Rule => "***".to_owned(),
            BlockKind::Definitions(definitions) => {
                let mut terms = Vec::new();
                for definition in definitions {
                    let mut term = self.line(&definition.term, Setting::Paragraph);
                    for meaning in &definition.meanings {
                        term.push('\n');
                        term.push_str(&hung(": ", "  ", &self.blocks(meaning)));
                    }
                    terms.push(term);
                }
                terms.join("\n\n")
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], turned: bool) -> String {
        let is_long = |item: &Vec<Block>| {
            let others = item.iter().skip(1).filter(|block| !matches!(block.kind, BlockKind::List { .. }));
            others.count() > 0
        };
        let gap = if items.iter().any(is_long) { "\n\n" } else { "\n" };
        let mut written = Vec::new();
        // CommonMark counts to nine figures.
        let first = start.map(|start| start.min(999_999_999 - items.len() as u64));
        for (number, item) in (first.unwrap_or_default()..).zip(items) {
            let mark = match (first, turned) {
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let indent = " ".repeat(mark.len());
            written.push(hung(&mark, &indent, &self.item(item, gap)));
        }
        written.join(gap)
    }

    fn item(&mut self, item: &[Block], gap: &str) -> String {
        let (tick, item) = ticked(item);
        let is_tight = gap.len() == 1;
        let mut text = String::new();
        let mut rest: &[Block] = &item;
        if let Some((Block { kind: BlockKind::Paragraph(content), .. }, after)) = item.split_first() {
            text = self.line(content, Setting::Paragraph);
            rest = after;
        }
        // A list that does not begin at 1 cannot follow a paragraph's line.
        let interrupts = |block: &Block| matches!(block.kind, BlockKind::List { start: None | Some(1), .. });
        let close = is_tight && rest.first().is_some_and(interrupts);
        let more = self.blocks(rest);
        if !text.is_empty() && !more.is_empty() {
            text.push_str(if close { "\n" } else { "\n\n" });
        }
        format!("{tick}{text}{more}")
    }
}

/// An item's tick box, as Markdown has it, and the item without it.
fn ticked(item: &[Block]) -> (&'static str, Vec<Block>) {
    let mut item = item.to_vec();
    if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = item.first_mut()
        && let [Inline::TickBox(state), Inline::Text(text), ..] = content.as_mut_slice()
        && !text.trim().is_empty()
    {
        let mark = if *state { "[x] " } else { "[ ] " };
        *text = text.trim_start().to_owned();
        content.remove(0);
        return (mark, item);
    }
    ("", item)
}

/// Text whose first line begins with a mark and whose others are set in under it.
pub(super) fn hung(mark: &str, indent: &str, text: &str) -> String {
    let mut hung = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            hung.push('\n');
        }
        let start = if number == 0 { mark } else { indent };
        hung.push_str(if line.is_empty() { start.trim_end() } else { start });
        hung.push_str(line);
    }
    hung
}
