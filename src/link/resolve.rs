//! One link → where it leads.

use std::collections::{BTreeMap, BTreeSet};

use super::classify::{Address, classify};
use super::lookup::{Found, Names};
use crate::config::Config;
use crate::model::{
    AnchorId, Destination, DocumentId, Documents, Format, Guide, GuidePath, LinkGraph, LinkUsage, LinkedDocument,
    Owner, PageId, Reason, Sources, Spot, WrittenLink, WrittenRedirect,
};

/// Where a link leads, and what an editor must know about it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) destination: Destination,
    /// The true name, when only letter case is wrong; or the nearest name, when nothing is there.
    pub(super) hint: Hint,
    /// What was looked for, in the editor's words: a file, a heading, a page of a document.
    pub(super) looked_for: String,
    /// Whether it is about a file of this guide, rather than a spot in the very file the link stands in.
    pub(super) about_guide: bool,
}

/// What an editor must know about a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    None,
    /// It works but for letter case: this is the true name.
    OtherCase(String),
    /// This is the nearest name.
    Nearest(String),
    /// A fact that explains the trouble, as a sentence.
    Fact(String),
}

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
    /// Every file of the guide folder, published or not.
    carried: BTreeSet<&'a str>,
    documents: &'a Documents,
    config: &'a Config,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        guide: &'a Guide,
        documents: &'a Documents,
        nodes: &LinkGraph,
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
            title_anchors: guide.pages.iter().map(|page| page.title_anchor.as_deref()).collect(),
            documents,
            config,
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

    fn follow(&self, owner: Owner, file: &GuidePath, link: &WrittenLink) -> Answer {
        match classify(&link.written, self.config.address.as_deref()) {
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
            Address::OwnSite { path, fragment } => self.on_site(&path, fragment.as_deref(), link),
            Address::LocalOffer(path) => self.local_offer(path),
            Address::Web(address) => self.web(address),
            Address::Email(address) if address.contains('@') => Answer::yes(Destination::Email(decoded(address))),
            Address::Email(address) => Answer::nowhere(Reason::Malformed, address),
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
            && let found @ Found::Yes(_) = self.site.find(on_site.as_str())
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
                _ => self.found(&otherwise, &wanted, fragment, link),
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
                self.target(*target, file, fragment, link, Hint::OtherCase((*true_name).to_owned()))
            }
            Found::No(near) => {
                let hint = if self.carried.contains(wanted.as_str()) {
                    Hint::Fact(
                        "A file of that name is there, but only those in the folder documents are published."
                            .to_owned(),
                    )
                } else {
                    near.map_or(Hint::None, |name| Hint::Nearest(name.to_owned()))
                };
                Answer { hint, ..Answer::nowhere(missing_reason(wanted, link.usage), wanted.as_str()) }
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
            (Target::Document(id), Some(name)) => document_spot(id, self.documents.get(id), name, hint),
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
            Found::OtherCase(anchor, true_name) => {
                Answer { hint: Hint::OtherCase(format!("#{true_name}")), ..Answer::yes(Destination::Anchor(*anchor)) }
            }
            Found::No(near) => Answer {
                hint: near.map_or(Hint::None, |name| Hint::Nearest(format!("#{name}"))),
                ..Answer::nowhere(Reason::MissingAnchor, name)
            },
        }
    }

    fn local_offer(&self, path: &str) -> Answer {
        match &self.config.local_offer {
            Some(offer) => {
                Answer::yes(Destination::LocalOffer(format!("{}{}", offer.address, path.trim_start_matches('/'))))
            }
            None => Answer {
                hint: Hint::Fact("guide.toml does not say where the Local Offer is.".to_owned()),
                ..Answer::nowhere(Reason::Malformed, path)
            },
        }
    }

    fn web(&self, address: &str) -> Answer {
        let host =
            address.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.contains(char::is_whitespace) {
            return Answer::nowhere(Reason::Malformed, address);
        }
        let on_offer = self.config.local_offer.as_ref().is_some_and(|offer| address.starts_with(&offer.address));
        let kind = if on_offer { Destination::LocalOffer } else { Destination::Web };
        Answer::yes(kind(address.to_owned()))
    }
}

impl Answer {
    fn yes(destination: Destination) -> Self {
        Self { destination, hint: Hint::None, looked_for: String::new(), about_guide: true }
    }

    fn nowhere(reason: Reason, looked_for: &str) -> Self {
        Self {
            destination: Destination::Nowhere(reason),
            hint: Hint::None,
            looked_for: looked_for.to_owned(),
            about_guide: true,
        }
    }
}

impl Answer {
    /// The answer with names of files as a link in `file` would write them, so that an editor can copy them.
    fn written_in(self, file: &GuidePath) -> Self {
        let relative = |name: String| match GuidePath::new(&name) {
            Some(path) if !name.starts_with('#') => path.relative_to(file),
            _ => name,
        };
        let hint = match self.hint {
            Hint::OtherCase(name) => Hint::OtherCase(relative(name)),
            Hint::Nearest(name) => Hint::Nearest(relative(name)),
            other => other,
        };
        Self { hint, ..self }
    }
}

/// A spot in a document: `page=3`, `nameddest=x`, a bookmark, `Sheet!B12`.
///
/// A document that could not be read has one finding already, so its spots are taken on trust.
fn document_spot(id: DocumentId, document: &LinkedDocument, fragment: &str, hint: Hint) -> Answer {
    if !document.is_readable() || document.format == Format::Other {
        return Answer { hint, ..Answer::yes(Destination::Document(id)) };
    }
    let parameters: Vec<(&str, &str)> = fragment.split('&').filter_map(|part| part.split_once('=')).collect();
    let parameter =
        |name: &str| parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    if document.format == Format::Pdf
        && let Some(page) = parameter("page")
    {
        return page_spot(id, document, page, hint);
    }
    let name = parameter("nameddest").unwrap_or(fragment);
    let anchors = &document.reading.anchors;
    let names = Names::new(anchors.iter().enumerate().rev().map(|(index, anchor)| (anchor.name.clone(), index)));
    let unquoted = name.replace('\'', "");
    let name = if document.format.is_spreadsheet() { unquoted.as_str() } else { name };
    match names.find(name) {
        Found::Yes(index) => Answer { hint, ..Answer::yes(Destination::DocumentAnchor(id, Spot::Anchor(*index))) },
        Found::OtherCase(index, true_name) => Answer {
            hint: Hint::OtherCase(format!("#{true_name}")),
            ..Answer::yes(Destination::DocumentAnchor(id, Spot::Anchor(*index)))
        },
        Found::No(near) => Answer {
            hint: near.map_or(Hint::None, |name| Hint::Nearest(format!("#{name}"))),
            ..Answer::nowhere(Reason::MissingDocumentAnchor, &format!("“{name}” in {}", document.file.file_name()))
        },
    }
}

fn page_spot(id: DocumentId, document: &LinkedDocument, page: &str, hint: Hint) -> Answer {
    let pages = document.reading.pages.len();
    match page.parse::<u32>() {
        Ok(number) if number >= 1 && number as usize <= pages => {
            Answer { hint, ..Answer::yes(Destination::DocumentAnchor(id, Spot::Page(number))) }
        }
        _ => Answer {
            hint: Hint::Fact(format!(
                "{} has {pages} page{}.",
                document.file.file_name(),
                if pages == 1 { "" } else { "s" }
            )),
            ..Answer::nowhere(Reason::MissingDocumentAnchor, &format!("page {page} of {}", document.file.file_name()))
        },
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

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().trim().to_owned()
}
