//! Small documents made by code, so that every byte is explained. The PDFs come from another writer than ours (printpdf).

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A Word file from lines: `# Heading`, `^bookmark`, `[words](target)`, anything else is a paragraph.
pub(crate) fn docx(lines: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut relations =
        r#"<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#
            .to_owned();
    let mut count = 0;
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        count += 1;
        let _ = if let Some(heading) = line.strip_prefix("# ") {
            write!(body, r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{}</w:p>"#, run(heading))
        } else if let Some(name) = line.strip_prefix('^') {
            write!(
                body,
                r#"<w:p><w:bookmarkStart w:id="{count}" w:name="{name}"/>{}<w:bookmarkEnd w:id="{count}"/></w:p>"#,
                run(name)
            )
        } else if let Some((words, target)) =
            line.strip_prefix('[').and_then(|line| line.trim_end_matches(')').split_once("]("))
        {
            if let Some(bookmark) = target.strip_prefix('#') {
                write!(body, r#"<w:p><w:hyperlink w:anchor="{bookmark}">{}</w:hyperlink></w:p>"#, run(words))
            } else {
                let _ = write!(
                    relations,
                    r#"<Relationship Id="r{count}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{target}" TargetMode="External"/>"#
                );
                write!(body, r#"<w:p><w:hyperlink r:id="r{count}">{}</w:hyperlink></w:p>"#, run(words))
            }
        } else {
            write!(body, "<w:p>{}</w:p>", run(line))
        };
    }
    package(&[
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        (
            "_rels/.rels",
            relationships(
                r#"<Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
            ),
        ),
        (
            "word/document.xml",
            format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}</w:body></w:document>"#
            ),
        ),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/_rels/document.xml.rels", relationships(&relations)),
    ])
}

/// A PDF of some pages, made by printpdf: untagged, as many real ones are.
pub(crate) fn pdf(pages: usize) -> Vec<u8> {
    use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, TextItem};
    let mut document = PdfDocument::new("Bands");
    let page = |number: usize| {
        let operations = vec![
            Op::StartTextSection,
            Op::SetTextCursor { pos: printpdf::Point { x: Pt(60.0), y: Pt(700.0) } },
            Op::SetFont { font: printpdf::PdfFontHandle::Builtin(printpdf::BuiltinFont::Helvetica), size: Pt(14.0) },
            Op::ShowText { items: vec![TextItem::Text(format!("Page {number}"))] },
            Op::EndTextSection,
        ];
        PdfPage::new(Mm(210.0), Mm(297.0), operations)
    };
    document.with_pages((1..=pages).map(page).collect());
    document.save(&PdfSaveOptions::default(), &mut Vec::new())
}

/// A picture of one black point.
pub(crate) fn png() -> Vec<u8> {
    const POINT: &str = "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d4944415478da63606060f80f00010401005fe5c34b0000000049454e44ae426082";
    let digits: Vec<char> = POINT.chars().filter(|digit| !digit.is_whitespace()).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("hexadecimal"))
        .collect()
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;

fn relationships(inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
    )
}

fn run(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// A zip package of these parts.
pub(crate) fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a package").into_inner()
}
