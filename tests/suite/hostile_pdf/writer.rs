//! Writes PDFs object by object, so that every byte of a hostile file is explained by the code that makes it.

use std::fmt::Write as _;

use super::filters::deflated;

/// A sound page in words.
pub const PAGE_WORDS: &str = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype \
     /Type1 /BaseFont /Helvetica >> >> >>";

/// A sound page in words, but for what `entries` say instead.
fn page_words(entries: &str) -> String {
    let parts = PAGE_WORDS.split_once("/Contents 4 0 R").expect("contents");
    let contents = if entries.contains("/Contents [") { "" } else { "/Contents 4 0 R" };
    let resources = if entries.contains("/Resources") { "" } else { parts.1 };
    format!("{} {contents} {resources} {entries}", parts.0)
}

/// A PDF being written.
pub struct Pdf {
    pub bytes: Vec<u8>,
    /// Where each object stands.
    offsets: Vec<(u32, usize)>,
}

impl Pdf {
    /// The header only.
    pub fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), offsets: Vec::new() }
    }

    /// A catalogue (1), a page tree (2) of one page (3), and what the page shows (4); `catalog` and `page` are further
    /// entries. Other objects are numbered from 10.
    pub fn with_page(catalog: &str, page: &str) -> Self {
        Self::new()
            .object(1, &format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"))
            .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
            .object(3, &format!("<< {} >>", page_words(page)))
            .stream(4, "", b"BT /F1 12 Tf 72 720 Td (Words) Tj ET")
    }

    /// Another object.
    pub fn object(mut self, number: u32, body: &str) -> Self {
        self.offsets.push((number, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body.as_bytes());
        self.bytes.extend_from_slice(b"\nendobj\n");
        self
    }

    /// Many objects, numbered from `first`.
    pub fn objects(self, first: u32, count: u32, body: impl Fn(u32) -> String) -> Self {
        (first..first + count).fold(self, |pdf, number| pdf.object(number, &body(number)))
    }

    /// A stream with its true length; `entries` are further ones of its dictionary.
    pub fn stream(mut self, number: u32, entries: &str, data: &[u8]) -> Self {
        self.offsets.push((number, self.bytes.len()));
        let head = format!("{number} 0 obj\n<< /Length {} {entries} >>\nstream\n", data.len());
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(data);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        self
    }

    /// Where the next object will stand.
    pub fn here(&self) -> usize {
        self.bytes.len()
    }

    /// Where an object stands.
    pub fn offset(&self, number: u32) -> usize {
        self.offsets.iter().rfind(|(other, _)| *other == number).expect("an object").1
    }

    /// The whole file, with a true cross-reference table.
    pub fn finish(self) -> Vec<u8> {
        self.finish_with("")
    }

    /// The whole file; `trailer` are further entries of its trailer.
    pub fn finish_with(self, trailer: &str) -> Vec<u8> {
        let table = self.table();
        self.end(&table, trailer)
    }

    /// The lines of a true cross-reference table, one run of numbers after another.
    pub fn table(&self) -> String {
        let mut offsets = self.offsets.clone();
        offsets.sort_unstable();
        let mut table = "0 1\n0000000000 65535 f \n".to_owned();
        for run in offsets.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
            let _ = writeln!(table, "{} {}", run[0].0, run.len());
            for (_, offset) in run {
                let _ = writeln!(table, "{offset:010} 00000 n ");
            }
        }
        table
    }

    /// The whole file with these lines as its cross-reference table.
    pub fn end(mut self, table: &str, trailer: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let size = self.offsets.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        self.bytes.extend_from_slice(b"xref\n");
        self.bytes.extend_from_slice(table.as_bytes());
        let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend_from_slice(trailer.as_bytes());
        self.bytes
    }

    /// The whole file with a cross-reference stream that also names the members of object streams, given as pairs of
    /// member and container.
    pub fn finish_packed(mut self, members: &[(u32, u32)]) -> Vec<u8> {
        let start = self.bytes.len();
        let number = members.iter().map(|(member, _)| *member).chain(self.offsets.iter().map(|(own, _)| *own)).max();
        let number = number.unwrap_or(0) + 1;
        let size = number as usize + 1;
        let mut entries = vec![[0_u8; 7]; size];
        for (own, offset) in self.offsets.iter().copied().chain([(number, start)]) {
            entries[own as usize] = entry(1, u32::try_from(offset).expect("short"), 0);
        }
        for (index, (member, container)) in members.iter().enumerate() {
            entries[*member as usize] = entry(2, *container, u16::try_from(index % 65_536).expect("short"));
        }
        let data = deflated(entries.as_flattened());
        let words = format!("/Type /XRef /Size {size} /Root 1 0 R /W [1 4 2] /Index [0 {size}] /Filter /FlateDecode");
        self = self.stream(number, &words, &data);
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes
    }
}

/// An entry of a cross-reference stream with the widths 1, 4 and 2 (ISO 32000-1, table 18).
pub fn entry(kind: u8, second: u32, third: u16) -> [u8; 7] {
    let (b, c) = (second.to_be_bytes(), third.to_be_bytes());
    [kind, b[0], b[1], b[2], b[3], c[0], c[1]]
}

/// The plain contents of an object stream, and the length of its first part (`/First`).
pub fn object_stream(members: &[(u32, String)]) -> (Vec<u8>, usize) {
    let (mut index, mut bodies) = (String::new(), String::new());
    for (number, body) in members {
        let _ = write!(index, "{number} {} ", bodies.len());
        bodies.push_str(body);
        bodies.push('\n');
    }
    let first = index.len();
    ((index + &bodies).into_bytes(), first)
}
