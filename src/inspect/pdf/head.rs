//! Reads the dictionary of one stream as it stands in the file (ISO 32000-1, 7.3), before the file is opened.

use lopdf::{Dictionary, Object};

/// How deep dictionaries and arrays may be nested: a stream's own entries need two.
const DEEPEST: usize = 4;

/// The dictionary that this text begins with. What is of no use here, strings among it, is null.
pub(super) fn dictionary(text: &[u8]) -> Option<Dictionary> {
    match (Words { rest: text }).value(0)? {
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

/// Whether a byte can be part of a word (ISO 32000-1, 7.2.2): neither white space nor a delimiter.
pub(super) fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// A whole number without a sign.
pub(super) fn whole(word: &[u8]) -> Option<usize> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

struct Words<'a> {
    rest: &'a [u8],
}

impl<'a> Words<'a> {
    fn value(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        let (first, rest) = self.rest.split_first()?;
        match first {
            b'/' => {
                self.rest = rest;
                Some(Object::Name(plain_name(self.word())))
            }
            b'<' if rest.first() == Some(&b'<') && depth < DEEPEST => {
                self.rest = &rest[1..];
                self.entries(depth)
            }
            b'[' if depth < DEEPEST => {
                self.rest = rest;
                self.items(depth)
            }
            b'<' => self.skip_past(b'>'),
            b'(' => self.skip_past(b')'),
            byte if is_regular(*byte) => Some(self.number()),
            _ => None,
        }
    }

    fn entries(&mut self, depth: usize) -> Option<Object> {
        let mut entries = Dictionary::new();
        loop {
            self.skip_space();
            if let Some(rest) = self.rest.strip_prefix(b">>") {
                self.rest = rest;
                return Some(Object::Dictionary(entries));
            }
            let Object::Name(key) = self.value(depth + 1)? else { return None };
            let value = self.value(depth + 1)?;
            entries.set(key, value);
        }
    }

    fn items(&mut self, depth: usize) -> Option<Object> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if let Some(rest) = self.rest.strip_prefix(b"]") {
                self.rest = rest;
                return Some(Object::Array(items));
            }
            items.push(self.value(depth + 1)?);
        }
    }

    /// A number, or a reference, which is two numbers and an R.
    fn number(&mut self) -> Object {
        let word = self.word();
        let Some(number) = std::str::from_utf8(word).ok().and_then(|word| word.parse::<i64>().ok()) else {
            return Object::Null;
        };
        let before = self.rest;
        self.skip_space();
        let generation = self.word();
        self.skip_space();
        let generation = whole(generation).and_then(|generation| u16::try_from(generation).ok());
        if let (Ok(number), Some(generation), b"R") = (u32::try_from(number), generation, self.word()) {
            return Object::Reference((number, generation));
        }
        self.rest = before;
        Object::Integer(number)
    }

    fn word(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Skips a string. A bracket inside one ends it too early, and the dictionary is then not read: it has no strings.
    fn skip_past(&mut self, end: u8) -> Option<Object> {
        let at = self.rest.iter().position(|byte| *byte == end)?;
        self.rest = &self.rest[at + 1..];
        Some(Object::Null)
    }

    fn skip_space(&mut self) {
        loop {
            self.rest = self.rest.trim_ascii_start();
            match self.rest.first() {
                Some(0) => self.rest = &self.rest[1..],
                Some(b'%') => {
                    let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
                }
                _ => return,
            }
        }
    }
}

/// A name with its `#` signs turned into the bytes that they stand for (ISO 32000-1, 7.3.5).
fn plain_name(written: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *byte == b'#').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            plain.push(byte);
            rest = &after[2..];
        } else {
            plain.push(*byte);
            rest = after;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_read_as_it_stands() {
        let text =
            b" << /Type/#4fbjStm % a comment\n/Length 12 0 R/N -3 /Filter[/FlateDecode] /W [1 2 1] /ID [(a b) <00>] \
                     /DecodeParms << /Columns 4 >> >> stream";
        let read = dictionary(text).expect("a dictionary");
        assert!(read.has_type(b"ObjStm"));
        assert_eq!(read.get(b"Length").and_then(Object::as_reference).ok(), Some((12, 0)));
        assert_eq!(read.get(b"N").and_then(Object::as_i64).ok(), Some(-3));
        assert_eq!(read.get(b"W").ok(), Some(&Object::Array([1, 2, 1].map(Object::Integer).to_vec())));
        assert!(read.get(b"DecodeParms").and_then(Object::as_dict).is_ok_and(|inner| inner.has(b"Columns")));
    }

    #[test]
    fn what_is_no_dictionary_is_none() {
        for text in ["", "[1]", "<< /A", "<< 1 2 >>", &"<< /A ".repeat(1_000)] {
            assert_eq!(dictionary(text.as_bytes()), None, "{text}");
        }
    }
}
