"""Do a PDF's tags and its pages agree, in both directions?

    python structure.py FILE.pdf [FILE.pdf …] [--untagged PAGES]        (needs pikepdf)

A merge of tagged PDFs goes wrong where no validator looks: a page whose key in the parent tree
belongs to another page still passes PDF/UA, and its text is lost to a screen reader. So:

* from the pages: every marked-content id (MCID) of every page and form XObject, and every tagged
  annotation, leads through the parent tree to one element, which the structure tree reaches and
  which points back at exactly that content;
* from the tree: every content item that an element names exists, on the page the element says, and
  every page is reached;
* no Link or Widget annotation is untagged, no parent-tree key has two owners, every parent is right.

PAGES, such as 7,12-15, are those of documents whose tags were left out, as a finding says: nobody claims the words there,
and marks (MCIDs) that are left in them from the document's own tags mean nothing. Their links and fields are checked.

Prints the counts and each disagreement. Exit status: 0 all agree, 1 not.
"""

import argparse
import collections
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

MUST_BE_TAGGED = ("/Link", "/Widget")
SHOWN = 20


class Check:
    """One file's check. Indirect objects are known by their object number throughout."""

    def __init__(self, pdf, untagged=()):
        self.pdf = pdf
        self.problems = []
        # Object number of each page → the page's number as a reader counts.
        self.pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.untagged = {page.objgen for number, page in enumerate(pdf.pages, 1) if number in untagged}
        self.annotation_page = {}
        # What the pages hold: (content stream, MCID) and annotations, each with its words for messages.
        self.content = {}
        self.tagged_objects = {}
        # What the tree says: the same keys → the elements that name them.
        self.claimed = collections.defaultdict(list)
        self.claimed_objects = collections.defaultdict(list)
        self.elements = {}
        self.parent_tree = {}
        self.key_owners = collections.defaultdict(list)
        self.reached_pages = set()
        self.forms_seen = set()

    def problem(self, text):
        self.problems.append(text)

    def run(self):
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            self.problem("the file has no structure tree")
            return
        if not kids_of(root):
            self.problem("the structure root has no /K: no reader gets past it")
        for key, value in number_tree(root.get("/ParentTree"), self.problem):
            self.parent_tree[key] = value
        for page in self.pdf.pages:
            self.read_page(page)
        self.walk_tree(root)
        self.compare()
        self.check_keys(root)

    # The pages' side.

    def read_page(self, page):
        where = f"page {self.pages[page.objgen]}"
        self.read_content(page.obj, page.obj, where)
        for annotation in page.obj.get("/Annots", []):
            self.annotation_page[annotation.objgen] = page.objgen
            subtype = str(annotation.get("/Subtype"))
            words = f"{where}: {subtype} annotation {number(annotation)}"
            if "/StructParent" in annotation:
                self.own_object(annotation, words)
            elif subtype in MUST_BE_TAGGED:
                self.problem(f"{words} is not tagged (no /StructParent)")
            for stream in appearances(annotation):
                self.read_form(stream, words)

    def own_object(self, thing, words):
        self.tagged_objects[thing.objgen] = (int(thing.StructParent), words)
        self.key_owners[int(thing.StructParent)].append(words)

    def read_form(self, form, where):
        """A form XObject has MCIDs of its own; drawn twice, it is read once."""
        if form.objgen in self.forms_seen:
            return
        self.forms_seen.add(form.objgen)
        words = f"{where}, XObject {number(form)}"
        if "/StructParent" in form:
            self.own_object(form, words)
        if form.get("/Subtype") == Name.Form:
            self.read_content(form, form, words)

    def read_content(self, container, stream_owner, where):
        """Notes every MCID in one content stream, and reads the forms it draws."""
        resources = inherited(container, "/Resources") or Dictionary()
        properties = resources.get("/Properties", Dictionary())
        xobjects = resources.get("/XObject", Dictionary())
        found = collections.Counter()
        try:
            operations = pikepdf.parse_content_stream(stream_owner, "BDC Do")
        except pikepdf.PdfError as error:
            self.problem(f"{where}: the content cannot be read: {error}")
            return
        for operands, operator in operations:
            if str(operator) == "BDC":
                marked = operands[1]
                if isinstance(marked, Name):
                    marked = properties.get(marked, Dictionary())
                if "/MCID" in marked:
                    found[int(marked.MCID)] += 1
            elif str(operator) == "Do" and operands[0] in xobjects:
                self.read_form(xobjects[operands[0]], where)
        if container.objgen in self.untagged:
            # Only the strip above the page has tags.
            marks = self.parent_tree.get(int(container.get("/StructParents", -1)), [])
            found = collections.Counter({mcid: times for mcid, times in found.items()
                                         if mcid < len(marks) and isinstance(marks[mcid], Dictionary)})
        if not found and "/StructParents" not in container:
            return
        if "/StructParents" not in container:
            self.problem(f"{where} has {len(found)} MCIDs but no /StructParents")
            return
        key = int(container.StructParents)
        self.key_owners[key].append(where)
        for mcid, times in found.items():
            if times > 1:
                self.problem(f"{where}: MCID {mcid} is used {times} times")
            self.content[container.objgen, mcid] = (key, f"{where}, MCID {mcid}")

    # The tree's side.

    def walk_tree(self, root):
        """Walks without recursion: a tree may be deeper than Python's stack."""
        waiting = [(kid, root) for kid in reversed(kids_of(root))]
        while waiting:
            element, parent = waiting.pop()
            if not isinstance(element, Dictionary) or "/S" not in element:
                self.problem(f"{words_of(parent)} has a kid that is no structure element")
                continue
            if not element.is_indirect:
                self.problem(f"{words_of(element)} under {words_of(parent)} is no object of its own: nothing can point at it")
                continue
            if element.objgen in self.elements:
                self.problem(f"{words_of(element)} hangs in the tree twice")
                continue
            self.elements[element.objgen] = element
            if "/P" not in element or element.P.objgen != parent.objgen:
                self.problem(f"{words_of(element)}: /P does not name its parent {number(parent)}")
            for kid in kids_of(element):
                if isinstance(kid, Dictionary) and "/S" in kid:
                    waiting.append((kid, element))
                else:
                    self.read_item(kid, element)

    def read_item(self, item, element):
        """One piece of content that an element names: an MCID, an MCR or an OBJR."""
        if not isinstance(item, Dictionary):
            page, kind = element.get("/Pg"), "an MCID"
        else:
            page, kind = item.get("/Pg", element.get("/Pg")), str(item.get("/Type"))
        if page is None:
            self.problem(f"{words_of(element)} names {kind} but no /Pg")
            return
        if page.objgen not in self.pages:
            self.problem(f"{words_of(element)}: its /Pg {number(page)} is no page of this file")
            return
        self.reached_pages.add(page.objgen)
        if not isinstance(item, Dictionary):
            self.claimed[page.objgen, int(item)].append(element)
        elif kind == "/MCR":
            container = item.get("/Stm", page)
            self.claimed[container.objgen, int(item.MCID)].append(element)
        elif kind == "/OBJR":
            thing = item.get("/Obj")
            if thing is None:
                self.problem(f"{words_of(element)} has an OBJR without /Obj")
                return
            self.claimed_objects[thing.objgen].append(element)
            on = self.annotation_page.get(thing.objgen)
            if on is not None and on != page.objgen:
                self.problem(f"{words_of(element)}: its annotation is on page {self.pages[on]}, "
                             f"its /Pg says {self.pages[page.objgen]}")
        else:
            self.problem(f"{words_of(element)} has a kid of unknown type {kind}")

    # Both together.

    def compare(self):
        for (container, mcid), (key, words) in self.content.items():
            array = self.parent_tree.get(key)
            if not isinstance(array, Array):
                self.problem(f"{words}: the parent tree has no array under {key}")
                continue
            element = array[mcid] if mcid < len(array) else None
            self.agree(words, element, self.claimed.get((container, mcid), []))
        for thing, (key, words) in self.tagged_objects.items():
            element = self.parent_tree.get(key)
            self.agree(words, element, self.claimed_objects.get(thing, []))
        for where in self.claimed.keys() - self.content.keys():
            for element in self.claimed[where]:
                self.problem(f"{words_of(element)} names MCID {where[1]} of object {where[0][0]}, which is not there")
        for thing in self.claimed_objects.keys() - self.tagged_objects.keys():
            for element in self.claimed_objects[thing]:
                self.problem(f"{words_of(element)} names object {thing[0]}, which is not drawn or has no /StructParent")
        for page, page_number in self.pages.items():
            if page not in self.reached_pages:
                self.problem(f"page {page_number} is not reached from the structure tree")

    def agree(self, words, element, claims):
        """The parent tree leads to `element`; the elements in `claims` name the content."""
        if not isinstance(element, Dictionary):
            self.problem(f"{words}: the parent tree leads to no element")
        elif element.objgen not in self.elements:
            self.problem(f"{words}: the parent tree leads to {words_of(element)}, which the tree does not reach")
        elif [claim.objgen for claim in claims] != [element.objgen]:
            named = ", ".join(words_of(claim) for claim in claims) or "none"
            self.problem(f"{words}: the parent tree leads to {words_of(element)}, the elements naming it are: {named}")

    def check_keys(self, root):
        """A key with two owners loses the content of one; a key with none is only litter."""
        for key, owners in self.key_owners.items():
            if len(owners) > 1:
                self.problem(f"parent-tree key {key} has {len(owners)} owners: {'; '.join(owners[:3])}")
        following = root.get("/ParentTreeNextKey")
        if self.parent_tree and following is not None and int(following) <= max(self.parent_tree):
            self.problem(f"/ParentTreeNextKey {following} is not above the highest key {max(self.parent_tree)}")

    def summary(self):
        return (f"{len(self.pages)} pages, {len(self.elements)} elements, {len(self.content)} MCIDs, "
                f"{len(self.tagged_objects)} tagged annotations and objects")


def number_tree(node, problem):
    """The (key, value) pairs of a number tree, with a word for each that is out of order."""
    waiting, seen, last = [node] if node is not None else [], set(), -1
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                problem(f"the parent tree loops at object {number(node)}")
                continue
            seen.add(node.objgen)
        waiting.extend(reversed(list(node.get("/Kids", []))))
        entries = list(node.get("/Nums", []))
        limits = [int(limit) for limit in node.get("/Limits", [])]
        for key, value in zip(entries[::2], entries[1::2]):
            key = int(key)
            if key <= last:
                problem(f"parent-tree key {key} stands after {last}: readers that search would miss it")
            if limits and not limits[0] <= key <= limits[1]:
                problem(f"parent-tree key {key} is outside its node's /Limits {limits}")
            last = key
            yield key, value


def kids_of(element):
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def appearances(annotation):
    """The appearance streams of an annotation, whichever state they are for."""
    normal = annotation.get("/AP", Dictionary()).get("/N")
    if isinstance(normal, Stream):
        return [normal]
    if isinstance(normal, Dictionary):
        return [state for state in normal.values() if isinstance(state, Stream)]
    return []


def inherited(node, key):
    """A page's own entry or its parents'; a form XObject simply has no /Parent."""
    for _ in range(64):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return None if node is None else node.get(key)


def number(thing):
    return f"{thing.objgen[0]} {thing.objgen[1]}"


def words_of(element):
    return f"element {element.get('/S', '(root)')} {number(element)}"


def numbers(text):
    """The numbers of `7,12-15`."""
    ranges = [part.partition("-") for part in text.split(",") if part]
    return {number for first, _, last in ranges for number in range(int(first), int(last or first) + 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--untagged", type=numbers, default=set())
    options = parser.parse_args()
    failed = False
    for file in options.files:
        with pikepdf.open(file) as pdf:
            check = Check(pdf, options.untagged)
            check.run()
        print(f"{'FAIL' if check.problems else 'pass'} {file}: {check.summary()}, {len(check.problems)} problems")
        for problem in check.problems[:SHOWN]:
            print(f"  {problem}")
        if len(check.problems) > SHOWN:
            print(f"  … and {len(check.problems) - SHOWN} more")
        failed |= bool(check.problems)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
