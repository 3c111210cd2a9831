//! Counts the changes that Word tracked and that nobody has accepted or refused.

use super::super::package::Package;
use super::super::xml::Element;

/// What marks a change (ISO/IEC 29500-1, 17.13.5): text put in, taken out and moved; other looks, cells and numbers.
const CHANGES: [&str; 12] = [
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:rPrChange",
    "w:pPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
    "w:cellIns",
    "w:cellDel",
];

/// How many changes the text, its notes, headers and footers hold.
pub(super) fn tracked_changes(package: &Package, document: &Element) -> usize {
    let is_other = |name: &&str| {
        ["footnotes", "endnotes", "header", "footer"].iter().any(|kind| name.starts_with(&format!("word/{kind}")))
    };
    let others: Vec<String> = package.names().filter(is_other).map(str::to_owned).collect();
    let in_others: usize = others.iter().filter_map(|part| package.xml(part)).map(|root| count(&root)).sum();
    count(document) + in_others
}

fn count(root: &Element) -> usize {
    root.descendants().filter(|element| CHANGES.contains(&&*element.name)).count()
}
