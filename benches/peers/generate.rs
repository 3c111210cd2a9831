//! The guide that is built: the same words, links and documents for every tool.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::documents;

const WORDS: &str = "the school asks the family what they think and writes down what was tried and what changed so that the next \
    person can see it before a decision is made about support for the pupil in class and at home over the term";

/// How large a generated guide is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Chapters of 900 words with 15 links each.
    pub(super) chapters: usize,
    /// Word files.
    pub(super) forms: usize,
    /// PDF files of four pages.
    pub(super) policies: usize,
}

/// The guide that every tool is given.
pub(super) const SMALL: Size = Size { chapters: 10, forms: 12, policies: 48 };

/// A guide as long as the real ones.
pub(super) const USUAL: Size = Size { chapters: 20, ..SMALL };

/// A guide longer than any.
pub(super) const LARGE: Size = Size { chapters: 1_000, forms: 600, policies: 2_400 };

/// The pages and the documents, each led to by a chapter at least.
pub(super) fn guide(folder: &Path, size: Size) {
    for part in ["pages", "documents"] {
        fs::create_dir_all(folder.join(part)).expect("a folder");
    }
    fs::write(
        folder.join("guide.toml"),
        "[guide]\ntitle = \"Generated guide\"\nedition = \"2026-09\"\neditor = \"SEN consultant\"\n",
    )
    .expect("settings");
    for number in 0..size.chapters {
        fs::write(folder.join(format!("pages/chapter-{number}.md")), chapter(number, size)).expect("a chapter");
    }
    for number in 0..size.forms {
        fs::write(folder.join(format!("documents/form-{number}.docx")), documents::docx(&form(number, size)))
            .expect("a form");
    }
    for number in 0..size.policies {
        fs::write(folder.join(format!("documents/policy-{number}.pdf")), documents::pdf(4)).expect("a policy");
    }
}

/// Puts a word at the end of a page, as an editor does before building again.
pub(super) fn lengthen(page: &Path) {
    let text = fs::read_to_string(page).expect("a page");
    fs::write(page, format!("{}\n\nMore.\n", text.trim_end())).expect("a page");
}

/// The same pages and files as an mdBook.
pub(super) fn book(guide: &Path, size: Size, book: &Path) {
    let source = book.join("src");
    fs::create_dir_all(source.join("pages")).expect("a folder");
    fs::create_dir_all(source.join("documents")).expect("a folder");
    fs::write(book.join("book.toml"), "[book]\ntitle = \"Generated guide\"\nlanguage = \"en\"\n").expect("settings");
    let mut summary = "# Summary\n\n".to_owned();
    for number in 0..size.chapters {
        let _ = writeln!(summary, "- [Chapter {number}](pages/chapter-{number}.md)");
    }
    fs::write(source.join("SUMMARY.md"), summary).expect("a summary");
    for part in ["pages", "documents"] {
        for entry in fs::read_dir(guide.join(part)).expect("files").map(|entry| entry.expect("a file")) {
            fs::copy(entry.path(), source.join(part).join(entry.file_name())).expect("a copy");
        }
    }
}

/// The same pages in Typst's own markup.
pub(super) fn typst(guide: &Path, size: Size, file: &Path) {
    let mut text = "#set document(title: \"Generated guide\")\n#outline()\n".to_owned();
    for number in 0..size.chapters {
        let markdown = fs::read_to_string(guide.join(format!("pages/chapter-{number}.md"))).expect("a chapter");
        for line in markdown.lines() {
            let line = line.replace("## ", "== ").replace("# ", "= ");
            let plain: String = line.chars().filter(|letter| !matches!(letter, '[' | ']' | '#')).collect();
            text.push_str(&plain);
            text.push('\n');
        }
    }
    fs::write(file, text).expect("a text");
}

fn chapter(number: usize, size: Size) -> String {
    let mut text = format!("# Chapter {number}\n\n");
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut links = links(number, size).into_iter();
    for section in 0..5 {
        let _ = writeln!(text, "## Section {section}\n");
        for paragraph in 0..3 {
            let start = (number + section * 7 + paragraph * 3) % words.len();
            let run: Vec<&str> = words.iter().cycle().skip(start).take(55).copied().collect();
            let _ = writeln!(text, "{}. {}\n", run.join(" "), links.next().unwrap_or_default());
        }
    }
    text
}

/// Six documents and nine headings of other chapters.
fn links(number: usize, size: Size) -> Vec<String> {
    let documents = (0..6).map(|step| (number * 6 + step) % (size.forms + size.policies));
    let documents = documents.map(|document| match document.checked_sub(size.forms) {
        None => format!("See the [form {document}](../documents/form-{document}.docx)."),
        Some(policy) => format!("See the [policy {policy}](../documents/policy-{policy}.pdf)."),
    });
    let headings = (0..9).map(|step| {
        let other = (number + step + 1) % size.chapters;
        format!("Read [section {}](chapter-{other}.md#section-{}).", step % 5, step % 5)
    });
    documents.chain(headings).collect()
}

/// A finished site: pages of 900 words with 60 links each, two in three of them to a heading, and nothing wrong.
pub(super) fn site(folder: &Path, pages: usize) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("look.css"), "body { margin: 0 }\n").expect("a style sheet");
    for number in 0..pages {
        let mut text = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><title>Page {number}</title><link rel=\"stylesheet\" href=\"look.css\">\
             </head>\n<body>\n<h1 id=\"top\">Page {number}</h1>\n"
        );
        for section in 0..20 {
            let other = (number * 7 + section * 13 + 1) % pages;
            let _ = writeln!(
                text,
                "<h2 id=\"section-{section}\">Section {section}</h2>\n<p>{WORDS}. <a href=\"page-{other}.html\">Page {other}</a> and \
                 <a href=\"page-{other}.html#section-{section}\">its section</a>, or <a href=\"#section-{section}\">here</a>.</p>"
            );
        }
        text.push_str("</body>\n</html>\n");
        fs::write(folder.join(format!("page-{number}.html")), text).expect("a page");
    }
}

fn form(number: usize, size: Size) -> String {
    let mut lines = format!("# Form {number}\n");
    for question in 0..30 {
        let _ = writeln!(lines, "{question}. {WORDS}?\n^answer_{question}");
    }
    let _ = writeln!(lines, "[next form](form-{}.docx)", (number + 1) % size.forms);
    lines
}
