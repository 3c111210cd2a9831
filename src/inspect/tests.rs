//! What every inspector must get right: files that are not what they seem, and files that are broken.

mod told;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) use told::told;

use super::read;
use crate::model::{Format, Problem};

/// A package of these parts.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(content.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn word() -> Vec<u8> {
    super::docx::tests::document("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")
}

#[track_caller]
fn check(format: Format, bytes: &[u8], expected: Problem) {
    assert_eq!(read(format, bytes).problems, [expected]);
}

#[test]
fn a_file_that_is_something_else_says_what_it_is() {
    let disguised = |what: &str| Problem::Disguised(what.to_owned());
    check(Format::Docx, b"", Problem::Empty);
    check(Format::Docx, b"%PDF-1.7\n", disguised("a PDF"));
    check(Format::Docx, b"\n<!DOCTYPE html><html>", disguised("a web page"));
    check(Format::Xlsx, "Name,Telefón\n".as_bytes(), disguised("plain text"));
    check(Format::Docx, b"{\\rtf1 }", disguised("a rich text file (.rtf)"));
    check(Format::Xlsx, &word(), disguised("a Word document (.docx)"));
    check(Format::Odt, &package(&[("notes.txt", "x")]), disguised("a zip archive"));
    check(Format::Png, b"\xFF\xD8\xFF\xE0", disguised("a JPEG picture"));
    let zeros = "it holds nothing but zeros, as a file that was never fully downloaded does";
    check(Format::Docx, &[0; 500], Problem::Damaged(zeros.to_owned()));
}

#[test]
fn old_and_locked_office_files_are_told_apart() {
    let with_stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 64], &name, &[0; 64]].concat()
    };
    check(Format::Docx, &with_stream("WordDocument"), Problem::Disguised("an old Word file (.doc)".to_owned()));
    check(Format::Xlsx, &with_stream("Workbook"), Problem::Disguised("an old Excel file (.xls)".to_owned()));
    check(Format::Docx, &with_stream("EncryptedPackage"), Problem::Password);
}

#[test]
fn a_copy_that_breaks_off_is_damaged_and_nothing_panics() {
    let whole = word();
    for length in 4..whole.len() - 1 {
        let problems = read(Format::Docx, &whole[..length]).problems;
        assert!(matches!(problems[..], [Problem::Damaged(_)]), "{length} bytes: {problems:?}");
    }
}

#[test]
fn garbled_files_never_panic() {
    let samples = [
        (Format::Docx, super::docx::tests::everything()),
        (Format::Xlsx, super::xlsx::tests::everything()),
        (Format::Odt, super::odt::tests::everything()),
    ];
    // A small generator of our own: the same bytes are garbled in every run.
    let mut state = 0x2545_F491_u32;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    for (format, whole) in &samples {
        for _ in 0..120 {
            let mut bytes = whole.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).expect("below 256");
            }
            drop(read(*format, &bytes));
        }
    }
}

#[test]
fn text_that_unpacks_to_too_much_is_not_read() {
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(65 * 1024 * 1024));
    check(Format::Docx, &package(&[("word/document.xml", &bomb)]), Problem::TooLarge);
}

#[test]
fn tables_nested_without_end_are_not_read() {
    let nested = |depth: usize| {
        let (open, close) = ("<w:tbl><w:tr><w:tc>".repeat(depth), "</w:tc></w:tr></w:tbl>".repeat(depth));
        super::docx::tests::document(&format!("{open}<w:p><w:r><w:t>x</w:t></w:r></w:p>{close}"))
    };
    assert_eq!(read(Format::Docx, &nested(60)).problems, []);
    check(Format::Docx, &nested(100), Problem::TooLarge);
}
