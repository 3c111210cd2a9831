"""D10 Educational psychology consultation request."""
import parts
from facts import REGISTER, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D10"])
    f.lead("Use this form to ask an educational psychologist for a consultation about a pupil, after you have talked about the pupil at your planning meeting.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs of schools in Aldermere, for pupils from reception to year 14"),
        ("Before you start", "Talk at your [planning meeting](#planning_meeting). Get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 40 minutes, with the SEN support plan beside you"),
        ("Where to send it", f"The secure portal or {mail_link('ep')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A reply within 15 school days"),
    ])
    f.p("Boxes grow as you type. If a plan or report already answers a question, write “attached” and name the page.")

    f.h2("Your planning meeting", "planning_meeting")
    f.details("Your planning meeting", [
        ("Date you talked about this pupil", "meeting_date|Enter date|date"),
        ("What was agreed", "[ ] Consultation with staff and parents\n[ ] Consultation and observation\n[ ] Individual assessment\n[ ] Advice on a group or whole class\n[ ] Not yet discussed. Reason: {{meeting_none|Enter reason}}"),
    ])
    parts.child(f, [("Looked after, or has a social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan"),
                    ("Attendance this school year", "child_attendance|Enter percentage")])
    parts.parents(f)

    f.h2("Reason for the request", "reason_for_request")
    f.answer("What is the main concern, and why now?", "reason_why", "Write the concern here")
    f.answer("What question would you like the consultation to answer?", "reason_question", "Write 1 or 2 questions here",
             help="For example: “What is making reading hard for this pupil, and what should we change first?”")

    f.h2("Strengths and needs", "strengths_and_needs")
    f.p("Write in each area that applies. A pupil may have needs in more than one, and a diagnosis is not needed.")
    f.blank_rows("Strengths and needs by area", ("Area", "Strengths and interests", "Needs, and where you see them"), (2.4, 3, 3.6),
                 ["Communication and interaction", "Cognition and learning", "Social, emotional and mental health", "Sensory and/or physical"],
                 "area", ["Write strengths", "Write needs"])

    f.h2("Support so far", "support_so_far")
    parts.cycles(f)
    f.details("Progress and other services", [
        ("Attainment now, and a year ago", "progress_attainment|Enter measure and dates"),
        ("Hearing and vision checked?", "progress_senses|Enter dates and results"),
        ("Other services involved", "progress_services|Enter services and dates")])

    f.h2("Outcomes wanted", "outcomes")
    f.answer("What should be different for the pupil in 2 terms?", "outcomes_wanted", "Write 1 to 3 outcomes here")
    parts.views(f)

    f.h2("What to attach", "attachments")
    f.ticks(["SEN support plan, with at least the last review", "One page profile or other record of the pupil's views",
             "Attainment record", f"Other reports, for example [speech and language therapy]({file_of('D13')})"])
    parts.requester(f)
    parts.send(f, "ep")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["We write to say that the form has arrived.",
               "Within **15 school days** your link educational psychologist replies with a date, or explains what else would help.",
               "After the consultation you and the parents get a written record of what was agreed.",
               "You review the agreed actions with the parents, usually after 1 term."])
    f.p(f"If you have heard nothing after 15 school days, telephone {phone_link('ep')}. A consultation is not a request for an EHC needs assessment: "
        f"for that, use the [request form for schools and colleges]({file_of('D22')}).")
    parts.data(f)
    parts.about(f, "field:" + help_page("educational-psychology"))
    f.save(folder)
