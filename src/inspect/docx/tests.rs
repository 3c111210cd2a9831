//! Word documents made in code, so that every byte is explained.

use crate::inspect::read;
use crate::inspect::tests::{package, told};
use crate::model::{Format, Reading};

const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;

const STYLES: &str = r#"
    <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Section"><w:name w:val="Our section"/><w:basedOn w:val="berschrift1"/>
        <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Bullet2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;

const LINKS: &str = r#"
    <Relationship Id="rId10" Type="http://x/hyperlink" Target="..\forms\B form.docx" TargetMode="External"/>
    <Relationship Id="rId11" Type="http://x/hyperlink" Target="https://a.example/?x=1&amp;y=2" TargetMode="External"/>"#;

/// A Word document whose body is this.
pub(in crate::inspect) fn document(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

/// The same, with more parts beside the usual ones: their kind, their root element and what is in it.
fn with_parts(body: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let usual = [("styles", "w:styles", STYLES), ("numbering", "w:numbering", NUMBERING)];
    let parts: Vec<_> = usual.iter().chain(parts).collect();
    let mut relationships = LINKS.to_owned();
    let mut files = Vec::new();
    for (kind, root, content) in parts {
        relationships.push_str(
            &[r#"<Relationship Id=""#, kind, r#"" Type="http://x/"#, kind, r#"" Target=""#, kind, r#".xml"/>"#]
                .concat(),
        );
        files.push((format!("word/{kind}.xml"), format!("<{root} {NAMES}>{content}</{root}>")));
        files.push((format!("word/_rels/{kind}.xml.rels"), relationship_list(LINKS)));
    }
    files.push(("word/_rels/document.xml.rels".to_owned(), relationship_list(&relationships)));
    files.push(("word/document.xml".to_owned(), format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>")));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    package(&files)
}

fn relationship_list(list: &str) -> String {
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

/// A document with something of everything.
pub(in crate::inspect) fn everything() -> Vec<u8> {
    let parts = [
        ("footnotes", "w:footnotes", r#"<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"#),
        (
            "comments",
            "w:comments",
            r#"<w:comment><w:p><w:hyperlink r:id="rId11"><w:r><w:t>c</w:t></w:r></w:hyperlink></w:p></w:comment>"#,
        ),
    ];
    let body = format!(
        r#"{FORM}{TABLE}{FIELDS}<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>
        <w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#
    );
    with_parts(&body, &parts)
}

#[track_caller]
fn check(body: &str, expected: &str) {
    check_reading(&read(Format::Docx, &document(body)), expected);
}

#[track_caller]
fn check_reading(reading: &Reading, expected: &str) {
    assert_eq!(reading.problems, []);
    let expected: Vec<&str> = expected.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
    assert_eq!(told(reading).trim(), expected.join("\n").trim());
}

#[test]
fn headings_are_found_whatever_their_style_is_called() {
    let body = r#"
        <w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Request form</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Fees</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Section"/></w:pPr><w:r><w:t>Fees</w:t></w:r></w:p>
        <w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>By hand</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:p>"#;
    let reading = read(Format::Docx, &document(body));
    assert_eq!((reading.title.as_deref(), reading.language.as_deref()), (Some("Request form"), Some("en-GB")));
    check_reading(&reading, "h1 Request form (request-form)\nh1 Fees (fees)\nh2 Fees (fees-1)\nh3 By hand (by-hand)");
}

#[test]
fn split_runs_are_joined_and_stress_is_kept() {
    check(
        r#"<w:p><w:r><w:t>Send </w:t></w:r><w:r><w:t xml:space="preserve"> the </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fo</w:t></w:r>
        <w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t>rm</w:t></w:r><w:r><w:tab/><w:t>H</w:t></w:r>
        <w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>O co</w:t><w:softHyphen/><w:t>op</w:t><w:br/><w:t>next</w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:ins><w:r><w:t>!</w:t></w:r></w:ins><w:del><w:r><w:delText>?</w:delText></w:r></w:del></w:p>"#,
        "Send the **form** H_(2)O coop / next!",
    );
}

const FIELDS: &str = r#"
    <w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "B.doc</w:instrText></w:r>
    <w:r><w:instrText>x" \l "x" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>form</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> B</w:t></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
    <w:p><w:hyperlink r:id="rId10" w:anchor="fees"><w:r><w:t>Fees</w:t></w:r></w:hyperlink><w:r><w:t>, </w:t></w:r><w:hyperlink r:id="rId11"><w:r><w:t>we</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId11"><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p>
    <w:p><w:fldSimple w:instr=" REF _Ref1 \h "><w:r><w:t>below</w:t></w:r></w:fldSimple></w:p>
    <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Toc9"/><w:bookmarkStart w:id="2" w:name="_Ref1"/>
    <w:bookmarkStart w:id="3" w:name="Where_to"/><w:r><w:t>Where to send</w:t></w:r></w:p>"#;

#[test]
fn links_are_found_in_all_their_forms() {
    check(
        FIELDS,
        r"See [form** B**](0).
        [Fees](1),[web](2)
        [below](3)
        h1 <_Ref1><Where_to>Where to send (where-to-send)
        link B.docx#x “form B” near 'See form B.'
        link ..\forms\B form.docx#fees “Fees” near 'Fees,web'
        link https://a.example/?x=1&y=2 “web” near 'Fees,web'
        link #_Ref1 “below” near 'below'",
    );
}

#[test]
fn a_heading_and_its_bookmark_of_the_same_name_are_one_anchor() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Outcomes</w:t></w:r></w:p>
        <w:bookmarkStart w:id="0" w:name="hearing"/><w:p/>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Hearing</w:t></w:r></w:p>
        <w:p><w:bookmarkStart w:id="1" w:name="outcomes"/><w:r><w:t>All of them</w:t></w:r></w:p>"#;
    check(body, "h1 Outcomes (outcomes-1)\nh1 Hearing (hearing)\n<outcomes>All of them");
    let anchors = read(Format::Docx, &document(body)).anchors;
    let ids: Vec<&str> = anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["outcomes-1", "hearing", "outcomes"]);
}

#[test]
fn lists_nest_and_go_on_counting() {
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let style = r#"<w:p><w:pPr><w:pStyle w:val="Bullet2"/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>"#;
    let text = "<w:p><w:r><w:t>between</w:t></w:r></w:p>";
    let body = [item(1, 0, "a"), item(1, 1, "b"), style.to_owned(), item(1, 0, "d")].concat()
        + &[item(2, 0, "one"), text.to_owned(), item(2, 0, "two"), item(3, 0, "anew")].concat();
    check(
        &body,
        "-
          a
          -
            b
          -
            c
        -
          d
        1.
          one
        between
        2.
          two
        1.
          anew",
    );
}

const FORM: &str = r#"
    <w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>
    <w:r><w:t xml:space="preserve"> Yes ☐ No </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>
    <w:p><w:r><w:t>Name: ______</w:t></w:r></w:p>
    <w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Enter </w:t></w:r><w:r><w:t xml:space="preserve"> date</w:t></w:r></w:sdtContent></w:sdt>
    <w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t xml:space="preserve"> filled</w:t></w:r></w:sdtContent></w:sdt></w:p>
    <w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>
    <w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> or </w:t></w:r>
    <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="Your name"/></w:textInput></w:ffData></w:fldChar></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Your name</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;

#[test]
fn a_form_keeps_its_tick_boxes_and_blanks() {
    check(FORM, "[x] Yes [ ] No [x]\nName: {}\n{Enter date} filled\n[ ] or {Your name}");
}

#[test]
fn words_in_a_control_that_look_like_those_before_leave_no_blank() {
    check(
        r#"<w:p><w:r><w:t>Band: </w:t></w:r><w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve"> 2</w:t></w:r></w:sdtContent></w:sdt></w:p>"#,
        "Band: 2",
    );
}

#[test]
fn paragraphs_of_a_quotation_stand_together() {
    let quoted =
        |words: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#);
    check(
        &format!("{}{}<w:p><w:r><w:t>Ours</w:t></w:r></w:p>", quoted("One"), quoted("Two")),
        "quote\n  One\n  Two\nOurs",
    );
}

const TABLE: &str = r#"<w:tbl><w:tblPr><w:tblLook w:val="0480"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>
    <w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>Fees</w:t></w:r></w:p></w:tc></w:tr>
    <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>tall</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>
    <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;

#[test]
fn merged_cells_cover_columns_and_rows() {
    check(
        TABLE,
        "table [Start, Start, End]
        head
          cell 3x1
            Fees
        row
          cell 1x2
            tall
          cell
            a
          cell
            1
        row
          cell
            b
          cell",
    );
}

#[test]
fn text_boxes_are_read_once_and_the_contents_list_is_left_out() {
    let text_box = |words: &str| format!("<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \h</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>
        <w:hyperlink w:anchor="_Toc1"><w:r><w:t>Fees 1</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:t>More 2</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:p><w:r><w:t>Anchored</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
        text_box("In the box"),
        text_box("In the old box")
    );
    check(&body, "Anchored\nIn the box");
}

#[test]
fn notes_headers_footers_and_comments_give_their_links() {
    let link =
        |words: &str| format!(r#"<w:p><w:hyperlink r:id="rId11"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>"#);
    let footnotes = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, link("note"));
    let comments = format!("<w:comment>{}</w:comment>", link("comment"));
    let (header, footer) = (link("top"), link("bottom"));
    let parts = [
        ("footnotes", "w:footnotes", footnotes.as_str()),
        ("comments", "w:comments", comments.as_str()),
        ("header", "w:hdr", header.as_str()),
        ("footer", "w:ftr", footer.as_str()),
    ];
    let body = r#"<w:p><w:r><w:t>Words</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> and </w:t></w:r>
        <w:hyperlink r:id="rId11"><w:r><w:t>more</w:t></w:r></w:hyperlink></w:p>
        <w:sectPr><w:footerReference r:id="footer"/><w:headerReference r:id="header"/></w:sectPr>"#;
    check_reading(
        &read(Format::Docx, &with_parts(body, &parts)),
        "Words[^1] and [more](1)
        note 1
          [note](0)
        link https://a.example/?x=1&y=2 “note” near 'note'
        link https://a.example/?x=1&y=2 “more” near 'Words and more'
        link https://a.example/?x=1&y=2 “top” under the page header, near 'top'
        link https://a.example/?x=1&y=2 “bottom” under the page footer, near 'bottom'
        link https://a.example/?x=1&y=2 “comment” under the comments, near 'comment'",
    );
}

#[test]
fn a_picture_is_kept_once_with_its_words() {
    let picture = r#"<w:r><w:drawing><wp:inline><wp:docPr descr="A red box"/><a:blip r:embed="png"/></wp:inline></w:drawing></w:r>"#;
    let bytes = with_parts(&format!("<w:p>{picture}{picture}</w:p>"), &[("png", "x", "")]);
    // The part is no real picture, so its words stand for it.
    check_reading(&read(Format::Docx, &bytes), "A red boxA red box");
    let mut draft = crate::inspect::draft::Draft::default();
    let mut keep = |part: &str| draft.picture(part, || Some(b"\x89PNG...".to_vec()));
    assert_eq!([keep("a.png"), keep("b.png"), keep("a.png")], [Some(0), Some(1), Some(0)]);
    assert_eq!(draft.finish(Vec::new()).pictures.len(), 2);
}
