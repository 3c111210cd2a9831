//! OpenDocument files made in code, so that every byte is explained.

use crate::inspect::read;
use crate::inspect::tests::{package, told};
use crate::model::{Format, Problem, Reading};

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

const STYLES: &str = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
    <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>"#;

const TEXT: &str = r##"<text:p text:style-name="Title">Request form</text:p>
    <text:table-of-content><text:index-body><text:p>Fees 1</text:p></text:index-body></text:table-of-content>
    <text:h text:outline-level="1"><text:bookmark text:name="where"/>Fees<text:s text:c="2"/>due</text:h>
    <text:p>Send <text:span text:style-name="T1">it</text:span> to <text:a xlink:href="../b.odt#x">form B</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.<text:line-break/>☐ Yes <text:text-input>Enter name</text:text-input></text:p>
    <text:p><text:a xlink:href="#1.Fees due|outline">up</text:a><draw:frame><draw:image xlink:href="Pictures/a.emf"/><svg:desc>A red box</svg:desc></draw:frame></text:p>
    <text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item></text:list>
    <text:p>between</text:p>
    <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>two</text:p></text:list-item></text:list>
    <table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Head</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
    <table:table-row><table:table-cell table:number-rows-spanned="9"><text:p>tall</text:p></table:table-cell><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
    <table:table-row><table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"##;

fn file(kind: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    );
    let footer = format!(
        r#"<office:document-styles {NAMES}><office:master-styles><style:master-page><style:footer><text:p><text:a xlink:href="https://a.example/">foot</text:a></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"#
    );
    let meta = format!(
        "<office:document-meta {NAMES}><office:meta><dc:language>en-GB</dc:language></office:meta></office:document-meta>"
    );
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    package(&[("mimetype", &kind), ("content.xml", &content), ("styles.xml", &footer), ("meta.xml", &meta)])
}

/// A text with something of everything.
pub(in crate::inspect) fn everything() -> Vec<u8> {
    file("text", &format!("<office:text>{TEXT}</office:text>"))
}

#[track_caller]
fn check(reading: &Reading, expected: &str) {
    assert_eq!(reading.problems, []);
    let expected: Vec<&str> = expected.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
    assert_eq!(told(reading).trim(), expected.join("\n").trim());
}

#[test]
fn a_text_is_read_like_a_word_document() {
    let reading = read(Format::Odt, &everything());
    assert_eq!((reading.title.as_deref(), reading.language.as_deref()), (Some("Request form"), Some("en-GB")));
    check(
        &reading,
        "h1 Request form (request-form)
        h1 <where>Fees due (fees-due)
        Send **it** to [form B](0)[^1]. / [ ] Yes {Enter name}
        [up](1)A red box
        1.
          one
          -
            deep
        between
        2.
          two
        table [Start, Start]
        head
          cell 2x1
            Head
        row
          cell 1x2
            tall
          cell
            a
        row
          cell
            b
        note 1
          A note.
        link b.odt#x “form B” under Fees due, near 'Send it to form B. Yes Enter name'
        link #where “up” under Fees due, near 'upA red box'
        link https://a.example/ “foot” under the page footer, near 'foot'",
    );
}

#[test]
fn a_locked_document_asks_for_its_password() {
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
        <manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "no XML but cipher"),
        ("META-INF/manifest.xml", manifest),
    ];
    assert_eq!(read(Format::Odt, &package(&parts)).problems, [Problem::Password]);
}

#[test]
fn a_spreadsheet_is_read_like_an_excel_one() {
    let sheet = r#"<office:spreadsheet><table:table table:name="Fees"><table:table-column table:number-columns-repeated="3"/>
        <table:table-row><table:table-cell><text:p>Item</text:p></table:table-cell><table:table-cell><text:p>Amount</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
        <table:table-row><table:table-cell><text:p><text:a xlink:href="../ep.odt">EP</text:a></text:p></table:table-cell><table:table-cell office:value-type="currency"><text:p>£6,000</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:named-expressions><table:named-range table:name="The_fee" table:cell-range-address="$Fees.$B$2"/></table:named-expressions></office:spreadsheet>"#;
    let reading = read(Format::Ods, &file("spreadsheet", sheet));
    assert_eq!(reading.problems, []);
    let expected = "h2 Fees (fees)
table [Start, End]
head
  cell
    <fees.A1>Item
  cell
    <fees.B1>Amount
row
  cell
    [<fees.A2>EP](0)
  cell
    <fees.B2><The_fee>£6,000
link ep.odt “EP” sheet Fees, cell A2
link https://a.example/ “” under the page header, near 'https://a.example/'
";
    assert_eq!(told(&reading).split("anchor").next(), Some(expected));
}

#[test]
fn a_cell_that_repeats_without_end_is_bounded() {
    let cell = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let sheet =
        format!(r#"<office:spreadsheet><table:table table:name="Big">{cell}</table:table></office:spreadsheet>"#);
    let reading = read(Format::Ods, &file("spreadsheet", &sheet));
    assert!(
        told(&reading).contains("998,000 more rows and 14 more columns of this sheet are only in the file itself.")
    );
}
