//! Who is let in, and who is turned away.

use senco_guide::preview::{Asked, TurnedAway};

use super::{gate, get, post};

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
