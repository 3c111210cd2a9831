"""D18 Early help assessment."""
import parts
from facts import REGISTER, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D18"])
    f.lead("Use this form with a family when more than one thing is hard and support for the child alone would not be enough. It belongs to the family: write it with them.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "Anyone who works with a family, and families themselves"),
        ("Before you start", "Early help is a choice. Talk to the family and get their [agreement](#parent_agreement)"),
        ("How long it takes", "About 1 hour together. It can be 2 short talks"),
        ("Where to send it", f"The secure portal or {mail_link('help')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A reply within 5 working days"),
    ])
    f.p("Start with [what is going well](#strengths_and_needs), and leave out what the family does not want written down.")
    parts.child(f, [("Health conditions or disability", "child_health|Enter none, or give details"), ("GP surgery", "child_gp|Enter surgery")])
    f.h2("Family members", "family_members")
    f.p("List everyone in the household, and others who matter to the child.")
    f.blank_rows("Family members", ("Person", "Name", "Relationship", "Date of birth", "School or work", "Lives here?"), (1.3, 2.4, 2.2, 2, 2.2, 1.6),
                 ["1", "2", "3", "4", "5"], "family", ["Enter", "Enter", "Enter", "Enter", "Enter"], height=420)
    f.details("The family", [
        ("Languages, any interpreter", "family_language|Enter language"),
        ("Who has parental responsibility", "family_responsibility|Enter names"),
        ("Best way and time to be in touch", "family_contact|Enter details"),
        ("Does a child care for someone?", "family_carer|Choose|No;Yes;Not sure"),
    ])
    f.h2("Who is involved now", "services_involved")
    f.blank_rows("Services involved", ("Service", "Role and contact", "What they are doing", "Invite to the meeting?"), (2.2, 2.6, 3, 1.8),
                 ["School or nursery", "Health visitor or school nurse", "GP or hospital", "Housing, benefits or debt advice", "Other"], "service", ["Enter role", "Write here", "Yes or no"], height=420)
    parts.parents(f, "Nobody has to accept early help, and the family can stop at any time.")

    f.h2("Strengths and needs", "strengths_and_needs")
    f.p("Write the family's words. Give each part a number from 1 (very hard now) to 10 (going well).")
    areas = [("The child", ["Health and growing up", "Learning, attendance and SEN", "Feelings and behaviour", "Friends, identity and safety"], "child"),
             ("The parents", ["Care, routines and boundaries", "Parents' health and wellbeing", "Relationships at home"], "parent"),
             ("Home and community", ["Housing and safety at home", "Work, money and food", "Support from family, friends and community"], "home")]
    for title, rows, tag in areas:
        f.h3(title)
        f.blank_rows(title, ("Part of life", "What is going well", "What is hard, and who is worried", "1 to 10"), (2.4, 3, 3.4, 1), rows, tag,
                     ["Write here", "Write here", "Score"], height=1040)
    parts.views(f, "Ask each child in the family. Drawing or a “good day, bad day” list works well.", "What would be different if things were going well? What has helped before?")

    f.h2("Outcomes the family wants", "outcomes")
    f.answer("In 6 months, what will be better for each person?", "outcomes_wanted", "Write here")
    f.h2("Family plan", "family_plan")
    f.p("Agree small steps. Every step has one person and one date. Include steps the family will take.")
    f.blank_rows("Family plan", ("Step", "What will be done", "Who will do it", "By when", "How we will know it worked"), (1.3, 3.2, 2.2, 1.4, 3), ["Step 1", "Step 2", "Step 3", "Step 4"], "plan",
                 ["Write here", "Name and role", "Date", "Write here"], height=620)
    f.details("People in charge of the plan", [
        ("Lead professional (point of contact)", "lead|Enter name, role and telephone"),
        ("Is this the person the family chose?", "lead_choice|Choose|Yes;No, because we could not")])
    f.h2("Review dates", "review_dates")
    f.p("The team around the family meets with the family, at a time and place that suits them.")
    f.details("Review dates", [("First team meeting", "review_first|Enter date, within 6 weeks|date"),
                               ("First review", "review_next|Enter date, within 3 months|date"),
                               ("The plan ends when", "review_end|Write what will show it is time to stop")])

    f.h2("What to attach", "attachments")
    f.ticks([f"A copy of the [parent agreement]({parts.AGREEMENT}), if the family wants other services to have this form",
             "SEN support plan or EHC plan, if the family agrees", f"Any [mental health request]({file_of('D16')}) already sent"])
    parts.requester(f)
    parts.send(f, "help", "Give the family a copy.")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **5 working days** the early help hub replies to you and the family.",
               "The hub suggests family support, parenting groups or other help, and a lead professional if there is none.",
               "The lead professional calls the first meeting of the team around the family.",
               "The plan is reviewed until the family no longer needs it."])
    f.p(f"If things get worse or a child may be at risk of harm, talk to your designated safeguarding lead and telephone children's social care on {phone_link('social')}.")
    parts.data(f)
    parts.about(f, "field:" + help_page("early-help"))
    f.save(folder)
