"""Check the sample's documents: they open, hang together, and are made the same again.

    python tests/sample/check.py [--pages]
"""
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import docx
import openpyxl
import pypdf
from lxml import etree
from PIL import Image

import make
from facts import REGISTER, SITE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HEADINGS = {  # the pages of the guide the documents may lead to
    "index": "i-need-to in-an-emergency about-this-guide get-help",
    "getting-specialist-help": "before-you-refer which-service educational-psychology specialist-teaching hearing-and-vision "
                               "speech-and-language occupational-therapy mental-health neurodevelopmental-pathway early-help early-years sending-forms-safely",
    "ehc-needs-assessments": "the-legal-test who-can-ask evidence make-the-request twenty-weeks if-the-council-says-no help-for-families",
}
LANDING = ("https://www.legislation.gov.uk/ukpga/2014/6/part/3", "https://www.legislation.gov.uk/uksi/2014/1530",
           "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25",
           "https://www.gov.uk/guidance/data-protection-in-schools/sharing-personal-data",
           "https://www.gov.uk/courts-tribunals/first-tier-tribunal-special-educational-needs-and-disability",
           "https://www.ipsea.org.uk", "https://www.lgo.org.uk", "https://www.aldermere.example/schools-portal")
PRIVATE = re.compile(rb"/(?:work|root|tmp|home|Users)/|[A-Z]:\\\\|localhost")  # a machine's own paths
faults = []


def fault(file, text):
    faults.append(f"{file}: {text}")


def targets_of(file):
    """Places inside a document, and the addresses it links to."""
    data = (make.FOLDER / file).read_bytes()
    if file.endswith(".pdf"):
        pdf = pypdf.PdfReader(io.BytesIO(data))
        links = [a.get_object()["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", [])
                 if a.get_object().get("/A", {}).get("/S") == "/URI"]
        return set(pdf.named_destinations), links
    if file.endswith(".docx"):
        package = zipfile.ZipFile(io.BytesIO(data))
        root = etree.fromstring(package.read("word/document.xml"))
        rels = {r.get("Id"): r.get("Target") for r in etree.fromstring(package.read("word/_rels/document.xml.rels"))}
        links = [rels[h.get(R + "id")] + ("#" + h.get(W + "anchor") if h.get(W + "anchor") else "") for h in root.iter(W + "hyperlink") if h.get(R + "id")]
        links += [m for i in root.iter(W + "instrText") for m in re.findall(r'HYPERLINK "([^"]+)"', i.text)]
        return {b.get(W + "name") for b in root.iter(W + "bookmarkStart")}, links
    if file.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Contacts"]
        return set(), [c.hyperlink.target for row in sheet.iter_rows() for c in row if c.hyperlink]
    return set(), []


def links(places):
    files = {d.file for d in REGISTER.values()}
    ids = {d.id for d in REGISTER.values()}
    for file in places:
        for link in places[file][1]:
            base, _, place = link.partition("#")
            if base.startswith(SITE):
                page = base[len(SITE):].removesuffix(".html")
                if not (page.removeprefix("documents/") in ids or place in HEADINGS.get(page, "").split()):
                    fault(file, f"no such place in the guide: {link}")
            elif link.startswith("mailto:"):
                if not link.endswith(".example"):
                    fault(file, f"mailbox not kept for examples: {link}")
            elif link.startswith("tel:"):
                if not re.fullmatch(r"tel:\+44(1632960\d{3}|808157\d{4})", link):
                    fault(file, f"number not kept for drama: {link}")
            elif "://" in link:
                if link not in LANDING:
                    fault(file, f"not a landing page of the brief: {link}")
            elif base not in files or (place and place not in places[base][0]):
                fault(file, f"leads nowhere: {link}")


def word(d, data):
    document = docx.Document(io.BytesIO(data))
    package = zipfile.ZipFile(io.BytesIO(data))
    c = document.core_properties
    if (c.title, c.language, c.author) != (d.title, "en-GB", "Aldermere Council"):
        fault(d.file, "title, language or creator")
    root = document.element
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    if levels.count(1) != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:])):
        fault(d.file, f"headings {levels}")
    for table in document.tables:
        if table._tbl.findall(f".//{W}gridSpan") or table._tbl.findall(f".//{W}vMerge"):
            fault(d.file, "merged cells")
        if table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is None:
            fault(d.file, "a table without a repeated header row")
    for bad in ("ins", "del", "vanish", "commentReference"):
        if root.find(f".//{W}{bad}") is not None:
            fault(d.file, f"w:{bad}")
    if any("comment" in n for n in package.namelist()):
        fault(d.file, "comments")
    used = {s.get(W + "val") for part in package.namelist() if part.startswith("word/") and part.endswith(".xml")
            for e in etree.fromstring(package.read(part)).iter(W + "pStyle", W + "rStyle", W + "tblStyle") for s in [e]}
    missing = used - {s.style_id for s in document.styles}
    if missing:
        fault(d.file, f"styles {missing}")
    ids = [e.get(W + "val") for e in root.iter(W + "id") if e.getparent().tag == W + "sdtPr"]
    if len(ids) != len(set(ids)) or not ids:
        fault(d.file, "content control ids")
    text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))
    prose(d, text)


def prose(d, text):
    if re.search(r"\b(can't|don't|won't|isn't|click here|e\.g\.|i\.e\.|etc)\b", text.replace("’", "'"), re.I):
        fault(d.file, "wording: contraction, abbreviation or click here")
    if ";" in text:
        fault(d.file, "a semicolon")
    for sentence in re.findall(r"[^.\n]*\bmust\b[^.\n]*", text):
        if not re.search(r"must (assess|secure an assessment|use its best endeavours|also make reasonable)", re.sub(r"\s+", " ", sentence + " ")):
            fault(d.file, f"must without its law: {sentence.strip()}")


def check(number):
    d = REGISTER[number]
    data = (make.FOLDER / d.file).read_bytes()
    parts = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = [package.read(n) for n in package.namelist()]
    for part in parts:
        hit = PRIVATE.search(part)
        if hit:
            fault(d.file, f"holds {hit[0]!r}")
    if d.file.endswith(".docx"):
        word(d, data)
    elif d.file.endswith(".pdf"):
        pdf = pypdf.PdfReader(io.BytesIO(data))
        root = pdf.trailer["/Root"]
        if pdf.metadata.title != d.title or not root.get("/Lang", "").startswith("en") or not root["/MarkInfo"]["/Marked"]:
            fault(d.file, "title, language or tags")
        if b"pdfuaid" not in root["/Metadata"].get_object().get_data():
            fault(d.file, "no PDF/UA mark")
        if len(pdf.pages) != d.pages:
            fault(d.file, f"{len(pdf.pages)} pages, register says {d.pages}")
        prose(d, re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pdf.pages)))
    elif d.file.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        if book.properties.title != d.title or book.properties.language != "en-GB" or book["Contacts"].freeze_panes != "B6":
            fault(d.file, "properties or panes")
    elif d.file.endswith(".png"):
        if not Image.open(io.BytesIO(data)).text.get("Description"):
            fault(d.file, "no alternative text")


def page_counts():
    with tempfile.TemporaryDirectory() as folder:
        sources = [str(make.FOLDER / d.file) for d in REGISTER.values() if d.file.endswith((".docx", ".xlsx"))]
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, *sources],
                       check=True, capture_output=True)
        for d in REGISTER.values():
            made = Path(folder) / (Path(d.file).stem + ".pdf")
            if made.exists():
                n = len(pypdf.PdfReader(made).pages)
                if n != d.pages:
                    fault(d.file, f"{n} pages, register says {d.pages}")


def same_bytes():
    with tempfile.TemporaryDirectory() as folder:
        import importlib
        for number, module in make.MODULES.items():
            importlib.import_module(module).make(Path(folder))
            file = REGISTER[number].file
            if (Path(folder) / file).read_bytes() != (make.FOLDER / file).read_bytes():
                fault(file, "made again, the bytes differ")


if __name__ == "__main__":
    places = {d.file: targets_of(d.file) for d in REGISTER.values()}
    links(places)
    for number in REGISTER:
        check(number)
    same_bytes()
    if "--pages" in sys.argv:
        page_counts()
    print("\n".join(faults) or f"{len(REGISTER)} documents, {sum(len(p[1]) for p in places.values())} links: nothing wrong")
    sys.exit(bool(faults))
