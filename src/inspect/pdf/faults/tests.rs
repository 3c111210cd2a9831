use lopdf::{Object, StringFormat};

use super::super::pages::pages;
use super::*;

/// A dictionary from pairs.
fn entries<const N: usize>(pairs: [(&str, Object); N]) -> Dictionary {
    let mut entries = Dictionary::new();
    for (key, value) in pairs {
        entries.set(key, value);
    }
    entries
}

fn named(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn words(words: &str) -> Object {
    Object::String(words.as_bytes().to_vec(), StringFormat::Literal)
}

/// Two pages, the second with whatever `annotations` and `content` say; `tree` makes the elements below the root, for the two
/// page objects.
struct Small {
    document: Document,
    pages: [ObjectId; 2],
}

impl Small {
    fn new(content: &str, annotations: Vec<Object>) -> Self {
        let mut document = Document::with_version("1.7");
        let loose = document.add_object(lopdf::Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let sides = || Object::Array([0, 0, 100, 100].map(Object::Integer).to_vec());
        let first = document.add_object(entries([("Type", named("Page")), ("MediaBox", sides())]));
        let mut second =
            entries([("Type", named("Page")), ("MediaBox", sides()), ("Contents", Object::Reference(loose))]);
        if !annotations.is_empty() {
            second.set("Annots", annotations);
        }
        let second = document.add_object(second);
        let kids = vec![Object::Reference(first), Object::Reference(second)];
        let tree = document.add_object(entries([("Type", named("Pages")), ("Kids", kids.into())]));
        let catalog = document.add_object(entries([("Type", named("Catalog")), ("Pages", Object::Reference(tree))]));
        document.trailer.set("Root", Object::Reference(catalog));
        Self { document, pages: [first, second] }
    }

    fn with_tags(mut self, tree: impl FnOnce([Object; 2]) -> Vec<Dictionary>) -> Self {
        let kids: Vec<Object> = tree(self.pages.map(Object::Reference)).into_iter().map(Object::Dictionary).collect();
        let roles = entries([("Picture", named("Figure"))]);
        let root = entries([("K", kids.into()), ("RoleMap", Object::Dictionary(roles))]);
        self.document.catalog_mut().expect("a catalogue").set("StructTreeRoot", root);
        self
    }

    fn found(&self, clause: &str, test: &str) -> Vec<u32> {
        let leaves = pages(&self.document).expect("pages");
        Faults::of(&self.document, &leaves).pages(clause, test)
    }
}

fn element<const N: usize>(kind: &str, pairs: [(&str, Object); N]) -> Dictionary {
    let mut element = entries(pairs);
    element.set("S", named(kind));
    element
}

#[test]
fn a_picture_without_words_is_found_on_its_page_whatever_its_type_is_called() {
    let small = Small::new("", Vec::new()).with_tags(|[first, second]| {
        vec![element("Figure", [("Pg", first), ("Alt", words("A map"))]), element("Picture", [("Pg", second)])]
    });
    assert_eq!(small.found("7.3", "1"), [2]);
}

#[test]
fn a_table_is_on_the_page_of_its_first_cell() {
    let cells = |kind: &str, page: Object| {
        let cell = element(kind, [("Pg", page)]);
        let row = element("TR", [("K", vec![Object::Dictionary(cell)].into())]);
        element("Table", [("K", vec![Object::Dictionary(row)].into())])
    };
    let small = Small::new("", Vec::new()).with_tags(|[first, second]| vec![cells("TH", first), cells("TD", second)]);
    assert_eq!(small.found("7.5", "1"), [2]);
    assert!(small.found("7.2", "10").is_empty());
    let small = Small::new("", Vec::new()).with_tags(|[_, second]| vec![cells("P", second)]);
    assert_eq!(small.found("7.2", "10"), [2]);
}

#[test]
fn a_heading_that_leaves_out_a_level_is_found() {
    let small = Small::new("", Vec::new()).with_tags(|[first, second]| {
        vec![element("H1", [("Pg", first.clone())]), element("H2", [("Pg", first)]), element("H4", [("Pg", second)])]
    });
    assert_eq!(small.found("7.4.2", "1"), [2]);
}

#[test]
fn links_and_fields_without_words_are_found() {
    let annotation = |kind: &str| Object::Dictionary(entries([("Subtype", named(kind)), ("StructParent", 1.into())]));
    let small = Small::new("", vec![annotation("Link")]);
    assert_eq!((small.found("7.18.5", "2"), small.found("7.18.1", "3")), (vec![2], vec![]));
    assert_eq!(small.found("7.18.3", "1"), [2]);
    let small = Small::new("", vec![annotation("Widget")]);
    assert_eq!((small.found("7.18.5", "2"), small.found("7.18.1", "3")), (vec![], vec![2]));
}

#[test]
fn words_outside_tags_are_found_and_decoration_is_not() {
    assert_eq!(Small::new("BT (a) Tj ET", Vec::new()).found("7.1", "3"), [2]);
    assert!(Small::new("/Artifact BMC BT (a) Tj ET EMC", Vec::new()).found("7.1", "3").is_empty());
}

#[test]
fn a_check_of_the_whole_file_has_no_page() {
    assert!(Small::new("", Vec::new()).found("5", "1").is_empty());
}
