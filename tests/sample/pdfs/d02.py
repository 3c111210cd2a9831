"""D02 SENCO year planner: one list of dates, printed on a page and written as a calendar file."""
import json
from dataclasses import dataclass
from datetime import date

import calendar_file
from facts import REGISTER, day, families_page, funding_page, guide, law_page, review_page, support_page, year_page
from typeset import pdf

NUMBER = "D02"


@dataclass(frozen=True)
class Entry:
    """One date of the year. `id` stays when its words or its day change, so that a calendar knows it again.
    `kind` is Law, Census, Funding or Local, `page` its place in the guide."""
    id: str
    on: date
    kind: str
    title: str
    note: str
    page: str


AUTUMN = [
    Entry("exams", date(2026, 9, 1), "Local", "Exam arrangements", "Check the JCQ dates with your exams officer.", year_page("exam-arrangements")),
    Entry("register", date(2026, 9, 7), "Local", "Update the SEN register", "Brief staff. Use the new forms. Read the council’s list of reviews.", support_page("records")),
    Entry("information-report", date(2026, 9, 18), "Local", "Check SEN information report", "Publish it on your website.", families_page("sen-information-report")),
    Entry("network-autumn", date(2026, 9, 24), "Local", "SENCO network, autumn", "Ask the SEN consultant where.", year_page("network-and-training")),
    Entry("census-autumn", date(2026, 10, 1), "Census", "Autumn school census", "Code E, K or N for all pupils.", support_page("school-census")),
    Entry("secondary-applications", date(2026, 10, 31), "Law", "Secondary applications close", "With an EHC plan, the plan names the school.", review_page("moving-school")),
    Entry("reviews-year-6", date(2026, 11, 20), "Local", "Hold year 6 annual reviews", "For plans by 15 February.", review_page("moving-school")),
    Entry("parents-1", date(2026, 12, 4), "Local", "SEN support: meet parents", "First of at least 3 in the year.", support_page("meeting-parents")),
    Entry("reviews-year-11", date(2026, 12, 18), "Local", "Hold year 11 annual reviews", "For plans by 31 March.", review_page("moving-school")),
    Entry("inclusion-strategy", date(2026, 12, 31), "Funding", "Publish inclusion strategy", "If your school takes the inclusive mainstream fund.", law_page("inclusion-strategy")),
]
SPRING = [
    Entry("sen-types", date(2027, 1, 8), "Local", "Check each pupil’s SEN type", "For codes E and K. Read the council’s list of reviews.", support_page("school-census")),
    Entry("census-spring", date(2027, 1, 21), "Census", "Spring school census", "Code E, K or N for all pupils, and the SEN type for E and K.", support_page("school-census")),
    Entry("network-spring", date(2027, 2, 4), "Local", "SENCO network, spring", "Bring a question about funding.", year_page("network-and-training")),
    Entry("phase-transfer", date(2027, 2, 15), "Law", "EHC plans: change of phase", "By today the council must amend the plans of pupils who move, for example from year 6 (regulation 18).", review_page("moving-school")),
    Entry("parents-2", date(2027, 3, 12), "Local", "SEN support: meet parents", "Second of at least 3. Review the effect of support together.", support_page("meeting-parents")),
    Entry("provision-map", date(2027, 3, 19), "Local", "Update provision map costs", "Before the new funding year.", funding_page("show-the-cost")),
    Entry("post-16-transfer", date(2027, 3, 31), "Law", "EHC plans: move to post-16", "By today the council must amend the plans of pupils who move from secondary school (regulation 18).", review_page("moving-school")),
    Entry("funding-year", date(2027, 4, 1), "Funding", "New funding year begins", "Look for the new funding bands.", funding_page("top-up-funding")),
]
SUMMER = [
    Entry("reviews-summer", date(2027, 4, 16), "Local", "Plan summer annual reviews", "Read the council’s list of reviews.", review_page("countdown")),
    Entry("transition", date(2027, 5, 10), "Local", "Begin transition meetings", "Hold them in May and June.", review_page("moving-school")),
    Entry("network-summer", date(2027, 5, 13), "Local", "SENCO network, summer", "Bring a question about moves.", year_page("network-and-training")),
    Entry("census-summer", date(2027, 5, 20), "Census", "Summer school census", "Code E, K or N for all pupils.", support_page("school-census")),
    Entry("guide-review", date(2027, 6, 11), "Local", "Review the guide and forms", "Tell us what to change.", year_page("who-owns-this-guide")),
    Entry("parents-3", date(2027, 6, 25), "Local", "SEN support: meet parents", "Third meeting. Agree what to tell next year’s staff.", support_page("meeting-parents")),
    Entry("impact", date(2027, 7, 9), "Local", "Review the year’s impact", "Include the inclusion strategy.", support_page("graduated-approach")),
    Entry("reviews-year-5-and-10", date(2027, 7, 16), "Local", "Year 5 and 10 annual reviews", "Hold them now, or in the autumn.", review_page("moving-school")),
    Entry("nasenco", date(2027, 8, 31), "Law", "NASENCO: last day to finish", "For a course begun before 1 September 2024 (regulation 49).", law_page("qualification")),
    Entry("next-guide", date(2027, 9, 1), "Local", "Next edition of the guide", "Replace this planner.", guide("index", "about-this-guide")),
]
TERMS = {"Autumn term 2026": AUTUMN, "Spring term 2027": SPRING, "Summer term 2027": SUMMER}


def make(folder):
    d = REGISTER[NUMBER]
    terms = [{"name": name, "entries": [{**vars(e), "on": day(e.on)} for e in entries]} for name, entries in TERMS.items()]
    pdf(folder, NUMBER, {"terms": json.dumps(terms)})
    calendar_file.write(folder / d.also, d, [e for entries in TERMS.values() for e in entries])
