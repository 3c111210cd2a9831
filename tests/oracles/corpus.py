"""Binds a folder of strangers' PDFs in, sixty to a guide: is anything lost without a word?

    python corpus.py TOOL FOLDER [PICTURES]      (needs pikepdf, pillow, Debian's poppler-utils and qpdf)

Public sets of PDFs, such as the tests of pdf.js, PDFBox, pypdf and the corpus of veraPDF, hold what no fixture of ours does.
Every PDF below FOLDER is linked from a guide of sixty; each guide is built by TOOL, and:

* the tool comes to an end, within three minutes, with its usual exit statuses, and qpdf opens the PDF;
* each file has as many pages in it as Poppler counts in the original, or a finding names it;
* each page looks like the original below its strip, or a finding names the file. What differs is to be looked at: small pages differ
  where they begin at half a dot. With PICTURES, a folder, original and annex stand side by side in it.

Exit status: 0 nothing was lost without a word, 1 something was. Pages that look otherwise do not count.
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pikepdf
from PIL import Image

from links import Links
from pixels import MOST_DIFFERENT, drawn, share_of_difference

FILES_OF_A_GUIDE = 60
LARGEST = 8_000_000
SECONDS = 180
SETTINGS = '[guide]\ntitle = "A corpus"\neditor = "SEN consultant"\nedition = "2026"\n'
LOST = {"lost-in-pdf", "unreadable-document", "password-document"}


def guide(files, folder):
    """A guide that links to these files, under names of its own."""
    (folder / "pages").mkdir(parents=True)
    (folder / "documents").mkdir()
    (folder / "guide.toml").write_text(SETTINGS)
    names = {f"file-{number:02}.pdf": file for number, file in enumerate(files, 1)}
    for name, file in names.items():
        shutil.copyfile(file, folder / "documents" / name)
    links = "".join(f"* [{name}](../documents/{name})\n" for name in names)
    (folder / "pages" / "all.md").write_text(f"# All\n\n{links}")
    return names


def count(file):
    """How many pages Poppler finds; None when it cannot open the file."""
    try:
        told = subprocess.run(["pdfinfo", file], capture_output=True, timeout=SECONDS).stdout
    except subprocess.TimeoutExpired:
        return None
    found = re.search(rb"^Pages:\s+(\d+)", told, re.M)
    return int(found[1]) if found else None


def looks(original, whole, first, pages, picture):
    """The pages that look otherwise, and by how much; nothing where Poppler cannot draw one of the two."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        try:
            own = list(drawn(original, 1, pages, pathlib.Path(one)))
            bound = list(drawn(whole, first, first + pages - 1, pathlib.Path(other)))
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return
    for number, (left, right) in enumerate(zip(own, bound), 1):
        share = share_of_difference(left, right)
        if share is None or share > MOST_DIFFERENT:
            if picture:
                both = Image.new("L", (left.width + right.width + 10, max(left.height, right.height)))
                both.paste(left, (0, 0))
                both.paste(right, (left.width + 10, 0))
                both.save(f"{picture}-{number}.png")
            yield number, "another size" if share is None else f"{share:.2%} of its dots"


def judge(tool, files, work, pictures):
    """The problems of one guide; what is only to be looked at is printed."""
    names = guide(files, work / "guide")
    report = work / "findings.json"
    command = [tool, "build", "--guide", work / "guide", "--out", work / "out", "--format", "json", "--report", report]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [f"the tool did not end within {SECONDS} s: {', '.join(str(file) for file in files)}"]
    pdfs = list((work / "out" / "site").glob("*.pdf"))
    if done.returncode not in (0, 1) or not pdfs:
        return [f"the tool ended with {done.returncode}: {done.stderr.strip()[-300:]}"]
    if subprocess.run(["qpdf", "--show-npages", pdfs[0]], capture_output=True, timeout=SECONDS).returncode not in (0, 3):
        return ["qpdf does not open the PDF"]
    findings = json.loads(report.read_text())["findings"]
    told = {name for finding in findings if finding["rule"] in LOST for name in re.findall(r"file-\d\d\.pdf", json.dumps(finding))}
    with pikepdf.open(pdfs[0]) as pdf:
        spots = Links(pdf, pdfs[0]).named_spots
    pages = collections.Counter(re.sub(rb"\.page=\d+$", b"", name) for name in spots if re.search(rb"\.page=\d+$", name))
    problems = []
    for name, file in names.items():
        address = f"documents.{name.removesuffix('.pdf')}".encode()
        own, bound = count(file), pages[address]
        if name in told or own is None:
            continue
        if own != bound:
            problems.append(f"{file} has {own} pages, and {bound} in the one PDF; no finding says so")
            continue
        picture = pictures and pictures / file.stem
        for page, difference in looks(file, pdfs[0], spots[address].page, own, picture):
            print(f"  look at {file}, page {page}: {difference}")
    return problems


def main(tool, folder, pictures=None):
    files = sorted(file for file in pathlib.Path(folder).rglob("*.pdf") if file.stat().st_size <= LARGEST)
    if pictures:
        pictures = pathlib.Path(pictures)
        pictures.mkdir(parents=True, exist_ok=True)
    problems = []
    for start in range(0, len(files), FILES_OF_A_GUIDE):
        with tempfile.TemporaryDirectory() as work:
            problems += judge(tool, files[start:start + FILES_OF_A_GUIDE], pathlib.Path(work), pictures)
    print(f"{'FAIL' if problems else 'pass'} {folder}: {len(files)} files, {len(problems)} problems")
    for problem in problems:
        print(f"  {problem}")
    return bool(files) and not problems


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(0 if main(*sys.argv[1:]) else 1)
