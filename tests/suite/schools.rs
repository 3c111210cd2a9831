//! Schools and their SEN information reports: the page for the Local Offer, what their text tells, and whom to ask.

use std::sync::Arc;

use assert_cmd::Command;
use jiff::civil::date;
use senco_guide::io::MemoryWeb;
use senco_guide::probe;

use crate::support::{Built, GuideTest, documents};

const HTML: [(&str, &str); 1] = [("content-type", "text/html")];

/// A report that touches all 13 headings.
const WHOLE: &str = "<h1>SEN information report</h1><p>Last updated 3 July 2026.</p>\
    <p>The kinds of SEN we provide for. How we identify and assess needs. How we teach, and how we evaluate progress.</p>\
    <p>Contact our SENCO: office@school.example. Training and expertise of staff. Equipment and facilities.</p>\
    <p>How we involve and consult parents. How pupils give their views. How to complain.</p>\
    <p>We work with health and social care and other agencies. SENDIASS supports families. Transition to a new school and\
     preparing for adulthood. See the <a href='https://www.localoffer.aldermere.example/sen'>Local Offer</a>.</p>";

fn guide(rows: &str) -> GuideTest {
    GuideTest::with_pages(&[("a.md", "# A\nWords.\n")])
        .file(
            "guide.toml",
            "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\n[local_offer]\naddress = \"https://localoffer.aldermere.example/\"\n",
        )
        .file("schools.csv", format!("\u{FEFF}school;urn;report_address;last_contact\r\n{rows}"))
}

fn told(built: &Built) -> Vec<String> {
    let findings = built.compiled.findings.iter().filter(|finding| finding.rule.code == "school-report");
    findings.map(|finding| format!("{} {}", built.spot(&finding.place), finding.what)).collect()
}

#[test]
fn the_page_lists_the_schools_from_a_to_z_and_nothing_that_was_said_on_the_telephone() {
    let built = guide(
        "St Ives Primary;123457;https://ives.example/report.pdf;04/03/2025\r\nÁbbey School;123456;https://abbey.example/sen;\r\n",
    )
    .build();
    built.finds(&[]);
    let page = built.text("site/schools.html");
    let (abbey, ives) = (page.find("Ábbey School").expect("a school"), page.find("St Ives Primary").expect("a school"));
    assert!(abbey < ives);
    assert!(page.contains("<a href=\"https://abbey.example/sen\">Report of Ábbey School</a>"), "{page}");
    assert!(!page.contains("2025"), "{page}");
    assert!(built.text("site/index.html").contains("<a href=\"schools.html\">School SEN information reports</a>"));
    assert_eq!(built.row("https://abbey.example/sen").0, "not checked");
    assert!(!GuideTest::with_pages(&[("a.md", "# A\nWords.\n")]).build().has("site/schools.html"));
}

#[test]
fn rows_that_cannot_be_right_say_what_to_do() {
    let built = guide(
        "A;12345;;\r\n;123456;https://b.example/;\r\nC;123457;www.c.example;soon\r\nD;123458;https://d.example/;\r\nD again;123458;https://d.example/;\r\n",
    )
    .build();
    let found: Vec<String> = built.found().into_iter().filter(|found| found.starts_with("bad-register")).collect();
    let rows = |row: u32| format!("bad-register schools.csv:{row}:1");
    assert_eq!(found, [rows(2), rows(3), rows(4), rows(4), rows(6)]);
    assert_eq!(
        told(&built),
        [
            "schools.csv:2:1 Nobody knows where A publishes its SEN information report.",
            "schools.csv:4:1 Nobody knows where C publishes its SEN information report."
        ]
    );
    let empty = guide("").build();
    assert!(empty.finding("bad-register").what.contains("no rows yet") && !empty.has("site/schools.html"));
}

#[test]
fn a_report_is_read_as_far_as_its_text_tells() {
    let old = WHOLE.replace("3 July 2026", "3 July 2024").replace("www.localoffer", "www.other");
    let short = WHOLE.replace("Equipment and facilities.", "").replace("How to complain.", "");
    let rows = "All;100001;https://all.example/sen;\r\nOld;100002;https://old.example/sen;\r\nShort;100003;https://short.example/sen;\r\n\
        Scan;100004;https://scan.example/r.pdf;\r\nGone;100005;https://gone.example/sen;\r\nWall;100006;https://wall.example/sen;\r\n";
    let web = MemoryWeb::on(date(2026, 9, 1))
        .answers("https://all.example/sen", 200, &HTML, WHOLE)
        .answers("https://old.example/sen", 200, &HTML, &*old)
        .answers("https://short.example/sen", 302, &[("location", "https://short.example/there")], "")
        .answers("https://short.example/there", 200, &HTML, &*short)
        .answers("https://scan.example/r.pdf", 200, &[("content-type", "application/pdf")], documents::pdf(1))
        .answers("https://gone.example/sen", 404, &HTML, "")
        .answers("https://wall.example/sen", 403, &HTML, "");
    let guide = guide(rows);
    let built = guide.check_with(&Arc::new(web));
    assert_eq!(
        told(&built),
        [
            "schools.csv:3:1 The report of Old is dated 3 July 2024, more than twelve months ago. The report of Old does not lead to the Local Offer.",
            "schools.csv:4:1 Its text does not seem to cover: equipment and facilities; how complaints are handled.",
            "schools.csv:5:1 The text of the report of Scan could not be read, so nobody can tell what it covers.",
            "schools.csv:6:1 The report of Gone was not at its address on 1 September 2026.",
            "schools.csv:7:1 The report of Wall could not be looked at on 1 September 2026."
        ]
    );
    let kept = probe::history_file(built.compiled.facts.web.as_ref().expect("facts"));
    let guide = guide.file("history/web.json", kept);
    let mut tool = Command::cargo_bin("senco-guide").expect("the program");
    tool.current_dir(guide.around()).env("SENCO_GUIDE_CACHE", guide.around().join("cache"));
    let run = tool.args(["status", "--as-of", "2026-09-02", "--schools", "chase.csv"]).assert().code(0);
    let told = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(
        told.contains("Schools to ask about their SEN information reports\n  Gone (last contact: never)\n"),
        "{told}"
    );
    let chase = std::fs::read_to_string(guide.around().join("chase.csv")).expect("a list");
    assert_eq!(chase.lines().count(), 6, "{chase}");
    assert!(chase.starts_with("\u{FEFF}school,urn,report_address,last_contact,why\r\n"), "{chase}");
}
