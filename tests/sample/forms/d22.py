"""D22 EHC needs assessment request: school or college."""
import parts
from facts import PORTAL, REGISTER, SERVICE, ehc_page, file_of, help_page, mail_link, phone_link
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
REGS = "https://www.legislation.gov.uk/uksi/2014/1530"
CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"


def make(folder):
    f = Form(REGISTER["D22"])
    f.lead("Use this form when your school, college or other post-16 institution asks the council for an education, health and care (EHC) needs assessment.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", f"SENCOs and headteachers. Families use the [request form for parents and young people]({file_of('D23')})"),
        ("Before you start", "Talk to the parents and the young person. Read [the legal test](#legal_test). Collect the [evidence](#evidence_checklist)"),
        ("How long it takes", "About 2 hours, when records of SEN support are to hand"),
        ("Where to send it", f"The secure portal or {mail_link('sen')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A decision within 6 weeks of the day the council receives the request. See [the 20 weeks](#what_happens_next)"),
    ])
    f.p("You do not need a diagnosis, and the law does not ask for a set amount of spending first. The council will not turn a request down because a box is empty. "
        "Where a report already answers a question, write “attached” and give the page.")
    f.h3("In this form")
    f.bullets(["[The legal test](#legal_test)", "[About the child or young person](#child_details) and [the parents](#parent_agreement)",
               "[Views of the child or young person](#child_views) and [of the parents](#parent_views)",
               "[Strengths and needs](#strengths_and_needs), [progress](#progress), [support so far](#support_so_far), [professionals](#professionals)",
               "[Outcomes](#outcomes) and, from year 9, [preparing for adulthood](#preparing_for_adulthood)",
               "[Evidence checklist](#evidence_checklist), [declaration](#declaration) and [where to send this form](#where_to_send)"])

    f.h2("The legal test", "legal_test")
    f.must(f"The council must secure an assessment if the child or young person has or may have special educational needs, **and** it may be necessary for special educational provision "
           f"to be made through an EHC plan ([Children and Families Act 2014, section 36(8)]({ACT})).")
    f.answer("Why do you think the child or young person has, or may have, special educational needs?", "test_needs", "Write here")
    f.answer("Why may it be necessary for provision to be made through an EHC plan?", "test_plan", "Write here",
             help="Say what is needed that the school cannot reasonably give from its own resources, or what has not worked.")

    parts.child(f, [("NHS number and GP surgery", "child_nhs|Enter number and surgery"),
                    ("Looked after, or has a social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan"),
                    ("Attendance this school year", "child_attendance|Enter percentage"),
                    ("Suspensions, or part-time timetable", "child_suspensions|Enter none, or give dates")])
    f.h2("Parents, and what they know", "parent_agreement")
    f.p(f"Give the family the [privacy notice]({parts.AGREEMENT}#privacy_notice) and tell them that Aldermere SENDIASS can help, free and impartially, on {phone_link('sendiass')}. "
        "A young person over compulsory school age speaks for themselves.")
    f.blank_rows("Parents and carers", ("Person", "Name and relationship", "Telephone and email", "Parental responsibility?"), (1.7, 3, 3, 2.2), ["Parent or carer 1", "Parent or carer 2"],
                 "parent", ["Enter name", "Enter details", "Yes or no"], height=560)
    f.ticks(["The parents know about this request and have seen it", "The young person (over compulsory school age) knows about this request and has seen it",
             "They agree to the request", "They do not agree. Reason: {{parent_disagree|Write reason}}"], "Parents and young person")
    f.details("Contact with the family", [("Language or support needed", "parent_support|Enter what is needed")])

    f.h2("The child's or young person's views", "child_views")
    f.answer("What is important to the child or young person now, and for the future?", "views_child", "Write their views here",
             help="Use their own words or way of communicating. Say who helped, and how.")
    f.answer("What helps, and what do they want to change?", "views_child_change", "Write their views here")
    f.h2("The parents' views", "parent_views")
    f.answer("The child's story: what matters, what is hard at home, what do they hope for?", "views_parent", "Write their views here", help="Parents may write this part, or attach a letter or recording.")

    f.h2("Strengths and needs", "strengths_and_needs")
    f.p(f"Give the nature, extent and context of the needs: how often, how much, and where. The four areas are those of the [SEND code of practice]({CODE}). "
        "A child may have needs in more than one.")
    for title, tag in (("Communication and interaction", "communication"), ("Cognition and learning", "cognition"),
                       ("Social, emotional and mental health", "semh"), ("Sensory and/or physical", "sensory")):
        f.h3(title)
        f.answer("Strengths", f"{tag}_strengths", "Write here", long=False)
        f.answer("Needs, and their effect", f"{tag}_needs", "Write here")
    f.h3("Health, care and independence")
    f.answer("Physical, emotional, social and health needs that affect learning", "other_needs", "Write here",
             help="For example medical conditions, sleep, eating, self-care, getting to school, needs of the family.")

    f.h2("Progress", "progress")
    f.p("Give attainment and the rate of progress. Use the same measure at each date.")
    f.blank_rows("Attainment and rate of progress", ("Area", "Measure", "2 years ago", "1 year ago", "Now"), (2.4, 2.4, 1.8, 1.8, 1.8),
                 ["Reading", "Writing", "Mathematics", "Language or communication", "Other"], "progress", ["Name of test", "Enter", "Enter", "Enter"], height=440)
    f.answer("Where there has been progress, how much extra help did it take?", "progress_help", "Write here",
             help="Progress that came only with much more help than other pupils get is evidence too.")

    f.h2("Support so far", "support_so_far")
    f.p("Show what the school has done to identify, assess and meet the needs. Most recent cycle first.")
    parts.cycles(f, number=3, intro=False)
    f.blank_rows("Support in a usual week", ("Support", "Hours a week", "Adults to pupils", "Given by (role)", "Effect"), (3, 1.6, 1.8, 2.2, 3),
                 ["{{week_a|Enter support}}", "{{week_b|Enter support}}", "{{week_c|Enter support}}", "{{week_d|Enter support}}"], "week",
                 ["Hours", "Ratio", "Role", "Write effect"], height=440)
    f.note("Tip", "A provision map with costs can replace this table. Cost shows what has been done. It is not a condition of a request.")

    f.h2("Professionals involved", "professionals")
    f.p("The council asks for its own advice. Knowing who is involved saves time.")
    f.blank_rows("Professionals involved", ("Service", "Role and contact", "First and last seen", "Report attached?"), (3, 3, 2.2, 1.8),
                 ["Educational psychology", "Specialist teaching", "Hearing and vision support", "Speech and language therapy", "Occupational therapy or physiotherapy", "Paediatrics or other health",
                  "CAMHS or mental health support team", "Social care or early help", "Other"],
                 "professional", ["Enter", "Dates", "Yes or no"], height=400)

    f.h2("Outcomes", "outcomes")
    f.p("An outcome is the benefit or difference made by support. It is not a service or a number of hours.")
    f.blank_rows("Outcomes wanted", ("Outcome", "By when, the child or young person will", "Support that may be needed"), (1.5, 4, 4), ["Outcome 1", "Outcome 2", "Outcome 3"], "outcome",
                 ["Write an outcome", "Write support"], height=620)
    f.h2("Preparing for adulthood", "preparing_for_adulthood")
    f.p("Fill this in from year 9. For younger pupils leave it empty.")
    f.blank_rows("Preparing for adulthood", ("Part of life", "Hopes", "Help needed"), (2.6, 3.4, 3.4), ["Employment or study", "Independent living", "Being part of society", "Health"],
                 "adult", ["Write hopes", "Write help"], height=440)

    f.h2("Evidence checklist", "evidence_checklist")
    # The second name for the same place, which other forms use too.
    f.h3("What to attach", "attachments")
    f.p("These follow paragraph 9.14 of the code of practice.^[Paragraph 9.14 of the [SEND code of practice: 0 to 25 years](" + CODE + ") lists evidence a council pays particular attention to when it decides.] "
        "Send what you have: a missing item does not stop a request.")
    ticks = [("Attainment, and rate of progress", "Tracking over 2 years, test scores, work with dates"),
             ("Nature, extent and context of needs", "Professional reports, observations, the [speech and language checklist](" + file_of("D14") + ")"),
             ("What has been done, and its effect", "Reviewed SEN support plans, provision map"),
             ("Progress only with much extra help", "Record of extra support beside the progress made"),
             ("Physical, emotional, social and health needs", "Healthcare plan, clinic letters, [early help assessment](" + file_of("D18") + ")"),
             ("Views of the child and parents", "One page profile, letters, meeting notes")]
    f.table("Evidence checklist", ("Evidence", "For example", "Sent", "Name and date of document"),
            [(a, b, f"[ ] Attached", f"{{{{evidence_{n}|Enter name and date}}}}") for n, (a, b) in enumerate(ticks, 1)], (2.8, 3.2, 1.5, 2.6))

    f.h2("Declaration", "declaration")
    f.p("The headteacher, principal or SENCO completes this part for the school or college.")
    f.ticks(["The information is correct and complete as far as we know", "We have given the family the [privacy notice](" + parts.AGREEMENT + "#privacy_notice)",
             "We will tell the council within 5 school days if the child moves or needs change"], "Declaration")
    f.details("Declaration", [("Name and role", "asker_name|Enter name and role"), ("Telephone and email", "asker_contact|Enter details"), ("Date", "asker_date|Enter date|date")])

    s = SERVICE["sen"]
    f.h2("Where to send this form", "where_to_send")
    f.bullets([f"Upload it to the [schools' secure portal]({PORTAL}), or", f"send it by encrypted email to {mail_link('sen')}.",
               f"Questions: telephone {phone_link('sen')}, {s.hours}."])
    f.p(f"Do not send it to a personal email address. See [sending forms safely]({help_page('sending-forms-safely')}). The 20 weeks begin on the day the council receives the request.")

    f.h2("What happens next", "what_happens_next")
    f.p(f"Weeks are calendar weeks from the day of the request, school holidays included. The times come from the [Special Educational Needs and Disability Regulations 2014]({REGS}).")
    f.table("The 20 weeks", ("By", "What happens", "Regulation"), [
        ("Week 0", "The council receives the request, writes to you and to the family", "Local practice"),
        ("Week 6", "The council decides whether to assess and tells the family", "5(1)"),
        ("6 weeks from being asked", "Advice comes from the parents, the school, health, an educational psychologist, social care and others reasonably asked for. From year 9 it covers preparing for adulthood", "8"),
        ("Week 16", "If there will be no plan, the council tells the family", "10"),
        ("At least 15 days", "If there will be a plan, the family has this long to comment on the draft and ask for a school", "13(1)"),
        ("Week 20", "The council issues the final EHC plan", "13(2)"),
    ], (2.2, 6, 1.8))
    f.p(f"If the council says no, the family can use mediation and can appeal. Give them [disagreements, mediation and appeals]({file_of('D24')}). "
        f"The steps are also in the guide under [the 20 weeks]({ehc_page('twenty-weeks')}).")
    parts.data(f)
    parts.about(f, "field:" + ehc_page("make-the-request"))
    f.save(folder)
