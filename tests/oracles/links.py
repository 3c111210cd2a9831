"""Does every link inside a PDF lead somewhere?

    python links.py FILE.pdf [FILE.pdf …]            (needs pikepdf)

Checks links, named destinations, bookmarks and the opening action: each must resolve to a page of
the file itself. Named destinations must stand in one sorted name tree (/Names /Dests) with no
/Dests beside it, because viewers disagree about anything else. A link to another file (GoToR,
GoToE, Launch) is left over from an unmerged document; a relative address must be a file beside the
PDF; a link without /Contents says nothing to a screen reader.

Prints the counts and each problem. Exit status: 0 none, 1 some.
"""

import collections
import decimal
import pathlib
import sys
import urllib.parse

import pikepdf
from pikepdf import Array, Dictionary, Name, String

TO_OTHER_FILES = ("/GoToR", "/GoToE", "/Launch")
SCHEMES = ("http", "https", "mailto", "tel")
FITS = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}
SHOWN = 20

Spot = collections.namedtuple("Spot", "page x y")
"""Where a destination leads: the page, and the point in the page's own units; None for a coordinate that it does not name."""

Link = collections.namedtuple("Link", "page to place")
"""A resolved internal link: its page, the spot it leads to (None if dangling), and words for messages."""


class Links:
    """The links of one open PDF, resolved; `problems` says what is wrong with them."""

    def __init__(self, pdf, path):
        self.pdf = pdf
        self.folder = pathlib.Path(path).resolve().parent
        self.problems = []
        self.counts = collections.Counter()
        self.pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.names = self.read_names()
        self.named_spots = {name: self.resolve(to, f"named destination {words(name)}") for name, to in self.names.items()}
        # Steps such as the next page, as (page, page it leads to): some viewers show them as links.
        self.steps = []
        # The spot of each bookmark in the order of the tree; None for one that leads out of the file or only names what is below it.
        self.bookmarks = []
        self.internal = list(self.read_annotations())
        self.read_outline()
        if "/OpenAction" in pdf.Root:
            opens = pdf.Root.OpenAction
            self.follow(opens if isinstance(opens, Dictionary) else Dictionary(S=Name.GoTo, D=opens), "the opening action")

    def problem(self, text):
        self.problems.append(text)

    # Named destinations.

    def read_names(self):
        names = dict(self.name_tree(self.pdf.Root.get("/Names", Dictionary()).get("/Dests")))
        if "/Dests" in self.pdf.Root:
            self.problem("/Dests stands in the catalogue: viewers disagree which of two tables counts")
            for name, to in self.pdf.Root.Dests.items():
                names.setdefault(name.removeprefix("/").encode(), to)
        return names

    def name_tree(self, node):
        waiting, seen, last = [node] if node is not None else [], set(), None
        while waiting:
            node = waiting.pop()
            if node.is_indirect:
                if node.objgen in seen:
                    self.problem("the name tree loops")
                    continue
                seen.add(node.objgen)
            waiting.extend(reversed(list(node.get("/Kids", []))))
            entries = list(node.get("/Names", []))
            limits = [bytes(limit) for limit in node.get("/Limits", [])]
            for name, to in zip(entries[::2], entries[1::2]):
                name = bytes(name)
                if last is not None and name <= last:
                    self.problem(f"name {words(name)} stands after {words(last)}: viewers that search would miss it")
                if limits and not limits[0] <= name <= limits[1]:
                    self.problem(f"name {words(name)} is outside its node's /Limits")
                last = name
                yield name, to

    # Where a destination leads.

    def resolve(self, to, place):
        """The spot that a destination (a name, an array, a dictionary with /D) leads to, or None."""
        if isinstance(to, (String, Name)):
            name = bytes(to) if isinstance(to, String) else str(to).removeprefix("/").encode()
            if name not in self.names:
                self.problem(f"{place}: there is no destination {words(name)}")
                return None
            to = self.names[name]
        if isinstance(to, Dictionary):
            to = to.get("/D")
        if not isinstance(to, Array) or len(to) < 2:
            self.problem(f"{place}: the destination is neither a name nor an array")
            return None
        page, fit, *numbers = list(to)
        if not isinstance(page, Dictionary) or page.objgen not in self.pages:
            self.problem(f"{place}: the destination is no page of this file")
            return None
        if str(fit) not in FITS or len(numbers) > FITS[str(fit)]:
            self.problem(f"{place}: no viewer knows the destination's kind {fit} with {len(numbers)} numbers")
        return Spot(self.pages[page.objgen], *point(str(fit), numbers))

    def follow(self, action, place):
        """Counts an action, with those after it; returns the spot it leads to if it stays in this file."""
        leads_to = None
        for _ in range(16):
            kind = str(action.get("/S"))
            if kind == "/GoTo":
                self.counts["internal"] += 1
                leads_to = self.resolve(action.get("/D"), place)
            elif kind == "/URI":
                self.check_address(action.get("/URI"), place)
            elif kind in TO_OTHER_FILES:
                self.problem(f"{place}: {kind} opens another file")
            else:
                self.counts[f"other ({kind.removeprefix('/')})"] += 1
            following = action.get("/Next")
            if not isinstance(following, Dictionary):
                break
            action = following
        return leads_to

    def check_address(self, address, place):
        text = str(address) if address is not None else ""
        parts = urllib.parse.urlsplit(text)
        if parts.scheme:
            self.counts["outside"] += 1
            if parts.scheme.lower() not in SCHEMES:
                self.problem(f"{place}: {text} has the unknown scheme {parts.scheme}")
            return
        self.counts["to files beside the PDF"] += 1
        if not parts.path or not (self.folder / urllib.parse.unquote(parts.path)).is_file():
            self.problem(f"{place}: there is no file {text!r} beside the PDF")

    # Everything that has a destination.

    def read_annotations(self):
        for page in self.pdf.pages:
            page_number = self.pages[page.objgen]
            for annotation in page.obj.get("/Annots", []):
                subtype = str(annotation.get("/Subtype"))
                place = f"page {page_number}, {subtype.removeprefix('/')} {annotation.objgen[0]}"
                is_link = subtype == "/Link"
                if is_link:
                    self.counts["links"] += 1
                    if not str(annotation.get("/Contents", "")).strip():
                        self.problem(f"{place} has no /Contents")
                action = annotation.get("/A")
                if action is not None and "/Dest" in annotation:
                    self.problem(f"{place} has /A and /Dest: viewers disagree which counts")
                elif "/Dest" in annotation:
                    action = Dictionary(S=Name.GoTo, D=annotation.Dest)
                if action is None:
                    if is_link:
                        self.problem(f"{place} leads nowhere: no /A and no /Dest")
                    continue
                before = self.counts["internal"]
                to = self.follow(action, place)
                if is_link and self.counts["internal"] > before:
                    yield Link(page_number, to, place)
                self.note_step(action, page_number)

    def note_step(self, action, page):
        """Named actions (ISO 32000-1, 12.6.4.11) lead to a page that depends on where they stand."""
        leads_to = {"/NextPage": page + 1, "/PrevPage": page - 1, "/FirstPage": 1, "/LastPage": len(self.pages)}
        if action.get("/S") == Name.Named and str(action.get("/N")) in leads_to:
            self.steps.append((page, leads_to[str(action.N)]))

    def read_outline(self):
        waiting, seen = [self.pdf.Root.get("/Outlines", Dictionary()).get("/First")], set()
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            if item.objgen in seen:
                self.problem("the bookmarks loop")
                continue
            seen.add(item.objgen)
            self.counts["bookmarks"] += 1
            title = str(item.get("/Title", ""))
            place = f"bookmark {title!r}"
            if not title.strip():
                self.problem(f"bookmark {item.objgen[0]} has no title")
            # A bookmark need not lead anywhere (ISO 32000-1, table 153): it may be a heading over those below it.
            if "/A" in item:
                self.bookmarks.append(self.follow(item.A, place))
            elif "/Dest" in item:
                self.bookmarks.append(self.resolve(item.Dest, place))
            else:
                self.counts["bookmarks that lead nowhere"] += 1
                self.bookmarks.append(None)
            waiting += [item.get("/Next"), item.get("/First")]

    def summary(self):
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))
        return f"{len(self.pages)} pages, {len(self.names)} named destinations, {counts or 'no links'}"


def point(fit, numbers):
    """The point of an explicit destination (ISO 32000-1, table 151): left and top edge."""
    numbers = [float(number) if isinstance(number, (int, float, decimal.Decimal)) else None for number in numbers] + [None] * 4
    if fit == "/XYZ":
        return numbers[0], numbers[1]
    if fit in ("/FitH", "/FitBH"):
        return None, numbers[0]
    if fit in ("/FitV", "/FitBV"):
        return numbers[0], None
    return (numbers[0], numbers[3]) if fit == "/FitR" else (None, None)


def words(name):
    """A destination's name for a message: its bytes need not be text."""
    return repr(name.decode("utf-8", "replace"))


def main(files):
    if not files:
        sys.exit(__doc__)
    failed = False
    for file in files:
        with pikepdf.open(file) as pdf:
            links = Links(pdf, file)
        print(f"{'FAIL' if links.problems else 'pass'} {file}: {links.summary()}, {len(links.problems)} problems")
        for problem in links.problems[:SHOWN]:
            print(f"  {problem}")
        if len(links.problems) > SHOWN:
            print(f"  … and {len(links.problems) - SHOWN} more")
        failed |= bool(links.problems)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
