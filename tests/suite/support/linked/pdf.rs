//! PDFs, with a link of each kind.

use lopdf::{Dictionary, Document, Object, dictionary};

/// A PDF of two pages with the named destination `own`.
pub(super) fn pdf(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let (first, second) = (document.new_object_id(), document.new_object_id());
    let (address, fragment) = target.split_once('#').map_or((target, None), |(head, tail)| (head, Some(tail)));
    let text = |words: &str| Object::string_literal(words);
    let place = |fragment: &str| match fragment.strip_prefix("page=").and_then(|page| page.parse::<i64>().ok()) {
        Some(page) => Object::Array(vec![Object::Integer(page - 1), Object::Name(b"Fit".to_vec())]),
        None => Object::string_literal(fragment.trim_start_matches("nameddest=")),
    };
    let mut action = match spot {
        "pdf-goto" => dictionary! { "S" => "GoTo", "D" => place(fragment.unwrap_or_default()) },
        "pdf-gotor" => dictionary! { "S" => "GoToR", "F" => text(address) },
        "pdf-launch" => dictionary! { "S" => "Launch", "F" => text(address) },
        _ => dictionary! { "S" => "URI", "URI" => text(target) },
    };
    if let (true, Some(fragment)) = (spot == "pdf-gotor", fragment) {
        action.set("D", place(fragment));
    }
    let annotation = match spot {
        "pdf-bookmark" | "pdf-text" => None,
        "pdf-note" => Some(dictionary! { "Subtype" => "Text", "Contents" => text(words) }),
        "pdf-button" => {
            Some(dictionary! { "Subtype" => "Widget", "FT" => "Btn", "T" => text(words), "A" => action.clone() })
        }
        _ => Some(dictionary! { "Subtype" => "Link", "Contents" => text(words), "A" => action.clone() }),
    };
    let annotations: Vec<Object> = annotation.into_iter().map(Object::Dictionary).collect();
    let pages = document.new_object_id();
    let printed = format!("BT /F1 12 Tf 20 200 Td (See {target} for more.) Tj ET").into_bytes();
    let printed = document.add_object(lopdf::Stream::new(Dictionary::new(), printed));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    for (id, annotations) in [(first, annotations), (second, Vec::new())] {
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 300.into(), 300.into()], "Annots" => annotations,
        };
        if id == first && spot.starts_with("pdf-text") {
            page.set("Contents", printed);
            page.set("Resources", resources.clone());
        }
        document.objects.insert(id, Object::Dictionary(page));
    }
    let kids = vec![Object::Reference(first), Object::Reference(second)];
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2 }));
    let own = vec![text("own"), Object::Array(vec![Object::Reference(second), Object::Name(b"Fit".to_vec())])];
    let mut catalog = dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Names" => dictionary! { "Dests" => dictionary! { "Names" => own } },
    };
    if spot == "pdf-bookmark" {
        let (outlines, item) = (document.new_object_id(), document.new_object_id());
        let entry: Dictionary = dictionary! { "Title" => text(words), "Parent" => outlines, "A" => action };
        document.objects.insert(item, Object::Dictionary(entry));
        let root = dictionary! { "First" => item, "Last" => item, "Count" => 1 };
        document.objects.insert(outlines, Object::Dictionary(root));
        catalog.set("Outlines", outlines);
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}
