//! Runs the program under limits from outside, and judges what it leaves behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use super::Case;
use crate::support::GuideTest;

/// Seconds of processor time, of all threads together: a busy machine does not make them longer.
const SECONDS: &str = "5";

/// Seconds by the clock after which a program that waits for ever is ended.
const PATIENCE: &str = "60";

/// What the program may hold in memory, in kilobytes: 512 MB.
const KILOBYTES: &str = "524288";

/// The longest that a finding may say what is wrong.
const LONGEST_WHAT: usize = 600;

/// How much of what the program said is told when something is wrong.
const LONGEST_WORDS: usize = 400;

/// What is wrong after the program has met this file; empty when all is well.
pub fn faults(case: &Case) -> Vec<String> {
    let sound = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/chromium.pdf")).expect("a PDF");
    let guide =
        GuideTest::with_pages(&[("a.md", "# A\n[One](../documents/hostile.pdf) [Two](../documents/sound.pdf)\n")])
            .file("documents/hostile.pdf", (case.make)())
            .file("documents/sound.pdf", &sound);
    let mut faults = Vec::new();
    for verb in ["check", "build"] {
        faults.extend(
            faults_of(case, &run(&guide, verb)).into_iter().map(|fault| format!("{} ({verb}): {fault}", case.name)),
        );
    }
    faults.extend(faults_of_bundle(&guide, &sound).into_iter().map(|fault| format!("{}: {fault}", case.name)));
    faults
}

/// The program under a limit of time, which kills it, and of memory, which lets its next allocation fail.
#[cfg(target_os = "linux")]
fn run(guide: &GuideTest, verb: &str) -> Output {
    let limited = format!("ulimit -c 0; ulimit -t {SECONDS}; ulimit -d {KILOBYTES}; exec \"$@\"");
    let mut command = Command::new("timeout");
    command.args(["-s", "KILL", PATIENCE, "sh", "-c", &limited, "sh"]).arg(cargo_bin("senco-guide"));
    output(command, guide, verb)
}

/// Elsewhere without limits: there is no plain way that works everywhere.
#[cfg(not(target_os = "linux"))]
fn run(guide: &GuideTest, verb: &str) -> Output {
    output(Command::new(cargo_bin("senco-guide")), guide, verb)
}

fn output(mut command: Command, guide: &GuideTest, verb: &str) -> Output {
    command
        .env("RUST_BACKTRACE", "0")
        .args([verb, "--no-cache", "--format", "json", "--as-of", "2026-09-01"])
        .current_dir(guide.around());
    command.output().expect("the program runs")
}

fn faults_of(case: &Case, run: &Output) -> Vec<String> {
    let told: String = String::from_utf8_lossy(&run.stderr).chars().take(LONGEST_WORDS).collect();
    let Some(status) = run.status.code().filter(|code| *code < 2) else {
        return vec![format!("it ended with {} and said {told}", run.status)];
    };
    let mut faults = Vec::new();
    if told.contains("panicked") {
        faults.push(format!("it said {told}"));
    }
    let Ok(report) = serde_json::from_slice::<Value>(&run.stdout) else {
        return vec![format!("no report: {}", String::from_utf8_lossy(&run.stdout))];
    };
    let findings = report["findings"].as_array().expect("findings");
    let about = |file: &str| findings.iter().filter(|finding| finding["place"]["file"] == file).collect::<Vec<_>>();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let found: Vec<String> = about("documents/hostile.pdf").iter().map(|finding| text(finding, "rule")).collect();
    if found.join(" ") != case.finds {
        faults.push(format!("it found {found:?}, not {}", case.finds));
    }
    for finding in about("documents/hostile.pdf") {
        let (what, fix) = (text(finding, "what"), text(finding, "fix"));
        if !what.ends_with('.') || !fix.ends_with('.') || what.len() > LONGEST_WHAT {
            faults.push(format!("no plain words: {what:.400} {fix}"));
        }
    }
    if !about("documents/sound.pdf").iter().all(|finding| finding["rule"] == "inaccessible-pdf") {
        faults.push(format!("it found fault with the sound document: {:?}", about("documents/sound.pdf")));
    }
    let must = findings.iter().any(|finding| finding["severity"] == "must-fix");
    if status != i32::from(must) {
        faults.push(format!("it ended with {status}"));
    }
    faults
}

/// The page, the sound document and the PDF are there, whatever the hostile file is.
fn faults_of_bundle(guide: &GuideTest, sound: &[u8]) -> Vec<String> {
    let site = guide.around().join("bundle/site");
    let mut faults = Vec::new();
    for page in ["index.html", "documents/sound.html", "documents/hostile.html"] {
        if !fs::read_to_string(site.join(page)).is_ok_and(|page| page.contains("</html>")) {
            faults.push(format!("no {page}"));
        }
    }
    if fs::read(site.join("documents/sound.pdf")).ok().as_deref() != Some(sound) {
        faults.push("no sound.pdf".to_owned());
    }
    if cfg!(feature = "typeset") {
        let pages = lopdf::Document::load(site.join("senco-guide.pdf")).map_or(0, |pdf| pdf.get_pages().len());
        if pages < 4 {
            faults.push(format!("the PDF has {pages} pages"));
        }
    }
    faults
}
