//! Pages and values of absurd sizes: boxes, numbers, nesting, strings.

use super::writer::Pdf;
use super::{Case, LOST, UNREADABLE, UNTAGGED};

pub const CASES: &[Case] = &[
    Case { name: "boxes-of-nothing", finds: UNTAGGED, make: || page("/MediaBox [0 0 0 0] /CropBox [5 5 5 5]") },
    Case {
        name: "boxes-upside-down",
        finds: UNTAGGED,
        make: || page("/MediaBox [600 800 -600 -800] /CropBox [9 9 -9 -9]"),
    },
    Case {
        name: "boxes-of-a-kilometre",
        finds: UNTAGGED,
        make: || page("/MediaBox [-99999999999 -1 99999999999.5 99999999999]"),
    },
    Case {
        name: "boxes-beyond-numbers",
        finds: UNREADABLE,
        make: || page(&format!("/MediaBox [0 0 {0} {0}] /CropBox [-{0} 0 1 1]", "9".repeat(400))),
    },
    Case {
        name: "boxes-of-no-numbers",
        finds: UNREADABLE,
        make: || page("/MediaBox [NaN nan inf -inf] /CropBox [true null (x) /y]"),
    },
    Case { name: "boxes-too-short", finds: UNTAGGED, make: || page("/MediaBox [0 0 595] /CropBox []") },
    Case { name: "turned-by-odd-angles", finds: UNTAGGED, make: || page("/Rotate -9223372036854775808") },
    Case { name: "turned-by-a-fraction", finds: UNTAGGED, make: || page("/Rotate 44.5") },
    Case { name: "units-of-nothing", finds: UNTAGGED, make: || page("/UserUnit 0") },
    Case {
        name: "units-of-a-kilometre",
        finds: UNTAGGED,
        make: || page("/UserUnit 999.9 /MediaBox [0 0 14400 14400]"),
    },
    Case { name: "units-below-nothing", finds: UNTAGGED, make: || page("/UserUnit -1 /Rotate -90") },
    Case { name: "units-too-small", finds: UNTAGGED, make: || page("/UserUnit 0.0000000000000000000000000000001") },
    Case { name: "arrays-200000-deep", finds: LOST, make: || deep("[", "]") },
    Case { name: "dictionaries-200000-deep", finds: LOST, make: || deep("<</A ", ">>") },
    Case { name: "arrays-200000-deep-in-the-page", finds: UNREADABLE, make: deep_page },
    Case { name: "contents-200000-deep", finds: UNTAGGED, make: deep_contents },
    Case { name: "parentheses-200000-deep", finds: LOST, make: || deep("(", ")") },
    Case { name: "string-of-90-mb", finds: UNREADABLE, make: long_string },
    Case { name: "title-of-90-mb", finds: UNREADABLE, make: long_title },
    Case { name: "name-of-40-mb", finds: UNREADABLE, make: long_name },
    Case { name: "long-address", finds: UNTAGGED, make: long_address },
    Case { name: "numbers-of-a-megabyte", finds: UNREADABLE, make: long_numbers },
    Case { name: "states-saved-a-million-times", finds: UNTAGGED, make: saved_states },
];

fn page(entries: &str) -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, &format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {entries} >>"))
        .stream(4, "", b"0 0 9 9 re f")
        .finish()
}

fn deep(open: &str, close: &str) -> Vec<u8> {
    Pdf::with_page("/Deep 10 0 R", "")
        .object(10, &format!("{}{}", open.repeat(200_000), close.repeat(200_000)))
        .finish()
}

fn deep_page() -> Vec<u8> {
    page(&format!("/Deep {}{}", "[".repeat(200_000), "]".repeat(200_000)))
}

fn deep_contents() -> Vec<u8> {
    let contents = format!("{}{} TJ {}", "[".repeat(200_000), "]".repeat(200_000), "<</A ".repeat(200_000));
    Pdf::with_page("", "/Contents [4 0 R 10 0 R]").stream(10, "", contents.as_bytes()).finish()
}

fn long_string() -> Vec<u8> {
    Pdf::with_page("/Long 10 0 R", "").object(10, &format!("({})", "a".repeat(90 * 1024 * 1024))).finish()
}

fn long_title() -> Vec<u8> {
    Pdf::with_page("", "")
        .object(10, &format!("<< /Title ({}) >>", "a".repeat(90 * 1024 * 1024)))
        .finish_with("/Info 10 0 R")
}

fn long_name() -> Vec<u8> {
    let name = "a".repeat(40 * 1024 * 1024);
    Pdf::with_page("/Names << /Dests 10 0 R >> /Outlines 11 0 R", "")
        .object(10, &format!("<< /Names [({name}) [3 0 R /Fit]] >>"))
        .object(11, "<< /First 12 0 R >>")
        .object(12, &format!("<< /Title ({name}) /Dest [3 0 R /Fit] >>"))
        .finish()
}

fn long_address() -> Vec<u8> {
    let address = "a/".repeat(1024 * 1024);
    Pdf::with_page(
        "",
        &format!(
            "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/{address}) >> >>]"
        ),
    )
    .finish()
}

fn long_numbers() -> Vec<u8> {
    let number = "7".repeat(1024 * 1024);
    page(&format!("/MediaBox [0 0 {number} 842] /Rotate {number} /Zero 0.{number}"))
}

fn saved_states() -> Vec<u8> {
    Pdf::with_page("", "/Contents [4 0 R 10 0 R]").stream(10, "", "q ".repeat(1_000_000).as_bytes()).finish()
}
