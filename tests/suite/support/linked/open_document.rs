//! OpenDocument texts and sheets, with a link at each spot where LibreOffice puts links.

use super::escaped;
use crate::support::documents::package;

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

pub(super) fn odt(spot: &str, target: &str, words: &str) -> Vec<u8> {
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

pub(super) fn ods(spot: &str, target: &str, words: &str) -> Vec<u8> {
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
