//! A record is read back as it was written, and nothing that stands in its place stops a build.

use super::*;
use crate::model::{Inventory, Manifest, PageRecord, SpotRecord, Wording};

fn release() -> Release {
    let spot = SpotRecord {
        id: "gebühren".to_owned(),
        title: "Gebühren & “fees”".to_owned(),
        level: Some(2),
        wording: Wording { sentences: vec![0, u32::MAX] },
        also: vec!["fees".to_owned()],
    };
    let page = PageRecord {
        file: GuidePath::new("pages/a.md").expect("inside"),
        address: "a".to_owned(),
        title: "A".to_owned(),
        title_id: Some("a".to_owned()),
        summary: None,
        opening: Wording::default(),
        spots: vec![spot],
        also: Vec::new(),
    };
    let manifest = Manifest {
        format: 1,
        tool: "senco-guide".to_owned(),
        guide: "Guide".to_owned(),
        edition: "Summer / 2026".to_owned(),
        files: Vec::new(),
        redirects: Vec::new(),
        source_sha256: crate::model::Digest::of(b""),
    };
    let published = jiff::civil::date(2026, 6, 4);
    Release { number: 3, published, by: None, inventory: Inventory { pages: vec![page], documents: vec![] }, manifest }
}

fn sources(text: &[u8]) -> Sources {
    let path = GuidePath::new("history/releases/0003.json").expect("inside");
    Sources::new(vec![SourceFile::new(path, text.to_vec())])
}

#[test]
fn a_record_is_read_back_as_it_was_written() {
    let release = release();
    assert_eq!(file_name(&release), "history/releases/0003-summer--2026.json");
    let read = read(&sources(render(&release).as_bytes()));
    assert!(read.findings.is_empty());
    assert_eq!(read.value.releases, [release]);
}

#[test]
fn a_record_cut_off_anywhere_is_a_finding() {
    let text = render(&release());
    for length in (0..text.len() - 2).step_by(7) {
        let read = read(&sources(&text.as_bytes()[..length]));
        assert_eq!((read.findings.len(), read.value.releases.len()), (1, 0), "{length}");
    }
}
