//! A PDF's own title, language and author: from its XMP metadata, else from its information dictionary.

use lopdf::{Dictionary, Document};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::objects::{dictionary, get, text};

/// More metadata than any file needs: 4 MB.
const MOST_METADATA: usize = 4 * 1024 * 1024;

/// What a PDF says about itself.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Properties {
    /// `dc:title`, else `/Title`.
    pub(crate) title: Option<String>,
    /// The catalogue's `/Lang`.
    pub(crate) language: Option<String>,
    /// `dc:creator`, else `/Author`.
    pub(crate) author: Option<String>,
}

/// Reads title, language and author.
pub(crate) fn read(document: &Document) -> Properties {
    let Ok(catalog) = document.catalog() else { return Properties::default() };
    let information = dictionary(document, &document.trailer, b"Info");
    let from_information = |key| information.and_then(|information| text(document, information, key));
    let metadata = metadata(document, catalog);
    let from_metadata = |element| metadata.as_deref().and_then(|xml| first_words(xml, element));
    Properties {
        title: from_metadata("dc:title").or_else(|| from_information(b"Title")),
        language: text(document, catalog, b"Lang"),
        author: from_metadata("dc:creator").or_else(|| from_information(b"Author")),
    }
}

fn metadata(document: &Document, catalog: &Dictionary) -> Option<String> {
    let stream = get(document, catalog, b"Metadata")?.as_stream().ok()?;
    let packet = stream.get_plain_content_with_limit(MOST_METADATA).ok()?;
    String::from_utf8(packet).ok()
}

/// The first words inside an element of the XMP packet.
fn first_words(xml: &str, element: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if start.name().as_ref() == element => inside = true,
            Ok(Event::End(end)) if end.name().as_ref() == element => break,
            Ok(Event::Text(text)) if inside => words.push_str(&text),
            Ok(Event::GeneralRef(entity)) if inside => words.push_str(&entity_text(&entity)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn entity_text(entity: &str) -> String {
    if let Some(letter) = quick_xml::escape::resolve_predefined_entity(entity) {
        return letter.to_owned();
    }
    let code = entity.strip_prefix('#').and_then(|digits| match digits.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    code.and_then(char::from_u32).map(String::from).unwrap_or_default()
}
