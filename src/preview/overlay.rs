//! The panel beside the page: how many problems there are, those of this page first, each with its line and its buttons.

use std::sync::LazyLock;

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::pages::{address, file_of, page_of};
use super::standing::{Build, PdfStand, SavedBy, Standing};
use crate::model::{Digest, Finding, Findings, GuidePath, Severity};
use crate::report::{Card, Told, card};
use crate::upkeep;
use crate::write::xml;

/// What goes into the head of a page.
pub(super) const HEAD: &str =
    "<link rel=\"stylesheet\" href=\"/_preview/preview.css\">\n<script defer src=\"/_preview/preview.js\"></script>\n";

/// The most cards on the panel. Whoever has more begins at the top all the same.
const MOST: usize = 100;

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    let added = templates.add_template("panel.html", include_str!("../../assets/preview/panel.html"));
    debug_assert!(added.is_ok(), "our own template can be read: {added:?}");
    templates
});

/// A finding on the panel.
#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    card: Card<'a>,
    /// Its position among the findings of its build: how a button names it.
    index: usize,
    /// Whether there is a file to open.
    opens: bool,
    /// What putting it right changes, line by line; empty when it is not certain.
    changes: Vec<LineChange>,
}

/// A line that a button would change.
#[derive(Serialize)]
struct LineChange {
    line: usize,
    before: String,
    after: String,
}

/// The findings of one file.
#[derive(Serialize)]
struct Group<'a> {
    file: &'a str,
    title: Option<String>,
    href: Option<String>,
    items: Vec<Item<'a>>,
}

/// The page that was saved last, when it is another one than this.
#[derive(Serialize)]
struct SavedPage {
    title: String,
    href: String,
    number: u64,
    is_ours: bool,
}

/// Renders the panel for a page of the site. `page` are the page's bytes, and `token` is what its buttons send along.
pub fn panel(standing: &Standing, path: &str, page: &[u8], token: &str) -> String {
    let build = &*standing.newest;
    let compiled = &build.compiled;
    let told =
        Told { sources: &build.sources, extent: &compiled.extent, findings: &compiled.findings, as_of: compiled.as_of };
    let file = file_of(&standing.shown, path);
    let mut groups = groups(&told, build, file.as_ref());
    let here = file.as_ref().and_then(|file| groups.iter().position(|group| group.file == file.as_str()));
    let here = here.map(|at| groups.remove(at));
    let saved = saved(standing);
    let saved_here = saved.as_ref().is_some_and(|saved| saved.href == address(path));
    let inner = TEMPLATES.get_template("panel.html").and_then(|template| {
        template.render(context! {
            verdict => told.verdict(),
            count => compiled.findings.len(),
            must => compiled.findings.count(Severity::MustFix),
            left_out => compiled.findings.len().saturating_sub(MOST),
            waiting => &standing.waiting,
            file => file.as_ref().map(GuidePath::as_str),
            saved => Value::from(Serde(&saved.as_ref().filter(|_| !saved_here))),
            here => Value::from(Serde(&here)),
            groups => Value::from(Serde(&groups)),
            pdf => pdf_words(standing.pdf),
        })
    });
    let inner = inner.unwrap_or_else(|error| format!("<p>{}</p>", error.kind()));
    let digest = |bytes: &[u8]| Digest::of(bytes).short(16);
    let own = saved.filter(|saved| !saved.is_ours);
    format!(
        "<aside id=\"sg-preview\" aria-labelledby=\"sgp-title\" data-number=\"{}\" data-build=\"{}\" data-token=\"{token}\" \
         data-page=\"{}\" data-panel=\"{}\" data-saved=\"{}\" data-saved-number=\"{}\">\n{inner}</aside>\n",
        standing.number,
        build.number,
        digest(page),
        digest(inner.as_bytes()),
        own.as_ref().map(|saved| xml::text(&saved.href)).unwrap_or_default(),
        own.as_ref().map_or(0, |saved| saved.number),
    )
}

/// The findings by file, those that must be fixed first.
fn groups<'a>(told: &Told<'a>, build: &'a Build, here: Option<&GuidePath>) -> Vec<Group<'a>> {
    let mut all: Vec<(usize, &Finding)> = told.findings.iter().enumerate().collect();
    all.sort_by_key(|(index, finding)| (here != Some(&finding.place.file), finding.severity, *index));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (number, (index, finding)) in all.into_iter().take(MOST).enumerate() {
        let file = &finding.place.file;
        let item = Item {
            card: card(told, number + 1, finding),
            index,
            opens: file.as_str().is_empty() || build.sources.get(file).is_some(),
            changes: changes(finding, build),
        };
        let name = if file.as_str().is_empty() { "The guide as a whole" } else { file.as_str() };
        if let Some(group) = groups.iter_mut().find(|group| group.file == name) {
            group.items.push(item);
            continue;
        }
        let page = page_of(build, file);
        let href = page.as_ref().map(|page| address(&page.path));
        groups.push(Group { file: name, title: page.map(|page| page.title), href, items: vec![item] });
    }
    groups
}

fn changes(finding: &Finding, build: &Build) -> Vec<LineChange> {
    let fixes = upkeep::fixes(&Findings::from_iter([finding.clone()]), &build.sources);
    let shown = |change: upkeep::Change| LineChange { line: change.line, before: change.before, after: change.after };
    fixes.changes.into_iter().map(shown).collect()
}

fn saved(standing: &Standing) -> Option<SavedPage> {
    let saved = standing.saved.as_ref()?;
    let page = page_of(&standing.shown, &saved.file)?;
    Some(SavedPage {
        title: page.title,
        href: address(&page.path),
        number: saved.number,
        is_ours: saved.by == SavedBy::Button,
    })
}

fn pdf_words(pdf: PdfStand) -> Option<String> {
    match pdf {
        PdfStand::NotMade => None,
        PdfStand::Typesetting => Some("The PDF is being made. The links lead to the one before.".to_owned()),
        PdfStand::Ready(Some(pages)) => Some(format!("The PDF is up to date: {pages} pages.")),
        PdfStand::Ready(None) => Some("The PDF could not be made. The list says why.".to_owned()),
    }
}
