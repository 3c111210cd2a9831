"""Check the sample's documents: they open, hang together, and are made the same again.

    python tests/sample/check.py [D10 D24 …] [--office]
"""
import io
import re
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
import office
from facts import REGISTER, SITE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PAGES = sorted((HERE.parent.parent / "guide" / "pages").glob("*.md"))
HEADINGS = {  # the pages of the guide by address, and the headings and spots that documents may lead to
    "index" if n == 0 else file.stem.lstrip("0123456789-"): re.findall(r'\{#([^}]+)\}|<a id="([^"]+)"', file.read_text(encoding="utf-8"))
    for n, file in enumerate(PAGES)
}
GOV = "https://www.gov.uk/"
LAW = "https://www.legislation.gov.uk/"
LANDING = {  # the outside pages that documents may lead to: landing pages, never a file or a version as made
    LAW + "ukpga/2014/6/part/3", LAW + "uksi/2014/1530", LAW + "ukpga/2010/15/schedule/10", LAW + "ukpga/2026/21", LAW + "uksi/2018/952",
    GOV + "government/publications/send-code-of-practice-0-to-25", GOV + "government/publications/mandatory-qualification-for-sencos",
    GOV + "government/publications/keeping-children-safe-in-education--2",
    GOV + "government/publications/supporting-pupils-at-school-with-medical-conditions--3",
    GOV + "government/publications/school-exclusion", GOV + "government/publications/working-together-to-improve-school-attendance",
    GOV + "government/publications/inclusive-mainstream-fund-2026-to-2027",
    GOV + "government/consultations/send-reform-putting-children-and-young-people-first",
    GOV + "guidance/complete-the-school-census", GOV + "guidance/data-protection-in-schools/sharing-personal-data",
    GOV + "courts-tribunals/first-tier-tribunal-special-educational-needs-and-disability",
    "https://www.jcq.org.uk/knowledge-hub/adjustments-for-candidates-with-disabilities-and-learning-difficulties",
    "https://www.ipsea.org.uk", "https://www.lgo.org.uk", "https://www.equalityadvisoryservice.com",
    "https://www.aldermere.example/schools-portal", "https://localoffer.aldermere.example/",
    "https://localoffer.aldermere.example/sendiass",
}
PRIVATE = re.compile(rb"/(?:work|root|tmp|home|Users)/|[A-Z]:\\\\|localhost")  # a machine's own paths
FILLABLE = {"D14"}  # the PDFs that are forms
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
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = (c for sheet in book for row in sheet.iter_rows() for c in row)
        return set(book.sheetnames), [c.hyperlink.target + ("#" + c.hyperlink.location if c.hyperlink.location else "")
                                      for c in cells if c.hyperlink and c.hyperlink.target]
    return set(), []


def links(wanted, places):
    files = {file for d in REGISTER.values() for file in (d.file, d.also) if file}
    ids = {d.id for d in REGISTER.values()}
    for file in wanted:
        for link in wanted[file][1]:
            base, _, place = link.partition("#")
            if base.startswith(SITE):
                page = base[len(SITE):].removesuffix(".html")
                if not (page.removeprefix("documents/") in ids or page in HEADINGS and place in ["", *map("".join, HEADINGS[page])]):
                    fault(file, f"no such place in the guide: {link}")
            elif link.startswith("mailto:"):
                if not link.endswith(".example"):
                    fault(file, f"mailbox not kept for examples: {link}")
            elif link.startswith("tel:"):
                if not re.fullmatch(r"tel:\+44(1632960\d{3}|8081570\d{3})", link):
                    fault(file, f"number not kept for drama: {link}")
            elif "://" in link:
                if link not in LANDING:
                    fault(file, f"not a landing page of the brief: {link}")
            elif base not in files or (place and base in places and place not in places[base][0]):
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
    for found in re.finditer(r"\bmust\b", text):
        near = text[max(0, found.start() - 400):found.end() + 400]
        if not re.search(r"\b(Act|[Ss]ections?|[Rr]egulations?|[Ss]chedule|law)\b", near):
            fault(d.file, f"must without its law: {near[370:430].strip()}")


def form(d, pdf, root):
    """Every field is named, described, tagged and drawn, and no two are called the same."""
    fields = root.get("/AcroForm", {}).get("/Fields", [])
    names = [field.get_object().get("/T") for field in fields]
    if not names or not all(names) or len(names) != len(set(names)):
        fault(d.file, f"{len(names)} fields, {len(set(names))} names")
    if "/NeedAppearances" in root.get("/AcroForm", {}) or "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root:
        fault(d.file, "a form that needs a viewer's help, or a script")
    fonts = root.get("/AcroForm", {}).get("/DR", {}).get("/Font", {}).values()
    if not all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts):
        fault(d.file, "a form font that is not embedded")
    tags = dict(zip(*[iter(root["/StructTreeRoot"]["/ParentTree"]["/Nums"])] * 2))
    described, of_fields = [], []
    for page in pdf.pages:
        for widget in [a.get_object() for a in page.get("/Annots", []) if a.get_object()["/Subtype"] == "/Widget"]:
            field = widget.get("/Parent", widget).get_object()
            tag = tags[widget["/StructParent"]].get_object()
            described.append(widget.get("/TU"))
            of_fields.append(field.get("/T"))
            if not field.get("/TU") or tag["/S"] != "/Form" or tag.get("/Alt") != widget.get("/TU") or tag["/K"]["/Obj"].get_object() != widget:
                fault(d.file, f"field {field.get('/T')} without its description or tag")
            if "/N" not in widget.get("/AP", {}) or page.get("/Tabs") != "/S":
                fault(d.file, f"field {field.get('/T')} without appearance or tab order")
            if field["/FT"] == "/Btn" and not (field["/Ff"] & 1 << 15 and len(field["/Kids"]) == 3):
                fault(d.file, f"{field['/T']}: more than one of its answers can be chosen")
    if not all(described) or len(described) != len(set(described)) or set(of_fields) != set(names):
        fault(d.file, f"{len(described)} places for fields, {len(set(described))} descriptions")


def check(number):
    d = REGISTER[number]
    data = (make.FOLDER / d.file).read_bytes()
    parts = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = [package.read(n) for n in package.namelist()]
    if d.also and (make.FOLDER / d.also).exists():
        parts.append((make.FOLDER / d.also).read_bytes())
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
        if "/Suspects" in root["/MarkInfo"]:
            fault(d.file, "/Suspects, of which Poppler complains")
        if b"pdfuaid" not in root["/Metadata"].get_object().get_data():
            fault(d.file, "no PDF/UA mark")
        if len(pdf.pages) != d.pages:
            fault(d.file, f"{len(pdf.pages)} pages, register says {d.pages}")
        prose(d, re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pdf.pages)))
        if number in FILLABLE or "/AcroForm" in root:
            form(d, pdf, root)
    elif d.file.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        if book.properties.title != d.title or book.properties.language != "en-GB":
            fault(d.file, "title or language")
        if len(book.sheetnames) != d.pages:
            fault(d.file, f"{len(book.sheetnames)} sheets, register says {d.pages}")
        if not all(sheet.freeze_panes and sheet.tables for sheet in book):
            fault(d.file, "a sheet without a table, or whose header row rolls away")
    elif d.file.endswith(".png"):
        if not Image.open(io.BytesIO(data)).text.get("Description"):
            fault(d.file, "no alternative text")


def same_bytes(wanted):
    with tempfile.TemporaryDirectory() as folder:
        import importlib
        for number, module in make.modules().items():
            if number not in wanted:
                continue
            importlib.import_module(module).make(Path(folder))
            d = REGISTER[number]
            for file in filter(None, (d.file, d.also)):
                if not (make.FOLDER / file).exists():
                    fault(file, "not made yet")
                elif (Path(folder) / file).read_bytes() != (make.FOLDER / file).read_bytes():
                    fault(file, "made again, the bytes differ")


if __name__ == "__main__":
    wanted = [n for n in sys.argv[1:] if not n.startswith("-")] or list(REGISTER)
    there = [d for d in REGISTER.values() if (make.FOLDER / d.file).exists()]
    for d in REGISTER.values():
        if d not in there and d.number in wanted:
            fault(d.file, "not made yet")
    places = {d.file: targets_of(d.file) for d in there}
    links({d.file: places[d.file] for d in there if d.number in wanted}, places)
    for d in there:
        if d.number in wanted:
            check(d.number)
    same_bytes(wanted)
    if "--office" in sys.argv:
        for found in office.faults(make.FOLDER, [d for d in there if d.number in wanted]):
            fault(*found)
    count = len([d for d in there if d.number in wanted])
    print("\n".join(faults) or f"{count} documents, {sum(len(p[1]) for p in places.values())} links: nothing wrong")
    sys.exit(bool(faults))
