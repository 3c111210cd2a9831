//! Tables: one line a row. What a cell cannot hold on one line is set out in it with `<br>`.

use super::inlines::Setting;
use super::{FlatKind, Flattened, Writer};
use crate::model::{Alignment, At, Block, BlockKind, Cell, Inline, Table};

impl Writer<'_> {
    /// A table. A table of one cell is a frame around its words, and becomes a quotation.
    pub(super) fn table(&mut self, table: &Table, at: &At) -> String {
        if let ([], [row]) = (table.head.as_slice(), table.body.as_slice())
            && let [cell] = row.as_slice()
        {
            self.flat(FlatKind::Frame, at);
            return self.blocks(&[Block { at: at.clone(), kind: BlockKind::Quote(cell.blocks.clone()) }]);
        }
        let columns = table.alignments.len();
        let mut rows: Vec<&[Cell]> = table.head.iter().chain(&table.body).map(Vec::as_slice).collect();
        // A bold first row is what people make who do not know how to mark it as headings.
        let bold_head = rows.first().is_some_and(|row| rows.len() > 1 && row.len() > 1 && is_bold(row));
        let has_head = !table.head.is_empty() || bold_head;
        if table.head.len() > 1 {
            self.flat(FlatKind::SecondHead, at);
        }
        if !has_head {
            self.flat(FlatKind::NoHead, at);
        }
        let plain_head: Vec<Cell>;
        if let Some(first) = rows.first_mut().filter(|_| has_head) {
            plain_head = first.iter().map(without_bold).collect();
            *first = &plain_head;
        }
        let mut lines: Vec<Vec<String>> = self.grid(&rows, columns, at);
        if !has_head {
            lines.insert(0, vec![String::new(); columns]);
        }
        lines
            .insert(1.min(lines.len()), table.alignments.iter().map(|alignment| mark(*alignment).to_owned()).collect());
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let caption = table.caption.as_deref().unwrap_or_default();
        let table = lines.into_iter().map(line).collect::<Vec<_>>().join("\n");
        let caption = self.line(&[Inline::Text(caption.to_owned())], Setting::Paragraph);
        if caption.is_empty() { table } else { format!("{caption}\n\n{table}") }
    }

    /// The words of every cell, in rows of equal length. A cell over several rows is said in each; one over several columns
    /// once.
    fn grid(&mut self, rows: &[&[Cell]], columns: usize, at: &At) -> Vec<Vec<String>> {
        let mut grid: Vec<Vec<Option<String>>> = vec![vec![None; columns]; rows.len()];
        for (number, row) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in *row {
                while grid[number].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                let (width, height) = (usize::from(cell.columns.max(1)), usize::from(cell.rows.max(1)));
                if width > 1 || height > 1 {
                    self.flat(FlatKind::MergedCells, at);
                }
                let words = self.cell(cell);
                for (down, line) in grid.iter_mut().skip(number).take(height).enumerate() {
                    let again = if down == 0 { words.clone() } else { without_anchors(&words) };
                    for (across, slot) in line.iter_mut().skip(column).take(width).enumerate() {
                        *slot = Some(if across == 0 { again.clone() } else { String::new() });
                    }
                }
                column += width;
            }
        }
        grid.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let mut lines = Vec::new();
        self.cell_lines(&cell.blocks, "", &mut lines);
        lines.retain(|line| !line.is_empty());
        if lines.len() > 1
            && let Some(first) = cell.blocks.first()
        {
            self.flat(FlatKind::BlocksInCell, &first.at);
        }
        lines.join("<br>")
    }

    fn cell_lines(&mut self, blocks: &[Block], mark: &str, lines: &mut Vec<String>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    lines.push(format!("{mark}{}", self.line(content, Setting::Cell)));
                }
                BlockKind::Heading { content, .. } => {
                    let bold = [Inline::Strong(content.clone())];
                    lines.push(format!("{mark}{}", self.line(&bold, Setting::Cell)));
                }
                BlockKind::List { start, items } => {
                    for (number, item) in (start.unwrap_or_default()..).zip(items) {
                        let mark = if start.is_some() { format!("{number}. ") } else { "• ".to_owned() };
                        self.cell_lines(item, &mark, lines);
                    }
                }
                BlockKind::Table(table) => {
                    self.flat(FlatKind::TableInCell, &block.at);
                    for row in table.head.iter().chain(&table.body) {
                        let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
                        lines.push(cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("; "));
                    }
                }
                BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => self.cell_lines(blocks, mark, lines),
                BlockKind::Code(text) => {
                    lines.extend(text.lines().map(|line| self.line(&[Inline::Code(line.to_owned())], Setting::Cell)));
                }
                BlockKind::Rule => {}
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        let term = [Inline::Strong(definition.term.clone())];
                        lines.push(self.line(&term, Setting::Cell));
                        definition.meanings.iter().for_each(|meaning| self.cell_lines(meaning, "", lines));
                    }
                }
            }
        }
    }

    fn flat(&mut self, kind: FlatKind, at: &At) {
        let flattened = Flattened { kind, at: at.clone() };
        if !self.flattened.contains(&flattened) {
            self.flattened.push(flattened);
        }
    }
}

fn mark(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "---",
        Alignment::Centre => ":-:",
        Alignment::End => "--:",
    }
}

/// Whether all that a row says is bold.
fn is_bold(row: &[Cell]) -> bool {
    let bold = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(content) if matches!(content.as_slice(), [Inline::Strong(_)]));
    let cells: Vec<&Cell> = row.iter().filter(|cell| !cell.blocks.is_empty()).collect();
    // One empty cell in the corner is usual.
    cells.len() + 1 >= row.len() && !cells.is_empty() && cells.iter().all(|cell| cell.blocks.iter().all(bold))
}

/// A heading cell is bold by itself.
fn without_bold(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    for block in &mut cell.blocks {
        if let BlockKind::Paragraph(content) = &mut block.kind
            && let [Inline::Strong(inner)] = content.as_slice()
        {
            *content = inner.clone();
        }
    }
    cell
}

/// A named spot can only be in one place.
fn without_anchors(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("<a id=\"") {
        plain.push_str(before);
        rest = after.split_once("</a>").map_or("", |(_, after)| after);
    }
    plain + rest
}
