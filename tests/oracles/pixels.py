"""Does every page of a bound-in PDF look as its owner made it?

    python pixels.py FILE.pdf DOCUMENTS          (needs pikepdf, pillow and Debian's poppler-utils)

FILE is the finished PDF, DOCUMENTS the folder with the originals. The pages of each original are drawn by Poppler beside
those of its annex, which begin where the name `documents.<file name>` leads, and compared dot by dot below the strip that
every annex page has at its top. Where a register (documents.csv) stands beside DOCUMENTS, its ids count, not the file names. A dot differs when its grey is further off than that of a soft edge; at most one in two
hundred may. An original that is no annex, or whose annex is a page of explanation, is named and left out.

Exit status: 0 all look alike, 1 not.
"""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile

import pikepdf
from PIL import Image, ImageChops

from links import Links

DOTS_PER_INCH = 72
SOFT_EDGE = 48
MOST_DIFFERENT = 0.005
SECONDS = 120


def ids(documents):
    """The id of each file in the register, by file name."""
    register = documents.resolve().parent / "documents.csv"
    if not register.is_file():
        return {}
    with register.open(encoding="utf-8", newline="") as lines:
        return {pathlib.PurePosixPath(row["file"]).name: row["id"] for row in csv.DictReader(lines)}


def drawn(file, first, last, folder):
    """The pages as grey pictures."""
    subprocess.run(["pdftoppm", "-cropbox", "-gray", "-r", str(DOTS_PER_INCH), "-f", str(first), "-l", str(last), file, folder / "page"],
                   check=True, capture_output=True, timeout=SECONDS)
    for path in sorted(folder.glob("page-*.pgm"), key=lambda path: int(path.stem.rpartition("-")[2])):
        with Image.open(path) as picture:
            yield picture.copy()
        path.unlink()


def share_of_difference(own, bound):
    """How much of a page looks otherwise, from 0 to 1; None when the annex page is not the original with a strip above it."""
    strip = bound.height - own.height
    if own.width != bound.width or strip <= 0:
        return None
    difference = ImageChops.difference(own, bound.crop((0, strip, bound.width, bound.height)))
    return sum(difference.histogram()[SOFT_EDGE:]) / (own.width * own.height)


def check(file, documents):
    problems, left_out, pages, worst = [], [], 0, 0.0
    with pikepdf.open(file) as pdf:
        spots = Links(pdf, file).named_spots
    known = ids(documents)
    for original in sorted(documents.glob("*.pdf")):
        address = known.get(original.name) or re.sub(r"[^a-z0-9]+", "-", original.stem.lower()).strip("-")
        spot = spots.get(f"documents.{address}".encode())
        try:
            with pikepdf.open(original) as own:
                count = len(own.pages)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            count = 0
        if spot is None or count == 0:
            left_out.append(original.name)
            continue
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            own = drawn(original, 1, count, pathlib.Path(one))
            bound = drawn(file, spot.page, spot.page + count - 1, pathlib.Path(other))
            shares = [share_of_difference(*pair) for pair in zip(own, bound, strict=True)]
        if None in shares and set(shares) == {None}:
            left_out.append(original.name)
            continue
        pages += len(shares)
        for number, share in enumerate(shares, 1):
            if share is None or share > MOST_DIFFERENT:
                how = "has another size" if share is None else f"differs in {share:.2%} of its dots"
                problems.append(f"{original.name}, page {number} (page {spot.page + number - 1} of the whole) {how}")
        worst = max([worst, *(share for share in shares if share is not None)])
    print(f"{'FAIL' if problems else 'pass'} {file}: {pages} pages compared, at most {worst:.2%} of a page differs, "
          f"{len(problems)} problems")
    for problem in problems:
        print(f"  {problem}")
    if left_out:
        print(f"  left out, not bound in: {', '.join(left_out)}")
    return pages > 0 and not problems


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(0 if check(sys.argv[1], pathlib.Path(sys.argv[2])) else 1)
