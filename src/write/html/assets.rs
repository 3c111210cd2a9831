//! Our own style sheet, script, fonts and icon, each named by its digest so that a browser may keep it for ever.

use crate::config::Look;
use crate::model::{Bundle, Digest};

use super::brand;

/// The style sheet's parts, in the order they are put together.
const STYLES: [&str; 5] = [
    include_str!("../../../assets/css/base.css"),
    include_str!("../../../assets/css/content.css"),
    include_str!("../../../assets/css/terms.css"),
    include_str!("../../../assets/css/search.css"),
    include_str!("../../../assets/css/print.css"),
];

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

/// The one script: searching, and filtering the list of documents.
const SCRIPT: &str = include_str!("../../../assets/search.js");

const FONT_LICENCE: &str = include_str!("../../../assets/fonts/OFL.txt");

const ICON: &str = include_str!("../../../assets/icon.svg");

/// The colour that the icon is drawn in until a council's takes its place.
const OUR_BRAND: &str = "#0b5563";

/// The site's own files. Paths are relative to `site/`.
pub(super) struct Assets {
    /// The style sheets, in the order a page names them.
    pub(super) styles: Vec<String>,
    /// The icon of a browser's tab.
    pub(super) icon: String,
    /// The script.
    pub(super) script: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Assets {
    /// Makes the files in the council's colours.
    pub(super) fn new(look: &Look) -> Self {
        let mut assets = Self { styles: Vec::new(), icon: String::new(), script: String::new(), files: Vec::new() };
        let mut style = STYLES.concat();
        for (name, bytes) in FONTS {
            let path = assets.add(name, "woff2", bytes.to_vec());
            let file_name = path.trim_start_matches("assets/");
            style = style.replace(&format!("{name}.woff2"), file_name);
        }
        assets.files.push(("assets/OFL.txt".to_owned(), FONT_LICENCE.into()));
        let main = assets.add("site", "css", style.into_bytes());
        assets.styles.push(main);
        if let Some(style) = brand::style_sheet(look) {
            let path = assets.add("brand", "css", style.into_bytes());
            assets.styles.push(path);
        }
        assets.script = assets.add("search", "js", sent(SCRIPT).into_bytes());
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

/// A script as it is sent: without the lines that are comments and without the blanks before a line, a third of it.
fn sent(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
