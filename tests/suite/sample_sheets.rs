//! The sample's spreadsheets, as a reader meets them: each table apart, forms to write in, every cell a place to link to.

use senco_guide::model::{Block, BlockKind, Inline, Reading, Table, blocks_text};

use crate::sample::sample;

fn reading(address: &str) -> &'static Reading {
    let documents = &sample().compiled.documents.all;
    &documents.iter().find(|document| document.file.as_str().ends_with(address)).expect("a document").reading
}

/// The blocks of one sheet, without its heading.
fn sheet(reading: &'static Reading, name: &str) -> Vec<&'static Block> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let is_sheet = |block: &Block| is_heading(block) && blocks_text(std::slice::from_ref(block)).trim() == name;
    let from = reading.blocks.iter().position(is_sheet).expect("the sheet's heading") + 1;
    reading.blocks[from..].iter().take_while(|block| !is_heading(block)).collect()
}

fn tables<'a>(blocks: &[&'a Block]) -> Vec<&'a Table> {
    let table = |block: &&'a Block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    };
    blocks.iter().filter_map(table).collect()
}

/// The words of a table's first cell, and how many rows it has below its heads.
fn told(tables: &[&Table]) -> Vec<(String, usize)> {
    let first = |table: &Table| table.head.iter().chain(&table.body).next().and_then(|row| row.first()).cloned();
    let words = |table: &Table| blocks_text(&first(table).unwrap_or_default().blocks).trim().to_owned();
    tables.iter().map(|table| (words(table), table.body.len())).collect()
}

#[test]
fn every_table_of_the_provision_map_is_apart() {
    let map = reading("provision-map-with-costs.xlsx");
    let of = |name: &str| told(&tables(&sheet(map, name)));
    let expected = |tables: &[(&str, usize)]| -> Vec<(String, usize)> {
        tables.iter().map(|(words, rows)| ((*words).to_owned(), *rows)).collect()
    };
    let rates = [("Staff role (type)", 8), ("One-off cost (type)", 8), ("Worked example", 7)];
    assert_eq!(of("Rates"), expected(&rates));
    let summary = [("Cost of support", 5), ("Area of need", 5), ("Effect", 5), ("Before you send it", 4)];
    assert_eq!(of("Summary"), expected(&summary));
    let provision = [("Pupil: initials or number (type)", 9), ("What the support is (type)", 8)];
    assert_eq!(of("Provision"), expected(&provision));
}

#[test]
fn the_provision_map_can_be_filled_in_on_paper() {
    let provision = tables(&sheet(reading("provision-map-with-costs.xlsx"), "Provision"));
    let [pupil, support] = provision[..] else { panic!("{provision:?}") };
    assert!(pupil.head.is_empty() && pupil.row_headings);
    let is_blank =
        |block: &Block| matches!(&block.kind, BlockKind::Paragraph(words) if words == &[Inline::Blank(String::new())]);
    let answers: Vec<String> = pupil
        .body
        .iter()
        .map(|row| if row[1].blocks.iter().any(is_blank) { "?".to_owned() } else { blocks_text(&row[1].blocks) })
        .collect();
    let answers: Vec<&str> = answers.iter().map(|answer| answer.trim()).collect();
    assert_eq!(answers, ["?", "?", "?", "0.0", "0", "£0.00", "?", "?", "?"]);
    assert_eq!((support.head.len(), support.alignments.len()), (1, 13));
    assert!(support.body.iter().flatten().all(|cell| blocks_text(&cell.blocks).trim().is_empty()));
}

#[test]
fn every_cell_of_the_spreadsheets_stays_a_place_to_link_to() {
    let ids = |reading: &'static Reading, names: &[&str]| -> Vec<Option<&str>> {
        let id =
            |name: &&str| reading.anchors.iter().find(|anchor| anchor.name == *name).map(|anchor| anchor.id.as_str());
        names.iter().map(id).collect()
    };
    let map = reading("provision-map-with-costs.xlsx");
    let names = ["Provision!A1", "Provision!A4", "Provision!A6", "Rates!J5", "Summary!E31", "Pupil", "Total_cost"];
    let expected = names.map(|name| match name.split_once('!') {
        Some((sheet, cell)) => format!("{}.{cell}", sheet.to_lowercase()),
        None => name.to_owned(),
    });
    assert_eq!(ids(map, &names), expected.each_ref().map(|id| Some(id.as_str())));
    let contacts = reading("service-contacts.xlsx");
    let expected = [Some("contacts.A15"), Some("contacts.A17"), Some("Crisis_line")];
    assert_eq!(ids(contacts, &["Contacts!A15", "Contacts!A17", "Crisis_line"]), expected);
    assert_eq!(told(&tables(&sheet(contacts, "Contacts"))), [("Service".to_owned(), 29)]);
}
