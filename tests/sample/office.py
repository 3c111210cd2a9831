"""What LibreOffice makes of the forms and workbooks: their pages, what is left after it saves them again, their sums.

A school may open a form in LibreOffice, fill it in and send it back as a Word document. All that
a person fills in, follows or hears read out has to come through that.
"""
import io
import re
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTROLS = {W14 + "checkbox": "tick boxes", W + "text": "text controls", W + "date": "date controls", W + "dropDownList": "lists to choose from"}
_FIELD = re.compile(r'HYPERLINK "([^"]*)"(?: \\l "([^"]*)")?')
# Its own settings say: work out every formula of an Excel file, whoever saved it.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def faults(folder, documents):
    """What is wrong with these documents of `folder`, as pairs of a file and a sentence."""
    forms = [d for d in documents if d.file.endswith(".docx")]
    books = [d for d in documents if d.file.endswith(".xlsx")]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        settings = scratch / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS)
        for d, made in _convert(scratch, folder, "pdf", forms):
            n = len(pypdf.PdfReader(made).pages)
            if n != d.pages:
                yield d.file, f"{n} pages, register says {d.pages}"
        for d, made in _convert(scratch, folder, "docx", forms):
            before, after = anatomy((folder / d.file).read_bytes()), anatomy(made.read_bytes())
            for what in before:
                if before[what] != after[what]:
                    lost, found = before[what] - after[what], after[what] - before[what]
                    yield d.file, f"saved again by LibreOffice, {what} differ: {dict(lost)} became {dict(found)}"
        for d, made in _convert(scratch, folder, "xlsx", books):
            yield from ((d.file, text) for text in sums(folder / d.file, made))


def _convert(scratch, folder, kind, documents):
    """Each document with the file that LibreOffice makes of it."""
    if not documents:
        return  # LibreOffice would wait for ever
    subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", kind, "--outdir", scratch / kind,
                    *(folder / d.file for d in documents)], check=True, capture_output=True)
    for d in documents:
        yield d, scratch / kind / (Path(d.file).stem + "." + kind)


def anatomy(data):
    """What a person fills in, follows or hears in a Word document, counted."""
    package = zipfile.ZipFile(io.BytesIO(data))
    found = {what: Counter() for what in ("controls", "bookmarks", "links", "words", "rows of headings")}
    for part in [part for part in ("document", "footnotes") if f"word/{part}.xml" in package.namelist()]:
        root = etree.fromstring(package.read(f"word/{part}.xml"))
        rels = f"word/_rels/{part}.xml.rels"
        targets = {r.get("Id"): r.get("Target") for r in etree.fromstring(package.read(rels))} if rels in package.namelist() else {}
        for control in root.iter(W + "sdtPr"):
            found["controls"][next((kind for tag, kind in CONTROLS.items() if control.find(tag) is not None), "of no kind")] += 1
        for mark in root.iter(W + "bookmarkStart"):
            if not mark.get(W + "name").startswith("_"):  # Word's and LibreOffice's own
                found["bookmarks"][mark.get(W + "name")] += 1
        for link in root.iter(W + "hyperlink"):
            found["links"][_target(targets.get(link.get(R + "id"), ""), link.get(W + "anchor"))] += 1
        for field in root.iter(W + "instrText"):
            for target, anchor in _FIELD.findall(field.text):
                found["links"][_target(target, anchor)] += 1
        found["rows of headings"][part] += len(list(root.iter(W + "tblHeader")))
        for p in root.iter(W + "p"):
            found["words"]["".join(t.text or "" for t in p.iter(W + "t"))] += 1
    del found["words"][""]
    return found


def _target(target, anchor):
    """An address without the folder that LibreOffice puts before a file beside the form."""
    if target.startswith("file:") or ":" not in target:
        target = target.rsplit("/", 1)[-1]
    return (target + (f"#{anchor}" if anchor else "")).rstrip("/")


def sums(stored, made):
    """Where the workbook that LibreOffice worked out again holds an error, or another value than the one stored."""
    formulas, before, after = (openpyxl.load_workbook(file, data_only=values) for file, values in ((stored, False), (stored, True), (made, True)))
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                was, now = (book[sheet.title][cell.coordinate].value for book in (before, after))
                if isinstance(now, str) and now.startswith("#"):
                    yield f"{sheet.title} {cell.coordinate} holds {now}"
                elif cell.data_type == "f" and not _same(was, now):
                    yield f"{sheet.title} {cell.coordinate} gives {now!r}, stored is {was!r}"


def _same(was, now):
    numbers = isinstance(was, (int, float)) and isinstance(now, (int, float))
    return abs(was - now) < 1e-9 if numbers else (was or "") == (now or "")
