"""D26 Annual review report."""
import parts
from facts import REGISTER, file_of, mail_link, phone_link, review_page
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
REGS = "https://www.legislation.gov.uk/uksi/2014/1530"
RIGHT = "Choose|Still right;Change it;Not needed now"


def make(folder):
    f = Form(REGISTER["D26"])
    f.lead("Use this form as the agenda of the meeting that reviews an education, health and care (EHC) plan, and as the school’s report of it.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who writes it", "The SENCO or headteacher, with what everyone said at the meeting. “Parents” includes carers"),
        ("Before you start", f"Send the [invitation]({file_of('D25')}#invitation). Have the plan, the advice and [everyone’s views](#child_views) beside you"),
        ("How long it takes", "About 1 hour before the meeting, and 1 hour after it"),
        ("Where to send it", f"Everyone invited, and {mail_link('sen')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "The council decides within 4 weeks of the meeting. See [the dates](#what_happens_next)"),
    ])
    f.must(f"The school must send this report to everyone invited and to the council within 2 weeks of the meeting ([Special Educational Needs and Disability Regulations 2014, regulation 20]({REGS})).")

    f.h2("About the child or young person", "child_details")
    f.details("About the child or young person", [
        ("Full name, and date of birth", "{{child_name|Enter name}}, born {{child_birth|Enter date|date}}"),
        ("School and year group", "child_school|Enter school and year group"),
        ("Unique pupil number (UPN)", "child_upn|Enter number"),
        ("Home address and postcode", "child_address|Enter address"),
        ("Parents, and how to contact them", "child_parents|Enter names, telephone and email"),
        ("Home language, any interpreter", "child_language|Enter language"),
        ("Looked after, or social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan"),
    ])
    f.h3("About the plan and the meeting")
    f.details("About the plan and the meeting", [
        ("Final plan, and last review", "{{plan_date|Enter date|date}} and {{plan_reviewed|enter date|date}}"),
        ("Date of this meeting", "meeting_date|Enter date|date"),
        ("Kind of review", "meeting_kind|Choose|Annual review;Review before a move between phases;Early review;Review of a plan for a child under 5"),
        ("Notice given, and papers sent", "{{meeting_notice|Enter date|date}} and {{meeting_papers|enter date|date}}"),
    ])

    f.h2("Who came, and who sent advice", "who_came")
    f.blank_rows("Who came, and who sent advice", ("Person or service", "Name and role", "Part taken", "Views dated"), (3.3, 3.2, 1.7, 1.8),
                 ["Child or young person", "Parents", "Teacher or tutor", "SENCO or headteacher", "Council officer", "Educational psychologist", "Specialist teacher", "Health or therapy", "Social care",
                  "Next school, or others"],
                 "guest", ["Enter name", "Choose|Came;Joined online;Sent views or advice;Invited, no reply;Not invited", "Enter date"], height=380)

    f.h2("Views of the child or young person", "child_views")
    f.answer("What they say about the past year, what helps, and what they want next", "views_child", "Write their own words here",
             help=f"Attach [their views]({file_of('D27')}#pupil_views). Say how they took part, or why they did not.")
    f.h2("Views of the parents", "parent_views")
    f.answer("What they say about the past year, and their hopes and worries", "views_parent", "Write their own words here",
             help=f"Attach [their views]({file_of('D27')}#parent_views).")

    f.h2("Progress to the outcomes of the plan", "progress_to_outcomes")
    f.p("Copy each outcome from section E, with evidence you can measure. Add more rows.")
    f.blank_rows("Progress to the outcomes of the plan", ("No.", "Outcome in the plan", "Last review", "Now, with evidence", "Result"), (0.7, 3, 2.2, 2.9, 1.5),
                 [f"{n}" for n in range(1, 6)], "progress", ["Copy outcome", "Write here", "Write here", "Choose|Met;Partly met;Not met;No longer right"], height=520)
    f.answer("What made progress easier or harder?", "progress_why", "Write here", help="Say whether all the provision in section F was given. If not, say what was missing and why.")

    f.h2("Education and attendance", "education")
    f.blank_rows("Attainment and rate of progress", ("Area", "Measure", "At the last review", "Now"), (3, 2.6, 2.4, 2.4),
                 ["Reading", "Writing", "Mathematics", "Communication", "Other, or courses"], "attain", ["Enter measure", "Enter", "Enter"], height=360)
    f.details("Attendance and time in school", [
        ("Attendance this year", "attend_now|Enter percentage, and main reasons"),
        ("Suspensions since last review", "attend_suspended|Enter none, or dates and days"),
        (f"[Part-time timetable]({file_of('D33')}#agreement)", "{{attend_part|Enter none, or hours and end date}}"),
        ("Time out of class or off site", "attend_elsewhere|Enter none, or what, where and how long"),
    ])
    f.h2("Health and care", "health_and_care")
    f.p("Ask health and social care for advice before the meeting. If none came, say whom you asked, and when.")
    f.answer("Health: what has changed, who is involved, and what is needed?", "health_now", "Write here", help="Include therapy, medicines, mental health, hearing and vision.")
    f.answer("Care: what has changed at home, who is involved, and what is needed?", "care_now", "Write here", help="Include short breaks, carers in the family and a social worker’s plan.")

    f.h2("Is each section still right?", "section_by_section")
    f.p("Write the exact words you would change, or mark them on a copy of the plan.")
    f.table("Sections of the plan", ("Section", "What it holds", "Still right?", "Change, and reason"),
            [(s, what, f"{{{{section_{s[:2].lower().strip()}|{RIGHT}}}}}", f"{{{{section_{s[:2].lower().strip()}_change|Write the change}}}}") for s, what in (
                ("A", "Views and hopes"), ("B", "Special educational needs (SEN)"), ("C", "Health needs"), ("D", "Social care needs"), ("E", "Outcomes"),
                ("F", "Special educational provision"), ("G", "Health provision"), ("H1, H2", "Social care provision"), ("I", "School or college"),
                ("J", "Personal budget"), ("K", "Advice: what is new"))], (1.2, 2.9, 1.7, 4.2))

    f.h2("Outcomes for the next 12 months", "new_outcomes")
    f.p("An outcome is the benefit or difference made by support. It says what the child or young person will do, and by when.")
    f.blank_rows("Outcomes for the next 12 months", ("No.", "By when, they will", "Provision: what, who, when", "Measure"), (0.7, 3.4, 3.9, 2), [f"{n}" for n in range(1, 5)], "next",
                 ["Write an outcome", "Write provision", "Write measure"], height=600)

    f.h2("Preparing for adulthood", "preparing_for_adulthood")
    f.must(f"From year 9 every review must consider preparing for adulthood ([regulation 20]({REGS})). Attach the [planner]({file_of('D28')}), or fill in this table. Before year 9, leave it empty.")
    f.blank_rows("Preparing for adulthood", ("Part of life", "Hopes", "Next steps and support"), (3.2, 3.3, 3.3),
                 [f"[Employment]({file_of('D28')}#employment)", f"[Independent living]({file_of('D28')}#independent_living)", f"[Friends and community]({file_of('D28')}#friends_and_community)",
                  f"[Health]({file_of('D28')}#health)"], "adult", ["Write hopes", "Write steps"], height=480)
    f.details("Next move and personal budget", [
        ("Next place wanted, and when", "move_next|Enter place and date, or “no move”"),
        ("Is a travel plan needed?", "move_travel|Write what is in place and what is needed"),
        (f"Personal budget ([Children and Families Act 2014, section 49]({ACT}))", "[ ] Not now [ ] Information wanted\n[ ] Asked for, to pay for: {{budget_for|enter provision}}"),
    ])

    f.h2("Recommendations", "recommendations")
    f.p("The meeting recommends and the council decides. Tick one line.")
    f.ticks(["**Keep** the plan as it is", "**Amend** the plan, as written section by section", "**Cease** (end) the plan, because it is no longer needed"], "The meeting recommends")
    f.answer("Reasons, with the evidence", "recommend_why", "Write reasons here")
    f.ticks(["Needs have changed so much that we ask the council to consider re-assessment", "We ask the council to consider another school, college or type of place: {{recommend_place|Enter}}"], "Also")
    f.h3("Differences of opinion", "differences")
    f.p("Nobody has to agree. Write down each different view, in the person’s own words.")
    f.blank_rows("Differences of opinion", ("Who", "What they recommend", "Why"), (3, 3.4, 3.4), ["Child or young person", "Parents", "School", "Others"], "differ", ["Agrees, or write", "Write here"], height=380)

    f.h2("Actions", "actions")
    f.p("These actions do not wait for the council’s decision.")
    f.blank_rows("Actions", ("No.", "What will be done", "Who (role)", "By", "How we will know"), (0.7, 3.8, 2, 1.2, 2.5), [f"{n}" for n in range(1, 6)], "action", ["Write here", "Enter role", "Date|date", "Write here"], height=500)

    f.h2("Who gets this report", "who_gets_it", new_page=True)
    f.ticks(["The parents or the young person, and the council’s SEN statutory team", "Everyone else invited, also those who did not come",
             "Attached: views, all advice received, and a marked copy of the plan"], "Sent to")
    f.details("Who wrote it", [("Written by, and role", "writer_name|Enter name and role"), ("Telephone, email, and date sent", "{{writer_contact|Enter details}}, {{writer_date|enter date|date}}")])
    parts.send(f, "sen", "Send everyone else their copy in the same safe way, or by hand.")

    f.h2("What happens next", "what_happens_next")
    f.p(f"Weeks are calendar weeks. Section 44 is in the [Children and Families Act 2014]({ACT}).")
    f.table("Dates that follow the meeting", ("When", "What happens", "Rule", "Date"), [
        ("Within 2 weeks", "The school sends this report", "Regulation 20", "{{date_2|Enter date|date}}"),
        ("Within 4 weeks", "The council decides, and sends any changes to the plan that it proposes", "Regulation 20", "{{date_4|Enter date|date}}"),
        ("Within 12 weeks", "The final amended plan is issued", "Regulation 22", "{{date_12|Enter date|date}}"),
        ("Within 12 months", "The next review is done", "Section 44", "{{date_next|Enter date|date}}"),
    ], (2.5, 4.7, 1.9, 1.5))
    f.p("Before a move between phases, the council must amend the plan by 15 February of the year of the move, or by 31 March from secondary school to post-16 (regulation 18).")
    f.p(f"Families can appeal if the council will not amend the plan, or will cease it. Time limits are in [disagreements, mediation and appeals]({file_of('D24')}). "
        f"Aldermere SENDIASS gives free, impartial advice: telephone {phone_link('sendiass')}.")
    f.h2("How we use this information", "data_protection")
    f.p("The council uses this report to decide about the plan, and shares it only with people who need it. "
        f"Everything a family needs to know, with their rights, is in the [privacy notice]({parts.AGREEMENT}#privacy_notice).")
    parts.about(f, "field:" + review_page("at-the-meeting"))
    f.save(folder)
