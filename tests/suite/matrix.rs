//! What a linked PDF keeps when it is bound in: each entry of the PDF catalogue, before and after.
//!
//! The files of `tests/documents` come from other writers than ours. Each row counts one thing in a file as its owner gave
//! it and in the finished PDF. All of it must be kept, or a finding must name the file.

mod facts;

mod labels;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use facts::{Facts, Part};
use lopdf::Document;
use senco_guide::Make;

use crate::support::{Built, GuideTest, documents};

/// One thing that a file must keep.
struct Row {
    file: &'static str,
    entry: &'static str,
    facts: Facts,
    /// What should be there: what the file itself has, what another has that was broken to make it, or these lines.
    wanted: Wanted,
}

enum Wanted {
    Own,
    As(&'static str),
    Lines(&'static [&'static str]),
}

const fn own(file: &'static str, entry: &'static str, facts: Facts) -> Row {
    Row { file, entry, facts, wanted: Wanted::Own }
}

const fn as_in(file: &'static str, sound: &'static str, entry: &'static str, facts: Facts) -> Row {
    Row { file, entry, facts, wanted: Wanted::As(sound) }
}

const fn lines(file: &'static str, entry: &'static str, facts: Facts, lines: &'static [&'static str]) -> Row {
    Row { file, entry, facts, wanted: Wanted::Lines(lines) }
}

/// What becomes of the links of `links.pdf`, in their order.
const LINKS: &[&str] = &[
    "https://www.gov.uk/",
    "page 3 XYZ 40 500 0",
    "new3",
    "page 2 FitR 0 0 200 200",
    "old3",
    "documents.outline.page=2",
    "documents.outline.chapter2",
    "documents.pages",
    "documents.layers",
    "documents.outline.chapter1",
    "documents.outline.page=3",
    "Named",
    "mailto:sen@example.org",
];

/// Where the bookmarks of `outline-files.pdf` lead; the one to a file that is not in the guide has a row of its own.
const BOOKMARKS: &[&str] = &[
    " Page two -> documents.outline.page=2",
    " Chapter 2 -> documents.outline.chapter2",
    " Pages -> documents.pages",
    " Web -> https://www.gov.uk/",
];

/// The links of `links-base.pdf`: what begins in the middle goes on from the base of the file.
const LINKS_FROM_A_BASE: &[&str] = &[
    "https://www.aldermere.example/send/forms/refer.html#how",
    "https://www.aldermere.example/send/help",
    "https://www.gov.uk/",
    "mailto:sen@example.org",
];

const ROWS: &[Row] = &[
    own("pages.pdf", "page attributes", facts::sizes),
    own("pages.pdf", "contents", facts::drawing),
    own("printpdf.pdf", "page attributes", facts::sizes),
    own("printpdf.pdf", "contents", facts::drawing),
    own("pages-cyclic.pdf", "page tree", facts::sizes),
    own("tags-page-twice.pdf", "page attributes", facts::sizes),
    own("tags-page-twice.pdf", "contents", facts::drawing),
    own("tagged.pdf", "tags", facts::tags),
    own("tagged.pdf", "parent tree", facts::parent_tree),
    own("tagged.pdf", "language and title", facts::language_and_title),
    own("tagged.pdf", "links", facts::links),
    own("libreoffice.pdf", "tags", facts::tags),
    own("libreoffice.pdf", "parent tree", facts::parent_tree),
    own("libreoffice.pdf", "language and title", facts::language_and_title),
    own("libreoffice.pdf", "links", facts::links),
    own("libreoffice.pdf", "bookmarks", facts::bookmarks),
    own("chromium.pdf", "tags", facts::tags),
    own("chromium.pdf", "parent tree", facts::parent_tree),
    own("chromium.pdf", "language and title", facts::language_and_title),
    own("chromium.pdf", "named destinations", facts::names),
    own("chromium.pdf", "contents", facts::drawing),
    own("tags-form-object.pdf", "tags", facts::tags),
    own("tags-form-object.pdf", "parent tree", facts::parent_tree),
    own("tags-maps.pdf", "tags", facts::tags),
    own("tags-maps.pdf", "ids and classes", facts::ids_and_classes),
    own("tags-maps-again.pdf", "ids and classes", facts::ids_and_classes),
    own("tags-stale-page.pdf", "tags", facts::tags),
    own("tags-stale-page.pdf", "parent tree", facts::parent_tree),
    as_in("tags-shifted.pdf", "tagged.pdf", "tags", facts::tags),
    as_in("tags-shifted.pdf", "tagged.pdf", "parent tree", facts::parent_tree),
    as_in("tags-no-parent-tree.pdf", "tagged.pdf", "tags", facts::tags),
    as_in("tags-no-parent-tree.pdf", "tagged.pdf", "parent tree", facts::parent_tree),
    as_in("tags-shared-marks.pdf", "tagged.pdf", "parent tree", facts::parent_tree),
    as_in("tags-no-kids.pdf", "tagged.pdf", "tags", facts::tags),
    lines(
        "tags-lost-page.pdf",
        "parent tree",
        facts::parent_tree,
        &["page 1 mark 0 is of H1", "page 1 mark 1 is of P", "page 1 mark 2 is of Link", "Link mark -1 is of Link"],
    ),
    as_in("tags-not-drawn.pdf", "tagged.pdf", "tags", facts::tags),
    as_in("tags-not-drawn.pdf", "tagged.pdf", "parent tree", facts::parent_tree),
    lines(
        "tags-sections.pdf",
        "headings without a level",
        facts::tags,
        &["H1 page 1 mark 0", "P page 1 mark 1", "Sect", "H2 page 2 mark 0", "P page 2 mark 1"],
    ),
    own("tags-annotations.pdf", "tags of annotations", facts::tags),
    own("tags-annotations.pdf", "parent tree of annotations", facts::parent_tree),
    lines("links.pdf", "links without tags", facts::parent_tree, &["Link mark -1 is of Link"; 13]),
    lines("fields.pdf", "fields without tags", facts::parent_tree, &["Widget mark -1 is of Form"; 6]),
    own("pages-contents.pdf", "contents", facts::drawing),
    own("outline.pdf", "bookmarks", facts::bookmarks),
    lines("outline-files.pdf", "bookmarks to files", facts::bookmarks, BOOKMARKS),
    lines("outline-files.pdf", "bookmarks to lost files", facts::bookmarks, &[" Lost -> gone.pdf"]),
    own("outline.pdf", "named destinations", facts::names),
    // Its own labels, i, B-1 and B-2, give way to the numbers printed in the strip above its pages.
    lines(
        "outline.pdf",
        "page labels",
        labels::count_on,
        &["page 1 counts on", "page 2 counts on", "page 3 counts on"],
    ),
    own("links.pdf", "named destinations", facts::names),
    own("links.pdf", "bookmarks", facts::bookmarks),
    lines("links.pdf", "links by kind", facts::links, LINKS),
    own("names-lost.pdf", "links", facts::links),
    own("names-lost.pdf", "named destinations", facts::names),
    own("names-unsorted.pdf", "named destinations", facts::names),
    own("outline-cyclic.pdf", "bookmarks", facts::bookmarks),
    own("layers.pdf", "layers", facts::layers),
    own("layers.pdf", "contents", facts::drawing),
    own("layers-rules.pdf", "layers", facts::layers),
    own("layers-rules.pdf", "layer rules", facts::layer_rules),
    own("pages-entries.pdf", "page entries", facts::page_entries),
    own("threads.pdf", "article threads", facts::threads),
    lines("links-base.pdf", "links from a base", facts::links, LINKS_FROM_A_BASE),
    own("attachments.pdf", "attached files", facts::attached_files),
    own("portfolio.pdf", "files of a portfolio", facts::attached_files),
    own("tags-words.pdf", "tags", facts::tags),
    own("tags-words.pdf", "namespaces of tags", facts::namespaces),
    own("tags-words.pdf", "language and words of tags", facts::words_of_tags),
    own("weasyprint.pdf", "tags", facts::tags),
    own("weasyprint.pdf", "parent tree", facts::parent_tree),
    own("weasyprint.pdf", "links", facts::links),
    own("weasyprint.pdf", "language and title", facts::language_and_title),
    own("weasyprint.pdf", "contents", facts::drawing),
    as_in("locked-r2.pdf", "outline.pdf", "contents (RC4, 40 bits)", facts::drawing),
    as_in("locked-r2.pdf", "outline.pdf", "bookmarks (RC4, 40 bits)", facts::bookmarks),
    as_in("locked-r5.pdf", "outline.pdf", "contents (AES-256, first kind)", facts::drawing),
    as_in("locked-r5.pdf", "outline.pdf", "bookmarks (AES-256, first kind)", facts::bookmarks),
    as_in("locked-r3.pdf", "outline.pdf", "contents (RC4)", facts::drawing),
    as_in("locked-r3.pdf", "outline.pdf", "bookmarks (RC4)", facts::bookmarks),
    as_in("locked-r4.pdf", "outline.pdf", "contents (AES)", facts::drawing),
    as_in("locked-r4.pdf", "outline.pdf", "bookmarks (AES)", facts::bookmarks),
    as_in("locked-r6.pdf", "outline.pdf", "contents (AES-256)", facts::drawing),
    as_in("locked-r6.pdf", "outline.pdf", "bookmarks (AES-256)", facts::bookmarks),
    as_in("locked-r6.pdf", "outline.pdf", "named destinations (AES-256)", facts::names),
    as_in("locked-user.pdf", "outline.pdf", "contents (password)", facts::drawing),
    as_in("cut-off.pdf", "outline.pdf", "contents", facts::drawing),
    as_in("pages-none.pdf", "outline.pdf", "contents", facts::drawing),
];

#[test]
fn whatever_a_linked_pdf_has_is_kept_or_named() {
    let files = files();
    let built = build(&files);
    let is_whole =
        |path: &str| path.matches('/').count() == 1 && Path::new(path).extension().is_some_and(|end| end == "pdf");
    let (_, merged) = built.compiled.bundle.iter().find(|(path, _)| is_whole(path.as_str())).expect("a PDF");
    // For the oracles: they read the same file.
    if let Some(folder) = std::env::var_os("MATRIX_TO") {
        let folder = Path::new(&folder);
        std::fs::write(folder.join("matrix.pdf"), &merged.bytes).expect("written");
        std::fs::write(folder.join("matrix.untagged"), untagged(&merged.bytes, &files)).expect("written");
    }
    let merged = Document::load_mem(&merged.bytes).expect("it opens");
    let mut table = String::new();
    let mut lost = 0;
    for row in ROWS {
        let wanted = wanted(row, &files);
        let after = annex(&merged, row.file, &files).map(|part| (row.facts)(&part)).unwrap_or_default();
        let mut left = after.clone();
        let missing: Vec<&String> = wanted
            .iter()
            .filter(|fact| left.iter().position(|other| other == *fact).map(|at| left.remove(at)).is_none())
            .collect();
        let named = named(&built, row);
        let verdict = match (missing.is_empty(), named.is_empty()) {
            (true, _) => "kept",
            (false, false) => "named",
            (false, true) => "LOST",
        };
        let kept = wanted.len() - missing.len();
        let _ = writeln!(
            table,
            "{:26}{:30}{:4}{kept:6}  {verdict} {}",
            row.file,
            row.entry,
            wanted.len(),
            named.join(", ")
        );
        if verdict == "LOST" || wanted.is_empty() {
            lost += 1;
            let _ = writeln!(table, "    missing: {missing:?}\n    found: {after:?}");
        }
    }
    assert_eq!(lost, 0, "\n{:26}{:30}{:>4}{:>6}\n{table}", "file", "entry", "has", "after");
}

/// Pages whose tags were left out, or which never had any and kept the marks of another file: a finding names each.
const UNTAGGED: &[(&str, usize)] = &[
    ("tags-no-kids.pdf", 1),
    ("tags-no-kids.pdf", 2),
    ("tags-page-twice.pdf", 3),
    ("tags-shared-marks.pdf", 1),
    ("tags-shared-marks.pdf", 2),
    ("tags-stale-page.pdf", 3),
];

/// Where the pages of [`UNTAGGED`] stand in the finished file: `66,67`.
fn untagged(merged: &[u8], files: &BTreeMap<String, Vec<u8>>) -> String {
    let merged = Document::load_mem(merged).expect("it opens");
    let all = facts::pages(&merged);
    let place = |(file, page): &(&str, usize)| {
        let own = annex(&merged, file, files).expect("bound in").pages[page - 1];
        all.iter().position(|other| *other == own).expect("a page") + 1
    };
    UNTAGGED.iter().map(|spot| place(spot).to_string()).collect::<Vec<_>>().join(",")
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut files: BTreeMap<String, Vec<u8>> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect();
    files.insert("printpdf.pdf".to_owned(), documents::pdf(2));
    files
}

fn build(files: &BTreeMap<String, Vec<u8>>) -> Built {
    let links: String = files.keys().map(|name| format!("* [{name}](../documents/{name})\n")).collect();
    let guide = GuideTest::with_pages(&[("a.md", &format!("# A\n{links}"))]);
    files.iter().fold(guide, |guide, (name, bytes)| guide.file(&format!("documents/{name}"), bytes)).make(Make::Bundle)
}

fn wanted(row: &Row, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let from = match row.wanted {
        Wanted::Own => row.file,
        Wanted::As(sound) => sound,
        Wanted::Lines(lines) => return lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let document = Document::load_mem(&files[from]).expect("it opens");
    (row.facts)(&Part { document: &document, pages: facts::pages(&document), annex: None })
}

/// The pages of an annex in the finished file: as many as it has, from the one that its name leads to.
fn annex<'a>(merged: &'a Document, file: &'a str, files: &BTreeMap<String, Vec<u8>>) -> Option<Part<'a>> {
    let count = facts::pages(&Document::load_mem(&files[file]).ok()?).len();
    let pages = facts::pages(merged);
    let whole = Part { document: merged, pages: pages.clone(), annex: None };
    let address = file.strip_suffix(".pdf").expect("a PDF");
    let start = format!("documents.{address}: page ");
    let names = facts::names(&whole);
    let place: usize = names.iter().find_map(|line| line.strip_prefix(&start)?.split(' ').next()?.parse().ok())?;
    Some(Part { document: merged, pages: pages.get(place - 1..place - 1 + count)?.to_vec(), annex: Some(address) })
}

/// The rules that name a file as one that lost something of this kind.
fn named(built: &Built, row: &Row) -> Vec<&'static str> {
    let file = format!("documents/{}", row.file);
    let codes = built.compiled.findings.iter().filter(|finding| finding.place.file.as_str() == file);
    let mut codes: Vec<&str> = codes.map(|finding| finding.rule.code).collect();
    codes.retain(|code| match *code {
        "lost-in-pdf" | "unreadable-document" | "password-document" => true,
        "untagged-pdf" => row.entry == "tags",
        "missing-document-anchor" => row.entry == "links",
        "missing-document" => row.entry == "bookmarks to lost files",
        _ => false,
    });
    codes.dedup();
    codes
}
