//! Page labels (ISO 32000-1, 12.4.2): the printed page numbers. Typst writes one range a page; here runs become one range.

use lopdf::{Dictionary, Document, Object};

use crate::inspect::pdf::objects::{array, dictionary, integer, name};

/// Leaves out every range that only goes on counting.
pub(super) fn write(document: &mut Document) {
    let labels = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"PageLabels"));
    let Some(numbers) = labels.and_then(|labels| array(document, labels, b"Nums")).cloned() else { return };
    let mut kept: Vec<Object> = Vec::new();
    let mut before: Option<(Option<Vec<u8>>, i64, i64)> = None;
    for pair in numbers.chunks_exact(2) {
        let (Ok(page), Some(range)) =
            (pair[0].as_i64(), document.dereference(&pair[1]).ok().and_then(|(_, range)| range.as_dict().ok()))
        else {
            return;
        };
        let style = name(document, range, b"S").map(<[u8]>::to_vec);
        let start = integer(document, range, b"St").unwrap_or(1);
        let goes_on = before.as_ref().is_some_and(|(same, from, first)| *same == style && start - first == page - from);
        if !goes_on {
            kept.extend([pair[0].clone(), pair[1].clone()]);
            before = Some((style, page, start));
        }
    }
    let mut labels = Dictionary::new();
    labels.set("Nums", kept);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("PageLabels", labels);
    }
}
