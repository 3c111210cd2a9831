"""D39 the 20-week timetable: a picture with its alternative text inside."""
import io
import struct
import zlib

from PIL import Image

from facts import COUNCIL, REGISTER
from typeset import typeset

DESCRIPTION = (
    "Timetable of an education, health and care (EHC) needs assessment, in calendar weeks from the request. School holidays count. "
    "Week 0: the council receives the request. "
    "By week 6: the council decides whether to assess. After a no, the family can use mediation and appeal. After a yes, advice is gathered, and each adviser replies within 6 weeks. "
    "By week 16: if there will be no plan, the council tells the family. "
    "If there will be a plan, a draft is sent and the family has at least 15 days to comment and to ask for a school. "
    "By week 20: the final EHC plan is issued."
)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def text(keyword, value):
    """An iTXt chunk: keyword, not compressed, language en-GB, the text."""
    return chunk(b"iTXt", keyword.encode() + b"\0\0\0en-GB\0\0" + value.encode())


def make(folder):
    d = REGISTER["D39"]
    png = typeset("D39", "pictures/d39.typ", format="png", ppi=144)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    # Few colours: a palette makes the file a third of the size, with the same look.
    image = image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    data = out.getvalue()
    head = 8 + 25  # signature and IHDR
    about = (text("Title", d.title) + text("Description", DESCRIPTION) + text("Author", COUNCIL)
             + text("Copyright", "Aldermere is not a real council. This picture is a sample.")
             + chunk(b"pHYs", struct.pack(">IIB", 5669, 5669, 1)))
    (folder / d.file).write_bytes(data[:head] + about + data[head:])
