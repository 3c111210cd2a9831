//! Files made to do harm: each beside a page and a sound document, built and checked by the program under a limit of 5
//! seconds and 512 MB that is set from outside. The program neither stops nor gives up; it says one thing about the file,
//! and the rest of the bundle is whole.
//!
//! The files are made here, byte by byte, and never kept: some have 90 MB.

mod bombs;

mod broken;

mod crowds;

mod cycles;

mod filters;

mod liars;

mod program;

mod shapes;

pub(crate) mod writer;

/// A hostile file.
struct Case {
    name: &'static str,
    /// What is said about it: mostly one rule.
    finds: &'static str,
    make: fn() -> Vec<u8>,
}

const UNREADABLE: &str = "unreadable-document";
const PASSWORD: &str = "password-document";
const UNTAGGED: &str = "untagged-pdf";
const INACCESSIBLE: &str = "inaccessible-pdf";

/// Besides its missing tags, it has a link or a field that does not work in a joined PDF, or a part that nobody can read, which the
/// PDF's writer finds.
const LOST: &str = if cfg!(feature = "typeset") { "lost-in-pdf untagged-pdf" } else { UNTAGGED };

/// Besides its missing tags, it has a file inside it.
const ATTACHED: &str = "files-inside-pdf untagged-pdf";

/// Besides its missing tags, it has a comment.
const COMMENTED: &str = "hidden-data untagged-pdf";

fn try_all(cases: &[Case]) {
    let faults: Vec<String> = cases.iter().flat_map(program::faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn parts_that_lead_back_to_themselves_do_no_harm() {
    try_all(cycles::CASES);
}

#[test]
fn a_million_of_a_kind_does_no_harm() {
    try_all(crowds::CASES);
}

#[test]
fn small_files_that_unpack_to_much_do_no_harm() {
    try_all(bombs::CASES);
}

#[test]
fn torn_and_mislabelled_files_do_no_harm() {
    try_all(broken::CASES);
}

#[test]
fn absurd_sizes_do_no_harm() {
    try_all(shapes::CASES);
}

#[test]
fn cross_references_that_lie_do_no_harm() {
    try_all(liars::CASES);
}
