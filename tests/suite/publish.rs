//! `publish`, `verify`, `releases` and `rollback` as people type them, to a folder, with a web server before it.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;

use crate::support::web_server::{WebServer, answer, html};
use crate::support::{GuideTest, documents};

fn tool(guide: &GuideTest) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache")).env("NO_PROXY", "*");
    command
}

fn run(guide: &GuideTest, words: &[&str], code: i32) -> String {
    let run = tool(guide).args(words).assert();
    let output = run.get_output();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{words:?}: {told}");
    // A finding's words, however the lines were broken.
    if told.contains("Fix: ") && !words.contains(&"releases") { told.replace("\n  ", " ") } else { told }
}

/// A guide that is published to the folder `www` beside it.
fn guide(settings: &str) -> GuideTest {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n[form](../documents/form.docx)\n"), ("b.md", "# B\nWords.\n")])
        .file("documents/form.docx", documents::docx("# Form"))
        .file(
            "guide.toml",
            format!("[guide]\ntitle = \"Guide\"\nedition = \"2026-09\"\neditor = \"Editor\"\n{settings}"),
        );
    fs::create_dir(guide.around().join("www")).expect("a folder");
    guide
}

const PLAIN: &str = "[publish.live]\nkind = \"folder\"\npath = \"www\"\n";

fn live(guide: &GuideTest, path: &str) -> PathBuf {
    guide.around().join("www").join(path)
}

fn build(guide: &GuideTest) {
    run(guide, &["build", "--no-pdf"], 0);
}

fn edit(guide: &GuideTest, path: &str, text: &str) {
    fs::write(guide.path().join(path), text).expect("written");
}

#[test]
fn a_release_goes_live_is_listed_and_is_undone() {
    for (layout, top) in [("plain", ""), ("releases", "current/")] {
        let guide = guide(&format!("{PLAIN}layout = \"{layout}\"\n"));
        build(&guide);
        let told = run(&guide, &["publish", "live", "--by", "SEN consultant"], 0);
        assert!(told.contains("Release 1 is live at the folder www."), "{told}");
        assert!(told.contains("Nothing wrong."), "{told}");
        assert!(live(&guide, &format!("{top}b.html")).is_file());
        assert!(guide.path().join("history/releases/0001-2026-09.json").is_file(), "its addresses are remembered");

        let told = run(&guide, &["publish", "live"], 0);
        assert!(told.contains("0 files sent"), "{told}");

        edit(&guide, "pages/b.md", "# B\nOther words.\n");
        build(&guide);
        let told = run(&guide, &["publish", "live", "--dry-run"], 0);
        assert!(
            told.contains("Changed: ") && told.contains("  b.html\n") && told.contains("Nothing was done."),
            "{told}"
        );
        assert!(!fs::read_to_string(live(&guide, &format!("{top}b.html"))).expect("text").contains("Other words"));
        run(&guide, &["publish", "live", "--by", "Web team"], 0);
        // Sent again, as when a file was put right: it stays theirs.
        run(&guide, &["publish", "live"], 0);
        assert!(fs::read_to_string(live(&guide, &format!("{top}b.html"))).expect("text").contains("Other words"));

        let told = run(&guide, &["releases", "live"], 0);
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            lines[0].starts_with("Release 2, edition 2026-09, ") && lines[0].ends_with("by Web team  ← live"),
            "{told}"
        );
        assert_eq!(lines[1], "    Changed page: B.");
        assert!(lines[2].starts_with("Release 1, "), "{told}");

        let told = run(&guide, &["rollback", "live"], 0);
        assert!(told.contains("Live again at the folder www: Release 1"), "{told}");
        assert!(!told.contains("not there now"), "both releases have the same addresses: {told}");
        assert!(!fs::read_to_string(live(&guide, &format!("{top}b.html"))).expect("text").contains("Other words"));
        run(&guide, &["verify", "live"], 0);
    }
}

#[test]
fn what_is_not_right_is_not_published() {
    let guide = guide(PLAIN);
    let told = run(&guide, &["publish", "live"], 2);
    assert!(told.contains("There is no bundle in bundle.\nFix: run senco-guide build first"), "{told}");
    build(&guide);
    edit(&guide, "pages/b.md", "# B\nChanged since.\n");
    let told = run(&guide, &["publish", "live"], 2);
    assert!(told.contains("The guide was changed after this bundle was built"), "{told}");
    edit(&guide, "pages/b.md", "# B\n[nowhere](c.md)\n");
    let told = run(&guide, &["publish", "live"], 1);
    assert!(told.contains("rule missing-page") && told.contains("Nothing was published."), "{told}");
    edit(&guide, "pages/b.md", "# B\nWords.\n");
    fs::write(guide.around().join("bundle/site/b.html"), "typed into the bundle").expect("written");
    let told = run(&guide, &["publish", "live"], 2);
    assert!(told.contains("The file site/b.html of the bundle is missing or was changed after the build."), "{told}");
    build(&guide);
    let manifest = guide.around().join("bundle/site/manifest.json");
    let whole = fs::read_to_string(&manifest).expect("the manifest");
    let newer = whole.replacen("\"format\": 1", "\"format\": 2", 1);
    for (text, words) in [
        (
            Some(&whole[..whole.len() / 2]),
            "has no manifest that can be read, so it is not whole.\nFix: run senco-guide build again",
        ),
        (Some(&newer), "was made by a newer senco-guide.\nFix: publish with the program that built it."),
        (None, "There is no bundle in bundle."),
    ] {
        match text {
            Some(text) => fs::write(&manifest, text).expect("written"),
            None => fs::remove_file(&manifest).expect("removed"),
        }
        let told = run(&guide, &["publish", "live"], 2);
        assert!(told.contains(words), "{told}");
    }
    fs::write(&manifest, &whole).expect("written");
    let told = run(&guide, &["publish", "life"], 2);
    assert!(
        told.contains(
            "guide.toml has no publish target “life”.\nFix: name one of those that it has: “live” (the folder www)."
        ),
        "{told}"
    );
    assert_eq!(fs::read_dir(live(&guide, "")).expect("a folder").count(), 0, "nothing was written");
}

#[test]
fn where_to_publish_may_be_said_after_the_build() {
    let guide = guide("");
    build(&guide);
    let settings = fs::read_to_string(guide.path().join("guide.toml")).expect("the settings");
    let more = "\n# Where it goes:\n[publish.live]\nkind = \"folder\"\npath = \"www\"\n\n[preview]\nopen_with = \"code {file}\"\n";
    edit(&guide, "guide.toml", &format!("{settings}{more}"));
    run(&guide, &["publish", "live"], 0);
    edit(
        &guide,
        "guide.toml",
        &format!("{settings}edition = \"2026-10\"\n{more}").replacen("edition = \"2026-09\"\n", "", 1),
    );
    assert!(run(&guide, &["publish", "live"], 2).contains("The guide was changed after this bundle was built"));
}

#[test]
fn a_page_taken_out_without_a_redirect_stops_the_publisher() {
    let guide = guide(PLAIN);
    build(&guide);
    run(&guide, &["publish", "live"], 0);
    fs::remove_file(guide.path().join("pages/b.md")).expect("removed");
    let told = run(&guide, &["publish", "live"], 1);
    assert!(told.contains("rule removed-without-redirect"), "{told}");
    assert!(live(&guide, "b.html").is_file());
    edit(&guide, "redirects.csv", "from,to,reason\nb.html,pages/a.md,Merged\n");
    build(&guide);
    run(&guide, &["publish", "live"], 0);
    let stub = fs::read_to_string(live(&guide, "b.html")).expect("a page that leads on");
    assert!(stub.contains("index.html"), "{stub}");
}

#[test]
fn going_back_names_the_addresses_that_are_gone_with_it() {
    let guide = guide(PLAIN);
    build(&guide);
    run(&guide, &["publish"], 0);
    edit(&guide, "pages/c.md", "# C\nNew words.\n");
    build(&guide);
    run(&guide, &["publish"], 0);
    let told = run(&guide, &["rollback", "1"], 0);
    assert!(told.contains("guide.toml has one publish target, “live”: the folder www."), "{told}");
    assert!(told.contains("c.html is not there now: release 1 does not have it."), "{told}");
    let told = run(&guide, &["publish"], 0);
    assert!(told.contains("It had been taken back before. If that still holds: senco-guide rollback live"), "{told}");
    let told = run(&guide, &["publish"], 0);
    assert!(!told.contains("taken back"), "{told}");
    run(&guide, &["rollback", "1"], 0);
    let told = run(&guide, &["rollback", "live", "2"], 0);
    assert!(!told.contains("not there now"), "nothing is gone: {told}");
    let told = run(&guide, &["rollback", "live", "9"], 2);
    assert!(
        told.starts_with("Going back to an earlier release at the folder www did not work: it has no release 9."),
        "{told}"
    );
}

#[test]
fn the_address_of_the_pdf_is_not_lost_to_a_build_without_one() {
    let guide = guide(&format!("{PLAIN}[publish.trial]\nkind = \"folder\"\npath = \"www\"\nrehearsal = true\n"));
    build(&guide);
    run(&guide, &["publish", "live"], 0);
    // As if that release had been built with its PDF.
    let record = guide.path().join("history/releases/0001-2026-09.json");
    let had = "\"files\": [{\"path\": \"senco-guide.pdf\", \"bytes\": 1, \"type\": \"application/pdf\", \"sha256\": \
        \"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b\"},";
    let text = fs::read_to_string(&record).expect("the record").replace("\"files\": [", had);
    fs::write(&record, text).expect("written");
    edit(&guide, "pages/b.md", "# B\nOther words.\n");
    build(&guide);
    for words in [["publish", "live", "--dry-run"].as_slice(), &["publish", "live"]] {
        let told = run(&guide, words, 2);
        assert!(told.contains("Schools have had the PDF of the guide at senco-guide.pdf since release 1"), "{told}");
        assert!(told.contains("run senco-guide build without --no-pdf"), "{told}");
    }
    run(&guide, &["publish", "trial"], 0);
}

#[test]
fn nobody_publishes_into_the_guide_or_the_bundle() {
    let folders = ["guide", "guide/www", "./guide/../guide", "bundle", "bundle/site", "."];
    let targets = folders.iter().enumerate();
    let settings = targets.map(|(at, folder)| format!("[publish.t{at}]\nkind = \"folder\"\npath = \"{folder}\"\n"));
    let guide = guide(&settings.collect::<String>());
    build(&guide);
    for at in 0..folders.len() {
        let told = run(&guide, &["publish", &format!("t{at}")], 2);
        assert!(told.contains("The site would be mixed up with it.") && told.contains("Fix: write another"), "{told}");
    }
    assert!(!guide.path().join("index.html").exists() && !guide.path().join("www").exists());
}

#[test]
fn a_target_need_not_be_named_when_there_is_only_one() {
    let nowhere = guide("");
    build(&nowhere);
    let told = run(&nowhere, &["publish"], 2);
    assert!(told.contains("guide.toml does not say yet where") && told.contains("[publish.live]"), "{told}");

    let guide = guide(PLAIN);
    build(&guide);
    let told = run(&guide, &["verify"], 2);
    assert!(told.contains("Looking at the folder www did not work: ") && told.contains("Fix: publish first"), "{told}");
    let told = run(&guide, &["publish"], 0);
    assert!(told.contains("guide.toml has one publish target, “live”: the folder www."), "{told}");
    assert!(told.contains("Open www/index.html to see it."), "{told}");
    assert!(run(&guide, &["releases"], 0).contains("Release 1, "));
    run(&guide, &["verify"], 0);

    let text = fs::read_to_string(guide.path().join("guide.toml")).expect("the settings");
    edit(&guide, "guide.toml", &format!("{text}[publish.trial]\nkind = \"folder\"\npath = \"try\"\n"));
    for verb in ["publish", "verify", "rollback", "releases"] {
        let told = run(&guide, &[verb], 2);
        let expected = format!(
            "guide.toml has more than one publish target: “live” (the folder www), “trial” (the folder try).\n\
             Fix: name the one you mean, as in senco-guide {verb} live."
        );
        assert!(told.contains(&expected), "{told}");
    }
}

#[test]
fn a_new_folder_in_one_that_is_there_is_made_and_one_out_of_reach_is_not() {
    let guide = guide("[publish.live]\nkind = \"folder\"\npath = \"share/new\"\n");
    build(&guide);
    let told = run(&guide, &["publish", "live"], 2);
    assert!(told.starts_with("There is no folder share/new, and share is not there, either."), "{told}");
    assert!(told.contains("see that the drive is connected"), "{told}");

    let (share, new) = (guide.around().join("share"), guide.around().join("share/new"));
    fs::create_dir(&share).expect("a folder");
    let told = run(&guide, &["publish", "live", "--dry-run"], 0);
    assert!(told.contains("Release 1 would go live at the folder share/new."), "{told}");
    assert!(told.contains("The folder is not there yet; it would be made.") && told.contains("  b.html\n"), "{told}");
    assert!(!new.exists(), "nothing was done");
    let told = run(&guide, &["publish", "live"], 0);
    assert!(told.contains("Made the folder share/new, which was not there yet."), "{told}");
    assert!(new.join("b.html").is_file());

    // As a network drive that is not connected.
    fs::remove_dir_all(&new).expect("removed");
    let told = run(&guide, &["publish", "live"], 2);
    assert!(told.starts_with("There is no folder share/new, and share is empty. Nothing was published."), "{told}");
    assert!(!new.exists());
}

#[test]
fn inside_the_guide_folder_everything_works_as_beside_it() {
    let guide = guide(PLAIN);
    let inside = |words: &[&str], code: i32| {
        let run = tool(&guide).current_dir(guide.path()).args(words).assert().code(code);
        let output = run.get_output();
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    let told = inside(&[], 0);
    assert!(told.starts_with("This folder is a guide.") && told.contains("../bundle"), "{told}");
    assert!(inside(&["check"], 0).starts_with("Nothing wrong."));
    let told = inside(&["build", "--no-pdf"], 0);
    assert!(told.contains("The bundle is in ../bundle.") && guide.around().join("bundle/site").is_dir(), "{told}");
    let told = inside(&["publish"], 0);
    assert!(live(&guide, "b.html").is_file(), "{told}");
    inside(&["verify"], 0);
    run(&guide, &["verify"], 0);
}

#[test]
fn a_rehearsal_promises_nothing() {
    let guide = guide(&format!("{PLAIN}rehearsal = true\n"));
    build(&guide);
    run(&guide, &["publish", "live"], 0);
    assert!(!guide.path().join("history").exists());

    edit(&guide, "pages/b.md", "# B\nOther words.\n");
    build(&guide);
    assert!(run(&guide, &["publish", "live"], 0).contains("Release 2 is live"), "rehearsals are told apart");
    assert!(run(&guide, &["publish", "live"], 0).contains("Release 2 is live"), "the same one again");
    run(&guide, &["rollback", "live"], 0);
    assert!(!fs::read_to_string(live(&guide, "b.html")).expect("text").contains("Other words"));
}

#[test]
fn a_server_that_takes_its_redirects_from_a_file_gets_it() {
    let guide = guide(&format!("{PLAIN}server = \"apache\"\n"));
    build(&guide);
    run(&guide, &["publish", "live"], 0);
    assert!(live(&guide, ".htaccess").is_file());
}

/// Serves the folder `www` as a plain web server would, with its old addresses led on or not.
fn serving(guide: &GuideTest, redirects: bool) -> WebServer {
    let www = live(guide, "");
    WebServer::new(move |asked, connection| {
        let path = asked.path.trim_start_matches("/g/").to_owned();
        if redirects && path == "old.docx" {
            return html(connection, 301, "Location: documents/form.docx\r\n", "");
        }
        if redirects && path == "gone.html" {
            return html(connection, 301, "Location: b.html\r\n", "");
        }
        match fs::read(www.join(&path)) {
            Ok(bytes) => {
                let kind = senco_guide::model::media_type(&path);
                answer(connection, 200, &format!("Content-Type: {kind}\r\n"), &bytes)
            }
            Err(_) => html(connection, 404, "", "not here"),
        }
    })
}

#[test]
fn the_live_site_is_read_back_from_its_address() {
    let guide = guide(PLAIN);
    let redirects = "from,to,reason\nold.docx,documents/form.docx,Renamed\ngone.html,pages/b.md,Renamed\n";
    edit(&guide, "redirects.csv", redirects);
    let server = serving(&guide, true);
    let settings = |more: &str| {
        let text = fs::read_to_string(guide.path().join("guide.toml")).expect("text");
        let text = text.split("address").next().expect("the first part").to_owned();
        edit(&guide, "guide.toml", &format!("{text}address = \"{}\"\n{more}", server.at("/g/")));
    };
    settings("");
    build(&guide);
    let told = run(&guide, &["publish", "live"], 0);
    assert!(told.contains("rule live-header") && told.contains("Content-Security-Policy"), "{told}");
    assert!(told.contains("and 2 old addresses."), "{told}");

    fs::write(live(&guide, "b.html"), "<p>typed by hand</p>").expect("written");
    fs::remove_file(live(&guide, "documents/form.docx")).expect("removed");
    let told = run(&guide, &["verify", "live"], 3);
    assert!(told.contains("b.html is not what was published: it has 20 bytes in place of"), "{told}");
    assert!(told.contains("documents/form.docx answers “not found”."), "{told}");
    let told = run(&guide, &["verify", "live", "--format", "json"], 3);
    assert!(told.contains("\"rule\": \"live-differs\"") || told.contains("\"rule\":\"live-differs\""), "{told}");
    run(&guide, &["publish", "live"], 0);
    run(&guide, &["verify", "live"], 0);

    settings("expect_headers = true\n");
    let told = run(&guide, &["verify", "live"], 3);
    assert!(told.contains("is served without the header Content-Security-Policy"), "{told}");
}

#[test]
fn an_old_address_that_leads_nowhere_is_a_difference() {
    let guide = guide(PLAIN);
    edit(&guide, "redirects.csv", "from,to,reason\nold.docx,documents/form.docx,Renamed\n");
    let server = serving(&guide, false);
    let text = fs::read_to_string(guide.path().join("guide.toml")).expect("text");
    edit(&guide, "guide.toml", &format!("{text}address = \"{}\"\n", server.at("/g/")));
    build(&guide);
    let page = fs::read_to_string(guide.around().join("bundle/handover/moved/old.docx")).expect("a page for stores");
    assert!(page.contains("<h1>This document has moved</h1>") && page.contains("\"documents/form.docx\""), "{page}");
    let told = run(&guide, &["publish", "live"], 3);
    assert!(
        told.contains("old.docx answers “not found”. It should lead to documents/form.docx."),
        "{}",
        told.replace("\n  ", " ")
    );
}
