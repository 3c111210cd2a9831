//! The bundle: what is in it, and how it is saved.

use std::fs;

use senco_guide::io;

use crate::support::{GuideTest, documents};

fn small() -> GuideTest {
    GuideTest::with_pages(&[
        ("01-start.md", "# Start\n[form](../documents/form.docx#where) and [money](02-money.md#top-up)\n"),
        ("02-money.md", "# Money\n## Top-up\nWords.\n"),
    ])
    .file("documents/form.docx", documents::docx("# The form\n^where\nWrite here."))
    .file("people.csv", "role,name,email,leaves\nSEN consultant,Somebody,somebody@aldermere.example,\n")
}

#[test]
fn the_bundle_holds_site_handover_and_report() {
    let built = small().build();
    built.finds(&[]);
    for path in [
        "site/index.html",
        "site/money.html",
        "site/documents.html",
        "site/documents/form.html",
        "site/documents/form.docx",
        "site/404.html",
        "site/manifest.json",
        "site/senco-guide.zip",
        "handover/DEPLOY.txt",
        "handover/SHA256SUMS",
        "report/report.html",
        "report/findings.json",
        "report/findings.csv",
        "report/links.csv",
    ] {
        assert!(built.has(path), "{path}");
    }
}

#[test]
fn links_are_written_as_the_graph_says() {
    let built = small().build();
    let page = built.text("site/index.html");
    assert!(page.contains("href=\"documents/form.html#where\""), "{page}");
    assert!(page.contains("href=\"money.html#top-up\""), "{page}");
    assert!(built.text("site/documents/form.html").contains("id=\"where\""));
}

#[test]
fn people_are_never_published() {
    let built = small().build();
    for (path, file) in built.compiled.bundle.iter() {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("Somebody"), "{path}");
    }
}

#[test]
fn every_link_has_a_row_and_the_counts_add_up() {
    let built = small().build();
    let rows = built.text("report/links.csv").lines().count() - 1;
    assert_eq!(rows, 2);
    let report: serde_json::Value = serde_json::from_str(&built.text("report/findings.json")).expect("JSON");
    assert_eq!(report["links"]["checked"], 2);
    let by_kind: u64 =
        report["links"]["by_kind"].as_object().expect("kinds").values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(by_kind, 2);
}

#[test]
fn a_new_bundle_takes_the_old_ones_place_and_nothing_else() {
    let guide = small();
    let out = guide.around().join("bundle");
    io::save_bundle(&guide.build().compiled.bundle, &out).expect("saved");
    fs::write(out.join("site/stale.html"), "old").expect("a stale page");
    io::save_bundle(&guide.build().compiled.bundle, &out).expect("saved again");
    assert!(!out.join("site/stale.html").exists());
    let mut left: Vec<String> = fs::read_dir(guide.around())
        .expect("the folder")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["bundle", "guide"]);
}

#[test]
fn a_file_that_is_the_same_in_the_new_bundle_keeps_its_time_and_a_changed_one_its_new_bytes() {
    let guide = small();
    let out = guide.around().join("bundle");
    let bundle = guide.build().compiled.bundle;
    io::save_bundle(&bundle, &out).expect("saved");
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(1);
    for file in ["site/index.html", "site/manifest.json"] {
        let file = fs::File::options().write(true).open(out.join(file)).expect("a file");
        file.set_modified(past).expect("a time");
    }
    let mut changed = bundle.clone();
    changed.insert("site/manifest.json", b"{}".as_slice());
    io::save_bundle(&changed, &out).expect("saved again");
    let time = |file: &str| fs::metadata(out.join(file)).and_then(|about| about.modified()).expect("a time");
    assert_eq!(time("site/index.html"), past);
    assert_ne!(time("site/manifest.json"), past);
    assert_eq!(fs::read(out.join("site/manifest.json")).expect("a file"), b"{}");
}

#[test]
fn a_bundle_that_a_stopped_run_put_aside_is_taken_back() {
    let guide = small();
    let out = guide.around().join("bundle");
    io::save_bundle(&guide.build().compiled.bundle, &out).expect("saved");
    fs::rename(&out, guide.around().join(".bundle.old")).expect("what a stopped run leaves");
    let blocked = senco_guide::Bundle::default();
    io::save_bundle(&blocked, &out).expect_err("nothing to write, so nothing to rename");
    assert!(out.join("site/index.html").is_file(), "the old bundle is back");
}

#[test]
fn a_folder_that_is_not_a_bundle_is_left_alone() {
    let guide = small();
    let failure = io::save_bundle(&guide.build().compiled.bundle, &guide.path()).expect_err("refused").to_string();
    assert!(failure.contains("not a bundle") && failure.contains("--out"), "{failure}");
    assert!(guide.path().join("pages/01-start.md").exists());
}

#[test]
fn a_page_budget_that_is_no_budget_is_said() {
    let guide = GuideTest::with_pages(&[("01-start.md", "# Start\n\nText.\n")]).file(
        "guide.toml",
        "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\n\n[budget]\npages = [24, 18]\n",
    );
    guide.build().finds(&["bad-config guide.toml:6:9"]);
}

#[cfg(feature = "typeset")]
#[test]
fn a_guide_outside_its_page_budget_is_noted_with_its_longest_chapters() {
    use senco_guide::Make;
    let settings = |budget: &str| {
        format!("[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\n\n[budget]\npages = {budget}\n")
    };
    let pages = [("01-start.md", "# Start\n\nText.\n"), ("02-long.md", "# The long one\n\nText. Text. Text.\n")];
    let found = |budget: &str| {
        let guide = GuideTest::with_pages(&pages).file("guide.toml", settings(budget));
        let built = guide.make(Make::Bundle);
        (built.found(), built.compiled.findings.iter().map(|finding| finding.fix.clone()).collect::<String>())
    };
    // A cover, the contents and two chapters.
    assert_eq!(found("[2, 4]").0, Vec::<String>::new());
    let (places, fix) = found("[1, 3]");
    assert_eq!(places, ["page-budget guide.toml:6:9"]);
    assert!(fix.contains("“The long one”, “Start”"), "{fix}");
    assert!(found("[5, 9]").1.contains("missing"));
}

#[test]
fn a_file_on_one_computer_is_to_be_copied_also_when_its_name_has_a_space() {
    let built = GuideTest::with_pages(&[("a.md", "# A\n\n[form](G:\\SEN\\EP form.docx)\n")]).build();
    let fix = &built.finding("broken-link-syntax").fix;
    assert!(fix.starts_with("Copy the file") && fix.contains("as ep-form.docx, without spaces"), "{fix}");
    assert!(fix.contains("[form](../documents/ep-form.docx)"), "{fix}");
}

#[test]
fn a_space_in_a_file_name_has_one_fix() {
    let fix = |address: &str| {
        let built = GuideTest::with_pages(&[("a.md", &format!("# A\n\n[form]({address})\n"))]).build();
        built.finding("broken-link-syntax").fix.clone()
    };
    assert_eq!(
        fix("../documents/EP form.docx#Part 2"),
        "Rename the file EP form.docx to ep-form.docx, unless that is its name already, and write \
         [form](../documents/ep-form.docx#Part-2)."
    );
    assert_eq!(
        fix("../documents/Referral Form (FINAL) v2.docx"),
        "Rename the file Referral Form (FINAL) v2.docx to referral-form-final-v2.docx, unless that is its name already, and \
         write [form](../documents/referral-form-final-v2.docx)."
    );
    assert!(fix("Early Help Form.docx").ends_with("write [form](../documents/early-help-form.docx)."));
    assert_eq!(
        fix("https://a.example/EP form.docx"),
        "Write %20 for each space: [form](https://a.example/EP%20form.docx)."
    );
}
