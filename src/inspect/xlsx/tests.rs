//! Excel spreadsheets made in code, so that every byte is explained.

mod tables;

use crate::inspect::read;
use crate::inspect::tests::{package, told};
use crate::model::{At, Format};

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

const SHEET: &str = r#"<cols><col min="1" max="1" width="20"/><col min="4" max="4" hidden="1"/></cols><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c></row>
    <row r="3"><c r="A3" t="inlineStr"><is><t>Item</t></is></c><c r="B3" t="inlineStr"><is><t>Amount</t></is></c><c r="C3" t="inlineStr"><is><t>From</t></is></c></row>
    <row r="4"><c r="A4" t="inlineStr"><is><r><t>EP</t></r><r><t> form</t></r></is></c><c r="B4" s="1"><v>6000</v></c><c r="C4" s="2"><v>46269</v></c><c r="D4"><v>9</v></c></row>
    <row r="5"><c r="A5" t="str"><f>HYPERLINK("../a.docx#x","A")</f><v>A</v></c><c r="B5"><v>1.5</v></c></row>
    <row r="6" hidden="1"><c r="A6"><v>1</v></c></row>
    <row r="7"><c r="A7" t="inlineStr"><is><t>Both
lines</t></is></c><c r="B7" t="b"><v>1</v></c></row></sheetData>
    <mergeCells><mergeCell ref="A7:A8"/><mergeCell ref="B7:C7"/></mergeCells>
    <hyperlinks><hyperlink ref="A4" r:id="rId1" location="where"/><hyperlink ref="A7" location="'Other sheet'!$B$2"/></hyperlinks>"#;

fn workbook(sheet: &str) -> Vec<u8> {
    workbook_with(sheet, &[])
}

/// A workbook whose first sheet has tables, too: each as the attributes and content of its part.
fn workbook_with(sheet: &str, tables: &[&str]) -> Vec<u8> {
    let workbook = format!(
        r#"<workbook {MAIN}><sheets><sheet name="Fees 2026" r:id="s1"/><sheet name="Hidden" state="hidden" r:id="s2"/><sheet name="Other sheet" r:id="s2"/></sheets>
        <definedNames><definedName name="The_fee">'Fees 2026'!$B$4</definedName><definedName name="_xlnm.Print_Area">'Fees 2026'!$A$1</definedName></definedNames></workbook>"#
    );
    let styles = format!(
        r#"<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="&quot;£&quot;#,##0.00"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="0" borderId="1"/></cellXfs></styleSheet>"#
    );
    let table_part = |number: usize| format!(r#"<tablePart r:id="t{number}"/>"#);
    let ids: String = (1..=tables.len()).map(table_part).collect();
    let sheet = format!("<worksheet {MAIN}>{sheet}<tableParts>{ids}</tableParts></worksheet>");
    let other = format!(
        r#"<worksheet {MAIN}><sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"#
    );
    let strings = format!("<sst {MAIN}><si><t>Fees of the year</t></si></sst>");
    let relationships = |list: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
        )
    };
    let parts = relationships(
        r#"<Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
        <Relationship Id="s3" Type="x/styles" Target="styles.xml"/><Relationship Id="s4" Type="x/sharedStrings" Target="sharedStrings.xml"/>"#,
    );
    let mut links =
        vec![r#"<Relationship Id="rId1" Type="x/hyperlink" Target="ep.docx" TargetMode="External"/>"#.to_owned()];
    let mut table_parts = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let number = index + 1;
        links.push(format!(r#"<Relationship Id="t{number}" Type="x/table" Target="../tables/table{number}.xml"/>"#));
        table_parts.push((format!("xl/tables/table{number}.xml"), format!("<table {MAIN} {table}</table>")));
    }
    let links = relationships(&links.concat());
    let mut whole: Vec<(&str, &str)> = vec![
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &parts),
        ("xl/styles.xml", &styles),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", &links),
        ("xl/worksheets/sheet2.xml", &other),
    ];
    whole.extend(table_parts.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    package(&whole)
}

/// A workbook with something of everything.
pub(in crate::inspect) fn everything() -> Vec<u8> {
    workbook(SHEET)
}

#[test]
fn a_sheet_becomes_a_heading_and_a_table() {
    let reading = read(Format::Xlsx, &everything());
    assert_eq!(reading.problems, []);
    let expected = "h2 Fees 2026 (fees-2026)
<fees-2026.A1>Fees of the year
table [Start, Start, Start]
head
  cell
    <fees-2026.A3>Item
  cell
    <fees-2026.B3>Amount
  cell
    <fees-2026.C3>From
row
  cell
    [<fees-2026.A4>EP form](0)
  cell
    <fees-2026.B4><The_fee>£6,000.00
  cell
    <fees-2026.C4>4 September 2026
row
  cell
    [<fees-2026.A5>A](1)
  cell
    <fees-2026.B5>1.5
  cell
row
  cell
    [<fees-2026.A7>Both / lines](2)
  cell 2x1
    <fees-2026.B7>TRUE
h2 Other sheet<other-sheet.B2><Other_sheet.B2> (other-sheet)
table [Start]
row
  cell
    <other-sheet.A1>x
link ep.docx#where “EP form” sheet Fees 2026, cell A4
link ../a.docx#x “A” sheet Fees 2026, cell A5
link #'Other sheet'!$B$2 “Both lines” sheet Fees 2026, cell A7
";
    let told = told(&reading);
    assert_eq!(told.split("anchor").next(), Some(expected));
    let anchor = |name: &str| reading.anchors.iter().find(|anchor| anchor.name == name);
    let fee = anchor("Fees 2026!B4").expect("a cell is an anchor");
    assert_eq!((fee.id.as_str(), fee.label.as_str()), ("fees-2026.B4", "£6,000.00"));
    assert_eq!(fee.at, At::Cell { sheet: "Fees 2026".to_owned(), cell: "B4".to_owned() });
    assert!(anchor("Other sheet!$B$2").is_some(), "a link to an empty cell finds its sheet");
    assert!(anchor("Fees 2026!D4").is_none(), "a hidden cell is no anchor");
}

#[test]
fn a_long_sheet_is_shown_in_part() {
    let row = |row: usize| format!(r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>"#);
    let rows: String = (1..=2_003).map(row).collect();
    let reading = read(Format::Xlsx, &workbook(&format!("<sheetData>{rows}</sheetData>")));
    let text = told(&reading);
    assert!(text.contains("<fees-2026.A2000>2000\n3 more rows of this sheet are only in the file itself.\n"), "{text}");
}
