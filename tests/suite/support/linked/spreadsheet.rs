//! Excel workbooks, with a link at each spot where Excel puts links.

use std::fmt::Write as _;

use super::{RELATIONSHIPS, escaped, main, packed, relationships};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub(super) fn xlsx(spot: &str, target: &str, words: &str) -> Vec<u8> {
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
