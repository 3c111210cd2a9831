"""D11 Specialist teaching request for involvement."""
import parts
from facts import REGISTER, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D11"])
    f.lead("Use this form to ask the specialist teaching service to work with you on learning, dyslexia or other specific learning difficulties, or autism.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs, for pupils at SEN support or with an EHC plan"),
        ("Before you start", "Complete 2 review cycles of [support](#support_so_far). Get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 45 minutes"),
        ("Where to send it", f"The secure portal or {mail_link('teaching')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A reply within 10 school days"),
    ])
    f.h2("Which team", "which_team")
    f.p("Tick one. If you are not sure, tick the last and we will decide with you.")
    f.ticks(["Cognition and learning: progress is slow in most subjects",
             "Specific learning difficulties: reading, spelling or number, such as dyslexia",
             "Autism: communication, change, sensory needs. A diagnosis is not needed",
             "Not sure: please telephone us"], "Team")
    f.para("Question", "What would help most?")
    f.ticks(["Advice to staff about one pupil", "Assessment of learning, with a written report", "Training or modelling for staff",
             "Help to review the SEN support plan"], "What would help")
    parts.child(f, [("English as an additional language", "child_eal|Choose|Yes;No"), ("Attendance this school year", "child_attendance|Enter percentage")])
    parts.parents(f)

    f.h2("Strengths and needs", "strengths_and_needs")
    f.answer("What does the pupil do well and enjoy?", "needs_strengths", "Write strengths here", long=False)
    f.answer("What is hard, where and when?", "needs_hard", "Write needs here", help="Describe what you see. Say what is different in lessons that go well.")
    f.details("Checks made", [
        ("Hearing tested", "check_hearing|Enter date and result"),
        ("Vision tested, including near vision", "check_vision|Enter date and result"),
        ("Other services, now or before", "check_services|Enter services and dates")])

    f.h2("Progress", "progress")
    f.p("Give the same measure on each date, so that the rate of progress shows.")
    f.blank_rows("Progress over time", ("Area", "Measure used", "A year ago", "Now", "Expected"), (2.2, 2.4, 1.8, 1.8, 2),
                 ["Reading accuracy", "Reading comprehension", "Spelling, writing", "Number"], "progress",
                 ["Name of test", "Enter", "Enter", "Enter"], height=480)

    f.h2("Support so far", "support_so_far")
    f.p("We ask for 2 full cycles, because the second shows what happened when you changed the first. "
        "If you cannot wait for the second, telephone us: we would rather talk.")
    parts.cycles(f, intro=False)
    f.answer("What works in class every day (adjustments, grouping, technology)?", "support_class", "Write here")

    f.h2("Outcomes wanted", "outcomes")
    f.blank_rows("Outcomes", ("Outcome", "In 2 terms, the pupil will", "We will know because"), (1.5, 4, 4), ["Outcome 1", "Outcome 2"], "outcome",
                 ["Write an outcome", "Write the sign of success"])
    parts.views(f)

    f.h2("What to attach", "attachments")
    f.ticks(["Last 2 reviewed SEN support plans", "A piece of unaided writing with the date", "Standardised scores, if you have them",
             f"The [speech and language checklist]({file_of('D14')}), if language is a worry"])
    parts.requester(f)
    parts.send(f, "teaching")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["Requests are read every week in term time.",
               "Within **10 school days** we accept and offer a first date, or say what else would help.",
               "A specialist teacher visits, meets the parents and agrees actions with you.",
               "You get written advice after the visit, and we review it together after 1 term."])
    f.p(f"Heard nothing after 10 school days? Telephone {phone_link('teaching')}. If the worry is wider than learning, look at the "
        f"[educational psychology consultation request]({file_of('D10')}).")
    parts.data(f)
    parts.about(f, "field:" + help_page("specialist-teaching"))
    f.save(folder)
