"""Makes the Word guides that the tests of `import` read. Words: names of those to make; none for all.

python-docx, LibreOffice (soffice), Pandoc, node with the package docx (DOCX_MODULES names its folder) and the program of
`sources/docx_rs.rs` (DOCX_RS names it) write theirs. The rest is written part by part, each for one oddity.
"""
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082".replace(" ", ""))
NAMES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}.items())
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr>'
    f'<w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>' for n in (1, 2, 3)
) + '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/></w:lvl>'
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{at}">{"".join(LEVEL.format(level, kind) for level in (0, 1))}</w:abstractNum>'
    for at, kind in enumerate(("bullet", "decimal", "lowerLetter"))
) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*parts, style="", item=None, more=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item is not None:
        more += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{inner}</w:p>"


def heading(words, level=1, mark="", more=""):
    start = f'<w:bookmarkStart w:id="1" w:name="{mark}"/><w:bookmarkEnd w:id="1"/>' if mark else ""
    return paragraph(*([start] if start else []), words, style=f"Heading{level}", more=more)


def link(words, anchor="", target=""):
    where = f'w:anchor="{anchor}"' if anchor else f'r:id="{target}"'
    return f"<w:hyperlink {where}>{run(words)}</w:hyperlink>"


def cell(*blocks, more=""):
    return f'<w:tc><w:tcPr>{more}</w:tcPr>{"".join(b if b.startswith("<") else paragraph(b) for b in blocks) or paragraph()}</w:tc>'


def table(*rows):
    grid = "".join("<w:gridCol/>" for _ in range(max(row.count("<w:tc>") for row in rows)))
    return f'<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{"".join(f"<w:tr>{row}</w:tr>" for row in rows)}</w:tbl>'


def drawing(inner, descr="", more=""):
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{descr}">{more}</wp:docPr>{inner}</wp:inline></w:drawing></w:r>'


def blip(part):
    return f'<a:graphic><a:graphicData uri="picture"><a:blip r:embed="{part}"/></a:graphicData></a:graphic>'


def docx(name, body, parts=(), links=(), files=()):
    """Writes a Word file: `parts` are kind, root and content; `links` id and address; `files` id, kind, path and bytes."""
    own = [("styles", "w:styles", STYLES), ("numbering", "w:numbering", NUMBERING), *parts]
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(f'<Relationship Id="{kind}" Type="{kinds}/{"".join(c for c in kind if c.isalpha())}" Target="{kind}.xml"/>' for kind, _, _ in own)
    related += "".join(f'<Relationship Id="{at}" Type="{kinds}/hyperlink" Target="{to}" TargetMode="External"/>' for at, to in links)
    related += "".join(f'<Relationship Id="{at}" Type="{kinds}/{kind}" Target="{path}"/>' for at, kind, path, _ in files)
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": rels.format(f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels.format(related),
    }
    content |= {f"word/{kind}.xml": f"<{root} {NAMES}>{inner}</{root}>" for kind, root, inner in own}
    content |= {f"word/{path}": data for _, _, path, data in files}
    with zipfile.ZipFile(HERE / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in content.items():
            package.writestr(zipfile.ZipInfo(path, (2026, 6, 5, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)


def python_docx():
    """What a script in a council's office writes: a title, headings, lists, a table, pictures with and without words."""
    from docx import Document
    from docx.shared import Pt
    document = Document()
    document.core_properties.title = "SENCO guide 2026"
    document.add_heading("SENCO guide 2026", 0)
    document.add_paragraph("For SENCOs in Aldermere.")
    document.add_heading("Identifying needs", 1)
    document.add_paragraph("Look for these signs:")
    for words in ("speech", "sight & hearing", "1. not a number"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("deeper", style="List Bullet 2")
    document.add_paragraph("*Stars*, _lines_ and [brackets] are only signs.")
    document.add_paragraph("Quoted words.", style="Quote")
    document.add_heading("Records", 2)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for at, words in enumerate(("Form", "When")):
        table.rows[0].cells[at].paragraphs[0].add_run(words).bold = True
    for words in (("Plan", "each term"), ("Review", "each year")):
        for slot, text in zip(table.add_row().cells, words):
            slot.text = text
    document.add_heading("Pictures", 1)
    document.add_picture(io.BytesIO(PNG), width=Pt(20))
    document.add_paragraph("A picture without words stands above.")
    picture = document.add_picture(io.BytesIO(PNG + b"x"), width=Pt(20))
    picture._inline.docPr.set("descr", "The graduated approach in four steps")
    document.sections[0].footer.paragraphs[0].text = "Version 4, June 2026"
    document.save(HERE / "python_docx.docx")


def faked_headings():
    """Nobody used a style: chapters are bold and large, sections bold."""
    from docx import Document
    from docx.shared import Pt
    document = Document()
    def line(words, size=None, bold=True):
        run = document.add_paragraph().add_run(words)
        run.bold = bold
        run.font.size = Pt(size) if size else None
    line("SENCO GUIDE", 28)
    line("Help for schools, in plain words.", bold=False)
    for chapter in ("Funding", "Referrals"):
        line(chapter, 16)
        line("Ask early. Keep records of what you tried and of what came of it.", bold=False)
        line("What to send")
        line("The form and the last two plans.", bold=False)
        line("Important: send nothing by post.")
        line("It gets lost.", bold=False)
    for words in ("Call 999", "Then tell the safeguarding lead", "Then write it down"):
        line(words)
    line("That is all.", bold=False)
    line("The SEN team")
    document.save(HERE / "faked_headings.docx")


def libreoffice():
    for kind in ("docx:MS Word 2007 XML", "odt"):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, SOURCES / "libreoffice.fodt"], check=True, stdout=subprocess.DEVNULL)
            suffix = kind.split(":")[0]
            name = "libreoffice.docx" if suffix == "docx" else "opendocument.odt"
            (HERE / name).write_bytes((Path(folder) / f"libreoffice.{suffix}").read_bytes())


def pandoc():
    subprocess.run(["pandoc", SOURCES / "pandoc.md", "-o", HERE / "pandoc.docx"], check=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1780650000"})


def npm_docx():
    subprocess.run(["node", SOURCES / "docx.mjs", os.environ["DOCX_MODULES"], HERE / "npm_docx.docx"], check=True)


def docx_rs():
    subprocess.run([os.environ["DOCX_RS"], HERE / "docx_rs.docx"], check=True)


def tracked():
    """Changes that nobody has accepted, comments, hidden and highlighted text."""
    changed = 'w:author="A" w:date="2026-06-05T09:00:00Z"'
    body = heading("Referrals") + paragraph(
        "Send the form ", f'<w:del w:id="1" {changed}><w:r><w:delText xml:space="preserve">by post </w:delText></w:r></w:del>',
        f'<w:ins w:id="2" {changed}>{run("by secure email ")}</w:ins>', "to the team.",
        '<w:r><w:commentReference w:id="7"/></w:r>', run(" Ring Sam if stuck.", "<w:vanish/>"))
    body += paragraph(run("Bands may change in ", '<w:highlight w:val="yellow"/>'), run("2027.", '<w:b/><w:highlight w:val="yellow"/>'))
    body += f'<w:p><w:ins w:id="3" {changed}>{run("A whole new paragraph.")}</w:ins></w:p>'
    docx("tracked", body, parts=[("comments", "w:comments", '<w:comment w:id="7">' + paragraph("Check with legal") + "</w:comment>")])


def shapes():
    """A text box, SmartArt, WordArt, a formula, an object, a chart, pictures of every kind."""
    box = drawing(f"<a:graphic><w:txbxContent>{paragraph('Ring before you send.')}</w:txbxContent></a:graphic>")
    art = drawing('<a:graphic><a:graphicData uri="x/diagram"><dgm:relIds r:dm="data"/></a:graphicData></a:graphic>', "Three steps")
    chart = drawing('<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>', "Requests a year")
    word_art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    formula = "<m:oMath><m:f><m:num><m:r><m:t>hours</m:t></m:r></m:num><m:den><m:r><m:t>weeks</m:t></m:r></m:den></m:f></m:oMath>"
    body = heading("Shapes") + paragraph("Above the box.", box) + paragraph("Steps:", art) + paragraph("Figures:", chart)
    body += paragraph(word_art, "Each week: ", formula) + paragraph("A sheet:", "<w:r><w:object/></w:r>")
    body += paragraph("Pictures: ", drawing(blip("emf"), "A map"), drawing(blip("png"), "A &quot;red&quot; [dot]"), drawing(blip("png"), "", '<adec:decorative val="1"/>'))
    data = f'<dgm:dataModel {NAMES}><dgm:pt><dgm:t><a:p><a:r><a:t>Assess</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>'
    docx("shapes", body, files=[("emf", "image", "media/a.emf", b"\x01\x00\x00\x00"), ("png", "image", "media/a.png", PNG), ("data", "diagramData", "diagrams/data.xml", data)])


def tables():
    """Merged cells, lists and tables in cells, a frame, no heading row, two heading rows."""
    head = '<w:trPr><w:tblHeader/></w:trPr>'
    body = heading("Tables")
    body += table(head + cell("Term") + cell("Week") + cell("Task"),
                  cell("Autumn", more='<w:vMerge w:val="restart"/>') + cell("1") + cell(paragraph("Check", item=(1, 0)), paragraph("Plan", item=(1, 0))),
                  cell(more="<w:vMerge/>") + cell("2") + cell("First line", "Second | line"),
                  cell("Spring and summer", more='<w:gridSpan w:val="2"/>') + cell(table(cell("a") + cell("b"), cell("c") + cell("d"))))
    body += paragraph("A frame:") + table(cell("You must reply within 15 days.", paragraph("See section 26.", item=(2, 0))))
    body += paragraph("No headings:") + table(cell("Name") + cell("") + cell(run("x")[:0] or "1"), cell("Date") + cell("") + cell("2"))
    body += paragraph("Two rows of headings:") + table(head + cell("2026") + cell("2027"), head + cell("Autumn") + cell("Spring"), cell("5") + cell("6"))
    docx("tables", body)


def bookmarks():
    """Links across pages: to bookmarks at headings and in text, to one that is not there, to headings of one name."""
    spot = '<w:bookmarkStart w:id="2" w:name="Key_contact"/><w:bookmarkEnd w:id="2"/>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Fees") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph("SENCO guide", style="Title") + heading("Start", mark="_Toc1")
    body += paragraph("Go to ", link("the contact", "key_contact"), ", ", link("fees", "_Ref2"), ", ", field, ", ", link("nowhere", "Gone"), ", ", link("the top", "_top"), " or ", link("where to start", "_Toc1"), ".")
    body += heading("Help") + heading("Fees", 2, "_Ref1") + paragraph("One.") + heading("Fees", 2, "_Ref2") + paragraph("Two.")
    body += heading("Next steps", 2, "next_steps") + paragraph(spot, "Ring Sam. ", link("Start again", "_Toc1"), ", or see ", link("next steps", "next_steps"), ".")
    docx("bookmarks", body)


def no_headings():
    """Neither headings nor bold type: one page, called after the file."""
    docx("no_headings", paragraph("First words.") + paragraph("- not a list") + paragraph("# not a heading") + paragraph("12. not a number") + paragraph("+++"))


def fields():
    """Form fields, content controls, lettered lists, numbered headings, contents, running text."""
    control = '<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>' + run("Choose a band") + "</w:sdtContent></w:sdt>"
    tick = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>' + run("☒") + "</w:sdtContent></w:sdt>"
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>' + paragraph("Forms 1") + "</w:sdtContent></w:sdt>"
    body = contents + heading("Forms", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    body += paragraph("Band: ", control, ". Name: ______ Ticked: ", tick) + paragraph("☐ agreed", item=(1, 0))
    body += paragraph("first", item=(3, 0)) + paragraph("second", item=(3, 0)) + paragraph("See (b) above, and {{ep.phone}}.")
    body += '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    docx("fields", body, parts=[("header1", "w:hdr", paragraph("OFFICIAL: draft")), ("footer1", "w:ftr", paragraph('<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>"))])


def files():
    """Links to files: beside the Word file, on somebody's drive, with a bookmark, missing; and to the guide itself."""
    targets = [("a", "forms/ep-form.docx"), ("b", "file:///G:\\SEN\\forms\\EP%20Form%20v2.DOCX"), ("c", "..\\Other\\lost form.pdf"), ("d", "https://send.example/"),
               ("e", "files.docx#Forms_list"), ("f", "\\\\server\\share\\folder"), ("g", "forms/ep-form.docx#parents"), ("h", "mailto:a@b.example")]
    mark = '<w:bookmarkStart w:id="2" w:name="Forms_list"/><w:bookmarkEnd w:id="2"/>'
    words = {"a": "EP referral form", "b": "form", "c": "Lost form", "d": "https://send.example/", "e": "the list", "f": "the folder", "g": "its second page", "h": "a@b.example"}
    body = heading("Forms") + paragraph(mark, "All forms: ", *[part for at, _ in targets for part in (link(words[at], target=at), ", ")], "end.")
    docx("files", body, links=targets)


ALL = [python_docx, faked_headings, libreoffice, pandoc, npm_docx, docx_rs, tracked, shapes, tables, bookmarks, no_headings, fields, files]

if __name__ == "__main__":
    chosen = sys.argv[1:]
    for make in ALL:
        if not chosen or make.__name__ in chosen:
            make()
