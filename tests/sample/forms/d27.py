"""D27 My views: pupil and parent."""
import parts
from facts import REGISTER, SAFETY_FAMILY, file_of, mail_link, phone_link, review_page
from word import Form


def make(folder):
    f = Form(REGISTER["D27"])
    f.lead("Your annual review is a meeting about you. Here you can say what you think.")
    f.caution(SAFETY_FAMILY)
    parts.at_a_glance(f, [
        ("Who it is for", "[The pupil](#pupil_views) (part 1). [The parents](#parent_views), which includes carers (part 2)"),
        ("How to do it", "Write, draw or talk. Leave out what you like. A film is fine too"),
        ("Give it to", "The SENCO, by {{return_by|enter date, 3 weeks before the meeting|date}}"),
    ])

    f.h2("Part 1: for the pupil", "pupil_views")
    f.p("People at your meeting read this. If something is private, tell an adult you trust instead.")
    f.details("About me", [
        ("My name, school, year", "me_name|Write your name, school and year"),
        ("I did this", "[ ] by myself [ ] with help from {{me_helper|write who}}"),
    ], ("About me", "My answer"), (3, 6.5))
    f.h3("How is it going?")
    f.p("Tick one box in each row.")
    f.table("How is it going?", ("This", "Good", "OK", "Hard", "Why?"),
            [(what, "[ ] Good", "[ ] OK", "[ ] Hard", f"{{{{going_{n}|Write here}}}}") for n, what in enumerate(
                ("Lessons", "Break and lunch", "Friends", "Help from adults", "Noise", "Getting to school", "How I feel", "Home"), 1)], (2.4, 1.4, 1.3, 1.4, 4))
    f.h3("My meeting")
    f.details("My meeting", [
        ("I want to come", "[ ] to all of it [ ] to part of it [ ] not at all. Read my views"),
        ("Who speaks for me", "[ ] I do [ ] I do, with help [ ] this person: {{meeting_speaker|write who}}"),
        ("People I want there", "meeting_people|Write who"),
        ("What makes it easier", "[ ] breaks [ ] something to hold [ ] pictures or signs\n[ ] a short meeting [ ] {{meeting_easier|write something else}}"),
    ], ("My meeting", "My answer"), (3, 6.5))
    f.h3("What I want to say")
    f.blank_rows("What I want to say", ("The sentence begins", "I write or draw the rest"), (3.2, 6.3),
                 ["The best thing this year was", "It helps me when", "It is hard when", "I want to change", "Next I want to learn or do", "From year 9: when I leave school I want to"],
                 "say", ["Write or draw here"], height=700)
    f.blank_rows("My picture", ("A picture", "I draw or stick it here"), (3, 6.5), ["A good day, or what I hope for"], "picture", ["Draw, or stick in a picture or a photograph"], height=3000)

    f.h2("Part 2: for the parents", "parent_views")
    f.p("Nobody knows your child as you do. Have the education, health and care (EHC) plan beside you. The school sends your views to everyone invited, 2 weeks before the meeting.")
    f.details("About you", [
        ("Your name, and relationship", "parent_name|Enter name and relationship"),
        ("Interpreter or other support", "parent_support|Enter what would help"),
        ("Who you want to bring or invite", "parent_guest|Enter name and role"),
    ])
    f.h3("The past year")
    f.answer("What has gone well, at home and at school?", "year_well", "Write here", long=False)
    f.answer("What has been hard, or worries you?", "year_hard", "Write here", long=False)
    f.answer("What has changed at home, in health or in care?", "year_changed", "Write here, for example about a diagnosis, medicine, sleep or a move", long=False)
    f.h3("The plan")
    f.table("The plan", ("Part of the plan", "Right?", "What you would change"),
            [(what, f"{{{{plan_{n}|Choose|Yes;Partly;No;Not sure}}}}", f"{{{{plan_{n}_change|Write here}}}}") for n, what in enumerate(
                ("It describes my child’s needs", "The outcomes (aims) fit", "The help in it is given", "The help in it works", "The school is the right place"), 1)], (3.6, 1.4, 4.5))
    f.answer("What do you most hope for in the next 12 months, and later as an adult?", "hopes", "Write here", long=False)
    f.answer("What would you like to ask at the meeting?", "questions", "Write here", long=False)
    f.details("Before you finish", [
        ("I would like to", "[ ] hear about personal budgets\n[ ] talk to the school before the meeting"),
        ("Signature, and date", "{{sign_name|Sign here}}, {{sign_date|enter date|date}}"),
    ], widths=(3.4, 6))

    f.h2("Help, and what happens next", "what_happens_next")
    f.p(f"Aldermere SENDIASS gives families free, impartial advice about reviews: {phone_link('sendiass')} or {mail_link('sendiass')}. "
        f"The school puts your views in the [annual review report]({file_of('D26')}) and sends it to you within 2 weeks of the meeting. The council decides about the plan within 4 weeks of the meeting.")
    f.h2("How we use this information", "data_protection")
    f.p(f"The school shares your views with the people invited and with the council. Tell the school what you do not want shared. Your rights are in the [privacy notice]({parts.AGREEMENT}#your_rights).")
    parts.about(f, "field:" + review_page("before-the-meeting"))
    f.save(folder)
