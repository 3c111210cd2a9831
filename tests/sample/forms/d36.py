"""D36 Accessibility plan template."""
import models
from facts import REGISTER, families_page, file_of, law_page, mail_link, phone_link
from word import Form

SCHEDULE = "https://www.legislation.gov.uk/ukpga/2010/15/schedule/10"
ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
CHECKED = "Choose|Yes;Partly;No;Not checked yet"


def audit(f, title, tag, questions):
    """Questions to walk round the school with: each has an answer, and what was found."""
    f.table(title, ("Question", "Answer", "What we found"),
            [(q, f"{{{{{tag}_{n}_1|{CHECKED}}}}}", f"{{{{{tag}_{n}_2|Write here}}}}") for n, q in enumerate(questions, 1)], (5.2, 1.3, 3), first_column=False)


def actions(f, title, tag):
    f.h3(title)
    f.blank_rows(title, ("What we will change", "Role and cost", "By when", "How we will know it helped"), (3, 1.9, 1.3, 3.3),
                 [f"{{{{{tag}_{letter}|Write an action}}}}" for letter in "abc"], tag, ["Role, cost", "Date", "Write the difference for pupils"], height=540)


def make(folder):
    f = Form(REGISTER["D36"])
    f.lead("Use this template to plan how your school will become easier for disabled pupils to learn in, move around and understand.")
    models.at_a_glance(f, [
        ("Who it is for", "SENCOs, headteachers and governing bodies"),
        ("What it is", "An example. You can write your plan in another way"),
        ("Before you start", "Ask disabled pupils, parents, carers, staff and visitors what helps"),
        ("How long it takes", "A morning for the questions, then 2 hours for the actions"),
        ("Where it goes", "On your website. Do not send it to the council"),
        ("What happens next", "Governors [approve it](#approval). [Review it](#review) at least every 3 years"),
    ], "template")
    f.must(f"A school must have an accessibility plan ([Equality Act 2010, Schedule 10, paragraph 3]({SCHEDULE})). It has 3 parts: [the curriculum](#curriculum), [the physical environment](#environment) and [information](#information). "
           "The plan must be reviewed at least every 3 years.")
    f.p(f"**What the plan is, and is not.** The plan improves the whole school over time, before a pupil needs it. A reasonable adjustment is for now: the school must make one when a disabled pupil is at a substantial disadvantage (Equality Act 2010, section 20). "
        "Do not make a pupil wait for the plan. The guide has more on [equality](" + law_page("equality") + ").")
    f.numbers(["Walk round and answer the questions in each part. Write down what you saw.",
               "Choose up to 3 actions in each part. Start with what helps most pupils soonest.",
               "Take out this section, then ask the governing body to approve the plan."])
    f.p(f"**Help from the council.** The access and inclusion adviser can read a draft or walk round with you. Telephone {phone_link('access')} or email {mail_link('access')}. You get a reply within 10 working days.")

    f.h2("Our school", "our_school")
    f.details("Our school", [
        ("Name of school", "school_name|Enter name of school"),
        ("Plan runs from, to", "From {{school_from|Enter date|date}} to {{school_to|Enter date|date}}"),
        ("In charge of the plan (role)", "school_lead|Enter role"),
        ("Paper copy or another format", "school_copy|Enter how to ask for one"),
    ])
    f.answer("Who did you ask, how, and what did they tell you?", "school_asked", "Write what pupils, parents, staff and visitors said. Do not name or describe anyone")

    f.h2("Part 1: the curriculum", "curriculum")
    f.p("The aim: disabled pupils take a fuller part in lessons, clubs, trips and school life.")
    audit(f, "Curriculum: questions to ask", "curriculum_audit", [
        "Do teachers plan from the start for pupils who learn, move or communicate differently?",
        "Can disabled pupils take part in every subject, such as sport, science and music?",
        "Can they join trips, clubs and breaks?",
        "Do pupils have the aids they need, such as a screen reader, radio aid or symbols?",
        "Have all staff, including lunchtime and supply, had disability training in the last 2 years?",
        "Do tests and exams use the help that is a pupil's normal way of working?",
        "Do books and displays show disabled people?"])
    actions(f, "Curriculum: actions", "curriculum_action")

    f.h2("Part 2: the physical environment", "environment")
    f.p("The aim: disabled pupils can use the whole site. Walk their route, at busy and quiet times.")
    audit(f, "Environment: questions to ask", "environment_audit", [
        "Can a wheelchair or a walking frame get from the gate to every room that pupils use?",
        "Are there accessible toilets, and a private place for changing and care, clear of storage?",
        "Can a pupil with little vision find the way? Look at steps, edges, glare and signs",
        "Can a pupil with a hearing loss follow a lesson? Listen for echo and noise",
        "Is there a calm place, and a way round crowds, bells and bright light?",
        "Does each disabled pupil who needs one have an evacuation plan, used in drills?",
        "Do furniture, playground and parking work for disabled pupils, parents and staff?"])
    actions(f, "Environment: actions", "environment_action")

    f.h2("Part 3: information", "information")
    f.p("The aim: disabled pupils get the information that other pupils get in writing, in a form they can use, and as soon.")
    audit(f, "Information: questions to ask", "information_audit", [
        "Do you know which form each pupil needs, such as large print, braille, audio or symbols?",
        "Are worksheets, homework and letters ready in that form when other pupils get theirs?",
        "Do online lessons and homework work with a keyboard, a screen reader and captions?",
        "Do staff say aloud what they write or show, and face the class when they speak?",
        "Can disabled parents read your website and letters, or ask for another format?"])
    actions(f, "Information: actions", "information_action")

    f.h2("Barriers we cannot remove yet", "barriers")
    f.p("Be honest about what has to wait, for example for money or building work. Say what a pupil can count on until then.")
    f.blank_rows("Barriers we cannot remove yet", ("Barrier", "Why it waits", "What we do until then", "Look again"), (2.7, 2.1, 3, 1.8),
                 [f"{{{{barrier_{letter}|Write a barrier}}}}" for letter in "abc"], "barrier", ["Write why", "Write what pupils get", "Date"], height=560)

    f.h2("Links with other documents", "links")
    f.bullets([f"**SEN information report.** It must include the accessibility plan ([Children and Families Act 2014, section 69(3)(b)]({ACT})). See the part on [disabled pupils]({file_of('D35')}#disabled_pupils) in the pro forma.",
               f"**Medical needs policy.** Use the same words about [trips and activities]({file_of('D30')}#trips)."])

    f.h2("Approval", "approval")
    f.ticks(["Disabled pupils and parents were asked", "Each action has a role, a date and, where needed, money", "The plan is on the website in a form that everyone can read"], "Before approval")
    f.blank_rows("Approval by the governing body", ("Role", "Name", "Signature", "Date"), (2.6, 2.8, 2.6, 1.6), ["Chair of governors", "Headteacher"],
                 "approval", ["Enter name", "Sign here", "Date"], height=620)

    f.h2("Review", "review")
    f.p("Look at the actions every year. Review the whole plan at least every 3 years, and sooner if the building or the pupils' needs change.")
    f.blank_rows("Review record", ("Review", "Date", "What has changed for pupils", "What happens next"), (1.5, 1.3, 3.6, 3), ["Year 1", "Year 2", "Year 3: whole plan"],
                 "review", ["Date", "Write what changed", "Write next steps"], height=1000)
    models.about(f, "template", "field:" + families_page("accessibility-plan"))
    f.save(folder)
