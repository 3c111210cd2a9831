//! Same guide, same bytes: whatever the folder, the threads and the order in which files were made.

use jiff::civil::date;
use senco_guide::Make;
use senco_guide::model::Bundle;

use crate::support::{GuideTest, build_folder_as_of, documents, guide_folder};

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
    let build = |year| {
        let built = build_folder_as_of(&guide_folder("tiny"), Make::BundleWithoutPdf, date(year, 9, 1));
        let all = digests(&built.expect("the tiny guide").compiled.bundle);
        all.into_iter().partition::<Vec<_>, _>(|line| line.starts_with("report/"))
    };
    let (report_then, rest_then) = build(2026);
    let (report_later, rest_later) = build(2028);
    assert_eq!(rest_then, rest_later);
    assert_ne!(report_then, report_later, "by then every review is overdue");
}
