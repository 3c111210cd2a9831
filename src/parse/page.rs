//! One Markdown file → [`Page`].

use std::collections::BTreeSet;

use super::addresses::words_of_name;
use super::markdown::{self, Markdown, Origin};
use super::stray_facts;
use super::text::with_values;
use crate::config::{Config, TableReader, TomlText};
use crate::load::UNREADABLE_PAGE;
use crate::model::{
    At, Block, BlockKind, Digest, Finding, Findings, GuidePath, Inline, LinkUsage, Page, PageFacts, Place, Rule,
    Severity, SourceFile, plain_text,
};

/// Front matter that is not understood.
pub const BAD_FRONT_MATTER: Rule = Rule {
    code: "bad-front-matter",
    severity: Severity::MustFix,
    name: "Page facts not understood",
    finds: "A line between the +++ lines at the top of a page that is unknown, misspelt or not of its kind; page facts without \
            a +++ line above and below them; a +++ line too many.",
    why: "The page is then shown without its owner, its review date or whatever the line was to say, or readers see the line.",
    fix: "Correct the line as the message says. Page facts begin in the very first line of a page, which is +++.",
    example: "ownr = \"SEN consultant\"",
};

/// A page and what came up while parsing it.
pub(super) struct ParsedPage {
    pub(super) page: Page,
    pub(super) used_values: BTreeSet<String>,
    pub(super) findings: Findings,
}

/// What stands between the `+++` lines; texts that may name values with where they stand.
#[derive(Default)]
struct FrontMatter {
    title: Option<(String, At)>,
    summary: Option<(String, At)>,
    facts: PageFacts,
    family: Vec<(String, At)>,
}

/// Parses a page. A page that cannot be read is an empty page, so that links to it still lead somewhere.
pub(super) fn parse(file: &SourceFile, config: &Config) -> ParsedPage {
    let mut findings = Findings::default();
    let start = if file.bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = std::str::from_utf8(&file.bytes[start..]).unwrap_or_else(|error| {
        findings.push(not_text(&file.path, error.valid_up_to() + start, file));
        ""
    });
    let (front_matter, body_at) = split_front_matter(text);
    let facts = front_matter.map(|(text, at)| {
        TomlText { file: &file.path, offset: start + at, text, rule: &BAD_FRONT_MATTER }.read(read_facts)
    });
    let FrontMatter { title, summary, mut facts, family } = facts.map_or_else(Default::default, |(read, found)| {
        findings.extend(found);
        read
    });
    if text.starts_with("+++") && front_matter.is_none() {
        findings.push(unclosed(&file.path));
    }
    let (yaml_title, body_at) = match foreign_front_matter(text) {
        Some((title, after)) if front_matter.is_none() => {
            findings.push(foreign(&file.path, start + lines_above(text)));
            (title, after)
        }
        _ => (None, body_at),
    };
    let title = title.or(yaml_title.map(|title| (title, At::WholeFile)));
    let origin = Origin { file: &file.path, offset: start + body_at };
    if !text.starts_with("+++") || front_matter.is_some() {
        findings.extend(stray_facts::judge(&text[body_at..], front_matter.is_some(), origin).into_iter().collect());
    }
    let mut made = markdown::parse(&text[body_at..], origin, &config.values);
    let sheet = family_sheet(&family, &file.path, config, &mut made);
    let digest = digest([&title, &summary], &family, &text[body_at..]);
    let mut filled = |told: Option<(String, At)>| {
        told.map(|(told, at)| with_values(&told, &config.values, &Place::new(&file.path, at), &mut made))
    };
    let title = filled(title);
    facts.summary = filled(summary);
    findings.extend(std::mem::take(&mut made.findings));
    let used_values = std::mem::take(&mut made.used_values);
    let mut page = page(&file.path, title, facts, digest, made);
    page.family = sheet;
    page.family_at = family.first().map(|(_, at)| at.clone());
    ParsedPage { page, used_values, findings }
}

fn page(file: &GuidePath, title: Option<String>, facts: PageFacts, digest: Digest, mut made: Markdown) -> Page {
    let heading = take_title(&mut made, title.as_deref());
    let title_anchor = heading.as_ref().map(|(_, id)| id.clone());
    let title = title.or_else(|| heading.map(|(words, _)| words)).unwrap_or_else(|| words_of_name(file.stem()));
    lower_headings(&mut made);
    Page {
        file: file.clone(),
        address: String::new(),
        title,
        title_anchor,
        part: part_of(file),
        facts,
        digest,
        blocks: made.blocks,
        family: Vec::new(),
        family_at: None,
        footnotes: made.footnotes,
        links: made.links,
        anchors: made.anchors,
    }
}

/// The digest of what a reviewer reads. Line ends count for nothing: programs change them unasked.
fn digest(head: [&Option<(String, At)>; 2], family: &[(String, At)], body: &str) -> Digest {
    let text = body.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let head = head.into_iter().map(|told| told.as_ref().map_or("", |(told, _)| told.as_str()));
    let lines = family.iter().map(|(line, _)| line.as_str());
    Digest::of_parts(head.chain([text.trim()]).chain(lines).map(str::as_bytes))
}

/// The lines of the family's sheet as blocks. They may use values and links; those are kept among the page's own.
fn family_sheet(lines: &[(String, At)], file: &GuidePath, config: &Config, made: &mut Markdown) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (text, at) in lines {
        // The text starts after its quotation mark.
        let offset = if let At::Bytes(range) = at { range.start + 1 } else { 0 };
        let before = made.links.len();
        let read =
            markdown::parse_after(std::mem::take(&mut made.links), text, Origin { file, offset }, &config.values);
        made.links = read.links;
        for link in made.links[before..].iter_mut().filter(|link| link.usage == LinkUsage::Follow) {
            link.usage = LinkUsage::OnSheet;
        }
        made.used_values.extend(read.used_values);
        made.findings.extend(read.findings);
        blocks.extend(read.blocks);
    }
    blocks
}

/// The front matter with the byte it starts at, and the byte at which the page's own text starts.
fn split_front_matter(text: &str) -> (Option<(&str, usize)>, usize) {
    let Some(after) = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n")) else { return (None, 0) };
    let start = text.len() - after.len();
    let mut at = start;
    for line in after.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return (Some((&text[start..at], start)), at + line.len());
        }
        at += line.len();
    }
    (None, 0)
}

/// Front matter as other programs write it: `name: value` lines between `---` lines. Its title, and where it ends.
fn foreign_front_matter(text: &str) -> Option<(Option<String>, usize)> {
    let above = lines_above(text);
    let mut lines = text[above..].split_inclusive('\n');
    let mut at = above + lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut title = None;
    for (number, line) in lines.enumerate() {
        at += line.len();
        if line.trim_end() == "---" {
            return (number > 0).then_some((title, at));
        }
        let is_inside = line.starts_with([' ', '\t', '-', '#']) || line.trim().is_empty();
        match line.split_once(':') {
            Some((name, value)) if name.trim() == "title" => {
                title = Some(value.trim().trim_matches(['"', '\'']).to_owned());
            }
            Some((name, _)) if !name.trim().contains(' ') => {}
            _ if is_inside => {}
            _ => return None,
        }
    }
    None
}

/// How many bytes of empty lines stand above the first line with words.
fn lines_above(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

fn read_facts(reader: &mut TableReader<'_>) -> FrontMatter {
    let title = reader.text_at("title");
    let summary = reader.text_at("summary");
    let texts = |texts: Option<Vec<(String, At)>>| -> Vec<String> {
        texts.unwrap_or_default().into_iter().map(|(text, _)| text).collect()
    };
    let family = reader.texts("family").unwrap_or_default();
    let facts = PageFacts {
        summary: None,
        owner: reader.text("owner"),
        deputy: reader.text("deputy"),
        feedback_to: reader.text("feedback_to"),
        last_reviewed: reader.date("last_reviewed"),
        review_by: reader.date("review_by"),
        aliases: texts(reader.texts("aliases")),
        glossary: reader.flag("glossary").unwrap_or_default(),
    };
    FrontMatter { title, summary, facts, family }
}

/// Takes the heading that is the page's title out of the blocks: its words and its id.
///
/// That is the first heading of the page, when it is of level 1 and no other is, or when nothing stands above it. When the
/// front matter gives another title, the heading stays in the text.
fn take_title(made: &mut Markdown, given: Option<&str>) -> Option<(String, String)> {
    let position = made.blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }))?;
    let BlockKind::Heading { level, id, content } = &made.blocks[position].kind else { return None };
    let words = plain_text(content).trim().to_owned();
    let is_only_top = *level == 1 && made.anchors.iter().filter(|anchor| anchor.level == Some(1)).count() == 1;
    let stands_first = made.blocks[..position].iter().all(is_bare_anchor) && (*level == 1 || given.is_none());
    if words.is_empty() || !(is_only_top || stands_first) || given.is_some_and(|given| given.trim() != words) {
        return None;
    }
    let id = id.clone();
    made.blocks.remove(position);
    made.anchors.retain(|anchor| anchor.name != id);
    Some((words, id))
}

/// A named spot and nothing else: `<a id="old-name"></a>` above the title.
fn is_bare_anchor(block: &Block) -> bool {
    let is_spot = |inline: &Inline| match inline {
        Inline::Anchor(_) => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    matches!(&block.kind, BlockKind::Paragraph(inlines) if inlines.iter().all(is_spot))
}

/// Makes room for the page's title above the headings of its text: those start at level 2.
fn lower_headings(made: &mut Markdown) {
    let highest = made.anchors.iter().filter_map(|anchor| anchor.level).min().unwrap_or(2);
    if highest > 1 {
        return;
    }
    for anchor in &mut made.anchors {
        anchor.level = anchor.level.map(|level| (level + 1).min(6));
    }
    made.blocks.iter_mut().for_each(lower_block);
}

fn lower_block(block: &mut Block) {
    match &mut block.kind {
        BlockKind::Heading { level, .. } => *level = (*level + 1).min(6),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => blocks.iter_mut().for_each(lower_block),
        BlockKind::List { items, .. } => items.iter_mut().flatten().for_each(lower_block),
        _ => {}
    }
}

/// The folder under `pages/`, as a title: `02-the-law` is “The law”.
fn part_of(file: &GuidePath) -> Option<String> {
    let folder = file.folder().strip_prefix("pages/")?;
    Some(words_of_name(folder.split('/').next()?))
}

fn not_text(path: &GuidePath, at: usize, file: &SourceFile) -> Finding {
    let line = file.position(at).line;
    Finding::new(
        &UNREADABLE_PAGE,
        Place::new(path, crate::model::At::Bytes(at..at)),
        format!(
            "This page is not saved as UTF-8 text (line {line} has a sign that cannot be read), so it was left empty."
        ),
        "Open it in Notepad, choose Save as, pick UTF-8 under Encoding, and save it under the same name.",
    )
}

fn unclosed(path: &GuidePath) -> Finding {
    Finding::new(
        &BAD_FRONT_MATTER,
        Place::new(path, crate::model::At::Bytes(0..3)),
        "The page facts at the top begin with +++, but there is no second +++ line to end them.",
        "Put a line with nothing but +++ after the last of them.",
    )
}

fn foreign(path: &GuidePath, at: usize) -> Finding {
    Finding::new(
        &BAD_FRONT_MATTER,
        Place::new(path, crate::model::At::Bytes(at..at + 3)),
        "The page facts at the top stand between --- lines, which this tool does not read, apart from the title.",
        "Write them between +++ lines, each as name = \"value\".",
    )
}
