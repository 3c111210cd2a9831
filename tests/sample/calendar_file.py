"""A calendar file of all-day dates (RFC 5545), the same bytes each time."""
import re
from datetime import timedelta

from addresses import COUNCIL, LOCAL_OFFER

LONGEST = 75  # octets in a line
HOST = LOCAL_OFFER.split("/")[2]


def escape(text):
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", r"\n")


def folded(line):
    """The line in pieces of at most 75 octets, never inside a character. Those after the first begin with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"


def event(entry, name, stamp, sequence):
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}.{name}@{HOST}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{sequence}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(entry.title)}",
        f"DESCRIPTION:{escape(f'{entry.kind}. {entry.note} Read more in the SENCO guide: {entry.page}')}",
        f"URL:{entry.page}",
        f"CATEGORIES:{escape(entry.kind)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def write(path, document, entries):
    """Dates without a time, which do not mark anyone as busy and ring no alarm."""
    name = f"{path.stem}-{entries[0].on.year}"
    stamp = f"{document.issued:%Y%m%d}T090000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{COUNCIL}//SENCO guide//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{escape(document.title)}", f"X-WR-CALDESC:{escape(document.subject)}"]
    for entry in entries:
        lines += event(entry, name, stamp, document.version - 1)
    path.write_bytes("".join(folded(line) for line in [*lines, "END:VCALENDAR"]).encode())
