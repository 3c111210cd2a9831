//! Files that are not whole yet are waited for.

use senco_guide::model::{Refusal, SourceFile, Sources};
use senco_guide::preview::{Patience, is_passing};

use super::{ms, path};
use crate::support::documents;

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile::new(path(name), bytes.to_vec())
}

fn locked(name: &str) -> SourceFile {
    SourceFile::refused(path(name), Refusal::Unreadable("it is in use".to_owned()))
}

/// What a build is given, each as `name=first bytes`, and how many sentences say that something is waited for.
fn admitted(patience: &mut Patience, last: &Sources, read: Vec<SourceFile>, now: u64) -> (Vec<String>, usize) {
    let admitted = patience.admit(last, read, ms(now));
    let told = |file: &SourceFile| format!("{}={}", file.path, file.bytes.len());
    (admitted.sources.files().iter().map(told).collect(), admitted.waiting.len())
}

#[test]
fn a_half_written_file_stays_as_it_was_for_three_seconds() {
    let whole = documents::docx("# Form");
    let last = Sources::new(vec![file("documents/a.docx", &whole), file("pages/a.md", b"# A")]);
    let half = || vec![file("documents/a.docx", &whole[..100]), file("pages/a.md", b"")];
    let mut patience = Patience::default();
    let as_before = vec![format!("documents/a.docx={}", whole.len()), "pages/a.md=3".to_owned()];
    assert_eq!(admitted(&mut patience, &last, half(), 1_000), (as_before.clone(), 2));
    assert_eq!(admitted(&mut patience, &last, half(), 3_900), (as_before, 2));
    let as_it_is = vec!["documents/a.docx=100".to_owned(), "pages/a.md=0".to_owned()];
    assert_eq!(admitted(&mut patience, &last, half(), 4_000), (as_it_is, 0), "then it is a finding");
}

#[test]
fn a_locked_file_stays_as_it_was_for_as_long_as_it_is_locked() {
    let last = Sources::new(vec![file("documents.csv", b"id,file")]);
    let mut patience = Patience::default();
    for now in [0, 60_000, 3_600_000] {
        let (files, waiting) = admitted(&mut patience, &last, vec![locked("documents.csv")], now);
        assert_eq!((files, waiting), (vec!["documents.csv=7".to_owned()], 1));
    }
}

#[test]
fn a_file_that_is_renamed_twice_is_never_missed() {
    let last = Sources::new(vec![file("documents/a.pdf", b"%PDF %%EOF")]);
    let mut patience = Patience::default();
    let gone = patience.admit(&last, Vec::new(), ms(1_000));
    assert_eq!((gone.sources.files().len(), gone.again_at), (1, Some(ms(1_300))));
    assert_eq!(admitted(&mut patience, &last, Vec::new(), 1_300), (Vec::new(), 0), "it is gone");
}

#[test]
fn files_that_programs_put_down_for_a_moment_are_no_part_of_the_guide() {
    for name in
        ["~$form.docx", "~WRL0001.tmp", "form.docx.tmp", "A1B2C3D0", "notes.md~", "4913", ".#a.md", "a.crdownload"]
    {
        assert!(is_passing(&path(&format!("documents/{name}"))), "{name}");
    }
    for name in ["form.docx", "bands.pdf", "template.md", "12345678.docx", "deadbeef"] {
        assert!(!is_passing(&path(&format!("documents/{name}"))), "{name}");
    }
}
