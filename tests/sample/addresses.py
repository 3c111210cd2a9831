"""Where the sample guide and its council live: every host is one kept for examples."""
COUNCIL = "Aldermere Council"
TRUST = "Vale Community Health NHS Trust"
ICB = "Aldermere and Vale Integrated Care Board"
SITE = "https://localoffer.aldermere.example/senco-guide/"
LOCAL_OFFER = "https://localoffer.aldermere.example/"
PORTAL = "https://www.aldermere.example/schools-portal"


def guide(page, heading=""):
    """The address of a page of the guide, at one of its headings."""
    return f"{SITE}{page}.html" + (f"#{heading}" if heading else "")


def law_page(heading=""):
    return guide("your-role-and-the-law", heading)


def support_page(heading=""):
    return guide("identifying-needs-and-sen-support", heading)


def help_page(heading=""):
    return guide("getting-specialist-help", heading)


def funding_page(heading=""):
    return guide("funding-sen-support", heading)


def ehc_page(heading=""):
    return guide("ehc-needs-assessments", heading)


def review_page(heading=""):
    return guide("annual-reviews-and-moving-on", heading)


def health_page(heading=""):
    return guide("health-attendance-and-children-out-of-school", heading)


def families_page(heading=""):
    return guide("publishing-and-working-with-families", heading)


def year_page(heading=""):
    return guide("senco-year", heading)
