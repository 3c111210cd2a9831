//! Sheets with tables of their own: several of them, notes beside them, forms, and rows that wait to be filled in.

use super::workbook_with;
use crate::inspect::read;
use crate::inspect::tests::told;
use crate::model::Format;

/// A sheet from lines such as `A1 Words`. A figure is a number; `=` makes it a formula's, `□` is an empty box with an edge.
fn sheet(lines: &str) -> String {
    let mut rows: Vec<String> = Vec::new();
    let mut open = "";
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (spot, said) = line.split_once(' ').expect("a cell and what it says");
        let row = spot.trim_start_matches(char::is_alphabetic);
        if row != open {
            let end = if open.is_empty() { "" } else { "</row>" };
            rows.push(format!("{end}<row r=\"{row}\">"));
            open = row;
        }
        let (formula, said) = said.strip_prefix('=').map_or(("", said), |said| ("<f>1</f>", said));
        rows.push(match said {
            "□" => format!("<c r=\"{spot}\" s=\"3\"/>"),
            figure if figure.parse::<f64>().is_ok() => format!("<c r=\"{spot}\">{formula}<v>{figure}</v></c>"),
            words => format!("<c r=\"{spot}\" t=\"str\">{formula}<v>{words}</v></c>"),
        });
    }
    format!("<sheetData>{}</row></sheetData>", rows.concat())
}

/// What the first sheet tells, without its anchors and without the other sheet.
fn first_sheet(bytes: &[u8]) -> String {
    let reading = read(Format::Xlsx, bytes);
    assert_eq!(reading.problems, []);
    let text = told(&reading);
    let text = text.split("h2 Other").next().unwrap_or_default().replace("<The_fee>", "");
    let mut plain = String::new();
    for piece in text.split('<') {
        plain +=
            piece.strip_prefix("fees-2026.").and_then(|piece| piece.split_once('>')).map_or(piece, |(_, after)| after);
    }
    plain
}

#[track_caller]
fn check(cells: &str, tables: &[&str], expected: &str) {
    let told = first_sheet(&workbook_with(&sheet(cells), tables));
    let lines: Vec<&str> = told.lines().skip(1).map(str::trim).filter(|line| *line != "cell").collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expected, "{told}");
}

#[test]
fn tables_side_by_side_and_below_each_other_stay_apart() {
    check(
        "A1 Rates
        A3 Role
        B3 Cost
        D3 Item
        E3 Price
        A4 Teacher
        B4 40
        D4 Slope
        E4 9
        A6 Step
        B6 Amount
        A7 Hours
        B7 54",
        &["ref=\"D3:E4\">", "ref=\"A6:B7\">", "ref=\"A3:B4\">"],
        "Rates
        table [Start, End]
        head
        Role
        Cost
        row
        Teacher
        40
        table [Start, End]
        head
        Item
        Price
        row
        Slope
        9
        table [Start, End]
        head
        Step
        Amount
        row
        Hours
        54",
    );
}

#[test]
fn notes_beside_a_table_follow_it_and_stay_together() {
    check(
        "A3 Effect
        B3 Rows
        D3 Where to go now
        A4 Better
        B4 1
        D4 One
        D5 Two
        A6 Check
        B6 Number
        A7 Filled in
        B7 2
        D7 Anyone may ask
        A8 To finish
        B8 3
        D8 at any cost.
        A10 Owner: finance
        C10 Version 3",
        &["ref=\"A3:B4\">", "ref=\"A6:B8\">"],
        "table [Start, End]
        head
        Effect
        Rows
        row
        Better
        1
        Where to go now
        -
        One
        -
        Two
        table [Start, End]
        head
        Check
        Number
        row
        Filled in
        2
        row
        To finish
        3
        Anyone may ask at any cost.
        -
        Owner: finance
        -
        Version 3",
    );
}

#[test]
fn words_over_boxes_are_a_form_and_a_table_keeps_rows_to_write_in() {
    let expected = "table [Start, Start]
        row
        Pupil
        {}
        row
        Hours
        0
        table [Start, End]
        head
        Support
        Cost
        "
    .to_owned()
        + &"row\n".repeat(8)
        + "row
        Total
        0";
    check(
        "A1 Pupil
        C1 Hours
        A2 □
        C2 =0
        A4 Support
        B4 Cost
        A5 □
        A30 Total
        B30 =0",
        &["ref=\"A4:B30\" totalsRowCount=\"1\">"],
        &expected,
    );
}

#[test]
fn rows_of_cells_below_each_other_are_a_table_of_their_own() {
    check(
        "A1 Item
        B1 Fee
        A3 Day
        B3 Hours
        A4 Monday
        B4 2
        A5 Friday
        B5 3",
        &["ref=\"A1:B1\" headerRowCount=\"0\">"],
        "table [Start, Start]
        row
        Item
        Fee
        table [Start, End]
        head
        Day
        Hours
        row
        Monday
        2
        row
        Friday
        3",
    );
}

#[test]
fn a_table_with_one_filled_row_keeps_no_empty_ones() {
    check(
        "A1 Support
        B1 Cost
        A2 Reading
        B2 =0
        B3 =0
        A4 □",
        &["ref=\"A1:B9\"><tableStyleInfo showFirstColumn=\"1\"/>"],
        "table [Start, End]
        head
        Support
        Cost
        row
        Reading
        0
        row
        0",
    );
}

#[test]
fn every_cell_that_says_something_and_every_named_one_is_an_anchor() {
    let nought = |row: u32| format!("B{row} =0\n");
    let rows: String = (4..=15).map(nought).collect();
    let cells = format!("A1 Fee\nB1 Day\nA2 □\nB2 □\nA3 Support\nB3 Cost\n{rows}");
    let reading = read(Format::Xlsx, &workbook_with(&sheet(&cells), &["ref=\"A3:B15\">"]));
    let id = |name: &str| reading.anchors.iter().find(|anchor| anchor.name == name).map(|anchor| anchor.id.as_str());
    assert_eq!(id("Fees 2026!B4"), Some("fees-2026.B4"));
    assert_eq!(id("Fees 2026!A2"), Some("fees-2026.A2"), "the box below a question");
    assert_eq!(id("The_fee"), Some("The_fee"));
    assert_eq!(id("Fees 2026!A5"), None, "an empty cell that nothing leads to");
    assert_eq!(id("Fees 2026!B15"), Some("fees-2026.B15"), "a nought in a row that is not shown");
    let text = told(&reading);
    assert!(text.starts_with("h2 Fees 2026<fees-2026.B12>"), "{text}");
}

#[test]
fn tables_that_no_honest_file_has_do_no_harm() {
    let everywhere =
        ["ref=\"A1:XFD1048576\">", "ref=\"B1:C3\">", "ref=\"nowhere\">", "ref=\"C3:A1\" headerRowCount=\"9\">"];
    check("A1 Words\nB2 1", &everywhere, "table [Start, End]\nhead\nWords\nrow\n1");
    let outside = ["ref=\"D9:E10\">"; 300];
    check("A1 Words", &outside, "Words");
}
