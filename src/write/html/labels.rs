//! What readers are told about a file before they open it: its type, size and pages, computed from the real file.

use jiff::civil::Date;

use crate::config::date_words;
use crate::model::{DocumentKind, Format, GuidePath, LinkedDocument, PdfFacts};

/// A file's size as GOV.UK writes it: KB under 1MB, MB over, no space, up to 2 decimals.
#[expect(clippy::cast_precision_loss, reason = "no file of a guide has so many bytes that a hundredth of a MB is lost")]
pub(super) fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    let kilobytes = (bytes + KB / 2) / KB;
    if kilobytes < KB {
        return format!("{}KB", kilobytes.max(1));
    }
    let megabytes = format!("{:.2}", bytes as f64 / (KB * KB) as f64);
    format!("{}MB", megabytes.trim_end_matches('0').trim_end_matches('.'))
}

/// Type, size and pages of a document: “PDF, 120KB, 4 pages”.
pub(super) fn file_facts(document: &LinkedDocument) -> String {
    let kind = type_and_size(document);
    match document.reading.pages.len() {
        pages if document.format == Format::Pdf && pages > 1 => format!("{kind}, {pages} pages"),
        _ => kind,
    }
}

/// The same where it stands alone, with a capital: “Picture, 91KB”.
pub(super) fn file_facts_alone(document: &LinkedDocument) -> String {
    let facts = file_facts(document);
    let mut letters = facts.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Type and size of a document: “Word document, 48KB”.
pub(super) fn type_and_size(document: &LinkedDocument) -> String {
    format!("{}, {}", format_words(document.format, &document.file), size(document.bytes))
}

/// Type and size of a file that is published beside a document.
pub(super) fn plain_file_facts(file: &GuidePath, bytes: usize) -> String {
    format!("{}, {}", format_words(Format::of(file), file), size(bytes as u64))
}

/// Type, size and pages of the one PDF: “PDF, 1.2MB, 96 pages”.
pub(super) fn pdf_facts(pdf: &PdfFacts) -> String {
    match pdf.pages {
        0 | 1 => format!("PDF, {}", size(pdf.bytes)),
        pages => format!("PDF, {}, {pages} pages", size(pdf.bytes)),
    }
}

/// What a reader is told about a kind of document. An example must not look like a duty.
pub(super) fn kind_words(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Form => "Form",
        DocumentKind::Guide => "Guide",
        DocumentKind::Policy => "Policy",
        DocumentKind::Example => "Example: not required",
        DocumentKind::External => "From another organisation",
    }
}

/// The language of a document as a tag of BCP 47, when it is not that of the guide: “en-US” is no other language than “en-GB”.
pub(super) fn other_language(of_document: Option<&str>, of_guide: &str) -> Option<String> {
    let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let tag = of_document?.trim().replace('_', "-");
    let is_tag = (2..=3).contains(&main(&tag).len())
        && tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (is_tag && main(&tag) != main(of_guide)).then_some(tag)
}

/// A date in words, when there is one.
pub(super) fn date(date: Option<Date>) -> Option<String> {
    date.map(date_words)
}

fn format_words(format: Format, file: &GuidePath) -> String {
    let extension = file.extension();
    match format {
        Format::Other if extension == "ics" => "calendar file".to_owned(),
        Format::Other if !extension.is_empty() => format!("{} file", extension.to_uppercase()),
        known => known.label().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_gov_uk_writes_them() {
        let cases = [
            (0, "1KB"),
            (700, "1KB"),
            (48 * 1024, "48KB"),
            (1024 * 1024 - 1, "1MB"),
            (1024 * 1024, "1MB"),
            (1024 * 1024 * 5 / 4, "1.25MB"),
            (1_258_291, "1.2MB"),
            (20 * 1024 * 1024, "20MB"),
        ];
        for (bytes, words) in cases {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn a_language_is_named_only_where_it_is_another_one() {
        assert_eq!(other_language(Some("cy-GB"), "en-GB").as_deref(), Some("cy-GB"));
        assert_eq!(other_language(Some("pl_PL"), "en-GB").as_deref(), Some("pl-PL"));
        assert_eq!(other_language(Some("en-US"), "en-GB"), None);
        assert_eq!(other_language(Some("\"><b>"), "en-GB"), None);
        assert_eq!(other_language(None, "en-GB"), None);
    }

    #[test]
    fn a_file_we_do_not_know_is_called_by_its_extension() {
        let calendar = GuidePath::new("documents/terms.ics").expect("inside");
        assert_eq!(plain_file_facts(&calendar, 2048), "calendar file, 2KB");
        let archive = GuidePath::new("documents/forms.zip").expect("inside");
        assert_eq!(plain_file_facts(&archive, 2048), "ZIP file, 2KB");
    }
}
