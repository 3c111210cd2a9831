"""D23 EHC needs assessment request: parent or young person."""
import parts
from facts import REGISTER, SAFETY_FAMILY, SERVICE, ehc_page, file_of, mail_link, phone_link
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"


def make(folder):
    f = Form(REGISTER["D23"])
    f.lead("Use this form to ask Aldermere Council for an education, health and care (EHC) needs assessment for your child, or for yourself if you are a young person.")
    f.caution(SAFETY_FAMILY)
    parts.at_a_glance(f, [
        ("Who it is for", "Parents, and young people up to 25. See [who can ask](#who_can_ask)"),
        ("Before you start", "You do not need a diagnosis, a lawyer or the school's permission"),
        ("How long it takes", "About 40 minutes. You can leave boxes empty"),
        ("Where to send it", f"{mail_link('sen')}, or by post. See [where to send this form](#where_to_send)"),
        ("What happens next", "A decision within 6 weeks of the day the council receives your request"),
    ])
    f.note("Tip", f"A letter or email counts as a request too. For free, impartial help with this form telephone Aldermere SENDIASS on {phone_link('sendiass')}.")
    f.h2("Who can ask", "who_can_ask")
    f.p(f"A parent can ask. A young person, over compulsory school age and up to 25, can ask for themselves. So can [the school or college]({file_of('D22')}).")
    f.must(f"The council must assess if the child or young person has or may have special educational needs, **and** it may be necessary for provision to be made through an EHC plan "
           f"([Children and Families Act 2014, section 36(8)]({ACT})).")

    f.h2("About the child or young person", "child_details")
    f.details("About the child or young person", [
        ("Full name", "child_name|Enter name"), ("Date of birth", "child_birth|Enter date|date"), ("Home address and postcode", "child_address|Enter address"),
        ("School, college or nursery, and year", "child_school|Enter name, or “none”"), ("Languages at home", "child_language|Enter language"),
        ("Is the child looked after by a council?", "child_care|Choose|No;Yes")])
    f.h3("Who is asking")
    f.details("Who is asking", [
        ("I am", "[ ] the parent, or a person with parental responsibility\n[ ] the young person\n[ ] helping the young person to ask: {{asker_helper|Enter name}}"),
        ("Name", "asker_name|Enter name"), ("Telephone and email", "asker_contact|Enter details"),
        ("Interpreter, large print or other support", "asker_support|Enter what would help")])

    f.h2("Needs", "needs")
    f.answer("What is hard with learning, communication, feelings, the senses, movement or health?", "needs_hard", "Write here", help="Say what you see at home and what school tells you. Give examples.")
    f.answer("What is going well?", "needs_well", "Write here", long=False)
    f.h2("Support so far", "support_so_far")
    f.answer("What help has school or anyone else given, and did it work?", "support_help", "Write here")
    f.answer("Why may an EHC plan be needed?", "support_why", "Write here", long=False, help="For example: the help is not enough, or nobody can give the help needed without a plan.")
    f.blank_rows("People who know the child or young person", ("Person", "Name of service or team", "How to contact them"), (2.6, 3.2, 3.4), ["School or college", "Doctor, therapist or clinic", "Social worker or early help", "Other"],
                 "people", ["Enter", "Enter"], height=400)
    f.h2("The child's or young person's views", "child_views")
    f.answer("What matters to me, what helps, and what I want to change", "views_child", "Write here, in the child's or young person's own words")
    f.h2("The parents' views", "parent_views")
    f.answer("What we want people to know, and our hopes for the future", "views_parent", "Write here", help="A young person may leave this out.")
    f.h2("What should be different", "outcomes")
    f.answer("What would you like the child or young person to be able to do?", "outcomes_wanted", "Write here", long=False)

    f.h2("What to attach", "attachments")
    f.p("Send copies of what you have. The council will ask the school for its records, so do not wait for them.")
    f.ticks(["School reports, SEN support plans or review notes", "Letters or reports from doctors, therapists or psychologists", "Examples of work, a diary or photographs",
             "Anything else: {{attach_other|Enter}}"])

    f.h2("Your agreement", "your_agreement")
    f.ticks([f"I ask for an EHC needs assessment", f"I have read the [privacy notice]({parts.AGREEMENT}#privacy_notice)",
             "The council may ask the school and the people named in this form for information"], "I agree")
    f.details("Signature", [("Signature, or your name typed", "sign_mark|Sign here"), ("Date", "sign_date|Enter date|date")])

    s = SERVICE["sen"]
    f.h2("Where to send this form", "where_to_send")
    f.bullets([f"Email {mail_link('sen')}, or", "post it to: SEN statutory team, Aldermere Council, Council House, Market Square, Aldermere.",
               f"Questions: telephone {phone_link('sen')}, {s.hours}."])
    f.h2("What happens next", "what_happens_next")
    f.numbers(["We tell you that the request has arrived. The weeks count from that day and include school holidays.",
               "By **week 6** we tell you whether we will assess.",
               "If we assess, we ask you, the school, health, an educational psychologist, social care and others for advice. Each has 6 weeks.",
               "By **week 16** we tell you if there will be no plan. If there will be one, you get a draft and have at least 15 days to comment and to ask for a school.",
               "By **week 20** you get the final EHC plan."])
    f.p(f"If we say no, you can use mediation and you can appeal. Read [disagreements, mediation and appeals]({file_of('D24')}), or [the 20 weeks in the guide]({ehc_page('twenty-weeks')}).")
    f.h2("Help for families", "help_for_families")
    f.p(f"Aldermere SENDIASS gives free, impartial information, advice and support: {phone_link('sendiass')}, {SERVICE['sendiass'].hours}, or {mail_link('sendiass')}. "
        "[IPSEA](https://www.ipsea.org.uk) gives free legal advice on special educational needs.")
    f.h2("How we use this information", "data_protection")
    f.p(f"We use it to decide on your request and share it only with people who need it. Your rights are in the [privacy notice]({parts.AGREEMENT}#your_rights).")
    parts.about(f, "field:" + ehc_page("who-can-ask"))
    f.save(folder)
