//! The cover, and what the whole document says of itself: title, edition, authority, how to get the newest.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use super::letters;
use super::markup::Markup;
use crate::config::date_words;
use crate::model::Place;
use crate::write::merge::SIDE;

/// Boxes to tick as they are drawn on paper.
const UNTICKED: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20"><rect x="1.5" y="1.5" width="17" height="17" fill="#fff" stroke="#16202a" stroke-width="1.6"/></svg>"##;
const TICKED: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20"><rect x="1.5" y="1.5" width="17" height="17" fill="#fff" stroke="#16202a" stroke-width="1.6"/><path d="M5 10.5l3.6 3.6L15.5 6" fill="none" stroke="#16202a" stroke-width="2.2"/></svg>"##;

/// What a council that has not chosen a brand colour gets.
const BRAND: &str = "#0b5563";

impl Markup<'_> {
    /// The facts that `look.typ` reads.
    pub(super) fn facts(&mut self) -> String {
        let config = self.config();
        let place = Place::guide();
        let (language, region) = language_tags(&config.language);
        let edition = config.edition_words().map(|edition| format!("edition {edition}"));
        let foot = [Some(config.title.clone()), edition.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let stamp = edition.as_ref().map_or_else(String::new, |edition| format!(" · {edition}"));
        let brand = config.look.brand.as_deref().filter(|brand| is_colour(brand)).unwrap_or(BRAND);
        let audience =
            config.authority.as_deref().map_or_else(String::new, |authority| format!(" in the area of {authority}"));
        let titles = self.annex_titles();
        let lines = [
            ("brand", format!("rgb({})", letters::name(brand))),
            ("title", self.words(&config.title, &place)),
            ("cover-title", self.words(&unbroken_years(&config.title), &place)),
            ("author", format!("({},)", self.words(config.authority.as_deref().unwrap_or("Local authority"), &place))),
            ("authority", self.words(config.authority.as_deref().unwrap_or_default(), &place)),
            (
                "description",
                self.words(
                    &format!("{} for special educational needs co-ordinators (SENCOs){audience}", config.title),
                    &place,
                ),
            ),
            ("keywords", "(\"SENCO\",\"SEN support\",\"EHC plan\",\"Local Offer\")".to_owned()),
            ("lang", letters::name(&language)),
            ("region", region.map_or_else(|| "none".to_owned(), |region| letters::name(&region))),
            (
                "edition",
                self.words_or_none(
                    config.edition_words().map(|edition| format!("{edition} edition")).as_deref(),
                    &place,
                ),
            ),
            (
                "audience",
                self.words_or_none(
                    Some(&format!("For special educational needs co-ordinators (SENCOs){audience}")),
                    &place,
                ),
            ),
            ("side", format!("{SIDE}pt")),
            ("foot", self.words(&foot, &place)),
            ("stamp", self.words(&stamp, &place)),
            ("annex-titles", titles),
        ];
        let lines: Vec<String> = lines.iter().map(|(name, value)| format!("  {name}: {value},\n")).collect();
        format!("#let facts = (\n{})\n", lines.concat())
    }

    /// Writes the cover.
    pub(super) fn push_cover(&mut self) {
        self.add_file("unticked.svg", UNTICKED);
        self.add_file("ticked.svg", TICKED);
        let logo = self.logo();
        let mut lines = Vec::new();
        self.add_edition_line(&mut lines);
        let address = self.config().address.clone();
        if let Some(address) = &address {
            let printed = self.words(super::inline::bare_address(address), &Place::guide());
            lines.push(("Newest edition", format!("out({},{printed})", letters::name(address))));
        }
        let help = self.config().help.clone();
        for (name, words) in [("On paper or in another format", help.paper), ("Advice for families", help.advice)] {
            if let Some(words) = words {
                lines.push((name, self.words(&words, &Place::guide())));
            }
        }
        let lines: Vec<String> = lines.iter().map(|(name, body)| format!("(\"{name}\",{body}),")).collect();
        let lines = lines.concat();
        let code = address.as_deref().map_or_else(|| "none".to_owned(), |address| self.quick_code(address));
        self.push(&format!("cover({logo},({lines}),{code});\n"));
    }

    fn add_edition_line(&mut self, lines: &mut Vec<(&'static str, String)>) {
        let config = self.config();
        if let Some(editor) = &config.editor {
            let authority = config.authority.as_deref().map_or_else(String::new, |authority| format!(", {authority}"));
            lines.push(("Edited by", self.words(&format!("{editor}{authority}"), &Place::guide())));
        }
        if let Some(date) = config.edition_date() {
            lines.push(("Date of this edition", self.words(&date_words(date), &Place::guide())));
        }
    }

    fn logo(&mut self) -> String {
        let logo = self.config().look.logo.as_ref().and_then(|path| self.sources().get(path));
        let Some(logo) = logo.filter(|logo| super::pictures::is_printable(&logo.bytes)) else {
            return "none".to_owned();
        };
        let name = format!("logo.{}", logo.path.extension());
        self.add_file(&name, logo.bytes.clone());
        let alt = self
            .config()
            .authority
            .as_deref()
            .map_or_else(|| "Logo".to_owned(), |authority| format!("{authority} logo"));
        let alt = self.words(&alt, &Place::guide());
        format!("image({},height:100%,alt:{alt})", letters::name(&name))
    }

    /// The address as a quick response code (ISO/IEC 18004), drawn as one path; gives its text alternative.
    fn quick_code(&mut self, address: &str) -> String {
        let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return "none".to_owned() };
        let width = code.width();
        let mut path = String::new();
        for (index, _) in code.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
            let _ = write!(path, "M{} {}h1v1h-1z", index % width, index / width);
        }
        self.add_file(
            "newest.svg",
            format!(r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{width}" height="{width}"><path fill="#16202a" d="{path}"/></svg>"##),
        );
        self.words(&format!("QR code that leads to {address}"), &Place::guide())
    }
}

/// A title whose years stay on one line: “2026 to 2027” with spaces that do not break.
fn unbroken_years(title: &str) -> String {
    let is_year = |word: &str| word.len() == 4 && word.chars().all(|digit| digit.is_ascii_digit());
    let words: Vec<&str> = title.split(' ').collect();
    let mut kept = String::new();
    for (index, word) in words.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|index| words.get(index)).copied().unwrap_or_default();
        let joined = (is_year(previous) && matches!(*word, "to" | "–" | "and"))
            || (matches!(previous, "to" | "–" | "and") && is_year(word));
        if index > 0 {
            kept.push(if joined { '\u{a0}' } else { ' ' });
        }
        kept.push_str(word);
    }
    kept
}

/// `en-GB` as the two parts that Typst wants; English when it is no plain tag.
fn language_tags(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts
        .next()
        .map(str::to_lowercase)
        .filter(|part| (2..=3).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_lowercase()));
    let region = parts
        .next()
        .map(str::to_uppercase)
        .filter(|part| part.len() == 2 && part.chars().all(|letter| letter.is_ascii_uppercase()));
    language.map_or_else(|| ("en".to_owned(), Some("GB".to_owned())), |language| (language, region))
}

fn is_colour(colour: &str) -> bool {
    colour
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()))
}
