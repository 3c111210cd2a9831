"""What the makers of the test guides share: Word files by python-docx, and the same bytes each time.

These files stand for what people's own programs write, so nothing of senco-guide makes them.
"""
import datetime
import io
import re
import sys
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "sample"))
sys.dont_write_bytecode = True
import pack  # noqa: E402

WHEN = datetime.datetime(2026, 6, 5, 9, 0)
STAMP = "2026-06-05T09:00:00Z"
MORE = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_KEPT = re.compile(r"^(Normal|Title|Heading [1-4]|List Bullet|Table Grid|Normal Table|Default Paragraph Font|No List)$")


def xml(text):
    """An element of a Word part; the usual prefixes are known."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf'<\1 {nsdecls("w", "r", "wp", "a")} {MORE}', text, count=1))


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def run(text, look=""):
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class Word:
    """A Word file in the making. In texts, `[words](target)` is a link and `#name` a bookmark of the same file."""

    def __init__(self, title, version="", author="Aldermere Council"):
        self.file = Document()
        self.marks = 100
        for style in [s for s in self.file.styles if not _KEPT.match(s.name)]:
            style.delete()
        latent = self.file.styles.element.find(qn("w:latentStyles"))
        self.file.styles.element.remove(latent)
        for language in self.file.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        facts = self.file.core_properties
        facts.title, facts.author, facts.last_modified_by = title, author, author
        facts.comments, facts.language, facts.version, facts.revision = "", "en-GB", version, 1
        facts.created = facts.modified = WHEN

    def heading(self, text, level=1, mark="", style=""):
        paragraph = self.file.add_paragraph(style=style or f"Heading {level}")
        self._fill(paragraph._p, text, self.file.part)
        if mark:
            self.mark(paragraph._p, mark)
        return paragraph

    def text(self, text, style=None, mark=""):
        paragraph = self.file.add_paragraph(style=style)
        self._fill(paragraph._p, text, self.file.part)
        if mark:
            self.mark(paragraph._p, mark)
        return paragraph

    def raw(self, *elements):
        """A paragraph of elements given as XML."""
        paragraph = self.file.add_paragraph()
        for element in elements:
            paragraph._p.append(xml(element))
        return paragraph

    def mark(self, element, name):
        """A bookmark around what is in the paragraph."""
        self.marks += 1
        start = xml(f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>')
        place = 1 if element.find(qn("w:pPr")) is not None else 0
        element.insert(place, start)
        element.append(xml(f'<w:bookmarkEnd w:id="{self.marks}"/>'))

    def link(self, words, target, part=None):
        """A link as XML, its relationship made in `part`."""
        if target.startswith("#"):
            return f'<w:hyperlink w:anchor="{target[1:]}">{run(words)}</w:hyperlink>'
        identity = (part or self.file.part).relate_to(target, RT.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{identity}">{run(words)}</w:hyperlink>'

    def table(self, rows, widths=None):
        """A table whose first row names its columns."""
        table = self.file.add_table(len(rows), len(rows[0]), style="Table Grid")
        for cells, texts in zip(table.rows, rows):
            for cell, text in zip(cells.cells, texts):
                self._fill(cell.paragraphs[0]._p, text, self.file.part)
        heading = table.rows[0]._tr.get_or_add_trPr()
        heading.append(xml("<w:tblHeader/>"))
        return table

    def _fill(self, element, text, part):
        at = 0
        for found in _LINK.finditer(text):
            if found.start() > at:
                element.append(xml(run(text[at:found.start()])))
            element.append(xml(self.link(found[1], found[2], part)))
            at = found.end()
        if at < len(text):
            element.append(xml(run(text[at:])))

    def bytes(self):
        out = io.BytesIO()
        self.file.save(out)
        drop = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml", "customXml/item1.xml")
        return plain(out.getvalue(), drop)


def plain(data, drop=()):
    """The package with fixed times, and without parts and relationships that only a template has."""
    def without(content):
        return re.sub(rb'<Relationship [^>]*Target="[^"]*(?:thumbnail|stylesWithEffects|customXml)[^"]*"[^>]*/>', b"", content)

    def types(content):
        return re.sub(rb'<Override [^>]*PartName="/(?:customXml|word/stylesWithEffects)[^"]*"[^>]*/>', b"", content)

    change = {"_rels/.rels": without, "word/_rels/document.xml.rels": without, "[Content_Types].xml": types}
    names = pack.zipfile.ZipFile(io.BytesIO(data)).namelist()
    drop = [name for name in names if name in drop or name.startswith("customXml/")]
    return pack.rewrite(data, change, drop)


def workbook(book, title, version):
    """The bytes of an openpyxl workbook, its facts and times fixed."""
    facts = book.properties
    facts.title, facts.creator, facts.lastModifiedBy = title, "Aldermere Council", "Aldermere Council"
    facts.language, facts.version, facts.created, facts.modified = "en-GB", version, WHEN, WHEN
    out = io.BytesIO()
    book.save(out)

    def stamped(content):
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + STAMP.encode(), content)

    return pack.rewrite(out.getvalue(), {"docProps/core.xml": stamped})


def typeset(source, **options):
    """A PDF by Typst, tagged unless `options` say otherwise."""
    import typst
    fonts = Path(__file__).resolve().parents[2] / "assets" / "fonts"
    stamp = int(WHEN.replace(tzinfo=datetime.timezone.utc).timestamp())
    return typst.compile(source.encode(), format="pdf", font_paths=[str(fonts)], ignore_system_fonts=True,
                         timestamp=stamp, **options)


def write(folder, files, wanted):
    """Writes the files that were asked for, all by default, and says how large they are."""
    unknown = [name for name in wanted if name not in files]
    if unknown:
        sys.exit(f"No document {', '.join(unknown)}. There are {', '.join(sorted(files))}.")
    for name in wanted or files:
        data = files[name]()
        (folder / name).write_bytes(data)
        print(f"{len(data):>7} bytes  {name}")
