"""The register of the sample's documents: guide/documents.csv, and what only the makers need."""
import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CSV = Path(__file__).resolve().parent.parent.parent / "guide" / "documents.csv"

# Number, id in the register, and how many A4 pages (sheets of a workbook, pictures) it has.
_NUMBERS = """
D01 senco-role 2 · D02 year-planner 1 · D03 inclusion-strategy 3 · D04 ordinarily-available 18
D05 initial-concern 1 · D06 one-page-profile 1 · D07 sen-support-plan 4 · D08 census-coding 2
D09 parent-agreement 2 · D10 ep-consultation 4 · D11 specialist-teaching 4 · D12 hearing-and-vision 3
D13 speech-and-language-referral 5 · D14 speech-and-language-checklist 2 · D15 occupational-therapy 4
D16 mental-health 5 · D17 neurodevelopmental-pathway 6 · D18 early-help 6
D19 provision-map 3 · D20 top-up-request 4 · D21 funding-bands 8
D22 ehc-request-school 8 · D23 ehc-request-family 4 · D24 disagreements 4
D25 review-invitation 2 · D26 review-report 6 · D27 my-views 3 · D28 adulthood-planner 4 · D29 transition-passport 3
D30 medical-needs-policy 7 · D31 healthcare-plan 3 · D32 school-avoidance 10 · D33 part-time-timetable 2
D34 exclusion-checklist 3 · D35 sen-information-report 6 · D36 accessibility-plan 4 · D37 sendiass-leaflet 2
D38 service-contacts 1 · D39 twenty-week-timetable 1
"""


@dataclass(frozen=True)
class Document:
    """One row of the register. `subject` is its summary, `also` a second file or nothing."""
    number: str
    id: str
    file: str
    also: str
    title: str
    subject: str
    owner: str
    version: int
    issued: date
    review_by: date
    pages: int


def _read():
    with CSV.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for entry in _NUMBERS.replace("·", "\n").split("\n"):
        if entry.strip():
            number, id, pages = entry.split()
            row = rows[id]
            yield Document(
                number, id, row["file"].removeprefix("documents/"), row["also"].removeprefix("documents/"),
                row["title"], row["summary"], row["owner"], int(row["version"]),
                date.fromisoformat(row["issued"]), date.fromisoformat(row["review_by"]), int(pages))


REGISTER = {document.number: document for document in _read()}


def file_of(number):
    return REGISTER[number].file
