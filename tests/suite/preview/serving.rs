//! What is served, and what the buttons mean.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use senco_guide::config::Editor;
use senco_guide::preview::{
    Answer, Build, OpenWith, PdfStand, Reply, Saved, SavedBy, Standing, answer, open_with, put_in,
};

use super::{gate, get, path, post, served, text};
use crate::support::{GuideTest, documents};

fn broken() -> GuideTest {
    GuideTest::with_pages(&[
        ("a.md", "# A & B\n\nRead [who can ask](Law.md#who-can-ask) <script>.\n"),
        ("law.md", "# The law\n\n## Who can ask\n\nSee [the form](../documents/form.docx) and [page 9](gone.md).\n"),
    ])
    .file("documents/form.docx", documents::docx("# Form"))
    .file("documents/notes.html", "<!doctype html><title>x</title><script>alert(1)</script>")
}

fn standing(guide: &GuideTest) -> Standing {
    let made = guide.build();
    let build = Build { number: 7, sources: Arc::new(made.sources), compiled: made.compiled };
    Standing::first(Arc::new(build), PdfStand::NotMade)
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_page_is_served_as_it_is_with_the_panel_put_in_and_the_strict_policy() {
    let standing = standing(&broken());
    let page = served(&get("/law.html"), &standing);
    let ours = standing.shown.compiled.bundle.get("site/law.html").expect("the page");
    let html = text(&page);
    let (before, rest) = html.split_once("<link rel=\"stylesheet\" href=\"/_preview/").expect("our style sheet");
    let rest = rest.split_once("</script>\n").expect("our script").1;
    let (middle, rest) = rest.split_once("<aside id=\"sg-preview\"").expect("the panel");
    let after = rest.split_once("</aside>\n").expect("the panel's end").1;
    assert_eq!(format!("{before}{middle}{after}"), String::from_utf8_lossy(&ours.bytes), "nothing else is changed");
    assert_eq!(header(&page, "Content-Security-Policy"), Some(senco_guide::write::HEADERS[0].1));
    assert!(
        !html.contains(" style=") && !html.contains("<style") && !html.contains("onclick"),
        "the policy forbids it"
    );
    assert_eq!(header(&page, "Cross-Origin-Resource-Policy"), Some("same-origin"));
    assert!(!String::from_utf8_lossy(&ours.bytes).contains("_preview"), "the writer knows nothing of it");
}

#[test]
fn the_panel_has_the_problems_of_its_page_first_each_with_its_line_and_buttons() {
    let standing = standing(&broken());
    let html = text(&served(&get("/law.html"), &standing));
    let panel = html.split_once("<aside").expect("the panel").1;
    let here = panel.find("On this page (1)").expect("the page's own");
    let elsewhere = panel.find("Elsewhere").expect("the others");
    assert!(here < elsewhere, "{panel}");
    let own = &panel[here..elsewhere];
    assert!(own.contains("leads to pages/gone.md, but there is no such page"), "{own}");
    assert!(own.contains("<mark>[page 9](gone.md)</mark>") && own.contains(">Open the file here<"), "{own}");
    assert!(!own.contains("Put it right"), "nobody can be certain: {own}");
    let others = &panel[elsewhere..];
    assert!(others.contains("<ins>Read [who can ask](law.md#who-can-ask)"), "{others}");
    assert!(others.contains(">Put it right<") && others.contains("&lt;script&gt;"), "{others}");
    assert!(panel.contains("href=\"/index.html\">A &amp; B</a>"), "{panel}");
}

#[test]
fn nothing_outside_the_site_is_served() {
    let guide = broken();
    let standing = standing(&guide);
    for path in [
        "/../report/findings.json",
        "/..%2freport/findings.json",
        "/%2e%2e/report/findings.json",
        "/report/findings.json",
        "/handover/DEPLOY.txt",
        "/guide.toml",
        "//etc/passwd",
        "/documents/..%5c..%5cguide.toml",
        "/_preview/../guide.toml",
    ] {
        let answer = served(&get(path), &standing);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!text(&answer).contains("[guide]"), "{path}");
    }
    let form = served(&get("/documents/form.docx"), &standing);
    assert_eq!(&*form.body, fs::read(guide.path().join("documents/form.docx")).expect("the form"), "byte for byte");
    let strange = served(&get("/documents/notes.html"), &standing);
    assert!(header(&strange, "Content-Security-Policy").is_some_and(|policy| policy.contains("sandbox")));
    assert!(!text(&strange).contains("_preview"), "somebody else's page never sees the token");
    assert_eq!(text(&served(&get("/"), &standing)), text(&served(&get("/index.html"), &standing)));
}

#[test]
fn a_page_without_head_or_body_is_left_as_it_is_but_for_its_end() {
    assert_eq!(put_in("<p>x", "H", "P"), "<p>xP");
    assert_eq!(put_in("<head></head><body>x</body>", "H", "P"), "<head>H</head><body>xP</body>");
}

#[test]
fn a_button_names_a_finding_of_the_build_it_was_made_of_and_never_a_file() {
    let standing = standing(&broken());
    let index = |rule: &str| standing.newest.compiled.findings.iter().position(|finding| finding.rule.code == rule);
    let missing = index("missing-page").expect("a finding");
    let press = |deed: &str, build: u64, finding: usize| {
        let body = format!("{{\"build\":{build},\"finding\":{finding},\"page\":\"/law.html\"}}");
        answer(&post(&format!("/_preview/{deed}"), &body), &standing, &gate())
    };
    assert!(matches!(press("open", 7, missing), Reply::Open(file, 5) if file == path("pages/law.md")));
    assert!(matches!(press("put-right", 7, missing), Reply::PutRight(..)));
    for (deed, build, finding, status) in
        [("open", 6, missing, 409), ("open", 7, 999, 409), ("delete", 7, missing, 404)]
    {
        assert!(matches!(press(deed, build, finding), Reply::Send(answer) if answer.status == status), "{deed}");
    }
    let of_page = |page: &str| {
        answer(&post("/_preview/open-page", &format!("{{\"build\":7,\"page\":\"{page}\"}}")), &standing, &gate())
    };
    assert!(matches!(of_page("/law.html"), Reply::Open(file, 1) if file == path("pages/law.md")));
    assert!(matches!(of_page("/../guide.toml"), Reply::Send(answer) if answer.status == 404));
    assert!(
        matches!(answer(&post("/_preview/open", "{]"), &standing, &gate()), Reply::Send(answer) if answer.status == 400)
    );
}

#[test]
fn a_button_pressed_while_the_next_build_came_still_means_the_same_finding() {
    let guide = broken();
    let first = standing(&guide);
    let built = guide.build();
    let next = Build { number: 8, sources: Arc::new(built.sources), compiled: built.compiled };
    let next = first.after(Arc::new(next), None, Vec::new());
    assert_eq!(next.finding(7, 0).map(|finding| &finding.what), next.finding(8, 0).map(|finding| &finding.what));
    assert!(next.finding(6, 0).is_none());
}

#[test]
fn pages_open_in_the_editor_of_the_settings_and_documents_in_their_own_programs() {
    let editor = Editor::of("code --goto {file}:{line}");
    let open = |file: &str| open_with(editor.as_ref(), Path::new("/g"), &path(file), 4);
    let words = ["code", "--goto", "/g/pages/a.md:4"].map(str::to_owned).to_vec();
    assert_eq!(open("pages/a.md"), OpenWith::Editor(words));
    for file in ["documents/a.docx", "documents/a.pdf", "documents.csv"] {
        assert_eq!(open(file), OpenWith::System, "{file}");
    }
    for file in ["documents/a.exe", "documents/a.bat", "documents/run", "documents/a.lnk"] {
        assert_eq!(open(file), OpenWith::Folder, "{file}: it would be run");
    }
    assert_eq!(open_with(None, Path::new("/g"), &path("pages/a.md"), 4), OpenWith::System);
}

#[test]
fn the_last_good_pages_stay_on_a_mistake_and_the_new_problems_are_listed() {
    let first = standing(&broken());
    let built = broken().file("guide.toml", "[guide\ntitle").build();
    let next = Build { number: 8, sources: Arc::new(built.sources), compiled: built.compiled };
    let next = first.after(Arc::new(next), Some("guide.toml cannot be understood.".to_owned()), Vec::new());
    assert_eq!((next.shown.number, next.newest.number), (7, 8));
    let html = text(&served(&get("/law.html"), &next));
    assert!(html.contains("guide.toml cannot be understood.") && html.contains("<h4>guide.toml</h4>"), "{html}");
    let saved = Standing { saved: Some(Saved { file: path("pages/a.md"), number: 2, by: SavedBy::Editor }), ..next };
    let html = text(&served(&get("/law.html"), &saved));
    assert!(html.contains("You saved “A &amp; B”. <a href=\"/index.html\">Show it</a>"), "{html}");
}
