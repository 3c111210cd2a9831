//! The preview: who is let in, what is served, what a save comes to, what is waited for, and what the buttons do.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use senco_guide::Surroundings;
use senco_guide::config::Editor;
use senco_guide::io::{Cache, Failure};
use senco_guide::model::{GuidePath, Refusal, SourceFile, Sources};
use senco_guide::preview::{
    Answer, Asked, Build, Gate, OpenWith, Pace, Patience, PdfStand, Preview, Queue, Reply, Saved, SavedBy, Settle,
    Standing, TurnedAway, Wanted, answer, is_network_mount, is_passing, open_with, put_in,
};

use crate::support::{GuideTest, documents};

/// The longest that a test waits for a save to be noticed.
const PATIENCE: Duration = Duration::from_secs(30);

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn path(text: &str) -> GuidePath {
    GuidePath::new(text).expect("inside")
}

// ---------------------------------------------------------------- Saves that become builds

#[test]
fn the_events_of_one_save_make_one_build_after_a_blink() {
    let mut settle = Settle::default();
    assert_eq!(settle.wait(ms(0)), None, "nothing to wait for");
    for event in [100, 101, 105] {
        settle.saved(ms(event));
        assert!(!settle.take(ms(event)), "{event}");
    }
    assert_eq!(settle.wait(ms(105)), Some(ms(8)));
    assert!(!settle.take(ms(112)) && settle.take(ms(113)));
    assert!(!settle.take(ms(500)), "taken once");
}

#[test]
fn a_stream_of_events_does_not_put_a_build_off_for_ever() {
    let mut settle = Settle::default();
    let built = (0..60).map(|event| ms(event * 5)).find(|now| {
        settle.saved(*now);
        settle.take(*now)
    });
    assert_eq!(built, Some(ms(120)));
}

#[test]
fn what_no_event_tells_of_is_looked_at_again() {
    let mut settle = Settle::default();
    settle.look_again_at(ms(400));
    settle.look_again_at(ms(300));
    assert_eq!(settle.wait(ms(100)), Some(ms(200)));
    assert!(settle.take(ms(300)) && !settle.take(ms(400)));
}

#[test]
fn a_large_folder_is_looked_at_less_often() {
    assert_eq!(Pace::Often.pause(ms(1)), ms(400));
    assert_eq!(Pace::Seldom.pause(ms(1)), ms(2000));
    assert_eq!(Pace::Often.pause(ms(50)), ms(10_000), "half a part in a hundred of the time");
}

#[test]
fn a_network_drive_is_known_by_its_mount() {
    let mounts = "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
                  40 25 0:50 / /mnt/share\\040one rw - cifs //files/send rw\n\
                  41 40 0:51 / /mnt/share\\040one/local rw - ext4 /dev/sdb1 rw\n";
    assert!(is_network_mount(mounts, Path::new("/mnt/share one/guide")));
    assert!(!is_network_mount(mounts, Path::new("/mnt/share one/local/guide")));
    assert!(!is_network_mount(mounts, Path::new("/srv/guides/send")));
}

#[test]
fn the_newest_save_wins_while_a_pdf_is_made() {
    let order = |build| senco_guide::preview::Order { build, sources: Arc::default(), surroundings: surroundings() };
    let mut queue = Queue::default();
    let number = |order: Option<senco_guide::preview::Order>| order.map(|order| order.build);
    assert_eq!(number(queue.take(order(1))), Some(1), "begun at once");
    assert_eq!((number(queue.take(order(2))), number(queue.take(order(3)))), (None, None));
    assert_eq!(number(queue.done()), Some(3), "the second is never made");
    assert_eq!(number(queue.done()), None);
    assert_eq!(number(queue.take(order(4))), Some(4));
}

// ---------------------------------------------------------------- Files that are not whole yet

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

// ---------------------------------------------------------------- Who is let in

fn gate() -> Gate {
    Gate { port: 7362, token: "0123456789abcdef".to_owned() }
}

fn get(path: &str) -> Asked {
    Asked {
        method: "GET".to_owned(),
        path: path.to_owned(),
        host: Some("127.0.0.1:7362".to_owned()),
        ..Asked::default()
    }
}

fn post(path: &str, body: &str) -> Asked {
    Asked {
        method: "POST".to_owned(),
        origin: Some("http://127.0.0.1:7362".to_owned()),
        fetch_site: Some("same-origin".to_owned()),
        content_type: Some("application/json".to_owned()),
        token: Some(gate().token),
        body: body.as_bytes().to_vec(),
        ..get(path)
    }
}

#[test]
fn our_own_pages_and_the_person_at_this_computer_are_let_in() {
    let own = Asked { fetch_site: Some("same-origin".to_owned()), ..get("/_preview/news") };
    let typed = Asked { fetch_site: Some("none".to_owned()), fetch_mode: Some("navigate".to_owned()), ..get("/") };
    let local = Asked { host: Some("LocalHost:7362".to_owned()), ..get("/") };
    let followed = Asked {
        fetch_site: Some("cross-site".to_owned()),
        fetch_mode: Some("navigate".to_owned()),
        fetch_dest: Some("document".to_owned()),
        ..get("/funding.html")
    };
    for asked in [own, typed, local, followed, get("/"), post("/_preview/open", "{}")] {
        assert_eq!(gate().lets_in(&asked), Ok(()), "{asked:?}");
    }
}

#[test]
fn everybody_else_is_turned_away() {
    let some = |text: &str| Some(text.to_owned());
    let cases = [
        (TurnedAway::Host, Asked { host: some("guide.attacker.example:7362"), ..get("/") }),
        (TurnedAway::Host, Asked { host: some("127.0.0.1"), ..get("/") }),
        (TurnedAway::Host, Asked { host: some("127.0.0.1:80"), ..get("/") }),
        (TurnedAway::Host, Asked { host: None, ..get("/") }),
        (TurnedAway::Host, Asked { host: some("attacker.example"), ..post("/_preview/open", "{}") }),
        (TurnedAway::Method, Asked { method: "PUT".to_owned(), ..get("/") }),
        (TurnedAway::Method, Asked { method: "OPTIONS".to_owned(), ..get("/") }),
        (
            TurnedAway::Outsider,
            Asked {
                fetch_site: some("cross-site"),
                fetch_mode: some("no-cors"),
                fetch_dest: some("script"),
                ..get("/search-index.js")
            },
        ),
        (TurnedAway::Outsider, Asked { fetch_site: some("same-site"), fetch_mode: some("cors"), ..get("/") }),
        (
            TurnedAway::Outsider,
            Asked {
                fetch_site: some("cross-site"),
                fetch_mode: some("navigate"),
                fetch_dest: some("iframe"),
                ..get("/")
            },
        ),
        (
            TurnedAway::Outsider,
            Asked {
                fetch_site: some("cross-site"),
                fetch_mode: some("navigate"),
                fetch_dest: some("document"),
                ..get("/_preview/news")
            },
        ),
        (TurnedAway::Outsider, Asked { origin: some("http://attacker.example"), ..get("/_preview/news") }),
        (TurnedAway::Outsider, Asked { origin: some("null"), ..get("/") }),
        (TurnedAway::Outsider, Asked { origin: some("http://attacker.example"), ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Outsider, Asked { origin: some("http://127.0.0.1:7363"), ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Outsider, Asked { origin: None, ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Outsider, Asked { fetch_site: some("cross-site"), ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Outsider, Asked { content_type: some("text/plain"), ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Token, Asked { token: None, ..post("/_preview/put-right", "{}") }),
        (TurnedAway::Token, Asked { token: some("0123456789abcdee"), ..post("/_preview/put-right", "{}") }),
    ];
    for (expected, asked) in cases {
        assert_eq!(gate().lets_in(&asked), Err(expected), "{asked:?}");
    }
}

// ---------------------------------------------------------------- What is served

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

fn served(asked: &Asked, standing: &Standing) -> Answer {
    match answer(asked, standing, &gate()) {
        Reply::Send(answer) => answer,
        other => panic!("{asked:?}: {other:?}"),
    }
}

/// The words of an answer; a slash may be written as a number in HTML, and is one to whoever reads it.
fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).replace("&#x2f;", "/")
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

// ---------------------------------------------------------------- A preview that runs

fn surroundings() -> Surroundings {
    Surroundings { as_of: date(2026, 9, 1), as_of_is_given: true, cache: Cache::off(), web: None }
}

fn open(guide: &Path, port: u16) -> Result<Preview, Failure> {
    Preview::open(Wanted { guide: guide.to_owned(), port: Some(port), surroundings: surroundings() })
}

/// Lets the preview go on until it shows this.
fn until(preview: &mut Preview, what: &str, is_so: impl Fn(&Standing) -> bool) -> Arc<Standing> {
    let started = std::time::Instant::now();
    while started.elapsed() < PATIENCE {
        let standing = preview.standing();
        if is_so(&standing) {
            return standing;
        }
        preview.turn(ms(200));
    }
    panic!("the preview never came to: {what}")
}

fn findings(standing: &Standing) -> Vec<&'static str> {
    standing.newest.compiled.findings.iter().map(|finding| finding.rule.code).collect()
}

/// Asks over a real connection: the status, the head and the body.
fn ask(preview: &Preview, request: &str, body: &str) -> (u16, String) {
    let authority = preview.address().replace("http://", "").replace('/', "");
    let mut connection = TcpStream::connect(&authority).expect("the server answers");
    connection.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let request = request.replace("AUTHORITY", &authority).replace('\n', "\r\n");
    let length = body.len();
    write!(connection, "{request}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}").expect("a question");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, answer)
}

fn page(preview: &Preview, path: &str) -> String {
    ask(preview, &format!("GET {path} HTTP/1.1\nHost: AUTHORITY\n"), "").1
}

fn attribute(html: &str, name: &str) -> String {
    html.split_once(&format!("data-{name}=\"")).expect("the attribute").1.split('"').next().expect("its end").to_owned()
}

#[test]
fn a_save_is_seen_a_break_is_told_and_the_button_puts_it_right() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\n[law](law.md)\n"), ("law.md", "# The law\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    assert!(page(&preview, "/index.html").contains("Nothing wrong."));
    let law = guide.path().join("pages/law.md");
    fs::write(&law, "# The law\n\nOther words. [A](A.md)\n").expect("a save");
    let standing = until(&mut preview, "the broken page", |standing| standing.newest.number > 1);
    assert_eq!(findings(&standing), ["wrong-case"]);
    assert_eq!(
        standing.saved.as_ref().map(|saved| (saved.file.as_str(), saved.by)),
        Some(("pages/law.md", SavedBy::Editor))
    );
    let html = page(&preview, "/law.html");
    assert!(html.contains("Other words.") && html.contains("Put it right"), "{html}");

    let body = format!("{{\"build\":{},\"finding\":0,\"page\":\"/law.html\"}}", attribute(&html, "build"));
    let press = |origin: &str, token: &str| {
        let head = format!(
            "POST /_preview/put-right HTTP/1.1\nHost: AUTHORITY\nOrigin: {origin}\nContent-Type: application/json\nX-Preview-Token: {token}\n"
        );
        ask(&preview, &head, &body)
    };
    let token = attribute(&html, "token");
    assert_eq!(press("http://attacker.example", &token).0, 403);
    assert_eq!(press("http://AUTHORITY", "guessed").0, 403);
    assert!(fs::read_to_string(&law).expect("the page").contains("A.md"), "nothing is written without the button");
    let (status, told) = press("http://AUTHORITY", &token);
    assert_eq!(status, 200, "{told}");
    assert!(told.contains("pages/law.md was put right."), "{told}");
    assert_eq!(fs::read_to_string(&law).expect("the page"), "# The law\n\nOther words. [A](a.md)\n");
    let standing = until(&mut preview, "the mended page", |standing| findings(standing).is_empty());
    assert_eq!(standing.saved.as_ref().map(|saved| saved.by), Some(SavedBy::Button));
    assert!(page(&preview, "/law.html").contains("Nothing wrong."));
}

#[test]
fn the_zip_that_the_pages_lead_to_is_packed_when_somebody_wants_it() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let standing = open(&guide.path(), 0).expect("a preview").standing();
    assert!(text(&served(&get("/"), &standing)).contains("href=\"senco-guide.zip\""));
    let zip = served(&get("/senco-guide.zip"), &standing);
    assert_eq!((zip.status, &zip.body[..2]), (200, b"PK".as_slice()));
}

#[test]
fn a_file_that_changed_since_is_not_put_right() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\n[A](A.md)\n")]);
    let preview = open(&guide.path(), 0).expect("a preview");
    let html = page(&preview, "/index.html");
    let changed = "# A\n\nMore words, and [A](A.md)\n";
    fs::write(guide.path().join("pages/a.md"), changed).expect("a save");
    let head = format!(
        "POST /_preview/put-right HTTP/1.1\nHost: AUTHORITY\nOrigin: http://AUTHORITY\nContent-Type: application/json\nX-Preview-Token: {}\n",
        attribute(&html, "token")
    );
    let (status, told) = ask(&preview, &head, "{\"build\":1,\"finding\":0,\"page\":\"/\"}");
    assert_eq!(status, 409, "{told}");
    assert!(told.contains("was saved in the meantime, so nothing was changed"), "{told}");
    assert_eq!(fs::read_to_string(guide.path().join("pages/a.md")).expect("the page"), changed);
}

#[test]
fn pages_are_told_of_every_new_state() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    let authority = preview.address().replace("http://", "").replace('/', "");
    let mut connection = TcpStream::connect(&authority).expect("the server answers");
    connection.set_read_timeout(Some(PATIENCE)).expect("a limit");
    write!(connection, "GET /_preview/news HTTP/1.1\r\nHost: {authority}\r\n\r\n").expect("a question");
    let mut lines = BufReader::new(connection).lines().map(|line| line.expect("a line"));
    let mut news = || lines.find(|line| line.starts_with("data: ")).expect("news");
    let number = |news: &str| news.rsplit('-').next().and_then(|number| number.parse::<u64>().ok()).expect("a number");
    let first = number(&news());
    fs::write(guide.path().join("pages/a.md"), "# A\n\nOther words.\n").expect("a save");
    until(&mut preview, "the save", |standing| standing.newest.number > 1);
    assert!(number(&news()) > first);
}

#[test]
fn a_guide_folder_that_is_moved_away_stays_shown_and_comes_back_by_itself() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    let away = guide.around().join("away");
    fs::rename(guide.path(), &away).expect("moved away");
    let standing = until(&mut preview, "nothing there", |standing| !standing.waiting.is_empty());
    assert!(standing.waiting[0].contains("is not there at the moment"), "{:?}", standing.waiting);
    assert!(page(&preview, "/").contains("Words."));
    fs::write(away.join("pages/a.md"), "# A\n\nOther words.\n").expect("a save elsewhere");
    fs::rename(&away, guide.path()).expect("moved back");
    let standing =
        until(&mut preview, "back again", |standing| standing.newest.number > 1 && standing.waiting.is_empty());
    assert_eq!(standing.shown.number, standing.newest.number);
    assert!(page(&preview, "/").contains("Other words."));
    fs::write(guide.path().join("pages/a.md"), "# A\n\nLast words.\n").expect("a save");
    let number = standing.newest.number;
    until(&mut preview, "a save after that", |standing| standing.newest.number > number);
}

#[test]
fn settings_that_cannot_be_understood_leave_the_pages_as_they_were() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    let settings = guide.path().join("guide.toml");
    let before = fs::read(&settings).expect("the settings");
    fs::write(&settings, "[guide]\ntitle = \"Test guide\neditor = \"x\"\n").expect("a slip");
    let standing = until(&mut preview, "the slip", |standing| standing.newest.number > 1);
    assert!(findings(&standing).contains(&"bad-config"));
    assert_eq!(standing.shown.number, 1);
    let html = page(&preview, "/");
    assert!(html.contains("guide.toml cannot be understood") && html.contains("Test guide"), "{html}");
    fs::write(&settings, before).expect("put right");
    let standing = until(&mut preview, "put right", |standing| standing.shown.number > 1);
    assert!(standing.waiting.is_empty() && findings(&standing).is_empty());
}

#[test]
fn two_previews_run_at_once_and_a_port_in_use_is_told_in_plain_words() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let first = open(&guide.path(), 0).expect("a preview");
    let second = Preview::open(Wanted { guide: guide.path(), port: None, surroundings: surroundings() });
    let second = second.expect("the next free port");
    assert_ne!(first.address(), second.address());
    assert!(page(&first, "/").contains("Words.") && page(&second, "/").contains("Words."));
    let taken = first.address().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    let told = open(&guide.path(), taken.expect("a port")).expect_err("it is taken").to_string();
    assert!(told.contains("is in use already") && told.contains("Fix: leave --port out"), "{told}");
}

#[test]
fn a_hostile_page_gets_nothing_over_a_real_connection() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let preview = open(&guide.path(), 0).expect("a preview");
    for (head, status) in [
        ("GET / HTTP/1.1\nHost: attacker.example\n", 421),
        ("GET /search-index.js HTTP/1.1\nHost: AUTHORITY\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\n", 403),
        ("GET /_preview/news HTTP/1.1\nHost: AUTHORITY\nOrigin: http://attacker.example\n", 403),
        ("OPTIONS /_preview/open HTTP/1.1\nHost: AUTHORITY\nOrigin: http://attacker.example\n", 405),
    ] {
        let (told, answer) = ask(&preview, head, "");
        assert_eq!(told, status, "{head}");
        assert!(!answer.contains("Words.") && !answer.to_lowercase().contains("access-control"), "{answer}");
    }
    let (status, _) = ask(&preview, "POST /_preview/open HTTP/1.1\nHost: AUTHORITY\n", &"x".repeat(5_000));
    assert_eq!(status, 413);
}

#[test]
fn a_preview_of_no_guide_says_what_to_do() {
    let told = open(&PathBuf::from("no such folder"), 0).expect_err("no guide").to_string();
    assert!(told.contains("There is no guide folder no such folder."), "{told}");
}
