//! Our own style sheet, script, fonts and icon, each named by its digest so that a browser may keep it for ever.

use crate::config::Look;
use crate::model::{Bundle, Digest};

use super::brand;

/// The style sheet's parts, in the order they are put together.
const STYLES: [&str; 5] = [BASE, CONTENT, TERMS, FINDING, PRINT];

/// Those of the page with the search, which shows nothing that was written in the guide and has the longest script.
const SEARCH_STYLES: [&str; 3] = [BASE, FINDING, PRINT];

const BASE: &str = include_str!("../../../assets/css/base.css");
const CONTENT: &str = include_str!("../../../assets/css/content.css");
const TERMS: &str = include_str!("../../../assets/css/terms.css");
const FINDING: &str = include_str!("../../../assets/css/search.css");
const PRINT: &str = include_str!("../../../assets/css/print.css");

/// The fonts by the name that the style sheet calls them.
const FONTS: [(&str, &[u8]); 3] = [
    (
        "AtkinsonHyperlegibleNext-Regular",
        include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.woff2"),
    ),
    (
        "AtkinsonHyperlegibleNext-SemiBold",
        include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.woff2"),
    ),
    ("AtkinsonHyperlegibleNext-Italic", include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Italic.woff2")),
];

/// What both scripts begin with.
const WORDS: &str = include_str!("../../../assets/script/words.js");

/// The script of the page with the search.
const SEARCH: &str = include_str!("../../../assets/script/search.js");

/// The script of the list of documents.
const FILTER: &str = include_str!("../../../assets/script/filter.js");

const FONT_LICENCE: &str = include_str!("../../../assets/fonts/OFL.txt");

const ICON: &str = include_str!("../../../assets/icon.svg");

/// The colour that the icon is drawn in until a council's takes its place.
const OUR_BRAND: &str = "#0b5563";

/// The site's own files. Paths are relative to `site/`.
#[derive(Default)]
pub(super) struct Assets {
    /// The style sheet of nearly every page.
    pub(super) style: String,
    /// The style sheet of the page with the search.
    pub(super) search_style: String,
    /// The style sheet with the council's colours, which comes after.
    pub(super) brand: Option<String>,
    /// The icon of a browser's tab.
    pub(super) icon: String,
    /// The script of the page with the search.
    pub(super) search: String,
    /// The script of the list of documents.
    pub(super) filter: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Assets {
    /// Makes the files in the council's colours.
    pub(super) fn new(look: &Look) -> Self {
        let mut assets = Self::default();
        let mut fonts: Vec<(String, String)> = Vec::new();
        for (name, bytes) in FONTS {
            let path = assets.add(name, "woff2", bytes.to_vec());
            fonts.push((format!("{name}.woff2"), path.trim_start_matches("assets/").to_owned()));
        }
        assets.files.push(("assets/OFL.txt".to_owned(), FONT_LICENCE.into()));
        let style = |parts: &[&str]| {
            let whole = squeezed(&parts.concat());
            fonts.iter().fold(whole, |style, (name, file)| style.replace(name, file)).into_bytes()
        };
        assets.style = assets.add("site", "css", style(&STYLES));
        assets.search_style = assets.add("search", "css", style(&SEARCH_STYLES));
        assets.brand = brand::style_sheet(look).map(|style| assets.add("brand", "css", style.into_bytes()));
        assets.search = assets.add("search", "js", sent(SEARCH).into_bytes());
        assets.filter = assets.add("filter", "js", sent(FILTER).into_bytes());
        let colour = look.brand.as_deref().and_then(brand::checked).unwrap_or_else(|| OUR_BRAND.to_owned());
        assets.icon = assets.add("icon", "svg", ICON.replace(OUR_BRAND, &colour).into_bytes());
        assets
    }

    /// Puts the files into a bundle.
    pub(super) fn bundle(&self) -> Bundle {
        let mut bundle = Bundle::default();
        for (path, bytes) in &self.files {
            bundle.insert(&format!("site/{path}"), bytes.clone());
        }
        bundle
    }

    fn add(&mut self, name: &str, extension: &str, bytes: Vec<u8>) -> String {
        let path = format!("assets/{name}.{}.{extension}", Digest::of(&bytes).short(8));
        self.files.push((path.clone(), bytes));
        path
    }
}

/// A script as it is sent: in a function of its own, after the part that all share, without the lines that are comments and
/// without the spaces before a line: a third less.
fn sent(script: &str) -> String {
    let lines = WORDS.lines().chain(script.lines()).map(str::trim_start);
    let lines: String =
        lines.filter(|line| !line.is_empty() && !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    format!("(() => {{\n'use strict';\n{lines}}})();\n")
}

/// A style sheet as it is sent: without comments, and with no more spaces than it needs. Ours has no text in quotation marks
/// with a space or a comment in it.
fn squeezed(style: &str) -> String {
    let mut text = String::with_capacity(style.len());
    for (index, part) in style.split("/*").enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
    }
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let joins = |letter: Option<char>| letter.is_none_or(|letter| "{};,>".contains(letter));
        let needs_blank = !joins(squeezed.chars().last()) && !joins(word.chars().next()) && !squeezed.ends_with(':');
        if needs_blank {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed.replace(";}", "}")
}
