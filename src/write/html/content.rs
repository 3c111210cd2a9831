//! Prints the content tree as HTML: blocks here, words in `inline`, tables in `table`, notes in `notes`.
//!
//! Everything an editor or a document's author wrote is escaped. No script, no style attribute, no address that the link
//! graph did not give.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Block, BlockKind, Definition, DocumentId, Footnote, Inline, Owner, plain_text};

use super::boxes;
use super::escape::push_escaped;
use super::stand::Stand;

/// The content of a page or document as HTML.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The HTML.
    pub(super) html: String,
    /// Its headings, in the order they stand.
    pub(super) outline: Vec<OutlineEntry>,
}

/// A heading of the printed content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutlineEntry {
    /// 2 to 6, as printed.
    pub(super) level: u8,
    /// The id it can be reached by.
    pub(super) id: String,
    /// Its words.
    pub(super) words: String,
}

/// The state of printing one page or document.
pub(super) struct Printer<'a> {
    pub(super) stand: &'a Stand<'a>,
    pub(super) owner: Owner,
    pub(super) footnotes: &'a [Footnote],
    pub(super) html: String,
    /// How often each note was called.
    pub(super) calls: BTreeMap<String, usize>,
    /// The spots worth marking; none when all are.
    pub(super) wanted: Option<BTreeSet<&'a str>>,
    /// Whether a link is being printed: there are no links within links.
    pub(super) within_link: bool,
    /// Whether a heading or the head of a table is being printed.
    pub(super) within_heading: bool,
    /// Whether terms of the glossary are explained where they stand.
    pub(super) explains_terms: bool,
    /// The terms of the glossary that this page has explained.
    pub(super) explained: Vec<usize>,
    /// How many tables in scrolling boxes were printed: their names must differ.
    pub(super) scrolling_tables: usize,
    outline: Vec<OutlineEntry>,
    /// The words of the paragraph just above.
    line_above: String,
    /// The source's levels of the headings that are open.
    open_levels: Vec<u8>,
    ids: BTreeSet<String>,
}

/// Prints blocks and the notes they call. Headings start at level 2 and never skip a level.
pub(super) fn print(stand: &Stand<'_>, owner: Owner, blocks: &[Block], footnotes: &[Footnote]) -> Content {
    let mut printer = Printer::new(stand, owner, footnotes);
    printer.kept_ids(None);
    printer.blocks(blocks);
    printer.notes();
    printer.term_cards();
    Content { html: printer.html, outline: printer.outline }
}

/// Prints the lines of a family's sheet, which have no notes and no headings to list.
pub(super) fn print_lines(stand: &Stand<'_>, owner: Owner, blocks: &[Block]) -> String {
    let mut printer = Printer::new(stand, owner, &[]);
    // On paper no button opens the meaning of a term.
    printer.explains_terms = false;
    printer.blocks(blocks);
    printer.html
}

/// A spreadsheet has a spot in every cell: only those that a link leads to are marked.
fn wanted_spots<'a>(stand: &Stand<'a>, owner: Owner) -> Option<BTreeSet<&'a str>> {
    let Owner::Document(id) = owner else { return None };
    let is_spreadsheet = stand.site.material.documents.get(id).format.is_spreadsheet();
    is_spreadsheet.then(|| spots_with_links(stand, id))
}

fn spots_with_links<'a>(stand: &Stand<'a>, id: DocumentId) -> BTreeSet<&'a str> {
    let graph = stand.graph();
    let anchors = graph.document(id).anchors.iter().enumerate();
    anchors.filter(|(index, _)| graph.is_wanted(id, *index)).map(|(_, anchor)| anchor.id.as_str()).collect()
}

impl<'a> Printer<'a> {
    fn new(stand: &'a Stand<'a>, owner: Owner, footnotes: &'a [Footnote]) -> Self {
        Self {
            stand,
            owner,
            footnotes,
            html: String::with_capacity(4096),
            calls: BTreeMap::new(),
            wanted: wanted_spots(stand, owner),
            within_link: false,
            within_heading: false,
            explained: Vec::new(),
            scrolling_tables: 0,
            outline: Vec::new(),
            line_above: String::new(),
            open_levels: Vec::new(),
            ids: BTreeSet::new(),
            explains_terms: true,
        }
    }

    /// Prints blocks, one a line.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.line_above.clear();
            if let BlockKind::Paragraph(content) = &block.kind {
                plain_text(content).trim().clone_into(&mut self.line_above);
            }
        }
    }

    /// Prints the blocks of a list item, cell or note: a first paragraph without others beside it needs no tags.
    pub(super) fn tight_blocks(&mut self, blocks: &[Block]) {
        let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..] if !rest.iter().any(is_paragraph) => {
                self.inlines(content);
                self.blocks(rest);
            }
            all => self.blocks(all),
        }
    }

    /// Adds markup of our own.
    pub(super) fn push(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    /// Adds words of an editor or author.
    pub(super) fn text(&mut self, words: &str) {
        push_escaped(words, &mut self.html);
    }

    /// An `id` attribute, unless the id is empty or was printed before.
    pub(super) fn id_attribute(&mut self, id: &str) {
        if !id.is_empty() && self.ids.insert(id.to_owned()) {
            self.push(" id=\"");
            self.text(id);
            self.push("\"");
        }
    }

    /// Marks the ids that earlier releases had for this spot of a page: for the anchor of this id, or for the page's top.
    pub(super) fn kept_ids(&mut self, anchor: Option<&str>) {
        let Owner::Page(page) = self.owner else { return };
        let class = if anchor.is_none() { " class=\"sg-top-spot\"" } else { "" };
        let names: Vec<&str> = self.stand.graph().kept_at(page, anchor).collect();
        for name in names {
            if !self.ids.contains(name) {
                self.push("<span");
                self.push(class);
                self.id_attribute(name);
                self.push("></span>");
            }
        }
    }

    /// The words of the nearest heading above.
    pub(super) fn nearest_heading(&self) -> Option<&str> {
        self.outline.last().map(|entry| entry.words.as_str())
    }

    /// The words of the paragraph just above; empty when something else is.
    pub(super) fn line_above(&self) -> &str {
        &self.line_above
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, id, content } => self.heading(*level, id, content),
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Quote(blocks) => {
                self.push("<blockquote>\n");
                self.blocks(blocks);
                self.push("</blockquote>\n");
            }
            BlockKind::Callout { kind, blocks } => {
                self.push(&boxes::opening(*kind));
                self.blocks(blocks);
                self.push("</div>\n");
            }
            BlockKind::Code(words) => {
                self.push("<pre><code>");
                self.text(words.trim_end_matches('\n'));
                self.push("</code></pre>\n");
            }
            BlockKind::Rule => self.push("<hr>\n"),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
        }
    }

    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        let words = plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return self.paragraph(content);
        }
        let printed = self.printed_level(level);
        self.push(&format!("<h{printed}"));
        self.id_attribute(id);
        self.push(">");
        self.within_heading = true;
        self.kept_ids(Some(id));
        self.inlines(content);
        self.within_heading = false;
        self.push(&format!("</h{printed}>\n"));
        self.outline.push(OutlineEntry { level: printed, id: id.to_owned(), words });
    }

    /// The level that keeps the source's order of headings, starts below the title and skips none.
    fn printed_level(&mut self, level: u8) -> u8 {
        while self.open_levels.last().is_some_and(|open| *open >= level) {
            self.open_levels.pop();
        }
        self.open_levels.push(level);
        u8::try_from(self.open_levels.len()).map_or(6, |depth| (depth + 1).min(6))
    }

    fn paragraph(&mut self, content: &[Inline]) {
        match content {
            [] => {}
            spots if spots.iter().all(is_invisible) => self.inlines(spots),
            [Inline::Image { .. } | Inline::Picture { .. }] => {
                self.push("<p class=\"sg-picture\">");
                self.inlines(content);
                self.push("</p>\n");
            }
            words => {
                self.push(if starts_with_tick_box(words) { "<p class=\"sg-task\">" } else { "<p>" });
                self.inlines(words);
                self.push("</p>\n");
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let tag = match start {
            None => "ul",
            Some(_) => "ol",
        };
        self.push(&match start {
            Some(first) if first != 1 => format!("<ol start=\"{first}\">\n"),
            _ => format!("<{tag}>\n"),
        });
        for item in items {
            self.push(if is_task(item) { "<li class=\"sg-task\">" } else { "<li>" });
            self.tight_blocks(item);
            self.push("</li>\n");
        }
        self.push(&format!("</{tag}>\n"));
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.push("<dl>\n");
        for definition in definitions {
            self.push("<dt");
            self.id_attribute(&definition.id);
            self.push(">");
            self.kept_ids(Some(&definition.id));
            self.inlines(&definition.term);
            self.push("</dt>\n");
            for meaning in &definition.meanings {
                self.push("<dd>");
                self.tight_blocks(meaning);
                self.push("</dd>\n");
            }
        }
        self.push("</dl>\n");
    }
}

fn is_invisible(inline: &Inline) -> bool {
    match inline {
        Inline::Anchor(_) | Inline::Break => true,
        Inline::Text(words) => words.trim().is_empty(),
        _ => false,
    }
}

fn is_task(item: &[Block]) -> bool {
    let first = item.first().map(|block| &block.kind);
    matches!(first, Some(BlockKind::Paragraph(content)) if starts_with_tick_box(content))
}

fn starts_with_tick_box(content: &[Inline]) -> bool {
    matches!(content.first(), Some(Inline::TickBox(_)))
}
