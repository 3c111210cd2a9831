//! The content tree: what a page or a Word, spreadsheet or OpenDocument file says.
//!
//! One tree for two origins: `parse/` makes it from Markdown and `inspect/` from linked documents. So a form gets a page of
//! its own and tagged annex pages for free. Links carry only their ordinal: the address is the link graph's business.

use serde::{Deserialize, Serialize};

use super::At;

/// A block of content and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in its file.
    pub at: At,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading. Levels count from 1; `id` is its anchor's name within its page or document.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The anchor's name.
        id: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; `start` is the first number of a numbered one.
    List {
        /// The first number, or none for bullets.
        start: Option<u64>,
        /// The items, each of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A quotation.
    Quote(Vec<Block>),
    /// A box that stands out: must, deadline, tip …
    Callout {
        /// Which box.
        kind: CalloutKind,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// Text kept as typed.
    Code(String),
    /// A break between subjects.
    Rule,
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
}

/// A table: rows of cells, the first ones headings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What the table is, when the source says so.
    pub caption: Option<String>,
    /// How each column is aligned; its length is the number of columns.
    pub alignments: Vec<Alignment>,
    /// Relative column widths, as many as there are columns, or none when the source does not say.
    pub widths: Vec<f32>,
    /// The heading rows; none for a table without.
    pub head: Vec<Vec<Cell>>,
    /// The other rows.
    pub body: Vec<Vec<Cell>>,
    /// Whether the first cell of each body row names the row.
    pub row_headings: bool,
}

/// One cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What is in it.
    pub blocks: Vec<Block>,
    /// How many columns it covers: 1 or more.
    pub columns: u16,
    /// How many rows it covers: 1 or more.
    pub rows: u16,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// At the start of the line.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end: figures.
    End,
}

/// A term and its meanings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its anchor's name: the term by the rule for headings.
    pub id: String,
    /// One or more meanings, each of blocks.
    pub meanings: Vec<Vec<Block>>,
}

/// A note at the foot, and the label that calls it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// The label, unique in its page or document.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Which box a callout is. Each has a word, so that its meaning never rests on colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CalloutKind {
    /// A legal duty.
    Must,
    /// A date or time limit.
    Deadline,
    /// Something to check before going on.
    Check,
    /// A hint.
    Tip,
    /// A danger.
    Warning,
    /// Something worth knowing.
    Note,
    /// Something not to miss.
    Important,
    /// Something to be careful with.
    Caution,
    /// The next step and how long it takes.
    Next,
}

/// A run of text and what stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text kept as typed.
    Code(String),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Stressed: titles of works.
    Emphasis(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Lowered.
    Subscript(Vec<Inline>),
    /// Raised.
    Superscript(Vec<Inline>),
    /// A key to press.
    Key(Vec<Inline>),
    /// A short form and what it stands for.
    Abbreviation {
        /// The long form.
        title: String,
        /// The short form.
        content: Vec<Inline>,
    },
    /// A link. Where it leads, the link graph knows.
    Link {
        /// Which link of its page or document.
        link: LinkOrdinal,
        /// The words; empty when they are the title of what it leads to.
        content: Vec<Inline>,
    },
    /// A picture of the guide, which is a link like any other: its file must exist.
    Image {
        /// Which link of its page.
        link: LinkOrdinal,
        /// The text for those who cannot see it.
        alt: String,
    },
    /// A picture from inside a Word or OpenDocument file: its index in [`super::Reading::pictures`].
    Picture {
        /// The index.
        picture: usize,
        /// The text for those who cannot see it.
        alt: String,
    },
    /// A named spot.
    Anchor(String),
    /// The call of a note: its label.
    NoteCall(String),
    /// A box to tick, and whether it is ticked.
    TickBox(bool),
    /// A blank to fill in, with the words that stand in it (may be empty).
    Blank(String),
    /// A line break the writer wanted.
    Break,
}

/// Which link of its page or document: 0 for the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkOrdinal(pub u32);

impl CalloutKind {
    /// Every kind, in the order of the catalogue.
    pub const ALL: [CalloutKind; 9] = [
        Self::Must,
        Self::Deadline,
        Self::Check,
        Self::Tip,
        Self::Warning,
        Self::Note,
        Self::Important,
        Self::Caution,
        Self::Next,
    ];

    /// The word an editor writes between `[!` and `]`, in capitals.
    pub fn marker(self) -> &'static str {
        match self {
            Self::Must => "MUST",
            Self::Deadline => "DEADLINE",
            Self::Check => "CHECK",
            Self::Tip => "TIP",
            Self::Warning => "WARNING",
            Self::Note => "NOTE",
            Self::Important => "IMPORTANT",
            Self::Caution => "CAUTION",
            Self::Next => "NEXT",
        }
    }

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Must => "Must",
            Self::Deadline => "Deadline",
            Self::Check => "Check",
            Self::Tip => "Tip",
            Self::Warning => "Warning",
            Self::Note => "Note",
            Self::Important => "Important",
            Self::Caution => "Caution",
            Self::Next => "Next step",
        }
    }
}

impl Cell {
    /// A cell that covers one column and one row.
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, columns: 1, rows: 1 }
    }
}

/// The plain words of a run of text. A picture gives the words in its place; a note gives nothing.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

/// The plain words of blocks, one block a line.
pub fn blocks_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        push_block_text(block, &mut text);
    }
    text
}

impl Inline {
    /// The text inside it; empty for what is not wrapped round other text.
    pub fn inner(&self) -> &[Inline] {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Struck(inner)
            | Self::Subscript(inner)
            | Self::Superscript(inner)
            | Self::Key(inner)
            | Self::Abbreviation { content: inner, .. }
            | Self::Link { content: inner, .. } => inner,
            Self::Text(_)
            | Self::Code(_)
            | Self::Blank(_)
            | Self::Break
            | Self::Image { .. }
            | Self::Picture { .. }
            | Self::Anchor(_)
            | Self::NoteCall(_)
            | Self::TickBox(_) => &[],
        }
    }
}

/// Shows every run of text and what stands among it, the inner ones too, in the order they stand.
pub fn each_inline(blocks: &[Block], see: &mut dyn FnMut(&Inline)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => within_inlines(content, see),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_inline(item, see)),
            BlockKind::Table(table) => {
                table.head.iter().chain(&table.body).flatten().for_each(|cell| each_inline(&cell.blocks, see));
            }
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => each_inline(blocks, see),
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    within_inlines(&definition.term, see);
                    definition.meanings.iter().for_each(|meaning| each_inline(meaning, see));
                }
            }
        }
    }
}

fn within_inlines(inlines: &[Inline], see: &mut dyn FnMut(&Inline)) {
    for inline in inlines {
        see(inline);
        within_inlines(inline.inner(), see);
    }
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Blank(words) => text.push_str(words),
            Inline::Break => text.push(' '),
            Inline::Image { alt, .. } | Inline::Picture { alt, .. } => text.push_str(alt),
            _ => push_plain_text(inline.inner(), text),
        }
    }
}

fn push_block_text(block: &Block, text: &mut String) {
    let push_all = |blocks: &[Block], text: &mut String| blocks.iter().for_each(|block| push_block_text(block, text));
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
            push_plain_text(content, text);
            text.push('\n');
        }
        BlockKind::List { items, .. } => items.iter().for_each(|item| push_all(item, text)),
        BlockKind::Table(table) => {
            table.head.iter().chain(&table.body).flatten().for_each(|cell| push_all(&cell.blocks, text));
        }
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => push_all(blocks, text),
        BlockKind::Code(words) => {
            text.push_str(words);
            text.push('\n');
        }
        BlockKind::Rule => {}
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                push_plain_text(&definition.term, text);
                text.push('\n');
                definition.meanings.iter().for_each(|meaning| push_all(meaning, text));
            }
        }
    }
}
