#!/usr/bin/env python3
"""Makes the PDFs of this folder, which `tests/suite/matrix.rs` binds in as annexes.

    pip install reportlab==5.1.0 pikepdf==10.18.0; python3 tests/documents/make.py

weasyprint.pdf is a tagged form, made from weasyprint.html by a program of its own, because it needs Debian's libpango-1.0-0
and libpangoft2-1.0-0:

    pip install weasyprint==70.0; python3 -c "import weasyprint; weasyprint.HTML('weasyprint.html').write_pdf(
        'weasyprint.pdf', pdf_forms=True, pdf_variant='pdf/ua-1')"

None comes from a writer of ours. Everything but the two below is made anew, byte for byte the same each time; the files
locked by `qpdf` differ in their random keys, and are made only when they are missing. LibreOffice and Chromium write the
time and chance numbers into their files, so theirs are committed as made:

    libreoffice.pdf  soffice --headless --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' libreoffice.fodt
    chromium.pdf     chromium --headless --print-to-pdf=chromium.pdf --no-pdf-header-footer chromium.html

What each is for stands at its function, or beside its name in the list at the end.
"""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen import canvas

HERE = Path(__file__).parent
A4 = (595, 842)


def sheet(size=A4):
    """An empty reportlab drawing without clock or chance."""
    buffer = BytesIO()
    return buffer, canvas.Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)


def words(drawing, page, lines):
    """Some lines at the top of a page and a frame around it."""
    width, height = drawing._pagesize
    drawing.rect(10, 10, width - 20, height - 20)
    for number, line in enumerate([f"Page {page}", *lines]):
        drawing.drawString(40, height - 60 - 20 * number, line)


def opened(buffer):
    buffer.seek(0)
    return pikepdf.open(buffer)


def save(pdf, name):
    pdf.save(HERE / name, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def link(rect, **action):
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(rect), Border=Array([0, 0, 0]), **action)


def links():
    """reportlab: a link of each kind, to pages, names, files and addresses (ISO 32000-1, 12.6.4)."""
    buffer, drawing = sheet()
    for page in (1, 2, 3):
        words(drawing, page, ["Links of every kind"])
        if page == 1:
            drawing.linkURL("https://www.gov.uk/", (40, 700, 200, 715))
            drawing.linkURL("other.pdf", (40, 680, 200, 695), kind="GoToR")
        drawing.showPage()
    drawing.save()
    pdf = opened(buffer)
    pages = [page.obj for page in pdf.pages]
    spots = Dictionary(Names=Array([String("new1"), Array([pages[0], Name.XYZ, 40, 700, 0]),
                                    String("new3"), Array([pages[2], Name.FitH, 500])]))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(spots))
    pdf.Root.Dests = Dictionary({f"/old{number}": Array([page, Name.Fit]) for number, page in enumerate(pages, 1)})
    more = [
        dict(Dest=Array([pages[2], Name.XYZ, 40, 500, 0])),
        dict(Dest=String("new3")),
        dict(A=Dictionary(S=Name.GoTo, D=Array([pages[1], Name.FitR, 0, 0, 200, 200]))),
        dict(A=Dictionary(S=Name.GoTo, D=Name.old3)),
        dict(A=Dictionary(S=Name.GoToR, F=Dictionary(F=String("outline.pdf"), UF=String("outline.pdf")), D=Array([1, Name.Fit]))),
        dict(A=Dictionary(S=Name.GoToR, F=String("outline.pdf"), D=String("chapter2"))),
        dict(A=Dictionary(S=Name.Launch, F=Dictionary(Type=Name.Filespec, F=String("pages.pdf")))),
        dict(A=Dictionary(S=Name.Launch, Win=Dictionary(F=String("layers.pdf")))),
        dict(A=Dictionary(S=Name.GoToE, D=String("chapter1"), T=Dictionary(R=Name.C, N=String("outline.pdf")))),
        dict(A=Dictionary(S=Name.GoToE, F=String("outline.pdf"), D=Array([2, Name.Fit]))),
        dict(A=Dictionary(S=Name.Named, N=Name.NextPage)),
        dict(A=Dictionary(S=Name.URI, URI=String("mailto:sen@example.org"))),
    ]
    for number, action in enumerate(more):
        top = 640 - 20 * number
        pages[0].Annots.append(pdf.make_indirect(link([40, top - 15, 200, top], **action)))
    bookmarks = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    address = Dictionary(S=Name.URI, URI=String("https://www.gov.uk/"))
    bookmarks.First = bookmarks.Last = pdf.make_indirect(Dictionary(Title=String("On the web"), Parent=bookmarks, A=address))
    pdf.Root.Outlines = bookmarks
    save(pdf, "links.pdf")


def outline():
    """reportlab: bookmarks three deep, page labels, named destinations of PDF 1.1 (in `/Dests`)."""
    buffer, drawing = sheet()
    for chapter in (1, 2, 3):
        words(drawing, chapter, [f"Chapter {chapter}"])
        drawing.bookmarkPage(f"chapter{chapter}")
        drawing.addOutlineEntry(f"Chapter {chapter}", f"chapter{chapter}", 0)
        drawing.bookmarkHorizontal(f"section{chapter}", 0, 600)
        drawing.addOutlineEntry(f"Section {chapter}.1", f"section{chapter}", 1)
        drawing.bookmarkHorizontal(f"point{chapter}", 0, 400)
        drawing.addOutlineEntry(f"Point {chapter}.1.1", f"point{chapter}", 2)
        drawing.showPage()
    drawing.setTitle("Three chapters")
    drawing.addPageLabel(0, style="ROMAN_LOWER", start=1)
    drawing.addPageLabel(1, style="ARABIC", start=1, prefix="B-")
    drawing.save()
    pdf = opened(buffer)
    pdf.Root.Dests = Dictionary({f"/chapter{number}": Array([page.obj, Name.Fit]) for number, page in enumerate(pdf.pages, 1)})
    save(pdf, "outline.pdf")


def pages():
    """reportlab: four rotations, a CropBox with an offset, UserUnit 2, sizes from A6 to A3 on its side."""
    buffer, drawing = sheet()
    sizes = [A4, A4, A4, A4, (700, 900), (300, 400), (298, 420), (1191, 842), (700, 900)]
    for page, size in enumerate(sizes, 1):
        drawing.setPageSize(size)
        words(drawing, page, ["A page as it comes"])
        drawing.showPage()
    drawing.save()
    pdf = opened(buffer)
    for number, turn in enumerate((0, 90, 180, 270)):
        pdf.pages[number].obj.Rotate = turn
    pdf.pages[4].obj.CropBox = Array([50, 60, 640, 860])
    pdf.pages[5].obj.UserUnit = 2
    pdf.pages[8].obj.MediaBox = Array([-20, -30, 680, 870])
    pdf.pages[8].obj.CropBox = Array([30, 40, 400, 800])
    pdf.pages[8].obj.Rotate = 90
    pdf.pages[8].obj.UserUnit = 1.5
    save(pdf, "pages.pdf")


def layers():
    """reportlab: two layers, one of them hidden, on a page that inherits its resources."""
    buffer, drawing = sheet()
    words(drawing, 1, ["Two layers"])
    drawing.save()
    pdf = opened(buffer)
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Shown", "Hidden")]
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(Name=String("Default"), Order=Array(groups), OFF=Array(groups[1:])))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(Shown=groups[0], Hidden=groups[1])
    for number, name in enumerate(("Shown", "Hidden")):
        drawn = f"/OC /{name} BDC BT /F1 12 Tf 40 {600 - 40 * number} Td ({name} layer) Tj ET EMC".encode()
        pdf.pages[0].contents_add(drawn)
    pdf.Root.Pages.Resources = page.Resources
    del page.Resources
    save(pdf, "layers.pdf")


def tagged(change=lambda pdf, tags: None, language="cy-GB", title="Tagged by hand"):
    """Two tagged pages: a heading, a paragraph and a link on each. `change` breaks something."""
    pdf = pikepdf.new()
    pdf.Root.Lang = String(language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = title
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    root.K = Array([whole])
    numbers, elements = Array([]), []
    for number in (0, 1):
        content = (f"/H1 <</MCID 0>> BDC BT /F1 18 Tf 40 780 Td (Heading {number + 1}) Tj ET EMC "
                   f"/P <</MCID 1>> BDC BT /F1 12 Tf 40 740 Td (Words of page {number + 1}) Tj ET EMC "
                   "/Link <</MCID 2>> BDC BT /F1 12 Tf 40 700 Td (A link) Tj ET EMC ")
        page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *A4]), StructParents=2 * number, Tabs=Name.S,
                                            Resources=Dictionary(Font=Dictionary(F1=font)),
                                            Contents=pdf.make_stream(content.encode())))
        pdf.pages.append(pikepdf.Page(page))
        page = pdf.pages[-1].obj
        annotation = pdf.make_indirect(link([40, 695, 100, 712], Contents=String("The Government's pages"), F=4,
                                            StructParent=2 * number + 1, A=Dictionary(S=Name.URI, URI=String("https://www.gov.uk/"))))
        page.Annots = Array([annotation])
        kinds = [Name.H1, Name.P, Name.Link]
        made = [pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=whole, Pg=page, K=Array([mark]))) for mark, kind in enumerate(kinds)]
        made[2].K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
        whole.K.extend(made)
        numbers.extend([2 * number, pdf.make_indirect(Array(made)), 2 * number + 1, made[2]])
        elements.append(made)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = 4
    pdf.Root.StructTreeRoot = root
    change(pdf, elements)
    return pdf


def shifted(pdf, tags):
    for number in (0, 1):
        pdf.pages[number].obj.StructParents = 2 * number + 2


def no_parent_tree(pdf, tags):
    del pdf.Root.StructTreeRoot.ParentTree


def no_kids(pdf, tags):
    del pdf.Root.StructTreeRoot.K


def shared_marks(pdf, tags):
    """Two elements claim the paragraph of page 1, and the parent tree names neither."""
    tags[0][0].K = Array([0, 1])
    pdf.Root.StructTreeRoot.ParentTree.Nums[1] = Array([tags[0][0], tags[1][1], tags[0][2]])


def stale_page(pdf, tags):
    """A third page with marks from another file, which no tag knows."""
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *A4]), Resources=pdf.pages[0].obj.Resources,
                      Contents=pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 40 740 Td (Stale) Tj ET EMC /P <</MCID 7>> BDC EMC"))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def maps(pdf, tags):
    """Custom types, a class map, ids, and a table whose cell names its header by id."""
    root = pdf.Root.StructTreeRoot
    root.RoleMap = Dictionary(Title1=Name.Title2, Title2=Name.H1, Loop=Name.Loop)
    root.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceBefore=12))
    tags[0][0].S = Name.Title1
    tags[0][1].C = Name.Wide
    whole = tags[0][0].P
    table = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=whole))
    row = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=table))
    head, cell = tags[1][0], tags[1][1]
    head.S, cell.S = Name.TH, Name.TD
    head.ID, cell.ID = String("head"), String("cell")
    head.A = Dictionary(O=Name.Table, Scope=Name.Column)
    cell.A = Dictionary(O=Name.Table, Headers=Array([String("head")]))
    head.P = cell.P = row
    row.K, table.K = Array([head, cell]), row
    whole.K = Array([*tags[0], table, tags[1][2]])
    root.IDTree = pdf.make_indirect(Dictionary(Names=Array([String("cell"), cell, String("head"), head])))


def form_object(pdf, tags):
    """The words of page 2 stand in a form XObject with marks and a key of its own (14.7.4.2)."""
    page = pdf.pages[1].obj
    content = b"/Span <</MCID 0>> BDC BT /F1 12 Tf 0 0 Td (Inside a form object) Tj ET EMC"
    drawn = pdf.make_stream(content)
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, -5, 300, 20])
    drawn.Resources, drawn.StructParents = page.Resources, 4
    page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(Fm0=drawn))
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q 1 0 0 1 40 600 cm /Fm0 Do Q")
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, P=tags[1][1], Pg=page,
                                           K=Dictionary(Type=Name.MCR, Pg=page, Stm=drawn, MCID=0)))
    tags[1][1].K.append(element)
    root = pdf.Root.StructTreeRoot
    root.ParentTree.Nums.extend([4, Array([element])])
    root.ParentTreeNextKey = 5


def lost_page(pdf, tags):
    """Page 2 was taken out of the file; its tags were not."""
    del pdf.pages[1]


def twice(pdf, tags):
    """One page object is listed twice."""
    kids = pdf.Root.Pages.Kids
    kids.append(kids[0])
    pdf.Root.Pages.Count = 3


def odd(name, change):
    """reportlab's outline file with something broken."""
    pdf = pikepdf.open(HERE / "outline.pdf")
    change(pdf)
    save(pdf, name)


def not_drawn(pdf, tags):
    """An element claims words that the page no longer has."""
    tags[1][1].K = Array([1, 9])
    lost = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tags[0][0].P, Pg=pdf.pages[0].obj, K=Array([8])))
    tags[0][0].P.K.append(lost)


def sections(pdf, tags):
    """Headings without a level: the second one in a section of its own, within the section of the first."""
    whole = pdf.Root.StructTreeRoot.K[0]
    inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=whole, K=Array(tags[1])))
    for element in tags[1]:
        element.P = inner
    tags[0][0].S = tags[1][0].S = Name.H
    whole.K = Array([*tags[0], inner])


def marked_up(pdf, tags):
    """A tagged annotation of each kind that people add to a page: a field, an attached file, a note, a stamp, a highlight."""
    whole, page, numbers = tags[0][0].P, pdf.pages[0].obj, pdf.Root.StructTreeRoot.ParentTree.Nums
    drawn = pdf.make_stream(b"0 0 20 20 re S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]))
    attached = pdf.make_stream(b"Words", Type=Name.EmbeddedFile, Subtype=Name("/text/plain"))
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("notes.txt"), UF=String("notes.txt"), Desc=String("Notes"),
                                        EF=Dictionary(F=attached)))
    kinds = {"Widget": dict(FT=Name.Tx, T=String("name"), TU=String("Your name"), DA=String("/Helv 0 Tf 0 g")),
             "FileAttachment": dict(FS=file), "Text": dict(Name=Name.Note), "Stamp": dict(Name=Name.Approved),
             "Highlight": dict(QuadPoints=Array([40, 620, 60, 620, 40, 600, 60, 600]))}
    for number, (kind, entries) in enumerate(kinds.items()):
        left = 40 + 40 * number
        annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([left, 600, left + 20, 620]), F=4, P=page,
                                                  Contents=String(f"A {kind}"), AP=Dictionary(N=drawn), StructParent=4 + number, **entries))
        page.Annots.append(annotation)
        kind = Name.Form if kind == "Widget" else Name.Annot
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=whole, Pg=page, K=Array([Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)])))
        whole.K.append(element)
        numbers.extend([4 + number, element])
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]), DA=String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font)))
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 9


def bookmarks_to_files(pdf):
    """Bookmarks to other files: a page, a name, a whole file, one that is not in the guide, and a web page."""
    actions = {
        "Page two": Dictionary(S=Name.GoToR, F=Dictionary(F=String("outline.pdf"), UF=String("outline.pdf")), D=Array([1, Name.Fit])),
        "Chapter 2": Dictionary(S=Name.GoToR, F=String("outline.pdf"), D=String("chapter2")),
        "Pages": Dictionary(S=Name.Launch, F=Dictionary(Type=Name.Filespec, F=String("pages.pdf"))),
        "Lost": Dictionary(S=Name.GoToR, F=String("gone.pdf"), D=Array([0, Name.Fit])),
        "Web": Dictionary(S=Name.URI, URI=String("https://www.gov.uk/")),
    }
    items = [pdf.make_indirect(Dictionary(Title=String(title), Parent=pdf.Root.Outlines, A=action)) for title, action in actions.items()]
    for before, after in zip(items, items[1:]):
        before.Next, after.Prev = after, before
    pdf.Root.Outlines.First, pdf.Root.Outlines.Last, pdf.Root.Outlines.Count = items[0], items[-1], len(items)


def said(pdf, tags):
    """Tags with a language, words in place of their content, a title, a file and a namespace of PDF 2.0."""
    heading, paragraph, link_tag = tags[0]
    heading.Lang, heading.T = String("fr-FR"), String("A title")
    paragraph.ActualText, paragraph.E = String("Words of page one"), String("As an abbreviation stands for")
    link_tag.Alt = String("A picture of a link")
    attached = pdf.make_stream(b"a,b", Type=Name.EmbeddedFile, Subtype=Name("/text/csv"))
    paragraph.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("table.csv"), UF=String("table.csv"), AFRelationship=Name.Data,
                                                       EF=Dictionary(F=attached)))])
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn")))
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    tags[1][1].NS = space


def page_entries(pdf):
    """A page with everything that is neither box nor content: group, transition, duration, thumbnail, files, viewport, metadata."""
    page = pdf.pages[0].obj
    page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    page.Trans, page.Dur = Dictionary(Type=Name.Trans, S=Name.Dissolve), 5
    page.Thumb = pdf.make_stream(bytes(3), Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
    page.Metadata = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
    page.VP = Array([Dictionary(Type=Name.Viewport, BBox=Array([0, 0, 100, 100]))])
    attached = pdf.make_stream(b"a,b", Type=Name.EmbeddedFile, Subtype=Name("/text/csv"))
    page.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("page.csv"), UF=String("page.csv"), AFRelationship=Name.Data,
                                                  EF=Dictionary(F=attached)))])


def threads(pdf):
    """An article that reads on from a column of page one to one of page two, and from there to one of page three."""
    pages = [page.obj for page in pdf.pages]
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String("How to ask for help"))))
    beads = [pdf.make_indirect(Dictionary(Type=Name.Bead, T=thread, P=page, R=Array([40, 100, 300, 700]))) for page in pages]
    for page, bead, after in zip(pages, beads, beads[1:] + beads[:1]):
        bead.N, after.V, page.B = after, bead, Array([bead])
    thread.F, pdf.Root.Threads = beads[0], Array([thread])


def base(pdf):
    """Web addresses that go on from the base of the whole file, and two that do not (ISO 32000-1, 12.6.4.7)."""
    pdf.Root.URI = Dictionary(Base=String("https://www.aldermere.example/send/forms/"))
    addresses = ["refer.html#how", "../help", "https://www.gov.uk/", "mailto:sen@example.org"]
    actions = [Dictionary(S=Name.URI, URI=String(address)) for address in addresses]
    tops = range(640, 0, -20)
    links = [pdf.make_indirect(link([40, top - 15, 200, top], A=action)) for top, action in zip(tops, actions)]
    pdf.pages[0].Annots = Array(links)


def portfolio(pdf):
    """A cover and the three files that it is about, one of them with an accent (ISO 32000-1, 7.11.6)."""
    for name in ["email.txt", "form one.txt", "déclaration.txt"]:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, name.encode(), filename=name)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)


def layer_rules():
    """Layers of which one is shown, one that a reader cannot switch, one that shows in print only."""
    with pikepdf.open(HERE / "layers.pdf") as pdf:
        shown, hidden = pdf.Root.OCProperties.OCGs
        printed = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Printed"), Usage=Dictionary(Print=Dictionary(PrintState=Name.ON))))
        pdf.Root.OCProperties.OCGs.append(printed)
        pdf.pages[0].Resources.Properties.Printed = printed
        configuration = pdf.Root.OCProperties.D
        configuration.RBGroups, configuration.Locked = Array([Array([shown, hidden])]), Array([shown])
        configuration.AS = Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([printed]))])
        save(pdf, "layers-rules.pdf")


def contents_behind_a_reference(pdf):
    """The list of a page's streams is an object of its own."""
    for page in pdf.pages:
        page.obj.Contents = pdf.make_indirect(Array([pdf.make_stream(b"q 1 0 0 RG 20 20 50 50 re S Q"), page.obj.Contents]))


def unsorted_names(pdf):
    pages = [page.obj for page in pdf.pages]
    leaf = lambda *pairs: pdf.make_indirect(Dictionary(Names=Array([part for name, page in pairs for part in (String(name), Array([page, Name.Fit]))]),
                                                       Limits=Array([String("a"), String("b")])))
    del pdf.Root.Dests
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([leaf(("zebra", pages[2]), ("apple", pages[0])), leaf(("chapter2", pages[1]))])))


def lost_destinations(pdf):
    """Names and links to pages that the file does not have."""
    gone = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *A4])))
    pdf.Root.Dests.gone = Array([gone, Name.Fit])
    page = pdf.pages[0].obj
    page.Annots = Array([pdf.make_indirect(link([40, top, 200, top + 15], **target)) for top, target in (
        (700, dict(Dest=Array([gone, Name.Fit]))), (680, dict(Dest=String("nowhere"))), (660, dict(Dest=Array([99, Name.Fit]))),
        (640, dict(A=Dictionary(S=Name.JavaScript, JS=String("app.alert('x')")))))])


def cyclic_outline(pdf):
    first = pdf.Root.Outlines.First
    first.Next.Next.Next = first
    first.First.First = first


def cyclic_pages(pdf):
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def no_pages(pdf):
    pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array([]), 0


def locked(name, *options):
    if not (HERE / name).exists():
        subprocess.run(["qpdf", *options, "--", HERE / "outline.pdf", HERE / name], check=True)


def main():
    links()
    outline()
    pages()
    layers()
    layer_rules()
    for name, change in {
        "tagged.pdf": lambda pdf, tags: None,  # pikepdf: a sound tagged file, in Welsh
        "tags-shifted.pdf": shifted,  # pikepdf: each page names the parent tree's entry of the next
        "tags-no-parent-tree.pdf": no_parent_tree,  # pikepdf: no parent tree
        "tags-no-kids.pdf": no_kids,  # pikepdf: a structure root that leads to no tag
        "tags-shared-marks.pdf": shared_marks,  # pikepdf
        "tags-stale-page.pdf": stale_page,  # pikepdf
        "tags-maps.pdf": maps,  # pikepdf
        "tags-maps-again.pdf": maps,  # pikepdf: the same ids and classes in a second file
        "tags-form-object.pdf": form_object,  # pikepdf
        "tags-lost-page.pdf": lost_page,  # pikepdf
        "tags-page-twice.pdf": twice,  # pikepdf
        "tags-not-drawn.pdf": not_drawn,  # pikepdf
        "tags-sections.pdf": sections,  # pikepdf
        "tags-annotations.pdf": marked_up,  # pikepdf
        "tags-words.pdf": said,  # pikepdf
    }.items():
        save(tagged(change), name)
    odd("names-unsorted.pdf", unsorted_names)  # pikepdf: a name tree out of order, with limits that lie
    odd("names-lost.pdf", lost_destinations)
    odd("outline-cyclic.pdf", cyclic_outline)  # pikepdf: bookmarks that come round to the first
    odd("pages-cyclic.pdf", cyclic_pages)  # pikepdf: a page tree that is its own kid
    odd("pages-entries.pdf", page_entries)
    odd("threads.pdf", threads)
    odd("links-base.pdf", base)
    odd("portfolio.pdf", portfolio)
    odd("pages-contents.pdf", contents_behind_a_reference)
    odd("outline-files.pdf", bookmarks_to_files)
    odd("pages-none.pdf", no_pages)  # pikepdf: no pages
    whole = (HERE / "outline.pdf").read_bytes()
    (HERE / "cut-off.pdf").write_bytes(whole[: len(whole) // 3])  # a download that did not finish
    locked("locked-r2.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "40")  # RC4 with 40 bits, against changes
    locked("locked-r5.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "256", "--force-R5")  # the first kind of AES-256
    locked("locked-r3.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n")  # RC4, against changes
    locked("locked-r4.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y")  # AES, against changes
    locked("locked-r6.pdf", "--encrypt", "", "owner", "256")  # AES-256, against changes
    locked("locked-user.pdf", "--encrypt", "secret", "owner", "256")  # asks for a password


if __name__ == "__main__":
    main()
