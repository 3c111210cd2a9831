//! What Word and Excel files share: relationships between parts, and the properties of the document.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::Element;
use crate::model::Reading;

/// The relationships of one part: what its ids stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Relationships {
    by_id: BTreeMap<String, Relationship>,
}

/// What one relationship id stands for.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    /// The last word of its type, such as `hyperlink` or `image`.
    pub(super) kind: String,
    /// The target as written.
    pub(super) target: String,
    /// The part in the package that it means; none when it leads out of the file.
    pub(super) part: Option<String>,
}

impl Relationships {
    /// The relationships of a part; the empty name is the package itself.
    pub(super) fn of(package: &Package, part: &str) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{name}.rels");
        let Some(root) = package.xml(list.trim_start_matches('/')) else { return Self::default() };
        let by_id = root.all("rel:Relationship").filter_map(|element| one(element, folder)).collect();
        Self { by_id }
    }

    /// What an id stands for.
    pub(super) fn get(&self, id: &str) -> Option<&Relationship> {
        self.by_id.get(id)
    }

    /// The part that an id stands for.
    pub(super) fn part(&self, id: &str) -> Option<&str> {
        self.get(id)?.part.as_deref()
    }

    /// The parts of some kinds.
    pub(super) fn parts(&self, kinds: &[&str]) -> Vec<String> {
        let of_kind = self.by_id.values().filter(|relationship| kinds.contains(&relationship.kind.as_str()));
        of_kind.filter_map(|relationship| relationship.part.clone()).collect()
    }

    /// The first part of a kind.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.by_id.values().find(|relationship| relationship.kind == kind)?.part.as_deref()
    }
}

/// Everything in a package that leads out of it: the part it stands in, the kind and the target.
pub(super) fn outward(package: &Package) -> Vec<(String, Relationship)> {
    let lists: Vec<String> = package.names().filter(|name| name.contains("_rels/")).map(str::to_owned).collect();
    let mut found = Vec::new();
    for list in lists {
        let part = list.replacen("_rels/", "", 1);
        let part = part.trim_end_matches(".rels");
        let relationships = Relationships::of(package, part).by_id.into_values();
        found.extend(relationships.filter(|known| known.part.is_none()).map(|known| (part.to_owned(), known)));
    }
    found
}

/// What a reader of a report is told of something that leads out of a file and is no link in its text.
pub(super) fn outward_words(kind: &str) -> &'static str {
    match kind {
        "attachedTemplate" => "the file’s template",
        "image" => "a linked picture",
        "externalLinkPath" | "externalLink" => "a linked workbook",
        "oleObject" | "package" => "a linked object",
        "subDocument" | "frame" | "aFChunk" => "a linked text",
        "video" | "audio" | "media" => "a linked film or sound",
        "mailMergeSource" | "mailMergeHeaderSource" => "the source of a mail merge",
        _ => "a link",
    }
}

/// The main part of a package, such as `word/document.xml`; `usual` when the package does not say.
pub(super) fn main_part(package: &Package, usual: &str) -> String {
    Relationships::of(package, "").first("officeDocument").unwrap_or(usual).to_owned()
}

/// Title, language, author and version from the document's properties.
pub(super) fn read_properties(package: &Package, reading: &mut Reading) {
    let relationships = Relationships::of(package, "");
    let part = relationships.first("core-properties").unwrap_or("docProps/core.xml");
    let Some(root) = package.xml(part) else { return };
    reading.title = property(&root, "dc:title");
    reading.language = property(&root, "dc:language");
    reading.author = property(&root, "dc:creator");
    reading.version = property(&root, "cp:version");
    reading.last_changed_by = property(&root, "cp:lastModifiedBy");
}

/// A property with something in it.
pub(super) fn property(properties: &Element, name: &str) -> Option<String> {
    let text = properties.child(name)?.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Whether a switch such as `w:b` is on: it stands there, and not with a value that says no.
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}

fn one(element: &Element, folder: &str) -> Option<(String, Relationship)> {
    let id = element.attribute("Id")?.to_owned();
    let kind = element.attribute("Type")?.rsplit('/').next().unwrap_or_default().to_owned();
    let target = element.attribute("Target").unwrap_or_default().to_owned();
    let external = element.attribute("TargetMode") == Some("External");
    let part = (!external).then(|| part_name(folder, &target));
    Some((id, Relationship { kind, target, part }))
}

/// The part that a target means when it stands in a part of this folder.
fn part_name(folder: &str, target: &str) -> String {
    let joined = match target.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
