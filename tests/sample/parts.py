"""Passages several forms share, so that a pupil is asked about in the same words."""
from facts import NOT_REAL, PORTAL, SERVICE, SITE, day, file_of, help_page, mail_link, phone_link

AGREEMENT = file_of("D09")
YES_NO = "Yes;No"
YEARS = "Nursery;Reception;Year 1;Year 2;Year 3;Year 4;Year 5;Year 6;Year 7;Year 8;Year 9;Year 10;Year 11;Year 12;Year 13;Year 14"


def at_a_glance(f, rows):
    f.h2("Before you fill this in", "before_you_fill_this_in")
    f.table("This form at a glance", ("Question", "Answer"), rows, (1, 3))


def child(f, extra=(), short=False):
    f.h2("About the child or young person", "child_details")
    rows = [("Full name", "child_name|Enter name"),
            ("Date of birth", "child_birth|Enter date|date"),
            ("School and year group", "child_school|Enter school and year group"),
            ("Unique pupil number (UPN)", "child_upn|Enter number")]
    if not short:
        rows += [("Home address and postcode", "child_address|Enter address"),
                 ("Home language, any interpreter", "child_language|Enter language")]
    rows += [("SEN status", "child_status|Choose|SEN support (K);EHC plan (E);No SEN recorded (N)")]
    f.details("About the child or young person", rows + list(extra))


def parents(f, extra=""):
    f.h2("Parent agreement", "parent_agreement")
    f.p(f"Give the family the [parent agreement and privacy notice]({AGREEMENT}) and keep the signed copy at school. "
        "A young person over compulsory school age decides for themselves. " + extra)
    f.details("Parents and agreement", [
        ("Parent or carer, and relationship", "parent_name|Enter name and relationship"),
        ("Telephone and email", "parent_contact|Enter details"),
        ("Interpreter or other support needed", "parent_support|Enter what is needed"),
        ("Agreement signed?", "[ ] Yes. Date: {{agreement_date|Enter date|date}}\n[ ] No. Reason: {{agreement_none|Enter reason}}"),
    ])


def views(f, child_help="Use their own words. Say how you asked: talking, drawing, a one page profile.",
          parent_help="Ask what they see at home and what they most want to change."):
    f.h2("The child's or young person's views", "child_views")
    f.answer("What matters to the child or young person, and what helps", "views_child", "Write their views here", help=child_help)
    f.h2("The parents' views", "parent_views")
    f.answer("What the parents say, and what they hope for", "views_parent", "Write their views here", help=parent_help)


def cycles(f, title="Assess, plan, do, review", number=2, intro=True):
    if intro:
        f.p("Give the most recent cycle first. Attach the plan instead if it says the same.")
    f.blank_rows(title, ("Cycle", "Assess: what you found", "Plan: outcome and support", "Do: dates, how often, by whom", "Review: what changed"),
                 (2.1, 3, 3, 3, 3), [f"Cycle {n + 1}" for n in range(number)], "cycle",
                 ["Write findings", "Write the plan", "Write dates and staff", "Write effect"], height=1000)


def requester(f, title="Who is asking"):
    f.h3(title)
    f.details(title, [
        ("Name and role", "asker_name|Enter name and role"),
        ("School, telephone and email", "asker_contact|Enter details"),
        ("Date", "asker_date|Enter date|date")])


def send(f, key, extra=""):
    s = SERVICE[key]
    f.h2("Where to send this form", "where_to_send")
    f.bullets([
        f"Upload it to the [schools' secure portal]({PORTAL}), or",
        f"send it by encrypted email to {mail_link(key)}.",
        f"Questions: telephone {phone_link(key)}, {hours(s.hours)}.",
    ])
    f.p("Do not send it to a personal email address, and send only what is needed. "
        f"See [sending forms safely]({help_page('sending-forms-safely')}). " + extra)


def hours(text):
    return text[0].lower() + text[1:] if text.startswith("Every") else text


def data(f, extra=""):
    f.h2("How we use this information", "data_protection")
    f.p("We use what you send to decide on this request and to support the child. "
        "We share it only with the services that need it. Everything a family needs to know, "
        f"with their rights, is in the [privacy notice]({AGREEMENT}#privacy_notice). "
        "Parent agreement is not needed to share a safeguarding concern. " + extra)


def about(f, page="", newest=True):
    d = f.document
    f.h2("About this form", "about_this_form")
    own_page = f"{SITE}documents/{d.id}.html"
    web = f"Check that this is the newest version on [its own page]({own_page}), and read [the guide]({page}). " if page else ""
    f.p(f"{web}Owner: {d.owner}. Version {d.version}, issued {day(d.issued)}, review by {day(d.review_by)}. "
        f"To ask for it on paper or in another format, email {mail_link('guide')}. {NOT_REAL}")
