//! Runs the suite that every publish target must pass, on real servers.
//!
//! The file that `SENCO_GUIDE_TEST_TARGETS` names is a `guide.toml` with a `[publish.NAME]` for each server; secrets come from
//! the environment as always. `tests/oracles/publish_to.py` starts a server and then this. Without it, only the targets
//! that need no server are tried here; `tests/suite` tries them in more ways.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a program of its own, for developers"
)]

mod contract;

use std::process::ExitCode;

use contract::{CASES, Place, clear};
use senco_guide::config;
use senco_guide::io::open_target;
use senco_guide::model::{GuidePath, PublishTarget, SourceFile, Sources};

fn main() -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder");
    let usual = format!("[publish.folder]\nkind = \"folder\"\npath = '{}'\n", folder.path().display());
    let text = match std::env::var("SENCO_GUIDE_TEST_TARGETS") {
        Ok(file) => std::fs::read_to_string(file).expect("the settings of the servers"),
        Err(_) => usual,
    };
    let mut failed = 0;
    let mut passed = 0;
    for settings in targets(&text) {
        for (name, case) in CASES {
            let outcome = std::panic::catch_unwind(|| {
                let target = open_target(&settings).unwrap_or_else(|failure| panic!("{failure}"));
                clear(&*target);
                case(&Place { target: &*target, settings: &settings });
            });
            let word = if outcome.is_ok() { "ok" } else { "FAILED" };
            println!("test {} ({}): {name} ... {word}", settings.name, settings.kind.words());
            if outcome.is_ok() { passed += 1 } else { failed += 1 }
        }
    }
    println!("\ntest result: {}. {passed} passed; {failed} failed", if failed == 0 { "ok" } else { "FAILED" });
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn targets(text: &str) -> Vec<PublishTarget> {
    let path = GuidePath::new("guide.toml").expect("inside");
    let outcome = config::read(&Sources::new(vec![SourceFile::new(path, text.as_bytes().to_vec())]));
    for finding in outcome.findings.iter() {
        println!("{} {}", finding.what, finding.fix);
    }
    outcome.value.publish
}
