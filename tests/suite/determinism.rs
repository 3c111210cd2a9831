//! Same guide, same bytes: whatever the folder, the threads and the order in which files were made.

use std::path::Path;

use senco_guide::model::Bundle;

use crate::support::{GuideTest, build_folder, documents};

fn digests(bundle: &Bundle) -> Vec<String> {
    bundle.iter().map(|(path, file)| format!("{path} {}", file.digest)).collect()
}

#[test]
fn two_folders_two_orders_and_two_thread_counts_give_the_same_bundle() {
    let files: [(&str, Vec<u8>); 3] = [
        ("pages/a.md", b"# A\n[form](../documents/form.docx)\n".to_vec()),
        ("documents/form.docx", documents::docx("# Form")),
        ("guide.toml", b"[guide]\ntitle = \"T\"\nedition = \"2026-09\"\n".to_vec()),
    ];
    let forward = files.iter().fold(GuideTest::new(), |guide, (path, content)| guide.file(path, content));
    let backward = files.iter().rev().fold(GuideTest::new(), |guide, (path, content)| guide.file(path, content));
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let first = digests(&forward.build().compiled.bundle);
    let second = one_thread.install(|| digests(&backward.build().compiled.bundle));
    assert_eq!(first, second);
}

#[test]
fn the_day_changes_the_report_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide");
    let build = || build_folder(&folder, senco_guide::Make::BundleWithoutPdf).expect("the sample").compiled.bundle;
    assert_eq!(digests(&build()), digests(&build()));
}
