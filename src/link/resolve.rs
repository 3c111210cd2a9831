//! One link → where it leads.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Hint};
use super::classify::{Address, classify};
use super::lookup::{Found, Names};
use super::outside::{decoded, local_offer, web};
use super::repair::{Old, Repair};
use super::spots::{Spots, document_spot};
use crate::config::Config;
use crate::model::{
    AnchorId, Certainty, Destination, DocumentId, Documents, Guide, GuidePath, KeptSpot, LinkGraph, LinkUsage, Owner,
    PageId, Reason, Redirect, Sources, WrittenLink, WrittenRedirect, unwrapped,
};

/// Files of the site that are made besides the pages and documents, and that a whole address may lead to.
pub(super) const MADE_FILES: [&str; 9] = [
    "documents.html",
    "search.html",
    "changes.html",
    "changes.xml",
    "accessibility.html",
    "schools.html",
    "404.html",
    "sitemap.xml",
    "senco-guide.zip",
];

/// A file of the guide, as a link sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Page(PageId),
    Document(DocumentId),
    /// A picture, or another format of a document: published beside the pages.
    Picture,
}

/// Resolves links against the whole guide.
pub(super) struct Resolver<'a> {
    files: Names<(Target, GuidePath)>,
    site: Names<(Target, GuidePath)>,
    anchors: Vec<Names<AnchorId>>,
    title_anchors: Vec<Option<&'a str>>,
    /// The anchors' names, by their ids.
    names: Vec<&'a str>,
    /// Every file of the guide folder, published or not.
    carried: BTreeSet<&'a str>,
    /// Files and headings by what they were called before.
    old: Old,
    /// Ids of earlier releases, and where they lead.
    kept: BTreeMap<(PageId, String), Destination>,
    /// Old addresses of the site, and where they lead.
    redirected: BTreeMap<String, Destination>,
    /// The spots of each document, brought together when a link first asks for one.
    spots: Vec<OnceCell<Spots>>,
    documents: &'a Documents,
    config: &'a Config,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        guide: &'a Guide,
        documents: &'a Documents,
        nodes: &'a LinkGraph,
        config: &'a Config,
    ) -> Self {
        let pages = guide.pages().map(|(id, page)| (page.file.to_string(), (Target::Page(id), page.file.clone())));
        let files = documents
            .iter()
            .map(|(id, document)| (document.file.to_string(), (Target::Document(id), document.file.clone())));
        let also =
            documents.all.iter().filter_map(|document| document.register.as_ref()).flat_map(|row| row.also.iter());
        let pictures = sources.files().iter().map(|file| &file.path).filter(|path| is_picture(path)).chain(also);
        let pictures = pictures.map(|path| (path.to_string(), (Target::Picture, path.clone())));
        let page_addresses = guide
            .pages()
            .map(|(id, page)| (nodes.html_page(Owner::Page(id)).path, (Target::Page(id), page.file.clone())));
        let document_addresses = documents.iter().map(|(id, document)| {
            (nodes.html_page(Owner::Document(id)).path, (Target::Document(id), document.file.clone()))
        });
        let mut anchors: Vec<BTreeMap<String, AnchorId>> = vec![BTreeMap::new(); guide.pages.len()];
        for (index, anchor) in nodes.anchors.iter().enumerate() {
            anchors[anchor.page.0 as usize]
                .insert(anchor.name.clone(), AnchorId(u32::try_from(index).unwrap_or(u32::MAX)));
        }
        Self {
            files: Names::new(pictures.chain(files).chain(pages)),
            site: Names::new(page_addresses.chain(document_addresses)),
            anchors: anchors.into_iter().map(Names::new).collect(),
            carried: sources.files().iter().map(|file| file.path.as_str()).collect(),
            old: Old::of(guide, documents),
            kept: BTreeMap::new(),
            redirected: BTreeMap::new(),
            spots: documents.all.iter().map(|_| OnceCell::new()).collect(),
            names: nodes.anchors.iter().map(|anchor| anchor.name.as_str()).collect(),
            title_anchors: guide.pages.iter().map(|page| page.title_anchor.as_deref()).collect(),
            documents,
            config,
        }
    }

    /// Takes in what earlier releases had: a link may still use it.
    pub(super) fn keep<'k>(
        &mut self,
        kept: &[KeptSpot],
        redirects: impl Iterator<Item = &'k Redirect>,
        nodes: &LinkGraph,
    ) {
        self.kept = kept.iter().map(|kept| ((kept.page, kept.name.clone()), kept.destination.clone())).collect();
        self.redirected = redirects.map(|old| (old.from.clone(), old.destination.clone())).collect();
        for (from, destination) in &self.redirected {
            match destination {
                Destination::Page(page) => self.old.learn(from, nodes.file(Owner::Page(*page))),
                Destination::Document(document) => self.old.learn(from, nodes.file(Owner::Document(*document))),
                _ => {}
            }
        }
    }

    /// Where a link leads that stands in `file`.
    pub(super) fn resolve(&self, owner: Owner, file: &GuidePath, link: &WrittenLink) -> Answer {
        let answer = self.follow(owner, file, link);
        let leaves = matches!(
            answer.destination,
            Destination::Web(_) | Destination::LocalOffer(_) | Destination::Email(_) | Destination::Phone(_)
        );
        if link.usage == LinkUsage::Show && leaves {
            let fact = "A picture must be a file in the guide folder, so that it is there offline and in the PDF.";
            return Answer {
                hint: Hint::Fact(fact.to_owned()),
                ..Answer::nowhere(Reason::MissingImage, &link.written)
            };
        }
        answer
    }

    /// Where an address of the settings leads: to the web, to a mailbox or to a telephone.
    pub(super) fn resolve_setting(&self, file: &GuidePath, link: &WrittenLink) -> Destination {
        // Only a spot of the file itself asks who owns it, and the settings have none.
        self.follow(Owner::Page(PageId(0)), file, link).destination
    }

    /// A file that is published beside a document.
    pub(super) fn carried_file(&self, file: &GuidePath) -> Destination {
        if self.carried.contains(file.as_str()) {
            Destination::Image(file.clone())
        } else {
            Destination::Nowhere(Reason::MissingDocument)
        }
    }

    fn follow(&self, owner: Owner, file: &GuidePath, link: &WrittenLink) -> Answer {
        // Where a wrapped address leads is where its inside leads.
        let inside = unwrapped(&link.written).map(|found| found.address.unwrap_or(found.shown));
        let written = inside.as_deref().unwrap_or(&link.written);
        // An address that leaves its scheme open may be one of the guide's own site.
        let whole = written.trim().strip_prefix("//").map(|rest| format!("https://{rest}"));
        let is_web = |whole: &String| whole[8..].split('/').next().unwrap_or_default().contains('.');
        let whole = whole.filter(is_web);
        let written = whole.as_deref().unwrap_or(written);
        match classify(written, self.config.address.as_deref()) {
            Address::Empty => Answer::nowhere(Reason::Empty, ""),
            Address::Here(fragment) => {
                let target = match owner {
                    Owner::Page(page) => Target::Page(page),
                    Owner::Document(document) => Target::Document(document),
                };
                Answer { about_guide: false, ..self.spot(target, file, Some(&fragment), Hint::None) }
            }
            Address::File { path, fragment } => {
                self.file(owner, file, &path, fragment.as_deref(), link).written_in(file)
            }
            Address::OwnSite { path, .. } if self.is_made(&path) => web(written, self.config),
            Address::OwnSite { path, fragment } => self.on_site(&path, fragment.as_deref(), link),
            Address::LocalOffer(path) => local_offer(path, self.config),
            Address::Web(address) => web(&address, self.config),
            Address::Email(address) => Answer::yes(Destination::Email(decoded(address))),
            Address::Garbled => Answer::nowhere(Reason::Malformed, &link.written),
            Address::Phone(number) => Answer::yes(Destination::Phone(decoded(number))),
            Address::LocalPath => Answer::nowhere(Reason::LocalPath, &link.written),
            Address::Unsafe(scheme) => Answer::nowhere(Reason::UnsafeScheme, scheme),
        }
    }

    /// Where a redirect leads; its target is written as if it stood in the guide folder itself.
    pub(super) fn resolve_redirect(&self, redirect: &WrittenRedirect) -> (Answer, WrittenLink) {
        let at = redirect.place.at.clone();
        let link = WrittenLink { written: redirect.to.clone(), label: String::new(), at, usage: LinkUsage::Follow };
        let answer = match classify(&link.written, self.config.address.as_deref()) {
            Address::File { path, fragment } => self.at_top(&path, fragment.as_deref(), &link),
            Address::OwnSite { path, fragment } => self.on_site(&path, fragment.as_deref(), &link),
            _ => Answer::nowhere(Reason::Malformed, &link.written),
        };
        (answer, link)
    }

    fn file(&self, owner: Owner, file: &GuidePath, path: &str, fragment: Option<&str>, link: &WrittenLink) -> Answer {
        // “/documents/x.pdf” is meant from the top of the guide: an address from the top of the council's host has another form.
        if let Some(from_top) = path.strip_prefix('/') {
            return self.at_top(from_top, fragment, link);
        }
        let Some(wanted) = file.join(path) else { return Answer::nowhere(Reason::OutsideTheGuide, path) };
        if matches!(wanted.as_str(), "" | "pages") {
            return self.on_site("", fragment, link);
        }
        let as_file = self.files.find(wanted.as_str());
        if let Found::Yes(_) = as_file {
            return self.found(&as_file, &wanted, fragment, link);
        }
        // The same text may be an address between finished pages: `funding.html`, `../getting-specialist-help.html#early-help`.
        let site_folder = if matches!(owner, Owner::Page(_)) { "" } else { file.folder() };
        if let Some(on_site) = GuidePath::new(&format!("{site_folder}/{path}"))
            && let found @ (Found::Yes(_) | Found::OtherCase(..)) = self.site.find(on_site.as_str())
            && !matches!(as_file, Found::OtherCase(..))
        {
            return self.found(&found, &on_site, fragment, link);
        }
        self.found(&as_file, &wanted, fragment, link)
    }

    fn at_top(&self, path: &str, fragment: Option<&str>, link: &WrittenLink) -> Answer {
        let Some(wanted) = GuidePath::new(path) else { return Answer::nowhere(Reason::OutsideTheGuide, path) };
        if wanted.as_str().is_empty() {
            return self.on_site("", fragment, link);
        }
        match self.files.find(wanted.as_str()) {
            Found::No(_) if matches!(self.site.find(wanted.as_str()), Found::Yes(_)) => {
                self.on_site(path, fragment, link)
            }
            found => self.found(&found, &wanted, fragment, link),
        }
    }

    fn on_site(&self, path: &str, fragment: Option<&str>, link: &WrittenLink) -> Answer {
        let path = if path.is_empty() || path == "/" { "index.html" } else { path };
        let Some(wanted) = GuidePath::new(path) else { return Answer::nowhere(Reason::OutsideTheGuide, path) };
        match self.site.find(wanted.as_str()) {
            found @ Found::Yes(_) => self.found(&found, &wanted, fragment, link),
            otherwise => match self.files.find(wanted.as_str()) {
                // Originals keep their path on the site; pages do not.
                found @ Found::Yes((Target::Document(_) | Target::Picture, _)) => {
                    self.found(&found, &wanted, fragment, link)
                }
                // An address of an earlier release goes on working, on the site and here.
                _ => match self.redirected.get(wanted.as_str()) {
                    Some(Destination::Page(page)) if fragment.is_some() => {
                        self.spot(Target::Page(*page), &wanted, fragment, Hint::None)
                    }
                    Some(destination) => Answer::yes(destination.clone()),
                    None => self.found(&otherwise, &wanted, fragment, link),
                },
            },
        }
    }

    fn found(
        &self,
        found: &Found<'_, (Target, GuidePath)>,
        wanted: &GuidePath,
        fragment: Option<&str>,
        link: &WrittenLink,
    ) -> Answer {
        match found {
            Found::Yes((target, file)) => self.target(*target, file, fragment, link, Hint::None),
            Found::OtherCase((target, file), true_name) => {
                // A whole address is put right as one; any other link is best written to the file itself.
                let name = if link.written.contains("://") { *true_name } else { file.as_str() };
                let answer = self.target(*target, file, fragment, link, Hint::OtherCase(name.to_owned()));
                let fragment = answer.repair.as_ref().and_then(|repair| repair.fragment.clone());
                Answer { repair: Some(Repair { fragment, ..Repair::file(file, Certainty::Certain) }), ..answer }
            }
            Found::No(near) => {
                let renamed = self.old.file(wanted).map(|file| Repair::file(file, Certainty::Certain));
                let likely = || Some(Repair::file(&self.files.get((*near)?)?.1, Certainty::Likely));
                let repair = renamed.or_else(likely);
                let near = repair.as_ref().and_then(|repair| repair.file.as_ref()).map(GuidePath::as_str).or(*near);
                let hint = if self.carried.contains(wanted.as_str()) {
                    Hint::Fact(
                        "A file of that name is there, but only those in the folder documents are published."
                            .to_owned(),
                    )
                } else {
                    near.map_or(Hint::None, |name| Hint::Nearest(name.to_owned()))
                };
                Answer { hint, repair, ..Answer::nowhere(missing_reason(wanted, link.usage), wanted.as_str()) }
            }
        }
    }

    fn target(
        &self,
        target: Target,
        file: &GuidePath,
        fragment: Option<&str>,
        link: &WrittenLink,
        hint: Hint,
    ) -> Answer {
        let is_picture = target == Target::Picture || (link.usage == LinkUsage::Show && is_picture(file));
        if is_picture {
            return Answer { hint, ..Answer::yes(Destination::Image(file.clone())) };
        }
        if link.usage == LinkUsage::Show {
            return Answer::nowhere(Reason::MissingImage, file.as_str());
        }
        self.spot(target, file, fragment, hint)
    }

    fn spot(&self, target: Target, file: &GuidePath, fragment: Option<&str>, hint: Hint) -> Answer {
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        match (target, fragment) {
            (Target::Page(page), None) => Answer { hint, ..Answer::yes(Destination::Page(page)) },
            (Target::Page(page), Some(name)) => self.anchor(page, name, hint),
            (Target::Document(document), None) => Answer { hint, ..Answer::yes(Destination::Document(document)) },
            (Target::Document(id), Some(name)) => {
                let document = self.documents.get(id);
                let spots = self.spots[id.0 as usize].get_or_init(|| Spots::of(document));
                document_spot(id, document, spots, name, hint)
            }
            (Target::Picture, _) => Answer { hint, ..Answer::yes(Destination::Image(file.clone())) },
        }
    }

    fn anchor(&self, page: PageId, name: &str, hint: Hint) -> Answer {
        let index = page.0 as usize;
        if self.title_anchors[index] == Some(name) || name == "top" {
            return Answer { hint, ..Answer::yes(Destination::Page(page)) };
        }
        match self.anchors[index].find(name) {
            Found::Yes(anchor) => Answer { hint, ..Answer::yes(Destination::Anchor(*anchor)) },
            _ if self.kept.contains_key(&(page, name.to_owned())) => self.renamed(page, name, hint),
            Found::OtherCase(anchor, true_name) => Answer {
                hint: Hint::OtherCase(format!("#{true_name}")),
                repair: Some(Repair::fragment(true_name, Certainty::Certain)),
                ..Answer::yes(Destination::Anchor(*anchor))
            },
            Found::No(near) => {
                let renamed = self.old.heading(page, name);
                let repair = match (renamed, near) {
                    (Some(name), _) => Some(Repair::fragment(name, Certainty::Certain)),
                    (None, Some(name)) => Some(Repair::fragment(name, Certainty::Likely)),
                    (None, None) => None,
                };
                let hint = renamed.or(near).map_or(Hint::None, |name| Hint::Nearest(format!("#{name}")));
                Answer { hint, repair, ..Answer::nowhere(Reason::MissingAnchor, name) }
            }
        }
    }

    /// A heading by the id that it had in an earlier release. The link works as it is.
    fn renamed(&self, page: PageId, name: &str, hint: Hint) -> Answer {
        let destination = self.kept[&(page, name.to_owned())].clone();
        let now = match &destination {
            Destination::Anchor(id) => self.names.get(id.0 as usize).copied(),
            _ => None,
        };
        let repair = now.map(|now| Repair::fragment(now, Certainty::Certain));
        let hint = if hint == Hint::None { Hint::Renamed(now.map(str::to_owned)) } else { hint };
        Answer { hint, repair, looked_for: name.to_owned(), ..Answer::yes(destination) }
    }

    /// Whether a path on the site is a file that we make besides the pages and documents.
    fn is_made(&self, path: &str) -> bool {
        MADE_FILES.contains(&path) || path == self.config.pdf.file
    }
}

fn missing_reason(wanted: &GuidePath, usage: LinkUsage) -> Reason {
    match (usage, wanted.extension().as_str()) {
        (LinkUsage::Show, _) => Reason::MissingImage,
        (_, "md" | "html" | "htm" | "") => Reason::MissingPage,
        _ if is_picture(wanted) => Reason::MissingImage,
        _ => Reason::MissingDocument,
    }
}

fn is_picture(path: &GuidePath) -> bool {
    matches!(path.extension().as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp")
}
