"""Zip packages written so that the same content gives the same bytes."""
import io
import zipfile

FIXED = (2026, 9, 1, 0, 0, 0)


def rewrite(data, change=None, drop=()):
    """Rewrite an Office package: fixed times, fixed order, `change` applied to
    parts by name, parts in `drop` left out."""
    change = change or {}
    source = zipfile.ZipFile(io.BytesIO(data))
    names = [n for n in source.namelist() if n not in drop]
    names.sort(key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            content = source.read(name)
            if name in change:
                content = change[name](content)
            write(target, name, content)
    return out.getvalue()


def write(target, name, content):
    info = zipfile.ZipInfo(name, FIXED)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    target.writestr(info, content, compresslevel=9)
