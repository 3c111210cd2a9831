//! Word files, with a link at each spot where Word puts links.

use std::fmt::Write as _;

use super::{RELATIONSHIPS, escaped, main, packed, relationships};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

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
pub(super) fn docx(spot: &str, target: &str, words: &str) -> Vec<u8> {
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
