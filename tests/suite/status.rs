//! Who looks after what: reviews that cannot be faked, owners who left, and what `status` makes of it.

use std::fs;

use assert_cmd::Command;
use jiff::civil::{Date, date};
use senco_guide::Make;
use serde_json::Value;

use crate::support::{Built, GuideTest, build_folder_as_of, documents};

const DAY: Date = date(2026, 9, 1);

const PEOPLE: &str = "role,name,email,leaves\n\
    SEN consultant,Alma Sample,alma.sample@aldermere.example,\n\
    Funding officer,Bert Sample,bert.sample@aldermere.example,2026-07-31\n\
    SEN manager,Carla Sample,carla.sample@aldermere.example,\n";

/// Two pages, two forms, an owner who has left and a deputy.
fn guide() -> GuideTest {
    let page = |title: &str, owner: &str, body: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nowner = \"{owner}\"\ndeputy = \"SEN manager\"\nlast_reviewed = 2026-05-01\nreview_by = 2026-08-01\n+++\n{body}\n"
        )
    };
    GuideTest::with_pages(&[
        ("01-start.md", &page("Start", "SEN consultant", "Read [funding](02-funding.md).")),
        ("02-funding.md", &page("Funding", "SEN consultant", "Fill in the [top-up form](../documents/top-up.docx).")),
    ])
    .file("documents/top-up.docx", documents::docx("# Top-up form\nOne."))
    .file(
        "documents.csv",
        "id,title,file,kind,owner,last_reviewed,review_by\ntop-up,Top-up form,documents/top-up.docx,form,SEN consultant,2026-05-01,2027-05-01\n",
    )
}

fn tool(guide: &GuideTest) -> Command {
    let mut command = Command::cargo_bin("senco-guide").expect("the program");
    command.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache")).env_remove("NO_COLOR");
    command
}

fn told(guide: &GuideTest, words: &[&str], code: i32) -> String {
    let run = tool(guide).arg("status").args(words).args(["--as-of", "2026-09-01"]).assert().code(code);
    let output = run.get_output();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn review(guide: &GuideTest, id: &str, day: &str) {
    let words = ["status", "--reviewed", id, "--by", "SEN consultant", "--as-of", day];
    tool(guide).args(words).assert().code(0);
}

fn text(guide: &GuideTest, path: &str) -> String {
    fs::read_to_string(guide.path().join(path)).expect("a text")
}

fn change(guide: &GuideTest, path: &str, from: &str, to: &str) {
    let before = text(guide, path);
    assert!(before.contains(from), "{path} has no {from}");
    fs::write(guide.path().join(path), before.replace(from, to)).expect("a file");
}

fn overdue(guide: &GuideTest, day: Date) -> Vec<String> {
    let built = build_folder_as_of(&guide.path(), Make::Findings, day).expect("a guide");
    let findings = built.compiled.findings.iter().filter(|finding| finding.rule.code == "review-overdue");
    findings.map(|finding| format!("{} {}", finding.place.file, finding.what)).collect()
}

fn thing(guide: &GuideTest, id: &str) -> Value {
    let status: Value = serde_json::from_str(&told(guide, &["--format", "json"], 0)).expect("JSON");
    let things = status["things"].as_array().expect("things").clone();
    things.into_iter().find(|thing| thing["id"] == id).expect("the thing")
}

fn reasons(guide: &GuideTest, id: &str) -> Vec<String> {
    let thing = thing(guide, id);
    let reasons = thing["reasons"].as_array().expect("reasons");
    reasons.iter().map(|reason| reason["kind"].as_str().expect("a kind").to_owned()).collect()
}

#[test]
fn a_review_cannot_be_faked_by_editing_a_date() {
    let guide = guide();
    review(&guide, "funding", "2025-09-01");
    assert_eq!(overdue(&guide, DAY).len(), 2, "both pages were to be reviewed by 1 August");
    for (from, to) in [
        ("last_reviewed = 2026-05-01", "last_reviewed = 2026-08-31"),
        ("review_by = 2026-08-01", "review_by = 2029-08-01"),
    ] {
        change(&guide, "pages/02-funding.md", from, to);
    }
    assert_eq!(
        overdue(&guide, date(2026, 11, 1)).len(),
        2,
        "a year and two months after the review, whatever the date says"
    );
    assert_eq!(thing(&guide, "funding")["last_review"], "2025-09-01");
    let site = guide.build().text("site/funding.html");
    assert!(site.contains("1 September 2025") && !site.contains("31 August 2026"), "readers see the true date");
    change(&guide, "pages/02-funding.md", "Fill in", "Do not fill in");
    review(&guide, "index", "2026-08-20");
    let found = overdue(&guide, DAY);
    assert_eq!(
        found,
        [
            "pages/02-funding.md “Funding” has changed since it was reviewed on 1 September 2025, so that review no longer counts."
        ]
    );
    assert_eq!(reasons(&guide, "funding"), ["text-changed"]);
    review(&guide, "funding", "2026-09-01");
    assert!(overdue(&guide, DAY).is_empty());
}

#[test]
fn a_changed_document_asks_for_the_review_of_the_pages_that_lead_to_it() {
    let guide = guide();
    for id in ["index", "funding", "top-up"] {
        review(&guide, id, "2026-09-01");
    }
    assert!(overdue(&guide, DAY).is_empty());
    fs::write(guide.path().join("documents/top-up.docx"), documents::docx("# Top-up form\nTwo.")).expect("a file");
    let found = overdue(&guide, DAY);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("documents.csv “Top-up form” has changed since"), "{found:?}");
    assert_eq!(
        found[1],
        "pages/02-funding.md “Funding” was reviewed on 1 September 2026. “Top-up form” has changed since, and this page leads there."
    );
    assert_eq!(reasons(&guide, "funding"), ["document-changed"]);
    assert!(reasons(&guide, "index").is_empty(), "it leads to no form");
    review(&guide, "top-up", "2026-09-01");
    assert_eq!(reasons(&guide, "funding"), ["document-changed"], "the form was read, the page beside it was not");
    review(&guide, "pages/02-funding.md", "2026-09-01");
    assert!(reasons(&guide, "funding").is_empty());
}

#[test]
fn what_is_no_part_of_the_text_does_not_undo_a_review() {
    let guide = guide();
    review(&guide, "funding", "2026-09-01");
    change(&guide, "pages/02-funding.md", "deputy = \"SEN manager\"", "deputy = \"Team lead\"\nreview_by2 = 1");
    change(&guide, "pages/02-funding.md", "\nreview_by2 = 1", "");
    let page = text(&guide, "pages/02-funding.md").replace('\n', "\r\n");
    fs::write(guide.path().join("pages/02-funding.md"), page).expect("a file");
    assert!(reasons(&guide, "funding").is_empty(), "another deputy and other line ends");
    change(&guide, "pages/02-funding.md", "title = \"Funding\"", "title = \"Money\"");
    assert_eq!(reasons(&guide, "funding"), ["text-changed"], "readers read the title, too");
}

#[test]
fn a_page_reviewed_by_hand_is_asked_for_when_a_release_shows_another_document() {
    let guide = guide().file(
        "reviews.csv",
        format!("id,reviewed_on,by,sha256\ntop-up,2026-04-01,SEN consultant,{}\n", "0".repeat(64)),
    );
    let reasons = reasons(&guide, "funding");
    assert_eq!(reasons, ["document-changed", "overdue"], "the form was another file before the page was reviewed");
}

#[test]
fn a_register_from_excel_keeps_every_byte_and_its_separator() {
    let before = "\u{FEFF}id;reviewed_on;by;sha256\r\ntop-up;01/06/2026;SEN consultant;abc\r\n";
    let guide = guide().file("reviews.csv", before).file("~$reviews.csv", "locked");
    review(&guide, "funding", "2026-09-01");
    let after = text(&guide, "reviews.csv");
    let lines: Vec<&str> = after.split("\r\n").collect();
    assert_eq!(lines[0], "\u{FEFF}id;reviewed_on;by;sha256;documents");
    assert_eq!(lines[1], "top-up;01/06/2026;SEN consultant;abc");
    assert!(lines[2].starts_with("funding;2026-09-01;SEN consultant;") && lines[2].contains(";top-up:"), "{after}");
    let built = guide.build();
    let finding = built.finding("bad-register");
    assert_eq!(built.spot(&finding.place), "reviews.csv:2:1");
    assert!(finding.what.contains("does not say what was read"), "{}", finding.what);
}

#[test]
fn a_review_is_recorded_for_something_that_is_there_and_by_a_role() {
    let guide = guide().file("people.csv", PEOPLE);
    for (id, by, says) in [
        ("fundign", "SEN consultant", "There is no page or document “fundign”. Do you mean “funding”?"),
        ("funding", "Alma Sample", "“Alma Sample” is not a role."),
        ("funding", "", "“” is not a role."),
        ("funding", "=cmd()", "is not a role."),
        ("funding", "SEN consultent", "Do you mean “SEN consultant”?"),
        ("funding", "Funding officer", "Whoever was “Funding officer” has left"),
    ] {
        let told = told(&guide, &["--reviewed", id, "--by", by], 2);
        assert!(told.contains(says) && told.contains("Fix: "), "{told}");
    }
    assert!(!guide.path().join("reviews.csv").exists());
    tool(&guide).args(["status", "--reviewed", "funding"]).assert().code(2);
    let told = told(&guide, &["--reviewed", "documents/top-up.docx", "--by", "sen  consultant"], 0);
    assert_eq!(
        told,
        "Recorded in reviews.csv: “Top-up form” was reviewed by SEN consultant.\nThe next review is by 1 May 2027.\n"
    );
    let broken = guide.file("reviews.csv", "what,is,this\n1,2,3\n");
    let told = self::told(&broken, &["--reviewed", "funding", "--by", "SEN consultant"], 2);
    assert!(told.contains("reviews.csv is not a table of reviews"), "{told}");
    assert_eq!(text(&broken, "reviews.csv"), "what,is,this\n1,2,3\n");
}

#[test]
fn strange_rows_of_the_registers_say_what_to_do() {
    let digest = "a".repeat(64);
    let guide = guide()
        .file("people.csv", "role,name,email,leaves\n,A,,\nSEN consultant,B,no address,soon\n")
        .file(
            "reviews.csv",
            format!(
                "id,reviewed_on,by,sha256\ntop_up,2026-05-01,SEN consultant,{digest}\nfunding,2030-01-01,SEN consultant,{digest}\n\
                 funding,,SEN consultant,{digest}\nfunding,2026-05-01,,{digest}\n,2026-05-01,SEN consultant,{digest}\n"
            ),
        );
    let built = guide.build();
    let found: Vec<String> = built.found().into_iter().filter(|found| found.starts_with("bad-register")).collect();
    let lines = |file: &str, rows: &[u32]| -> Vec<String> {
        rows.iter().map(|row| format!("bad-register {file}:{row}:1")).collect()
    };
    assert_eq!(found, [lines("people.csv", &[2, 3, 3]), lines("reviews.csv", &[2, 3, 4, 5, 6])].concat());
    let unknown = built.compiled.findings.iter().find(|finding| finding.what.contains("“top_up”")).expect("a finding");
    assert_eq!(unknown.fix, "Change the id to top-up, if that is meant, or take the row out.");
    for empty in ["people.csv", "reviews.csv"] {
        let guide = GuideTest::with_pages(&[("a.md", "# A\nWords.\n")]).file(empty, "");
        let found = guide.build().found();
        assert!(found.iter().all(|found| found.starts_with("bad-register people.csv")), "{found:?}");
    }
}

fn owners(built: &Built) -> Vec<String> {
    let of = ["owner-left ", "person-as-owner "];
    built.found().into_iter().filter(|found| of.iter().any(|code| found.starts_with(code))).collect()
}

#[test]
fn an_owner_who_left_or_is_nobody_is_told_with_who_stands_in() {
    let guide = guide().file("people.csv", PEOPLE);
    assert!(owners(&guide.build()).is_empty());
    change(&guide, "pages/02-funding.md", "owner = \"SEN consultant\"", "owner = \"Funding officer\"");
    change(&guide, "documents.csv", "form,SEN consultant", "form,Funding oficer");
    let built = guide.build();
    assert_eq!(owners(&built), ["owner-left documents.csv:2:1", "owner-left pages/02-funding.md"]);
    let finding = |at: &str| {
        let found =
            built.compiled.findings.iter().find(|it| it.rule.code == "owner-left" && it.place.file.as_str() == at);
        found.expect("a finding")
    };
    let page = finding("pages/02-funding.md");
    assert!(page.what.starts_with("Funding officer, who keeps “Funding”, left on 31 July 2026"), "{}", page.what);
    assert!(page.fix.ends_with("Until then, SEN manager stands in."), "{}", page.fix);
    let form = finding("documents.csv");
    assert!(form.fix.starts_with("Change it to “Funding officer”, if that is meant"), "{}", form.fix);
    assert_eq!(reasons(&guide, "funding")[0], "owner-left");
    let on_the_day = build_folder_as_of(&guide.path(), Make::Findings, date(2026, 7, 31)).expect("a guide");
    assert_eq!(owners(&on_the_day), ["owner-left documents.csv:2:1"], "the last day is still a day in the role");
}

#[test]
fn a_person_in_place_of_a_role_is_told() {
    let guide = guide().file("people.csv", PEOPLE);
    change(&guide, "pages/01-start.md", "deputy = \"SEN manager\"", "deputy = \"Carla Sample\"");
    change(&guide, "documents.csv", "form,SEN consultant", "form,J. Smith");
    let found = owners(&guide.build());
    assert!(found.contains(&"person-as-owner pages/01-start.md".to_owned()), "{found:?}");
    assert!(found.contains(&"person-as-owner documents.csv:2:1".to_owned()), "{found:?}");
}

#[test]
fn people_are_never_published() {
    let guide = guide().file("people.csv", PEOPLE);
    let page = text(&guide, "pages/01-start.md") + "\n[the list](../people.csv) and ![it](../people.csv)\n";
    fs::write(guide.path().join("pages/01-start.md"), page).expect("a file");
    change(&guide, "pages/02-funding.md", "owner = \"SEN consultant\"", "owner = \"Funding officer\"");
    review(&guide, "index", "2026-09-01");
    let built = guide.build();
    assert!(!built.has("site/people.csv"));
    for (path, file) in built.compiled.bundle.iter() {
        let text = String::from_utf8_lossy(&file.bytes);
        for secret in ["Alma", "Bert", "Carla", "alma.sample", "bert.sample", "carla.sample"] {
            assert!(!text.contains(secret), "{secret} is in {}", path.as_str());
        }
    }
    for form in ["text", "json", "csv", "html"] {
        let told = told(&guide, &["--format", form], 0);
        assert!(!told.contains("Sample") && !told.contains(".sample"), "{form}: {told}");
    }
}

#[test]
fn lists_for_a_mail_merge_go_to_whoever_is_there_to_act() {
    let guide = guide().file("people.csv", PEOPLE);
    change(&guide, "pages/02-funding.md", "owner = \"SEN consultant\"", "owner = \"Funding officer\"");
    told(&guide, &["--owners", "owners.csv", "--quiet"], 0);
    let lists = fs::read_to_string(guide.around().join("owners.csv")).expect("lists");
    let mut reader = csv::Reader::from_reader(lists.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2, "{lists}");
    assert_eq!(&rows[0][0], "SEN manager");
    assert_eq!(&rows[0][1], "Carla Sample");
    assert_eq!(&rows[0][3], "Funding officer", "whom she stands in for");
    assert!(rows[0][6].starts_with("Funding (pages/02-funding.md): Funding officer, who keeps"), "{lists}");
    assert_eq!(&rows[1][2], "alma.sample@aldermere.example");
}

#[test]
fn web_addresses_and_official_pages_come_before_the_calendar() {
    let history = r#"{"format":1,"about":"","addresses":{
        "https://www.gov.uk/guidance/top-up":{"verdict":"ok","seen":"2026-08-20","fine":"2026-08-20","updated":"2026-08-10"},
        "https://a.example/gone":{"verdict":"gone","seen":"2026-08-20","missing_since":"2026-08-01"},
        "https://a.example/old":{"verdict":"moved","seen":"2026-08-20","fine":"2026-08-20"},
        "https://a.example/fine":{"verdict":"ok","seen":"2026-08-20","updated":"2026-08-10"}},
        "days":{"2026-08-13":{"ok":3,"moved":1},"2026-08-20":{"ok":2,"moved":1,"gone":1}}}"#;
    let guide = guide().file("history/web.json", history);
    change(
        &guide,
        "pages/02-funding.md",
        "Fill in",
        "[law](https://www.gov.uk/guidance/top-up#x) [gone](https://a.example/gone) [old](https://a.example/old) [fine](https://a.example/fine) Fill in",
    );
    assert_eq!(reasons(&guide, "funding"), ["address-gone", "official-update", "address-moved", "overdue"]);
    let told = told(&guide, &[], 0);
    let five = &told[told.find("Fix these").expect("tasks")..];
    assert!(five.starts_with("Fix these four\n1. “Funding” leads to https://a.example/gone"), "{told}");
    assert!(five.contains("\n4. 2 reviews of SEN consultant are overdue, the oldest since 1 August 2026:"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(five.lines().count() <= 24, "one screen");
    let page = self::told(&guide, &["--format", "html"], 0);
    assert!(page.contains("On 20 August 2026, 2 of 4 were fine, 1 had moved, 1 were gone"), "{page}");
    assert!(page.matches("<svg").count() == 3 && !page.contains("<script"));
    assert_eq!(page.matches("<title id=").count(), 3);
    assert_eq!(page.matches("<desc id=").count(), 3);
}

#[test]
fn the_calendar_has_a_day_for_each_review_and_is_the_same_each_time() {
    let guide = guide();
    told(&guide, &["--calendar", "reviews.ics"], 0);
    let read = || fs::read_to_string(guide.around().join("reviews.ics")).expect("a calendar");
    let calendar = read();
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 3);
    assert_eq!(calendar.matches("DTSTAMP:20260901T000000Z\r\n").count(), 3);
    assert!(calendar.contains("SUMMARY:Overdue: review “Funding”\r\n"), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20270501\r\n"), "{calendar}");
    told(&guide, &["--calendar", "reviews.ics"], 0);
    assert_eq!(read(), calendar);
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    change(&guide, "documents.csv", "2027-05-01", "01/06/2027");
    told(&guide, &["--calendar", "reviews.ics"], 0);
    assert_eq!(uids(&read()), uids(&calendar), "a review that moves is the same event");
}

#[test]
fn nothing_to_do_is_said_in_a_line() {
    let guide = guide();
    for id in ["index", "funding", "top-up"] {
        review(&guide, id, "2026-09-01");
    }
    let told = told(&guide, &[], 0);
    assert!(
        told.ends_with("Nothing needs looking at\n2 pages and 1 document; none of them needs looking at. The next review is\n“Top-up form”, by 1 May 2027.\n"),
        "{told}"
    );
}
