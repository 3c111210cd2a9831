"""D12 Hearing and vision support referral."""
import parts
from facts import PORTAL, REGISTER, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D12"])
    f.lead("Refer a child from birth to 25 with a hearing loss, a vision impairment, or both. They may have no other special educational needs (SEN).")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "Schools, nurseries, health staff and parents, at any time"),
        ("Before you start", "A diagnosis or a [newly identified loss](#urgent_changes), and [agreement](#parent_agreement)"),
        ("How long it takes", "About 20 minutes. You get [a reply](#what_happens_next) within 5 school days"),
        ("Where to send it", f"The secure portal or {mail_link('sensory')}"),
    ])
    f.h2("Newly identified or sudden loss", "urgent_changes")
    f.note("Tip", f"Telephone {phone_link('sensory')} the same day. Then send this form with what you have.")
    f.ticks(["The loss was identified in the last 4 weeks", "Hearing or vision has changed suddenly (the child also needs to see a doctor)",
             "The child is about to start or change school"])
    parts.child(f, [("NHS number, if known", "child_nhs|Enter number")], short=True)
    parts.parents(f)

    f.h2("Reason for referral", "reason_for_referral")
    f.p("The referral is about: [ ] Hearing  [ ] Vision  [ ] Both (multi-sensory impairment)")
    f.answer("What do you need help with?", "reason_help", "Write here", long=False)
    f.h2("Hearing", "hearing")
    f.details("Hearing", [
        ("Type and level of loss", "[ ] Left ear: {{hear_left|Enter level}}\n[ ] Right ear: {{hear_right|Enter level}}"),
        ("Equipment", "[ ] Hearing aids  [ ] Cochlear implant\n[ ] Bone conduction  [ ] Radio aid  [ ] None"),
        ("Communication", "{{hear_communication|Enter speech, British Sign Language or other}}"),
        ("Audiology clinic and last test", "hear_clinic|Enter clinic and date"),
    ])
    f.h2("Vision", "vision")
    f.details("Vision", [
        ("Condition, and acuity with glasses", "see_condition|Enter condition and acuity"),
        ("Is the child registered?", "see_registered|Choose|Not registered;Sight impaired;Severely sight impaired"),
        ("What they use", "[ ] Glasses or lenses  [ ] Braille\n[ ] Low vision aid  [ ] Screen reader\n[ ] Large print, size: {{see_print|Enter size}}"),
        ("Eye clinic and last visit", "see_clinic|Enter clinic and date"),
    ])
    f.h2("At school or nursery", "at_school")
    f.answer("What is hard, and what have you changed so far?", "school_hard", "Write here",
             help="Think about lessons, noise, light, PE, friends, tiredness, and safety on stairs and roads.")
    f.h2("The child's or young person's views", "child_views")
    f.answer("What matters to the child or young person, and what helps", "views_child", "Write their views here",
             help="Use their own words. Say how you asked: talking, drawing, a one page profile.")
    f.h2("The parents' views", "parent_views", new_page=True)
    f.answer("What the parents say, and what they hope for", "views_parent", "Write their views here",
             help="Ask what they see at home and what they most want to change.")

    f.h2("What to attach", "attachments")
    f.ticks(["Audiogram or audiology letter (hearing)", "Eye clinic letter or visual acuity report (vision)",
             "SEN support plan, or education, health and care (EHC) plan, if there is one"])
    f.h3("Who is asking")
    f.details("Who is asking", [
        ("Name, role and date", "{{asker_name|Enter name and role}}, {{asker_date|Enter date|date}}"),
        ("School, telephone and email", "asker_contact|Enter details")])
    f.h2("Where to send this form", "where_to_send")
    f.bullets([
        f"Upload it to the [schools' secure portal]({PORTAL}), or",
        f"send it by encrypted email to {mail_link('sensory')}.",
        f"Questions: telephone {phone_link('sensory')}, 8:30am to 4:30pm in term time."])
    f.p(f"Do not send it to a personal email address. See [sending forms safely]({help_page('sending-forms-safely')}).")
    f.h2("What happens next", "what_happens_next")
    f.p("Within **5 school days** a qualified teacher of deaf children or of children with vision impairment contacts you and the family. They visit, look at the classroom and test equipment where needed. You get written advice, and a plan for equipment and training. "
        "National eligibility criteria decide how often we visit.")
    parts.data(f)
    parts.about(f, "field:" + help_page("hearing-and-vision"))
    f.save(folder)
