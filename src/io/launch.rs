//! Opens things beside us: an address in the browser, a file in its program, an editor by its own words.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Failure;

/// Opens an address in the browser.
///
/// # Errors
/// When the system knows no browser.
pub fn open_address(address: &str) -> Result<(), Failure> {
    let fix = format!("open your browser yourself and go to {address}");
    open(address.as_ref(), &format!("The browser at {address}"), &fix)
}

/// Opens a file or folder in the program that the system has for it.
///
/// # Errors
/// When the system has none.
pub fn open_file(path: &Path) -> Result<(), Failure> {
    let fix = "open it yourself, or name your editor in guide.toml under [preview] open_with.";
    open(path.as_os_str(), &path.display().to_string(), fix)
}

/// Starts a program with its words, the program first, and does not wait for it. No shell reads the words.
///
/// # Errors
/// When there is no such program.
pub fn start(words: &[String]) -> Result<(), Failure> {
    let Some((program, rest)) = words.split_first() else { return Ok(()) };
    let names: &[&str] = if cfg!(windows) { &["", ".cmd", ".bat"] } else { &[""] };
    let spawn = |ending: &&str| {
        let mut command = Command::new(format!("{program}{ending}"));
        command.args(rest).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn()
    };
    let mut reason = String::new();
    for ending in names {
        match spawn(ending) {
            Ok(mut child) => {
                // Waited for, or it would stay in the system's list when it has ended.
                std::thread::spawn(move || child.wait());
                return Ok(());
            }
            Err(error) => reason = error.to_string(),
        }
    }
    Err(Failure::NotOpened {
        what: format!("The editor “{program}”"),
        reason,
        fix: "check the line open_with under [preview] in guide.toml; without it, the system's own program is used."
            .to_owned(),
    })
}

fn open(what: &OsStr, words: &str, fix: &str) -> Result<(), Failure> {
    opener::open(what).map_err(|error| Failure::NotOpened {
        what: words.to_owned(),
        reason: error.to_string(),
        fix: fix.to_owned(),
    })
}
