//! What is said once, under `[values]`, stands wherever it is named, and changing it changes all.

use crate::support::{Built, GuideTest, build_folder, documents, guide_folder};

use senco_guide::Make;

const SETTINGS: &str = "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\nfeedback = \"mailto:{{guide.email}}\"\n\
    [values]\nep.phone = \"01632 960 101\"\nep.team_name = \"EP service\"\nguide.email = \"guide@aldermere.example\"\n\
    form.file = \"ep\"\ncouncil.site = \"https://www.aldermere.example\"\n\
    [help]\npaper = \"Ring {{ep.phone}}.\"\nadvice = \"Ask the {{ep.team_name}}.\"\n";

const PAGE: &str = "+++\ntitle = \"Ask the {{ep.team_name}}\"\nsummary = \"When to ring {{ep.phone}}.\"\n\
    family = [\"Ring [{{ep.phone}}](tel:{{ep.phone}}).\"]\n+++\n\
    ## The {{ep.team_name}}\n\nRing **{{ep.phone}}**, [{{ep.team_name}}](tel:{{ep.phone}}) or [write](mailto:{{guide.email}}).[^1]\n\n\
    | Service | Telephone |\n|---|---|\n| {{ep.team_name}} | [{{ep.phone}}](tel:{{ep.phone}}) |\n\n\
    > [!TIP] {{ep.team_name}}\n> Use the [form](../documents/{{form.file}}.docx) or [the site]({{council.site}}/ep#top).\n\n\
    - `{{ep.phone}}` in code is about writing, and stays.\n\n[^1]: Not before {{ep.phone}} answers.\n";

fn guide(settings: &str) -> GuideTest {
    GuideTest::new()
        .file("guide.toml", settings)
        .file("pages/ask.md", PAGE)
        .file("documents/ep.docx", documents::docx("# Form"))
}

fn count(built: &Built, file: &str, words: &str) -> usize {
    built.text(file).matches(words).count()
}

#[test]
fn a_value_stands_wherever_text_stands() {
    let built = guide(SETTINGS).build();
    built.finds(&[]);
    let page = built.text("site/index.html");
    for part in [
        "<p class=\"sg-strap\">Ask the EP service</p>",
        "When to ring 01632 960 101.",
        "<strong>01632 960 101</strong>",
        "href=\"tel:+441632960101\"",
        "href=\"mailto:guide@aldermere.example\"",
        "href=\"documents/ep.docx\"",
        "href=\"https://www.aldermere.example/ep#top\"",
        "id=\"the-ep-service\"",
        "Not before 01632 960 101 answers.",
        "Ring 01632 960 101.",
        "Ask the EP service.",
        "mailto:guide@aldermere.example?subject=",
        "<code>{{ep.phone}}</code>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(page.matches("{{").count(), 1, "only the one in code");
    assert_eq!(count(&built, "site/family-index.html", "tel:+441632960101"), 1);
}

#[test]
fn a_value_stands_in_the_titles_and_summaries_of_the_register_too() {
    let settings = format!("{SETTINGS}[publish]\n").replace("[values]\n", "[values]\nforms.year = \"2026 to 2027\"\n");
    let register = "file,title,summary,owner\ndocuments/ep.docx,EP request {{forms.year}},\"Sent to the {{ep.team_name}}, not {{ep.fax}}.\",EP\n";
    let built = guide(&settings).file("documents.csv", register).build();
    built.finds(&["unknown-value documents.csv:2:1"]);
    let documents = built.text("site/documents.html");
    assert!(documents.contains("EP request 2026 to 2027"), "{documents}");
    assert!(documents.contains("Sent to the EP service, not {{ep.fax}}."), "{documents}");
}

#[test]
fn changing_one_changes_all() {
    let built = guide(&SETTINGS.replace("01632 960 101", "0808 157 0101")).build();
    built.finds(&[]);
    for (path, file) in built.compiled.bundle.under("site") {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("960101") && !text.contains("960 101"), "{path}");
    }
    assert_eq!(count(&built, "site/index.html", "tel:+448081570101"), 2);
}

#[test]
fn unknown_and_unused_values_are_told_where_they_stand() {
    let settings = SETTINGS.replace("ep.phone = ", "ep.fone = ").replace("form.file", "form.name");
    let built = guide(&settings).build();
    let found = built.found();
    for expected in [
        "unknown-value pages/ask.md:3:11",
        "unused-value guide.toml:6:11",
        "unused-value guide.toml:9:13",
        "bad-config guide.toml:12:9",
    ] {
        let expected_file = expected.rsplit_once(':').map_or(expected, |(line, _)| line);
        assert!(found.iter().any(|found| found.starts_with(expected_file)), "{expected} in {found:#?}");
    }
    let finding = built.compiled.findings.iter().find(|finding| finding.rule.code == "bad-config").expect("a finding");
    assert_eq!(finding.what, "There is no value called “ep.phone”.");
    assert_eq!(finding.fix, "Change it to {{ep.fone}}, or add ep.phone to the section [values].");
}

#[test]
fn the_sample_says_its_numbers_and_mailboxes_once() {
    let sample = guide_folder("../../guide");
    let built = build_folder(&sample, Make::BundleWithoutPdf).expect("the sample");
    let settings = std::fs::read_to_string(sample.join("guide.toml")).expect("settings");
    let (_, rest) = settings.split_once("[values]").expect("values");
    let (values, rest) = rest.split_once("\n[").expect("the next section");
    for line in values.lines().filter(|line| line.contains(".phone =") || line.contains(".email =")) {
        let value = line.split('"').nth(1).expect("a value");
        let dialled = value.replace(' ', "");
        let spoken = dialled.strip_prefix('0').map_or(dialled.clone(), |rest| format!("+44{rest}"));
        assert!(!rest.contains(value), "{value} is typed out in guide.toml");
        for page in &built.compiled.guide.pages {
            let text = std::fs::read_to_string(sample.join(page.file.as_str())).expect("a page");
            for typed in [value, &dialled, &spoken] {
                assert!(!text.contains(typed), "{typed} is typed out in {}", page.file);
            }
        }
    }
}
