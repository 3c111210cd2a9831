//! `check --site`: the links of any folder of finished pages. Faults stand in tiny folders, with the places that must be found.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::documents;

/// A folder of finished pages.
struct Site(TempDir);

impl Site {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let site = Self(TempDir::new().expect("a temporary folder"));
        for (path, bytes) in files {
            let target = site.folder().join(path);
            std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            std::fs::write(target, bytes).expect("a file");
        }
        site
    }

    fn folder(&self) -> std::path::PathBuf {
        self.0.path().join("site")
    }

    fn report(&self) -> Value {
        let run = tool(self.0.path()).args(["--format", "json"]).output().expect("a run");
        assert!(run.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).expect("JSON")
    }

    /// The findings as `rule file:line:column link`.
    fn found(&self) -> Vec<String> {
        let report = self.report();
        let findings = report["findings"].as_array().expect("findings").iter();
        findings
            .map(|finding| {
                let place = &finding["place"];
                format!(
                    "{} {}:{}:{} {}",
                    finding["rule"].as_str().expect("a rule"),
                    place["file"].as_str().expect("a file"),
                    place["line"],
                    place["column"],
                    finding["link"].as_str().unwrap_or_default()
                )
            })
            .collect()
    }
}

fn tool(around: &Path) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(around).args(["check", "--site", "site"]);
    command
}

const PAGE: &[u8] = b"<!doctype html><title>B</title><h1 id=\"top-up\">B</h1><a name=old></a><p id=caf\xC3\xA9>x</p>";

#[test]
fn links_that_are_right_are_not_told() {
    let pdf = documents::pdf(3);
    let index = "<base href=\"./\"><a href=\"b.html\">1</a><a href=b.html#top-up>2</a><a href='b.html#old'>3</a>
        <a href='b.html#caf%C3%A9'>4</a><a href='b.html#:~:text=words'>5</a><a href='#top'>6</a><a href='b.html?x=1#top-up'>7</a>
        <a href='sub/'>8</a><a href='sub'>9</a><a href='/b.html'>10</a><a href='sub/../b.html'>11</a><a href='.'>12</a>
        <a href='my%20form.docx'>13</a><a href='my form.docx'>14</a><a href='bands.pdf#page=3'>15</a><a href='bands.pdf#zoom=50'>16</a>
        <a href='mailto:a@b.example?subject=x'>17</a><a href='tel:+441632960101'>18</a><a href='https://a.example/'>19</a>
        <a href='//a.example/x'>20</a><img src='1.png' srcset='1.png 1x, sub/2.png 2x'><img src='data:image/png;base64,AA'>
        <a href='caf%C3%A9.html'>21</a><form action='?q'></form><a href=''></a>"
        .replace("<a href=''></a>", "");
    let site = Site::new(&[
        ("index.html", index.as_bytes()),
        ("b.html", PAGE),
        ("sub/index.html", b"<a href=../index.html>up</a><a href='../../site'>x</a>".split_at(29).0),
        ("my form.docx", b"x"),
        ("bands.pdf", &pdf),
        ("1.png", b"x"),
        ("sub/2.png", b"x"),
        ("cafe\u{301}.html", b"x"),
        ("a.css", b"a { b: url(1.png) }"),
    ]);
    assert_eq!(site.found(), Vec::<String>::new());
    let links = &site.report()["links"];
    let count = |kind: &str| links["by_kind"][kind].as_u64().expect("a count");
    assert_eq!(
        ["page", "anchor", "document", "document-anchor", "image", "asset", "web", "email", "phone"].map(count),
        [11, 4, 2, 2, 4, 0, 2, 1, 1]
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_its_rule() {
    let pdf = documents::pdf(1);
    let index = "<p>é <a href=\"c.html\">x</a>\r\n<a href='B.html'>x</a><a href='b.html#Top-Up'>x</a>\r\n\
        <a href='b.html#topup'>x</a><img src='2.png'><a href='form.docx'>x</a>\n<a href='bands.pdf#page=2'>x</a>\
        <a href='bands.pdf#nameddest=c'>x</a>\n<a href='../secret.html'>x</a><a href='file:///C:/x.docx'>x</a>\
        <a href='G:\\x.docx'>x</a>\n<a href='javascript:go()'>x</a><a href='about'>x</a><a href='bare/'>x</a>\n\
        <a href='mailto:nobody'>x</a><a href='tel:none'>x</a><a href='https://'>x</a><a href=''>x</a>\n\
        <p id=x><p id=x><div style='background: url(3.png)'></div>\n<meta http-equiv=refresh content='0;url=d.html'>";
    let site = Site::new(&[
        ("index.html", index.as_bytes()),
        ("b.html", PAGE),
        ("about.html", b"x"),
        ("bare/x.html", b"x"),
        ("bands.pdf", &pdf),
        ("a.css", b"p {\n  background: url('no.png') }"),
    ]);
    let mut found = site.found();
    let mut expected = [
        "missing-image a.css:2:20 no.png",
        "missing-page index.html:1:15 c.html",
        "wrong-case index.html:2:10 B.html",
        "wrong-case index.html:2:32 b.html#Top-Up",
        "missing-anchor index.html:3:10 b.html#topup",
        "missing-image index.html:3:39 2.png",
        "missing-document index.html:3:55 form.docx",
        "missing-document-anchor index.html:4:10 bands.pdf#page=2",
        "missing-document-anchor index.html:4:42 bands.pdf#nameddest=c",
        "outside-the-guide index.html:5:10 ../secret.html",
        "local-path index.html:5:40 file:///C:/x.docx",
        "local-path index.html:5:73 G:\\x.docx",
        "unsafe-scheme index.html:6:10 javascript:go()",
        "missing-page index.html:6:41 about",
        "missing-page index.html:6:62 bare/",
        "bad-email index.html:7:10 mailto:nobody",
        "bad-phone index.html:7:39 tel:none",
        "broken-link-syntax index.html:7:63 https://",
        "empty-link index.html:7:87 ",
        "duplicate-anchor index.html:8:15 ",
        "missing-image index.html:8:45 3.png",
        "missing-page index.html:9:41 d.html",
    ]
    .map(str::to_owned);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_fix_names_what_was_meant() {
    let site = Site::new(&[
        (
            "guide/index.html",
            b"<a href='Funding.html'>x</a><a href='fundng.html'>x</a><a href='funding.html#top-upp'>x</a>",
        ),
        ("guide/funding.html", PAGE),
    ]);
    let report = site.report();
    let fixes: Vec<&str> =
        report["findings"].as_array().expect("findings").iter().map(|it| it["fix"].as_str().expect("a fix")).collect();
    assert_eq!(
        fixes,
        [
            "Write it as funding.html, letter for letter.",
            "There is funding.html. Change the address to that, if it is what you mean.",
            "There is a #top-up. Change the link to that, if it is what you mean.",
        ]
    );
}

#[test]
fn the_base_of_a_page_is_followed() {
    let site = Site::new(&[
        ("a.html", b"<a href='b.html'>x</a><a href='#x'>x</a><base href='sub/c.html'>"),
        ("web.html", b"<base href='https://a.example/'><a href='nowhere.html'>x</a>"),
        ("sub/b.html", b"x"),
        ("sub/c.html", b"<p id=x>"),
    ]);
    assert_eq!(site.found(), Vec::<String>::new());
}

#[test]
fn old_encodings_are_read_and_places_are_right_in_them() {
    let utf_16: Vec<u8> = "\u{FEFF}<p>é<a href='no.html'>x</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let site = Site::new(&[
        ("latin.html", b"<p>\xE9\x93 <a href='caf\xE9.html'>x</a><a href='no.html'>x</a>"),
        ("caf\u{E9}.html", b"x"),
        ("wide.html", &utf_16),
    ]);
    assert_eq!(site.found(), ["missing-page latin.html:1:41 no.html", "missing-page wide.html:1:14 no.html"]);
}

#[test]
fn a_page_of_a_hundred_thousand_broken_links_in_one_line_is_told_in_seconds() {
    let links: String = (0..100_000).map(|number| format!("<a href='é{number}.html'>x</a>")).collect();
    let filling = "x".repeat(10_000_000);
    let site = Site::new(&[("index.html", format!("<p>{filling}{links}").as_bytes())]);
    let report = site.report();
    assert_eq!(report["counts"]["must-fix"], 100_000);
    assert_eq!(report["findings"][99_999]["place"]["line"], 1);
    let first = report["findings"][0]["place"]["column"].as_u64().expect("a column");
    assert_eq!(first, 3 + 10_000_000 + 10);
    let text = tool(site.0.path()).output().expect("a run");
    assert!(text.status.code() == Some(1) && text.stdout.len() < 60_000_000);
    let html = tool(site.0.path()).args(["--format", "html"]).output().expect("a run");
    assert!(String::from_utf8_lossy(&html.stdout).contains("99000 more are not shown here."));
}

#[test]
fn no_file_outside_the_folder_is_read() {
    let site = Site::new(&[(
        "index.html",
        b"<a href='../out.html#x'>x</a><a href='in.html#x'>x</a><a href='loop/index.html'>x</a>",
    )]);
    std::fs::write(site.0.path().join("out.html"), "<p id=x>").expect("a file");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../out.html", site.folder().join("in.html")).expect("a shortcut");
        std::os::unix::fs::symlink(".", site.folder().join("loop")).expect("a shortcut");
        std::os::unix::fs::symlink("self", site.folder().join("self")).expect("a shortcut");
    }
    assert_eq!(
        site.found(),
        [
            "outside-the-guide index.html:1:10 ../out.html#x",
            "missing-page index.html:1:39 in.html#x",
            "missing-page index.html:1:64 loop/index.html",
        ]
    );
}

#[test]
fn a_folder_named_like_a_page_is_a_folder() {
    let site = Site::new(&[
        ("index.html", b"<a href='page.html'>x</a><a href='page.html/'>x</a><a href='index.html/'>x</a>"),
        ("page.html/index.html", b"x"),
    ]);
    assert_eq!(site.found(), ["missing-page index.html:1:61 index.html/"]);
}

#[test]
fn what_was_checked_is_told_by_kind_and_nothing_checked_is_a_failure() {
    let site = Site::new(&[("index.html", b"<a href='#x'>x</a><p id=x>")]);
    let run = tool(site.0.path()).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        told,
        "Nothing wrong. Checked: 1 page and 1 link: 0 to pages; 1 to a spot on a page; 0 to documents; 0 into documents; \
         0 pictures; 0 styles, scripts and other parts of pages; 0 email addresses; 0 telephone numbers; 0 to the web, not asked."
    );
    let empty = Site::new(&[("notes.txt", b"x")]);
    let run = tool(empty.0.path()).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("Checked: 0 pages and 0 links"));
    tool(empty.folder().as_path()).assert().code(2);
}

#[test]
fn our_own_site_has_nothing_wrong() {
    let guide = crate::support::GuideTest::with_pages(&[
        ("a.md", "# A\n[form](../documents/form.docx) and [B](b.md#more)\n"),
        ("b.md", "# B\n\n## More\nWords.\n"),
    ])
    .file("documents/form.docx", documents::docx("# Form"));
    let mut build = Command::cargo_bin("senco-guide").expect("the program");
    let cache = guide.around().join("cache");
    build.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", cache).args(["build", "--no-pdf"]).assert().success();
    let run = Command::cargo_bin("senco-guide")
        .expect("the program")
        .current_dir(guide.around())
        .args(["check", "--site", "bundle/site", "--strict"])
        .assert()
        .code(0);
    assert!(String::from_utf8_lossy(&run.get_output().stdout).starts_with("Nothing wrong.\n"));
}
