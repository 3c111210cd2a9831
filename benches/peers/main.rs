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

use measure::{Timed, run, runs, time};

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    generate::guide(&here.join("guide"), 10);
    generate::guide(&here.join("larger"), 20);
    generate::book(&here.join("guide"), &here.join("book"));
    generate::typst(&here.join("guide"), &here.join("guide.typ"));
    println!("One generated guide: 10 chapters of 900 words, 150 internal links, 60 documents (48 PDF, 12 Word).");
    println!("Median of {} runs, wall seconds.\n", runs());
    ours(here);
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
    let pages_warm = time("senco-guide build --no-pdf, warm", || tool(here, &["build", "--no-pdf", "--out", "bundle"]));
    let check = time("check of 20 pages and 60 files, unchanged", || tool(here, &["check", "--guide", "larger"]));
    if let Some(check) = check {
        println!("{:<44} {:>8.0} ms   (at most 50)", "  the same in milliseconds", check.seconds * 1000.0);
    }
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
    ratio("build --no-pdf, warm / mdbook build", pages_warm, mdbook, 1.0);
    ratio("unchanged build / first build", again, first, 0.2);
    match measure::peak_megabytes(&tool(here, &["build", "--no-cache", "--out", "bundle"])) {
        Some(peak) => println!("{:<44} {peak:>8.0} MB   (at most 300)", "peak memory of a whole cold build"),
        None => {
            println!("peak memory: not measured, because the program /usr/bin/time (Debian: time) is not installed");
        }
    }
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

fn ratio(name: &str, ours: Option<Timed>, theirs: Option<Timed>, most: f64) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            println!("{name:<44} {:>8.2}      (at most {most})", ours.seconds / theirs.seconds);
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
