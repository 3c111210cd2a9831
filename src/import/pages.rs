//! Writes the files of the new guide: its pages, its pictures and its settings.

use std::collections::BTreeMap;

use super::chapters::{Chapter, shortened};
use super::files::links_in;
use super::links::WaysFrom;
use super::markdown::{self, Draft};
use super::notices;
use super::spots::notes_of;
use super::{Imported, NewFile};
use crate::model::{BlockKind, GuidePath, Inline, Reading, each_inline};
use crate::parse::address_of_name;

/// Where each picture of the text lies in the guide, by its number.
pub(super) type Pictures = BTreeMap<usize, GuidePath>;

/// Names the pictures that pages show: by the words in their place, else by their page.
pub(super) fn pictures(chapters: &[Chapter], reading: &Reading) -> Pictures {
    let mut named = Pictures::new();
    let mut taken = std::collections::BTreeSet::new();
    for chapter in chapters {
        let page = address_of_name(chapter.file.stem());
        let mut see = |inline: &Inline| {
            let Inline::Picture { picture, alt } = inline else { return };
            let Some(known) = reading.pictures.get(*picture).filter(|_| !named.contains_key(picture)) else { return };
            let words = shortened(&address_of_name(alt));
            let stem = if words.is_empty() { format!("{page}-picture") } else { words };
            let numbered = (2..).map(|number| format!("{stem}-{number}"));
            let name = std::iter::once(stem.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
            let path = format!("images/{}.{}", name.unwrap_or(stem), known.extension);
            named.extend(GuidePath::new(&path).map(|path| (*picture, path)));
        };
        each_inline(&chapter.blocks, &mut see);
        reading.footnotes.iter().for_each(|note| each_inline(&note.blocks, &mut see));
    }
    named
}

/// The files of the pictures.
pub(super) fn picture_files<'a>(pictures: &'a Pictures, reading: &'a Reading) -> impl Iterator<Item = NewFile> + 'a {
    pictures.iter().filter_map(|(picture, path)| {
        Some(NewFile { path: path.clone(), bytes: reading.pictures.get(*picture)?.bytes.clone() })
    })
}

/// Writes one page, and notes what could not stay as it was.
pub(super) fn write(chapter: &Chapter, ways: &WaysFrom<'_>, pictures: &Pictures, imported: &mut Imported) {
    let mut blocks = chapter.blocks.clone();
    let footnotes = notes_of(&mut blocks, ways.ways.reading);
    let shown = (0..ways.ways.reading.pictures.len())
        .map(|picture| pictures.get(&picture).map(|path| path.relative_to(&chapter.file)).unwrap_or_default())
        .collect::<Vec<String>>();
    let links = ways.addresses(&links_in(&blocks, footnotes.iter().flat_map(|note| &note.blocks)));
    let written = markdown::write(Draft { blocks: &blocks, footnotes: &footnotes, links: &links, pictures: &shown });
    imported.notices.extend(written.flattened.iter().map(|flat| notices::of_flattened(flat, &chapter.file)));
    let mut see = |inline: &Inline| match inline {
        Inline::Picture { picture, alt } if alt.trim().is_empty() => {
            imported.notices.extend(pictures.get(picture).map(|path| notices::no_words(path, &chapter.file)));
        }
        Inline::Link { .. } => imported.counts.links += 1,
        _ => {}
    };
    each_inline(&blocks, &mut see);
    imported.counts.tables += blocks.iter().filter(|block| matches!(block.kind, BlockKind::Table(_))).count();
    imported.files.push(NewFile { path: chapter.file.clone(), bytes: written.text.into_bytes() });
}

/// The settings of a guide that has none.
pub(super) fn settings(title: &str, language: Option<&str>) -> String {
    let quoted = |text: &str| {
        let plain: String = text.chars().filter(|sign| !sign.is_control()).collect();
        format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
    };
    // What a program from elsewhere puts in by itself is not what a council of the United Kingdom writes.
    let language = language.filter(|language| !language.to_lowercase().starts_with("en")).unwrap_or("en-GB");
    format!("[guide]\ntitle = {}\nlanguage = {}\n", quoted(title), quoted(language))
}
