//! The file itself (ISO 32000-1, 7.5): what can be reached from the trailer, numbered anew without gaps, and everything but
//! streams packed into compressed object streams.
//!
//! 1. [`reach`] walks from the trailer, so that nothing is written that nobody can see.
//! 2. Streams are written as they are; the other objects are packed by the thousand, several packs at a time.
//! 3. The cross-reference stream says where everything is, each row as the difference from the one above.

mod numbers;

mod objects;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, Stream};
use rayon::prelude::*;

use numbers::{Numbers, reach};
use objects::{write_dictionary, write_object};

/// How many objects an object stream holds: enough for the compression to find what repeats in tags, few enough that a viewer
/// that wants one object does not unpack megabytes.
const PACK: usize = 1000;

/// How hard streams are compressed: zlib's usual compromise between time and size.
const LEVEL: u32 = 6;

/// The columns of a row of the cross-reference stream: kind, place, position.
const COLUMNS: usize = 7;

/// What the trailer may say of the whole file (ISO 32000-1, table 15).
const TRAILER: [&str; 3] = ["Root", "Info", "ID"];

/// Writes a document whole.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let mut trailer = Dictionary::new();
    for key in TRAILER {
        if let Ok(value) = document.trailer.get(key.as_bytes()) {
            trailer.set(key, value.clone());
        }
    }
    let numbers = reach(document, &trailer);
    let mut streams: Vec<(u32, &Stream)> = Vec::new();
    let mut small: Vec<(u32, &Object)> = Vec::new();
    for (number, object) in numbers.in_order(document) {
        match object {
            Object::Stream(stream) => streams.push((number, stream)),
            object => small.push((number, object)),
        }
    }
    let packs: Vec<Vec<u8>> = small.par_chunks(PACK).map(|objects| pack(objects, &numbers)).collect();

    let shorter: Vec<Option<Stream>> = streams.par_iter().map(|(_, stream)| compressed(stream)).collect();

    let mut file = File::new(numbers.count() + u32::try_from(packs.len()).unwrap_or(u32::MAX) + 2);
    for ((number, stream), shorter) in streams.into_iter().zip(shorter) {
        let Stream { dict, content, .. } = shorter.as_ref().unwrap_or(stream);
        file.begin(number);
        write_stream(&mut file.bytes, dict, content, &numbers);
        file.bytes.extend_from_slice(b"\nendobj\n");
    }
    for ((pack, objects), number) in packs.iter().zip(small.chunks(PACK)).zip(numbers.count() + 1..) {
        file.begin(number);
        file.bytes.extend_from_slice(pack);
        for ((object, _), position) in objects.iter().zip(0..) {
            file.rows.set(*object, 2, number, position);
        }
    }
    file.end(trailer, &numbers)
}

/// A file as it grows.
struct File {
    bytes: Vec<u8>,
    rows: Rows,
}

/// Where each object is, by number (ISO 32000-1, table 18).
struct Rows(Vec<[u8; COLUMNS]>);

impl File {
    fn new(size: u32) -> Self {
        let mut rows = Rows(vec![[0; COLUMNS]; size as usize]);
        rows.set(0, 0, 0, u16::MAX);
        // Four bytes above 127 tell programs that carry files that this is no text (ISO 32000-1, 7.5.2).
        Self { bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), rows }
    }

    fn begin(&mut self, number: u32) {
        self.rows.set(number, 1, self.here(), 0);
        let _ = writeln!(self.bytes, "{number} 0 obj");
    }

    fn here(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    /// The cross-reference stream, which is the trailer too (ISO 32000-1, 7.5.8).
    fn end(mut self, trailer: Dictionary, numbers: &Numbers) -> Vec<u8> {
        let start = self.here();
        let last = u32::try_from(self.rows.0.len() - 1).unwrap_or(u32::MAX);
        self.begin(last);
        let mut steps = Dictionary::new();
        steps.set("Predictor", 12);
        steps.set("Columns", i64::try_from(COLUMNS).unwrap_or_default());
        let mut dictionary = trailer;
        dictionary.set("Type", Object::Name(b"XRef".to_vec()));
        dictionary.set("Size", i64::from(last) + 1);
        dictionary.set("W", vec![Object::Integer(1), Object::Integer(4), Object::Integer(2)]);
        dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        dictionary.set("DecodeParms", steps);
        write_stream(&mut self.bytes, &dictionary, &deflate(&self.rows.differences()), numbers);
        let _ = write!(self.bytes, "\nendobj\nstartxref\n{start}\n%%EOF\n");
        self.bytes
    }
}

impl Rows {
    fn set(&mut self, number: u32, kind: u8, place: u32, position: u16) {
        let Some(row) = self.0.get_mut(number as usize) else { return };
        row[0] = kind;
        row[1..5].copy_from_slice(&place.to_be_bytes());
        row[5..].copy_from_slice(&position.to_be_bytes());
    }

    /// Each row as the difference from the one above (ISO 32000-1, 7.4.4.4; predictor “Up”).
    fn differences(&self) -> Vec<u8> {
        let mut above = [0_u8; COLUMNS];
        let mut all = Vec::with_capacity(self.0.len() * (COLUMNS + 1));
        for row in &self.0 {
            all.push(2);
            all.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = *row;
        }
        all
    }
}

/// An object stream (ISO 32000-1, 7.5.7): numbers and offsets, then the objects.
fn pack(objects: &[(u32, &Object)], numbers: &Numbers) -> Vec<u8> {
    let mut head = Vec::new();
    let mut body = Vec::new();
    for (number, object) in objects {
        let _ = write!(head, "{number} {} ", body.len());
        write_object(&mut body, object, numbers);
        body.push(b'\n');
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"ObjStm".to_vec()));
    dictionary.set("N", i64::try_from(objects.len()).unwrap_or_default());
    dictionary.set("First", i64::try_from(head.len()).unwrap_or_default());
    dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    head.append(&mut body);
    let mut bytes = Vec::new();
    write_stream(&mut bytes, &dictionary, &deflate(&head), numbers);
    bytes.extend_from_slice(b"\nendobj\n");
    bytes
}

fn write_stream(bytes: &mut Vec<u8>, dictionary: &Dictionary, content: &[u8], numbers: &Numbers) {
    write_dictionary(bytes, dictionary, Some(content.len()), numbers);
    bytes.extend_from_slice(b"stream\n");
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
}

/// A stream that nobody has compressed yet, compressed. Metadata stay as they are, so that programs which know nothing of PDF
/// find them (ISO 32000-1, 14.3.2), and so does whatever would not get shorter.
fn compressed(stream: &Stream) -> Option<Stream> {
    if stream.dict.has(b"Filter") || stream.dict.has(b"F") || stream.dict.has_type(b"Metadata") {
        return None;
    }
    let content = deflate(&stream.content);
    let mut dictionary = stream.dict.clone();
    dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    dictionary.remove(b"DecodeParms");
    (content.len() < stream.content.len()).then(|| Stream::new(dictionary, content))
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 3), Compression::new(LEVEL));
    // Writing into memory cannot fail.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests;
