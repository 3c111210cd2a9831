//! The preview: who is let in, what is served, what a save comes to, what is waited for, and what the buttons do.

mod gate;

mod running;

mod saves;

mod serving;

mod waiting;

use std::time::Duration;

use jiff::civil::date;
use senco_guide::Surroundings;
use senco_guide::io::Cache;
use senco_guide::model::GuidePath;
use senco_guide::preview::{Answer, Asked, Gate, Reply, Standing, answer};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn path(text: &str) -> GuidePath {
    GuidePath::new(text).expect("inside")
}

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

fn surroundings() -> Surroundings {
    Surroundings { as_of: date(2026, 9, 1), as_of_is_given: true, cache: Cache::off(), web: None }
}
