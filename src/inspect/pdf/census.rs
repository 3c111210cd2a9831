//! Counts what a PDF would unpack to, before anything of it is built in memory.
//!
//! A reader of PDFs builds every object before it can say that there are too many: a file of a few megabytes can hold
//! millions. So the bytes are walked once: words outside streams are counted, object streams are unpacked within bounds
//! and counted too, and the offsets of the cross-reference sections (ISO 32000-1, 7.5.4 and 7.5.8) are compared, since
//! many that lead to one large object would have it read as often.

use lopdf::{Dictionary, Object, Stream};

use super::head;
use crate::model::Problem;

/// The most that one object stream or cross-reference stream may unpack to: 16 MB. Writers put some hundred objects into one.
pub(super) const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// The most bytes outside streams, whether packed or not: 32 MB. A tagged policy of 500 pages has some ten.
const MOST_PLAIN: usize = 32 * 1024 * 1024;

/// The most words outside streams: in memory each takes about 150 bytes. A tagged page has one or two thousand, of which
/// many in tables.
const MOST_WORDS: usize = 1_500_000;

/// What a dictionary takes beside its entries, in words.
const DICTIONARY_WORDS: usize = 4;

/// The most entries of all cross-reference sections together.
const MOST_ENTRIES: usize = 500_000;

/// How many offsets of a file that somebody mended by hand may lead to one object.
const MOST_SHARED_OFFSETS: usize = 8;

/// The longest dictionary of a stream that is looked at: 64 KB.
const LONGEST_HEAD: usize = 64 * 1024;

/// What a PDF unpacks to.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Objects that references can lead to.
    pub(crate) objects: usize,
    /// Words of all objects: names, numbers, strings, in the measure of the memory that they take.
    pub(crate) words: usize,
    /// Object streams.
    pub(super) containers: usize,
    /// Whether it is encrypted, so that its object streams could not be counted.
    pub(super) is_encrypted: bool,
    /// Whether its cross-reference sections and object streams are as the standard has them.
    pub(crate) is_honest: bool,
    plain: usize,
    offsets: Vec<(usize, usize)>,
    streams: Vec<(usize, usize)>,
}

/// Counts a file.
///
/// # Errors
/// When it unpacks to more than we read.
pub(crate) fn take(bytes: &[u8]) -> Result<Census, Problem> {
    let start = bytes.iter().take(1024).enumerate().find(|(at, _)| bytes[*at..].starts_with(b"%PDF-"));
    let bytes = &bytes[start.map_or(0, |(at, _)| at)..];
    let mut census = Census { is_honest: true, ..Census::default() };
    census.walk(bytes)?;
    census.is_honest &= census.are_offsets_plausible();
    Ok(census)
}

impl Census {
    fn walk(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let (mut at, mut body) = (0, 0);
        while at < bytes.len() {
            let Some(end) = self.step(bytes, at)? else {
                at += 1;
                continue;
            };
            match &bytes[at..end] {
                b"obj" => {
                    self.objects += 1;
                    body = end;
                }
                b"Encrypt" => self.is_encrypted = true,
                b"stream" if matches!(bytes.get(end), Some(b'\r' | b'\n')) => {
                    at = self.stream(bytes, body.max(at.saturating_sub(LONGEST_HEAD)), at)?;
                    continue;
                }
                b"xref" => {
                    at = self.table(bytes, end)?;
                    continue;
                }
                _ => {}
            }
            at = end;
        }
        Ok(())
    }

    /// Counts the word that begins here, and gives its end; `None` for white space and delimiters.
    fn step(&mut self, bytes: &[u8], at: usize) -> Result<Option<usize>, Problem> {
        if !head::is_regular(bytes[at]) {
            self.plain += 1;
            if bytes[at] == b'<' && bytes.get(at + 1) == Some(&b'<') {
                self.words += DICTIONARY_WORDS;
            }
            return Ok(None);
        }
        let length = bytes[at..].iter().position(|byte| !head::is_regular(*byte)).unwrap_or(bytes.len() - at);
        self.words += 1;
        self.plain += length;
        if self.words > MOST_WORDS || self.plain > MOST_PLAIN {
            return Err(Problem::TooLarge);
        }
        Ok(Some(at + length))
    }

    /// Looks at the stream whose keyword stands here; gives where what follows it begins.
    fn stream(&mut self, bytes: &[u8], body: usize, keyword: usize) -> Result<usize, Problem> {
        let mut data = keyword + b"stream".len();
        data += if bytes[data..].starts_with(b"\r\n") { 2 } else { 1 };
        let head = head::dictionary(&bytes[body..keyword]).unwrap_or_default();
        let length = head.get(b"Length").and_then(Object::as_i64).ok().and_then(|length| usize::try_from(length).ok());
        let told = length.and_then(|length| data.checked_add(length)).filter(|end| ends_at(bytes, *end));
        let Some(end) = told.or_else(|| end_of_stream(bytes, data)) else { return Ok(data) };
        self.streams.push((data, end));
        let is = |kind: &[u8]| head.has_type(kind);
        if is(b"ObjStm") || is(b"XRef") {
            self.is_honest &= length.is_some();
        }
        if is(b"XRef") {
            self.is_encrypted |= head.has(b"Encrypt");
            self.cross_reference(&head, &bytes[data..end])?;
        } else if is(b"ObjStm") {
            self.containers += 1;
            self.container(&head, &bytes[data..end])?;
        }
        Ok(end)
    }

    /// Counts the members of an object stream (ISO 32000-1, 7.5.7).
    fn container(&mut self, head: &Dictionary, data: &[u8]) -> Result<(), Problem> {
        let Some(plain) = unpacked(head, data)? else { return Ok(()) };
        let first = head.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
        let Some((index, members)) = first.and_then(|first| plain.split_at_checked(first)) else { return Ok(()) };
        let mut offsets = Vec::new();
        let mut numbers = index.split(u8::is_ascii_whitespace).filter(|number| !number.is_empty());
        while let (Some(_), Some(offset)) = (numbers.next(), numbers.next()) {
            offsets.push(head::whole(offset).unwrap_or(usize::MAX));
            self.objects += 1;
            self.words += 1;
            if self.words > MOST_WORDS {
                return Err(Problem::TooLarge);
            }
        }
        // Members may not begin within a word: each would be read to its end.
        let is_regular = |at: usize| members.get(at).is_some_and(|byte| head::is_regular(*byte));
        let begins =
            |offset: &usize| !is_regular(*offset) || offset.checked_sub(1).is_none_or(|before| !is_regular(before));
        let all = offsets.len();
        offsets.sort_unstable();
        offsets.dedup();
        if all - offsets.len() > MOST_SHARED_OFFSETS || !offsets.iter().all(begins) {
            return Err(super::open::damaged());
        }
        let mut at = 0;
        while at < members.len() {
            at = self.step(members, at)?.unwrap_or(at + 1);
        }
        Ok(())
    }

    /// Notes the offsets of a cross-reference stream.
    fn cross_reference(&mut self, head: &Dictionary, data: &[u8]) -> Result<(), Problem> {
        let Some(plain) = unpacked(head, data)? else { return Ok(()) };
        let numbers = |key: &[u8]| -> Option<Vec<usize>> {
            let all = head.get(key).ok()?.as_array().ok()?;
            all.iter().map(|number| usize::try_from(number.as_i64().ok()?).ok()).collect()
        };
        let Some([kind, second, third]) = numbers(b"W").and_then(|widths| <[usize; 3]>::try_from(widths).ok()) else {
            return Ok(());
        };
        if kind > 8 || second > 8 || third > 8 || kind + second + third == 0 {
            return Ok(());
        }
        let sections = numbers(b"Index").unwrap_or_else(|| vec![0, usize::MAX]);
        let mut ids = sections.chunks_exact(2).flat_map(|section| section[0]..section[0].saturating_add(section[1]));
        for entry in plain.chunks_exact(kind + second + third) {
            let is_normal = kind == 0 || big_endian(&entry[..kind]) == 1;
            let Some(id) = ids.next() else { break };
            if is_normal {
                self.note(id, big_endian(&entry[kind..kind + second]))?;
            }
        }
        Ok(())
    }

    /// Notes the offsets of a cross-reference table; gives where it ends.
    fn table(&mut self, bytes: &[u8], start: usize) -> Result<usize, Problem> {
        let (mut at, mut id, mut waiting) = (start, 0_usize, Vec::new());
        while at < bytes.len() {
            if !head::is_regular(bytes[at]) {
                at += 1;
                continue;
            }
            let end = bytes[at..].iter().position(|byte| !head::is_regular(*byte)).map_or(bytes.len(), |end| at + end);
            match &bytes[at..end] {
                b"n" | b"f" => {
                    if let [first, _, _, _] = waiting.as_slice() {
                        id = *first;
                    }
                    if let ([.., offset, _], b"n") = (waiting.as_slice(), &bytes[at..end]) {
                        self.note(id, *offset)?;
                    }
                    id = id.saturating_add(1);
                    waiting.clear();
                }
                word => match head::whole(word).filter(|_| waiting.len() < 4) {
                    Some(number) => waiting.push(number),
                    None => return Ok(at),
                },
            }
            at = end;
        }
        Ok(at)
    }

    fn note(&mut self, id: usize, offset: usize) -> Result<(), Problem> {
        self.offsets.push((offset, id));
        if self.offsets.len() > MOST_ENTRIES { Err(Problem::TooLarge) } else { Ok(()) }
    }

    /// Whether each offset belongs to one object, and none leads into a stream.
    fn are_offsets_plausible(&mut self) -> bool {
        self.offsets.sort_unstable();
        self.offsets.dedup();
        let shared = self.offsets.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
        let is_in_stream = |offset: usize| {
            let before = self.streams.partition_point(|(start, _)| *start <= offset);
            before.checked_sub(1).is_some_and(|index| offset < self.streams[index].1)
        };
        shared <= MOST_SHARED_OFFSETS && !self.offsets.iter().any(|(offset, _)| is_in_stream(*offset))
    }
}

/// A stream's plain contents; `None` when they cannot be had.
fn unpacked(head: &Dictionary, data: &[u8]) -> Result<Option<Vec<u8>>, Problem> {
    match Stream::new(head.clone(), data.to_vec()).get_plain_content_with_limit(MOST_UNPACKED) {
        Ok(plain) => Ok(Some(plain)),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => Err(Problem::TooLarge),
        Err(_) => Ok(None),
    }
}

/// Whether a stream may end here: its last keyword follows.
fn ends_at(bytes: &[u8], end: usize) -> bool {
    bytes.get(end..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream"))
}

fn end_of_stream(bytes: &[u8], data: usize) -> Option<usize> {
    const KEYWORD: &[u8] = b"endstream";
    let mut at = data;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'e')?;
        if bytes[at..].starts_with(KEYWORD) {
            return Some(at);
        }
        at += 1;
    }
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |number: usize, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests;
