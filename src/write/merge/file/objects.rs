//! Objects as a file has them (ISO 32000-1, 7.3).

use std::io::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

use super::numbers::Numbers;
use super::write_stream;

/// Writes an object, with its references renumbered.
pub(super) fn write_object(bytes: &mut Vec<u8>, object: &Object, numbers: &Numbers) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(true) => bytes.extend_from_slice(b"true"),
        Object::Boolean(false) => bytes.extend_from_slice(b"false"),
        Object::Integer(number) => write_number(bytes, *number),
        Object::Real(number) => write_real(bytes, *number),
        Object::Name(name) => write_name(bytes, name),
        Object::String(text, StringFormat::Literal) => write_text(bytes, text),
        Object::String(text, StringFormat::Hexadecimal) => write_hexadecimal(bytes, text),
        Object::Array(items) => {
            bytes.push(b'[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    bytes.push(b' ');
                }
                write_object(bytes, item, numbers);
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(bytes, dictionary, None, numbers),
        Object::Stream(stream) => write_stream(bytes, &stream.dict, &stream.content, numbers),
        Object::Reference(id) => match numbers.of(*id) {
            Some(number) => {
                write_number(bytes, i64::from(number));
                bytes.extend_from_slice(b" 0 R");
            }
            None => bytes.extend_from_slice(b"null"),
        },
    }
}

/// Writes a dictionary; that of a stream with the stream's length in place of its own.
pub(super) fn write_dictionary(bytes: &mut Vec<u8>, dictionary: &Dictionary, length: Option<usize>, numbers: &Numbers) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        if length.is_some() && key == b"Length" {
            continue;
        }
        write_name(bytes, key);
        if !opens_itself(value) {
            bytes.push(b' ');
        }
        write_object(bytes, value, numbers);
    }
    if let Some(length) = length {
        let _ = write!(bytes, "/Length {length}");
    }
    bytes.extend_from_slice(b">>");
}

/// Whether an object begins with a delimiter, so that no space is needed before it.
fn opens_itself(object: &Object) -> bool {
    matches!(object, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_))
}

fn write_number(bytes: &mut Vec<u8>, number: i64) {
    let _ = write!(bytes, "{number}");
}

/// A real number has no exponent (ISO 32000-1, 7.3.3); what is no number is written as 0.
fn write_real(bytes: &mut Vec<u8>, number: f32) {
    let number = if number.is_finite() { number } else { 0.0 };
    let _ = write!(bytes, "{number}");
}

fn write_name(bytes: &mut Vec<u8>, name: &[u8]) {
    bytes.push(b'/');
    for byte in name {
        if matches!(byte, b'!'..=b'~') && !b"#/%()<>[]{}".contains(byte) {
            bytes.push(*byte);
        } else {
            let _ = write!(bytes, "#{byte:02X}");
        }
    }
}

fn write_text(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => bytes.extend_from_slice(&[b'\\', *byte]),
            // An end of line as it is would be read as a line feed, whichever it was (ISO 32000-1, 7.3.4.2).
            b'\r' => bytes.extend_from_slice(b"\\r"),
            _ => bytes.push(*byte),
        }
    }
    bytes.push(b')');
}

fn write_hexadecimal(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.push(b'<');
    for byte in text {
        let _ = write!(bytes, "{byte:02X}");
    }
    bytes.push(b'>');
}
