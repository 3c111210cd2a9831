//! Documents with just one link, each at another spot where programs put links. Made by code, so that every byte is explained.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, dictionary};

use super::documents::package;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The document for a spot such as `docx-header`, with a link to `target` whose words are `words`.
pub(crate) fn document(spot: &str, target: &str, words: &str) -> Vec<u8> {
    match spot.split('-').next() {
        Some("docx") => docx(spot, target, words),
        Some("xlsx") => xlsx(spot, target, words),
        Some("odt") => odt(spot, target, words),
        Some("ods") => ods(spot, target, words),
        Some("pdf") => pdf(spot, target, words),
        _ => panic!("no such spot: {spot}"),
    }
}

pub(crate) fn extension(spot: &str) -> &str {
    spot.split('-').next().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(words))
}

fn mark(kind: &str) -> String {
    format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#)
}

fn instruction(text: &str) -> String {
    format!(r#"<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>"#, escaped(text))
}

/// `HYPERLINK "address" \l "bookmark"`, with backslashes doubled as Word writes them.
fn hyperlink_field(target: &str) -> String {
    let (address, bookmark) = target.split_once('#').map_or((target, None), |(head, tail)| (head, Some(tail)));
    let address = if address.is_empty() { String::new() } else { format!(r#" "{}""#, address.replace('\\', r"\\")) };
    let bookmark = bookmark.map(|bookmark| format!(r#" \l "{bookmark}""#)).unwrap_or_default();
    format!("HYPERLINK{address}{bookmark} ")
}

#[expect(clippy::too_many_lines, reason = "one arm a spot: it reads as a table")]
fn docx(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let link = format!(r#"<w:hyperlink r:id="L">{}</w:hyperlink>"#, run(words));
    let plain = format!("<w:p>{}</w:p>", run("Words of the text."));
    let paragraph = |inside: &str| format!("<w:p>{inside}</w:p>");
    let relation = |kind: &str| {
        format!(
            r#"<Relationship Id="L" Type="{RELATIONSHIPS}/{kind}" Target="{}" TargetMode="External"/>"#,
            escaped(target)
        )
    };
    let external = relation("hyperlink");
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut relations = String::new();
    let other_part = |name: &str,
                      kind: &str,
                      root: &str,
                      inside: &str,
                      parts: &mut Vec<(String, String)>,
                      relations: &mut String| {
        let text = format!(r#"<w:{root} xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{inside}</w:{root}>"#);
        parts.push((format!("word/{name}.xml"), text));
        parts.push((format!("word/_rels/{name}.xml.rels"), relationships(&external)));
        let _ = write!(relations, r#"<Relationship Id="P" Type="{RELATIONSHIPS}/{kind}" Target="{name}.xml"/>"#);
    };
    let body = match spot {
        "docx-anchor" => {
            paragraph(&format!(r#"<w:hyperlink w:anchor="{}">{}</w:hyperlink>"#, escaped(&target[1..]), run(words)))
        }
        "docx-field" => paragraph(
            &[mark("begin"), instruction(&hyperlink_field(target)), mark("separate"), run(words), mark("end")].concat(),
        ),
        "docx-field-split" => {
            let field = hyperlink_field(target);
            let cut = field.len() / 2;
            let (one, two) = field.split_at((cut..=field.len()).find(|at| field.is_char_boundary(*at)).unwrap_or(0));
            let (first, second) = words.split_at(words.len() / 2);
            paragraph(
                &[
                    mark("begin"),
                    instruction(one),
                    instruction(two),
                    mark("separate"),
                    run(first),
                    run(second),
                    mark("end"),
                ]
                .concat(),
            )
        }
        "docx-field-nested" => paragraph(
            &[
                mark("begin"),
                instruction("QUOTE "),
                mark("separate"),
                mark("begin"),
                instruction(&hyperlink_field(target)),
                mark("separate"),
                run(words),
                mark("end"),
                mark("end"),
            ]
            .concat(),
        ),
        "docx-simple-field" => paragraph(&format!(
            r#"<w:fldSimple w:instr="{}">{}</w:fldSimple>"#,
            escaped(&hyperlink_field(target)),
            run(words)
        )),
        "docx-table" => format!("<w:tbl><w:tr><w:tc><w:p>{link}</w:p></w:tc></w:tr></w:tbl>"),
        "docx-control" => format!("<w:sdt><w:sdtContent><w:p>{link}</w:p></w:sdtContent></w:sdt>"),
        "docx-inserted" => paragraph(&format!(r#"<w:ins w:id="9" w:author="x">{link}</w:ins>"#)),
        "docx-textbox" => paragraph(&format!(
            r#"<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>{link}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"#
        )),
        "docx-shape" => paragraph(&format!(
            r#"<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="{}"/></w:pict></w:r>{}"#,
            escaped(target),
            run("Words.")
        )),
        "docx-picture" => paragraph(&format!(
            r#"<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="{DRAWING}"><wp:inline><wp:docPr id="1" name="x" descr="{}"><a:hlinkClick r:id="L"/></wp:docPr></wp:inline></w:drawing></w:r>"#,
            escaped(words)
        )),
        "docx-header" | "docx-footer" => {
            let kind = spot.trim_start_matches("docx-");
            let root = if kind == "header" { "hdr" } else { "ftr" };
            other_part(&format!("{kind}1"), kind, root, &paragraph(&link), &mut parts, &mut relations);
            format!(r#"{plain}<w:sectPr><w:{kind}Reference w:type="default" r:id="P"/></w:sectPr>"#)
        }
        "docx-footnote" | "docx-endnote" => {
            let kind = spot.trim_start_matches("docx-");
            let note = format!(r#"<w:{kind} w:id="2"><w:p>{link}</w:p></w:{kind}>"#);
            other_part(
                &format!("{kind}s"),
                &format!("{kind}s"),
                &format!("{kind}s"),
                &note,
                &mut parts,
                &mut relations,
            );
            paragraph(&format!(r#"{}<w:r><w:{kind}Reference w:id="2"/></w:r>"#, run("Words.")))
        }
        "docx-comment" => {
            let comment = format!(r#"<w:comment w:id="1" w:author="Team"><w:p>{link}</w:p></w:comment>"#);
            other_part("comments", "comments", "comments", &comment, &mut parts, &mut relations);
            plain
        }
        "docx-template" => {
            parts.push(("word/settings.xml".to_owned(), format!(r#"<w:settings xmlns:w="{WORD}"/>"#)));
            parts.push(("word/_rels/settings.xml.rels".to_owned(), relationships(&relation("attachedTemplate"))));
            plain
        }
        "docx-linked" => {
            relations.push_str(&relation("image"));
            plain
        }
        _ => paragraph(&link),
    };
    relations.push_str(&external);
    if matches!(
        spot,
        "docx-linked"
            | "docx-template"
            | "docx-header"
            | "docx-footer"
            | "docx-footnote"
            | "docx-endnote"
            | "docx-comment"
    ) || !body.contains("\"L\"")
    {
        relations = relations.replace(&external, "");
    }
    let document = format!(
        r#"<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:body><w:p><w:bookmarkStart w:id="1" w:name="Own"/>{}<w:bookmarkEnd w:id="1"/></w:p>{body}</w:body></w:document>"#,
        run("A form.")
    );
    parts.push(("_rels/.rels".to_owned(), relationships(&main("word/document.xml"))));
    parts.push(("word/document.xml".to_owned(), document));
    parts.push(("word/_rels/document.xml.rels".to_owned(), relationships(&relations)));
    packed(&parts)
}

fn main(part: &str) -> String {
    format!(r#"<Relationship Id="d" Type="{RELATIONSHIPS}/officeDocument" Target="{part}"/>"#)
}

fn relationships(inside: &str) -> String {
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
    )
}

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    package(&parts)
}

fn xlsx(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let (address, place) = target.split_once('#').map_or((target, None), |(head, tail)| (head, Some(tail)));
    let relation = |kind: &str| {
        format!(
            r#"<Relationship Id="L" Type="{RELATIONSHIPS}/{kind}" Target="{}" TargetMode="External"/>"#,
            escaped(address)
        )
    };
    let hyperlink = match (address, place) {
        ("", Some(place)) => format!(r#"<hyperlink ref="A2" location="{}"/>"#, escaped(place)),
        (_, Some(place)) => format!(r#"<hyperlink ref="A2" r:id="L" location="{}"/>"#, escaped(place)),
        _ => r#"<hyperlink ref="A2" r:id="L"/>"#.to_owned(),
    };
    let text =
        |cell: &str, words: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{}</t></is></c>"#, escaped(words));
    let formula =
        |formula: &str| format!(r#"<c r="A2" t="str"><f>{}</f><v>{}</v></c>"#, escaped(formula), escaped(words));
    let quoted = target.replace('"', "\"\"");
    let (cell, links, hidden) = match spot {
        "xlsx-formula" => (formula(&format!("HYPERLINK(\"{quoted}\",\"{words}\")")), String::new(), ""),
        "xlsx-formula-nested" => {
            (formula(&format!("IF(A1=\"\",\"\",HYPERLINK(\"{quoted}\",\"{words}\"))")), String::new(), "")
        }
        "xlsx-formula-hidden-row" => {
            (formula(&format!("HYPERLINK(\"{quoted}\",\"{words}\")")), String::new(), r#" hidden="1""#)
        }
        "xlsx-drawing" | "xlsx-book" | "xlsx-hidden-sheet" => (text("A2", "Words"), String::new(), ""),
        _ => (text("A2", words), format!("<hyperlinks>{hyperlink}</hyperlinks>"), ""),
    };
    let sheet = |rows: &str, links: &str, more: &str| {
        format!(
            r#"<worksheet xmlns="{SHEETS}" xmlns:r="{RELATIONSHIPS}"><sheetData>{rows}</sheetData>{links}{more}</worksheet>"#
        )
    };
    let own = format!(r#"<row r="1">{}</row><row r="2"{hidden}>{cell}</row>"#, text("A1", "Own"));
    let drawing = if spot == "xlsx-drawing" { r#"<drawing r:id="D"/>"# } else { "" };
    let mut parts = vec![
        ("_rels/.rels".to_owned(), relationships(&main("xl/workbook.xml"))),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONSHIPS}"><sheets><sheet name="Own" sheetId="1" r:id="s1"/><sheet name="Lists" sheetId="2" state="hidden" r:id="s2"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            relationships(&format!(
                r#"<Relationship Id="s1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet2.xml"/>"#
            )),
        ),
        ("xl/worksheets/sheet1.xml".to_owned(), sheet(&own, &links, drawing)),
        ("xl/worksheets/sheet2.xml".to_owned(), sheet("", "", "")),
    ];
    let mut relations = String::new();
    match spot {
        "xlsx-drawing" => {
            let _ = write!(
                relations,
                r#"<Relationship Id="D" Type="{RELATIONSHIPS}/drawing" Target="../drawings/drawing1.xml"/>"#
            );
            parts.push(("xl/drawings/drawing1.xml".to_owned(), format!(r#"<wsDr xmlns:a="{DRAWING}"/>"#)));
            parts.push(("xl/drawings/_rels/drawing1.xml.rels".to_owned(), relationships(&relation("hyperlink"))));
        }
        "xlsx-book" => {
            parts.push(("xl/externalLinks/externalLink1.xml".to_owned(), "<x/>".to_owned()));
            parts.push((
                "xl/externalLinks/_rels/externalLink1.xml.rels".to_owned(),
                relationships(&relation("externalLinkPath")),
            ));
        }
        "xlsx-hidden-sheet" => {
            parts.push(("xl/worksheets/_rels/sheet2.xml.rels".to_owned(), relationships(&relation("hyperlink"))));
        }
        _ if links.contains("r:id") => relations.push_str(&relation("hyperlink")),
        _ => {}
    }
    parts.push(("xl/worksheets/_rels/sheet1.xml.rels".to_owned(), relationships(&relations)));
    packed(&parts)
}

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:xlink="http://www.w3.org/1999/xlink""#;

/// An address as OpenDocument counts it: from inside the package.
fn from_inside(target: &str) -> String {
    let leads_elsewhere = target.starts_with(['#', '/']) || target.contains(':');
    escaped(&if leads_elsewhere { target.to_owned() } else { format!("../{target}") })
}

fn open_document(kind: &str, body: &str, pages: &str) -> Vec<u8> {
    let content =
        format!("<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>");
    let styles = format!(
        "<office:document-styles {NAMES}><office:master-styles>{pages}</office:master-styles></office:document-styles>"
    );
    package(&[
        ("mimetype", format!("application/vnd.oasis.opendocument.{kind}")),
        ("content.xml", content),
        ("styles.xml", styles),
    ])
}

fn odt(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let href = from_inside(target);
    let link = format!(r#"<text:a xlink:href="{href}">{}</text:a>"#, escaped(words));
    let paragraph = |inside: &str| format!("<text:p>{inside}</text:p>");
    let mut pages = String::new();
    let text = match spot {
        "odt-heading" => format!(r#"<text:h text:outline-level="2">{link}</text:h>"#),
        "odt-note" => paragraph(&format!(
            r#"Words<text:note text:note-class="footnote"><text:note-body><text:p>{link}</text:p></text:note-body></text:note>"#
        )),
        "odt-header" => {
            pages =
                format!("<style:master-page><style:header><text:p>{link}</text:p></style:header></style:master-page>");
            paragraph("Words.")
        }
        "odt-comment" => paragraph(&format!("Words<office:annotation><text:p>{link}</text:p></office:annotation>")),
        "odt-textbox" => {
            paragraph(&format!("<draw:frame><draw:text-box><text:p>{link}</text:p></draw:text-box></draw:frame>"))
        }
        "odt-section" => {
            format!(r#"<text:section><text:section-source xlink:href="{href}"/><text:p>Words.</text:p></text:section>"#)
        }
        "odt-button" => format!(
            r#"<office:forms><form:form><form:button xlink:href="{href}"/></form:form></office:forms><text:p>Words.</text:p>"#
        ),
        "odt-table" => format!(
            "<table:table><table:table-row><table:table-cell><text:p>{link}</text:p></table:table-cell></table:table-row></table:table>"
        ),
        _ => paragraph(&link),
    };
    open_document(
        "text",
        &format!(r#"<office:text><text:p><text:bookmark text:name="Own"/>A form.</text:p>{text}</office:text>"#),
        &pages,
    )
}

fn ods(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let href = from_inside(target);
    let link = format!(r#"<text:a xlink:href="{href}">{}</text:a>"#, escaped(words));
    let quoted = target.replace('"', "\"\"");
    let (cell, shapes) = match spot {
        "ods-formula" => (
            format!(
                r#"<table:table-cell table:formula="{}"><text:p>{}</text:p></table:table-cell>"#,
                escaped(&format!("of:=HYPERLINK(\"{quoted}\";\"{words}\")")),
                escaped(words)
            ),
            String::new(),
        ),
        "ods-shape" => (
            "<table:table-cell><text:p>Words</text:p></table:table-cell>".to_owned(),
            format!(r#"<table:shapes><draw:a xlink:href="{href}"><draw:frame/></draw:a></table:shapes>"#),
        ),
        _ => (format!("<table:table-cell><text:p>{link}</text:p></table:table-cell>"), String::new()),
    };
    let rows = format!(
        "<table:table-row><table:table-cell><text:p>Own</text:p></table:table-cell></table:table-row><table:table-row>{cell}</table:table-row>"
    );
    open_document(
        "spreadsheet",
        &format!(
            r#"<office:spreadsheet><table:table table:name="Own">{shapes}{rows}</table:table></office:spreadsheet>"#
        ),
        "",
    )
}

/// A PDF of two pages with the named destination `own`.
fn pdf(spot: &str, target: &str, words: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let (first, second) = (document.new_object_id(), document.new_object_id());
    let (address, fragment) = target.split_once('#').map_or((target, None), |(head, tail)| (head, Some(tail)));
    let text = |words: &str| Object::string_literal(words);
    let place = |fragment: &str| match fragment.strip_prefix("page=").and_then(|page| page.parse::<i64>().ok()) {
        Some(page) => Object::Array(vec![Object::Integer(page - 1), Object::Name(b"Fit".to_vec())]),
        None => Object::string_literal(fragment.trim_start_matches("nameddest=")),
    };
    let mut action = match spot {
        "pdf-goto" => dictionary! { "S" => "GoTo", "D" => place(fragment.unwrap_or_default()) },
        "pdf-gotor" => dictionary! { "S" => "GoToR", "F" => text(address) },
        "pdf-launch" => dictionary! { "S" => "Launch", "F" => text(address) },
        _ => dictionary! { "S" => "URI", "URI" => text(target) },
    };
    if let (true, Some(fragment)) = (spot == "pdf-gotor", fragment) {
        action.set("D", place(fragment));
    }
    let annotation = match spot {
        "pdf-bookmark" | "pdf-text" => None,
        "pdf-note" => Some(dictionary! { "Subtype" => "Text", "Contents" => text(words) }),
        "pdf-button" => {
            Some(dictionary! { "Subtype" => "Widget", "FT" => "Btn", "T" => text(words), "A" => action.clone() })
        }
        _ => Some(dictionary! { "Subtype" => "Link", "Contents" => text(words), "A" => action.clone() }),
    };
    let annotations: Vec<Object> = annotation.into_iter().map(Object::Dictionary).collect();
    let pages = document.new_object_id();
    let printed = format!("BT /F1 12 Tf 20 200 Td (See {target} for more.) Tj ET").into_bytes();
    let printed = document.add_object(lopdf::Stream::new(Dictionary::new(), printed));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    for (id, annotations) in [(first, annotations), (second, Vec::new())] {
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 300.into(), 300.into()], "Annots" => annotations,
        };
        if id == first && spot.starts_with("pdf-text") {
            page.set("Contents", printed);
            page.set("Resources", resources.clone());
        }
        document.objects.insert(id, Object::Dictionary(page));
    }
    let kids = vec![Object::Reference(first), Object::Reference(second)];
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2 }));
    let own = vec![text("own"), Object::Array(vec![Object::Reference(second), Object::Name(b"Fit".to_vec())])];
    let mut catalog = dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Names" => dictionary! { "Dests" => dictionary! { "Names" => own } },
    };
    if spot == "pdf-bookmark" {
        let (outlines, item) = (document.new_object_id(), document.new_object_id());
        let entry: Dictionary = dictionary! { "Title" => text(words), "Parent" => outlines, "A" => action };
        document.objects.insert(item, Object::Dictionary(entry));
        let root = dictionary! { "First" => item, "Last" => item, "Count" => 1 };
        document.objects.insert(outlines, Object::Dictionary(root));
        catalog.set("Outlines", outlines);
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}
