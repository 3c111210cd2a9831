"""D05 Initial concern note."""
import parts
from facts import REGISTER, file_of, help_page, support_page
from word import Form


def make(folder):
    f = Form(REGISTER["D05"])
    f.lead("Use this note when you first worry about a pupil’s progress. It does not decide if they have special educational needs (SEN). Give it to the SENCO.")
    f.caution()
    f.table("Who and when", ("Pupil", "Year and class", "Noticed by", "Date"),
            [("{{child_name|Enter name}}", "{{child_class|Enter class}}", "{{noticed_by|Enter name and role}}", "{{noticed_date|Enter date|date}}")], (3, 2, 3, 2), first_column=False)
    f.h2("What we know so far", "what_we_know")
    f.table("What we know so far", ("Question", "What was seen or said"), [
        ("What do you see, where and when?", "{{seen|Write what happens, not a label}}"),
        ("If progress is the worry, what is it like?", "[ ] Slower than others from the same start\n[ ] Slower than the pupil’s own rate before\n[ ] The gap is not closing, or is growing"),
        ("What goes well?", "{{well|Write strengths and interests}}"),
        ("What does the pupil say?", "{{pupil|Write their own words}}"),
        ("What do the parents or carers say?", "{{parents|Write their words, the date, and anything about health, hearing or sight}}"),
        ("What has been tried?", "{{tried|Write what, for how long, and what changed}}"),
    ], (3, 6), height=720)
    f.h2("Next step", "next_step")
    steps = ["Change teaching now", "Look closer, with parents", f"Start a [SEN support plan]({file_of('D07')})", f"[Ask a service]({help_page('which-service')})"]
    f.table("Next step", ("Next step", "What we agreed", "Who, by when"),
            [(step, f"[ ] Yes. {{{{step_{n}|Write what}}}}", f"{{{{step_{n}_who|Enter role and date}}}}") for n, step in enumerate(steps, 1)], (3.1, 3.6, 2.3))
    f.p("This note stays at school, in the pupil’s record. Write only what you would share with the family. Look again within 6 weeks.")
    parts.about(f, "field:" + support_page("is-it-sen"))
    f.save(folder)
