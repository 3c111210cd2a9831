//! A preview that runs, over real connections.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use senco_guide::io::Failure;
use senco_guide::preview::{Preview, SavedBy, Standing, Wanted};

use super::{get, ms, served, surroundings, text};
use crate::support::GuideTest;

/// The longest that a test waits for a save to be noticed.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// Saves a file of the guide, and lets the preview go on until it has built what was saved. Builds may also come of a PDF that is
/// ready, so their numbers tell nothing.
fn save(preview: &mut Preview, guide: &GuideTest, file: &str, text: &str) -> Arc<Standing> {
    fs::write(guide.path().join(file), text).expect("a save");
    until(preview, file, |standing| has(standing, file, text))
}

/// Whether the newest build read a file so.
fn has(standing: &Standing, file: &str, text: &str) -> bool {
    standing.newest.sources.at(file).is_some_and(|file| *file.bytes == *text.as_bytes())
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
    let standing = save(&mut preview, &guide, "pages/law.md", "# The law\n\nOther words. [A](A.md)\n");
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
    save(&mut preview, &guide, "pages/a.md", "# A\n\nOther words.\n");
    assert!(number(&news()) > first);
}

#[test]
fn who_watches_the_terminal_reads_which_page_was_built() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    fs::write(guide.path().join("pages/a.md"), "# A\n\nOther words.\n").expect("a save");
    let started = std::time::Instant::now();
    let mut told =
        std::iter::repeat_with(|| preview.turn(ms(200))).take_while(|_| started.elapsed() < PATIENCE).flatten();
    // The PDF of the first build may be told of before the save.
    let told = told.find(|told| !told.starts_with("The PDF is up to date"));
    let told = told.expect("words");
    assert!(told.starts_with("pages/a.md: built in ") && told.ends_with("nothing wrong."), "{told}");
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
    let other = "# A\n\nOther words.\n";
    fs::write(away.join("pages/a.md"), other).expect("a save elsewhere");
    fs::rename(&away, guide.path()).expect("moved back");
    let standing =
        until(&mut preview, "back again", |standing| has(standing, "pages/a.md", other) && standing.waiting.is_empty());
    assert_eq!(standing.shown.number, standing.newest.number);
    assert!(page(&preview, "/").contains("Other words."));
    save(&mut preview, &guide, "pages/a.md", "# A\n\nLast words.\n");
}

#[test]
fn settings_that_cannot_be_understood_leave_the_pages_as_they_were() {
    let guide = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let mut preview = open(&guide.path(), 0).expect("a preview");
    let before = fs::read_to_string(guide.path().join("guide.toml")).expect("the settings");
    let slip = "[guide]\ntitle = \"Test guide\neditor = \"x\"\n";
    let standing = save(&mut preview, &guide, "guide.toml", slip);
    assert!(findings(&standing).contains(&"bad-config"));
    assert!(standing.shown.sources.at("guide.toml").is_some_and(|file| *file.bytes == *before.as_bytes()));
    let html = page(&preview, "/");
    assert!(html.contains("guide.toml cannot be understood") && html.contains("Test guide"), "{html}");
    let standing = save(&mut preview, &guide, "guide.toml", &before);
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
    let third = Preview::open(Wanted { guide: guide.path(), port: None, surroundings: surroundings() });
    let third = third.expect("the next free port");
    let told = third.neighbours().expect("words about the port").to_owned();
    assert!(told.contains("This guide has a preview already") && told.contains(&second.address()), "{told}");
    assert!(told.contains(third.address().trim_end_matches('/').rsplit(':').next().expect("a port")), "{told}");
    let other = GuideTest::with_pages(&[("a.md", "# A\n\nWords.\n")]);
    let other = Preview::open(Wanted { guide: other.path(), port: None, surroundings: surroundings() });
    let told = other.expect("the next free port").neighbours().expect("words about the port").to_owned();
    assert!(told.contains("in use by another program or the preview of another guide"), "{told}");
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
