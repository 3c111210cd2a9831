"""How much of the sample guide is still there after it went to Word and back by `import`.

The guide's pages are read by Pandoc, made one document and written as Word in two ways: by Pandoc itself, and by LibreOffice
from Pandoc's HTML. `senco-guide import` makes pages of each file, Pandoc reads those, and the two are compared: words,
headings, tables, links (where each leads, and the words of the heading it leads to).

Words: the program senco-guide, the guide folder. Needs pandoc and soffice. Ends with 1 when less than 98 % of the words, or
a heading, a table or a link is lost.
"""
import collections
import copy
import json
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse
from pathlib import Path

READ = "markdown-smart+gfm_auto_identifiers-implicit_figures-citations-tex_math_dollars-example_lists+lists_without_preceding_blankline-tex_math_single_backslash-raw_tex+autolink_bare_uris"


def pandoc(*words, text=None):
    return subprocess.run(["pandoc", *map(str, words)], input=text, check=True, capture_output=True, text=True).stdout


def parse(text):
    return json.loads(pandoc("-f", READ, "-t", "json", text=text))


def walk(node, see):
    """Shows every element of a Pandoc tree, outer ones first."""
    if isinstance(node, list):
        for part in node:
            walk(part, see)
    elif isinstance(node, dict):
        if "t" in node:
            see(node)
        for part in node.values():
            walk(part, see)


def words(node):
    """The words in a tree."""
    told = []

    def push(part):
        if isinstance(part, list):
            for inner in part:
                push(inner)
        elif isinstance(part, dict):
            kind, content = part.get("t"), part.get("c")
            if kind == "Str":
                told.append(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                told.append(" ")
            elif kind in ("Code", "CodeBlock", "Math"):
                told.append(content[1])
            elif kind in ("Link", "Image"):
                push(content[1])
            elif kind == "DefinitionList":
                for term, meanings in content:
                    push(term)
                    told.append(" ")
                    push(meanings)
            elif kind == "RawInline":
                told.append(" " if re.match(r"<br", content[1]) else "")
            elif kind in ("Span", "Div", "Header", "Table"):
                push(content[1:] if kind != "Header" else content[2])
                told.append(" ")
            elif kind is None:
                for inner in part.values():
                    push(inner)
            else:
                push(content)
                if kind in ("Para", "Plain"):
                    told.append(" ")

    push(node)
    plain = "".join(told).translate(str.maketrans("“”‘’–—…•☐☑☒", "\"\"''--. □□□")).replace("...", ".").replace("--", "-")
    return [word for word in (part.strip(".-") for part in plain.split()) if word]


def pages(folder):
    """The pages of a guide by name, in order, as trees: facts off, values in place."""
    settings = tomllib.loads((folder / "guide.toml").read_text())
    values = settings.get("values", {})
    read = {}
    for path in sorted((folder / "pages").glob("*.md")):
        text = path.read_text()
        facts = {}
        if text.startswith("+++\n"):
            front, text = text[4:].split("\n+++\n", 1)
            facts = tomllib.loads(front)
        text = re.sub(r"\{\{\s*([\w.]+)\s*\}\}", lambda name: str(value(values, name[1])), text)
        text = re.sub(r"^> \[!(\w+)\]", lambda name: f"> {name[1].capitalize()}:", text, flags=re.M)
        text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
        # A link without words takes the title of what it leads to, which Word cannot know.
        text = re.sub(r"\[\]\(([^)]+)\)", lambda link: f"[{Path(link[1]).stem}]({link[1]})", text)
        title = facts.get("title")
        if title and not re.search(rf"^# {re.escape(title)}", text, flags=re.M):
            text = f"# {title}\n\n" + re.sub(r"^(#+ )", r"#\1", text, flags=re.M)
        read[path.name] = parse(text)
    return read


def value(values, name):
    for part in name.split("."):
        values = values.get(part, "?") if isinstance(values, dict) and name not in values else values.get(name, "?")
        if not isinstance(values, dict):
            return values
    return "?"


def merged(read):
    """All pages as one document: links between pages become links within it."""
    number = {name: f"p{at:02}" for at, name in enumerate(read, 1)}
    blocks = []
    for name, tree in read.items():
        tree = copy.deepcopy(tree)
        first = True

        def see(node):
            nonlocal first
            kind, content = node["t"], node.get("c")
            if kind == "Header":
                content[1][0] = number[name] if first else f"{number[name]}-{content[1][0]}"
                first = False
            elif kind == "Link":
                content[2][0] = within(content[2][0], name, number)
            elif kind == "Image":
                content[2][0] = content[2][0].removeprefix("../")

        walk(tree["blocks"], see)
        blocks += tree["blocks"]
        api = tree["pandoc-api-version"]
    return {"pandoc-api-version": api, "meta": {}, "blocks": blocks}


def within(target, page, number):
    path, _, spot = target.partition("#")
    if "://" in target or target.startswith(("mailto:", "tel:", "localoffer:")):
        return target
    if path == "" or path in number:
        at = number[path or page]
        return f"#{at}-{spot}" if spot else f"#{at}"
    return target.removeprefix("../")


def facts(read):
    """What is compared: words, headings, tables, and links with what they lead to."""
    ids = {}
    for name, tree in read.items():
        headings = []
        walk(tree["blocks"], lambda node: headings.append(node) if node["t"] == "Header" else None)
        for at, heading in enumerate(headings):
            title = " ".join(words(heading))
            ids[name, heading["c"][1][0]] = title
            if at == 0:
                ids[name, ""] = title
        walk(tree["blocks"], lambda node: ids.setdefault((name, node["c"][0][0]), "a spot") if node["t"] == "Span" and node["c"][0][0] else None)
        for raw in re.findall(r'<a id=\\"([^\\]+)\\"', json.dumps(tree)):
            ids.setdefault((name, raw), "a spot")
    found = {"words": collections.Counter(), "headings": [], "tables": [], "links": collections.Counter()}
    for name, tree in read.items():
        found["words"].update(words(tree["blocks"]))

        def see(node):
            if node["t"] == "Header":
                found["headings"].append(" ".join(words(node)))
            elif node["t"] == "Table":
                found["tables"].append(" ".join(words(node)))
            elif node["t"] == "Link":
                target = node["c"][2][0]
                path, _, spot = target.partition("#")
                if "://" in target or target.startswith(("mailto:", "tel:", "localoffer:")):
                    goal = urllib.parse.unquote(target).rstrip("/")
                elif path == "" or path in read:
                    goal = "to " + ids.get((path or name, spot), f"nowhere ({target})")
                else:
                    goal = Path(path).name + (f"#{spot}" if spot else "")
                found["links"][" ".join(words(node["c"][1])), goal] += 1

        walk(tree["blocks"], see)
    return found


def word_files(tree, folder):
    source = folder / "guide.json"
    source.write_text(json.dumps(tree))
    pandoc("-f", "json", source, "-o", folder / "pandoc.docx")
    html = folder / "libreoffice.html"
    pandoc("-f", "json", "-s", "--metadata", "title=Guide", source, "-t", "html4", "-o", html)
    html.write_text(re.sub(r"<header.*?</header>|<style.*?</style>", "", html.read_text(), flags=re.S))
    subprocess.run(["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, html], check=True, capture_output=True)
    return [folder / "pandoc.docx", folder / "libreoffice.docx"]


def kept(before, after):
    """How many of the things before are there after, and those that are not."""
    before, after = collections.Counter(before), collections.Counter(after)
    lost = before - after
    return before.total() - lost.total(), before.total(), list(lost.elements())


def main(program, guide):
    read = pages(guide)
    before = facts(read)
    bad = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if (guide / "documents").is_dir():
            (folder / "documents").symlink_to((guide / "documents").resolve())
        if (guide / "images").is_dir():
            (folder / "images").symlink_to((guide / "images").resolve())
        for file in word_files(merged(read), folder):
            target = folder / file.stem
            run = subprocess.run([program, "import", file, "--guide", target], check=True, capture_output=True, text=True)
            after = facts(pages(target))
            print(f"{file.name}: {run.stdout.splitlines()[0]} …")
            for what in ("words", "headings", "tables", "links"):
                count, total, lost = kept(before[what], after[what])
                print(f"  {what}: {count} of {total} kept ({count / total:.2%})")
                for one in lost[:12]:
                    print(f"    lost: {one}")
                bad |= count < (total * 0.98 if what == "words" else total)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
