//! The least that a merge works from: a file with a cover and a placeholder for each page of a PDF, bound in twice, with
//! tags, names and bookmarks as Typst writes them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use senco_guide::inspect;
use senco_guide::model::{DocumentId, Format, PageBox, Reading};
use senco_guide::write::merge::{Annex, BackLink, Binding, Jump, STRIP};

/// The most pages of a PDF that is bound in: each has two placeholders.
const MOST_PAGES: usize = 200;

/// How often the PDF is bound in, so that its two copies can get in each other's way.
const COPIES: u32 = 2;

/// A file with placeholders for a PDF, and what is to be bound in; `None` when the PDF cannot be read.
pub fn binding(bytes: &[u8]) -> Option<(Vec<u8>, Binding)> {
    let reading = inspect::read(Format::Pdf, bytes);
    if !reading.problems.is_empty() || reading.pages.len() > MOST_PAGES {
        return None;
    }
    let pages = reading.pages.len();
    let back_link = |page: usize| BackLink {
        page,
        is_placeholder: true,
        to: "cover".to_owned(),
        words: "Back to guide".to_owned(),
    };
    let binding = Binding {
        annexes: (1..=COPIES).map(|number| annex(number, bytes, &reading)).collect(),
        back_links: (1..=pages * COPIES as usize).map(back_link).collect(),
        words: BTreeMap::from([("cover".to_owned(), "The cover".to_owned())]),
        claim: false,
    };
    Some((typeset(&reading.pages), binding))
}

/// Each link leads elsewhere in turn: to the cover, outside, nowhere.
fn annex(number: u32, bytes: &[u8], reading: &Reading) -> Annex {
    let jumps = [Jump::Inside("cover".to_owned()), Jump::Outside("https://example.org/".to_owned()), Jump::Nowhere];
    Annex {
        document: DocumentId(number - 1),
        number,
        title: format!("Annex {number}"),
        language: Some("en-GB".to_owned()),
        bytes: bytes.into(),
        first_page: 1 + (number as usize - 1) * reading.pages.len(),
        pages: reading.pages.len(),
        spots: reading
            .anchors
            .iter()
            .map(|anchor| (anchor.name.clone(), format!("documents.{number}.{}", anchor.id)))
            .collect(),
        jumps: jumps.into_iter().cycle().take(reading.links.len()).collect(),
        name: format!("documents.{number}"),
        conforms: false,
    }
}

/// The file as Typst would leave it.
fn typeset(sizes: &[PageBox]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let cover = PageBox { width: 595.0, height: 842.0 };
    let grown = |size: &PageBox| PageBox { width: size.width, height: size.height + STRIP };
    let all: Vec<PageBox> = std::iter::once(cover).chain((0..COPIES).flat_map(|_| sizes.iter().map(grown))).collect();
    let pages: Vec<ObjectId> = all.iter().zip(0..).map(|(size, key)| page(&mut document, tree, *size, key)).collect();
    let mut node = Dictionary::new();
    node.set("Type", name("Pages"));
    node.set("Count", i64::try_from(pages.len()).expect("few"));
    node.set("Kids", pages.iter().map(|page| Object::Reference(*page)).collect::<Vec<_>>());
    document.objects.insert(tree, Object::Dictionary(node));
    let mut names = Dictionary::new();
    names.set("Names", vec![Object::string_literal("cover"), destination(pages[0])]);
    let mut trees = Dictionary::new();
    trees.set("Dests", names);
    let mut catalog = Dictionary::new();
    catalog.set("Type", name("Catalog"));
    catalog.set("Pages", Object::Reference(tree));
    catalog.set("Lang", Object::string_literal("en-GB"));
    catalog.set("Names", trees);
    let tags = tags(&mut document, &pages);
    catalog.set("StructTreeRoot", Object::Reference(tags));
    let outline = outline(&mut document, &pages, sizes.len());
    catalog.set("Outlines", Object::Reference(outline));
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", Object::Reference(catalog));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

fn page(document: &mut Document, tree: ObjectId, size: PageBox, key: i64) -> ObjectId {
    let words = b"/P << /MCID 0 >> BDC BT /F1 9 Tf (Stamp) Tj ET EMC".to_vec();
    let contents = document.add_object(Stream::new(Dictionary::new(), words));
    let mut page = Dictionary::new();
    page.set("Type", name("Page"));
    page.set("Parent", Object::Reference(tree));
    page.set("MediaBox", [0.0, 0.0, size.width, size.height].map(Object::Real).to_vec());
    page.set("Contents", Object::Reference(contents));
    page.set("Resources", Dictionary::new());
    page.set("StructParents", key);
    document.add_object(page)
}

fn tags(document: &mut Document, pages: &[ObjectId]) -> ObjectId {
    let (root, whole) = (document.new_object_id(), document.new_object_id());
    let mut numbers = Vec::new();
    let mut kids = Vec::new();
    for (page, key) in pages.iter().zip(0..) {
        let mut element = Dictionary::new();
        element.set("Type", name("StructElem"));
        element.set("S", name("P"));
        element.set("P", Object::Reference(whole));
        element.set("Pg", Object::Reference(*page));
        element.set("K", vec![Object::Integer(0)]);
        let element = Object::Reference(document.add_object(element));
        numbers.extend([Object::Integer(key), Object::Array(vec![element.clone()])]);
        kids.push(element);
    }
    let mut element = Dictionary::new();
    element.set("Type", name("StructElem"));
    element.set("S", name("Document"));
    element.set("P", Object::Reference(root));
    element.set("K", kids);
    document.objects.insert(whole, Object::Dictionary(element));
    let mut parents = Dictionary::new();
    parents.set("Nums", numbers);
    let mut node = Dictionary::new();
    node.set("Type", name("StructTreeRoot"));
    node.set("K", vec![Object::Reference(whole)]);
    node.set("ParentTree", parents);
    document.objects.insert(root, Object::Dictionary(node));
    root
}

/// A bookmark for the first page of each copy.
fn outline(document: &mut Document, pages: &[ObjectId], length: usize) -> ObjectId {
    let root = document.new_object_id();
    let (one, two) = (document.new_object_id(), document.new_object_id());
    let mut item = |id: ObjectId, page: usize, beside: (&str, ObjectId)| {
        let mut item = Dictionary::new();
        item.set("Title", Object::string_literal("Annex"));
        item.set("Parent", Object::Reference(root));
        item.set("Dest", destination(pages[page]));
        item.set(beside.0, Object::Reference(beside.1));
        document.objects.insert(id, Object::Dictionary(item));
    };
    item(one, 1, ("Next", two));
    item(two, 1 + length, ("Prev", one));
    let mut node = Dictionary::new();
    node.set("First", Object::Reference(one));
    node.set("Last", Object::Reference(two));
    document.objects.insert(root, Object::Dictionary(node));
    root
}

fn destination(page: ObjectId) -> Object {
    let numbers = [Object::Integer(0), Object::Integer(800), Object::Null];
    Object::Array([Object::Reference(page), name("XYZ")].into_iter().chain(numbers).collect())
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
