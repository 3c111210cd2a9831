//! `tests/guides/defects`: a guide with every fault that real guides have, planted once. `faults.csv` says what finds each.
//!
//! A row whose `waits_for` is empty is found today, at that place, by that rule. A row that waits names the capability that
//! will bring its rule; once the rule is there, clear `waits_for` in the row and lower the number in [`WAITING`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use senco_guide::Make;
use senco_guide::model::Destination;
use senco_guide::rules::RULES;

use crate::support::{Built, build_folder, guide_folder};

/// How many rows wait for each capability.
const WAITING: [(&str, usize); 6] = [
    ("one accessible PDF", 0),
    ("every link checked", 1),
    ("the HTML", 0),
    ("publish", 0),
    ("the editor's day", 2),
    ("sample", 0),
];

/// Rules that count the pages of the PDF: without the feature `typeset` there is none.
const NEED_THE_PDF: [&str; 1] = ["page-budget"];

/// Codes that are promised to the people who read reports, and whose rules are not written yet or not in every build.
const PROMISED: &str = "dead-web-address likely-fix live-differs live-header lost-in-pdf low-contrast moved-web-address \
    must-without-source owner-left page-budget past-date removed-without-redirect secret-in-config web-not-checked";

/// Hosts that are the fault themselves: no host kept for examples could stand for them. All others end in `.example`.
const FAULTY_HOSTS: [&str; 5] = [
    "www.legislation.gov.uk",
    "assets.publishing.service.gov.uk",
    "aldermere-example.sharepoint.com",
    "eur03.safelinks.protection.outlook.com",
    "localhost:8443",
];

/// A planted fault.
struct Fault {
    place: String,
    rule: String,
    waits_for: String,
}

impl Fault {
    /// As [`Built::found`] tells a finding.
    fn as_found(&self) -> String {
        format!("{} {}", self.rule, self.place)
    }

    fn is_due(&self) -> bool {
        let can_be_found = cfg!(feature = "typeset") || !NEED_THE_PDF.contains(&self.rule.as_str());
        self.waits_for.is_empty() && can_be_found
    }
}

fn faults() -> Vec<Fault> {
    let mut table = csv::Reader::from_path(guide_folder("defects").join("faults.csv")).expect("the table");
    assert_eq!(table.headers().expect("a heading row"), vec!["fault", "place", "rule", "waits_for"]);
    let row = |row: csv::StringRecord| Fault {
        place: row[1].to_owned(),
        rule: row[2].to_owned(),
        waits_for: row[3].to_owned(),
    };
    table.records().map(|record| row(record.expect("a row"))).collect()
}

/// With the PDF, where there is one: a fault must not keep it from being made.
fn built() -> &'static Built {
    static BUILT: LazyLock<Built> =
        LazyLock::new(|| build_folder(&guide_folder("defects"), Make::Bundle).expect("the faulty guide"));
    &BUILT
}

#[test]
fn each_fault_is_found_where_it_was_planted_and_nothing_else_is() {
    let faults = faults();
    let mut found = built().found();
    let mut wrong: Vec<String> = Vec::new();
    for fault in faults.iter().filter(|fault| fault.is_due()) {
        match found.iter().position(|finding| *finding == fault.as_found()) {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("not found: {}", fault.as_found())),
        }
    }
    wrong.extend(found.iter().map(|finding| told_of_surplus(finding, &faults)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What to do about a finding that no row of the table expects today.
fn told_of_surplus(finding: &str, faults: &[Fault]) -> String {
    let rule = finding.split(' ').next().unwrap_or_default();
    let waiting = || faults.iter().filter(|fault| !fault.waits_for.is_empty());
    if waiting().any(|fault| fault.as_found() == finding) {
        return format!("found at last: {finding}. Clear waits_for in its row of faults.csv.");
    }
    match waiting().find(|fault| fault.rule == rule) {
        Some(fault) => format!(
            "found at last, but elsewhere: {finding}. The row says {}. Correct the row and clear waits_for, if the place is right.",
            fault.place
        ),
        None => format!("nobody planted: {finding}"),
    }
}

#[test]
fn the_faults_that_wait_are_counted() {
    let mut waiting: BTreeMap<String, usize> = WAITING.map(|(capability, _)| (capability.to_owned(), 0)).into();
    for fault in faults().into_iter().filter(|fault| !fault.waits_for.is_empty()) {
        *waiting.entry(fault.waits_for).or_default() += 1;
    }
    assert_eq!(waiting, WAITING.map(|(capability, count)| (capability.to_owned(), count)).into());
}

#[test]
fn every_rule_of_the_table_is_one_we_have_or_have_promised() {
    for fault in faults() {
        let is_written = RULES.iter().any(|rule| rule.code == fault.rule);
        let is_promised = PROMISED.split_whitespace().any(|code| code == fault.rule);
        assert!(is_written || is_promised, "there is no rule {}", fault.rule);
        assert!(is_written || !fault.is_due(), "nothing finds {} yet", fault.rule);
    }
}

/// The comments are for people who read the pages; they must not say something else than the table.
#[test]
fn the_comments_beside_the_faults_agree_with_the_table() {
    let faults = faults();
    let pages = std::fs::read_dir(guide_folder("defects").join("pages")).expect("pages");
    let mut count = 0;
    for page in pages.map(|entry| entry.expect("a page").path()) {
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&page).expect("a text");
        for (number, line) in text.lines().enumerate() {
            for code in line.split("<!-- finds ").skip(1).filter_map(|rest| rest.split(" -->").next()) {
                let place = format!("pages/{name}:{}:", number + 1);
                let has_row = faults.iter().any(|fault| fault.rule == code && fault.place.starts_with(&place));
                assert!(has_row, "{place} speaks of {code}, and no row of faults.csv does");
                count += 1;
            }
        }
    }
    assert!(count >= 20, "only {count} comments were read");
}

#[test]
fn word_files_are_read_to_the_end_whatever_is_in_them() {
    let built = built();
    let review = built.text("site/documents/annual-review-report.html");
    for heading in ["id=\"outcomes\"", "id=\"next-steps\"", "id=\"next_meeting\""] {
        assert!(review.contains(heading), "headings under renamed styles, and a bookmark: {heading}");
    }
    assert!(!review.contains("_Toc"), "the automatic table of contents is left out");
    let passport = built.text("site/documents/transition-passport.html");
    for words in ["My new school", "From the ", "What helps me"] {
        assert!(passport.contains(words), "bold headings, a text box, a second section: {words}");
    }
    let assessment = built.text("site/documents/early-help-assessment.html");
    assert!(assessment.contains("Send it within 5 working days."), "inserted words count, deleted ones do not");
    assert!(!assessment.contains("A. Sample") && !assessment.contains("still right"), "comments are not shown");
}

#[test]
fn a_lock_file_of_word_is_never_published() {
    let name = "~$-consultation-request.docx";
    assert!(guide_folder("defects").join("documents").join(name).is_file());
    assert!(built().compiled.bundle.iter().all(|(path, _)| !path.as_str().contains('~')));
}

#[test]
fn a_missing_file_is_not_explained_by_a_stranger_in_its_folder() {
    let built = built();
    let of_the_register = built
        .compiled
        .findings
        .iter()
        .find(|finding| finding.rule.code == "missing-document" && finding.place.file.as_str() == "documents.csv");
    let fix = &of_the_register.expect("the finding").fix;
    assert!(fix.starts_with("Put the file into the folder documents"), "{fix}");
}

#[test]
fn everybody_and_everything_in_it_is_invented() {
    for link in built().compiled.graph.links() {
        match &link.destination {
            Destination::Web(address) | Destination::LocalOffer(address) => {
                let host = address.split('/').nth(2).unwrap_or_default();
                assert!(host.ends_with(".example") || FAULTY_HOSTS.contains(&host), "{address}");
            }
            Destination::Email(address) => assert!(address.ends_with("@aldermere.example"), "{address}"),
            Destination::Phone(number) => assert!(number.starts_with("+441632960"), "{number}"),
            _ => {}
        }
    }
}
