//! `tests/guides/tiny`: one of everything, and nothing wrong. Tests that need some guide build this one.

use std::collections::BTreeSet;

use senco_guide::Make;
use senco_guide::model::{Destination, Format, Owner};

use crate::support::{Built, build_folder, guide_folder};

fn tiny() -> Built {
    build_folder(&guide_folder("tiny"), Make::BundleWithoutPdf).expect("the tiny guide")
}

#[test]
fn the_tiny_guide_has_no_findings() {
    tiny().finds(&[]);
}

#[test]
fn it_has_a_word_file_a_pdf_and_a_spreadsheet() {
    let formats: BTreeSet<Format> = tiny().compiled.documents.all.iter().map(|document| document.format).collect();
    assert_eq!(formats, BTreeSet::from([Format::Docx, Format::Pdf, Format::Xlsx]));
}

#[test]
fn its_links_all_lead_somewhere_and_cross_every_border() {
    let built = tiny();
    let mut borders: BTreeSet<(&str, &str)> = BTreeSet::new();
    for link in built.compiled.graph.links() {
        let from = if matches!(link.id.owner, Owner::Page(_)) { "page" } else { "document" };
        let to = match &link.destination {
            Destination::Nowhere(reason) => panic!("{} leads nowhere: {reason:?}", link.written),
            Destination::Page(_) => "page",
            Destination::Anchor(_) => "heading",
            Destination::Document(_) => "document",
            Destination::DocumentAnchor(..) => "spot in a document",
            _ => "outside",
        };
        borders.insert((from, to));
    }
    for border in [
        ("page", "page"),
        ("page", "heading"),
        ("page", "document"),
        ("page", "spot in a document"),
        ("page", "outside"),
        ("document", "heading"),
        ("document", "document"),
        ("document", "spot in a document"),
    ] {
        assert!(borders.contains(&border), "no link from a {} to a {}", border.0, border.1);
    }
}
