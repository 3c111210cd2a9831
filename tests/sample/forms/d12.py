"""D12 Hearing and vision support referral."""
import parts
from facts import REGISTER, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D12"])
    f.lead("Use this form to refer a child from birth to 25 with a hearing loss, a vision impairment, or both. You can send it at any time.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "Schools, nurseries, health staff and parents"),
        ("Before you start", "You need a diagnosis or clinic letter, or a [newly identified loss](#urgent_changes). Get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 20 minutes"),
        ("Where to send it", f"The secure portal or {mail_link('sensory')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A reply within 5 school days"),
    ])
    f.h2("Newly identified or sudden loss", "urgent_changes")
    f.note("Tip", f"Do not wait for the clinic letter. Telephone {phone_link('sensory')} the same day, then send this form with what you have.")
    f.ticks(["The loss was identified in the last 4 weeks", "Hearing or vision has changed suddenly (the child also needs to see a doctor)",
             "The child is about to start or change school"])
    parts.child(f, [("NHS number, if known", "child_nhs|Enter number")], short=True)
    parts.parents(f)

    f.h2("Reason for referral", "reason_for_referral")
    f.ticks(["Hearing", "Vision", "Both hearing and vision (multi-sensory impairment)"], "The referral is about")
    f.answer("What do you need help with?", "reason_help", "Write here", long=False)
    f.h2("Hearing", "hearing")
    f.details("Hearing", [
        ("Type and level of loss", "[ ] Left ear: {{hear_left|Enter level}}\n[ ] Right ear: {{hear_right|Enter level}}"),
        ("Equipment", "[ ] Hearing aids\n[ ] Cochlear implant\n[ ] Bone conduction aid\n[ ] Radio aid\n[ ] None"),
        ("Communication", "{{hear_communication|Enter speech, British Sign Language or other}}"),
        ("Audiology clinic and last test", "hear_clinic|Enter clinic and date"),
    ])
    f.h2("Vision", "vision")
    f.details("Vision", [
        ("Condition, and acuity with glasses", "see_condition|Enter condition and acuity"),
        ("Is the child registered?", "see_registered|Choose|Not registered;Sight impaired;Severely sight impaired"),
        ("What they use", "[ ] Glasses or lenses\n[ ] Low vision aid\n[ ] Large print, size: {{see_print|Enter size}}\n[ ] Braille\n[ ] Screen reader or magnifier"),
        ("Eye clinic and last visit", "see_clinic|Enter clinic and date"),
    ])
    f.h2("At school or nursery", "at_school")
    f.answer("What is hard, and what have you changed so far?", "school_hard", "Write here",
             help="Think about lessons, noise, light, moving around, PE, friendships, tiredness and safety on stairs and roads.")
    parts.views(f)

    f.h2("What to attach", "attachments")
    f.ticks(["Audiogram or audiology letter (hearing)", "Eye clinic letter or visual acuity report (vision)",
             "SEN support plan or EHC plan, if there is one"])
    parts.requester(f)
    parts.send(f, "sensory")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **5 school days** a qualified teacher of deaf children or of children with vision impairment contacts you and the family.",
               "They visit, look at the classroom and test equipment where needed.",
               "You get written advice, and a plan for equipment and training. We use national eligibility criteria to decide how often we visit."])
    parts.data(f)
    parts.about(f, "field:" + help_page("hearing-and-vision"))
    f.save(folder)
