use lopdf::{Dictionary, Document, Object};

use super::*;

/// A PDF of one page tree, written plainly so that every entry is seen.
fn file(build: impl FnOnce(&mut Document) -> Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let catalog = build(&mut document);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", Object::Reference(catalog));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

fn page(media: [i64; 4]) -> Dictionary {
    let mut page = Dictionary::new();
    page.set("Type", Object::Name(b"Page".to_vec()));
    page.set("MediaBox", media.map(Object::Integer).to_vec());
    page
}

fn catalog(pages: lopdf::ObjectId) -> Dictionary {
    let mut catalog = Dictionary::new();
    catalog.set("Type", Object::Name(b"Catalog".to_vec()));
    catalog.set("Pages", Object::Reference(pages));
    catalog
}

fn tree(kids: Vec<Object>) -> Dictionary {
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name(b"Pages".to_vec()));
    tree.set("Count", 1);
    tree.set("Kids", kids);
    tree
}

#[test]
fn what_is_no_pdf_is_a_problem_and_never_a_crash() {
    for bytes in [b"".as_slice(), b"%PDF-", b"%PDF-1.7\ngarbage", b"<html></html>", &[0; 64]] {
        assert_eq!(read(bytes).problems.len(), 1, "{bytes:?}");
    }
    assert!(recognises(b"junk %PDF-1.4"));
    assert!(!recognises(b"PK\x03\x04"));
}

#[test]
fn a_page_is_seen_as_a_viewer_shows_it() {
    let bytes = file(|document| {
        let mut page = page([0, 0, 400, 600]);
        page.set("CropBox", [100, 100, 900, 300].map(Object::Integer).to_vec());
        page.set("UserUnit", 2);
        let page = document.add_object(page);
        let mut tree = tree(vec![Object::Reference(page)]);
        tree.set("Rotate", -270);
        catalog(document.add_object(tree))
    });
    assert_eq!(read(&bytes).pages, [crate::model::PageBox { width: 400.0, height: 600.0 }]);
}

#[test]
fn a_page_tree_that_bites_its_tail_still_has_its_page() {
    let bytes = file(|document| {
        let page = document.add_object(page([0, 0, 100, 100]));
        let root = document.new_object_id();
        document.objects.insert(root, Object::Dictionary(tree(vec![Object::Reference(root), Object::Reference(page)])));
        catalog(root)
    });
    assert_eq!(read(&bytes).pages.len(), 1);
}

#[test]
fn links_and_names_are_written_as_a_guide_would() {
    let bytes = file(|document| {
        let first = document.new_object_id();
        let action = |kind: &[u8], key: &str, value: Object| {
            let mut action = Dictionary::new();
            action.set("S", Object::Name(kind.to_vec()));
            action.set(key, value);
            action
        };
        let mut remote = action(b"GoToR", "F", Object::string_literal("EP form.pdf"));
        remote.set("D", Object::string_literal("part 2"));
        let actions = [
            action(b"URI", "URI", Object::string_literal("https://www.gov.uk/")),
            action(b"GoTo", "D", Object::Array(vec![Object::Reference(first), Object::Name(b"Fit".to_vec())])),
            action(b"GoTo", "D", Object::string_literal("spot")),
            remote,
            action(b"Launch", "F", Object::string_literal("../forms/a.docx")),
            action(b"Launch", "Win", Object::Dictionary(action(b"", "F", Object::string_literal("..\\b.pdf")))),
            action(b"GoToE", "T", Object::Dictionary(action(b"", "N", Object::string_literal("part 2.pdf")))),
            action(b"Named", "N", Object::Name(b"NextPage".to_vec())),
        ];
        let annotations: Vec<Object> = actions
            .into_iter()
            .map(|action| {
                let mut link = Dictionary::new();
                link.set("Subtype", Object::Name(b"Link".to_vec()));
                link.set("A", action);
                Object::Dictionary(link)
            })
            .collect();
        let mut page = page([0, 0, 100, 100]);
        page.set("Annots", annotations);
        document.objects.insert(first, Object::Dictionary(page));
        let root = document.add_object(tree(vec![Object::Reference(first)]));
        let mut catalog = catalog(root);
        let mut old = Dictionary::new();
        old.set("spot", vec![Object::Reference(first), Object::Name(b"Fit".to_vec())]);
        catalog.set("Dests", old);
        catalog
    });
    let reading = read(&bytes);
    let written: Vec<&str> = reading.links.iter().map(|link| link.written.as_str()).collect();
    assert_eq!(
        written,
        [
            "https://www.gov.uk/",
            "#page=1",
            "#nameddest=spot",
            "EP%20form.pdf#nameddest=part%202",
            "../forms/a.docx",
            "../b.pdf",
            "part%202.pdf"
        ]
    );
    assert_eq!(
        reading.anchors.iter().map(|anchor| (anchor.id.as_str(), anchor.page)).collect::<Vec<_>>(),
        [("spot", Some(1))]
    );
    assert!(!reading.accessibility.expect("a verdict").tagged);
}
