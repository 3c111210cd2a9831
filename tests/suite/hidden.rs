//! What documents carry unseen is told before they are published; what is no secret is not.

use std::path::Path;

use crate::support::documents::package;
use crate::support::{GuideTest, documents, linked};

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What `hidden-data` says about a document; nothing when it says nothing.
fn told(name: &str, document: &[u8]) -> Option<String> {
    told_by("hidden-data", name, document)
}

/// What a rule says about a document; nothing when it says nothing.
fn told_by(rule: &str, name: &str, document: &[u8]) -> Option<String> {
    let built = GuideTest::with_pages(&[("a.md", &format!("# A\n\n[form](../documents/{name})\n"))])
        .file(&format!("documents/{name}"), document)
        .build();
    let mut found = built.compiled.findings.iter().filter(|finding| finding.rule.code == rule);
    let what = found.next().map(|finding| finding.what.clone());
    assert!(found.next().is_none(), "one finding a file");
    what
}

fn relationships(kinds: &[(&str, &str)]) -> String {
    let each = kinds.iter().enumerate().map(|(number, (kind, target))| {
        format!(r#"<Relationship Id="r{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>"#)
    });
    let inside: String = each.collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
    )
}

/// A workbook of the sheet Fees, whose XML is given, and the hidden sheet Lists with one word.
fn workbook(fees: &str) -> Vec<u8> {
    let sheet = |inside: &str| format!(r#"<worksheet xmlns="{SHEETS}">{inside}</worksheet>"#);
    let book = format!(
        r#"<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONSHIPS}"><sheets><sheet name="Fees" sheetId="1" r:id="r0"/><sheet name="Lists" sheetId="2" state="hidden" r:id="r1"/></sheets><definedNames><definedName name="Choices">Lists!$A$1:$A$9</definedName></definedNames></workbook>"#
    );
    package(&[
        ("_rels/.rels", relationships(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            relationships(&[("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")]),
        ),
        ("xl/worksheets/sheet1.xml", sheet(fees)),
        ("xl/worksheets/sheet2.xml", sheet(&format!("<sheetData>{}</sheetData>", row(1, "", "A")))),
    ])
}

fn row(number: u32, attributes: &str, column: &str) -> String {
    format!(r#"<row r="{number}" {attributes}><c r="{column}{number}" t="inlineStr"><is><t>Word</t></is></c></row>"#)
}

const OF_LISTS: &str = r#"<dataValidations><dataValidation type="list" sqref="A1"><formula1>Choices</formula1></dataValidation></dataValidations>"#;

#[test]
fn hidden_sheets_rows_and_columns_are_told() {
    let plain = format!("<sheetData>{}</sheetData>", row(1, "", "A"));
    let what = told("a.xlsx", &workbook(&plain)).expect("a finding");
    assert_eq!(what, "a.xlsx holds 1 hidden sheet (Lists).");
    let rows = format!("<sheetData>{}{}</sheetData>{OF_LISTS}", row(1, "", "A"), row(2, r#"hidden="1""#, "A"));
    let what = told("a.xlsx", &workbook(&rows)).expect("a finding");
    assert_eq!(what, "a.xlsx holds 1 hidden row on the sheet Fees.");
    let columns = format!(
        r#"<cols><col min="4" max="4" hidden="1"/></cols><sheetData>{}{}</sheetData>{OF_LISTS}"#,
        row(1, "", "A"),
        row(2, "", "D")
    );
    let what = told("a.xlsx", &workbook(&columns)).expect("a finding");
    assert_eq!(what, "a.xlsx holds 1 hidden column on the sheet Fees.");
}

#[test]
fn a_list_of_choices_a_folded_group_and_empty_rows_are_no_secret() {
    let empty = r#"<row r="3" hidden="1"><c r="A3"/></row>"#;
    let folded = row(2, r#"hidden="1" outlineLevel="1""#, "A");
    let sheet = format!("<sheetData>{}{folded}{empty}</sheetData>{OF_LISTS}", row(1, "", "A"));
    assert_eq!(told("a.xlsx", &workbook(&sheet)), None);
}

#[test]
fn changes_comments_and_hidden_text_are_told_whatever_wrote_them() {
    let comment = linked::document("docx-comment", "https://www.gov.uk/", "x");
    assert_eq!(told("a.docx", &comment).as_deref(), Some("a.docx holds 1 comment."));
    let change = linked::document("docx-inserted", "https://www.gov.uk/", "x");
    assert_eq!(told("a.docx", &change).as_deref(), Some("a.docx holds 1 tracked change."));
    let comment = linked::document("odt-comment", "https://www.gov.uk/", "x");
    assert_eq!(told("a.odt", &comment).as_deref(), Some("a.odt holds 1 comment."));
    let hidden = format!(
        r#"<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen</w:t></w:r></w:p></w:body></w:document>"#
    );
    let hidden = package(&[
        ("_rels/.rels", relationships(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", hidden),
    ]);
    assert_eq!(told("a.docx", &hidden).as_deref(), Some("a.docx holds hidden text."));
}

#[test]
fn a_reviewers_note_in_a_pdf_is_told_and_a_link_is_not() {
    assert_eq!(
        told("a.pdf", &linked::document("pdf-note", "https://www.gov.uk/", "Is this right?")).as_deref(),
        Some("a.pdf holds 1 comment.")
    );
    assert_eq!(told("a.pdf", &linked::document("pdf-uri", "https://www.gov.uk/", "x")), None);
}

#[test]
fn the_files_inside_a_pdf_are_named() {
    let of = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name);
        told_by("files-inside-pdf", name, &std::fs::read(path).expect("a file"))
    };
    let what = of("portfolio.pdf").expect("a finding");
    let files = "déclaration.txt, email.txt, form one.txt";
    assert_eq!(
        what,
        format!(
            "portfolio.pdf is a portfolio: its pages are only the cover, and what it is about is 3 files inside it ({files})."
        )
    );
    let what = of("attachments.pdf").expect("a finding");
    assert!(what.starts_with("attachments.pdf has 3 files attached inside it ("), "{what}");
    assert_eq!(of("outline.pdf"), None);
}

/// An address that Outlook wrapped names the mailbox it was copied from. Only the original file itself still has it.
#[test]
fn a_senders_mailbox_is_shown_nowhere() {
    let wrapped = "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb&data=05%7C02%7Ca.sample%40b.example%7C0";
    let page = format!(
        "# A\n\n[x]({wrapped}), {wrapped} and `{wrapped}`.\n\n[{wrapped}]({wrapped}) or [y][r].\n\n    {wrapped}\n\n[r]: {wrapped}\n\n[form](../documents/form.docx)\n"
    );
    let escaped = wrapped.replace('&', "&amp;");
    let form = documents::docx(&format!("# Form\n[{wrapped}]({escaped})\nSee {wrapped} now."));
    let built = GuideTest::with_pages(&[("a.md", &page)]).file("documents/form.docx", form).build();
    let found = built.found();
    assert_eq!(found.iter().filter(|text| text.starts_with("wrapped-link")).count(), 5, "{found:#?}");
    for (path, file) in built.compiled.bundle.iter() {
        let is_original = matches!(path.as_str().rsplit('.').next(), Some("docx" | "zip"));
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(is_original || !text.contains("sample"), "{}", path.as_str());
    }
    for finding in built.compiled.findings.iter() {
        let told = format!("{} {} {:?} {:?}", finding.what, finding.fix, finding.link, finding.place);
        assert!(!told.contains("sample"), "{told}");
    }
}
