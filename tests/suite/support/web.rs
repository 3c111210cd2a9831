//! A web for a case, a line an address: what it answers, in the order it is asked.
//!
//! ```text
//! https://a.example/x 404
//! https://a.example/y 301 https://a.example/z
//! https://a.example/z 200 html <h1>Words</h1>
//! https://a.example/p 200 pdf 3
//! https://b.example/ fails too slow
//! ```

use senco_guide::io::MemoryWeb;
use senco_guide::model::Trouble;

use super::documents;

/// The web on a day, such as `2026-09-08`.
pub fn memory(day: &str, text: &str) -> MemoryWeb {
    let web = MemoryWeb::on(day.trim().parse().expect("a day"));
    text.lines().filter(|line| !line.trim().is_empty()).fold(web, |web, line| {
        let mut parts = line.splitn(4, ' ');
        let address = parts.next().expect("an address");
        let status = parts.next().expect("a status");
        let (kind, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if status == "fails" {
            return web.fails(address, trouble(&format!("{kind} {rest}")));
        }
        let status: u16 = status.parse().expect("a status");
        match kind {
            "" => web.answers(address, status, &[("content-type", "text/html")], "<title>A page</title><h1>Words</h1>"),
            "html" => web.answers(address, status, &[("content-type", "text/html; charset=utf-8")], rest),
            "pdf" => {
                let pages = rest.trim().parse().expect("a number of pages");
                web.answers(address, status, &[("content-type", "application/pdf")], documents::pdf(pages))
            }
            location => web.answers(address, status, &[("location", location)], ""),
        }
    })
}

fn trouble(words: &str) -> Trouble {
    match words.trim() {
        "too slow" => Trouble::TooSlow,
        "no connection" => Trouble::NoConnection,
        "cut off" => Trouble::CutOff,
        "certificate" => Trouble::Certificate("it is out of date".to_owned()),
        "unknown name" => Trouble::UnknownName,
        other => panic!("“{other}” is no trouble of a case"),
    }
}
