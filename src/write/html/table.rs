//! Prints tables: real heading cells, and a way to read each on a narrow screen.
//!
//! A small table turns into cards, one a row, each cell under the words of its column. A wide one scrolls in a box that the
//! keyboard reaches. Which of the two, its columns and merged cells decide, since a style sheet cannot know. No roles are
//! written: HTML forbids them where they only repeat what a table is.

use crate::model::{Alignment, Cell, Table, blocks_text};

use super::content::Printer;
use super::escape::escape;

/// The most columns that read well as cards.
const MOST_COLUMNS_AS_CARDS: usize = 5;

impl Printer<'_> {
    /// Prints a table.
    pub(super) fn table(&mut self, table: &Table) {
        if table.head.is_empty() && table.body.is_empty() {
            return;
        }
        if reads_as_cards(table) {
            self.card_table(table);
        } else {
            self.scrolling_table(table);
        }
    }

    fn card_table(&mut self, table: &Table) {
        let class = if table.head.is_empty() { "sg-cards sg-headless" } else { "sg-cards" };
        self.push(&format!("<table class=\"{class}\">\n"));
        self.rows(table, &column_words(table));
        self.push("</table>\n");
    }

    fn scrolling_table(&mut self, table: &Table) {
        self.scrolling_tables += 1;
        let subject = table.caption.as_deref().or_else(|| self.nearest_heading()).unwrap_or("scroll to read it all");
        let name = escape(subject).into_owned();
        let number = self.scrolling_tables;
        self.push(&format!(
            "<div class=\"sg-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table {number}: {name}\">\n<table>\n"
        ));
        self.rows(table, &[]);
        self.push("</table>\n</div>\n");
    }

    /// Prints the rows. `labels` are the words that each cell of a card stands under; none for a table that scrolls.
    fn rows(&mut self, table: &Table, labels: &[String]) {
        if let Some(caption) = &table.caption {
            let above = [self.nearest_heading().unwrap_or_default(), self.line_above()];
            let repeats = above.iter().any(|words| words.eq_ignore_ascii_case(caption.trim()));
            let class = if repeats { " class=\"sg-hidden\"" } else { "" };
            self.push(&format!("<caption{class}>{}</caption>\n", escape(caption)));
        }
        self.column_widths(table);
        if !table.head.is_empty() {
            self.push("<thead>\n");
            for row in &table.head {
                self.row(table, row, labels, RowKind::Head);
            }
            self.push("</thead>\n");
        }
        if !table.body.is_empty() {
            self.push("<tbody>\n");
            for row in &table.body {
                self.row(table, row, labels, RowKind::Body);
            }
            self.push("</tbody>\n");
        }
    }

    /// Widths in steps of 5 in a hundred, as classes: a style attribute would break the content security policy.
    fn column_widths(&mut self, table: &Table) {
        let total: f32 = table.widths.iter().sum();
        if total <= 0.0 || table.widths.len() != table.alignments.len() {
            return;
        }
        self.push("<colgroup>");
        for width in &table.widths {
            let step = ((width / total * 20.0).round().clamp(1.0, 19.0)) * 5.0;
            self.push(&format!("<col class=\"sg-w{step}\">"));
        }
        self.push("</colgroup>\n");
    }

    fn row(&mut self, table: &Table, row: &[Cell], labels: &[String], kind: RowKind) {
        self.push("<tr>");
        let mut column = 0;
        for cell in row {
            let is_first = column == 0;
            self.cell(table, cell, column, labels, kind.of_cell(is_first && table.row_headings));
            column += usize::from(cell.columns.max(1));
        }
        self.push("</tr>\n");
    }

    fn cell(&mut self, table: &Table, cell: &Cell, column: usize, labels: &[String], kind: CellKind) {
        let kind = if is_empty(cell) { CellKind::Plain } else { kind };
        let tag = kind.tag();
        self.push(&format!("<{tag}{}", kind.scope(cell)));
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                self.push(&format!(" {name}=\"{span}\""));
            }
        }
        match table.alignments.get(column) {
            Some(Alignment::Centre) => self.push(" class=\"sg-centre\""),
            Some(Alignment::End) => self.push(" class=\"sg-end\""),
            _ => {}
        }
        if let (CellKind::Plain, Some(words)) = (kind, labels.get(column).filter(|words| !words.is_empty())) {
            self.push(&format!(" data-label=\"{}\"", escape(words)));
        }
        self.push(">");
        self.within_heading = !matches!(kind, CellKind::Plain);
        self.tight_blocks(&cell.blocks);
        self.within_heading = false;
        self.push(&format!("</{tag}>"));
    }
}

#[derive(Clone, Copy)]
enum RowKind {
    Head,
    Body,
}

#[derive(Clone, Copy)]
enum CellKind {
    ColumnHeading,
    RowHeading,
    Plain,
}

impl RowKind {
    fn of_cell(self, names_the_row: bool) -> CellKind {
        match (self, names_the_row) {
            (Self::Head, _) => CellKind::ColumnHeading,
            (Self::Body, true) => CellKind::RowHeading,
            (Self::Body, false) => CellKind::Plain,
        }
    }
}

impl CellKind {
    fn tag(self) -> &'static str {
        match self {
            Self::ColumnHeading | Self::RowHeading => "th",
            Self::Plain => "td",
        }
    }

    fn scope(self, cell: &Cell) -> &'static str {
        match self {
            Self::ColumnHeading if cell.columns > 1 => " scope=\"colgroup\"",
            Self::ColumnHeading => " scope=\"col\"",
            Self::RowHeading if cell.rows > 1 => " scope=\"rowgroup\"",
            Self::RowHeading => " scope=\"row\"",
            Self::Plain => "",
        }
    }
}

/// Cards need one heading row at most and no merged cells; a form without headings may have cells that cover columns.
fn reads_as_cards(table: &Table) -> bool {
    let cells = || table.head.iter().chain(&table.body).flatten();
    let is_unmerged = |cell: &Cell| cell.rows <= 1 && (cell.columns <= 1 || table.head.is_empty());
    table.alignments.len() <= MOST_COLUMNS_AS_CARDS && table.head.len() <= 1 && cells().all(is_unmerged)
}

/// The words of each column. The one column beside the rows' names needs none.
fn column_words(table: &Table) -> Vec<String> {
    if table.row_headings && table.alignments.len() <= 2 {
        return Vec::new();
    }
    let words = |cell: &Cell| blocks_text(&cell.blocks).split_whitespace().collect::<Vec<_>>().join(" ");
    table.head.first().map(|row| row.iter().map(words).collect()).unwrap_or_default()
}

fn is_empty(cell: &Cell) -> bool {
    blocks_text(&cell.blocks).trim().is_empty()
}
