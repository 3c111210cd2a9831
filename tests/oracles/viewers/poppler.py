"""What Poppler makes of a PDF's internal links: a line a link, `page left-edge destination-page`.

    /usr/bin/python3 poppler.py FILE.pdf    (needs Debian's python3-gi and gir1.2-poppler-0.18)

Run by ../viewers.py in a process of its own, because the bindings belong to the system's Python.
"""

import pathlib
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def page_of(document, action):
    """Poppler's own lookup for a name; 0 stands for a destination that it cannot find."""
    # The bindings do not keep an inner object alive: each step needs a variable that outlives its use.
    going = action.goto_dest
    destination = going.dest
    if destination.type != Poppler.DestType.NAMED:
        return destination.page_num
    found = document.find_dest(destination.named_dest)
    return 0 if found is None else found.page_num


def main(file):
    document = Poppler.Document.new_from_file(pathlib.Path(file).resolve().as_uri(), None)
    for index in range(document.get_n_pages()):
        page = document.get_page(index)
        for mapping in page.get_link_mapping():
            action = mapping.action
            if action.type == Poppler.ActionType.GOTO_DEST:
                print(index + 1, round(mapping.area.x1), page_of(document, action))


if __name__ == "__main__":
    main(sys.argv[1])
