//! What was looked at: the pages and documents with their owners, and how many links of each kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::check;
use crate::model::{Destination, Documents, Facts, Guide, GuidePath, LinkGraph};

/// What was looked at. All that a report must know beside the findings, so that it can be kept with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// A guide, or a folder of finished pages.
    pub subject: Subject,
    /// The pages, then the documents.
    pub files: Vec<CheckedFile>,
    /// Who keeps whatever has no owner of its own: the guide's editor.
    pub editor: Option<String>,
    /// How many links there are of each kind. Kinds without any are listed, so that “0 checked” is seen.
    pub links: BTreeMap<String, usize>,
    /// What the web answered, in a sentence; none when it was not asked.
    pub web: Option<String>,
}

/// What kind of thing was checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A guide folder.
    #[default]
    Guide,
    /// A folder of finished HTML.
    Site,
    /// What is live at a publish target.
    Live,
}

/// A page or a document that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedFile {
    /// The file.
    pub file: GuidePath,
    /// Whether it is a page or a document.
    pub kind: FileKind,
    /// Its title; may be empty.
    pub title: String,
    /// The role that keeps it right.
    pub owner: Option<String>,
}

/// A page or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A page.
    Page,
    /// A linked document.
    Document,
}

impl Extent {
    /// What was looked at in a guide.
    pub fn of_guide(
        guide: &Guide,
        documents: &Documents,
        graph: &LinkGraph,
        facts: &Facts,
        editor: Option<&str>,
    ) -> Self {
        let pages = guide.pages.iter().map(|page| CheckedFile {
            file: page.file.clone(),
            kind: FileKind::Page,
            title: page.title.clone(),
            owner: page.facts.owner.clone(),
        });
        let documents = documents.all.iter().map(|document| CheckedFile {
            file: document.file.clone(),
            kind: FileKind::Document,
            title: document.title.clone(),
            owner: document.fact(|row| row.owner.clone()),
        });
        let mut links: BTreeMap<String, usize> =
            Destination::KINDS.into_iter().map(|kind| (kind.to_owned(), 0)).collect();
        for link in graph.told() {
            *links.entry(link.destination.kind().to_owned()).or_default() += 1;
        }
        Self {
            subject: Subject::Guide,
            files: pages.chain(documents).collect(),
            editor: editor.map(str::to_owned),
            links,
            web: facts.web.as_ref().map(check::web_summary),
        }
    }

    /// How many files of a kind there are.
    pub(super) fn count(&self, kind: FileKind) -> usize {
        self.files.iter().filter(|file| file.kind == kind).count()
    }

    /// How many links were checked.
    pub(super) fn links_checked(&self) -> usize {
        self.links.values().sum()
    }

    /// How many links lead outside and were not asked about.
    pub(super) fn unasked(&self) -> usize {
        let outside = ["web", "local-offer"].iter().filter_map(|kind| self.links.get(*kind)).sum();
        if self.web.is_some() { 0 } else { outside }
    }

    /// The file as it was looked at, when it is a page or a document.
    pub(super) fn file(&self, file: &GuidePath) -> Option<&CheckedFile> {
        self.files.iter().find(|checked| checked.file == *file)
    }

    /// Who puts right what is wrong in a file: its owner, else the editor.
    pub(super) fn owner(&self, file: &GuidePath) -> Option<&str> {
        self.file(file).and_then(|checked| checked.owner.as_deref()).or(self.editor.as_deref())
    }

    /// What was checked, in words.
    pub(super) fn words(&self) -> String {
        let checked = match self.subject {
            Subject::Guide => format!(
                "Checked: {}, {} and {}.",
                counted(self.count(FileKind::Page), "page", "pages"),
                counted(self.count(FileKind::Document), "document", "documents"),
                counted(self.links_checked(), "link", "links"),
            ),
            Subject::Site => self.site_words(),
            Subject::Live => {
                let number = |kind: &str| self.links.get(kind).copied().unwrap_or(0);
                format!(
                    "Compared: {} and {}.",
                    counted(number("file"), "file", "files"),
                    counted(number("old address"), "old address", "old addresses"),
                )
            }
        };
        match &self.web {
            Some(web) => format!("{checked} {web}"),
            None => checked,
        }
    }

    /// A finished site is often checked by machine, and a folder that was named wrongly has nothing in it: every kind is told.
    fn site_words(&self) -> String {
        const KINDS: [(&str, &str, &str); 9] = [
            ("page", "to a page", "to pages"),
            ("anchor", "to a spot on a page", "to spots on pages"),
            ("document", "to a document", "to documents"),
            ("document-anchor", "into a document", "into documents"),
            ("image", "picture", "pictures"),
            ("asset", "style, script or other part of a page", "styles, scripts and other parts of pages"),
            ("email", "email address", "email addresses"),
            ("phone", "telephone number", "telephone numbers"),
            ("web", "to the web, not asked", "to the web, not asked"),
        ];
        let number = |kind: &str| self.links.get(kind).copied().unwrap_or(0);
        let kinds: Vec<String> = KINDS.iter().map(|(kind, one, many)| counted(number(kind), one, many)).collect();
        format!(
            "Checked: {} and {}: {}.",
            counted(self.count(FileKind::Page), "page", "pages"),
            counted(self.links_checked(), "link", "links"),
            kinds.join("; "),
        )
    }
}

/// A number and its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
