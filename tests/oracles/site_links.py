"""Does every link of a finished site lead somewhere?

    python site_links.py SITE-FOLDER [SITE-FOLDER …] (needs pikepdf)

Reads the HTML, CSS and SVG as they were written, with nothing of the tool's own code. Every relative
address must name a file, letter for letter (a Windows laptop forgives a wrong capital, a web server
does not); every #fragment an id of that page; every `x.pdf#page=` and `#nameddest=` a place in that
PDF; every reference between elements (for, aria-labelledby …) an id of its own page, where each id
stands once. The site must work from a folder: no address from the root, no script or style from
elsewhere; only 404.html, which a server sends for any address, the sitemap and the feed use whole
addresses. Those that begin with the site's own address (known from the sitemap) are checked like the rest.

Prints the counts and each problem. Exit status: 0 none, 1 some.
"""

import collections
import html.parser
import pathlib
import posixpath
import re
import sys
import urllib.parse
import xml.etree.ElementTree

import pikepdf

from links import Links

ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite", "xlink:href")
LOADED = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "use", "image"}
LOADED_BY_LINK = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
REFERENCES = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
WHOLE_ADDRESSES = ("404.html",)
CSS_URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)|@import\s+(['"])(.*?)\3""")
SVG_ID = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
SHOWN = 40


class Page(html.parser.HTMLParser):
    """The ids, links and references of one page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids = collections.Counter()
        self.anchors = set()
        self.links = []
        self.references = []
        self.in_style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a" and given.get("name"):
            self.anchors.add(given["name"])
        if tag == "base":
            self.links.append(("base", given.get("href", ""), line))
        is_loaded = tag in LOADED or (tag == "link" and LOADED_BY_LINK & set(given.get("rel", "").lower().split()))
        for name in ADDRESSES:
            if name in given and tag != "base":
                self.links.append(("loads" if is_loaded else "links", given[name], line))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.links.append(("links", given.get("content", "").partition("=")[2].strip("'\" "), line))
        for candidate in given.get("srcset", "").split(","):
            if candidate.strip():
                self.links.append(("loads", candidate.split()[0], line))
        self.find_css(given.get("style", ""), line)
        for name in REFERENCES:
            self.references += [(name, value, line) for value in given.get(name, "").split()]
        self.in_style = tag == "style"

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style:
            self.find_css(data, self.getpos()[0])

    def find_css(self, text, line):
        self.links += [("loads", address, line) for address in css_addresses(text)]

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.in_style = False


class Site:
    """A folder of finished files, and what is wrong with the links in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        # As the disk spells them: `Path.exists` would forgive a wrong capital on some systems.
        self.files = {path.relative_to(folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        self.lower = {name.lower(): name for name in self.files}
        self.pages = {name: Page(self.read(name)) for name in sorted(self.files) if name.endswith((".html", ".htm"))}
        self.pdfs = {}
        self.address = None
        self.counts = collections.Counter()
        self.problems = []

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def problem(self, place, text):
        self.problems.append(f"{place}: {text}")

    def run(self):
        self.address = self.own_address()
        if not self.pages:
            self.problem(self.folder, "holds no HTML")
        for name, page in self.pages.items():
            for identity, times in page.ids.items():
                if times > 1:
                    self.problem(name, f"id {identity!r} stands {times} times")
                if not identity or any(character.isspace() for character in identity):
                    self.problem(name, f"id {identity!r} is empty or has a blank")
            for attribute, identity, line in page.references:
                self.counts["references between elements"] += 1
                if identity not in page.ids:
                    self.problem(f"{name}:{line}", f"{attribute} names {identity!r}, no id of this page")
            for kind, address, line in page.links:
                self.check(name, kind, address, f"{name}:{line}")
        for name in sorted(self.files):
            if name.endswith(".css"):
                for address in css_addresses(self.read(name)):
                    self.check(name, "loads", address, name)
            elif name.endswith(".xml"):
                for address in xml_addresses(self.read(name)):
                    self.check(name, "links", address, name)

    def own_address(self):
        """Where the site will stand, from its sitemap: the part that all its addresses share."""
        if "sitemap.xml" not in self.files:
            return None
        found = xml_addresses(self.read("sitemap.xml"))
        return posixpath.commonprefix(found).rpartition("/")[0] + "/" if found else None

    def check(self, name, kind, address, place):
        """One address, as it stands in the file `name`."""
        address = address.strip()
        may_be_whole = name in WHOLE_ADDRESSES or name.endswith(".xml")
        if kind == "base":
            if not may_be_whole:
                self.problem(place, "a <base> breaks a site opened from a folder")
            return
        if self.address:
            own = [self.address] + ([urllib.parse.urlsplit(self.address).path] if may_be_whole else [])
            for beginning in own:
                if address.startswith(beginning):
                    address = address.removeprefix(beginning) or "index.html"
                    name = "index.html"
                    break
        try:
            parts = urllib.parse.urlsplit(address)
        except ValueError:
            self.problem(place, f"{address!r} is no address")
            return
        if parts.scheme or parts.netloc:
            self.check_outside(kind, address, parts, place)
            return
        if address.startswith("/"):
            self.problem(place, f"{address!r} begins at the root of a server")
            return
        if not address:
            self.problem(place, "an empty address")
            return
        if name in WHOLE_ADDRESSES and self.address and parts.path:
            self.problem(place, f"{address!r} is relative, and this page is sent for addresses of any depth")
        self.counts["links inside the site"] += 1
        target = self.find(name, parts, address, place)
        if target and parts.fragment:
            self.check_fragment(target, parts.fragment, address, place)

    def check_outside(self, kind, address, parts, place):
        self.counts["links elsewhere"] += 1
        if not parts.scheme:
            self.problem(place, f"{address!r} has no scheme")
        elif parts.scheme in ("file", "javascript"):
            self.problem(place, f"{address!r} works on nobody else's machine")
        elif kind == "loads" and parts.scheme != "data":
            self.problem(place, f"{address!r} is loaded from elsewhere")

    def find(self, name, parts, address, place):
        """The file of the site that an address means, or None after saying what is wrong."""
        if not parts.path:
            return name
        path = urllib.parse.unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if target in self.files and not path.endswith("/"):
            return target
        if target == ".." or target.startswith("../"):
            self.problem(place, f"{address!r} leaves the site")
        elif target.lower() in self.lower:
            self.problem(place, f"{address!r} differs in its capitals from {self.lower[target.lower()]!r}")
        elif (self.folder / target).is_dir():
            self.problem(place, f"{address!r} is a folder: opened from a disk it lists files")
        else:
            self.problem(place, f"there is no {address!r}")
        return None

    def check_fragment(self, target, fragment, address, place):
        """In any other kind of file a browser goes to no place, and none is asked for here."""
        identity = urllib.parse.unquote(fragment)
        self.counts["links to a place in a file"] += 1
        if target in self.pages:
            page = self.pages[target]
            if identity not in page.ids and identity not in page.anchors and identity != "top":
                self.problem(place, f"{address!r}: {target} has no id {identity!r}")
        elif target.endswith(".svg"):
            if identity not in SVG_ID.findall(self.read(target)):
                self.problem(place, f"{address!r}: {target} has no id {identity!r}")
        elif target.lower().endswith(".pdf"):
            self.check_place_in_pdf(target, fragment, address, place)

    def check_place_in_pdf(self, target, fragment, address, place):
        if target not in self.pdfs:
            with pikepdf.open(self.folder / target) as pdf:
                self.pdfs[target] = (len(pdf.pages), set(Links(pdf, self.folder / target).names))
        pages, names = self.pdfs[target]
        wanted = urllib.parse.parse_qs(fragment, keep_blank_values=True)
        for page in wanted.get("page", []):
            if not page.isdecimal() or not 1 <= int(page) <= pages:
                self.problem(place, f"{address!r}: {target} has {pages} pages")
        for name in wanted.get("nameddest", []):
            if name.encode() not in names:
                self.problem(place, f"{address!r}: {target} has no destination {name!r}")
        if not wanted.keys() & {"page", "nameddest"}:
            self.problem(place, f"{address!r}: no viewer knows this kind of place in a PDF")

    def summary(self):
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))
        return f"{len(self.pages)} pages, {len(self.files)} files, {counts or 'no links'}"


def css_addresses(text):
    return [url or imported for _, url, _, imported in CSS_URL.findall(text) if (url or imported)]


def xml_addresses(text):
    """The addresses of a sitemap (<loc>) or a feed (<link href>)."""
    found = []
    for element in xml.etree.ElementTree.fromstring(text).iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "loc" and element.text:
            found.append(element.text.strip())
        elif tag == "link" and element.get("href"):
            found.append(element.get("href"))
    return found


def main(folders):
    if not folders:
        sys.exit(__doc__)
    failed = False
    for folder in folders:
        site = Site(folder)
        site.run()
        print(f"{'FAIL' if site.problems else 'pass'} {folder}: {site.summary()}, {len(site.problems)} problems")
        for problem in site.problems[:SHOWN]:
            print(f"  {problem}")
        if len(site.problems) > SHOWN:
            print(f"  … and {len(site.problems) - SHOWN} more")
        failed |= bool(site.problems)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
