//! The command line: what it prints, where it writes, how it ends.

use assert_cmd::Command;

use crate::support::{GuideTest, documents};

fn tool(guide: &GuideTest) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache")).env_remove("NO_COLOR");
    command
}

fn sound() -> GuideTest {
    GuideTest::with_pages(&[("a.md", "# A\n[form](../documents/form.docx)\n")])
        .file("documents/form.docx", documents::docx("# Form"))
}

fn broken() -> GuideTest {
    GuideTest::with_pages(&[
        ("a.md", "# A\nRead the [funding page](funding.md) first.\n"),
        ("funds.md", "# Funds\nWords.\n"),
    ])
}

#[test]
fn a_sound_guide_builds_and_ends_clean() {
    let guide = sound();
    let run = tool(&guide).args(["build", "--no-pdf", "--as-of", "2026-09-01"]).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert_eq!(told, "Nothing wrong.\nChecked: 1 page, 1 document and 1 link.\n");
    assert!(guide.around().join("bundle/site/index.html").is_file());
}

#[test]
fn a_command_that_nobody_understands_is_told_as_it_was_meant() {
    let guide = sound();
    for (words, tip) in [
        (["import", "Our", "guide.docx"].as_slice(), "senco-guide import \"Our guide.docx\""),
        (&["new", "Our", "guide"], "senco-guide new \"Our guide\""),
        (&["status", "--reviewed", "a"], "say which role read it, such as --by \"SEN consultant\""),
    ] {
        let run = tool(&guide).args(words).assert().code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains(tip), "{told}");
    }
}

#[test]
fn a_slip_in_the_settings_does_not_make_their_values_unknown() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\nRing {{send.phone}}.\n")])
        .file("guide.toml", "[guide]\ntitle: Guide\n[values]\nsend.phone = \"01632 960 101\"\n");
    let run = tool(&guide).args(["check", "--format", "csv"]).assert().code(1);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.contains("bad-config") && !told.contains("unknown-value"), "{told}");
}

#[test]
fn a_broken_link_is_told_with_its_place_and_its_fix() {
    let guide = broken();
    let run = tool(&guide).args(["check", "--as-of", "2026-09-01"]).assert().code(1);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let expected = "\
Broken link to a page                               pages/a.md, line 2, column 10
  “funding page” leads to pages/funding.md, but there is no such page.
  Fix: There is funds.md. Change the link to that, if it is what you mean.
     2 │ Read the [funding page](funding.md) first.
       │          ^^^^^^^^^^^^^^^^^^^^^^^^^^
  must fix · rule missing-page

1 thing must be fixed before this can be published.
Checked: 2 pages, 0 documents and 1 link.
";
    assert_eq!(
        told,
        expected.replace(
            "Broken link to a page                               ",
            &format!("Broken link to a page{}", " ".repeat(80 - 21 - 29))
        )
    );
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(!guide.around().join("bundle").exists(), "check writes nothing");
}

#[test]
fn reports_come_in_the_form_that_is_asked_for() {
    let guide = broken();
    tool(&guide).args(["check", "--format", "json", "--report", "out/findings.json"]).assert().code(1).stdout("");
    let text = std::fs::read_to_string(guide.around().join("out/findings.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["findings"][0]["rule"], "missing-page");
    assert_eq!(report["findings"][0]["place"]["line"], 2);
    assert_eq!(report["findings"][0]["place"]["column"], 10);
    let run = tool(&guide).args(["check", "--format", "csv"]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stdout).starts_with("\u{FEFF}severity,rule,file,line,"));
}

#[test]
fn a_pipe_has_no_colour_unless_it_is_asked_for() {
    let guide = broken();
    let plain = tool(&guide).args(["check"]).assert().code(1);
    assert!(!plain.get_output().stdout.contains(&0x1b));
    let painted = tool(&guide).args(["check", "--color", "always"]).assert().code(1);
    assert!(painted.get_output().stdout.contains(&0x1b));
}

#[test]
fn wrong_words_and_missing_folders_are_failures() {
    let guide = sound();
    tool(&guide).args(["bulid"]).assert().code(2);
    let run = tool(&guide).args(["build", "--guide", "nowhere"]).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("There is no guide folder nowhere."));
}

#[test]
fn strict_allows_no_note() {
    let guide = GuideTest::new().file("pages/a.md", "# A\nWords.\n");
    tool(&guide).args(["check"]).assert().code(0);
    tool(&guide).args(["check", "--strict"]).assert().code(1);
}

#[test]
fn a_bundle_that_stands_as_it_was_saved_is_left_and_any_other_is_made_again() {
    let guide = broken();
    let out = guide.around().join("bundle");
    let build = || {
        let run = tool(&guide).args(["build", "--no-pdf", "--as-of", "2026-09-01"]).assert().code(1);
        let [found, told] = [&run.get_output().stdout, &run.get_output().stderr].map(Clone::clone);
        let is_left = String::from_utf8_lossy(&told).starts_with("Nothing has changed since the last build.");
        (String::from_utf8_lossy(&found).into_owned(), is_left)
    };
    let (found, is_left) = build();
    assert!(found.contains("There is funds.md.") && !is_left);
    let page = std::fs::read(out.join("site/funds.html")).expect("a page");
    assert_eq!(build(), (found.clone(), true), "the same findings, and nothing made");

    std::fs::write(out.join("site/funds.html"), "changed by hand").expect("written");
    assert_eq!(build(), (found.clone(), false), "a file that was changed");
    assert_eq!(std::fs::read(out.join("site/funds.html")).expect("a page"), page);
    std::fs::write(out.join("site/notes.txt"), "left here").expect("written");
    assert_eq!(build(), (found.clone(), false), "a file that is not of the bundle");
    assert!(!out.join("site/notes.txt").exists());
    std::fs::remove_file(out.join("report/links.csv")).expect("removed");
    assert_eq!(build(), (found.clone(), false), "a file that is missing");

    std::fs::write(guide.around().join("guide/pages/funds.md"), "# Funds\nOther words.\n").expect("written");
    assert!(!build().1, "a page that was changed");
    assert!(std::fs::read_to_string(out.join("site/funds.html")).expect("a page").contains("Other words."));
}

#[test]
fn a_cache_changes_nothing_but_the_time() {
    let guide = sound();
    tool(&guide).args(["build", "--no-pdf", "--no-cache", "--as-of", "2026-09-01", "--out", "one"]).assert().code(0);
    tool(&guide).args(["build", "--no-pdf", "--as-of", "2026-09-01", "--out", "two"]).assert().code(0);
    tool(&guide).args(["build", "--no-pdf", "--as-of", "2026-09-01", "--out", "three"]).assert().code(0);
    let manifest = |out: &str| std::fs::read(guide.around().join(out).join("site/manifest.json")).expect("a manifest");
    assert_eq!(manifest("one"), manifest("two"));
    assert_eq!(manifest("two"), manifest("three"));
}

#[test]
fn rules_explain_themselves() {
    let guide = sound();
    let run = tool(&guide).args(["explain", "missing-document"]).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.contains("\nWhy:  A SENCO who needs the form"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    let run = tool(&guide).args(["explain", "missing-documnt"]).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("Do you mean missing-document?"));
}

#[test]
fn completions_and_the_manual_know_every_verb() {
    let guide = sound();
    for words in [&["completions", "bash"][..], &["completions", "powershell"], &["man"]] {
        let run = tool(&guide).args(words).assert().code(0);
        let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        for verb in ["build", "check", "publish", "rollback", "status", "explain"] {
            assert!(told.contains(verb), "{words:?} lacks {verb}");
        }
    }
}

#[test]
fn a_new_guide_builds_clean_and_is_never_written_over_another() {
    let here = sound();
    let run = tool(&here).args(["new", "mine"]).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.contains("senco-guide preview --open --guide mine"), "{told}");
    let build = ["build", "--no-pdf", "--guide", "mine", "--out", "made", "--as-of", "2026-09-01"];
    let run = tool(&here).args(build).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.starts_with("Nothing wrong.\n"), "{told}");
    let page = std::fs::read_to_string(here.around().join("made/site/asking-for-advice.html")).expect("a page");
    assert!(page.contains("01632 960 001") && !page.contains("{{"), "the value is in place");
    let usual = tempfile::tempdir().expect("a folder");
    let run = tool(&here).current_dir(usual.path()).args(["new", "guide"]).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(told.contains("senco-guide build\n") && !told.contains("--guide"), "{told}");
    let inside = tool(&here).current_dir(usual.path().join("guide")).args(["new", "guide"]).assert().code(2);
    let told = String::from_utf8_lossy(&inside.get_output().stderr).into_owned();
    assert!(told.contains("would lie in the guide"), "{told}");
    let pages = tool(&here).current_dir(usual.path().join("guide/pages")).assert().code(0);
    let told = String::from_utf8_lossy(&pages.get_output().stdout).into_owned();
    assert!(told.starts_with("This folder is part of the guide in"), "{told}");
    let run = tool(&here).args(["new", "mine"]).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("mine has files in it already"));
}

#[test]
fn without_a_verb_the_next_step_is_told() {
    let here = sound();
    let said = |folder: &std::path::Path| {
        let run = tool(&here).current_dir(folder).assert().code(0);
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let empty = tempfile::tempdir().expect("a folder");
    assert!(said(empty.path()).contains("senco-guide new guide"));
    std::fs::create_dir_all(empty.path().join("guide/pages")).expect("a guide");
    assert!(said(empty.path()).contains("senco-guide check"));
}
