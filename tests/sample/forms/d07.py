"""D07 SEN support plan."""
import parts
from facts import REGISTER, ehc_page, file_of, help_page, phone_link, support_page
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
DECISION = "[ ] Keep  [ ] Change  [ ] End  [ ] Ask a specialist"
SUPPORT = [("what", "Enter support"), ("outcome", "1, 2 or 3"), ("who", "Enter role"), ("often", "Enter times"), ("cost", "£ a year")]


def make(folder):
    f = Form(REGISTER["D07"])
    f.lead("Use this plan for a pupil who gets special educational needs (SEN) support. Write it with the pupil and the parents, and bring it to every review.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who writes it", "The class or subject teacher, with the SENCO, the pupil and the parents. “Parents” includes carers"),
        ("How it works", f"One plan a year with 3 cycles of assess, plan, do and review ([special educational needs and disability code of practice]({CODE}), paragraphs 6.44 to 6.56)"),
        ("How long it takes", "About 40 minutes for the plan, and 20 minutes for each review"),
        ("Where it is kept", "In the pupil’s record at school. The parents get a copy"),
    ])

    f.h2("About the pupil", "child_details")
    f.details("About the pupil", [
        ("Full name", "child_name|Enter name"),
        ("Date of birth", "child_birth|Enter date|date"),
        ("Year and class, teacher or tutor", "child_class|Enter details"),
        ("SEN support began on", "child_began|Enter date|date"),
        ("Main area of need", "child_area|Choose|Communication and interaction;Cognition and learning;Social, emotional and mental health;Sensory and/or physical"),
        (f"SEN type in the census ([codes]({file_of('D08')}#codes))", "{{child_type|Enter code}}"),
        ("Health, hearing and vision checks", "child_health|Enter dates and results"),
        ("Attendance this school year", "child_attendance|Enter percentage"),
        ("Other services, social worker", "child_services|Enter none, or give details"),
    ])

    f.h2("Telling the parents", "telling_parents")
    f.must(f"The school must tell the parents, or the young person, when it makes special educational provision for a pupil who has no education, health and care (EHC) plan "
           f"([Children and Families Act 2014, section 68]({ACT})).")
    f.details("Telling the parents", [
        ("Told that SEN support is given", "Date: {{told_date|Enter date|date}}. Told by: {{told_by|Enter role}}"),
        ("Told about free, impartial advice", f"[ ] Yes. Special Educational Needs and Disabilities Information, Advice and Support Service (SENDIASS): {phone_link('sendiass')}"),
    ])

    f.h2("Assess: the pupil’s views", "pupil_views")
    f.answer("What I am good at, what I find hard, what helps, what I want to change", "views_pupil", "Write or draw here, in the pupil’s own words",
             help=f"A [one page profile]({file_of('D06')}) can be attached instead.")
    f.h2("Assess: the parents’ views", "parent_views")
    f.answer("What we see at home, what works, what we hope for", "views_parents", "Write the parents’ words here")

    f.h2("Assess: strengths and needs", "strengths_and_needs")
    f.p("Write in each area that applies, with what you saw or measured. No diagnosis is needed.")
    f.blank_rows("Strengths and needs by area", ("Area", "Strengths", "Needs, and their effect in school"), (2.4, 3, 3.8),
                 ["Communication and interaction", "Cognition and learning", "Social, emotional and mental health", "Sensory and/or physical"], "area",
                 ["Write strengths", "Write needs"], height=880)

    f.h2("Plan: outcomes", "outcomes")
    f.p("An outcome is a difference for the pupil, not a service. Choose up to 3. Use a measure you can repeat at each review.")
    f.blank_rows("Outcomes", ("Outcome", "The pupil will", "Measure", "Now", "By"), (1.7, 3.9, 2, 1.2, 1.4), ["Outcome 1", "Outcome 2", "Outcome 3"], "outcome",
                 ["Write what the pupil will do", "How we count", "Start", "Date|date"], height=800)

    f.h2("Plan and do: support", "support")
    f.p(f"First, what every lesson offers this pupil. Ideas by area are in [ordinarily available provision]({file_of('D04')}#how-to-use). The class or subject teacher stays responsible, and the SENCO advises.")
    f.answer("Teaching and adjustments in every lesson, that all staff know about", "support_lessons", "Write here", long=False)
    f.table("Extra support", ("What", "For outcome", "Who (role)", "How often, how long", "Cost if known"),
            [[f"{{{{support_{n}_{tag}|{hint}}}}}" for tag, hint in SUPPORT] for n in (1, 2, 3, 4)], (3.2, 1.6, 2, 2.2, 1.6), first_column=False, height=480)
    f.p(f"The [provision map]({file_of('D19')}#Provision) works out costs. A plan is complete without them.")
    f.blank_rows("What each of us will do", ("Who", "What I will do", "Name, or mark", "Date"), (1.9, 3.6, 2.4, 1.6), ["Pupil", "Parent or carer", "Teacher", "SENCO"], "agreed",
                 ["Write here", "Sign or type", "Date|date"], height=480)

    f.h2("Review", "review")
    f.p("Meet the parents at least 3 times a year (code of practice, paragraph 6.65). Use the same measure as in the outcomes. Ask the pupil first.")
    for n in (1, 2, 3):
        f.h3(f"Review {n}", f"review_{n}")
        f.table(f"Review {n}", ("Question", "Answer"), [
            ("Date, and who took part", f"{{{{review_{n}_date|Enter date|date}}}}. {{{{review_{n}_who|Enter roles}}}}"),
            ("Progress to outcomes 1, 2, 3", f"{{{{review_{n}_progress|Write each measure, then and now}}}}"),
            ("What helped, what did not", f"{{{{review_{n}_effect|Write the effect of the support}}}}"),
            ("What the pupil says", f"{{{{review_{n}_pupil|Write their words}}}}"),
            ("What the parents say", f"{{{{review_{n}_parents|Write their words}}}}"),
            ("Decision on the support", f"{DECISION}\n{{{{review_{n}_change|Write what changes}}}}"),
            ("Next review, parents’ copy", f"{{{{review_{n}_next|Enter date|date}}}}.  [ ] Copy given"),
        ], (3.5, 6), height=520)
    f.h2("If progress stays slow", "if_progress_stays_slow")
    f.p(f"After 2 cycles, or sooner if you are worried, ask [which service]({help_page('which-service')}) can help. "
        f"If an EHC plan may be needed, read [the legal test]({ehc_page('the-legal-test')}).")
    f.h2("How we use this information", "data_protection")
    f.p(f"The school keeps this plan and shares it only with people who support the pupil. Before you send it to a service, use the [parent agreement]({parts.AGREEMENT}#your_agreement).")
    parts.about(f, "field:" + support_page("graduated-approach"))
    f.save(folder)
