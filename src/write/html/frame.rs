//! What every page of the site shares: the band with the authority's name, the way here, the list of pages, the help.

use minijinja::Value;
use serde::Serialize;

use crate::check::usable_logo;
use crate::model::{Destination, Owner, PageId, SiteAddress};

use super::ACCESSIBILITY_PAGE;
use super::escape::{outside_address, query_part};
use super::labels;
use super::navigation::{Navigation, navigation};
use super::stand::Stand;

/// What templates know as `site`.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    language: String,
    guide: String,
    authority: Option<String>,
    edition: Option<String>,
    editor: Option<String>,
    styles: Vec<String>,
    icon: String,
    /// The script, on the two pages that have something for it to do.
    script: Option<String>,
    logo: Option<String>,
    /// The way to the site's top folder, to write before a path in it: empty, `../` or a whole address.
    root: String,
    home: String,
    local_offer: Option<NamedLink>,
    /// The list of pages and what stands below it, in the names that templates know.
    #[serde(flatten)]
    navigation: Navigation,
    /// The feed of changes.
    feed: Option<String>,
    pdf: Option<Download>,
    zip: String,
    /// The accessibility statement.
    accessibility: String,
    help: Help,
}

/// What templates know as `head`: what the page is and the way to it.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    title: String,
    description: Option<String>,
    canonical: Option<String>,
    crumbs: Vec<Crumb>,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NamedLink {
    pub(super) title: String,
    pub(super) href: String,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Download {
    pub(super) href: String,
    /// “Word document, 48KB”.
    pub(super) facts: String,
}

/// One step of the way here; the last one is the page itself.
#[derive(Debug, Serialize)]
struct Crumb {
    title: String,
    href: Option<String>,
}

/// Help, in the same place on every page.
#[derive(Debug, Serialize)]
pub(super) struct Help {
    feedback: Option<String>,
    /// The role that reads the feedback.
    reader: Option<String>,
    paper: Option<String>,
    advice: Option<String>,
}

/// Which page of the site is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A page or a document.
    Owner(Owner),
    /// The sheet that a page gives to families.
    Family(PageId),
    /// The list of documents.
    Documents,
    /// The search page.
    Search,
    /// What changed since the last edition.
    Changes,
    /// The accessibility statement.
    Accessibility,
    /// The schools' SEN information reports.
    Schools,
    /// The page for addresses that lead nowhere, and those that lead on.
    NotFound,
}

/// What templates know as `site`, for the file that stands here.
pub(super) fn frame(stand: &Stand<'_>, subject: Subject, title: &str) -> Frame {
    let config = stand.site.material.config;
    let assets = &stand.site.assets;
    Frame {
        language: config.language.clone(),
        guide: config.title.clone(),
        authority: config.authority.clone(),
        edition: config.edition_words(),
        editor: config.editor.clone(),
        styles: styles(stand, subject),
        icon: stand.file_address(&assets.icon),
        script: match subject {
            Subject::Search => Some(stand.file_address(&assets.search)),
            Subject::Documents => Some(stand.file_address(&assets.filter)),
            _ => None,
        },
        logo: usable_logo(config, stand.site.material.sources)
            .and_then(|logo| stand.inside(&Destination::Image(logo.clone()))),
        root: stand.root(),
        home: stand.home(),
        local_offer: local_offer(stand),
        navigation: navigation(stand, subject),
        feed: stand.site.has_feed.then(|| stand.file_address(crate::write::feed::FEED)),
        pdf: stand.site.pdf.map(|pdf| Download { href: stand.file_address(&pdf.file), facts: labels::pdf_facts(pdf) }),
        accessibility: stand.file_address(ACCESSIBILITY_PAGE),
        zip: stand.file_address(crate::write::ZIP),
        help: help(stand, subject, title),
    }
}

/// The style sheets of a page, in their order.
fn styles(stand: &Stand<'_>, subject: Subject) -> Vec<String> {
    let assets = &stand.site.assets;
    let main = if matches!(subject, Subject::Search) { &assets.search_style } else { &assets.style };
    [Some(main), assets.brand.as_ref()].into_iter().flatten().map(|style| stand.file_address(style)).collect()
}

/// What templates know as `help`, for a page with this title.
pub(super) fn help(stand: &Stand<'_>, subject: Subject, title: &str) -> Help {
    let help = &stand.site.material.config.help;
    Help {
        feedback: feedback(stand, title),
        reader: reader(stand, subject),
        paper: help.paper.clone(),
        advice: help.advice.clone(),
    }
}

/// What templates know as `head`. `way` are the pages between the first one and this one.
pub(super) fn head(stand: &Stand<'_>, title: &str, description: Option<&str>, way: &[NamedLink]) -> Head {
    let config = stand.site.material.config;
    let home = stand.home();
    let is_home = home == stand.file_address(&stand.file);
    let guide = (!is_home).then(|| NamedLink { title: config.title.clone(), href: home });
    let above = local_offer(stand).into_iter().chain(guide).chain(way.iter().cloned());
    let mut crumbs: Vec<Crumb> = above.map(|link| Crumb { title: link.title, href: Some(link.href) }).collect();
    crumbs.push(Crumb { title: if is_home { config.title.clone() } else { title.to_owned() }, href: None });
    Head {
        title: full_title(title, &config.title, config.authority.as_deref()),
        description: description.map(ToOwned::to_owned),
        canonical: canonical(config.address.as_deref(), &stand.file),
        crumbs,
    }
}

impl Head {
    /// A page that has no address of its own.
    pub(super) fn without_canonical(self) -> Self {
        Self { canonical: None, ..self }
    }

    /// A page that only leads on: search engines keep where it leads.
    pub(super) fn leading_to(self, stand: &Stand<'_>, to: &SiteAddress) -> Self {
        let address = SiteAddress::file(to.path.clone());
        let whole = canonical(stand.site.material.config.address.as_deref(), &address.path);
        Self { canonical: Some(whole.unwrap_or_else(|| stand.address(&address))), ..self }
    }
}

/// HTML that Rust has made safe, for a template.
pub(super) fn safe(html: String) -> Value {
    Value::from_safe_string(html)
}

fn full_title(title: &str, guide: &str, authority: Option<&str>) -> String {
    let mut parts = vec![title];
    parts.extend((title != guide).then_some(guide));
    parts.extend(authority);
    parts.join(" - ")
}

fn canonical(address: Option<&str>, file: &str) -> Option<String> {
    let path = crate::model::SiteAddress::file(file.to_owned()).relative_to("");
    Some(format!("{}{}", address?, if file == "index.html" { "" } else { &path }))
}

fn local_offer(stand: &Stand<'_>) -> Option<NamedLink> {
    let offer = stand.site.material.config.local_offer.as_ref()?;
    Some(NamedLink { title: offer.name.clone(), href: outside_address(&offer.address) })
}

/// The role that reads feedback on a page or document: as its facts say, else the guide's editor.
fn reader(stand: &Stand<'_>, subject: Subject) -> Option<String> {
    let material = &stand.site.material;
    let own = match subject {
        Subject::Owner(Owner::Page(id)) | Subject::Family(id) => material.guide.page(id).facts.feedback_to.clone(),
        Subject::Owner(Owner::Document(id)) => material.documents.get(id).fact(|row| row.feedback_to.clone()),
        Subject::Documents
        | Subject::Search
        | Subject::Changes
        | Subject::Accessibility
        | Subject::Schools
        | Subject::NotFound => None,
    };
    own.or_else(|| material.config.editor.clone())
}

/// Feedback that says of itself which page and edition it is about.
fn feedback(stand: &Stand<'_>, title: &str) -> Option<String> {
    let config = stand.site.material.config;
    let address = config.feedback.as_deref()?;
    let edition = config.edition.as_deref().unwrap_or_default();
    let separator = if address.contains('?') { '&' } else { '?' };
    if address.starts_with("mailto:") {
        let about = if edition.is_empty() { title.to_owned() } else { format!("{title} (edition {edition})") };
        let subject = query_part(&format!("{}: {about}", config.title));
        return Some(format!("{}{separator}subject={subject}", outside_address(address)));
    }
    let (address, fragment) = address.split_once('#').map_or((address, None), |(before, after)| (before, Some(after)));
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    let page = query_part(&stand.file);
    let query = format!("page={page}&edition={}", query_part(edition));
    Some(format!("{}{separator}{query}{}", outside_address(address), outside_address(&fragment)))
}
