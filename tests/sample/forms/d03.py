"""D03 Inclusion strategy starter notes."""
import parts
from facts import LOCAL_OFFER, REGISTER, file_of, funding_page, law_page, mail_link, phone_link
from word import Form

FUND = "https://www.gov.uk/government/publications/inclusive-mainstream-fund-2026-to-2027"
ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
EQUALITY = "https://www.legislation.gov.uk/ukpga/2010/15/schedule/10"


def make(folder):
    f = Form(REGISTER["D03"])
    f.lead("Notes to help a mainstream school plan its inclusion strategy. Schools that take money from the inclusive mainstream fund publish one by 31 December 2026.")
    f.note("Grant, not statute", "The date is a condition of grant: your school agrees to it by taking the money. It is not a duty that an Act places on every school. "
           "These notes are the council’s advice, and you do not have to use them.")
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs, headteachers, governors and trustees of mainstream schools that take the fund"),
        ("Before you start", f"Read the conditions of grant and the Department for Education (DfE) template, from the [fund’s page on GOV.UK]({FUND})"),
        ("How long it takes", "2 meetings of 1 hour, and time to ask pupils, families and staff"),
        ("Where it goes", "The strategy goes on your website. These notes stay at school"),
    ])

    f.h2("What to publish", "what_to_publish")
    f.p("Tell governors which is which. A condition comes with the money. Law applies to your school with or without it. Advice is yours to weigh.")
    f.table("Condition, law or advice", ("What", "Status", "Where it comes from"), [
        ("Publish an inclusion strategy on the school’s website", "Condition of grant", "Conditions of grant 2026 to 2027 (grant paid under sections 14 and 16 of the Education Act 2002)"),
        ("Publish it by 31 December 2026", "Condition of grant", "The same conditions"),
        ("Use the DfE template and its guidance on how to write the strategy", "Advice", "DfE guidance, which is not statutory"),
        ("Plan the fund together with your core budget. Review the strategy each year", "Our advice", "Aldermere Council. Check the exact words of the conditions too"),
        ("Use these notes", "Our advice", "Aldermere Council"),
        ("Publish a special educational needs (SEN) information report", "Law: you must", f"[Children and Families Act 2014, section 69]({ACT})"),
        ("Have an accessibility plan", "Law: you must", f"[Equality Act 2010, schedule 10]({EQUALITY})"),
    ], (4, 1.9, 4))
    f.p(f"The strategy does not replace the report or the plan. Link all 3. Start from the [SEN information report pro forma]({file_of('D35')}#heading_1) and the "
        f"[accessibility plan template]({file_of('D36')}#curriculum). If your school is in a trust, check in the conditions what the trust and what each school publishes.")

    f.h2("A timetable that works", "timetable")
    f.p("31 December 2026 is in the school holiday, so aim to publish before term ends. Move our dates to fit your meetings.")
    f.table("Timetable to 31 December 2026", ("By", "What to do", "Who leads"), [
        ("25 September", "Read the conditions. Agree who writes. Gather what you know for [where we are now](#where_we_are_now)", "SENCO"),
        ("23 October", "Ask pupils, families and staff. Choose priorities", "SENCO"),
        ("20 November", "Write the draft in the DfE template. Ask 2 parents to read it", "SENCO"),
        ("4 December", "Governors or trustees discuss and agree it", "Headteacher"),
        ("11 December", "Publish, and check the page on a telephone", "Headteacher"),
        ("31 December", "**Last day under the conditions of grant**", "Headteacher"),
        ("Autumn 2027", "Review it. Read any conditions for the new year", "Governors"),
    ], (2, 5.9, 2.1))

    f.h2("Planning notes", "planning_notes")
    f.p("Boxes grow as you type. Write short notes, then move them into the template. Do not write about any pupil who could be recognised.")
    f.h3("People and dates", "people_and_dates")
    f.details("People and dates", [
        ("Who writes, and who agrees it", "people_writers|Enter roles"),
        ("Governors’ or trustees’ meeting", "people_meeting|Enter date|date"),
        ("Web page, and date of publishing", "people_web|Enter page and date"),
        ("Yearly review: date, and who leads", "people_review|Enter date and role"),
    ])
    f.h3("Where we are now", "where_we_are_now")
    f.blank_rows("Where we are now", ("Question", "What we know", "How we know"), (3.6, 4, 2.2), [
        "What needs do our pupils have, now and in 2 years?",
        f"What do all our [lessons and spaces]({file_of('D04')}#whole-school) already offer?",
        "Who is absent, suspended or left out of clubs and trips?",
        "What are staff sure of, and where do they want training?",
        "What happens when a child joins us or moves on?"], "now", ["Write here", "Data, visit, talk"], height=760)
    f.h3("Who we asked", "who_we_asked")
    f.blank_rows("Who we asked", ("Group", "How we asked", "What they told us", "What we changed"), (1.6, 2.3, 3.2, 3.2),
                 ["Pupils", "Families", "Staff", "Governors"], "asked", ["Write here"] * 3, height=560)
    f.h3("Our priorities", "priorities")
    f.p(f"Choose up to 3. Start with what helps most pupils every day. Show money from the [inclusive mainstream fund]({funding_page('inclusive-mainstream-fund')}) beside your core budget.")
    f.blank_rows("Our priorities", ("Priority", "What will change for pupils", "What we will do, and who", "Sign of success, by when", "Money"), (1.4, 2.4, 2.4, 2.5, 1.9),
                 ["Priority 1", "Priority 2", "Priority 3"], "priority", ["Write here", "Write here", "Write here", "£ fund, £ core"], height=860)

    f.h2("Before you publish", "before_you_publish")
    f.ticks(["Read the conditions of grant once more, and note the date you read them: {{check_date|Enter date|date}}",
             "No pupil or family could be recognised, even in a small group",
             "Plain words and real headings, and the page works with a screen reader",
             f"Links to the SEN information report, the accessibility plan and the [Local Offer]({LOCAL_OFFER})",
             "The date it was agreed, the next review, and how to get it on paper",
             "Staff and families know where it is"], "Before you publish")
    f.p("**Review it each year.** Ask the same groups again. Say what you did, what changed for pupils and what comes next. Put the new date on the page.")
    f.p(f"**Ask for help.** Telephone the SEN consultant on {phone_link('guide')}, or email a draft to {mail_link('guide')}. "
        "The council does not approve strategies.")
    parts.about(f, "field:" + law_page("inclusion-strategy"))
    f.save(folder)
