"""What Poppler makes of a PDF's links, named destinations and bookmarks.

    /usr/bin/python3 poppler.py FILE.pdf    (needs Debian's python3-gi and gir1.2-poppler-0.18)

Lines as ../viewers.py wants them; points are in the units of the page. Run in a process of its own, because the bindings
belong to the system's Python.
"""

import pathlib
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

KIND = Poppler.DestType


def told(document, action):
    """`page x y` of a jump; page 0 for a destination that Poppler cannot find, `-` for a coordinate that it leaves as it is."""
    # The bindings do not keep an inner object alive: each step needs a variable that outlives its use.
    going = action.goto_dest
    destination = going.dest
    if destination.type == KIND.NAMED:
        destination = document.find_dest(destination.named_dest)
    if destination is None:
        return "0 - -"
    x = y = "-"
    kind = destination.type
    # Poppler counts from the corner of what is shown. Whether a coordinate counts is a bit field, which the bindings cannot
    # read: one that does not count is 0.
    page = document.get_page(destination.page_num - 1)
    shown = page.get_crop_box()
    if kind in (KIND.XYZ, KIND.FITR, KIND.FITV, KIND.FITBV):
        x = f"{destination.left + shown.x1:.2f}"
    if kind in (KIND.XYZ, KIND.FITR, KIND.FITH, KIND.FITBH):
        y = f"{destination.top + shown.y1:.2f}"
    return f"{destination.page_num} {x} {y}"


def bookmarks(document, iterator, number=0):
    while iterator is not None:
        action = iterator.get_action()
        is_jump = action.type == Poppler.ActionType.GOTO_DEST
        print("bookmark", number, 0, told(document, action) if is_jump else "0 - -")
        number = bookmarks(document, iterator.get_child(), number + 1)
        if not iterator.next():
            break
    return number


def main(file):
    document = Poppler.Document.new_from_file(pathlib.Path(file).resolve().as_uri(), None)
    for index in range(document.get_n_pages()):
        page = document.get_page(index)
        for mapping in page.get_link_mapping():
            action = mapping.action
            if action.type == Poppler.ActionType.GOTO_DEST:
                print("link", index + 1, round(mapping.area.x1), told(document, action))
    try:
        first = Poppler.IndexIter.new(document)
    except TypeError:  # there are no bookmarks
        first = None
    bookmarks(document, first)


if __name__ == "__main__":
    main(sys.argv[1])
