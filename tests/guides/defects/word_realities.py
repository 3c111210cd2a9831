"""What real Word files are like: all that a reader of Word files stumbles over, each with a link inside it that is dead.

Where the link is found, the part was read. Nothing here is wrong but those links.
"""
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn

from making import RT, Word, run, xml

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SEPARATORS = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
              '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>')


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction, shown):
    """A field as Word keeps it: what it does, then what it last showed."""
    return [mark("begin"), f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>', mark("separate"),
            shown, mark("end")]


def renamed_headings(form):
    """A heading style made by a council from Word's own, and one that is a heading by its outline level only."""
    main = form.file.styles.add_style("ALD main heading", WD_STYLE_TYPE.PARAGRAPH)
    main.base_style = form.file.styles["Heading 1"]
    part = form.file.styles.add_style("ALD part", WD_STYLE_TYPE.PARAGRAPH)
    part.element.get_or_add_pPr().append(xml('<w:outlineLvl w:val="1"/>'))


def contents(form, entries):
    """An automatic table of contents: one field over several paragraphs, with a link to a hidden bookmark in each."""
    for number, (words, name) in enumerate(entries):
        first = [mark("begin"), r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r>',
                 mark("separate")] if number == 0 else []
        page = "".join(field(rf"PAGEREF {name} \h", run("1")))
        entry = f'<w:hyperlink w:anchor="{name}" w:history="1">{run(words)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        form.raw(*first, entry, *([mark("end")] if number == len(entries) - 1 else []))


def text_box(form, words, target):
    """A text box as Word writes it: once for new versions, once for old ones."""
    inside = f"<w:txbxContent><w:p>{run('From the ')}{form.link(words, target)}</w:p></w:txbxContent>"
    form.raw('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
             '<wp:extent cx="2400000" cy="600000"/><wp:docPr id="7" name="Text Box 7"/><a:graphic>'
             '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
             '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="600000"/></a:xfrm>'
             f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/>'
             "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
             f'<v:shape style="width:189pt;height:47pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>'
             "</mc:AlternateContent></w:r>")


def footnote(form, text, words, target):
    """A footnote with a link, in a part of its own with relationships of its own."""
    package = form.file.part.package
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, b"", package)
    link = form.link(words, target, part)
    body = (f'<w:footnotes {nsdecls("w", "r")}>{SEPARATORS}<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
            f'{run(" Read the ")}{link}</w:p></w:footnote></w:footnotes>')
    part._blob = body.encode()
    form.file.part.relate_to(part, RT.FOOTNOTES)
    form.raw(run(text), '<w:r><w:footnoteReference w:id="1"/></w:r>')


def control(text):
    """A content control that still asks to be filled in."""
    return ('<w:sdt><w:sdtPr><w:alias w:val="Date"/><w:id w:val="41"/><w:showingPlcHdr/><w:text/></w:sdtPr>'
            f"<w:sdtContent>{run(text)}</w:sdtContent></w:sdt>")


def annual_review_report():
    form = Word("Annual review report")
    renamed_headings(form)
    form.heading("Annual review report", mark="_Toc200000001", style="ALD main heading")
    contents(form, [("Annual review report", "_Toc200000001"), ("Outcomes", "_Toc200000002"),
                    ("Next steps", "_Toc200000003")])
    form.heading("Outcomes", mark="_Toc200000002", style="ALD part")
    form.raw(run("Write “what changed” since the last meeting on "), control("Click to enter a date"))
    form.raw(run("Attach "), *field(r'HYPERLINK \l "views_of_the_pupil"', run("the pupil’s views")), run("."))
    form.raw(run("Then go to "), *field(r'HYPERLINK \l "next_meeting"', run("the next meeting")), run("."))
    footnote(form, "Ask everybody who came.", "notes for the meeting", "meeting-notes.docx")
    form.heading("Next steps", mark="_Toc200000003", style="ALD part")
    form.text("Agree on a date.", mark="next_meeting")
    return form.bytes()


def transition_passport():
    """No heading styles at all: bold words of 14 points look like headings, and bookmarks name them."""
    form = Word("Transition passport")
    look = '<w:b/><w:sz w:val="28"/>'
    form.raw(run("Transition passport", look))
    form.text("This passport goes with me to my new school.")
    text_box(form, "list of schools", "schools-in-aldermere.docx")
    form.mark(form.raw(run("My new school", look))._p, "my_new_school")
    form.text("What I want my teachers to know")
    section = form.file.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    form.raw(run("What helps me", look))
    form.text("Look at my [old timetable](timetable.xlsx) first.")
    header = section.header
    header.is_linked_to_previous = False
    part = header.part
    header.paragraphs[0]._p.append(xml(run("Find the newest passport in the ")))
    header.paragraphs[0]._p.append(xml(form.link("forms folder", "forms.docx", part)))
    assert header._sectPr.find(qn("w:headerReference")) is not None
    return form.bytes()
