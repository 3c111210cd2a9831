"""D25 Annual review meeting invitation and checklist."""
import parts
from facts import REGISTER, file_of, mail_link, phone_link, review_page
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
REGS = "https://www.legislation.gov.uk/uksi/2014/1530"


def make(folder):
    f = Form(REGISTER["D25"])
    f.lead("Page 1 is the letter to send. Page 2 is the school’s own checklist.")

    f.h2("Invitation to an annual review meeting", "invitation")
    f.p("{{letter_school|[name and address of the school]}}")
    f.p("{{letter_date|[date of this letter]|date}}")
    f.p("Dear {{letter_to|[name]}}")
    f.p("You are invited to the annual review of the education, health and care (EHC) plan of {{child_name|[name]}}, born {{child_birth|[date]|date}}. "
        "Together we will look at what has gone well, what still helps, and what should change in the next 12 months.")
    f.details("The meeting", [
        ("Date and time", "{{meeting_date|Enter date|date}}, {{meeting_time|enter start and end}}"),
        ("Place, or link to join", "meeting_place|Enter room, address and entrance, or the link"),
        ("Who is invited", "meeting_invited|Enter the pupil, parents and everyone else by role"),
        ("The papers", "[ ] are with this letter\n[ ] will reach you by {{meeting_papers|enter date, 2 weeks before|date}}"),
        ("What to bring", "meeting_bring|Enter, for example, letters from clinics, work, photographs"),
    ], ("Question", "Answer"), (3, 6.5))
    f.p(f"The school must give you at least 2 weeks’ notice, and must send the papers at least 2 weeks before the meeting ([Special Educational Needs and Disability Regulations 2014, regulation 20]({REGS})).")
    f.h3("Your views, before the meeting")
    f.p("We ask for them by {{views_by|[date, 3 weeks before]|date}}, so that everyone can read them in time. They count just as much if you cannot come.")
    f.bullets([
        f"**Pupil and parents** (this includes carers): fill in [the pupil’s views]({file_of('D27')}#pupil_views) and [the parents’ views]({file_of('D27')}#parent_views), "
        "or tell us in any way you like. The pupil can come to all of the meeting, part of it or none.",
        "**Everyone else**: send up to 2 pages on progress to each outcome, needs now, and the provision you advise.",
    ])
    f.h3("After the meeting")
    f.p("We send you our report within 2 weeks of the meeting. The council tells the parents or the young person its decision within 4 weeks of the meeting (regulation 20).")
    f.p("Tell us if you need an interpreter, step-free access, large print or another time: {{letter_contact|[telephone and email]}}. "
        f"For free, impartial advice families can telephone Aldermere SENDIASS on {phone_link('sendiass')}.")
    f.p("From {{letter_from|[name and role]}}")

    f.h2("Checklist for the school", "checklist", new_page=True)
    f.p(f"Weeks are calendar weeks, and holidays count. The review is due within 12 months of the plan or of the last review ([Children and Families Act 2014, section 44]({ACT})). "
        f"The regulations are the [Special Educational Needs and Disability Regulations 2014]({REGS}).")
    steps = [
        ("Start of term", "Find the pupil on the council’s list of reviews. Read the plan"),
        ("6 weeks before", f"Agree date, place and guests with the pupil and parents. Ask for advice. Give out [My views]({file_of('D27')})"),
        ("3 weeks before", "Collect views and advice. Ask for the rest"),
        ("2 weeks before", "**You must** have given notice and sent all papers by now (regulation 20)"),
        ("1 week before", "Prepare with the pupil. Check the room"),
        ("The meeting", f"Use the [annual review report]({file_of('D26')}) as the agenda"),
        ("2 weeks after", "**You must** have sent the report to the council and everyone invited by now (regulation 20)"),
        ("4 weeks after", f"The council’s decision is due. Nothing came? Telephone {phone_link('sen')}"),
        ("12 weeks after", "The amended final plan is due (regulation 22). Tell all staff what changes"),
    ]
    f.table("Countdown to the review and after it", ("When", "What to do", "Your date", "Done"),
            [(when, what, f"{{{{check_{n}|Enter date|date}}}}", "[ ] Done") for n, (when, what) in enumerate(steps, 1)], (2.55, 6.65, 1.7, 1.4))
    f.h3("Who to invite")
    f.ticks([
        "The child or young person, the parents, and whoever they want to bring",
        "The teacher or tutor, the SENCO or headteacher, and adults who know the pupil",
        f"The council’s special educational needs (SEN) team: {mail_link('sen')}",
        "Health, social care and other services that are in the plan or should be",
        f"From year 9, the [preparing for adulthood]({file_of('D28')}) co-ordinator. Before a move, the new school",
        "If the child is looked after, the social worker and the virtual school",
    ], "Invite")
    f.h3("Reviews to hold early")
    f.p("For a move between phases the council must amend the plan by 15 February of the year of the move, or by 31 March from secondary to post-16 (regulation 18). "
        "Hold these reviews in the summer of years 5 and 10, or the autumn of years 6 and 11.")
    parts.about(f, "field:" + review_page("countdown"))
    f.save(folder)
