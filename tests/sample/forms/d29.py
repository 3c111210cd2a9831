"""D29 Year 6 to year 7 transition passport."""
import parts
from facts import REGISTER, file_of, help_page, review_page
from word import Form

REGS = "https://www.legislation.gov.uk/uksi/2014/1530"


def make(folder):
    f = Form(REGISTER["D29"])
    f.lead("This passport goes with a pupil with special educational needs (SEN) from year 6 to year 7. It tells the new school what works.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who fills it in", "The pupil, the parents (this includes carers) and both schools"),
        ("When", "Begin in the spring term. Meet in May or June. Finish by July"),
        ("How long it takes", "2 talks of 30 minutes with the pupil, and a meeting of 45 minutes"),
        ("Where it is kept", "In the pupil’s record at both schools. The family has a copy. It is not sent to the council"),
    ])

    f.h2("About me", "about_me")
    f.details("About me", [
        ("My name, and what to call me", "me_name|Enter name"),
        ("Date of birth", "me_birth|Enter date|date"),
        ("My school now, and my next", "{{me_school|Enter school}} to {{me_new|enter new school}}"),
        ("Languages, any interpreter", "me_language|Enter languages at home"),
        ("SEN status", "me_status|Choose|SEN support (K);EHC plan (E);No SEN recorded (N)"),
    ], ("About me", "Answer"), (3.6, 6))
    f.blank_rows("In my own words", ("I want you to know", "My words"), (3.6, 6), ["What I am good at", "What I look forward to", "What I worry about"], "words", ["Write or draw here"], height=560)
    f.h2("People who know me", "people_who_know_me")
    f.blank_rows("People who know me", ("Person", "Name and role", "Telephone or email", "Ask about"), (2.7, 2.8, 2.7, 1.8),
                 ["Parent or carer", "Adult I trust", "SENCO now", "New SENCO", "Health or other"], "person", ["Enter name", "Enter details", "Write here"], height=400)

    f.h2("What helps, and what is hard", "what_helps")
    f.p("Write what an adult who has never met me needs to know before the first lesson. Say what to do, not only what is difficult.")
    areas = [("Communication", "Listening, speaking, instructions"), ("Learning", "Reading, number, homework"), ("Friends", "Break, lunch, who to sit with"),
             ("Senses", "Noise, light, touch, hearing, vision"), ("Medical", "Conditions, medicines, allergies"), ("Routines", "Change, rooms, time, food, travel"),
             ("Feelings", "First signs that I cannot cope")]
    f.table("What helps, and what is hard", ("Area", "What is hard, what you may see", "What helps"),
            [(title, f"{about}\n{{{{hard_{title.lower()}|Write here}}}}", f"{{{{helps_{title.lower()}|Write what to do}}}}") for title, about in areas], (2.3, 4, 3.6), height=900)
    f.answer("The 3 things that help me most", "helps_most", "Write 3 things that every teacher can do", long=False)
    f.p(f"Medical needs: agree the [individual healthcare plan]({file_of('D31')}#daily_care) with the new school before the first day. A [one page profile]({file_of('D06')}) can go with this passport.")

    f.h2("Agreed visits", "agreed_visits")
    f.p("Add to the visits that everyone has. Go first when the school is quiet. Take photographs to look at in the summer.")
    f.blank_rows("Agreed visits", ("Visit", "What for", "Date, time", "Who comes with me", "How it went"), (0.9, 2.7, 1.7, 3, 2),
                 ["1", "2", "3", "4"], "visit", ["Write what for", "Enter", "Enter names", "Write here"], height=480)
    f.h2("My first weeks", "first_weeks")
    f.table("My first weeks", ("When", "What we agree", "Who (role)"), [
        (when, f"[ ] {what}\n{{{{weeks_{n}|Add what we agree}}}}", f"{{{{weeks_{n}_who|Enter role}}}}") for n, (when, what) in enumerate((
            ("By July", "My teachers have read page 2. I have a map"),
            ("Before day 1", "I see my room, locker, toilets and quiet place again"),
            ("Day 1", "Who meets me, where, and where I go if it is too much"),
            ("Week 1", "My adult checks with me each day, and tells home"),
            ("Weeks 2 to 4", "Lunch, homework, travel and changing rooms work"),
            ("Week 6", "Meeting with me and my parents: what to change"),
        ), 1)], (1.8, 6.5, 1.4), height=820)

    f.h2("If I have an education, health and care plan", "ehc_plan")
    f.p(f"The council must amend the plan by 15 February of the year of the move ([Special Educational Needs and Disability Regulations 2014, regulation 18]({REGS})). "
        "Hold the review in the summer of year 5 or the autumn of year 6. "
        f"The [annual review report]({file_of('D26')}) goes to the council. This passport does not take its place.")
    f.h2("Agreed by", "agreed_by")
    f.blank_rows("Agreed by", ("Who", "Name, or mark", "Date"), (3, 4, 2), ["Pupil", "Parent or carer", "School now", "New school"], "agreed", ["Sign here, or type your name", "Enter date|date"], height=460)
    f.p(f"**Sending it on.** The primary school sends this passport with the SEN record to the new school, by encrypted email or by hand. See [sending forms safely]({help_page('sending-forms-safely')}). "
        f"Parents know what is in it, and keep a copy. The [privacy notice]({parts.AGREEMENT}#privacy_notice) says how the council’s services use information.")
    parts.about(f, "field:" + review_page("moving-school"))
    f.save(folder)
