//! Page labels: the numbers that a viewer shows for the pages (ISO 32000-1, 12.4.2).

use lopdf::{Dictionary, Document, Object};

use super::facts::{Part, pages};

/// The pages whose label goes on counting from the page before, as the number printed on them does.
pub(super) fn count_on(part: &Part<'_>) -> Vec<String> {
    let all = pages(part.document);
    let labels: Vec<Option<i64>> = (0..all.len()).map(|index| label(part.document, index)).collect();
    let goes_on = |index: &usize| *index > 0 && labels[*index].is_some_and(|own| labels[index - 1] == Some(own - 1));
    let places = part.pages.iter().filter_map(|page| all.iter().position(|other| other == page));
    places.filter(goes_on).zip(1..).map(|(_, number)| format!("page {number} counts on")).collect()
}

/// The number of a page in plain digits; `None` for letters, Roman numerals or a prefix.
fn label(document: &Document, index: usize) -> Option<i64> {
    let labels = document.catalog().ok()?.get_deref(b"PageLabels", document).ok()?.as_dict().ok()?;
    let numbers = labels.get_deref(b"Nums", document).ok()?.as_array().ok()?;
    let index = i64::try_from(index).ok()?;
    let before = |pair: &&[Object]| pair[0].as_i64().is_ok_and(|from| from <= index);
    let range = numbers.chunks_exact(2).take_while(before).last()?;
    let entry: &Dictionary = document.dereference(&range[1]).ok()?.1.as_dict().ok()?;
    let is_plain = entry.get(b"S").and_then(Object::as_name).is_ok_and(|style| style == b"D") && !entry.has(b"P");
    let start = entry.get(b"St").and_then(Object::as_i64).unwrap_or(1);
    is_plain.then(|| start + index - range[0].as_i64().unwrap_or(0))
}
