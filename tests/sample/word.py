"""A Word form: headings, questions, answers, ticks, tables, with real structure.

Inline text is marked up as **strong**, [text](target) and ^[footnote]; `{{tag|hint}}`
is an answer (`{{tag|hint|date}}` a date, `{{tag|hint|A;B;C}}` a list) and `[ ]` a
tick box. A target is `#bookmark`, an address, a file name of guide/documents, or
`field:` and an address (a HYPERLINK field instead of a w:hyperlink).
"""
import io
import re
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml

import pack
import word_base
from facts import COUNCIL, NOT_REAL, SAFETY, day

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = f'xmlns:w="{word_base.W}" xmlns:r="{R}" xmlns:w14="{W14}"'
_INLINE = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|\^\[(?P<note>(?:\[[^\]]*\]\([^)]*\)|[^\]])+)\]|\[(?P<tick> )\]"
    r"|\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)|\{\{(?P<answer>[^}]+)\}\}")


def run(text, rpr=""):
    if not text:
        return ""
    rpr = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    parts = text.replace("'", "’").split("\t")
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' if p else "" for p in parts)
    return f"<w:r>{rpr}{inner}</w:r>"


def plain(text):
    """Inline markup taken away, for names and alternative text."""
    text = re.sub(r"\[ \]\s*", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\s*\{\{.*?\}\}", "", text)
    return text.replace("**", "").strip()


class Form:
    def __init__(self, document, org=COUNCIL):
        self.document = document
        self.word = Document(io.BytesIO(word_base.base()))
        self.body = self.word.element.body
        self.section = self.body.sectPr
        self.ids = int(document.number[1:]) * 10000
        self.bookmarks = []
        self.tags = set()
        self.lists = 0
        self.notes = []
        self._head_and_foot(org)
        self.h1(document.title)

    # ---- inline -------------------------------------------------------
    def _id(self):
        self.ids += 1
        return self.ids

    def _rel(self, target, part=None):
        return (part or self.word.part).relate_to(target, RT.HYPERLINK, is_external=True)

    def _link(self, text, target, part=None):
        shown = run(text, '<w:rStyle w:val="Hyperlink"/>')
        if target.startswith("#"):
            return f'<w:hyperlink w:anchor="{target[1:]}" w:history="1">{shown}</w:hyperlink>'
        if target.startswith("field:"):
            code = escape(f' HYPERLINK "{target[6:]}" ')
            char = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
            return (char % "begin" + f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
                    + char % "separate" + shown + char % "end")
        place = ""
        if ".docx#" in target:  # as Word writes it: the file in the relationship, the bookmark beside it
            target, bookmark = target.split("#")
            place = f' w:anchor="{bookmark}"'
        return f'<w:hyperlink r:id="{self._rel(target, part)}"{place} w:history="1">{shown}</w:hyperlink>'

    def _control(self, name, tag, kind, id=True):
        assert tag not in self.tags, f"{self.document.number}: two answers are called {tag}"
        self.tags.add(tag)
        id = f'<w:id w:val="{self._id()}"/>' if id else ""
        return f'<w:sdtPr>%s<w:alias w:val={quoteattr(name[:64])}/><w:tag w:val="{tag}"/>{id}%s{kind}</w:sdtPr>'

    def answer_run(self, spec, name=""):
        tag, hint, *kind = spec.split("|")
        kind = kind[0] if kind else "text"
        if kind == "text":
            control = "<w:text/>"
        elif kind == "date":
            control = '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        else:
            items = "".join(f"<w:listItem w:displayText={quoteattr(i)} w:value={quoteattr(i)}/>" for i in kind.split(";"))
            control = f"<w:dropDownList><w:listItem w:displayText={quoteattr(hint)} w:value=\"\"/>{items}</w:dropDownList>"
        pr = self._control(name or hint, tag, control) % ("", "<w:showingPlcHdr/>")
        return f'<w:sdt>{pr}<w:sdtContent>{run(hint, _PLACEHOLDER)}</w:sdtContent></w:sdt>'

    def tick_run(self, name, tag=None):
        tag = tag or self._slug("tick", name)
        font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
        box = ('<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
               '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>')
        # Without an id, which Word gives it: LibreOffice 7 would put a second control round the whole paragraph.
        pr = self._control(name, tag, box, id=False) % (f"<w:rPr>{font}</w:rPr>", "")
        return f'<w:sdt>{pr}<w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'

    def _slug(self, start, name):
        slug = start + "_" + re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:36].strip("_")
        n, tag = 2, slug
        while tag in self.tags:
            tag, n = f"{slug}_{n}", n + 1
        return tag

    def inline(self, text, name="", part=None, rpr=""):
        out, at = [], 0
        for m in _INLINE.finditer(text):
            out.append(run(text[at:m.start()], rpr))
            at = m.end()
            if m["strong"]:
                out.append(self.inline(m["strong"], name, part, '<w:rStyle w:val="Strong"/>'))
            elif m["note"]:
                footnotes = next(r.target_part for r in self.word.part.rels.values() if r.reltype.endswith("/footnotes"))
                self.notes.append(self.inline(m["note"], part=footnotes))
                out.append(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>')
            elif m["tick"]:
                label = plain(text[m.end():].split("[ ]")[0]) or name
                out.append(self.tick_run(f"{name}: {label}" if name and name != label else label))
            elif m["text"]:
                out.append(self._link(m["text"], m["target"], part))
            else:
                out.append(self.answer_run(m["answer"], name))
        out.append(run(text[at:], rpr))
        return "".join(out)

    # ---- blocks -------------------------------------------------------
    def _add(self, xml):
        element = parse_xml(xml.replace(">", f" {NS}>", 1) if NS not in xml else xml)
        before = self.section.getprevious()
        self.section.addprevious(element)
        if before is not None and before.tag.endswith("}tbl") and element.tag.endswith("}p"):
            style = element.pPr.style
            if style is None or not style.startswith("Heading"):
                element.pPr.get_or_add_spacing().set(f"{{{word_base.W}}}before", "160")
        return element

    def para(self, style, text, ppr="", name=""):
        style = f'<w:pStyle w:val="{style}"/>' if style else ""
        self._add(f"<w:p><w:pPr>{style}{ppr}</w:pPr>{self.inline(text, name)}</w:p>")

    def _heading(self, style, text, bookmark, ppr=""):
        before = self.section.getprevious()
        if before is not None and before.tag.endswith("}p") and before.pPr.style is None and style == "Heading3":
            self._keep_with_next()
        inner = self.inline(text)
        if bookmark:
            assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", bookmark) and bookmark not in self.bookmarks
            self.bookmarks.append(bookmark)
            n = len(self.bookmarks)
            inner = f'<w:bookmarkStart w:id="{n}" w:name="{bookmark}"/>{inner}<w:bookmarkEnd w:id="{n}"/>'
        self._add(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{inner}</w:p>')

    def h1(self, text):
        self._heading("Heading1", text, "")

    def h2(self, text, bookmark="", new_page=False):
        self._heading("Heading2", text, bookmark, "<w:pageBreakBefore/>" if new_page else "")

    def h3(self, text, bookmark=""):
        self._heading("Heading3", text, bookmark)

    def lead(self, text):
        self.para("Lead", text)

    def p(self, text):
        self.para("", text)

    def caution(self, text=SAFETY):
        self.para("CalloutMust", f"**Urgent:** {text}")

    def note(self, word, text):
        self.para("Callout", f"**{word}:** {text}")

    def must(self, text):
        self.para("CalloutMust", f"**Must:** {text}")

    def bullets(self, items):
        for text in items:
            self.para("ListBullet", text)
        self._room_after()

    def numbers(self, items):
        self.lists += 1
        ppr = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists + 2}"/></w:numPr>'
        for text in items:
            self.para("ListNumber", text, ppr)
        self._room_after()

    def ticks(self, items, about=""):
        for text in items:
            self.para("Tick", f"[ ]\t{text}", name=about)
        self._room_after()

    def _room_after(self):
        """A little more room below the last line of a list."""
        self.section.getprevious().pPr.get_or_add_spacing().set(f"{{{word_base.W}}}after", "140")

    def _keep_with_next(self):
        """A line that introduces a table stays on the table's page."""
        before = self.section.getprevious()
        if before is not None and before.tag.endswith("}p"):
            before.pPr.get_or_add_keepNext()

    def answer(self, question, tag, hint="Write here", long=True, help=""):
        """A question, and a box below it that grows with the answer."""
        self.para("Question", question)
        if help:
            self.para("", help, "<w:keepNext/>")
        pr = self._control(plain(question), tag, "<w:text w:multiLine=\"1\"/>") % ("", "<w:showingPlcHdr/>")
        style = "AnswerLong" if long else "Answer"
        self._add(f'<w:sdt>{pr}<w:sdtContent><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
                  f'{run(hint, _PLACEHOLDER)}</w:p></w:sdtContent></w:sdt>')

    def table(self, title, heads, rows, widths, first_column=True, height=0):
        """A plain grid: one header row that repeats, no merged cells, no row cut in two."""
        before = self.section.getprevious()
        if before is not None and before.tag.endswith("}tbl"):
            self.para("Caption", title)
        self._keep_with_next()
        together = len(rows) <= KEEP_TOGETHER
        total = sum(widths)
        cols = [round(w * word_base.WIDTH / total) for w in widths]
        cols[-1] = word_base.WIDTH - sum(cols[:-1])
        look = f'<w:tblLook w:val="{"04A0" if first_column else "0420"}" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        xml = [f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{word_base.WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
               f'<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>' + "".join(f'<w:gridCol w:w="{c}"/>' for c in cols) + "</w:tblGrid>"]

        def cell(text, width, head=False, name="", strong=False, keep=False):
            fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{word_base.TINT}"/>' if head else ""
            style = "TableHead" if head else "TableText"
            keep = "<w:keepNext/>" if keep else ""
            inner = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{self.inline(t, name, rpr=_STRONG if strong else "")}</w:p>' for t in text.split("\n"))
            return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inner}</w:tc>'

        xml.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" + "".join(cell(h, c, True) for h, c in zip(heads, cols)) + "</w:tr>")
        tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
        for at, row in enumerate(rows):
            assert len(row) == len(heads), (title, row)
            first = plain(re.sub(r"\{\{.*?\}\}", "", row[0])) or title
            xml.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>")
            for i, (text, width) in enumerate(zip(row, cols)):
                name = first if len(heads) == 2 else f"{first}: {plain(heads[i])}"
                xml.append(cell(text, width, False, name, first_column and i == 0, at + 1 < len(rows) and (together or at in (0, len(rows) - 2))))
            xml.append("</w:tr>")
        self._add("".join(xml) + "</w:tbl>")

    def details(self, title, rows, heads=("Question", "Answer"), widths=(4, 5)):
        """Short answers: each row is (question, `tag|hint|kind`) or (question, inline text)."""
        self.table(title, heads, [(q, a if "{{" in a or "[ ]" in a or "](" in a or " " in a.split("|")[0] else "{{" + a + "}}") for q, a in rows], widths)

    def blank_rows(self, title, heads, widths, rows, tag, hints=None, height=620):
        """A table to fill in: rows numbered or named, every other cell an answer."""
        hints = hints or ["Write here"] * (len(heads) - 1)
        body = []
        for n, first in enumerate(rows, 1):
            body.append([first] + [f"{{{{{tag}_{n}_{i}|{h}}}}}" for i, h in enumerate(hints, 1)])
        self.table(title, heads, body, widths, height=height)

    # ---- the whole ----------------------------------------------------
    def _head_and_foot(self, org):
        d, section = self.document, self.word.sections[0]

        def field(code, shown):
            char = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
            return char % "begin" + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + char % "separate" + run(shown) + char % "end"

        head = f'<w:p {NS}><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run(org, _STRONG)}{run(chr(9) + "SENCO guide 2026 to 2027")}</w:p>'
        about = f"{d.title}, version {d.version}\t"
        dates = f"Issued {day(d.issued)}. Review by {day(d.review_by)}."
        foot = [f'<w:p {NS}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{run(about)}{run("Page ")}{field("PAGE", "1")}{run(" of ")}{field("NUMPAGES", str(d.pages))}</w:p>',
                f'<w:p {NS}><w:pPr><w:pStyle w:val="Footer"/><w:pBdr><w:top w:val="nil"/></w:pBdr></w:pPr>{run(dates)}</w:p>']
        for where, paragraphs in ((section.header, [head]), (section.footer, foot)):
            where.is_linked_to_previous = False
            for p in list(where._element):
                where._element.remove(p)
            for xml in paragraphs:
                where._element.append(parse_xml(xml))

    def save(self, folder):
        d = self.document
        targets = {e.get(f"{{{word_base.W}}}anchor") for e in self.body.iter(f"{{{word_base.W}}}hyperlink")
                   if not e.get(f"{{{R}}}id")} - {None}
        assert targets <= set(self.bookmarks), f"{d.number}: no bookmark {targets - set(self.bookmarks)}"
        c = self.word.core_properties
        c.title, c.subject, c.language = d.title, d.subject, "en-GB"
        c.author = c.last_modified_by = COUNCIL
        c.keywords = f"SENCO guide, SEND, {d.number}"
        c.comments = NOT_REAL
        c.version, c.revision = str(d.version), d.version
        c.created = c.modified = datetime(d.issued.year, d.issued.month, d.issued.day, 9)
        out = io.BytesIO()
        for rel in self.word.part.rels.values():
            if rel.reltype.endswith("/footnotes"):
                rel.target_part._blob = word_base.footnotes(self.notes)
        self.word.save(out)
        data = pack.rewrite(out.getvalue(), {
            "word/numbering.xml": lambda _: word_base.numbering(self.lists).encode(),
            "docProps/app.xml": lambda _: word_base.app(d.pages).encode(),
        })
        (folder / d.file).write_bytes(data)


KEEP_TOGETHER = 4  # rows: a table this short is not cut by a page's end (a longer one leaves no row alone)
_PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'
_STRONG = '<w:rStyle w:val="Strong"/>'
