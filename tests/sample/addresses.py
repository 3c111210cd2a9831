"""Where the sample guide and its council live: every host is one kept for examples."""
from functools import partial

COUNCIL = "Aldermere Council"
TRUST = "Vale Community Health NHS Trust"
ICB = "Aldermere and Vale Integrated Care Board"
SITE = "https://localoffer.aldermere.example/senco-guide/"
LOCAL_OFFER = "https://localoffer.aldermere.example/"
PORTAL = "https://www.aldermere.example/schools-portal"


def guide(page, heading=""):
    """The address of a page of the guide, at one of its headings."""
    return f"{SITE}{page}.html" + (f"#{heading}" if heading else "")


law_page = partial(guide, "your-role-and-the-law")
support_page = partial(guide, "identifying-needs-and-sen-support")
help_page = partial(guide, "getting-specialist-help")
funding_page = partial(guide, "funding-sen-support")
ehc_page = partial(guide, "ehc-needs-assessments")
review_page = partial(guide, "annual-reviews-and-moving-on")
health_page = partial(guide, "health-attendance-and-children-out-of-school")
families_page = partial(guide, "publishing-and-working-with-families")
year_page = partial(guide, "senco-year")
