//! The guide's settings: `guide.toml` read into [`Config`], with a place for every mistake.
//!
//! Every key is optional. A mistake in one key costs that key only: the rest is read all the same.

mod dates;

mod editor;

mod nearest;

mod publish;

mod read;

mod slips;

mod table;

mod values;

mod web;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{At, GuidePath, PublishTarget};

pub use dates::{date_fix, date_of};
pub use editor::Editor;
pub use nearest::{nearest, nearest_path};
pub use publish::SECRET_IN_CONFIG;
pub use read::{BAD_CONFIG, NO_SETTINGS, can_be_read, read};
pub use table::{TableReader, TomlText};
pub use values::{dialled, fill};
pub use web::WebSettings;

/// The settings of a guide.
#[derive(Debug, Clone)]
pub struct Config {
    /// The guide's title.
    pub title: String,
    /// The local authority's name.
    pub authority: Option<String>,
    /// The language of the guide, a BCP 47 tag.
    pub language: String,
    /// The edition, such as `2026-09`.
    pub edition: Option<String>,
    /// The edition's date: printed, and in the PDF's properties.
    pub date: Option<Date>,
    /// The day that findings are judged by, when the guide fixes one.
    pub as_of: Option<Date>,
    /// The address the guide is published at, ending in `/`.
    pub address: Option<String>,
    /// The role that edits the guide.
    pub editor: Option<String>,
    /// Where feedback goes: an address of a form, or `mailto:`.
    pub feedback: Option<String>,
    /// The pages in reading order, with where each is named; none for all pages by path.
    pub pages: Option<Vec<(String, At)>>,
    /// `[pdf]`.
    pub pdf: PdfSettings,
    /// `[local_offer]`.
    pub local_offer: Option<LocalOffer>,
    /// `[values]`: what is said once, by name.
    pub values: BTreeMap<String, Value>,
    /// The names of those that other settings use.
    pub values_in_settings: BTreeSet<String>,
    /// `[links]`: hosts that no longer exist.
    pub retired_hosts: Vec<String>,
    /// `[links]`: how outside addresses are asked.
    pub web: WebSettings,
    /// `[look]`.
    pub look: Look,
    /// `[help]`.
    pub help: Help,
    /// `[fragments] heading_level`: the level of a page's title when it is pasted into another page, from 1 to 6.
    pub fragment_heading_level: u8,
    /// `[budget]`.
    pub page_budget: Option<PageBudget>,
    /// `[[exceptions]]`.
    pub exceptions: Vec<Exception>,
    /// `[preview] open_with`: the editor of pages; none for the system's own program.
    pub editor_program: Option<Editor>,
    /// `[publish.NAME]`, in the order of their names.
    pub publish: Vec<PublishTarget>,
}

/// `[budget] pages`: how many pages of the PDF may come before the annexes, cover and contents among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBudget {
    /// The fewest pages.
    pub fewest: u32,
    /// The most pages, not below the fewest.
    pub most: u32,
    /// Where `guide.toml` says so.
    pub at: At,
}

/// `[pdf]`: the one PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfSettings {
    /// Its file name.
    pub file: String,
    /// Which documents are bound in.
    pub annexes: Annexes,
}

/// Which linked documents are bound into the PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annexes {
    /// Every one.
    All,
    /// Forms only.
    Forms,
    /// None.
    None,
}

/// `[local_offer]`: the site that the guide is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalOffer {
    /// Its name.
    pub name: String,
    /// Its address, ending in `/`.
    pub address: String,
}

/// A value said once: `{{name}}` in a page stands for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it stands for.
    pub text: String,
    /// Where `guide.toml` says so.
    pub at: At,
}

/// `[look]`: the council's own look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The brand colour, `#rrggbb` in lower case.
    pub brand: Option<String>,
    /// The colour of links, `#rrggbb` in lower case.
    pub link: Option<String>,
    /// The logo's file.
    pub logo: Option<GuidePath>,
    /// Where `guide.toml` names each.
    pub places: BTreeMap<&'static str, At>,
}

/// `[help]`: how to get the guide another way, and who helps families.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// How to get a paper copy or another format.
    pub paper: Option<String>,
    /// Where families find advice.
    pub advice: Option<String>,
}

/// `[[exceptions]]`: a finding that somebody accepted, why, and until when.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// The rule's code.
    pub rule: String,
    /// An address, a file, or `file:line`.
    pub applies_to: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day it is accepted.
    pub until: Date,
    /// Where `guide.toml` says so.
    pub at: At,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "SENCO guide".to_owned(),
            authority: None,
            language: "en-GB".to_owned(),
            edition: None,
            date: None,
            as_of: None,
            address: None,
            editor: None,
            feedback: None,
            pages: None,
            pdf: PdfSettings { file: "senco-guide.pdf".to_owned(), annexes: Annexes::All },
            local_offer: None,
            values: BTreeMap::new(),
            values_in_settings: BTreeSet::new(),
            retired_hosts: Vec::new(),
            web: WebSettings::default(),
            look: Look::default(),
            help: Help::default(),
            fragment_heading_level: 2,
            page_budget: None,
            exceptions: Vec::new(),
            editor_program: None,
            publish: Vec::new(),
        }
    }
}

impl Config {
    /// The edition in words: `2026-09` is “September 2026”; any other text stays as it is.
    pub fn edition_words(&self) -> Option<String> {
        self.edition.as_deref().map(edition_words)
    }

    /// The edition's date: as set, else the first day of the edition's month.
    pub fn edition_date(&self) -> Option<Date> {
        self.date.or_else(|| format!("{}-01", self.edition.as_deref()?).parse().ok())
    }
}

/// An edition in words: `2026-09` is “September 2026”; any other text stays as it is.
pub fn edition_words(edition: &str) -> String {
    let month = format!("{edition}-01").parse::<Date>().ok();
    month.map_or_else(|| edition.to_owned(), |date| date.strftime("%B %Y").to_string())
}

/// A date as GOV.UK writes it: “4 September 2026”.
pub fn date_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
