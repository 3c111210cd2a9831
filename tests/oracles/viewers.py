"""Do Poppler and MuPDF open the page that each link of a PDF means?

    python viewers.py FILE.pdf [FILE.pdf …]          (needs pikepdf, mutool and poppler.py's packages)

Viewers find destinations in different ways, so a file that one of them reads right may be dead in
the next. The internal links as links.py resolves them are compared, page by page, with what each
viewer says. The named destinations, which web pages and other files point at, are asked for the same
way: a copy of the file gets one more page, with a link to every name.

SYSTEM_PYTHON names the Python that has Poppler's bindings (default: /usr/bin/python3).
Exit status: 0 all agree, 1 not.
"""

import collections
import os
import pathlib
import subprocess
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from links import Links, words

HERE = pathlib.Path(__file__).resolve().parent / "viewers"
VIEWERS = {
    "Poppler": [os.environ.get("SYSTEM_PYTHON", "/usr/bin/python3"), HERE / "poppler.py"],
    "MuPDF": ["mutool", "run", HERE / "mupdf.js"],
}
SECONDS = 120
SHOWN = 20


def ask(command, file):
    """The internal links that a viewer sees, each as (page, left edge, destination page)."""
    done = subprocess.run([*command, file], capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return [tuple(int(part) for part in line.split()) for line in done.stdout.splitlines()]


def add_page_of_names(pdf, names):
    """A last page whose link at x = n leads to the n-th name."""
    page = pdf.add_blank_page(page_size=(len(names) + 10, 10))
    page.obj.Annots = pdf.make_indirect(Array([
        pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([x, 0, x + 1, 10]), Border=Array([0, 0, 0]),
            Dest=String(name), P=page.obj))
        for x, name in enumerate(names)]))


def differences(ours, theirs, names, last_page):
    """Words for what a viewer sees otherwise. Link order is the viewer's own, so pages are compared as bags.

    Links that lead nowhere are left to links.py: some viewers list them and some do not.
    """
    by_page = collections.defaultdict(collections.Counter)
    found = {}
    for page, left, to in theirs:
        if page == last_page:
            found[left] = to
        elif to:
            by_page[page][to] += 1
    meant = collections.defaultdict(collections.Counter)
    for link in ours.internal:
        if link.to:
            meant[link.page][link.to] += 1
    for page in sorted(meant.keys() | by_page.keys()):
        for to, times in sorted((meant[page] - by_page[page]).items()):
            yield f"page {page}: {times} links to page {to} are missing"
        for to, times in sorted((by_page[page] - meant[page]).items()):
            yield f"page {page}: {times} links open page {to} that should not"
    for left, name in enumerate(names):
        if found.get(left, 0) != (ours.named_pages[name] or 0):
            opened = f"page {found[left]}" if found.get(left) else "nothing"
            yield f"name {words(name)} opens {opened} instead of page {ours.named_pages[name]}"


def check(file):
    with pikepdf.open(file) as pdf, tempfile.TemporaryDirectory() as folder:
        ours = Links(pdf, file)
        names = sorted(ours.names)
        last_page = len(pdf.pages) + 1
        add_page_of_names(pdf, names)
        copy = pathlib.Path(folder) / "with-names.pdf"
        pdf.save(copy)
        agree = True
        for viewer, command in VIEWERS.items():
            try:
                # The links from the file as it is; only the names from the copy.
                theirs = ask(command, file) + [link for link in ask(command, copy) if link[0] == last_page]
                problems = list(differences(ours, theirs, names, last_page))
            except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
                theirs, problems = [], [str(error)]
            agree &= not problems
            print(f"{'FAIL' if problems else 'pass'} {file}: {viewer}: {len(ours.internal)} links and "
                  f"{len(names)} names, {len(problems)} differences")
            for problem in problems[:SHOWN]:
                print(f"  {problem}")
            if len(problems) > SHOWN:
                print(f"  … and {len(problems) - SHOWN} more")
    return agree


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(0 if all([check(file) for file in sys.argv[1:]]) else 1)
