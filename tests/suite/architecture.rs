//! The dependency rule: a room uses only the rooms above it in `lib.rs`, crates stay in their rooms, and only the edges touch the world.

use std::fs;
use std::path::{Path, PathBuf};

/// The street, top to bottom, with the rooms that may use `io`.
const STREET: [(&str, bool); 20] = [
    ("model", false),
    ("io", true),
    ("config", false),
    ("load", true),
    ("parse", false),
    ("inspect", false),
    ("history", false),
    ("link", false),
    ("probe", true),
    ("check", false),
    ("write", false),
    ("verify", false),
    ("publish", true),
    ("upkeep", false),
    ("rules", false),
    ("report", false),
    ("import", false),
    ("compile", true),
    ("preview", true),
    ("cli", true),
];

/// Crates and the rooms they belong to.
const CRATES: [(&str, &[&str]); 19] = [
    ("pulldown_cmark", &["parse"]),
    ("linkify", &["parse", "inspect"]),
    ("typst", &["write/pdf"]),
    ("typst_pdf", &["write/pdf"]),
    ("typst_layout", &["write/pdf"]),
    ("lopdf", &["inspect/pdf", "verify", "write/merge", "write/pdf"]),
    ("walkdir", &["io"]),
    ("clap", &["cli", "report"]),
    ("quick_xml", &["inspect", "io/target"]),
    ("html5gum", &["probe", "verify"]),
    ("ureq", &["io"]),
    ("opendal", &["io/target"]),
    ("russh", &["io/target"]),
    ("tokio", &["io/target", "preview"]),
    ("axum", &["preview/server.rs"]),
    ("notify", &["preview/watch.rs"]),
    ("opener", &["io"]),
    ("minijinja", &["write/html", "report", "preview"]),
    ("toml", &["config"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&entry).expect("a source");
                files.push((entry.strip_prefix(&root).expect("below src").to_owned(), text));
            }
        }
    }
    files
}

fn room(path: &Path) -> String {
    let first = path.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The lines of code before a file's own tests; files that hold tests only are left out.
fn code(path: &Path, text: &str) -> String {
    if path.file_stem().is_some_and(|stem| stem == "tests") || path.iter().any(|part| part == "tests") {
        return String::new();
    }
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_room_uses_only_the_rooms_above_it() {
    let position = |name: &str| STREET.iter().position(|(room, _)| *room == name);
    for (path, text) in sources() {
        let Some(mine) = position(&room(&path)) else { continue };
        let code = code(&path, &text);
        for (theirs, (name, _)) in STREET.iter().enumerate() {
            let uses = code.contains(&format!("crate::{name}::"))
                || code.contains(&format!("crate::{name};"))
                || grouped(&code, name);
            assert!(!uses || theirs <= mine, "src/{} uses {name}, which comes after it in the street", path.display());
            let is_edge = STREET[mine].1;
            assert!(!(uses && *name == "io") || is_edge, "src/{} uses io: it must be pure", path.display());
        }
    }
}

/// `use crate::{check, config};`
fn grouped(code: &str, name: &str) -> bool {
    code.split("use crate::{")
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .any(|group| group.split(',').any(|part| part.trim() == name))
}

#[test]
fn the_two_writers_do_not_know_each_other() {
    for (path, text) in sources() {
        let code = code(&path, &text);
        let (html, pdf) = (path.starts_with("write/html"), path.starts_with("write/pdf"));
        assert!(!(html && code.contains("write::pdf")), "{}", path.display());
        assert!(!(pdf && code.contains("write::html")), "{}", path.display());
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    for (path, text) in sources() {
        let code = code(&path, &text);
        for (name, rooms) in CRATES {
            let uses = code.contains(&format!("use {name}::")) || code.contains(&format!(" {name}::"));
            assert!(
                !uses || rooms.iter().any(|room| path.starts_with(room)),
                "src/{} uses the crate {name}",
                path.display()
            );
        }
    }
}

/// Edges outside `io`: the terminal, and the two ends of the preview, which are its own: nobody else waits for saves or answers
/// a browser, and both would be half of the preview in another room.
const EDGES: [&str; 6] =
    ["main.rs", "cli/terminal.rs", "cli/waiting.rs", "preview/neighbours.rs", "preview/server.rs", "preview/watch.rs"];

#[test]
fn only_the_edges_touch_the_world() {
    let is_edge = |path: &Path| path.starts_with("io") || EDGES.iter().any(|edge| path == Path::new(edge));
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_edge(path)) {
        let code = code(&path, &text);
        for forbidden in [
            "std::fs",
            "std::env::var",
            "SystemTime",
            "Instant::now",
            "std::net",
            "thread::spawn",
            "println!",
            "eprintln!",
        ] {
            assert!(!code.contains(forbidden), "src/{} uses {forbidden}", path.display());
        }
    }
}

#[test]
fn lib_rs_lists_the_rooms_in_the_order_of_the_street() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, STREET.map(|(room, _)| room));
}
