//! The labelled set of links: `tests/links/*.csv`, a case a row, and every verdict must be right.
//!
//! Each row says where its link stands, its address and words as written, and what is expected: its kind, where it leads
//! (as `links.csv` tells it; empty for nowhere) and the rules that find something about it (`ok` for none). Every case is a
//! page or a document of its own in one guide, so that what one case does can harm no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use senco_guide::model::Destination;

use crate::support::{Built, GuideTest, documents, linked};

/// A row of the set.
struct Case {
    name: String,
    spot: String,
    link: String,
    words: String,
    kind: String,
    leads_to: String,
    finds: BTreeSet<String>,
}

/// What is right about the files that stand around the cases, and not what the cases are about.
const BESIDES: [&str; 10] = [
    "missing-register-row",
    "orphan-document",
    "untagged-pdf",
    "same-title",
    "unlisted-page",
    "unsafe-file-name",
    "heading-skip",
    "hidden-data",
    "layout-table",
    "empty-page",
];

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the set").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut table = csv::ReaderBuilder::new().flexible(true).from_path(&file).expect("a table");
        assert_eq!(
            table.headers().expect("a heading row"),
            vec!["stands", "link", "words", "kind", "leads_to", "finds"]
        );
        for (number, row) in table.records().enumerate() {
            let row = row.expect("a row");
            let cell = |column: usize| row.get(column).unwrap_or_default().to_owned();
            let words = if cell(2).is_empty() { format!("Case {} of {stem}", number + 2) } else { cell(2) };
            let finds = cell(5).split_whitespace().filter(|code| *code != "ok").map(str::to_owned).collect();
            assert!(!cell(5).is_empty(), "{stem}, row {}: nothing is expected", number + 2);
            cases.push(Case {
                name: format!("{stem}-{:03}", number + 2),
                spot: cell(0),
                link: cell(1),
                words,
                kind: cell(3),
                leads_to: cell(4),
                finds,
            });
        }
    }
    cases
}

/// The guide that the cases stand in.
fn guide() -> GuideTest {
    let settings = "[guide]\ntitle = \"T\"\neditor = \"E\"\naddress = \"https://offer.example/guide/\"\n\
        [local_offer]\naddress = \"https://offer.example/\"\n\
        [links]\nretired_hosts = [\"old.example\"]\n";
    let law = "# The law\n\n## Who can ask\n\nWords.\n\n## The duties {#duties}\n\nWords.\n\n## Fees & funds\n\nWords.\n\n\
        ## Café: what’s next?\n\nWords.\n\n## 2. Time limits\n\nWords.\n\n<a id=\"spot\"></a>\n\nEHC plan\n: A plan.\n\n## Who can ask\n\nAgain.\n";
    let register = "id,title,file,also,owner\nbands,Funding bands,documents/bands.pdf,documents/terms.ics,Team\n";
    GuideTest::new()
        .file("guide.toml", settings)
        .file("pages/01-start.md", "# Start\n\nWords.\n")
        .file("pages/02-law.md", law)
        .file("pages/03-funding.md", "# Funding\n\n## Top-up\n\nWords.\n")
        .file("pages/money/04-bands of money.md", "# Bands of money\n\n## Band A\n\nWords.\n")
        .file("pages/données.md", "# Données\n\nWords.\n")
        .file("documents.csv", register)
        .file("redirects.csv", "from,to,reason\nold-funding.html,pages/03-funding.md,renamed\n")
        .file("documents/bands.pdf", linked::document("pdf-goto", "#page=1", "own"))
        .file("documents/terms.ics", "BEGIN:VCALENDAR\n")
        .file("documents/form.docx", documents::docx("# A form\n^Send_to\nWords"))
        .file("documents/EP form (new).docx", documents::docx("# EP form"))
        .file("documents/100% café #1.docx", documents::docx("# Café form"))
        .file("documents/costs.xlsx", linked::document("xlsx-cell", "#Own!A1", "words"))
        .file("documents/views.odt", linked::document("odt-text", "#Own", "words"))
        .file("documents/rates.ods", linked::document("ods-cell", "#Own", "words"))
        .file("documents/broken.docx", "not a document")
        .file("documents/poster.png", documents::png())
        .file("images/weeks.png", documents::png())
        .file("pages/notes.txt", "x")
}

/// The file of a case, and its content.
fn file_of(case: &Case) -> (String, Vec<u8>) {
    let Case { name, spot, link, words, .. } = case;
    let is_document = ["docx", "xlsx", "odt", "ods", "pdf"].contains(&linked::extension(spot));
    if is_document {
        return (format!("documents/case-{name}.{}", linked::extension(spot)), linked::document(spot, link, words));
    }
    let text = match spot.as_str() {
        "page" => format!("See [{words}]({link}) now."),
        "pointed" => format!("See [{words}](<{link}>) now."),
        "title" => format!("See [{words}]({link} \"A title\") now."),
        "heading" => format!("## See [{words}]({link})\n\nWords."),
        "table" => format!("| A | B |\n|---|---|\n| x | [{words}]({link}) |"),
        "footnote" => format!("Words.[^1]\n\n[^1]: See [{words}]({link})."),
        "list" => format!("- one\n- [{words}]({link})"),
        "quote" => format!("> See [{words}]({link}) now."),
        "box" => format!("> [!TIP]\n> See [{words}]({link}) now."),
        "bold" => format!("See **[{words}]({link})** now."),
        "definition" => format!("Term\n: See [{words}]({link}) now."),
        "picture" => format!("![{words}]({link})"),
        "reference" => format!("See [{words}][ref] now.\n\n[ref]: {link}"),
        "collapsed" => format!("See [{words}][] now.\n\n[{words}]: {link}"),
        "automatic" => format!("See <{link}> now."),
        "bare" => format!("See {link} now."),
        "text" => link.clone(),
        _ => panic!("no such spot: {spot}"),
    };
    (format!("pages/case-{name}.md"), format!("# Case {name}\n\n{text}\n").into_bytes())
}

fn built(cases: &[Case]) -> Built {
    cases
        .iter()
        .fold(guide(), |guide, case| {
            let (file, content) = file_of(case);
            guide.file(&file, content)
        })
        .build()
}

fn leads_to(built: &Built, destination: &Destination) -> String {
    let graph = &built.compiled.graph;
    match destination {
        Destination::LocalOffer(to) | Destination::Web(to) | Destination::Email(to) | Destination::Phone(to) => {
            to.clone()
        }
        Destination::Nowhere(_) => String::new(),
        inside => graph.site_address(inside).map(|address| address.relative_to("")).unwrap_or_default(),
    }
}

/// What is wrong with a case, if anything.
fn wrong(case: &Case, built: &Built) -> Option<String> {
    let (file, _) = file_of(case);
    let links: Vec<_> = built.compiled.graph.links().filter(|link| link.place.file.as_str() == file).collect();
    let findings = built.compiled.findings.iter().filter(|finding| finding.place.file.as_str() == file);
    let found: BTreeSet<String> =
        findings.map(|finding| finding.rule.code.to_owned()).filter(|code| !BESIDES.contains(&code.as_str())).collect();
    let got: Vec<(String, String)> =
        links.iter().map(|link| (link.destination.kind().to_owned(), leads_to(built, &link.destination))).collect();
    // `{file}` is the file of the case itself, `{own}` its page on the site.
    let page = file.rsplit_once('.').map_or("", |(name, _)| name).trim_start_matches("pages/");
    let leads_to = case.leads_to.replace("{file}", &file).replace("{own}", &format!("{page}.html"));
    let expected = if case.kind == "none" { Vec::new() } else { vec![(case.kind.clone(), leads_to)] };
    (got != expected || found != case.finds).then(|| {
        format!(
            "{} ({}) {:?}\n    expected {expected:?} {:?}\n    found    {got:?} {found:?}",
            case.name, case.spot, case.link, case.finds
        )
    })
}

#[test]
fn no_verdict_of_the_labelled_set_is_wrong() {
    let cases = cases();
    let built = built(&cases);
    let wrong: Vec<String> = cases.iter().filter_map(|case| wrong(case, &built)).collect();
    assert!(wrong.is_empty(), "{} of {} verdicts are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn the_set_is_large_and_has_as_many_sound_links_as_broken_ones() {
    let cases = cases();
    let sound = cases.iter().filter(|case| case.finds.is_empty()).count();
    assert!(cases.len() >= 600, "{} cases", cases.len());
    let broken = cases.len() - sound;
    assert!(sound.abs_diff(broken) * 10 <= cases.len(), "{sound} sound and {broken} broken");
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        *by_kind.entry(case.kind.as_str()).or_default() += 1;
    }
    assert!(Destination::KINDS.iter().all(|kind| by_kind.get(kind).is_some_and(|count| *count >= 10)), "{by_kind:?}");
}

/// A row for each link, right or wrong; and the counts of the report are those of the rows.
#[test]
fn every_link_has_its_row_and_the_counts_add_up() {
    let built = built(&cases());
    let text = built.text("report/links.csv");
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = table.records().inspect(|row| assert!(row.is_ok(), "{row:?}")).count();
    let report: serde_json::Value = serde_json::from_str(&built.text("report/findings.json")).expect("JSON");
    let by_kind = report["links"]["by_kind"].as_object().expect("kinds");
    let sum: u64 = by_kind.values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(rows, built.compiled.graph.told().count());
    assert_eq!(sum, rows as u64);
    assert_eq!(report["links"]["checked"], rows as u64);
    assert!(rows > built.compiled.graph.links().count(), "the registers have rows, too");
}
