//! Files with far too much of one thing: a million names, bookmarks, tags, annotations, pages.

use std::fmt::Write as _;

use super::filters::deflated;
use super::writer::{PAGE_WORDS, Pdf, object_stream};
use super::{Case, INACCESSIBLE, UNREADABLE, UNTAGGED};

const MILLION: u32 = 1_000_000;

pub const CASES: &[Case] = &[
    Case { name: "a-million-names-in-one-array", finds: UNREADABLE, make: names_in_one },
    Case { name: "a-million-names-in-a-tree", finds: UNREADABLE, make: names_in_a_tree },
    Case { name: "a-million-old-names", finds: UNREADABLE, make: old_names },
    Case { name: "a-million-bookmarks", finds: UNREADABLE, make: bookmarks },
    Case { name: "bookmarks-a-hundred-thousand-deep", finds: UNTAGGED, make: bookmarks_deep },
    Case { name: "a-million-tags", finds: UNREADABLE, make: tags },
    Case { name: "a-million-tags-in-object-streams", finds: UNREADABLE, make: tags_packed },
    Case { name: "tags-a-hundred-thousand-deep", finds: INACCESSIBLE, make: tags_deep },
    Case { name: "a-hundred-thousand-tags-in-one", finds: UNREADABLE, make: tags_wide },
    Case { name: "a-million-marks", finds: INACCESSIBLE, make: marks },
    Case { name: "a-million-annotations", finds: UNREADABLE, make: annotations },
    Case { name: "a-million-annotations-written-in", finds: UNREADABLE, make: annotations_direct },
    Case { name: "a-hundred-thousand-links", finds: UNREADABLE, make: links },
    Case { name: "a-hundred-thousand-fields", finds: UNREADABLE, make: fields },
    Case { name: "fields-nine-thousand-deep", finds: UNTAGGED, make: fields_deep },
    Case { name: "one-page-a-hundred-thousand-times", finds: UNREADABLE, make: page_again },
    Case { name: "page-tree-a-hundred-thousand-deep", finds: UNTAGGED, make: page_tree_deep },
    Case { name: "fifty-thousand-pages", finds: UNREADABLE, make: pages },
    Case { name: "a-thousand-pages-share-much", finds: UNREADABLE, make: shared_resources },
    Case { name: "a-hundred-thousand-attachments", finds: UNREADABLE, make: attachments },
];

fn names_in_one() -> Vec<u8> {
    let mut all = String::from("<< /Names [");
    for number in 0..MILLION {
        let _ = write!(all, "(n{number:07}) 10 0 R ");
    }
    all.push_str("] >>");
    Pdf::with_page("/Names << /Dests 11 0 R >>", "").object(10, "[3 0 R /Fit]").object(11, &all).finish()
}

fn names_in_a_tree() -> Vec<u8> {
    let kids: String = (20..20 + MILLION).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page("/Names << /Dests 11 0 R >>", "")
        .object(11, &format!("<< /Kids [{kids}] >>"))
        .objects(20, MILLION, |number| format!("<</Names[({number})[3 0 R/Fit]]>>"))
        .finish()
}

fn old_names() -> Vec<u8> {
    let mut all = String::from("<<");
    for number in 0..MILLION {
        let _ = write!(all, "/n{number} 10 0 R ");
    }
    all.push_str(">>");
    Pdf::with_page("/Dests 11 0 R", "").object(10, "[3 0 R /Fit]").object(11, &all).finish()
}

fn bookmarks() -> Vec<u8> {
    let item = |number: u32| format!("<</Title(b)/Parent 10 0 R/Next {} 0 R>>", number + 1);
    Pdf::with_page("/Outlines 10 0 R", "")
        .object(10, &format!("<< /First 20 0 R /Last {} 0 R /Count {MILLION} >>", 19 + MILLION))
        .objects(20, MILLION, item)
        .finish()
}

fn bookmarks_deep() -> Vec<u8> {
    let item = |number: u32| format!("<</Title(b)/First {} 0 R>>", number + 1);
    Pdf::with_page("/Outlines 19 0 R", "")
        .object(19, "<< /First 20 0 R /Last 20 0 R >>")
        .objects(20, 100_000, item)
        .finish()
}

const TAGGED: &str = "/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>";

fn tags() -> Vec<u8> {
    let kids: String = (20..20 + MILLION).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page(TAGGED, "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R >>")
        .object(11, &format!("<< /S /Document /P 10 0 R /K [{kids}] >>"))
        .objects(20, MILLION, |_| "<< /S /P /P 11 0 R >>".to_owned())
        .finish()
}

/// The same tags in object streams of 10,000 each: a small file.
fn tags_packed() -> Vec<u8> {
    let kids: String = (200..200 + MILLION).map(|number| format!("{number} 0 R ")).collect();
    let mut pdf = Pdf::with_page(TAGGED, "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R >>")
        .object(11, &format!("<< /S /Document /P 10 0 R /K [{kids}] >>"));
    let mut members = Vec::new();
    for part in 0..100 {
        let inner: Vec<(u32, String)> =
            (0..10_000).map(|index| (200 + part * 10_000 + index, "<</S/P/P 11 0 R>>".to_owned())).collect();
        let (plain, first) = object_stream(&inner);
        let words = format!("/Type /ObjStm /N 10000 /First {first} /Filter /FlateDecode");
        pdf = pdf.stream(20 + part, &words, &deflated(&plain));
        members.extend(inner.iter().map(|(number, _)| (*number, 20 + part)));
    }
    pdf.finish_packed(&members)
}

fn tags_deep() -> Vec<u8> {
    let tag = |number: u32| format!("<</S/Div/K {} 0 R>>", number + 1);
    Pdf::with_page(TAGGED, "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 20 0 R /ParentTree << /Nums [] >> >>")
        .objects(20, 100_000, tag)
        .object(100_020, "<< /S /P /P 100019 0 R /Pg 3 0 R /K 0 >>")
        .finish()
}

fn tags_wide() -> Vec<u8> {
    let kids: String = (20..100_020).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page(TAGGED, "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R >>")
        .object(11, &format!("<< /S /Document /P 10 0 R /K [{kids}] >>"))
        .objects(20, 100_000, |_| "<< /S /P /P 11 0 R >>".to_owned())
        .finish()
}

/// One element that claims every mark up to a million.
fn marks() -> Vec<u8> {
    let kids: String = (0..MILLION).map(|mark| format!("{mark} ")).collect();
    Pdf::with_page(TAGGED, "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R >>")
        .object(11, &format!("<< /S /P /P 10 0 R /Pg 3 0 R /K [{kids}] >>"))
        .finish()
}

fn annotations() -> Vec<u8> {
    let all: String = (20..20 + MILLION).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page("", &format!("/Annots [{all}]"))
        .objects(20, MILLION, |_| "<</Subtype/Text/Rect[0 0 9 9]>>".to_owned())
        .finish()
}

fn annotations_direct() -> Vec<u8> {
    Pdf::with_page("", &format!("/Annots [{}]", "<</Subtype/Text/Rect[0 0 9 9]>>".repeat(MILLION as usize))).finish()
}

fn links() -> Vec<u8> {
    let all: String = (20..100_020).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page("", &format!("/Annots [{all}]"))
        .objects(20, 100_000, |_| "<< /Subtype /Link /Rect [0 0 9 9] /Dest [3 0 R /Fit] >>".to_owned())
        .finish()
}

fn fields() -> Vec<u8> {
    let all: String = (20..100_020).map(|number| format!("{number} 0 R ")).collect();
    Pdf::with_page(&format!("/AcroForm << /Fields [{all}] >>"), "")
        .objects(20, 100_000, |number| format!("<< /FT /Tx /T (f{number}) >>"))
        .finish()
}

fn fields_deep() -> Vec<u8> {
    let field = |number: u32| format!("<< /T (f) /Parent {} 0 R /Kids [{} 0 R] >>", number - 1, number + 1);
    Pdf::with_page("/AcroForm << /Fields [20 0 R] >>", "/Annots [9019 0 R]").objects(20, 9_000, field).finish()
}

fn page_again() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, &format!("<< /Type /Pages /Count 100000 /Kids [{}] >>", "3 0 R ".repeat(100_000)))
        .object(3, &format!("<< {PAGE_WORDS} >>"))
        .stream(4, "", b"BT /F1 12 Tf (Words) Tj ET")
        .finish()
}

fn page_tree_deep() -> Vec<u8> {
    let node = |number: u32| format!("<</Kids[{} 0 R]>>", number + 1);
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 20 0 R >>")
        .stream(4, "", b"BT /F1 12 Tf (Words) Tj ET")
        .objects(20, 100_000, node)
        .object(100_020, &format!("<< {PAGE_WORDS} >>"))
        .finish()
}

fn pages() -> Vec<u8> {
    let kids: String = (20..50_020).map(|number| format!("{number} 0 R ")).collect();
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, &format!("<< /Type /Pages /Count 50000 /MediaBox [0 0 595 842] /Kids [{kids}] >>"))
        .objects(20, 50_000, |_| "<< /Type /Page /Parent 2 0 R >>".to_owned())
        .finish()
}

/// A thousand pages that share a list of a hundred thousand fonts.
fn shared_resources() -> Vec<u8> {
    let kids: String = (20..1_020).map(|number| format!("{number} 0 R ")).collect();
    let fonts: String = (0..100_000).map(|number| format!("/F{number} 11 0 R ")).collect();
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, &format!("<< /Type /Pages /Count 1000 /MediaBox [0 0 595 842] /Resources 10 0 R /Kids [{kids}] >>"))
        .object(10, &format!("<< /Font << {fonts} >> >>"))
        .object(11, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        .objects(20, 1_000, |_| "<< /Type /Page /Parent 2 0 R >>".to_owned())
        .finish()
}

fn attachments() -> Vec<u8> {
    let names: String = (0..100_000).map(|_| "(same) 11 0 R (same) << /F (same) /EF << /F 12 0 R >> >> ").collect();
    Pdf::with_page("/Names << /EmbeddedFiles 10 0 R >>", "")
        .object(10, &format!("<< /Names [{names}] >>"))
        .object(11, "<< /Type /Filespec /F (same) /EF << /F 12 0 R >> >>")
        .stream(12, "/Type /EmbeddedFile", b"x")
        .finish()
}
