"""What every sample document shares: the register, services, addresses.

Aldermere is not a real council. Every host, number and mailbox is one of
those kept for examples and drama, and no person is named.
"""
from dataclasses import dataclass
from datetime import date

COUNCIL = "Aldermere Council"
TRUST = "Vale Community Health NHS Trust"
ICB = "Aldermere and Vale Integrated Care Board"
GUIDE_EDITION = "September 2026"
SITE = "https://localoffer.aldermere.example/senco-guide/"
LOCAL_OFFER = "https://localoffer.aldermere.example/"
PORTAL = "https://www.aldermere.example/schools-portal"
NOT_REAL = "Aldermere is not a real council. This document is a sample."
SAFETY = (
    "If a child is in danger, call 999. For a safeguarding concern speak to your "
    "designated safeguarding lead now. Do not use a referral form."
)
SAFETY_FAMILY = (
    "If a child is in danger, call 999. If you are worried about a child's safety, "
    "telephone children's social care on [01632 960 117](tel:+441632960117), at any hour."
)


def guide(page, heading=""):
    """The address of a page of the guide, at one of its headings."""
    return f"{SITE}{page}.html" + (f"#{heading}" if heading else "")


def help_page(heading=""):
    return guide("getting-specialist-help", heading)


def ehc_page(heading=""):
    return guide("ehc-needs-assessments", heading)


def day(d):
    """A date as GOV.UK writes it: 4 September 2026."""
    return f"{d.day} {d:%B %Y}"


@dataclass(frozen=True)
class Document:
    number: str
    id: str
    file: str
    title: str
    subject: str
    owner: str
    version: int
    issued: date
    review_by: date
    pages: int


def _d(number, id, file, title, subject, owner, version, issued, review, pages):
    return Document(number, id, file, title, subject, owner, version,
                    date.fromisoformat(issued), date.fromisoformat(review), pages)


REGISTER = {d.number: d for d in [
    _d("D09", "parent-agreement", "parent-agreement-and-privacy-notice.docx",
       "Parent agreement and privacy notice",
       "Agreement of a parent or young person to a referral, and how information is used",
       "Data protection officer", 2, "2026-02-13", "2027-02-12", 2),
    _d("D10", "ep-consultation", "ep-consultation-request.docx",
       "Educational psychology consultation request",
       "Form for schools to ask for educational psychology advice about a pupil",
       "Principal educational psychologist", 3, "2026-06-05", "2027-06-04", 4),
    _d("D11", "specialist-teaching", "specialist-teaching-request.docx",
       "Specialist teaching request for involvement",
       "Form for schools to ask the specialist teaching service to be involved",
       "Head of specialist teaching", 2, "2026-06-05", "2027-06-04", 4),
    _d("D12", "hearing-and-vision", "hearing-and-vision-referral.docx",
       "Hearing and vision support referral",
       "Form to refer a child with a hearing loss or vision impairment",
       "Sensory service lead", 2, "2026-06-12", "2027-06-11", 4),
    _d("D13", "speech-and-language-referral", "speech-and-language-referral.docx",
       "Speech and language therapy referral",
       "Form for schools to refer a child to speech and language therapy",
       "Therapy services lead (NHS)", 4, "2026-01-30", "2027-01-29", 5),
    _d("D14", "speech-and-language-checklist", "speech-and-language-checklist.pdf",
       "Speech and language screening checklist",
       "Printable checklist to fill in before a speech and language therapy referral",
       "Therapy services lead (NHS)", 2, "2026-01-30", "2027-01-29", 2),
    _d("D15", "occupational-therapy", "occupational-therapy-referral.docx",
       "Occupational therapy referral",
       "Form for schools to refer a child to occupational therapy",
       "Therapy services lead (NHS)", 3, "2026-01-30", "2027-01-29", 4),
    _d("D16", "mental-health", "camhs-and-mental-health-support-request.docx",
       "CAMHS and mental health support team request",
       "Form to ask for mental health support for a child or young person",
       "CAMHS access manager (NHS)", 2, "2026-04-24", "2027-04-23", 5),
    _d("D17", "neurodevelopmental-pathway", "neurodevelopmental-pathway-guide.pdf",
       "Neurodevelopmental pathway guide for schools",
       "How schools and families use the autism and ADHD pathway",
       "Designated clinical officer (ICB)", 2, "2026-04-24", "2027-04-23", 6),
    _d("D18", "early-help", "early-help-assessment.docx",
       "Early help assessment",
       "Form to plan early help with a family",
       "Early help manager", 3, "2026-03-13", "2027-03-12", 6),
    _d("D22", "ehc-request-school", "ehc-needs-assessment-request-school.docx",
       "EHC needs assessment request: school or college",
       "Form for a school or college to ask for an education, health and care needs assessment",
       "SEN statutory manager", 4, "2026-06-19", "2027-06-18", 8),
    _d("D23", "ehc-request-family", "ehc-needs-assessment-request-family.docx",
       "EHC needs assessment request: parent or young person",
       "Form for a parent or young person to ask for an education, health and care needs assessment",
       "SEN statutory manager", 3, "2026-06-19", "2027-06-18", 4),
    _d("D24", "disagreements", "disagreements-mediation-and-appeals.pdf",
       "Disagreements, mediation and appeals",
       "What parents, young people and schools can do about a decision on an EHC plan",
       "SEN statutory manager", 2, "2026-06-19", "2027-06-18", 4),
    _d("D38", "service-contacts", "service-contacts.xlsx",
       "Service contacts",
       "Telephone numbers, mailboxes and opening hours of the services SENCOs use",
       "Local Offer officer", 1, "2026-09-01", "2026-12-01", 1),
    _d("D39", "twenty-week-timetable", "ehc-20-week-timetable.png",
       "EHC needs assessment: the 20-week timetable",
       "Poster of weeks 0, 6, 16 and 20 of an EHC needs assessment",
       "SEN statutory manager", 1, "2026-06-19", "2027-06-18", 1),
]}


def file_of(number):
    return REGISTER[number].file


@dataclass(frozen=True)
class Service:
    key: str
    name: str
    helps: str
    phone: str
    email: str
    hours: str
    replies: str
    form: str       # a number of the register, or nothing
    page: str       # address of the guide page


_TERM = "Monday to Friday, 8:30am to 4:30pm, term time"
_OFFICE = "Monday to Friday, 9am to 5pm"

SERVICES = [
    Service("ep", "Educational psychology service",
            "Advice on learning, behaviour and emotional needs. Talk at your planning meeting first.",
            "01632 960 101", "ep.service@aldermere.example", _OFFICE,
            "15 school days", "D10", help_page("educational-psychology")),
    Service("teaching", "Specialist teaching service",
            "Learning, dyslexia and autism, after 2 review cycles of support.",
            "01632 960 102", "specialist.teaching@aldermere.example", _TERM,
            "10 school days", "D11", help_page("specialist-teaching")),
    Service("sensory", "Hearing and vision support service",
            "A hearing loss or vision impairment, at any time.",
            "01632 960 103", "hearing.vision@aldermere.example", _TERM,
            "5 school days", "D12", help_page("hearing-and-vision")),
    Service("salt", "Speech and language therapy, " + TRUST,
            "Speech, language and communication. Fill in the checklist first.",
            "01632 960 104", "speech.therapy@valehealth.example", _OFFICE,
            "20 working days", "D13", help_page("speech-and-language")),
    Service("ot", "Occupational therapy, " + TRUST,
            "Everyday function at school, after strategies have been tried for 12 weeks.",
            "01632 960 105", "occupational.therapy@valehealth.example", _OFFICE,
            "20 working days", "D15", help_page("occupational-therapy")),
    Service("camhs", "CAMHS access team and mental health support team",
            "Mental health needs. For risk now, use the crisis line.",
            "01632 960 106", "camhs.access@valehealth.example", _OFFICE,
            "10 working days", "D16", help_page("mental-health")),
    Service("crisis", "Mental health crisis line for children and young people",
            "A child or young person who is at risk now. In danger, call 999.",
            "0808 157 0106", "", "Every day, 24 hours",
            "At once", "", help_page("mental-health")),
    Service("nd", "Neurodevelopmental pathway team",
            "The autism and ADHD pathway, for schools and families.",
            "01632 960 107", "nd.pathway@valehealth.example", _OFFICE,
            "No set time", "D17", help_page("neurodevelopmental-pathway")),
    Service("help", "Early help hub",
            "Support for the whole family.",
            "01632 960 108", "early.help@aldermere.example", _OFFICE,
            "5 working days", "D18", help_page("early-help")),
    Service("portage", "Portage",
            "Home visits for children under 5 with SEN or disabilities.",
            "01632 960 109", "portage@aldermere.example",
            "Monday to Friday, 9am to 4pm, term time",
            "Telephone first", "", help_page("early-years")),
    Service("early", "Early years inclusion team",
            "Advice and funding for nurseries and childminders.",
            "01632 960 110", "early.years.inclusion@aldermere.example", _OFFICE,
            "Telephone first", "", help_page("early-years")),
    Service("sen", "SEN statutory team",
            "EHC needs assessments, plans and annual reviews.",
            "01632 960 111", "sen.team@aldermere.example", _OFFICE,
            "6 weeks", "D22", ehc_page("make-the-request")),
    Service("sendiass", "Aldermere SENDIASS",
            "Free, impartial information, advice and support for families.",
            "0808 157 0112", "help@aldermeresendiass.example",
            "Monday to Friday, 10am to 4pm",
            "Telephone first", "", ehc_page("help-for-families")),
    Service("offer", "Local Offer officer",
            "The Local Offer website. Changes to this list.",
            "01632 960 113", "local.offer@aldermere.example", _OFFICE,
            "Telephone first", "", guide("index", "get-help")),
    Service("guide", "SEN consultant (guide editor)",
            "Questions about the SENCO guide.",
            "01632 960 114", "senco.guide@aldermere.example", _OFFICE,
            "Telephone first", "", guide("index", "about-this-guide")),
    Service("dpo", "Data protection officer",
            "How the council uses personal information.",
            "01632 960 115", "data.protection@aldermere.example", _OFFICE,
            "Telephone first", "D09", help_page("sending-forms-safely")),
    Service("mediation", "Vale Mediation, independent mediation adviser",
            "Mediation information before an appeal.",
            "0808 157 0116", "advice@valemediation.example", _OFFICE,
            "Telephone first", "D24", ehc_page("if-the-council-says-no")),
    Service("social", "Children's social care",
            "Worries about a child's safety. In danger, call 999.",
            "01632 960 117", "", "Every day, 24 hours",
            "At once", "", guide("index", "in-an-emergency")),
]
SERVICE = {s.key: s for s in SERVICES}


def tel(phone):
    """The tel: address of a number printed with spaces."""
    return "tel:+44" + phone.replace(" ", "")[1:]


def phone_link(key):
    s = SERVICE[key]
    return f"[{s.phone}]({tel(s.phone)})"


def mail_link(key):
    s = SERVICE[key]
    return f"[{s.email}](mailto:{s.email})"
