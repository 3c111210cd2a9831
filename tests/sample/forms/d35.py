"""D35 SEN information report pro forma."""
import models
from facts import LOCAL_OFFER, REGISTER, SERVICE, families_page, file_of, law_page, mail_link, phone_link
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
REGS = "https://www.legislation.gov.uk/uksi/2014/1530"
CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"

# The lettered parts of heading 3: the heading, and the question to answer.
PARTS = [
    ("(a) How we check that our provision works", "Who looks at the effect of support, how often, and what did you change because of it last year?"),
    ("(b) How we assess and review progress", "How does the cycle of assess, plan, do and review run, and how do parents and the pupil take part?"),
    ("(c) How we teach pupils with SEN", "What does good teaching look like in your classrooms, and who is responsible for each pupil?"),
    ("(d) How we adapt the curriculum and the learning environment", "What do you change: materials, timetable, seating, quiet space, technology? Give examples by subject and age."),
    ("(e) Additional support for learning", "Which groups, programmes and adult help are there, who are they for, and how long do they last?"),
    ("(f) How pupils with SEN take part in activities with other pupils", "How do pupils join in physical activities, and clubs, trips, breaks and school council?"),
    ("(g) How we support emotional, mental and social development", "Who can pupils talk to, how do you help with friendships, and what do you do about bullying?"),
]


def make(folder):
    f = Form(REGISTER["D35"])
    f.lead("Use this pro forma to write the special educational needs (SEN) information report that your school publishes on its website.")
    models.at_a_glance(f, [
        ("Who it is for", "SENCOs and governing bodies of schools in Aldermere"),
        ("What it is", "An example. You do not have to use it. The law sets the headings, but not the layout"),
        ("Before you start", "Have last year's report, your SEN figures and what pupils and parents have told you this year"),
        ("How long it takes", "About 3 hours the first time, and 1 hour to update it"),
        ("Where it goes", "On your school's website. Do not send it to the council"),
        ("What happens next", "Update it [every year](#before_you_publish), and during the year when things change"),
    ], "pro forma")
    f.must(f"The governing body or proprietor must prepare a SEN information report ([Children and Families Act 2014, section 69]({ACT})). It must give the information in Schedule 1, under regulation 51, and be on the school's website, under regulation 52 "
           f"([Special Educational Needs and Disability Regulations 2014]({REGS})).")
    f.h3("Same headings, your own words")
    f.bullets(["**Keep the 13 headings and their order.** Parents often read the reports of several schools. Fixed headings let them compare one school with another.",
               "**Write the answers yourself.** Say what happens at your school, with examples. A report that could belong to any school is only a tick list, and tells a parent nothing.",
               "**Write to parents.** Use “we” and “you”, short sentences and everyday words. “Parents” includes carers. Explain each abbreviation the first time.",
               "**Name no child.** Check that an example does not show who a pupil is.",
               "**Take out this page, the questions and any hints** when your answers are ready. Keep the headings as real headings, so that a screen reader finds them."])
    f.p("The report is the school's. The Local Offer is the council's. Each links to the other.")
    f.h3("Before you publish", "before_you_publish")
    f.numbers(["Ask 2 parents and a pupil to read it. Change what they cannot follow.",
               "Check that no hint or empty box is left, and that every link works, to the [Aldermere SEND Local Offer](" + LOCAL_OFFER + ") too.",
               "Have the governing body approve it. Put it where parents can find it.",
               f"Update it every year, and as soon as possible after a change ([SEND code of practice]({CODE}), paragraph 6.79). See [what the law asks of your school]({law_page('what-the-law-asks')})."])

    f.h2("About our school", "about_our_school", new_page=True)
    f.details("About our school", [
        ("Name of school", "school_name|Enter name of school"),
        ("Approved by the governing body", "school_approved|Enter date|date"),
        ("To be updated by", "school_update|Enter date|date"),
        ("Paper copy or another format", "school_copy|Enter how a parent asks for one"),
    ])

    f.h2("1. Kinds of special educational needs we provide for", "heading_1")
    f.answer("Which kinds of need do you provide for now?", "answer_1", "Write here",
             help="Use the 4 areas of the code of practice as a start, then say what you have experience of, and any unit or resourced provision.")
    f.h2("2. How we identify and assess needs", "heading_2")
    f.p("This heading is for mainstream schools and maintained nursery schools.")
    f.answer("How do you find out that a pupil has SEN, and what can a worried parent do?", "answer_2", "Write here",
             help="Say who to speak to first, what the school looks at, and how soon the parent hears back. Slow progress or a first language other than English does not by itself mean SEN.")
    f.h2("3. Our provision for pupils with SEN", "heading_3")
    f.p("Answer for all pupils with SEN, whether or not they have an education, health and care (EHC) plan. The 7 lettered parts are fixed too. "
        f"For what the council expects every mainstream school to provide, see [ordinarily available provision]({file_of('D04')}#whole-school).")
    for title, question in PARTS:
        letter = title[1]
        f.h3(title, f"heading_3{letter}")
        f.answer(question, f"answer_3{letter}", "Write here")

    f.h2("4. Our SENCO: name and contact details", "heading_4")
    f.details("Our SENCO", [
        ("Name", "senco_name|Enter name"),
        ("Telephone and email", "senco_contact|Enter details"),
        ("Best times to call, and how soon we reply", "senco_times|Enter days, times and reply time"),
    ])
    f.h2("5. Expertise and training of our staff", "heading_5")
    f.answer("What do your staff know about SEN, and how do you get specialist expertise?", "answer_5", "Write here",
             help="Give training of the last 2 years, by role and not by name. Say which services you can call on, and how a parent will know.")
    f.h2("6. Equipment and facilities", "heading_6")
    f.answer("How do you get the equipment and facilities that pupils with SEN need?", "answer_6", "Write here",
             help="Say what you already have, how you decide what to buy or borrow, and who checks it.")
    f.h2("7. How we consult and involve parents", "heading_7")
    f.answer("How do you ask parents of pupils with SEN, and involve them in their child's education?", "answer_7", "Write here",
             help="Meet parents at least 3 times a year (code of practice, paragraph 6.65). Say how the meetings work and what happens if a parent cannot come.")
    f.h2("8. How we consult and involve young people", "heading_8")
    f.answer("How do you ask pupils with SEN, and involve them in their own education?", "answer_8", "Write here",
             help=f"Say how a pupil who finds talking hard can take part. [My views]({file_of('D27')}#pupil_views) and the [one page profile]({file_of('D06')}) can help.")
    f.h2("9. Complaints from parents about our provision", "heading_9")
    f.answer("What can a parent do when they are not happy?", "answer_9", "Write here",
             help="Start with the class teacher and the SENCO, then the school's complaints procedure, up to the governors. Link to the procedure. "
                  f"The guide has [the other steps]({families_page('complaints')}), and [disagreements, mediation and appeals]({file_of('D24')}) explains EHC decisions.")
    f.h2("10. How the governing body involves other services", "heading_10")
    f.answer("How do you involve health, social services, council support services and voluntary bodies?", "answer_10", "Write here",
             help="Say how they help you to meet pupils' needs and to support their families. Give each service its full name, and say how a parent can reach it.")
    f.h2("11. Support services for parents: contact details", "heading_11")
    f.p("Keep the first row: it is the service that the council arranges under section 32 of the Children and Families Act 2014. Add services that you know to be good at helping.")
    sendiass, forum = SERVICE["sendiass"], SERVICE["forum"]
    f.table("Support services for parents", ("Service", "How it helps", "Contact"), [
        (sendiass.name, "Free, impartial information, advice and support", f"{phone_link('sendiass')}\n{mail_link('sendiass')}"),
        (forum.name, "Parents and carers who speak up for families", f"{phone_link('forum')}\n{mail_link('forum')}"),
        ("{{service_a_1|Enter service}}", "{{service_a_2|Enter how it helps}}", "{{service_a_3|Enter telephone and email}}"),
        ("{{service_b_1|Enter service}}", "{{service_b_2|Enter how it helps}}", "{{service_b_3|Enter telephone and email}}"),
    ], (2.2, 2.8, 4))
    f.h2("12. Moving between phases, and preparing for adulthood", "heading_12")
    f.answer("How do you support pupils with SEN who join you, move on, or prepare for adulthood and independent living?", "answer_12", "Write here",
             help=f"Say what happens before, during and after a move. From year 9, use the [preparing for adulthood planner]({file_of('D28')}#independent_living). For year 6, see the [transition passport]({file_of('D29')}#agreed_visits).")
    f.h2("13. Where the council's local offer is published", "heading_13")
    f.p(f"Aldermere Council publishes its local offer on the [Aldermere SEND Local Offer]({LOCAL_OFFER}) website. It shows the help that is available to children and young people with special educational needs and disabilities (SEND) and their families. "
        f"If you do not use the internet, telephone {phone_link('offer')} to ask how to get a copy.")
    f.answer("How can you help families to use the Local Offer?", "answer_13", "Write here", long=False,
             help="For example, say who at school can look at it with a parent, and that families can comment on it.")

    f.h2("Disabled pupils", "disabled_pupils")
    f.p(f"The law asks for 4 more things in the report ([Children and Families Act 2014, section 69(3)(b)]({ACT})). Put them after heading 13, so that the 13 keep their order.")
    for n, (question, think) in enumerate((
            ("Arrangements for the admission of disabled pupils", "How a family visits, applies and plans a start with you."),
            ("Steps to prevent disabled pupils from being treated less favourably", "Training, reasonable adjustments, what you do about bullying."),
            ("Facilities that help disabled pupils to use the school", "Entrances, toilets, lifts, sound, lighting, parking. Say what is not there yet."),
            ("Our accessibility plan", f"Link to it on your website. If you need one, start from the [accessibility plan template]({file_of('D36')}#curriculum).")), 1):
        f.answer(question, f"disabled_{n}", "Write here", long=False, help=think)
    models.about(f, "pro forma", "field:" + families_page("sen-information-report"))
    f.save(folder)
