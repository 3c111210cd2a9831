//! Times `check --web` against servers on loopback, and counts what they were asked.
//!
//! `cargo bench --bench web` prints a table. Linux only: the 150 hosts are the addresses 127.0.0.1 to 127.0.0.150.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "a program of its own, for developers"
)]

#[path = "../../tests/suite/support/web_server.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod web_server;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use web_server::{Asked, Connection, WebServer, html};

const HOSTS: usize = 150;
const ADDRESSES: usize = 500;
const RUNS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("{ADDRESSES} addresses on {HOSTS} hosts, each answering in 200 ms; wall seconds of the whole command.\n");
    many_hosts(&folder.path().join("many"));
    one_host(&folder.path().join("one"));
}

/// Many hosts, the pace off.
fn many_hosts(folder: &Path) {
    let servers = servers();
    let links: Vec<String> =
        (0..ADDRESSES).map(|number| servers[number % HOSTS].at(&format!("/page-{number}"))).collect();
    guide(folder, &links, "allow_private = true\npace = \"off\"\n");
    let mut seconds = Vec::new();
    for _ in 0..RUNS {
        seconds.push(check(folder));
    }
    seconds.sort_by(f64::total_cmp);
    println!("{:<44} {:>8.2}      (at most 5)", "check --web, pace off, median of 3", seconds[1]);
    let counts: Vec<usize> =
        (0..ADDRESSES).map(|number| servers[number % HOSTS].count(&format!("/page-{number}"))).collect();
    let (fewest, most) = (counts.iter().min().unwrap_or(&0), counts.iter().max().unwrap_or(&0));
    println!("{:<44} {fewest:>3} to {most}      (just {RUNS})", "requests an address, in 3 runs");
}

/// One host that counts requests by the second, at the usual pace.
fn one_host(folder: &Path) {
    let latest: Mutex<Option<Instant>> = Mutex::new(None);
    let refused = Arc::new(Mutex::new(0));
    let counted = refused.clone();
    let server = WebServer::new(move |_: &Asked, connection: &mut dyn Connection| {
        let is_too_soon = {
            let mut latest = latest.lock().expect("a lock");
            let now = Instant::now();
            let before = latest.replace(now);
            before.is_some_and(|before| now.duration_since(before) < Duration::from_secs(1))
        };
        if is_too_soon {
            *counted.lock().expect("a lock") += 1;
        }
        html(connection, if is_too_soon { 429 } else { 200 }, "", "<h1>Words</h1>")
    });
    let links: Vec<String> = (0..10).map(|number| server.at(&format!("/page-{number}"))).collect();
    guide(folder, &links, "allow_private = true\n");
    let seconds = check(folder);
    println!("{:<44} {seconds:>8.2}", "check --web, 10 addresses, 1 per second");
    println!(
        "{:<44} {:>8}      (at most 0)",
        "429s of a host that allows 1 per second",
        refused.lock().expect("a lock")
    );
}

/// A server at each address, all on one port.
fn servers() -> Vec<WebServer> {
    let answering = Arc::new(|_: &Asked, connection: &mut dyn Connection| {
        sleep(Duration::from_millis(200));
        html(connection, 200, "", "<title>Page</title><h1>Words</h1>")
    });
    let first = WebServer::on("127.0.0.1:0", None, answering.clone());
    let port = first.address.port();
    let others = (2..=HOSTS).map(|host| WebServer::on(&format!("127.0.0.{host}:{port}"), None, answering.clone()));
    std::iter::once(first).chain(others).collect()
}

fn guide(folder: &Path, links: &[String], settings: &str) {
    fs::create_dir_all(folder.join("guide/pages")).expect("a folder");
    let mut text = "# Links\n\n".to_owned();
    for link in links {
        let _ = writeln!(text, "- [Words]({link})");
    }
    fs::write(folder.join("guide/pages/links.md"), text).expect("a page");
    fs::write(folder.join("guide/guide.toml"), format!("[guide]\ntitle = \"Links\"\n[links]\n{settings}"))
        .expect("settings");
}

fn check(folder: &Path) -> f64 {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_senco-guide"));
    command.args(["check", "--web", "--no-cache", "--quiet"]).current_dir(folder).stdout(Stdio::null());
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let status = command.status().expect("the program");
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    began.elapsed().as_secs_f64()
}
