//! Asking outside addresses: how politely, what is remembered, and what an editor gets to see. Rules are in `tests/cases/web.md`.

mod command;

mod loopback;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use senco_guide::io::MemoryWeb;
use senco_guide::model::Trouble;
use senco_guide::probe;

use crate::support::{Built, GuideTest};

const TODAY: jiff::civil::Date = date(2026, 9, 1);

fn guide(links: &[&str]) -> GuideTest {
    let text: Vec<String> = links.iter().enumerate().map(|(at, link)| format!("[Words {at}]({link})\n")).collect();
    GuideTest::with_pages(&[("a.md", &format!("# A\n{}", text.join("\n")))])
}

fn settings(guide: GuideTest, links: &str) -> GuideTest {
    guide
        .file("guide.toml", format!("[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\n[links]\n{links}\n"))
}

fn page(web: MemoryWeb, address: &str) -> MemoryWeb {
    web.answers(address, 200, &[("content-type", "text/html")], "<h1>Words</h1><p id=x>")
}

/// When each question to a host came, in seconds from the start.
fn seconds(web: &MemoryWeb, host: &str) -> Vec<f64> {
    let asked = web.asked().into_iter().filter(|(address, _)| address.contains(&format!("//{host}/")));
    asked.map(|(_, at)| at.as_duration().as_secs_f64()).collect()
}

fn history(built: &Built) -> String {
    probe::history_file(built.compiled.facts.web.as_ref().expect("facts"))
}

#[test]
fn each_address_is_asked_once_however_many_links_and_redirects_use_it() {
    let guide =
        guide(&["https://a.example/x", "https://A.example/x#x", "http://a.example/x", "https://a.example/./x?"])
            .file("pages/b.md", "# B\n[again](https://a.example/x)\n");
    let web = page(MemoryWeb::on(TODAY), "https://a.example/x");
    let web = web.answers("http://a.example/x", 301, &[("location", "https://a.example/x")], "");
    let web = Arc::new(page(web, "https://a.example/x?"));
    guide.check_with(&web);
    let mut asked: Vec<String> = web.asked().into_iter().map(|(address, _)| address).collect();
    asked.sort();
    assert_eq!(asked, ["http://a.example/x", "https://a.example/x", "https://a.example/x?"]);
}

#[test]
fn a_build_asks_nobody() {
    let built = guide(&["https://a.example/x"]).build();
    assert!(built.compiled.facts.web.is_none());
    assert_eq!(built.row("https://a.example/x").0, "not checked");
}

#[test]
fn a_host_is_asked_once_a_second_also_by_redirects_from_elsewhere() {
    let guide = guide(&["https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1"]);
    let mut web = MemoryWeb::on(TODAY);
    for number in 1..=3 {
        web = page(web, &format!("https://a.example/{number}"));
    }
    web = web.answers("https://b.example/1", 302, &[("location", "https://a.example/4")], "");
    let web = Arc::new(page(web, "https://a.example/4").taking("https://a.example/1", Duration::from_millis(700)));
    guide.check_with(&web);
    let times = seconds(&web, "a.example");
    assert_eq!(times.len(), 4);
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= 1.0), "{times:?}");
}

#[test]
fn the_pace_is_a_setting() {
    let addresses = ["https://a.example/1", "https://a.example/2", "https://a.example/3"];
    for (setting, gap) in
        [("pace = \"off\"", 0.0), ("pace = \"4 per second\"", 0.25), ("pace = \"6 per minute\"", 10.0)]
    {
        let web = Arc::new(addresses.iter().fold(MemoryWeb::on(TODAY), |web, address| page(web, address)));
        settings(guide(&addresses), setting).check_with(&web);
        let times = seconds(&web, "a.example");
        assert!(times.windows(2).all(|pair| (pair[1] - pair[0] - gap).abs() < 0.001), "{setting}: {times:?}");
    }
}

#[test]
fn what_the_time_does_not_reach_is_told_as_not_checked() {
    let addresses = ["https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4"];
    let web = addresses
        .iter()
        .fold(MemoryWeb::on(TODAY), |web, address| page(web, address).taking(address, Duration::from_secs(20)));
    let web = Arc::new(web);
    let built = settings(guide(&addresses), "budget = \"45 seconds\"").check_with(&web);
    assert_eq!(web.asked().len(), 3, "the third is cut off, the fourth never asked");
    let finding = built.finding("web-not-checked");
    assert_eq!(finding.what, "The time for asking the web was up before 2 outside addresses could be asked.");
    assert_eq!(finding.related.len(), 1);
    assert_eq!(built.row(addresses[1]).0, "ok");
    assert!(built.row(addresses[3]).1.contains("the time for all addresses was up"));
}

#[test]
fn a_site_that_asks_to_wait_is_left_alone_for_as_long() {
    let addresses = ["https://a.example/1", "https://a.example/2", "https://b.example/1"];
    let busy = |wait: &str| {
        let headers = [("retry-after", wait), ("date", "Tue, 01 Sep 2026 10:00:00 GMT")];
        let web = MemoryWeb::on(TODAY).answers(addresses[0], 429, &headers, "");
        addresses.iter().fold(web, |web, address| page(web, address))
    };
    for (wait, least) in [("30", 30.0), ("Tue, 01 Sep 2026 10:02:00 GMT", 120.0), ("soon", 2.0)] {
        let web = Arc::new(busy(wait));
        let built = guide(&addresses).check_with(&web);
        built.finds(&[]);
        let times = seconds(&web, "a.example");
        assert!(times.len() == 3 && times[1] - times[0] >= least, "{wait}: {times:?}");
    }
    let web = Arc::new(busy("3600"));
    let built = guide(&addresses).check_with(&web);
    assert_eq!(seconds(&web, "a.example").len(), 1, "an hour is more than the whole check may take");
    assert!(built.finding("web-not-checked").what.contains("wants to be left alone"), "{:?}", built.found());
}

#[test]
fn a_site_that_never_answers_is_asked_twice_and_then_left_alone() {
    let addresses: Vec<String> = (1..=9).map(|number| format!("https://a.example/{number}")).collect();
    let links: Vec<&str> = addresses.iter().map(String::as_str).chain(["https://b.example/"]).collect();
    let web = addresses
        .iter()
        .fold(page(MemoryWeb::on(TODAY), "https://b.example/"), |web, address| web.fails(address, Trouble::TooSlow));
    let web = Arc::new(web);
    let built = guide(&links).check_with(&web);
    assert_eq!(seconds(&web, "a.example").len(), 2);
    let finding = built.finding("web-not-checked");
    assert_eq!(
        finding.what,
        "a.example did not work on 1 September 2026: it did not answer in time, so its 9 addresses in this guide could not be checked."
    );
    assert_eq!(finding.related.len(), 8);
}

#[test]
fn trouble_at_one_door_of_a_site_says_nothing_about_the_other() {
    let web = MemoryWeb::on(TODAY).fails("https://a.example/1", Trouble::Certificate("it is out of date".to_owned()));
    let web = Arc::new(page(page(web, "http://a.example/2"), "https://b.example/"));
    let built = guide(&["https://a.example/1", "http://a.example/2", "https://b.example/"]).check_with(&web);
    assert_eq!(built.row("https://a.example/1").0, "failing now");
    assert_eq!(built.row("http://a.example/2").0, "insecure-web-address", "it was asked, and is there");
}

#[test]
fn what_was_seen_is_kept_for_the_next_check_and_trouble_is_never_kept_as_fine() {
    let addresses =
        ["https://a.example/fine", "https://b.example/gone", "https://c.example/wall", "https://d.example/new"];
    let before = r#"{"format": 1, "about": "", "addresses": {
      "https://a.example/fine": {"verdict": "not found", "seen": "2026-08-01", "missing_since": "2026-08-01"},
      "https://b.example/gone": {"verdict": "not found", "seen": "2026-08-20", "fine": "2026-07-01", "missing_since": "2026-08-20"},
      "https://c.example/wall": {"verdict": "ok", "seen": "2026-08-20", "fine": "2026-08-20"},
      "https://z.example/no-longer-in-the-guide": {"verdict": "ok", "seen": "2026-08-20", "fine": "2026-08-20"}},
      "days": {"2026-08-20": {"ok": 4}}}"#;
    let web = page(MemoryWeb::on(TODAY), addresses[0]).answers(addresses[1], 404, &[], "");
    let web = Arc::new(web.answers(addresses[2], 403, &[], "").answers(addresses[3], 404, &[], ""));
    let built = guide(&addresses).file("history/web.json", before).check_with(&web);
    let expected = r#"{
  "format": 1,
  "about": "What outside addresses answered. Written by senco-guide check --web; keep it with the guide.",
  "addresses": {
    "https://a.example/fine": {
      "verdict": "ok",
      "seen": "2026-09-01",
      "fine": "2026-09-01"
    },
    "https://b.example/gone": {
      "verdict": "gone",
      "seen": "2026-09-01",
      "fine": "2026-07-01",
      "missing_since": "2026-08-20"
    },
    "https://c.example/wall": {
      "verdict": "refused to robots",
      "seen": "2026-09-01",
      "fine": "2026-08-20"
    },
    "https://d.example/new": {
      "verdict": "not found",
      "seen": "2026-09-01",
      "missing_since": "2026-09-01"
    }
  },
  "days": {
    "2026-08-20": {
      "ok": 4
    },
    "2026-09-01": {
      "gone": 1,
      "not found": 1,
      "ok": 1,
      "refused to robots": 1
    }
  }
}
"#;
    assert_eq!(history(&built), expected);
    let evidence = |address: &str| built.row(address);
    assert_eq!(evidence(addresses[0]), ("ok".to_owned(), "answered on 1 September 2026".to_owned()));
    assert_eq!(
        evidence(addresses[1]),
        ("gone".to_owned(), "answered “not found” (404) on 20 August 2026 and again on 1 September 2026".to_owned())
    );
    assert_eq!(
        evidence(addresses[2]).1,
        "on 1 September 2026 the site turned the check away: it refuses access (403); last fine on 20 August 2026"
    );
    assert_eq!(
        evidence(addresses[3]).1,
        "answered “not found” (404) for the first time on 1 September 2026; checked again from 2 September 2026"
    );
}

#[test]
fn an_address_that_was_not_asked_is_remembered_as_before() {
    let before = r#"{"format": 1, "about": "", "addresses": {
      "https://a.example/1": {"verdict": "not found", "seen": "2026-08-20", "missing_since": "2026-08-20"}}}"#;
    let web = Arc::new(MemoryWeb::on(TODAY).answers("https://a.example/1", 429, &[("retry-after", "86400")], ""));
    let built = guide(&["https://a.example/1"]).file("history/web.json", before).check_with(&web);
    assert!(history(&built).contains("\"missing_since\": \"2026-08-20\""), "{}", history(&built));
}

#[test]
fn no_secret_is_told_that_the_editor_did_not_write() {
    let written = "https://user:pa55word@a.example/x?mine=1";
    let token = "https://b.example/signin?session=s3cr3tsession";
    let web = MemoryWeb::on(TODAY).answers("https://a.example/x?mine=1", 302, &[("location", token)], "");
    let web = Arc::new(web.answers(token, 200, &[("content-type", "text/html")], "<h1>Sign in</h1>"));
    let built = guide(&[written]).check_with(&web);
    let finding = built.finding("dead-web-address");
    assert!(finding.what.contains("https://a.example/x?mine=1") && finding.what.contains("https://b.example/signin"));
    for text in [&finding.what, &finding.fix, &history(&built)] {
        assert!(!text.contains("pa55word") && !text.contains("s3cr3t"), "{text}");
    }
    for file in ["report/report.html", "report/findings.json", "report/findings.csv", "report/links.csv"] {
        assert!(!built.text(file).contains("s3cr3t"), "{file}");
    }
}

#[test]
fn a_filter_that_reads_along_is_one_note_and_teaches_nothing_about_the_addresses() {
    let addresses = ["https://a.example/1", "https://b.example/1", "https://b.example/2"];
    let web = addresses.iter().fold(MemoryWeb::on(TODAY), |web, address| {
        web.fails(address, Trouble::Certificate("it cannot be trusted".to_owned()))
    });
    let built = guide(&addresses).check_with(&Arc::new(web));
    assert_eq!(
        built.finding("web-not-checked").what,
        "None of the 3 outside addresses could be checked: on 1 September 2026 not one of their 2 sites showed a security certificate that this computer trusts. It looks as if a filter of your network reads along."
    );
    assert!(!history(&built).contains("a.example"));
}

#[test]
fn a_moved_address_keeps_the_spot_of_its_link() {
    let web = MemoryWeb::on(TODAY).answers("http://a.example/x", 301, &[("location", "https://a.example/y")], "");
    let web = Arc::new(page(web, "https://a.example/y"));
    let built = guide(&["http://a.example/x#x"]).check_with(&web);
    assert_eq!(built.finding("moved-web-address").fix, "Change the link to https://a.example/y#x.");
}
