//! Prints tables: real heading cells, and a way to read each on a narrow screen.
//!
//! A small table turns into cards, one a row, each cell under the words of its column. A wide one scrolls in a box that the
//! keyboard reaches. Which of the two, its columns and merged cells decide, since a style sheet cannot know.

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
        self.push(&format!("<table class=\"{class}\" role=\"table\">\n"));
        self.rows(table, Reading::Cards(&column_words(table)));
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
        self.rows(table, Reading::Scrolling);
        self.push("</table>\n</div>\n");
    }

    fn rows(&mut self, table: &Table, reading: Reading<'_>) {
        if let Some(caption) = &table.caption {
            self.push(&format!("<caption>{}</caption>\n", escape(caption)));
        }
        self.column_widths(table);
        if !table.head.is_empty() {
            self.push(&format!("<thead{}>\n", reading.role("rowgroup")));
            for row in &table.head {
                self.row(table, row, reading, RowKind::Head);
            }
            self.push("</thead>\n");
        }
        if !table.body.is_empty() {
            self.push(&format!("<tbody{}>\n", reading.role("rowgroup")));
            for row in &table.body {
                self.row(table, row, reading, RowKind::Body);
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

    fn row(&mut self, table: &Table, row: &[Cell], reading: Reading<'_>, kind: RowKind) {
        self.push(&format!("<tr{}>", reading.role("row")));
        let mut column = 0;
        for cell in row {
            let is_first = column == 0;
            self.cell(table, cell, column, reading, kind.of_cell(is_first && table.row_headings));
            column += usize::from(cell.columns.max(1));
        }
        self.push("</tr>\n");
    }

    fn cell(&mut self, table: &Table, cell: &Cell, column: usize, reading: Reading<'_>, kind: CellKind) {
        let kind = if is_empty(cell) { CellKind::Plain } else { kind };
        let tag = kind.tag();
        self.push(&format!("<{tag}{}{}", kind.scope(cell), reading.role(kind.role())));
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
        if let (CellKind::Plain, Some(words)) = (kind, reading.label(column)) {
            self.push(&format!(" data-label=\"{}\"", escape(words)));
        }
        self.push(">");
        self.tight_blocks(&cell.blocks);
        self.push(&format!("</{tag}>"));
    }
}

/// How a table is read on a narrow screen.
#[derive(Clone, Copy)]
enum Reading<'a> {
    /// As cards, with the words of each column.
    Cards(&'a [String]),
    /// In a box that scrolls.
    Scrolling,
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

impl Reading<'_> {
    /// The role in so many words: a browser forgets it when the style sheet turns the table into cards.
    fn role(self, role: &str) -> String {
        match self {
            Self::Cards(_) => format!(" role=\"{role}\""),
            Self::Scrolling => String::new(),
        }
    }

    fn label(&self, column: usize) -> Option<&str> {
        match self {
            Self::Cards(words) => words.get(column).map(String::as_str).filter(|words| !words.is_empty()),
            Self::Scrolling => None,
        }
    }
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

    fn role(self) -> &'static str {
        match self {
            Self::ColumnHeading => "columnheader",
            Self::RowHeading => "rowheader",
            Self::Plain => "cell",
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

fn column_words(table: &Table) -> Vec<String> {
    let words = |cell: &Cell| blocks_text(&cell.blocks).split_whitespace().collect::<Vec<_>>().join(" ");
    table.head.first().map(|row| row.iter().map(words).collect()).unwrap_or_default()
}

fn is_empty(cell: &Cell) -> bool {
    blocks_text(&cell.blocks).trim().is_empty()
}
