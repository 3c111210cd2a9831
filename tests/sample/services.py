"""The services of the sample, with numbers and mailboxes kept for drama and examples."""
from dataclasses import dataclass

from addresses import (
    TRUST, ehc_page, families_page, funding_page, guide, health_page, help_page, review_page, support_page,
)


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
    Service("funding", "High needs funding team",
            "Top-up funding, funding bands and costing support.",
            "01632 960 118", "high.needs@aldermere.example", _OFFICE,
            "20 school days", "D20", funding_page("top-up-funding")),
    Service("adulthood", "Preparing for adulthood co-ordinator",
            "Work, home, friends and health, from year 9 to age 25.",
            "01632 960 119", "preparing.for.adulthood@aldermere.example", _OFFICE,
            "5 school days", "D28", review_page("preparing-for-adulthood")),
    Service("health", "Education health team",
            "Medical conditions at school, and pupils too ill for school.",
            "01632 960 120", "education.health@aldermere.example", _TERM,
            "5 school days", "D31", health_page("medical-conditions")),
    Service("nursing", "School nursing service, " + TRUST,
            "Healthcare plans, training for staff, continence, sleep.",
            "01632 960 128", "school.nursing@valehealth.example", _TERM,
            "10 working days", "D31", health_page("medical-conditions")),
    Service("attendance", "Attendance team",
            "Pupils who do not attend, and part-time timetables.",
            "01632 960 121", "attendance@aldermere.example", _TERM,
            "5 school days", "D33", health_page("part-time-timetables")),
    Service("inclusion", "Inclusion and exclusions team",
            "Advice before and after a suspension or exclusion.",
            "01632 960 122", "inclusion.exclusions@aldermere.example", _TERM,
            "Same school day", "D34", health_page("suspension-and-exclusion")),
    Service("home", "Elective home education team",
            "Families who choose to educate at home.",
            "01632 960 123", "home.education@aldermere.example", _OFFICE,
            "5 working days", "", health_page("home-education")),
    Service("data", "Data and performance team",
            "The school census and its SEN codes.",
            "01632 960 124", "school.census@aldermere.example", _OFFICE,
            "2 working days", "D08", support_page("school-census")),
    Service("access", "Access and inclusion adviser",
            "Accessibility plans and reasonable adjustments.",
            "01632 960 125", "access.inclusion@aldermere.example", _OFFICE,
            "10 working days", "D36", families_page("accessibility-plan")),
    Service("complaints", "Complaints team",
            "Complaints about the council.",
            "01632 960 126", "complaints@aldermere.example", _OFFICE,
            "5 working days", "", families_page("complaints")),
    Service("forum", "Aldermere Parent Carer Forum",
            "Parents and carers who speak up for families.",
            "0808 157 0127", "hello@aldermereforum.example", "Monday to Friday, 10am to 2pm, term time",
            "Telephone first", "", families_page("feedback")),
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
