//! The real way to the web, against a server on loopback that does everything wrong.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use senco_guide::io::{Answer, Appetite, HttpWeb, Question, Web};
use senco_guide::model::Trouble;

use super::{guide, settings};
use crate::support::GuideTest;
use crate::support::web_server::{Asked, Connection, WebServer, answer, end_with, html, write};

/// The real web, but waiting takes no time.
#[derive(Debug)]
struct Hasty {
    web: HttpWeb,
    skipped: Mutex<jiff::SignedDuration>,
}

impl Web for Hasty {
    fn ask(&self, question: &Question<'_>, appetite: &mut Appetite<'_>) -> Result<Answer, Trouble> {
        self.web.ask(question, appetite)
    }

    fn now(&self) -> Timestamp {
        self.web.now() + *self.skipped.lock().expect("a lock")
    }

    fn today(&self) -> Date {
        super::TODAY
    }

    fn wait_until(&self, time: Timestamp) {
        let mut skipped = self.skipped.lock().expect("a lock");
        let now = self.web.now() + *skipped;
        if time > now {
            *skipped += time.duration_since(now);
        }
    }
}

/// The web with these names, all of which live at one server.
fn web(names: &[&str], server: SocketAddr) -> Arc<Hasty> {
    let web = names.iter().fold(HttpWeb::new().direct(), |web, name| web.knowing(&format!("{name}.example"), server));
    Arc::new(Hasty { web, skipped: Mutex::default() })
}

/// The verdict and evidence of a name that a server answers for, asked with a path.
fn verdicts(server: &WebServer, cases: &[(&str, &str)]) -> Vec<(String, String)> {
    let names: Vec<&str> = cases.iter().map(|(name, _)| *name).collect();
    let port = server.address.port();
    let links: Vec<String> = cases.iter().map(|(name, path)| format!("http://{name}.example:{port}{path}")).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let built = guide(&links).check_with(&web(&names, server.address));
    links.iter().map(|link| built.row(link)).collect()
}

fn redirect(connection: &mut dyn Connection, status: u16, to: &str) -> bool {
    answer(connection, status, &format!("Location: {to}\r\n"), b"")
}

/// What each path of the wrong server does.
fn wrong(asked: &Asked, connection: &mut dyn Connection) -> bool {
    let name = asked.host.split('.').next().unwrap_or_default();
    match name {
        "loop" if asked.path == "/a" => redirect(connection, 302, "/b"),
        "loop" => redirect(connection, 302, "/a"),
        "thirty" => {
            let number: u32 = asked.path.trim_start_matches('/').parse().unwrap_or(0);
            if number < 30 {
                redirect(connection, 301, &format!("/{}", number + 1))
            } else {
                html(connection, 200, "", "")
            }
        }
        "endless" => {
            write(connection, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while write(connection, &[b'x'; 8192]) {}
            false
        }
        "bomb" => {
            let bomb = gzip_bomb(64 * 1024 * 1024);
            answer(connection, 200, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bomb);
            false
        }
        "longer" => end_with(
            connection,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<h2>Words</h2>",
        ),
        "shorter" => end_with(
            connection,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<h1>Words</h1>",
        ),
        "closed" => false,
        "garbage" => end_with(connection, b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
        "wide" => {
            end_with(connection, format!("HTTP/1.1 200 OK\r\nX-Wide: {}\r\n\r\n", "x".repeat(1 << 20)).as_bytes())
        }
        "busy" => html(connection, 429, "", ""),
        "busy-once" if asked.before == 0 => html(connection, 429, "Retry-After: 90\r\n", ""),
        "down-once" if asked.before == 0 => html(connection, 503, "", ""),
        "no-head" if asked.method == "HEAD" => html(connection, 405, "", ""),
        "browsers-only" if !asked.user_agent.starts_with("Mozilla/5.0") => html(connection, 404, "", ""),
        "no-robots" if asked.user_agent.contains("senco-guide") => html(connection, 404, "", "<p>Access denied</p>"),
        "inward" => redirect(connection, 301, &format!("http://127.0.0.1:{}/private", port(asked))),
        "inward-by-name" => redirect(connection, 301, &format!("http://127.1:{}/private", port(asked))),
        "latin" => answer(
            connection,
            200,
            "Content-Type: text/html; charset=iso-8859-1\r\n",
            b"<title>Caf\xe9</title><h1 id='caf\xe9'>x</h1>",
        ),
        "wide-letters" => {
            let text = "\u{feff}<title>Page not found</title>";
            let body: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            answer(connection, 200, "Content-Type: text/html\r\n", &body)
        }
        "strange-letters" => {
            answer(connection, 200, "Content-Type: text/html; charset=x-klingon\r\n", b"\xff\xfe\xfd<h1>x</h1>")
        }
        _ => html(connection, 200, "", "<title>Fine</title><h1>Fine</h1>"),
    }
}

fn port(asked: &Asked) -> &str {
    asked.host.rsplit_once(':').map_or("80", |(_, port)| port)
}

#[test]
fn a_server_that_does_everything_wrong_gets_the_right_verdicts() {
    let server = WebServer::new(wrong);
    let cases = [
        ("loop", "/a", "failing now", "round in a circle"),
        ("thirty", "/1", "failing now", "more than ten times"),
        ("endless", "/", "ok", "answered on"),
        ("bomb", "/", "ok", "answered on"),
        ("longer", "/", "ok", "answered on"),
        ("shorter", "/", "ok", "answered on"),
        ("closed", "/", "failing now", "broke off in the middle"),
        ("garbage", "/", "failing now", "not as a website does"),
        ("wide", "/", "failing now", "not as a website does"),
        ("busy", "/", "refused to robots", "too many requests (429)"),
        ("busy-once", "/", "ok", "answered on"),
        ("down-once", "/", "ok", "answered on"),
        ("no-head", "/", "ok", "answered on"),
        ("browsers-only", "/", "ok", "answered on"),
        ("no-robots", "/", "refused to robots", "a firewall answered in its place (404)"),
        ("inward", "/", "failing now", "leads into a private network"),
        ("inward-by-name", "/", "failing now", "leads into a private network"),
        ("latin", "/#caf%C3%A9", "ok", "answered on"),
        ("wide-letters", "/", "soft-404", "Page not found"),
        ("strange-letters", "/", "ok", "answered on"),
    ];
    let asked: Vec<(&str, &str)> = cases.iter().map(|(name, path, ..)| (*name, *path)).collect();
    let began = Instant::now();
    for ((name, _, verdict, evidence), seen) in cases.iter().zip(verdicts(&server, &asked)) {
        assert_eq!(seen.0, *verdict, "{name}: {}", seen.1);
        assert!(seen.1.contains(evidence), "{name}: {}", seen.1);
    }
    assert_eq!(server.count("/private"), 0, "a private address was asked");
    assert!(server.asked().iter().all(|asked| asked.user_agent.contains("senco-guide/") && asked.method == "GET"));
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn an_answer_that_drips_ends_with_the_budget() {
    let server = WebServer::new(|asked: &Asked, connection: &mut dyn Connection| {
        if asked.host.starts_with("head") {
            write(connection, b"HTTP/1.1 200 OK\r\nX-Drip: ");
        } else {
            write(connection, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
        }
        while write(connection, b"x") {
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    });
    let links = ["head", "body"].map(|name| format!("http://{name}.example:{}/", server.address.port()));
    let guide = settings(guide(&[&links[0], &links[1]]), "budget = \"0.5 seconds\"");
    let began = Instant::now();
    let built = guide.check_with(&web(&["head", "body"], server.address));
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert_eq!(built.row(&links[0]).0, "not checked");
    assert_eq!(built.row(&links[1]).0, "ok", "the page is there, whatever it goes on to say");
}

#[test]
fn a_name_that_leads_into_a_private_network_is_not_asked() {
    let server = WebServer::new(wrong);
    let port = server.address.port();
    let links = ["127.1", "0x7f000001", "2130706433", "127.0.0.1", "localhost", "[::ffff:127.0.0.1]"]
        .map(|host| format!("http://{host}:{port}/private"));
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let built = guide(&links).check_with(&web(&[], server.address));
    for link in &links {
        let (verdict, evidence) = built.row(link);
        assert!(verdict != "ok" && evidence.contains("private network"), "{link}: {verdict}, {evidence}");
    }
    assert!(server.asked().is_empty());
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told_in_words() {
    let (server, port) = secure_server();
    let link = format!("https://school.example:{port}/");
    let built = guide(&[&link]).check_with(&web(&["school"], server.address));
    let (verdict, evidence) = built.row(&link);
    assert_eq!(verdict, "failing now");
    assert!(evidence.contains("its security certificate is not to be trusted"), "{evidence}");
}

#[test]
fn a_name_that_nobody_has_is_no_crash_and_not_yet_gone() {
    let server = WebServer::new(wrong);
    let fine = format!("http://fine.example:{}/", server.address.port());
    let built = guide(&[&fine, "http://no-such-site.invalid/"]).check_with(&web(&["fine"], server.address));
    let (verdict, evidence) = built.row("http://no-such-site.invalid/");
    assert_eq!(verdict, "not checked");
    assert!(evidence.contains("for the first time on 1 September 2026"), "{evidence}");
}

#[test]
fn a_body_is_read_no_further_than_its_question_needs() {
    let sent: Arc<Mutex<Vec<usize>>> = Arc::default();
    let counted = sent.clone();
    let server = WebServer::new(move |asked: &Asked, connection: &mut dyn Connection| {
        let kind = if asked.path.ends_with("docx") { "application/octet-stream" } else { "text/html" };
        write(connection, format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n<h1>Words</h1>").as_bytes());
        let piece = vec![b' '; 65536];
        let pieces = (0..1024).take_while(|_| write(connection, &piece)).count();
        counted.lock().expect("a lock").push(pieces);
        false
    });
    let links = ["/form.docx", "/page"].map(|path| format!("http://school.example:{}{path}", server.address.port()));
    let built = guide(&[&links[0], &links[1]]).check_with(&web(&["school"], server.address));
    built.finds(&[]);
    // The system's buffers take some more than was read.
    let sent = sent.lock().expect("a lock");
    assert!(sent.iter().all(|pieces| *pieces < 512), "pieces of 64 KB that were sent: {sent:?}");
}

#[test]
fn a_site_that_allows_one_request_a_second_never_has_to_say_so() {
    let latest: Mutex<Option<Instant>> = Mutex::new(None);
    let server = WebServer::new(move |_: &Asked, connection: &mut dyn Connection| {
        let mut latest = latest.lock().expect("a lock");
        let now = Instant::now();
        let is_too_soon = latest.is_some_and(|before| now.duration_since(before) < Duration::from_millis(100));
        *latest = Some(now);
        html(connection, if is_too_soon { 429 } else { 200 }, "", "<h1>Words</h1>")
    });
    let links: Vec<String> =
        (0..8).map(|number| format!("http://school.example:{}/{number}", server.address.port())).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    // A tenth of a second stands for the second here: this is the one wait that the server itself measures.
    let guide: GuideTest = settings(guide(&links), "pace = \"10 per second\"");
    let web = Arc::new(HttpWeb::new().direct().knowing("school.example", server.address));
    let built = guide.check_with(&web);
    assert_eq!(server.asked().len(), 8, "a 429 would have been asked again");
    built.finds(&[]);
}

/// A server with a certificate of its own making, for `school.example` and 127.0.0.1.
fn secure_server() -> (WebServer, u16) {
    let (tls, _) = certificate();
    let server = WebServer::secure(tls, wrong);
    let port = server.address.port();
    (server, port)
}

/// A configuration with a certificate, and the certificate as PEM.
pub(super) fn certificate() -> (rustls::ServerConfig, String) {
    let names = vec!["school.example".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let chain: Vec<CertificateDer<'static>> = vec![made.cert.der().clone()];
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a configuration");
    (tls, made.cert.pem())
}

/// A gzip stream that unpacks to at least so many bytes (RFC 1951 and 1952): one letter, then “258 times the letter before”
/// again and again, in the fixed code: length 285 is 11000101, distance 0 is 00000.
fn gzip_bomb(length: usize) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let (mut held, mut bits) = (0_u32, 0);
    let mut put = |bytes: &mut Vec<u8>, code: &str| {
        for bit in code.bytes() {
            held |= u32::from(bit - b'0') << bits;
            bits += 1;
            if bits == 8 {
                bytes.push(u8::try_from(held).expect("a byte"));
                (held, bits) = (0, 0);
            }
        }
    };
    put(&mut bytes, "110"); // the last block, in the fixed code
    put(&mut bytes, "10101000"); // the letter x
    for _ in 0..length / 258 {
        put(&mut bytes, "1100010100000");
    }
    put(&mut bytes, "0000000"); // the end of the block
    put(&mut bytes, "0000000");
    bytes
}
