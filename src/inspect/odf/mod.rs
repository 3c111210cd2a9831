//! What OpenDocument texts and spreadsheets share: how they are opened, their properties and their styles.

pub(super) mod styles;

use styles::Styles;

use super::ooxml::property;
use super::package::Package;
use super::stopped_by;
use super::xml::Element;
use crate::model::{Problem, Reading};

/// An opened document: its content, its styles and what its properties say.
pub(super) struct Opened<'a> {
    /// The package, for pictures.
    pub(super) package: &'a Package<'a>,
    /// The content part.
    pub(super) content: Element,
    /// The styles of both parts that have some.
    pub(super) styles: Styles,
    /// Title, language and author.
    pub(super) reading: Reading,
}

/// Reads a document of either kind: opens it, and says what stood in the way.
pub(super) fn read(bytes: &[u8], read: fn(Opened) -> Reading) -> Reading {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(problem) => return stopped_by(problem),
    };
    if is_encrypted(&package) {
        return stopped_by(Problem::Password);
    }
    let mut reading = properties(&package);
    if let Some(content) = package.xml("content.xml") {
        let named = package.xml("styles.xml");
        let styles = Styles::read(named.as_ref(), &content);
        reading.language = reading.language.or_else(|| styles.language.clone());
        reading = read(Opened { package: &package, content, styles, reading });
    } else {
        package.note(Problem::Damaged("the part that holds its content is missing".to_owned()));
    }
    reading.problems = package.problems().into_iter().take(1).collect();
    reading
}

/// The address of a link as its writer meant it. OpenDocument counts paths from inside the package, as if the file were a
/// folder: `../b.odt` is the file beside this one, which everybody else calls `b.odt`.
pub(super) fn address(href: &str) -> String {
    href.strip_prefix("../").unwrap_or(href).to_owned()
}

/// The addresses of all links below an element, in the order they stand.
pub(super) fn addresses_below(element: &Element) -> Vec<String> {
    let links = element.descendants().filter(|link| matches!(&*link.name, "text:a" | "draw:a"));
    links.filter_map(|link| link.attribute("xlink:href")).map(address).collect()
}

/// What leads out of a document from somewhere else than its text: a linked picture, object or section, a button, a spot of
/// a picture. With words for each.
pub(super) fn addresses_elsewhere(content: &Element) -> Vec<(String, &'static str)> {
    let words = |name: &str| match name {
        "draw:image" => Some("a linked picture"),
        "draw:object" | "draw:object-ole" | "draw:plugin" | "draw:floating-frame" => Some("a linked object"),
        "text:section-source" => Some("a linked text"),
        "form:button" | "form:image" => Some("a button"),
        "draw:area-rectangle" | "draw:area-circle" | "draw:area-polygon" => Some("a spot of a picture"),
        _ => None,
    };
    let leads_out = |href: &str| href.contains("://") || href.starts_with("../") || href.starts_with('/');
    let found = content.descendants().filter_map(|element| {
        let words = words(&element.name)?;
        let href = element.attribute("xlink:href").filter(|href| leads_out(href))?;
        Some((address(href), words))
    });
    found.collect()
}

/// A document that asks for a password says so in its list of parts; the parts themselves are unreadable.
fn is_encrypted(package: &Package) -> bool {
    let manifest = package.xml("META-INF/manifest.xml");
    manifest.is_some_and(|manifest| manifest.find("manifest:encryption-data").is_some())
}

fn properties(package: &Package) -> Reading {
    let mut reading = Reading::default();
    let root = package.xml("meta.xml");
    if let Some(meta) = root.as_ref().and_then(|root| root.child("office:meta")) {
        reading.title = property(meta, "dc:title");
        reading.language = property(meta, "dc:language");
        reading.author = property(meta, "meta:initial-creator").or_else(|| property(meta, "dc:creator"));
        reading.last_changed_by = property(meta, "dc:creator");
    }
    reading
}
