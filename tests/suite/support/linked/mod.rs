//! Documents with just one link, each at another spot where programs put links. Made by code, so that every byte is explained.

mod open_document;

mod pdf;

mod spreadsheet;

mod word;

use super::documents::package;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document for a spot such as `docx-header`, with a link to `target` whose words are `words`.
pub(crate) fn document(spot: &str, target: &str, words: &str) -> Vec<u8> {
    match spot.split('-').next() {
        Some("docx") => word::docx(spot, target, words),
        Some("xlsx") => spreadsheet::xlsx(spot, target, words),
        Some("odt") => open_document::odt(spot, target, words),
        Some("ods") => open_document::ods(spot, target, words),
        Some("pdf") => pdf::pdf(spot, target, words),
        _ => panic!("no such spot: {spot}"),
    }
}

pub(crate) fn extension(spot: &str) -> &str {
    spot.split('-').next().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn main(part: &str) -> String {
    format!(r#"<Relationship Id="d" Type="{RELATIONSHIPS}/officeDocument" Target="{part}"/>"#)
}

fn relationships(inside: &str) -> String {
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
    )
}

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    package(&parts)
}
