"""What every sample document shares. A maker imports all it needs from here.

Aldermere is not a real council. Every host, number and mailbox is one of
those kept for examples and drama, and no person is named.
"""
from addresses import (  # noqa: F401
    COUNCIL, ICB, LOCAL_OFFER, PORTAL, SITE, TRUST, ehc_page, families_page, funding_page, guide, health_page,
    help_page, law_page, review_page, support_page, year_page,
)
from register import REGISTER, file_of  # noqa: F401
from services import SERVICE, SERVICES, mail_link, phone_link, tel  # noqa: F401

GUIDE_EDITION = "September 2026"
NOT_REAL = "Aldermere is not a real council. This document is a sample."
SAFETY = (
    "If a child is in danger, call 999. For a safeguarding concern speak to your "
    "designated safeguarding lead now. Do not use a referral form."
)
SAFETY_FAMILY = (
    "If a child is in danger, call 999. If you are worried about a child's safety, "
    "telephone children's social care on [01632 960 117](tel:+441632960117), at any hour."
)


def day(d):
    """A date as GOV.UK writes it: 4 September 2026."""
    return f"{d.day} {d:%B %Y}"
