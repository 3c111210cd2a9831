"""D15 Occupational therapy referral."""
import parts
from facts import REGISTER, TRUST, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D15"], TRUST)
    f.lead("Use this form when a difficulty with movement, coordination, self-care or the senses stops a pupil from taking part in everyday school life.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs and school staff, for pupils from reception to year 14"),
        ("Before you start", "Try [strategies for 12 weeks](#strategies_tried) and get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 40 minutes"),
        ("Where to send it", f"The secure portal or {mail_link('ot')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A triage decision within 20 working days"),
    ])
    f.note("Tip", "Refer straight away, without 12 weeks of strategies, if a pupil has lost skills, has had an injury or operation, or needs equipment to sit, move or use the toilet safely.")
    parts.child(f, [("NHS number and GP surgery", "child_nhs|Enter number and surgery"),
                    ("Diagnoses, or assessments under way", "child_diagnosis|Enter none, or give details"),
                    ("Writing hand", "child_hand|Choose|Right;Left;Uses both")])
    parts.parents(f)

    f.h2("Reason for referral", "reason_for_referral")
    f.answer("Which everyday activity is most affected, and how?", "reason_activity", "Write here",
             help="Occupational therapy looks at what a pupil needs and wants to do, not at handwriting or behaviour alone.")
    f.h2("Function at school", "function_at_school")
    f.p("Tick one level for each row, and give an example. Leave out rows that are not a worry.")
    levels = "[ ] Alone\n[ ] With prompts\n[ ] With help"
    rows = [("Dressing, PE kit, fastenings", "dressing"), ("Toilet and washing", "toilet"), ("Eating, cutlery, drinks", "eating"),
            ("Writing, drawing, keyboard", "writing"), ("Scissors, tools, ruler", "tools"), ("Sitting, moving, stairs, PE", "moving"),
            ("Organising, following a routine", "organising"), ("Noise, touch, movement, smells", "senses")]
    f.table("Function at school", ("Activity", "How it is done now", "Example, and how often"),
            [(name, levels, f"{{{{function_{tag}|Write an example}}}}") for name, tag in rows], (3, 2.2, 4))

    f.h2("Strategies tried for 12 weeks", "strategies_tried")
    f.p("Include equipment such as pencil grips, sloping boards, seating, movement breaks and ear defenders.")
    f.blank_rows("Strategies tried", ("Strategy", "Started, and how often", "Effect after 6 weeks", "Effect after 12 weeks"), (2.6, 2.4, 2.6, 2.6),
                 ["{{strategy_a|Enter strategy}}", "{{strategy_b|Enter strategy}}", "{{strategy_c|Enter strategy}}"], "strategy",
                 ["Date, times a week", "Write effect", "Write effect"], height=560)

    f.h2("Outcomes wanted", "outcomes")
    f.answer("What should the pupil be able to do at school?", "outcomes_wanted", "Write 1 to 3 outcomes here")
    parts.views(f, "Ask what they want to do for themselves, and what feels too loud, too bright or too hard.", "Ask about dressing, sleep, meals and play at home.")

    f.h2("What to attach", "attachments")
    f.ticks(["SEN support plan with its last review", "A piece of unaided writing, if writing is a worry", "Reports from physiotherapy, paediatrics or optician",
             f"The [speech and language therapy referral]({file_of('D13')}), if you are sending both"])
    parts.requester(f)
    parts.send(f, "ot")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **20 working days** a therapist reads the referral and decides (this is triage).",
               "We write to you and the parents with an appointment, advice to try, or why another service fits better.",
               "An assessment is usually at school. You get a report with targets and equipment advice."])
    f.p(f"Questions about a referral: {phone_link('ot')}.")
    parts.data(f)
    parts.about(f, "field:" + help_page("occupational-therapy"))
    f.save(folder)
