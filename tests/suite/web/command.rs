//! `check --web` as an editor types it.

use assert_cmd::Command;

use super::{guide, settings};
use crate::support::GuideTest;
use crate::support::web_server::{Asked, Connection, WebServer, answer, html};

fn tool(guide: &GuideTest) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

fn told(run: &assert_cmd::assert::Assert) -> String {
    String::from_utf8_lossy(&run.get_output().stdout).into_owned()
}

fn fine(_: &Asked, connection: &mut dyn Connection) -> bool {
    html(connection, 200, "", "<h1>Words</h1>")
}

#[test]
fn a_check_with_web_tells_the_answers_and_remembers_them() {
    let server = WebServer::new(|asked: &Asked, connection: &mut dyn Connection| {
        html(connection, if asked.path == "/old" { 404 } else { 200 }, "", "<h1>Words</h1>")
    });
    let links = [server.at("/new"), server.at("/old")];
    let guide = settings(guide(&[&links[0], &links[1]]), "allow_private = true\npace = \"off\"");
    let kept = guide.path().join("history/web.json");

    tool(&guide).args(["check"]).assert().code(0);
    assert!(server.asked().is_empty() && !kept.exists(), "a check without --web asks nobody and writes nothing");

    let run = tool(&guide).args(["check", "--web"]).assert().code(0);
    let text = told(&run);
    assert!(text.contains("Web address not checked"), "{text}");
    assert!(text.contains("Outside addresses: 1 fine, 1 could not\nbe checked."), "{text}");
    assert!(run.get_output().stderr.is_empty(), "a pipe has no count");
    let first = std::fs::read_to_string(&kept).expect("a history");
    assert!(first.contains(&links[1]) && first.contains("missing_since"), "{first}");

    // A week ago instead of today.
    let today = first.split("\"missing_since\": \"").nth(1).and_then(|rest| rest.get(..10)).expect("a day").to_owned();
    std::fs::write(
        &kept,
        first.replace(&format!("\"missing_since\": \"{today}\""), "\"missing_since\": \"2026-01-05\""),
    )
    .expect("a history");
    let run = tool(&guide).args(["check", "--web"]).assert().code(1);
    let text = told(&run).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("which answered “not found” (404) on 5 January 2026 and again on"), "{text}");
    assert!(text.contains("1 thing must be fixed before this can be published."), "{text}");
    assert_eq!(server.count("/old"), 2);
}

#[test]
fn the_machines_own_root_certificates_count() {
    let (tls, pem) = super::loopback::certificate();
    let server = WebServer::secure(tls, fine);
    let link = format!("https://127.0.0.1:{}/", server.address.port());
    let guide = settings(guide(&[&link]), "allow_private = true").file("../root.pem", pem);
    let root = guide.around().join("root.pem");
    let run = tool(&guide).args(["check", "--web"]).env("SSL_CERT_FILE", root).assert().code(0);
    assert!(told(&run).contains("Outside addresses: 1 fine."), "{}", told(&run));
}

#[test]
fn the_systems_proxy_is_used() {
    let proxy = WebServer::new(|asked: &Asked, connection: &mut dyn Connection| match asked.path.as_str() {
        "http://school.invalid/old" => answer(connection, 301, "Location: /x?y=1\r\n", b""),
        "http://school.invalid/x?y=1" => html(connection, 200, "", "<h1>Words</h1>"),
        _ => answer(connection, 403, "", b""),
    });
    let guide = settings(guide(&["http://school.invalid/old", "https://school.invalid/y"]), "pace = \"off\"");
    let run =
        tool(&guide).args(["check", "--web"]).env("HTTP_PROXY", format!("http://{}", proxy.address)).assert().code(0);
    let text = told(&run).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("has moved for good to http://school.invalid/x?y=1"), "{text}");
    assert!(text.contains("this network's proxy let nothing through to it"), "{text}");
    let asked: Vec<String> =
        proxy.asked().into_iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect();
    assert_eq!(asked.iter().filter(|line| line.starts_with("GET")).count(), 2, "{asked:?}");
    assert!(asked.iter().any(|line| line == "CONNECT school.invalid:443"), "{asked:?}");
}
