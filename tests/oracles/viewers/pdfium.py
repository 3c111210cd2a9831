"""What PDFium, the engine of Chromium, makes of a PDF's links, named destinations and bookmarks.

    python pdfium.py FILE.pdf    (needs PyPI's pypdfium2)

Lines as ../viewers.py wants them; points are in the units of the page.
"""

import ctypes
import sys

import pypdfium2
import pypdfium2.raw as raw


def told(document, destination):
    """`page x y` of a destination; the page is 0 when PDFium finds none, a coordinate `-` when it leaves it as it is."""
    page = raw.FPDFDest_GetDestPageIndex(document, destination) + 1 if destination else 0
    count, numbers = ctypes.c_ulong(), (raw.FS_FLOAT * 4)()
    view = raw.FPDFDest_GetView(destination, count, numbers) if page > 0 else 0
    numbers = [f"{number:.2f}" for number in numbers[:count.value]]
    x = y = "-"
    if view == raw.PDFDEST_VIEW_XYZ:
        has_x, has_y, has_zoom = (raw.FPDF_BOOL() for _ in range(3))
        at_x, at_y, zoom = (raw.FS_FLOAT() for _ in range(3))
        if raw.FPDFDest_GetLocationInPage(destination, has_x, has_y, has_zoom, at_x, at_y, zoom):
            x, y = (f"{at.value:.2f}" if has.value else "-" for has, at in ((has_x, at_x), (has_y, at_y)))
    elif view in (raw.PDFDEST_VIEW_FITH, raw.PDFDEST_VIEW_FITBH):
        y, = numbers or "-"
    elif view in (raw.PDFDEST_VIEW_FITV, raw.PDFDEST_VIEW_FITBV):
        x, = numbers or "-"
    elif view == raw.PDFDEST_VIEW_FITR:
        x, y = numbers[0], numbers[3]
    return f"{max(page, 0)} {x} {y}"


def destination_of(document, own, action):
    """The destination of a link or bookmark: its own, else that of its jump."""
    if own or not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_GOTO:
        return own, bool(own)
    return raw.FPDFAction_GetDest(document, action), True


def links(document):
    for index in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, index)
        at, link = ctypes.c_int(), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, at, link):
            destination, is_jump = destination_of(document, raw.FPDFLink_GetDest(document, link), raw.FPDFLink_GetAction(link))
            area = raw.FS_RECTF()
            raw.FPDFLink_GetAnnotRect(link, area)
            if is_jump:
                print("link", index + 1, round(area.left), told(document, destination))
        raw.FPDF_ClosePage(page)


def bookmarks(document, parent, number=0):
    bookmark = raw.FPDFBookmark_GetFirstChild(document, parent)
    while bookmark:
        destination, _ = destination_of(document, raw.FPDFBookmark_GetDest(document, bookmark), raw.FPDFBookmark_GetAction(bookmark))
        print("bookmark", number, 0, told(document, destination))
        number = bookmarks(document, bookmark, number + 1)
        bookmark = raw.FPDFBookmark_GetNextSibling(document, bookmark)
    return number


if __name__ == "__main__":
    opened = pypdfium2.PdfDocument(sys.argv[1])
    opened.init_forms()
    sys.setrecursionlimit(10_000)
    links(opened.raw)
    bookmarks(opened.raw, None)
