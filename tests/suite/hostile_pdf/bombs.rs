//! Small files that unpack to a great deal: 300 MB behind every filter, wherever a reader unpacks something.

use std::sync::OnceLock;

use super::filters::{ascii85, deflated, lzw_of_blanks};
use super::writer::{PAGE_WORDS, Pdf, entry};
use super::{ATTACHED, Case, INACCESSIBLE, LOST, UNREADABLE, UNTAGGED};

const BOMB: usize = 300 * 1024 * 1024;

pub const CASES: &[Case] = &[
    Case { name: "bomb-in-page-contents", finds: UNREADABLE, make: page_contents },
    Case { name: "bomb-in-page-contents-behind-two-filters", finds: UNREADABLE, make: page_contents_twice },
    Case { name: "bomb-in-page-contents-lzw", finds: UNREADABLE, make: page_contents_lzw },
    Case { name: "bomb-in-page-contents-ascii85", finds: UNREADABLE, make: page_contents_ascii85 },
    Case { name: "bomb-in-page-contents-run-length", finds: UNREADABLE, make: page_contents_run_length },
    Case { name: "bomb-in-page-contents-in-ten-parts", finds: UNREADABLE, make: page_contents_in_parts },
    Case { name: "one-large-content-on-a-thousand-pages", finds: UNREADABLE, make: shared_contents },
    Case { name: "bomb-in-object-stream", finds: UNREADABLE, make: object_stream_bomb },
    Case { name: "bomb-in-object-stream-index", finds: UNREADABLE, make: object_stream_index },
    Case { name: "bombs-in-many-object-streams", finds: UNREADABLE, make: many_object_streams },
    Case { name: "bomb-in-cross-reference-stream", finds: UNREADABLE, make: cross_reference },
    Case { name: "bomb-in-font", finds: UNTAGGED, make: font },
    Case { name: "bomb-in-font-map", finds: UNTAGGED, make: font_map },
    Case { name: "bomb-in-image", finds: UNTAGGED, make: image },
    Case { name: "bomb-in-metadata", finds: UNTAGGED, make: metadata },
    Case { name: "laughs-in-metadata", finds: UNTAGGED, make: metadata_laughs },
    Case { name: "bomb-in-attachment", finds: ATTACHED, make: attachment },
    Case { name: "bomb-in-field-script", finds: LOST, make: script },
    Case { name: "bomb-in-xfa", finds: LOST, make: xfa },
    Case { name: "laughs-in-xfa", finds: LOST, make: xfa_laughs },
    Case { name: "bomb-in-layer-names", finds: UNREADABLE, make: inline_names },
    Case { name: "bomb-in-form-object", finds: UNTAGGED, make: form_object },
    Case { name: "bomb-on-a-tagged-page", finds: UNREADABLE, make: tagged },
    Case { name: "millions-of-operations-on-a-tagged-page", finds: INACCESSIBLE, make: operations },
    Case { name: "millions-of-operations-on-many-pages", finds: UNTAGGED, make: operations_on_many },
    Case { name: "forms-that-draw-forms", finds: INACCESSIBLE, make: form_fan },
];

/// 300 MB of blanks, deflated.
fn flate() -> &'static [u8] {
    static FLATE: OnceLock<Vec<u8>> = OnceLock::new();
    FLATE.get_or_init(|| deflated(&vec![b' '; BOMB]))
}

fn page_with(entries: &str, contents: &[u8]) -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, &format!("<< {PAGE_WORDS} >>"))
        .stream(4, entries, contents)
        .finish()
}

fn page_contents() -> Vec<u8> {
    page_with("/Filter /FlateDecode", flate())
}

fn page_contents_twice() -> Vec<u8> {
    page_with("/Filter [/FlateDecode /FlateDecode]", &deflated(flate()))
}

fn page_contents_lzw() -> Vec<u8> {
    page_with("/Filter /LZWDecode", &lzw_of_blanks(BOMB))
}

fn page_contents_ascii85() -> Vec<u8> {
    page_with("/Filter [/ASCII85Decode /FlateDecode]", &ascii85(flate()))
}

/// Two bytes for each run of 128 (ISO 32000-1, 7.4.5).
fn page_contents_run_length() -> Vec<u8> {
    page_with("/Filter /RunLengthDecode", &[129, b' '].repeat(BOMB / 128))
}

fn page_contents_in_parts() -> Vec<u8> {
    let part = deflated(&vec![b' '; BOMB / 10]);
    let parts: String = (20..30).map(|number| format!("{number} 0 R ")).collect();
    let pdf = Pdf::with_page("", &format!("/Contents [{parts}]"));
    (20..30).fold(pdf, |pdf, number| pdf.stream(number, "/Filter /FlateDecode", &part)).finish()
}

fn shared_contents() -> Vec<u8> {
    let kids: String = (20..1_020).map(|number| format!("{number} 0 R ")).collect();
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, &format!("<< /Type /Pages /Count 1000 /Kids [{kids}] >>"))
        .stream(4, "/Filter /FlateDecode", &deflated(&vec![b' '; 30 * 1024 * 1024]))
        .objects(20, 1_000, |_| format!("<< {PAGE_WORDS} >>"))
        .finish()
}

fn object_stream_bomb() -> Vec<u8> {
    Pdf::with_page("", "")
        .stream(10, "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", flate())
        .finish_packed(&[(11, 10)])
}

/// Two million members of two bytes each, all of one number.
fn object_stream_index() -> Vec<u8> {
    let plain = b"11 0 ".repeat(2_000_000);
    let words = format!("/Type /ObjStm /N 2000000 /First {} /Filter /FlateDecode", plain.len());
    let plain = [plain.as_slice(), b"null"].concat();
    Pdf::with_page("", "").stream(10, &words, &deflated(&plain)).finish_packed(&[(11, 10)])
}

/// Each within bounds, together far beyond.
fn many_object_streams() -> Vec<u8> {
    let mut pdf = Pdf::with_page("", "");
    for part in 0..200 {
        let members: Vec<(u32, String)> =
            (0..20_000).map(|index| (1_000 + part * 20_000 + index, "<</A[1 2 3]/B(x)>>".to_owned())).collect();
        let (plain, first) = super::writer::object_stream(&members);
        let words = format!("/Type /ObjStm /N 20000 /First {first} /Filter /FlateDecode");
        pdf = pdf.stream(10 + part, &words, &deflated(&plain));
    }
    pdf.finish_packed(&[(1_000, 10)])
}

fn cross_reference() -> Vec<u8> {
    let mut pdf = Pdf::with_page("", "");
    let mut plain: Vec<u8> = [1, 2, 3, 4].iter().fold(entry(0, 0, 0).to_vec(), |plain, number| {
        [plain, entry(1, u32::try_from(pdf.offset(*number)).expect("short"), 0).to_vec()].concat()
    });
    plain.resize(BOMB, 0);
    let start = pdf.here();
    let size = BOMB / 7;
    let words = format!("/Type /XRef /Size {size} /Root 1 0 R /W [1 4 2] /Filter /FlateDecode");
    pdf = pdf.stream(5, &words, &deflated(&plain));
    pdf.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    pdf.bytes
}

fn font() -> Vec<u8> {
    Pdf::with_page("", "/Resources << /Font << /F1 11 0 R >> >>")
        .object(11, "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor 12 0 R >>")
        .object(12, "<< /Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 0 9 9] /FontFile2 13 0 R >>")
        .stream(13, "/Length1 300000000 /Filter /FlateDecode", flate())
        .finish()
}

fn font_map() -> Vec<u8> {
    Pdf::with_page("", "/Resources << /Font << /F1 11 0 R >> >>")
        .object(11, "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 13 0 R /Encoding 14 0 R >>")
        .stream(13, "/Filter /FlateDecode", flate())
        .stream(14, "/Type /CMap /Filter /FlateDecode", flate())
        .finish()
}

fn image() -> Vec<u8> {
    Pdf::with_page("", "/Resources << /XObject << /I 11 0 R >> /ColorSpace << /C [/ICCBased 12 0 R] >> >>")
        .stream(11, "/Type /XObject /Subtype /Image /Width 20000 /Height 15000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", flate())
        .stream(12, "/N 3 /Filter /FlateDecode", flate())
        .finish()
}

fn metadata() -> Vec<u8> {
    Pdf::with_page("/Metadata 11 0 R", "")
        .stream(11, "/Type /Metadata /Subtype /XML /Filter /FlateDecode", flate())
        .finish()
}

/// The billion laughs: ten entities, each ten times the one before.
fn laughs(inside: &str) -> String {
    let entities: String =
        (1..10).map(|number| format!("<!ENTITY l{number} \"{}\">", format!("&l{};", number - 1).repeat(10))).collect();
    format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"ha\">{entities}]>{inside}")
}

fn metadata_laughs() -> Vec<u8> {
    let packet = laughs(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt><rdf:li>&l9;</rdf:li></rdf:Alt>\
         </dc:title></rdf:Description></rdf:RDF></x:xmpmeta>",
    );
    Pdf::with_page("/Metadata 11 0 R", "").stream(11, "/Type /Metadata /Subtype /XML", packet.as_bytes()).finish()
}

fn attachment() -> Vec<u8> {
    Pdf::with_page("/Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >>", "")
        .object(11, "<< /Type /Filespec /F (a) /EF << /F 12 0 R >> >>")
        .stream(12, "/Type /EmbeddedFile /Filter /FlateDecode", flate())
        .finish()
}

fn script() -> Vec<u8> {
    Pdf::with_page("/AcroForm << /Fields [11 0 R] >>", "/Annots [11 0 R]")
        .object(
            11,
            "<< /FT /Tx /T (a) /Subtype /Widget /Rect [0 0 9 9] /AA << /C << /S /JavaScript /JS 12 0 R >> >> >>",
        )
        .stream(12, "/Filter /FlateDecode", flate())
        .finish()
}

fn xfa() -> Vec<u8> {
    Pdf::with_page("/AcroForm << /Fields [11 0 R] /XFA [(template) 12 0 R] >>", "/Annots [11 0 R]")
        .object(11, "<< /FT /Tx /T (a) /Subtype /Widget /Rect [0 0 9 9] >>")
        .stream(12, "/Filter /FlateDecode", flate())
        .finish()
}

fn xfa_laughs() -> Vec<u8> {
    let packet = laughs("<xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\">&l9;</xdp:xdp>");
    Pdf::with_page("/AcroForm << /Fields [11 0 R] /XFA 12 0 R >>", "/Annots [11 0 R]")
        .object(11, "<< /FT /Tx /T (a) /Subtype /Widget /Rect [0 0 9 9] >>")
        .stream(12, "", packet.as_bytes())
        .finish()
}

/// A million entries that the contents could name.
fn inline_names() -> Vec<u8> {
    let entries: String = (0..1_000_000).map(|number| format!("/M{number} 11 0 R ")).collect();
    Pdf::with_page("", &format!("/Resources << /Properties << {entries} >> >>"))
        .object(11, "<< /Type /OCG /Name (x) >>")
        .finish()
}

fn form_object() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 11 0 R >> >> >>")
        .stream(4, "", b"/X Do")
        .stream(11, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", flate())
        .finish()
}

fn tagged() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 10 0 R /MarkInfo << /Marked true >> >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, &format!("<< {PAGE_WORDS} /StructParents 0 >>"))
        .stream(4, "/Filter /FlateDecode", flate())
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R /ParentTree << /Nums [0 [11 0 R]] >> >>")
        .object(11, "<< /S /P /P 10 0 R /Pg 3 0 R /K 0 >>")
        .finish()
}

/// 32 MB of operations that save and restore.
fn operations() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 10 0 R /MarkInfo << /Marked true >> >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, &format!("<< {PAGE_WORDS} /StructParents 0 >>"))
        .stream(4, "/Filter /FlateDecode", &deflated(&b"q Q ".repeat(8 * 1024 * 1024)))
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R /ParentTree << /Nums [0 [11 0 R]] >> >>")
        .object(11, "<< /S /P /P 10 0 R /Pg 3 0 R /K 0 >>")
        .finish()
}

/// A hundred pages that share 2 MB of operations.
fn operations_on_many() -> Vec<u8> {
    let kids: String = (20..120).map(|number| format!("{number} 0 R ")).collect();
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, &format!("<< /Type /Pages /Count 100 /Kids [{kids}] >>"))
        .stream(4, "/Filter /FlateDecode", &deflated(&b"q Q ".repeat(512 * 1024)))
        .objects(20, 100, |_| format!("<< {PAGE_WORDS} >>"))
        .finish()
}

/// Thirty forms, each drawing the next one ten times: ten to the power of thirty.
fn form_fan() -> Vec<u8> {
    let pdf = Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 10 0 R /MarkInfo << /Marked true >> >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 20 0 R >> >> >>")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R >>")
        .object(11, "<< /S /P /P 10 0 R >>")
        .stream(4, "", b"/X Do");
    (20..50)
        .fold(pdf, |pdf, number| {
            let words = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>",
                number + 1
            );
            pdf.stream(number, &words, "/X Do ".repeat(10).as_bytes())
        })
        .stream(50, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"")
        .finish()
}
