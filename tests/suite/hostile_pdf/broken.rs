//! Files that are cut, torn, mislabelled or locked, as people really send them.

use super::writer::{PAGE_WORDS, Pdf};
use super::{Case, INACCESSIBLE, LOST, UNREADABLE, UNTAGGED};

pub const CASES: &[Case] = &[
    Case { name: "empty", finds: UNREADABLE, make: Vec::new },
    Case { name: "garbage", finds: UNREADABLE, make: garbage },
    Case { name: "zeros", finds: UNREADABLE, make: || vec![0; 4_096] },
    Case { name: "header-and-garbage", finds: UNREADABLE, make: || [b"%PDF-1.7\n", garbage().as_slice()].concat() },
    Case { name: "header-only", finds: UNREADABLE, make: || b"%PDF-1.7\n".to_vec() },
    Case { name: "web-page", finds: UNREADABLE, make: || b"<!doctype html><title>Sign in</title>".to_vec() },
    Case { name: "half", finds: UNREADABLE, make: half },
    Case { name: "tail-cut-off", finds: UNTAGGED, make: tail_cut_off },
    Case { name: "wrong-startxref", finds: UNTAGGED, make: || replaced("startxref\n", "startxref\n9") },
    Case { name: "no-startxref", finds: UNTAGGED, make: || replaced("startxref", "nothing..") },
    Case { name: "wrong-length", finds: UNTAGGED, make: || replaced("/Length 36", "/Length 99") },
    Case { name: "huge-length", finds: UNTAGGED, make: || replaced("/Length 36 ", "/Length 9223372036854775807 ") },
    Case { name: "negative-length", finds: LOST, make: || replaced("/Length 36 ", "/Length -36 ") },
    Case { name: "junk-before", finds: UNTAGGED, make: || [vec![b'x'; 900], sound()].concat() },
    Case { name: "junk-behind", finds: UNTAGGED, make: || [sound(), vec![b'x'; 5_000]].concat() },
    Case { name: "missing-objects", finds: UNTAGGED, make: missing_objects },
    Case { name: "missing-page-tree", finds: UNREADABLE, make: missing_page_tree },
    Case { name: "missing-root", finds: UNTAGGED, make: || replaced("/Root 1 0 R", "/Root 77 0 R") },
    Case { name: "keys-twice", finds: UNTAGGED, make: keys_twice },
    Case { name: "objects-twice", finds: UNTAGGED, make: objects_twice },
    Case { name: "everything-of-the-wrong-kind", finds: UNTAGGED, make: wrong_kinds },
    Case { name: "tags-of-the-wrong-kind", finds: INACCESSIBLE, make: wrong_tags },
    Case { name: "torn-fonts-and-images", finds: UNTAGGED, make: torn_streams },
    Case { name: "unknown-filters", finds: UNTAGGED, make: unknown_filters },
    Case { name: "text-that-is-not-utf-16", finds: UNTAGGED, make: bad_text },
];

fn garbage() -> Vec<u8> {
    (0..20_000_u32).map(|number| u8::try_from(number.wrapping_mul(2_654_435_761) >> 24).expect("a byte")).collect()
}

fn sound() -> Vec<u8> {
    Pdf::with_page("", "").finish()
}

fn replaced(what: &str, by: &str) -> Vec<u8> {
    let bytes = sound();
    let at = bytes.windows(what.len()).position(|window| window == what.as_bytes()).expect("it is there");
    [&bytes[..at], by.as_bytes(), &bytes[at + what.len()..]].concat()
}

/// Cut before the page tree.
fn half() -> Vec<u8> {
    let bytes = sound();
    let at = bytes.windows(7).position(|window| window == b"2 0 obj").expect("it is there");
    bytes[..at + 20].to_vec()
}

/// Cut in the cross-reference table.
fn tail_cut_off() -> Vec<u8> {
    let bytes = sound();
    let at = bytes.windows(5).position(|window| window == b"xref\n").expect("it is there");
    bytes[..at + 30].to_vec()
}

fn missing_objects() -> Vec<u8> {
    Pdf::new()
        .object(
            1,
            "<< /Type /Catalog /Pages 2 0 R /Names 90 0 R /Outlines 91 0 R /AcroForm 92 0 R /Metadata 93 0 R /OCProperties 94 0 R \
             /StructTreeRoot 95 0 R /PageLabels 96 0 R /AF [97 0 R] >>",
        )
        .object(2, "<< /Type /Pages /Count 3 /Kids [80 0 R 3 0 R 81 0 R] >>")
        .object(3, "<< /Type /Page /MediaBox [0 0 82 0 R 842] /Contents [83 0 R 84 0 R] /Resources 85 0 R /Annots [86 0 R 87 0 R] /StructParents 0 >>")
        .finish()
}

fn missing_page_tree() -> Vec<u8> {
    Pdf::new().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(3, &format!("<< {PAGE_WORDS} >>")).finish()
}

fn keys_twice() -> Vec<u8> {
    Pdf::with_page(
        "/Pages 9 0 R /Pages 2 0 R /Names << /Dests << /Names [(a) [3 0 R /Fit] (a) [3 0 R /Fit] (a) 7] >> >>",
        "/Type /Font /Type /Page /Rotate 90 /Rotate 0 /MediaBox [0 0 1 1] /MediaBox [0 0 300 300] ",
    )
    .finish()
}

fn objects_twice() -> Vec<u8> {
    Pdf::with_page("", "").object(3, &format!("<< {PAGE_WORDS} >>")).object(3, &format!("<< {PAGE_WORDS} >>")).finish()
}

/// Every entry that is read, with a value that cannot be one.
fn wrong_kinds() -> Vec<u8> {
    Pdf::with_page(
        "/Names [1] /Outlines (x) /AcroForm [1] /Metadata << >> /OCProperties 7 /PageLabels /x /AF /x /Lang 5 /OpenAction 5 \
         /AA [1] /Dests [1] /MarkInfo 7 /ViewerPreferences (x) /Threads << >>",
        "/Rotate (x) /UserUnit /x /CropBox << >> /Annots << /A 1 >> /StructParents (x) /Group 7 /Tabs 7 /AA 7 /B 7 /Resources [1]",
    )
    .finish()
}

fn wrong_tags() -> Vec<u8> {
    Pdf::with_page("/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>", "/StructParents 99999999999")
        .object(10, "<< /Type /StructTreeRoot /K [11 0 R 7 (x) 12 0 R] /ParentTree [1] /RoleMap (x) /ClassMap 7 /IDTree /x >>")
        .object(11, "<< /S 7 /P (x) /Pg 4 0 R /K << /Type /MCR /MCID -5 /Pg 3 0 R >> /A (x) /C 7 /ID 7 >>")
        .object(12, "<< /S /P /P 10 0 R /Pg 3 0 R /K [9223372036854775807 -1 << /Type /OBJR /Obj 4 0 R >> << /MCID 999999999 /Stm 4 0 R >>] >>")
        .finish()
}

/// Fonts and images whose streams do not unpack: they are copied as they are.
fn torn_streams() -> Vec<u8> {
    Pdf::with_page("", "/Resources << /Font << /F1 11 0 R >> /XObject << /I 14 0 R /J 15 0 R >> >>")
        .object(11, "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor 12 0 R /ToUnicode 16 0 R >>")
        .object(12, "<< /Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 0 9 9] /FontFile2 13 0 R >>")
        .stream(13, "/Filter /FlateDecode", b"\x78\x9Cthis does not unpack")
        .stream(14, "/Type /XObject /Subtype /Image /Width 9 /Height 9 /Filter /DCTDecode", b"\xFF\xD8torn")
        .stream(15, "/Type /XObject /Subtype /Image /Width 9 /Height 9 /Filter [/FlateDecode /JPXDecode]", b"torn")
        .stream(16, "/Filter /ASCIIHexDecode", b"zz<<<")
        .finish()
}

fn unknown_filters() -> Vec<u8> {
    Pdf::with_page("/Metadata 11 0 R", "/Contents [11 0 R 12 0 R 13 0 R 4 0 R]")
        .stream(11, "/Filter /Magic", b"x")
        .stream(12, &format!("/Filter [{}]", "/FlateDecode ".repeat(10_000)), b"x")
        .stream(
            13,
            "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 9223372036854775807 /Colors -3 >>",
            b"x",
        )
        .finish()
}

/// Half a letter, a lonely surrogate, an odd number of bytes, and bytes that are no UTF-8.
fn bad_text() -> Vec<u8> {
    Pdf::with_page(
        "/Outlines 11 0 R /Lang <FEFFD800> /Names << /Dests << /Names [<FEFFDC00D8> [3 0 R /Fit] <EFBBBFFF> [3 0 R /Fit]] >> >>",
        "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /Contents <FEFFD8> /Dest <FEFFDC00D8> >>]",
    )
    .object(11, "<< /First 12 0 R /Last 12 0 R >>")
    .object(12, "<< /Title <FFFE00D8> /Parent 11 0 R /Dest <FEFFDC00D8> >>")
    .finish()
}
