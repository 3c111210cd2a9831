//! Files whose cross-reference data lies (ISO 32000-1, 7.5.4 to 7.5.8), and locked ones.

use std::path::Path;

use super::filters::deflated;
use super::writer::{PAGE_WORDS, Pdf, entry, object_stream};
use super::{Case, PASSWORD, UNREADABLE, UNTAGGED};

pub const CASES: &[Case] = &[
    Case { name: "offsets-off-by-some", finds: UNTAGGED, make: shifted },
    Case { name: "offsets-all-the-same", finds: UNREADABLE, make: same_offset },
    Case { name: "offsets-beyond-the-end", finds: UNTAGGED, make: beyond },
    Case { name: "many-offsets-to-one-large-object", finds: UNTAGGED, make: || one_large_object(100_000) },
    Case { name: "a-million-offsets-to-one-large-object", finds: UNREADABLE, make: || one_large_object(1_000_000) },
    Case { name: "count-too-large", finds: UNTAGGED, make: || counted("1 4", "1 4294967295") },
    Case { name: "count-too-small", finds: UNTAGGED, make: || counted("1 4", "1 2") },
    Case { name: "count-below-nothing", finds: UNTAGGED, make: || counted("1 4", "1 -4") },
    Case { name: "numbers-too-large", finds: UNTAGGED, make: || counted("1 4", "4294967294 4") },
    Case { name: "size-too-large", finds: UNTAGGED, make: || sized("4294967296") },
    Case { name: "size-of-nothing", finds: UNTAGGED, make: || sized("0") },
    Case { name: "size-below-nothing", finds: UNTAGGED, make: || sized("-1") },
    Case { name: "previous-is-itself", finds: UNTAGGED, make: previous_itself },
    Case { name: "previous-in-a-ring", finds: UNTAGGED, make: previous_ring },
    Case { name: "previous-ten-thousand-times", finds: UNTAGGED, make: previous_chain },
    Case { name: "previous-beyond-the-end", finds: UNTAGGED, make: || sound().finish_with("/Prev 99999999") },
    Case { name: "previous-below-nothing", finds: UNTAGGED, make: || sound().finish_with("/Prev -1") },
    Case { name: "hybrid-with-a-torn-stream", finds: UNTAGGED, make: || sound().finish_with("/XRefStm 20") },
    Case { name: "hybrid-in-a-ring", finds: UNTAGGED, make: hybrid_ring },
    Case { name: "stream-with-no-widths", finds: UNTAGGED, make: || stream("/W [0 0 0]") },
    Case { name: "stream-with-huge-widths", finds: UNTAGGED, make: || stream("/W [1 9223372036854775807 2]") },
    Case { name: "stream-with-widths-below-nothing", finds: UNTAGGED, make: || stream("/W [1 -4 2]") },
    Case {
        name: "stream-with-a-huge-index",
        finds: UNTAGGED,
        make: || stream("/W [1 4 2] /Index [0 9223372036854775807]"),
    },
    Case { name: "stream-with-a-torn-filter", finds: UNTAGGED, make: || stream("/W [1 4 2] /Filter /FlateDecode") },
    Case { name: "object-streams-inside-each-other", finds: UNREADABLE, make: containers_in_a_ring },
    Case { name: "object-stream-extends-itself", finds: UNTAGGED, make: extends },
    Case { name: "object-stream-with-a-wrong-first", finds: UNTAGGED, make: wrong_first },
    Case { name: "length-in-its-own-object-stream", finds: UNTAGGED, make: length_in_itself },
    Case { name: "length-of-itself", finds: UNTAGGED, make: length_of_itself },
    Case { name: "locked-by-a-password", finds: PASSWORD, make: locked },
    Case { name: "locked-by-nonsense", finds: PASSWORD, make: locked_by_nonsense },
];

fn sound() -> Pdf {
    Pdf::with_page("", "")
}

fn shifted() -> Vec<u8> {
    let pdf = sound();
    let table = "0 5\n0000000000 65535 f \n".to_owned()
        + &(1..5).map(|number| format!("{:010} 00000 n \n", pdf.offset(number) + 3)).collect::<String>();
    pdf.end(&table, "")
}

/// Every object is said to stand where the page tree stands. Only that one can be found.
fn same_offset() -> Vec<u8> {
    let pdf = Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [] >>")
        .object(3, "<< /Type /Nothing >>");
    let line = format!("{:010} 00000 n \n", pdf.offset(2));
    pdf.end(&format!("0 4\n0000000000 65535 f \n{}", line.repeat(3)), "")
}

fn beyond() -> Vec<u8> {
    sound().end(&format!("0 5\n0000000000 65535 f \n{}", "9999999999 00000 n \n".repeat(4)), "")
}

fn one_large_object(offsets: usize) -> Vec<u8> {
    let pdf = sound().stream(5, "", &vec![b'x'; 1024 * 1024]);
    let large = format!("{:010} 00000 n \n", pdf.offset(5));
    let table = format!("{}6 {offsets}\n{}", pdf.table(), large.repeat(offsets));
    pdf.end(&table, "")
}

fn counted(true_count: &str, told: &str) -> Vec<u8> {
    let pdf = sound();
    let table = pdf.table().replace(true_count, told);
    pdf.end(&table, "")
}

fn sized(size: &str) -> Vec<u8> {
    let bytes = sound().finish();
    let text =
        bytes.iter().map(|byte| char::from(*byte)).collect::<String>().replace("/Size 5", &format!("/Size {size}"));
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a byte")).collect()
}

fn previous_itself() -> Vec<u8> {
    let pdf = sound();
    let here = pdf.here();
    pdf.finish_with(&format!("/Prev {here}"))
}

fn previous_ring() -> Vec<u8> {
    let mut pdf = sound();
    let first = pdf.here();
    let table = pdf.table();
    let second = first + table.len() + 100;
    let trailer = format!("xref\n{table}trailer\n<< /Size 5 /Root 1 0 R /Prev {second} >>\n");
    pdf.bytes.extend_from_slice(trailer.as_bytes());
    pdf.bytes.resize(second, b' ');
    pdf.finish_with(&format!("/Prev {first}"))
}

fn previous_chain() -> Vec<u8> {
    let mut pdf = sound();
    let mut last = None;
    for _ in 0..10_000 {
        let here = pdf.here();
        let previous = last.map(|last| format!("/Prev {last}")).unwrap_or_default();
        let section = format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 5 /Root 1 0 R {previous} >>\n");
        pdf.bytes.extend_from_slice(section.as_bytes());
        last = Some(here);
    }
    pdf.finish_with(&format!("/Prev {}", last.expect("some")))
}

fn hybrid_ring() -> Vec<u8> {
    let pdf = sound();
    let here = pdf.here();
    pdf.finish_with(&format!("/XRefStm {here} /Prev {here}"))
}

/// A sound file behind a cross-reference stream of which these entries are wrong.
fn stream(wrong: &str) -> Vec<u8> {
    let mut pdf = sound();
    let start = pdf.here();
    let mut data = entry(0, 0, 0).to_vec();
    for number in 1..5 {
        data.extend(entry(1, u32::try_from(pdf.offset(number)).expect("short"), 0));
    }
    pdf = pdf.stream(5, &format!("/Type /XRef /Size 6 /Root 1 0 R {wrong}"), &data);
    pdf.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    pdf.bytes
}

/// The catalogue is said to be in an object stream, which is said to be in another, which is in the first.
fn containers_in_a_ring() -> Vec<u8> {
    Pdf::new()
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, &format!("<< {PAGE_WORDS} >>"))
        .finish_packed(&[(1, 10), (10, 11), (11, 10)])
}

fn extends() -> Vec<u8> {
    let (plain, first) = object_stream(&[(12, "(one)".to_owned())]);
    let head = |other: u32| format!("/Type /ObjStm /N 1 /First {first} /Extends {other} 0 R");
    sound().stream(10, &head(11), &plain).stream(11, &head(10), &plain).finish_packed(&[(12, 10)])
}

fn wrong_first() -> Vec<u8> {
    let (plain, _) = object_stream(&[(12, "(one)".to_owned())]);
    sound()
        .stream(10, "/Type /ObjStm /N 99999999 /First 9223372036854775807", &plain)
        .stream(11, "/Type /ObjStm /N -1 /First -1", &plain)
        .finish_packed(&[(12, 10), (13, 11)])
}

fn length_in_itself() -> Vec<u8> {
    let (plain, first) = object_stream(&[(12, "20".to_owned()), (13, "(two)".to_owned())]);
    let data = deflated(&[plain.as_slice(), &[b' '; 300]].concat());
    let mut pdf = sound();
    let start = pdf.here();
    let head = format!("<< /Type /ObjStm /N 2 /First {first} /Filter /FlateDecode /Length 12 0 R >>\nstream\n");
    pdf = pdf.object(10, &head);
    pdf.bytes.truncate(pdf.bytes.len() - b"\nendobj\n".len());
    pdf.bytes.extend_from_slice(&data);
    pdf.bytes.extend_from_slice(b"\nendstream\nendobj\n");
    assert!(pdf.offset(10) == start, "it stands where the table says");
    pdf.finish_packed(&[(12, 10), (13, 10)])
}

fn length_of_itself() -> Vec<u8> {
    Pdf::with_page("", "/Contents [4 0 R 10 0 R]").object(10, "<< /Length 10 0 R >>\nstream\nq Q\nendstream").finish()
}

/// A file of tests/documents that asks for a password.
fn locked() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/locked-user.pdf")).expect("the document")
}

fn locked_by_nonsense() -> Vec<u8> {
    sound()
        .object(10, "<< /Filter /Standard /V 99 /R 99 /Length 99999999 /O (x) /U (x) /P 7 /CF 10 0 R /StmF /x >>")
        .finish_with("/Encrypt 10 0 R /ID [(a) 7]")
}
