//! Splits a text into pages: one for each top heading, and one for what stands before the first.

use std::collections::BTreeSet;

use crate::model::{Block, BlockKind, GuidePath, Inline, Reading, plain_text};
use crate::parse::{address_of_name, is_reserved_address, words_of_name};

/// A page to be.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its file in the guide.
    pub(super) file: GuidePath,
    /// What it says; its title is the first block.
    pub(super) blocks: Vec<Block>,
    /// Named spots of a title that has no page of its own: links to them lead to this page.
    pub(super) also: Vec<String>,
}

/// The longest name of a page's file, in letters: a path must stay short enough for Windows.
const LONGEST_NAME: usize = 50;

/// The guide's title, and its pages. `name` is the file's name, for a text without title and headings.
pub(super) fn split(reading: &Reading, name: &str) -> (String, Vec<Chapter>) {
    let blocks = &reading.blocks;
    let headings: Vec<(usize, u8)> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((at, level(block)?))).collect();
    let title_at = title(&headings).or_else(|| bare_title(&headings, blocks));
    let others = headings.iter().filter(|(at, _)| Some(*at) != title_at);
    let top = others.map(|(_, level)| *level).min().unwrap_or(1);
    let stem = GuidePath::new(name).map_or_else(|| name.to_owned(), |path| path.stem().to_owned());
    let own = reading.title.clone().filter(|title| !title.trim().is_empty());
    let guide_title = match title_at.and_then(|at| blocks.get(at)) {
        Some(block) => heading_words(block),
        None => own.unwrap_or_else(|| words_of_name(&stem)),
    };
    let mut parts: Vec<Vec<Block>> = vec![Vec::new()];
    for (at, block) in blocks.iter().enumerate() {
        if level(block) == Some(top) && Some(at) != title_at {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(block.clone());
        }
    }
    let mut front = parts.remove(0);
    let mut also = Vec::new();
    if says_something(&front) {
        if !matches!(front.first(), Some(first) if level(first).is_some_and(|level| level <= top) || title_at == Some(0))
        {
            let content = vec![Inline::Text(guide_title.clone())];
            let kind = BlockKind::Heading { level: top, id: String::new(), content };
            front.insert(0, Block { at: crate::model::At::WholeFile, kind });
        }
        parts.insert(0, front);
    } else {
        also = front.iter().flat_map(spots).collect();
    }
    // The heading over a table of contents, which the guide makes anew.
    parts.retain(|part| says_something(part) || !part.first().is_some_and(is_over_contents));
    let mut names = Names::new(parts.len());
    let chapters = parts.into_iter().map(|mut blocks| {
        for block in &mut blocks {
            raise(block, top);
        }
        // The title of a page is its only heading of the first level.
        if let Some(Block { kind: BlockKind::Heading { level, .. }, .. }) = blocks.first_mut() {
            *level = 1;
        }
        let title = blocks.first().map(heading_words).unwrap_or_default();
        Chapter { file: names.file(&title), blocks, also: std::mem::take(&mut also) }
    });
    (guide_title, chapters.collect())
}

/// The heading that is the title of the whole: the first, when it stands alone on its level above others.
fn title(headings: &[(usize, u8)]) -> Option<usize> {
    let (at, first) = *headings.first()?;
    let rest = headings.get(1..).unwrap_or_default();
    let next = rest.iter().map(|(_, level)| *level).min()?;
    let below = rest.iter().filter(|(_, level)| *level == next).count();
    (first < next && below > 1).then_some(at)
}

/// The first heading, when nothing but the next heading of its level stands under it: a title in all but name.
fn bare_title(headings: &[(usize, u8)], blocks: &[Block]) -> Option<usize> {
    let [(at, first), (next, second), ..] = headings else { return None };
    let between = blocks.get(at + 1..*next)?;
    (first == second && !says_something(between)).then_some(*at)
}

fn level(block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading { level, content, .. } if !plain_text(content).trim().is_empty() => Some(*level),
        _ => None,
    }
}

fn heading_words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { content, .. } => plain_text(content).trim().to_owned(),
        _ => String::new(),
    }
}

/// Whether there is more than the title of the whole and named spots.
fn says_something(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Heading { .. } => false,
        BlockKind::Paragraph(content) => content.iter().any(|inline| !matches!(inline, Inline::Anchor(_))),
        _ => true,
    })
}

fn is_over_contents(block: &Block) -> bool {
    matches!(heading_words(block).to_lowercase().as_str(), "contents" | "table of contents" | "contents page")
}

/// The ids of a heading and of the named spots in it, or in a paragraph.
fn spots(block: &Block) -> Vec<String> {
    let (own, content) = match &block.kind {
        BlockKind::Heading { id, content, .. } => (Some(id.clone()), content),
        BlockKind::Paragraph(content) => (None, content),
        _ => return Vec::new(),
    };
    let spot = |inline: &Inline| if let Inline::Anchor(id) = inline { Some(id.clone()) } else { None };
    own.into_iter().chain(content.iter().filter_map(spot)).collect()
}

fn raise(block: &mut Block, top: u8) {
    match &mut block.kind {
        BlockKind::Heading { level, .. } => *level = level.saturating_sub(top - 1).clamp(1, 6),
        BlockKind::List { items, .. } => items.iter_mut().flatten().for_each(|block| raise(block, top)),
        BlockKind::Quote(blocks) => blocks.iter_mut().for_each(|block| raise(block, top)),
        _ => {}
    }
}

/// Names of pages, numbered in the order of reading.
struct Names {
    figures: usize,
    count: usize,
    taken: BTreeSet<String>,
}

impl Names {
    fn new(pages: usize) -> Self {
        Self { figures: pages.to_string().len().max(2), count: 0, taken: BTreeSet::new() }
    }

    fn file(&mut self, title: &str) -> GuidePath {
        self.count += 1;
        let wanted = shortened(&address_of_name(title));
        let wanted = if wanted.is_empty() { "page".to_owned() } else { wanted };
        let wanted = if is_reserved_address(&wanted) { format!("{wanted}-page") } else { wanted };
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let name = std::iter::once(wanted.clone()).chain(numbered).find(|name| !self.taken.contains(name));
        let name = name.unwrap_or(wanted);
        self.taken.insert(name.clone());
        let number = format!("{:0figures$}", self.count, figures = self.figures);
        GuidePath::new(&format!("pages/{number}-{name}.md")).unwrap_or_else(GuidePath::root)
    }
}

/// A name cut at the end of a word.
pub(super) fn shortened(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let cut = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_NAME).last().unwrap_or(0);
    let cut = &name[..cut];
    cut.rfind('-').map_or(cut, |at| &cut[..at]).to_owned()
}
