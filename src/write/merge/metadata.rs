//! Metadata (ISO 32000-1, 14.3.2): Typst's packet is for the whole; only the claim to PDF/UA-1 depends on the annexes.

use lopdf::{Document, Object, Stream};

use crate::inspect::pdf::objects::{dictionary, reference};

/// How a viewer opens the file (ISO 32000-1, table 28): with the bookmarks in view, for they are the way into 200 pages.
/// `Suspects` (table 321) says no more than its absence when it is false, and Poppler complains of it.
pub(super) fn write_catalog(document: &mut Document) {
    let marks = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"MarkInfo")).cloned();
    let Ok(catalog) = document.catalog_mut() else { return };
    catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    if let Some(mut marks) = marks.filter(|marks| matches!(marks.get(b"Suspects"), Ok(Object::Boolean(false)))) {
        marks.remove(b"Suspects");
        catalog.set("MarkInfo", marks);
    }
}

/// Takes the claim to PDF/UA-1 (ISO 14289-1, clause 5) out of the metadata.
pub(super) fn drop_claim(document: &mut Document) {
    let Some(id) = document.catalog().ok().and_then(|catalog| reference(catalog, b"Metadata")) else { return };
    let Some(Object::Stream(stream)) = document.objects.get(&id) else { return };
    let Ok(plain) = stream.get_plain_content() else { return };
    let packet = String::from_utf8_lossy(&plain).into_owned();
    let mut dictionary = stream.dict.clone();
    for key in [b"Filter".as_slice(), b"DecodeParms", b"Length"] {
        dictionary.remove(key);
    }
    let packet = without(&without(&packet, "<pdfuaid:part>", "</pdfuaid:part>"), "pdfuaid:part=\"", "\"");
    document.objects.insert(id, Object::Stream(Stream::new(dictionary, packet.into_bytes()).with_compression(false)));
}

fn without(text: &str, start: &str, end: &str) -> String {
    let Some(from) = text.find(start) else { return text.to_owned() };
    let Some(length) = text[from + start.len()..].find(end) else { return text.to_owned() };
    format!("{}{}", &text[..from], &text[from + start.len() + length + end.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claim_goes_and_the_rest_stays() {
        let packet = "<a/><pdfuaid:part>1</pdfuaid:part><b/>";
        assert_eq!(without(packet, "<pdfuaid:part>", "</pdfuaid:part>"), "<a/><b/>");
    }
}
