//! Reads one XML part of a document into a tree.
//!
//! Names carry the usual prefix of their namespace (`w:p`, `text:h`) whatever prefix the file itself chose, and the two
//! dialects of Office Open XML, transitional and strict, get the same one. Depth and size are bounded: the trees are
//! walked by functions that call themselves, and a hostile file must not exhaust the stack or the memory.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

/// An element with all that is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// Its name with the usual prefix of its namespace.
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// What is in it, in order.
    pub(super) nodes: Vec<Node>,
}

/// Something in an element.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Another element.
    Element(Element),
    /// Text, with its entities resolved.
    Text(String),
}

/// Why a part could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum XmlError {
    /// It is not well-formed.
    Broken,
    /// It is nested more deeply, or has more elements, than any honest document.
    TooLarge,
}

/// More levels than Word itself allows tables to be nested in.
const DEEPEST: usize = 200;

/// Elements and texts of one tree. A text of a thousand pages has about a third of this.
const MOST_NODES: usize = 1_500_000;

/// Reads a whole part.
pub(super) fn read(bytes: &[u8]) -> Result<Element, XmlError> {
    let mut root = None;
    each(bytes, &[], |element| {
        root.get_or_insert(element);
    })?;
    root.ok_or(XmlError::Broken)
}

/// Reads a part piece by piece: every element with one of these names becomes a tree of its own. No names: the whole.
pub(super) fn each(bytes: &[u8], names: &[&str], mut give: impl FnMut(Element)) -> Result<(), XmlError> {
    let text = decoded(bytes);
    let mut reader = NsReader::from_str(&text);
    let mut open: Vec<Element> = Vec::new();
    let (mut depth, mut count) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| XmlError::Broken)?;
        match event {
            Event::Start(start) => {
                depth += 1;
                let element = begin(&start, reader.resolver());
                if depth > DEEPEST {
                    return Err(XmlError::TooLarge);
                }
                if !open.is_empty() || wanted(&element, names) {
                    count += 1;
                    open.push(element);
                }
            }
            Event::Empty(start) => {
                let element = begin(&start, reader.resolver());
                if !open.is_empty() || wanted(&element, names) {
                    count += 1;
                    close(element, &mut open, &mut give);
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(element) = open.pop() {
                    close(element, &mut open, &mut give);
                }
            }
            Event::Text(words) => push_text(&mut open, &words.xml10_content()),
            Event::CData(words) => push_text(&mut open, &words.xml10_content()),
            Event::GeneralRef(reference) => push_text(&mut open, &resolved(&reference)),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(XmlError::Broken),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if open.is_empty() {
            count = 0;
        } else if count > MOST_NODES {
            return Err(XmlError::TooLarge);
        }
    }
}

impl Element {
    /// An element with nothing in it.
    pub(super) fn empty(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with one attribute and nothing in it.
    pub(super) fn with_attribute(name: &str, attribute: &str, value: &str) -> Self {
        Self { name: name.into(), attributes: vec![(attribute.into(), value.into())], nodes: Vec::new() }
    }

    /// The elements right in it, to change.
    pub(super) fn children_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.nodes.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements right in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements right in it, taken out of it.
    pub(super) fn into_children(self) -> impl Iterator<Item = Element> {
        self.nodes.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element right in it with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|element| &*element.name == name)
    }

    /// The elements right in it with this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children().filter(move |element| &*element.name == name)
    }

    /// An attribute's value. An attribute without a prefix has none here either.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| &**key == name).map(|(_, value)| &**value)
    }

    /// The attribute `attribute` of the child `child`.
    pub(super) fn child_attribute(&self, child: &str, attribute: &str) -> Option<&str> {
        self.child(child)?.attribute(attribute)
    }

    /// Every element below it, at any depth, in the order they stand.
    pub(super) fn descendants(&self) -> impl Iterator<Item = &Element> {
        let mut waiting: Vec<&Element> = Vec::new();
        push_reversed(self, &mut waiting);
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            push_reversed(next, &mut waiting);
            Some(next)
        })
    }

    /// The first element below it with this name.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.descendants().find(|element| &*element.name == name)
    }

    /// All text in it, at any depth.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.push_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }
}

fn push_reversed<'a>(element: &'a Element, waiting: &mut Vec<&'a Element>) {
    let from = waiting.len();
    waiting.extend(element.children());
    if let Some(added) = waiting.get_mut(from..) {
        added.reverse();
    }
}

fn wanted(element: &Element, names: &[&str]) -> bool {
    names.is_empty() || names.contains(&&*element.name)
}

fn close(element: Element, open: &mut [Element], give: &mut impl FnMut(Element)) {
    match open.last_mut() {
        Some(parent) => parent.nodes.push(Node::Element(element)),
        None => give(element),
    }
}

fn push_text(open: &mut [Element], words: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => element.nodes.push(Node::Text(words.to_owned())),
    }
}

fn begin(start: &BytesStart, resolver: &NamespaceResolver) -> Element {
    let (namespace, local) = resolver.resolve_element(start.name());
    let name = usual_name(&namespace, local.as_ref());
    let mut attributes = Vec::new();
    // A doubled attribute is the writer's mistake; the first one counts. Looking for doubles costs time in long lists.
    for attribute in start.attributes().with_checks(false).flatten() {
        let (namespace, local) = resolver.resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.as_deref().unwrap_or(&attribute.value);
        attributes.push((usual_name(&namespace, local.as_ref()), Box::from(value)));
    }
    Element { name, attributes, nodes: Vec::new() }
}

fn usual_name(namespace: &ResolveResult, local: &str) -> Box<str> {
    match namespace {
        ResolveResult::Unbound => Box::from(local),
        ResolveResult::Bound(namespace) => {
            let known = NAMESPACES.iter().find(|(address, _)| *address == namespace.0);
            format!("{}:{local}", known.map_or("?", |(_, prefix)| prefix)).into_boxed_str()
        }
        ResolveResult::Unknown(prefix) => format!("{prefix}:{local}").into_boxed_str(),
    }
}

fn resolved(reference: &BytesRef) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let character = match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    };
    character.to_owned()
}

/// The text of a part: UTF-8, or UTF-16 with its mark, which old converters write.
fn decoded(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| bytes.chunks_exact(2).skip(1).map(move |pair| read([pair[0], pair[1]]));
    let text = |units: &mut dyn Iterator<Item = u16>| -> String {
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => text(&mut units(u16::from_le_bytes)),
        [0xFE, 0xFF, ..] => text(&mut units(u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).into_owned(),
    }
}

/// The namespaces we read and the prefixes that people know them by.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "s"),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", "s"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    ("http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://schemas.microsoft.com/office/drawing/2017/decorative", "adec"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"),
    ("urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0", "field"),
];
