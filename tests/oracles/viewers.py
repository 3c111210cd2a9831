"""Do Poppler, MuPDF, PDFium and pdf.js open the page, and the point on it, that each link of a PDF means?

    python viewers.py FILE.pdf [FILE.pdf …]   (needs pikepdf, pypdfium2, pdfjs-dist, mutool and poppler.py's packages)

Viewers find destinations in different ways, so a file that one of them reads right may be dead in
the next. The internal links as links.py resolves them are compared, page by page, with what each
viewer says; the bookmarks one by one. The named destinations, which web pages and other files point
at, are asked for the same way: a copy of the file gets one more page, with a link to every name.

A viewer's program in viewers/ prints a line for each link, `link PAGE LEFT-EDGE TO X Y`, and for each
bookmark in the order of the tree, `bookmark NUMBER 0 TO X Y`: the page that it opens (0 for none) and
the point on it (`-` for a coordinate that stays as it is, `?` for one that the viewer does not tell). A point may be off by two points.

SYSTEM_PYTHON names the Python that has Poppler's bindings (default: /usr/bin/python3).
Exit status: 0 all agree, 1 not.
"""

import collections
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from links import Links, Spot, words
from structure import inherited

HERE = pathlib.Path(__file__).resolve().parent / "viewers"
VIEWERS = {
    "Poppler": [os.environ.get("SYSTEM_PYTHON", "/usr/bin/python3"), HERE / "poppler.py"],
    "MuPDF": ["mutool", "run", HERE / "mupdf.js"],
    "PDFium": [sys.executable, HERE / "pdfium.py"],
    "pdf.js": ["node", HERE / "pdfjs.mjs"],
}
# Those that give points as seen on the page, from its upper left corner; the others use the page's own units.
AS_SEEN = {"MuPDF"}
SECONDS = 240
SHOWN = 20
OFF_BY = 2.0

Seen = collections.namedtuple("Seen", "kind page left to")
"""A link or bookmark as a viewer sees it; `to` is a Spot, None when it opens nothing."""


def ask(command, file):
    """The links and bookmarks that a viewer sees."""
    done = subprocess.run([*command, file], capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return [seen(*line.split()) for line in done.stdout.splitlines()]


def seen(kind, page, left, to, x, y):
    # What is not told is no number, and off by nothing.
    at = [None if number == "-" else math.nan if number == "?" else float(number) for number in (x, y)]
    return Seen(kind, int(page), int(left), Spot(int(to), *at) if int(to) > 0 else None)


def add_page_of_names(pdf, names):
    """A last page whose link at x = n leads to the n-th name."""
    page = pdf.add_blank_page(page_size=(len(names) + 10, 10))
    page.obj.Annots = pdf.make_indirect(Array([
        pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([x, 0, x + 1, 10]), Border=Array([0, 0, 0]),
            Dest=String(name), P=page.obj))
        for x, name in enumerate(names)]))


def as_seen(pdf, spot):
    """A spot with its point as seen: turned and scaled as the page is, from the upper left corner."""
    if spot is None or spot.x is None and spot.y is None:
        return spot
    page = pdf.pages[spot.page - 1]
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    across = {0: (spot.x, left, 1), 90: (spot.y, bottom, 1), 180: (spot.x, right, -1), 270: (spot.y, top, -1)}
    down = {0: (spot.y, top, -1), 90: (spot.x, left, 1), 180: (spot.y, bottom, 1), 270: (spot.x, right, -1)}
    turn = int(inherited(page.obj, "/Rotate") or 0) % 360
    x, y = (None if at is None else (at - edge) * way * unit for at, edge, way in (across[turn], down[turn]))
    return Spot(spot.page, x, y)


def agree(meant, found):
    """Whether a viewer opens the page that is meant, and the point where one is named."""
    if meant is None or found is None:
        return meant is found
    near = lambda own, other: own is None or other is not None and not abs(own - other) > OFF_BY
    return meant.page == found.page and near(meant.x, found.x) and near(meant.y, found.y)


def told(spot):
    if spot is None:
        return "nothing"
    at = [f"{word} {number:.0f}" for word, number in (("x", spot.x), ("y", spot.y)) if number is not None]
    return " ".join([f"page {spot.page}", *at])


def differences(ours, theirs, names, last_page, place):
    """Words for what a viewer sees otherwise. Link order is the viewer's own, so pages are compared as bags.

    Links that lead nowhere are left to links.py: some viewers list them and some do not. Steps such as the next page are
    links for some viewers and commands for others: either is right.
    """
    meant = collections.defaultdict(list)
    for link in ours.internal:
        if link.to:
            meant[link.page].append(place(link.to))
    steps = collections.Counter(ours.steps)
    found, bookmarks = {}, []
    for sight in theirs:
        if sight.kind == "bookmark":
            bookmarks.append(sight.to)
        elif sight.page == last_page:
            found[sight.left] = sight.to
        elif sight.to:
            own = next((spot for spot in meant[sight.page] if agree(spot, sight.to)), None)
            if own is not None:
                meant[sight.page].remove(own)
            elif steps[sight.page, sight.to.page] > 0:
                steps[sight.page, sight.to.page] -= 1
            else:
                yield f"page {sight.page}: a link opens {told(sight.to)} that should not"
    for page in sorted(meant):
        for spot in meant[page]:
            yield f"page {page}: a link to {told(spot)} is missing"
    for left, name in enumerate(names):
        if not agree(place(ours.named_spots[name]), found.get(left)):
            yield f"name {words(name)} opens {told(found.get(left))} instead of {told(place(ours.named_spots[name]))}"
    if len(bookmarks) != len(ours.bookmarks):
        yield f"there are {len(bookmarks)} bookmarks instead of {len(ours.bookmarks)}"
    for number, (own, other) in enumerate(zip(ours.bookmarks, bookmarks), 1):
        if not agree(place(own), other):
            yield f"bookmark {number} opens {told(other)} instead of {told(place(own))}"


def check(file):
    with pikepdf.open(file) as pdf, tempfile.TemporaryDirectory() as folder:
        ours = Links(pdf, file)
        names = sorted(ours.names)
        last_page = len(pdf.pages) + 1
        add_page_of_names(pdf, names)
        copy = pathlib.Path(folder) / "with-names.pdf"
        pdf.save(copy)
        all_agree = True
        for viewer, command in VIEWERS.items():
            place = (lambda spot: as_seen(pdf, spot)) if viewer in AS_SEEN else (lambda spot: spot)
            try:
                # Links and bookmarks from the file as it is; only the names from the copy.
                named = [sight for sight in ask(command, copy) if sight.kind == "link" and sight.page == last_page]
                problems = list(differences(ours, ask(command, file) + named, names, last_page, place))
            except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
                problems = [str(error)]
            all_agree &= not problems
            print(f"{'FAIL' if problems else 'pass'} {file}: {viewer}: {len(ours.internal)} links, {len(names)} names and "
                  f"{len(ours.bookmarks)} bookmarks, {len(problems)} differences")
            for problem in problems[:SHOWN]:
                print(f"  {problem}")
            if len(problems) > SHOWN:
                print(f"  … and {len(problems) - SHOWN} more")
    return all_agree


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(0 if all([check(file) for file in sys.argv[1:]]) else 1)
