//! Times senco-guide against the tools people would chain together in its place, on one generated guide, in one run.
//!
//! `cargo bench --bench peers` prints a table. The peers are `mdbook`, `hyperlink` and `lychee` (crates.io), `typst` (PyPI or the program),
//! `qpdf` and LibreOffice (Debian). What is not installed is skipped, and the table says so.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a program of its own, for developers"
)]

#[path = "../../tests/suite/support/documents.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod documents;

mod generate;

mod measure;

use std::path::Path;
use std::process::Command;

use generate::{LARGE, SMALL, Size, USUAL};
use measure::{Timed, run, runs, time};

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    generate::guide(&here.join("guide"), SMALL);
    generate::book(&here.join("guide"), SMALL, &here.join("book"));
    generate::typst(&here.join("guide"), SMALL, &here.join("guide.typ"));
    println!("One generated guide: 10 chapters of 900 words, 150 internal links, 60 documents (48 PDF, 12 Word).");
    println!("Median of {} runs, wall seconds.\n", runs());
    ours(here);
    book(here, "usual", USUAL, &Limits { whole: Some(1.0), each: None, memory: None });
    book(here, "large", LARGE, &Limits { whole: None, each: Some(0.7), memory: Some(0.5) });
    for pages in [100, 1_000] {
        checkers(here, pages);
    }
}

/// Our rows and the peers' rows, and the ratios the two are held to.
fn ours(here: &Path) {
    let cold = time("senco-guide build, cold", || tool(here, &["build", "--no-cache", "--out", "bundle"]));
    let first = time("senco-guide build, first with a cache", || {
        let _ = std::fs::remove_dir_all(here.join("cache"));
        tool(here, &["build", "--out", "bundle"])
    });
    let again = time("senco-guide build, nothing changed", || tool(here, &["build", "--out", "bundle"]));
    let pages = time("senco-guide build --no-pdf, cold", || {
        tool(here, &["build", "--no-pdf", "--no-cache", "--out", "bundle"])
    });
    let mdbook = time("mdbook build", || command("mdbook", &["build", "book"], here));
    let word = time("LibreOffice, 12 Word files to PDF", || libre_office(here));
    let typst = time("typst compile of the guide", || typst(here));
    let qpdf = time("qpdf --pages, guide and 48 PDFs", || qpdf(here));
    let hyperlink = time("hyperlink --check-anchors", || command("hyperlink", &["--check-anchors", "book/book"], here));
    println!();
    let chain =
        [mdbook, typst, qpdf, hyperlink].into_iter().collect::<Option<Vec<Timed>>>().map(|all| all.into_iter().sum());
    let with_word = chain.zip(word).map(|(chain, word): (Timed, Timed)| chain + word);
    ratio("whole build / chain with LibreOffice", cold, with_word, 0.5);
    ratio("whole build / chain without LibreOffice", cold, chain, 1.0);
    ratio("build --no-pdf, cold / mdbook build", pages, mdbook, 3.0);
    ratio("unchanged build / first build", again, first, 0.2);
    match measure::peak_megabytes(&tool(here, &["build", "--no-cache", "--out", "bundle"])) {
        Some(peak) => println!("{:<44} {peak:>8.0} MB   (at most 300)", "peak memory of a whole cold build"),
        None => {
            println!("peak memory: not measured, because the program /usr/bin/time (Debian: time) is not installed");
        }
    }
}

/// What a guide without its PDF may take of what mdBook takes.
struct Limits {
    /// Of its time.
    whole: Option<f64>,
    /// Of its time for each HTML page that is written.
    each: Option<f64>,
    /// Of its memory.
    memory: Option<f64>,
}

/// The web pages alone, with a warm cache, beside mdBook on the same chapters and files.
fn book(here: &Path, name: &str, size: Size, limits: &Limits) {
    let Size { chapters, forms, policies } = size;
    println!(
        "\nA generated guide of {chapters} chapters and {} documents ({policies} PDF, {forms} Word).",
        forms + policies
    );
    let theirs = format!("{name}-book");
    generate::guide(&here.join(name), size);
    generate::book(&here.join(name), size, &here.join(&theirs));
    let build = || tool(here, &["build", "--no-pdf", "--guide", name, "--out", &format!("{name}-bundle")]);
    let mdbook = || command("mdbook", &["build", &theirs], here);
    // A first check also typesets, which nobody does with thousands of documents.
    let check = limits
        .whole
        .and_then(|_| time("senco-guide check, nothing changed", || tool(here, &["check", "--guide", name])));
    if let Some(check) = check {
        println!("{:<44} {:>8.0} ms   (at most 50)", "  the same in milliseconds", check.seconds * 1000.0);
    }
    let [ours, others] = [time("senco-guide build --no-pdf, warm", build), time("mdbook build", mdbook)];
    let after_an_edit = || {
        generate::lengthen(&here.join(name).join("pages/chapter-0.md"));
        build()
    };
    let edited = time("senco-guide build --no-pdf, a page changed", after_an_edit);
    ratio("build --no-pdf, warm / mdbook build", ours, others, limits.whole);
    ratio("build --no-pdf, a page changed / mdbook build", edited, others, None);
    let [pages, their_pages] =
        [format!("{name}-bundle/site"), format!("{theirs}/book")].map(|site| html_files(&here.join(site)));
    println!("{:<44} {pages:>8} and {their_pages} by mdBook", "  HTML pages");
    ratio(
        "  the same for each HTML page",
        ours.map(|all| all.each_of(pages)),
        others.map(|all| all.each_of(their_pages)),
        limits.each,
    );
    ratio(
        "  a page changed, for each HTML page",
        edited.map(|all| all.each_of(pages)),
        others.map(|all| all.each_of(their_pages)),
        limits.each,
    );
    // One after the other: an edit is made when its command is.
    let makers: [&dyn Fn() -> Command; 3] = [&build, &after_an_edit, &mdbook];
    let peaks = makers.map(|command| measure::peak_megabytes(&command()));
    if let [Some(memory), Some(edited), Some(theirs)] = peaks {
        println!("{:<44} {memory:>8.0} MB   and {theirs:.0} MB by mdBook", "peak memory, nothing changed");
        if let Some(most) = limits.memory {
            println!("{:<44} {:>8.2}      (at most {most})", "  the same as a ratio", memory / theirs);
        }
        println!("{:<44} {edited:>8.0} MB", "peak memory, a page changed");
        println!("{:<44} {:>8.2}", "  the same as a ratio", edited / theirs);
    }
}

/// How many HTML files are in a folder and the folders in it.
fn html_files(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .map(|path| {
            if path.is_dir() { html_files(&path) } else { usize::from(path.extension().is_some_and(|it| it == "html")) }
        })
        .sum()
}

/// Checkers of finished HTML, on the same pages.
fn checkers(here: &Path, pages: usize) {
    let folder = format!("site-{pages}");
    generate::site(&here.join(&folder), pages);
    println!("\nOne generated site of {pages} pages with 60 links each.");
    let ours = time("senco-guide check --site", || tool(here, &["check", "--site", &folder]));
    let hyperlink = time("hyperlink --check-anchors", || command("hyperlink", &["--check-anchors", &folder], here));
    let lychee = time("lychee --offline --include-fragments", || {
        command("lychee", &["--offline", "--include-fragments", "--no-progress", &folder], here)
    });
    ratio("check --site / hyperlink", ours, hyperlink, 2.0);
    ratio("check --site / lychee", ours, lychee, 0.2);
}

fn ratio(name: &str, ours: Option<Timed>, theirs: Option<Timed>, most: impl Into<Option<f64>>) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let limit = most.into().map(|most| format!("      (at most {most})")).unwrap_or_default();
            println!("{name:<44} {:>8.2}{limit}", ours.seconds / theirs.seconds);
        }
        _ => println!("{name:<44} not measured: a peer is missing"),
    }
}

fn tool(here: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_senco-guide"));
    command
        .args(words)
        .args(["--as-of", "2026-09-01", "--quiet"])
        .current_dir(here)
        .env("SENCO_GUIDE_CACHE", here.join("cache"));
    command
}

fn command(program: &str, words: &[&str], here: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(here);
    command
}

/// All Word files in one call, which is how it is quickest, each run with a profile that is warm.
fn libre_office(here: &Path) -> Command {
    let mut command =
        command("soffice", &["--headless", "--norestore", "--convert-to", "pdf", "--outdir", "converted"], here);
    command.arg(format!("-env:UserInstallation=file://{}", here.join("office").display()));
    command.args((0..12).map(|number| format!("guide/documents/form-{number}.docx")));
    command
}

/// The program when it is there, else the same compiler from PyPI.
fn typst(here: &Path) -> Command {
    if run(&mut command("typst", &["--version"], here)).is_some() {
        return command("typst", &["compile", "guide.typ", "guide.pdf"], here);
    }
    command("python3", &["-c", "import typst; typst.compile('guide.typ', output='guide.pdf')"], here)
}

fn qpdf(here: &Path) -> Command {
    let mut command = command("qpdf", &["--empty", "--pages", "guide.pdf"], here);
    command.args((0..48).map(|number| format!("guide/documents/policy-{number}.pdf"))).args(["--", "merged.pdf"]);
    command
}
