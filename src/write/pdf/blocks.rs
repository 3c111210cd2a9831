//! Blocks of content as Typst code. One tree for pages of the guide and for annexes: only the [`Voice`] differs.

use std::collections::BTreeSet;

use super::heading_levels::Levels;
use super::letters;
use super::markup::Markup;
use crate::model::{
    Block, BlockKind, CalloutKind, Definition, EmbeddedPicture, Footnote, Inline, Owner, Place, blocks_text, plain_text,
};

/// How deep one block may stand in another before it is written flat: Typst refuses more.
const DEEPEST: usize = 9;

/// The longest box that is kept on one page, in characters.
const LONGEST_WHOLE_BOX: usize = 900;

/// The longest paragraph that is kept with the table or list below it, in characters.
const LONGEST_LEAD: usize = 320;

/// Whose words are being written, and where the pen stands.
pub(super) struct Voice<'a> {
    pub(super) owner: Owner,
    /// What its names begin with: `getting-specialist-help`, `documents.ep-consultation`.
    pub(super) prefix: String,
    pub(super) footnotes: &'a [Footnote],
    pub(super) pictures: &'a [EmbeddedPicture],
    /// The block under the pen.
    pub(super) place: Place,
    /// Whether tables are forms to write in.
    pub(super) is_form: bool,
    pub(super) within: Within,
    pub(super) depth: usize,
    /// How many columns the table under the pen has.
    pub(super) columns: usize,
    /// The words of the last heading: a table's caption need not repeat them.
    pub(super) last_heading: String,
    /// The words of the paragraph just above: nor those.
    pub(super) last_line: String,
    /// Addresses printed on this page already: once is enough.
    pub(super) printed: BTreeSet<String>,
    /// The bare spots to mark; none marks every one.
    pub(super) marked: Option<BTreeSet<&'a str>>,
    /// Notes called in a heading, to stand after it.
    pub(super) deferred: Vec<String>,
    levels: Levels,
}

/// What the pen stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    pub(super) heading: bool,
    pub(super) table: bool,
    pub(super) table_head: bool,
}

impl<'a> Voice<'a> {
    /// A voice whose highest headings have the level `base` in the PDF.
    pub(super) fn new(owner: Owner, prefix: String, place: Place, base: u8, blocks: &[Block]) -> Self {
        let levels = Levels::new(base, blocks);
        Self {
            owner,
            prefix,
            footnotes: &[],
            pictures: &[],
            place,
            is_form: false,
            within: Within::default(),
            depth: 0,
            columns: 0,
            last_heading: String::new(),
            last_line: String::new(),
            printed: BTreeSet::new(),
            marked: None,
            deferred: Vec::new(),
            levels,
        }
    }

    /// Whether the heading or the line above a table says the same as its caption.
    pub(super) fn said_already(&self, caption: &str) -> bool {
        [&self.last_heading, &self.last_line].iter().any(|words| words.eq_ignore_ascii_case(caption.trim()))
    }

    /// With notes and pictures.
    pub(super) fn with(self, footnotes: &'a [Footnote], pictures: &'a [EmbeddedPicture]) -> Self {
        Self { footnotes, pictures, ..self }
    }
}

impl Markup<'_> {
    /// Writes blocks as statements.
    pub(super) fn push_blocks(&mut self, voice: &mut Voice<'_>, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            let place = voice.place_at(&block.at);
            if self.is_left_out(&place) {
                self.push("par(emph(\"This part could not be printed. See the website.\"));\n");
                continue;
            }
            let outer = std::mem::replace(&mut voice.place, place.clone());
            let leads = leads_on(&blocks[index..]);
            self.push(if leads { "stick({" } else { "" });
            self.at_place(place, |markup| markup.push_block(voice, &block.kind));
            self.push(if leads { "});\n" } else { "" });
            voice.last_line = line(block).unwrap_or_default();
            voice.place = outer;
        }
    }

    /// Writes blocks as one expression; a lone paragraph without the space around it.
    pub(super) fn push_cell_blocks(&mut self, voice: &mut Voice<'_>, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), at }] if !has_picture(content) => {
                let place = voice.place_at(at);
                let outer = std::mem::replace(&mut voice.place, place);
                match lone_blank(content) {
                    Some(words) => self.push_field(voice, words),
                    None => self.push_inlines(voice, content),
                }
                voice.place = outer;
            }
            _ => {
                self.push("{[];");
                self.push_blocks(voice, blocks);
                self.push("}");
            }
        }
    }

    fn push_block(&mut self, voice: &mut Voice<'_>, kind: &BlockKind) {
        if voice.depth >= DEEPEST {
            return self.push_flat(voice, kind);
        }
        voice.depth += 1;
        match kind {
            BlockKind::Heading { level, id, content } => self.push_heading(voice, *level, id, content),
            BlockKind::Paragraph(content) => self.push_paragraph(voice, content),
            BlockKind::List { start, items } => self.push_list(voice, *start, items),
            BlockKind::Table(table) => self.push_table(voice, table),
            BlockKind::Quote(blocks) => {
                self.push("said({[];");
                self.push_blocks(voice, blocks);
                self.push("});\n");
            }
            BlockKind::Callout { kind, blocks } => self.push_callout(voice, *kind, blocks),
            BlockKind::Code(words) => {
                let mut lost = Vec::new();
                let words = letters::literal_lines(words, &mut lost);
                self.report_lost(&lost, &voice.place);
                self.push(&format!("typed({words});\n"));
            }
            BlockKind::Rule => self.push("rule-off();\n"),
            BlockKind::Definitions(definitions) => self.push_definitions(voice, definitions),
        }
        voice.depth -= 1;
    }

    fn push_flat(&mut self, voice: &Voice<'_>, kind: &BlockKind) {
        let block = Block { at: voice.place.at.clone(), kind: kind.clone() };
        for line in blocks_text(&[block]).lines().filter(|line| !line.trim().is_empty()) {
            self.push("par(");
            self.push_words(line, &voice.place);
            self.push(");\n");
        }
    }

    fn push_heading(&mut self, voice: &mut Voice<'_>, level: u8, id: &str, content: &[Inline]) {
        let words = plain_text(content);
        let name = voice.name(id);
        if words.trim().is_empty() || voice.within.table_head {
            self.push_spot(&name, &words);
            self.push_old_names_at(voice.owner, id);
            self.push("strong(");
            self.push_inlines(voice, content);
            self.push(");\n");
            return;
        }
        let level = voice.levels.step(level);
        let supplement = self.words(&words, &voice.place);
        if self.give_name(&name, words.trim()) {
            self.push(&format!("head({level},{},{supplement},", letters::name(&name)));
        } else {
            self.push(&format!("heading(level:{level},supplement:{supplement},"));
        }
        words.trim().clone_into(&mut voice.last_heading);
        voice.within.heading = true;
        self.push_inlines(voice, content);
        voice.within.heading = false;
        self.push(");\n");
        self.push_old_names_at(voice.owner, id);
        self.push_deferred(voice);
    }

    fn push_deferred(&mut self, voice: &mut Voice<'_>) {
        for label in std::mem::take(&mut voice.deferred) {
            if let Some(note) = voice.footnotes.iter().find(|note| note.label == label) {
                self.push_blocks(voice, &note.blocks);
            }
        }
    }

    /// A blank that stands alone, as a box to write in: a line high for a short answer, taller for a long one.
    fn push_field(&mut self, voice: &Voice<'_>, words: &str) {
        let height = match (voice.within.table, voice.columns) {
            (true, 0..=2) => "8.5mm",
            (true, _) => "14mm",
            (false, _) => "26mm",
        };
        self.push("field(");
        self.push_words(words.trim(), &voice.place);
        self.push(&format!(",{height})"));
    }

    fn push_paragraph(&mut self, voice: &mut Voice<'_>, content: &[Inline]) {
        if let Some(words) = lone_blank(content) {
            self.push_field(voice, words);
            self.push(";\n");
            return;
        }
        let (pictures, words): (Vec<Inline>, Vec<Inline>) = content.iter().cloned().partition(is_picture);
        let has_words =
            words.iter().any(|inline| !matches!(inline, Inline::Break) && *inline != Inline::Text(" ".to_owned()));
        if has_words || pictures.is_empty() {
            self.push("par(");
            self.push_inlines(voice, &words);
            self.push(");\n");
        }
        for picture in &pictures {
            self.push("plate({[];");
            match picture {
                Inline::Image { link, alt } => self.push_picture_file(voice, *link, alt, "picture"),
                Inline::Picture { picture, alt } => self.push_embedded(voice, *picture, alt, "picture"),
                _ => {}
            }
            self.push("});\n");
        }
    }

    fn push_list(&mut self, voice: &mut Voice<'_>, start: Option<u64>, items: &[Vec<Block>]) {
        let ticks = !items.is_empty() && items.iter().all(|item| begins_with_tick(item));
        match start {
            Some(start) => self.push(&format!("enum(start:{},", start.min(1_000_000))),
            None if ticks => self.push("list(marker:[],body-indent:0pt,"),
            None => self.push("list("),
        }
        for item in items {
            self.push_cell_blocks(voice, item);
            self.push(",");
        }
        self.push(");\n");
    }

    fn push_callout(&mut self, voice: &mut Voice<'_>, kind: CalloutKind, blocks: &[Block]) {
        let (tone, glyph) = match kind {
            CalloutKind::Must | CalloutKind::Warning | CalloutKind::Caution => ("must", "!"),
            CalloutKind::Deadline => ("check", "◷"),
            CalloutKind::Check | CalloutKind::Important => ("check", "!"),
            CalloutKind::Next => ("done", "→"),
            CalloutKind::Tip | CalloutKind::Note => ("calm", "i"),
        };
        let glyph = if glyph.chars().all(super::world::has_shape) { glyph } else { "!" };
        let breakable = blocks_text(blocks).len() > LONGEST_WHOLE_BOX;
        self.push(&format!("callout(\"{}\",\"{tone}\",\"{glyph}\",{breakable},{{[];\n", kind.label()));
        self.push_blocks(voice, blocks);
        self.push("});\n");
    }

    fn push_definitions(&mut self, voice: &mut Voice<'_>, definitions: &[Definition]) {
        self.push("terms(spacing:0.9em,");
        for definition in definitions {
            self.push("terms.item({[];");
            self.push_spot(&voice.name(&definition.id), plain_text(&definition.term).trim());
            self.push_old_names_at(voice.owner, &definition.id);
            self.push_inlines(voice, &definition.term);
            self.push("},{[];");
            match definition.meanings.as_slice() {
                [meaning] => self.push_cell_blocks(voice, meaning),
                meanings => {
                    for meaning in meanings {
                        self.push_blocks(voice, meaning);
                    }
                }
            }
            self.push("}),");
        }
        self.push(");\n");
    }
}

fn begins_with_tick(item: &[Block]) -> bool {
    let first = item.first().map(|block| &block.kind);
    matches!(first, Some(BlockKind::Paragraph(content)) if matches!(content.first(), Some(Inline::TickBox(_))))
}

/// Whether the first block stays on the page of the one below it. A question and the help below it go with the box.
fn leads_on(blocks: &[Block]) -> bool {
    match blocks {
        [question, help, next, ..] if leads_to(question, next) && leads_to(help, next) => true,
        [block, next, ..] => leads_to(block, next),
        _ => false,
    }
}

/// Whether a paragraph belongs to a block: a question to its box, a short lead to its table or list.
fn leads_to(block: &Block, next: &Block) -> bool {
    let is_text = matches!(block.kind, BlockKind::Paragraph(_)) && !is_field(block);
    let is_lead = || blocks_text(std::slice::from_ref(block)).len() <= LONGEST_LEAD;
    is_text && (is_field(next) || matches!(next.kind, BlockKind::Table(_) | BlockKind::List { .. }) && is_lead())
}

/// The words of a paragraph.
fn line(block: &Block) -> Option<String> {
    matches!(block.kind, BlockKind::Paragraph(_)).then(|| blocks_text(std::slice::from_ref(block)).trim().to_owned())
}

fn is_field(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content) if lone_blank(content).is_some())
}

/// The words of a blank that is all a paragraph holds.
fn lone_blank(content: &[Inline]) -> Option<&str> {
    let mut rest = content.iter().filter(|inline| !matches!(inline, Inline::Text(words) if words.trim().is_empty()));
    match (rest.next(), rest.next()) {
        (Some(Inline::Blank(words)), None) => Some(words),
        _ => None,
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline, Inline::Image { .. } | Inline::Picture { .. })
}

fn has_picture(content: &[Inline]) -> bool {
    content.iter().any(is_picture)
}
