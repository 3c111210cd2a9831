//! Parts of a file that could not be read, though others refer to them and they are there: a cross-reference table that leads
//! beside them, a dictionary with a slip in it, a stream without its length. The foreign reader leaves them out without a word.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, ObjectId};

use super::head;

/// The objects that others refer to, and that stand in the bytes, and that were not read.
pub(super) fn lost(bytes: &[u8], document: &Document) -> BTreeSet<ObjectId> {
    let mut lost = promised(document);
    lost.extend(document.objects.iter().filter(|(_, object)| is_without_length(object)).map(|(id, _)| *id));
    if !lost.is_empty() {
        let mut wanted = BTreeSet::new();
        let trailer = document.trailer.iter().map(|(_, value)| value);
        trailer.chain(document.objects.values()).for_each(|object| note_references(object, &lost, &mut wanted));
        lost = wanted;
    }
    if !lost.is_empty() {
        let packed = |id: &ObjectId| matches!(document.reference_table.get(id.0), Some(XrefEntry::Compressed { .. }));
        let written = written(bytes, &lost);
        lost.retain(|id| packed(id) || written.contains(id));
    }
    lost
}

/// What the cross-reference table has and the document has not.
fn promised(document: &Document) -> BTreeSet<ObjectId> {
    let entries = document.reference_table.entries.iter();
    let ids = entries.filter_map(|(number, entry)| match entry {
        XrefEntry::Normal { generation, .. } => Some((*number, *generation)),
        XrefEntry::Compressed { .. } => Some((*number, 0)),
        XrefEntry::Free | XrefEntry::UnusableFree => None,
    });
    ids.filter(|id| !document.objects.contains_key(id)).collect()
}

/// A stream that does not say how long it is, which the foreign reader takes for an empty one.
fn is_without_length(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.content.is_empty() && !stream.dict.has(b"Length"))
}

/// Arrays and dictionaries are no deeper than the reader builds them.
fn note_references(object: &Object, of: &BTreeSet<ObjectId>, wanted: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) if of.contains(id) => {
            wanted.insert(*id);
        }
        Object::Array(items) => items.iter().for_each(|item| note_references(item, of, wanted)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, value)| note_references(value, of, wanted)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| note_references(value, of, wanted)),
        _ => {}
    }
}

/// Those of some objects that begin somewhere in the bytes: `12 0 obj`.
fn written(bytes: &[u8], of: &BTreeSet<ObjectId>) -> BTreeSet<ObjectId> {
    const KEYWORD: &[u8] = b"obj";
    let keywords = bytes.windows(KEYWORD.len()).enumerate().filter(|(_, window)| *window == KEYWORD);
    keywords.filter_map(|(at, _)| id_before(&bytes[..at])).filter(|id| of.contains(id)).collect()
}

/// The two numbers that some bytes end with.
fn id_before(bytes: &[u8]) -> Option<ObjectId> {
    let (rest, generation) = number_at_end(bytes)?;
    let (_, number) = number_at_end(rest)?;
    Some((u32::try_from(number).ok()?, u16::try_from(generation).ok()?))
}

fn number_at_end(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let bytes = bytes.trim_ascii_end();
    let figures = bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, figures) = bytes.split_at(bytes.len() - figures);
    Some((rest, head::whole(figures)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::pdf::open::open;
    use crate::inspect::pdf::{plain, read};
    use crate::model::Loss;

    /// Two pages; the body of object 5, what the second one shows, is given.
    fn two_pages(contents: &str) -> String {
        let page = |contents: u32| {
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << >> /Contents {contents} 0 R >>")
        };
        plain::file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>".to_owned(),
            page(6),
            page(5),
            contents.to_owned(),
            "<< /Length 12 >>\nstream\n0 0 9 9 re f\nendstream".to_owned(),
        ])
    }

    const SOUND: &str = "<< /Length 12 >>\nstream\n9 9 9 9 re f\nendstream";

    #[test]
    fn a_sound_file_has_lost_nothing_also_where_it_refers_to_nothing() {
        for file in [two_pages(SOUND), two_pages(SOUND).replace("/Contents 5 0 R", "/Contents 9 0 R")] {
            let document = open(file.as_bytes()).expect("it opens");
            assert!(lost(file.as_bytes(), &document).is_empty());
            assert_eq!(read(file.as_bytes()).losses, []);
        }
    }

    #[test]
    fn a_page_that_the_table_leads_beside_is_found() {
        let file = two_pages(SOUND);
        let at = file.find("4 0 obj").expect("the second page");
        let told = format!("{at:010} 00000 n");
        let file = file.replace(&told, &format!("{:010} 00000 n", at + 3));
        let reading = read(file.as_bytes());
        assert_eq!((reading.pages.len(), reading.losses), (2, Vec::new()));
    }

    /// Without its table, nothing says which objects are packed into which stream.
    #[test]
    fn a_page_in_an_object_stream_is_found_without_the_table() {
        let file = two_pages(SOUND);
        let page =
            file.split_once("4 0 obj\n").and_then(|(_, rest)| rest.split_once("\nendobj")).expect("the second page").0;
        let packed = format!("4 0 {page}");
        let packed = format!("<< /Type /ObjStm /N 1 /First 4 /Length {} >>\nstream\n{packed}\nendstream", packed.len());
        let file = file.replace(&format!("4 0 obj\n{page}"), &format!("7 0 obj\n{packed}"));
        let file = file.replace("startxref\n", "startxref\n9");
        let reading = read(file.as_bytes());
        assert_eq!((reading.pages.len(), reading.losses), (2, Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_at_all_is_told() {
        for entries in ["/Length 12 ) /Slip", ""] {
            let file = two_pages(&format!("<< {entries} >>\nstream\n9 9 9 9 re f\nendstream"));
            let reading = read(file.as_bytes());
            assert_eq!((reading.pages.len(), reading.losses), (2, vec![Loss::Parts(1)]), "{entries}");
        }
    }
}
