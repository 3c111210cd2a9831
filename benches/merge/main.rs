//! Times the merge alone against the programs that join PDFs, on the same files, in one run.
//!
//! `cargo bench --bench merge` prints a table for a guide with 60 and with 600 linked PDFs of four pages, and one for 60 of which
//! most have tags, which the peers leave out. Typesetting is done
//! once, before the clock starts; then each row is a whole process that reads the guide and every linked PDF from the disk,
//! joins them and writes the file. The peers are `qpdf`, `pdfunite` (Debian: poppler-utils) and `mutool`
//! (mupdf-tools); the linked PDFs are made by Typst and reportlab (PyPI) and printpdf. What is not installed is skipped.
//! `MERGE_KEEP=1` keeps the folders, so that one row can be run again under a profiler: `merge --bind FOLDER`.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a program of its own, for developers"
)]

#[path = "../../tests/suite/support/documents.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod documents;

#[path = "../peers/measure.rs"]
#[allow(dead_code, reason = "shared with the other benchmark, which uses more of it")]
mod measure;

mod binding;

mod generate;

use std::path::Path;
use std::process::Command;

use generate::Mix;
use measure::{Timed, peak_megabytes, runs, time};

/// What a child process is told to do, before the name of the folder.
const BIND: &str = "--bind";

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let Some(folder) = words.iter().position(|word| word == BIND).and_then(|at| words.get(at + 1)) {
        return binding::bind(Path::new(folder));
    }
    println!("Median of {} runs, whole processes, wall seconds.", runs());
    table(60, Mix::MostlyTagged);
    let few = table(60, Mix::Thirds);
    let many = table(600, Mix::Thirds);
    println!();
    ratio("600 / 60 linked PDFs, seconds", many.seconds, few.seconds, 11.0);
    ratio("600 / 60 linked PDFs, peak memory", many.peak, few.peak, 11.0);
}

/// What our row came to.
struct Ours {
    seconds: Option<f64>,
    peak: Option<f64>,
}

fn table(annexes: usize, mix: Mix) -> Ours {
    let mut folder = tempfile::tempdir().expect("a temporary folder");
    folder.disable_cleanup(std::env::var_os("MERGE_KEEP").is_some());
    let here = folder.path();
    if !generate::guide(here, annexes, mix) {
        println!("\nskipped: the linked PDFs need Typst and reportlab (python3 -m pip install typst reportlab)");
        return Ours { seconds: None, peak: None };
    }
    let pages = binding::prepare(here);
    println!("\nA guide of {pages} pages and {annexes} linked PDFs of 4 pages, {}.", mix.words());
    let ours = time("senco-guide: tags, links, forms, stamps", || bind(here));
    let qpdf = time("qpdf --pages", || join(here, "qpdf.pdf", annexes, &["qpdf"]));
    let streams = time("qpdf --pages, object streams", || {
        join(here, "qpdf-streams.pdf", annexes, &["qpdf", "--object-streams=generate"])
    });
    let unite = time("pdfunite", || unite(here, annexes));
    time("mutool merge", || mutool(here, annexes));
    println!();
    ratio("merge / qpdf --pages", seconds(ours), seconds(qpdf), 0.35);
    ratio("merge / qpdf --pages, object streams", seconds(ours), seconds(streams), 0.35);
    ratio("merge / pdfunite", seconds(ours), seconds(unite), 1.0);
    ratio("file / file of qpdf with object streams", size(here, "ours.pdf"), size(here, "qpdf-streams.pdf"), 1.0);
    let peak = peak_megabytes(&bind(here));
    match peak {
        Some(peak) => println!("{:<44} {peak:>8.0} MB   (at most 80 for 60 linked PDFs)", "peak memory of the merge"),
        None => println!("peak memory: not measured, because /usr/bin/time (Debian: time) is not installed"),
    }
    Ours { seconds: seconds(ours), peak }
}

fn seconds(timed: Option<Timed>) -> Option<f64> {
    timed.map(|timed| timed.seconds)
}

#[allow(clippy::cast_precision_loss, reason = "a size for a ratio of two figures")]
fn size(here: &Path, name: &str) -> Option<f64> {
    std::fs::metadata(here.join(name)).ok().map(|file| file.len() as f64)
}

fn ratio(name: &str, ours: Option<f64>, theirs: Option<f64>, most: f64) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => println!("{name:<44} {:>8.2}      (at most {most})", ours / theirs),
        _ => println!("{name:<44} not measured: a peer is missing"),
    }
}

fn bind(here: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(BIND).arg(here);
    command
}

fn join(here: &Path, out: &str, annexes: usize, program: &[&str]) -> Command {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).args(["--empty", "--pages", "guide.pdf"]).args(generate::files(annexes));
    command.args(["--", out]).current_dir(here);
    command
}

fn unite(here: &Path, annexes: usize) -> Command {
    let mut command = Command::new("pdfunite");
    command.arg("guide.pdf").args(generate::files(annexes)).arg("unite.pdf").current_dir(here);
    command
}

fn mutool(here: &Path, annexes: usize) -> Command {
    let mut command = Command::new("mutool");
    command.args(["merge", "-o", "mutool.pdf", "guide.pdf"]).args(generate::files(annexes)).current_dir(here);
    command
}
