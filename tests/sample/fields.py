"""Form fields for a PDF made with Typst, which knows none: a PDF/UA-1 file in, the same with fields out.

`pdfs/fields.typ` leaves an empty picture at the place of each field. Its tag is a Figure whose alternative
text describes the field. Here the Figure becomes a Form, and the picture a widget at the same place:
tags, order of reading and the page's look stay as they were.
"""
import io
import json
import re

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from facts import REGISTER
from typeset import FONTS, typeset_pdf

INK = "0.086 0.125 0.165"
SIZE = 12
GROW = 3  # a box of 12 points can be clicked in 18: 24 pixels, as WCAG 2.2 asks
PRINTED = 4
RADIO = 1 << 15
MARK = "field:"
BOX = f"q 1 g {INK} RG 1.03 w 3.9 3.9 10.2 10.2 re B Q"
TICK = f"q {INK} RG 1.9 w 1 J 1 j 6 9.2 m 8.3 6.4 l 12.2 11.9 l S Q"
LINE = f"q {INK} RG 1 w 0 0.5 m %g 0.5 l S Q"


def form(folder, number):
    """Makes the document `number` with its fields."""
    pdf = pikepdf.open(io.BytesIO(typeset_pdf(number)))
    Fields(pdf).add()
    pdf.save(folder / REGISTER[number].file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


class Fields:
    def __init__(self, pdf):
        self.pdf = pdf
        self.tree = pdf.Root.StructTreeRoot
        self.keys = list(self.tree.ParentTree.Nums)
        self.fields = {}
        self.widgets = {page.objgen: [] for page in pdf.pages}

    def add(self):
        figures = [e for e in elements(self.tree) if e.S == Name.Figure and str(e.get("/Alt", "")).startswith(MARK)]
        for figure in figures:
            self.replace(figure)
        for page in self.pdf.pages:
            self.take_out_pictures(page)
        self.tree.ParentTree.Nums = Array(self.keys)
        self.tree.ParentTreeNextKey = int(self.keys[-2]) + 1
        order = list(tagged(self.tree))
        for page in self.pdf.pages:  # links and fields alike in the order of reading
            page.Annots = Array(sorted([*page.get("/Annots", []), *self.widgets[page.objgen]], key=lambda a: order.index(a.objgen)))
            page.Tabs = Name.S
        font = embed(self.pdf, FONTS / "AtkinsonHyperlegibleNext-Regular.ttf")
        self.pdf.Root.AcroForm = self.pdf.make_indirect(Dictionary(
            Fields=Array(self.fields.values()), DA=look(), DR=Dictionary(Font=Dictionary(Atkinson=font))))

    def replace(self, figure):
        """The Figure becomes a Form with one widget, at the picture's place."""
        field = json.loads(str(figure.Alt)[len(MARK):])
        left, bottom, right, top = [float(n) for n in figure.A[0].BBox]
        if field["kind"] == "text":
            widget, says = self.text(field, right - left, top - bottom), field["says"]
        else:
            widget, says = self.choice(field), f"{field['question']}: {field['answer']}"
            left, bottom, right, top = left - GROW, bottom - GROW, right + GROW, top + GROW
        widget.Type, widget.Subtype, widget.F, widget.P = Name.Annot, Name.Widget, PRINTED, figure.Pg
        widget.Rect = Array([round(n, 2) for n in (left, bottom, right, top)])
        widget.StructParent = int(self.tree.ParentTreeNextKey)
        self.tree.ParentTreeNextKey = widget.StructParent + 1
        self.keys += [widget.StructParent, figure]
        self.widgets[figure.Pg.objgen].append(widget)
        figure.S, figure.Alt = Name.Form, String(says)
        figure.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=figure.Pg)
        del figure["/A"]

    def text(self, field, width, height):
        empty = self.drawing(width, height, LINE % width + " /Tx BMC EMC")
        widget = self.pdf.make_indirect(Dictionary(
            FT=Name.Tx, T=String(field["name"]), TU=String(field["says"]), MaxLen=field["most"], DA=look(), Q=0,
            MK=Dictionary(BC=ink()), BS=Dictionary(S=Name.U, W=1), AP=Dictionary(N=empty)))
        self.fields[field["name"]] = widget
        return widget

    def choice(self, field):
        question, answer = field["question"], Name("/" + field["answer"])
        name = re.sub("[^a-z0-9]+", "_", question.lower()).strip("_")
        if name not in self.fields:
            self.fields[name] = self.pdf.make_indirect(Dictionary(
                FT=Name.Btn, Ff=RADIO, T=String(name), TU=String(question), V=Name.Off, Kids=Array()))
        side = SIZE + 2 * GROW
        looks = Dictionary(Off=self.drawing(side, side, BOX))
        looks[answer] = self.drawing(side, side, BOX + "\n" + TICK)
        widget = self.pdf.make_indirect(Dictionary(
            TU=String(f"{question}: {field['answer']}"), Parent=self.fields[name], AS=Name.Off,
            MK=Dictionary(BC=ink(), BG=Array([1]), CA=String("4")), BS=Dictionary(S=Name.S, W=1), AP=Dictionary(N=looks)))
        self.fields[name].Kids.append(widget)
        return widget

    def drawing(self, width, height, content):
        return self.pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form,
                                    BBox=Array([0, 0, round(width, 2), round(height, 2)]), Resources=Dictionary())

    def take_out_pictures(self, page):
        """What was marked as one of the pictures leaves the page, and the rest is numbered anew."""
        at = self.keys.index(page.StructParents)
        owners = list(self.keys[at + 1])
        stays = [n for n, owner in enumerate(owners) if owner.S != Name.Form]
        new = {old: n for n, old in enumerate(stays)}
        kept, depth = [], 0
        for operands, operator in pikepdf.parse_content_stream(page):
            begins, ends = str(operator) in ("BDC", "BMC"), str(operator) == "EMC"
            marks = operands[1] if str(operator) == "BDC" and isinstance(operands[1], Dictionary) else {}
            if depth or "/MCID" in marks and int(marks["/MCID"]) not in new:
                depth += begins - ends
                continue
            if "/MCID" in marks:
                marks["/MCID"] = new[int(marks["/MCID"])]
            kept.append((operands, operator))
        page.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(kept))
        self.keys[at + 1] = self.pdf.make_indirect(Array([owners[n] for n in stays]))
        for element in elements(self.tree):
            if element.get("/Pg") == page.obj and "/K" in element:
                kids = element.K if isinstance(element.K, Array) else [element.K]
                kids = [new[kid] if isinstance(kid, int) else kid for kid in kids]
                element.K = Array(kids) if isinstance(element.K, Array) else kids[0]


def elements(root):
    """Every structure element below this one, in the order of reading."""
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tagged(root):
    """The links and widgets that have a tag, in the order of reading."""
    for element in elements(root):
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                yield kid.Obj.objgen


def look():
    return String(f"/Atkinson {SIZE} Tf {INK} rg")


def ink():
    return Array([float(n) for n in INK.split()])


def embed(pdf, file):
    """The whole font, for whatever a person types (Windows Latin, which each viewer can write)."""
    font = TTFont(file)
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    codes = [bytes([code]).decode("cp1252", "replace") for code in range(32, 256)]
    name = Name("/" + font["name"].getDebugName(6))
    head, line = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    data = file.read_bytes()
    descriptor = pdf.make_indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=32, ItalicAngle=0, StemV=80, CapHeight=round(font["OS/2"].sCapHeight * scale),
        Ascent=round(line.ascent * scale), Descent=round(line.descent * scale),
        FontBBox=Array([round(n * scale) for n in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        FontFile2=pdf.make_stream(data, Length1=len(data))))
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, Encoding=Name.WinAnsiEncoding, FirstChar=32, LastChar=255,
        Widths=Array([round(widths[glyphs[ord(c)]][0] * scale) if ord(c) in glyphs else 0 for c in codes]),
        FontDescriptor=descriptor))
