"""D13 Speech and language therapy referral."""
import parts
from facts import REGISTER, TRUST, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D13"], TRUST)
    f.lead("Use this form to refer a child or young person of school age to speech and language therapy.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs and school staff, for pupils from reception to year 14"),
        ("Before you start", f"Fill in the [screening checklist]({file_of('D14')}) and get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 45 minutes, with the person who knows the child best"),
        ("Where to send it", f"The secure portal or {mail_link('salt')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A triage decision within 20 working days"),
    ])
    f.h2("The checklist comes first", "checklist_first")
    f.p(f"Use the [speech and language screening checklist (PDF)]({file_of('D14')}) and try its strategies. It shows which parts of this form to fill in.")
    f.details("The checklist", [
        ("Date of the checklist", "checklist_date|Enter date|date"),
        ("Parts it says to refer", "[ ] Understanding\n[ ] Talking\n[ ] Speech sounds\n[ ] Social communication\n[ ] Stammering or voice"),
    ])
    f.note("Tip", "You do not need the checklist for stammering, a lost voice for more than 3 weeks, loss of language skills, or [eating and drinking](#eating_and_drinking). Refer straight away.")
    parts.child(f, [("NHS number, if known", "child_nhs|Enter number"), ("GP surgery", "child_gp|Enter surgery"),
                    ("Diagnoses, or assessments under way", "child_diagnosis|Enter none, or give details")])
    parts.parents(f)

    f.h2("Languages at home", "languages_at_home")
    f.p("Learning English as an additional language is not a difficulty. We need to know about every language the child uses.")
    f.blank_rows("Languages the child uses", ("Language", "Who with", "How well compared with other children who speak it"), (2, 2.5, 4.5),
                 ["{{language_a|Enter language}}", "{{language_b|Enter language}}"], "language", ["Enter people", "Write here"], height=400)

    f.h2("Reason for referral", "reason_for_referral")
    f.answer("What worries you most about the child's communication?", "reason_worry", "Write here")
    f.answer("How does it affect learning, friendships and feelings?", "reason_impact", "Write here", help="Give examples from class and the playground.")
    f.answer("When did it start, and has anything changed?", "reason_start", "Write here", long=False)

    f.h2("Communication profile", "communication_profile")
    f.p("Fill in the rows the checklist pointed to. Write exactly what the child says or does.")
    f.blank_rows("Communication profile", ("Area", "What the child can do", "What is hard, with an example"), (2.6, 3.2, 3.6),
                 ["Attention and listening", "Understanding words and instructions", "Vocabulary and finding words", "Sentences and telling a story",
                  "Speech sounds (say which)", "Social communication and play", "Stammering or voice"], "profile", ["Write here", "Write here"])
    f.details("Hearing", [("Hearing tested?", "hearing_test|Enter date and result"), ("Ear infections or glue ear", "hearing_ears|Enter details")])
    f.h3("Eating and drinking", "eating_and_drinking")
    f.caution(f"If a child coughs, chokes or often has chest infections with food or drink, telephone {phone_link('salt')} today and tell the parents to call the GP. If the child cannot breathe, call 999.")
    f.ticks(["No worries about eating, drinking or swallowing", "Worries, as follows: {{eating_worry|Write here}}"], "Eating and drinking")

    f.h2("Support so far", "support_so_far")
    f.p("Support goes on while you wait. Show what you have tried from the checklist and what changed.")
    parts.cycles(f, intro=False)
    f.answer("Programmes used, how often, and the result", "support_programmes", "Write here", long=False)

    f.h2("Outcomes wanted", "outcomes")
    f.answer("What should the child be able to do that they cannot do now?", "outcomes_wanted", "Write 1 to 3 outcomes here")
    parts.views(f, "Ask what is easy and hard to say, and who is easy to talk to. Pictures are welcome.", "Include the language the family speaks at home.")

    f.h2("What to attach", "attachments")
    f.ticks([f"The completed [checklist]({file_of('D14')})", "SEN support plan with its last review", "Hearing test result",
             "Reports from other professionals"])
    parts.requester(f)
    parts.send(f, "salt")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **20 working days** a therapist reads the referral and decides (this is triage).",
               "We write to you and the parents: an appointment, advice and a programme, or why another service fits better.",
               "The first appointment is usually at school, and we invite the parents.",
               "You get a report with targets for the SEN support plan. Keep going with support while you wait."])
    f.p(f"Not accepted? We tell you why and what would change the decision. Telephone {phone_link('salt')} to talk about it.")
    parts.data(f)
    parts.about(f, "field:" + help_page("speech-and-language"))
    f.save(folder)
