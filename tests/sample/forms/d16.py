"""D16 CAMHS and mental health support team request."""
import parts
from facts import REGISTER, TRUST, file_of, help_page, mail_link, phone_link
from word import Form


def make(folder):
    f = Form(REGISTER["D16"], TRUST)
    f.lead("Use this form to ask for mental health support for a child or young person from the child and adolescent mental health service (CAMHS) or the mental health support team in your school.")
    f.h2("Urgent help", "urgent_help")
    f.caution(f"If there is risk now, do not use this form. In danger, call 999. For urgent mental health help telephone the crisis line on {phone_link('crisis')}, free, every day, at any hour. "
              "Tell your designated safeguarding lead. Stay with the child or young person.")
    parts.at_a_glance(f, [
        ("Who it is for", "School staff, for pupils from reception to year 13"),
        ("Before you start", "Talk to the young person and family. Check [which service](#which_service). Get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 40 minutes"),
        ("Where to send it", f"The secure portal or {mail_link('camhs')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "A reply within 10 working days"),
    ])
    f.h2("Which service", "which_service")
    f.p("One team reads every request, so there is no wrong door. Tick what you think fits.")
    f.ticks(["Mental health support team: mild to moderate worry, low mood, exam stress, friendship problems, early self-esteem or sleep problems",
             "CAMHS: symptoms that last, get worse or stop everyday life, such as severe anxiety or depression, an eating disorder, trauma, self-harm",
             "Not sure"], "Service")
    f.p(f"For autism or ADHD without a mental health need, read the [neurodevelopmental pathway guide]({file_of('D17')}). For a whole-family need, use the [early help assessment]({file_of('D18')}).")
    parts.child(f, [("NHS number and GP surgery", "child_nhs|Enter number and surgery"),
                    ("Preferred name and pronouns", "child_pronouns|Enter if the young person wishes"),
                    ("Safe way to contact them", "child_contact|Enter, or write “through parents”"),
                    ("Looked after or social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan")])
    parts.parents(f, "A young person under 16 who understands the choice may also be able to agree for themselves: talk to us if they do not want a parent told.")

    f.h2("Main worry", "main_worry")
    f.ticks(["Anxiety, panic or phobia", "Low mood", "Self-harm", "Eating, weight or body image", "Trauma or loss", "Obsessions or compulsions",
             "Anger or behaviour", "Hearing or seeing things others do not", "Sleep", "School attendance", "Other: {{worry_other|Enter}}"], "Worry")
    f.answer("What is happening, how often, and since when?", "worry_what", "Write here", help="Give facts and the young person's own words. Say what makes it better or worse.")
    f.answer("Has anything happened that might explain it?", "worry_why", "Write here", long=False, help="For example loss, bullying, illness in the family, a move, exams.")

    f.h2("Risk and safety", "risk_and_safety")
    f.p("Answer every row. “Not known” is a useful answer.")
    risk = "{{%s|Choose|No;Yes, now;Yes, in the past;Not known}}"
    names = [("Thoughts of suicide", "suicide"), ("Plan or attempt to end their life", "plan"), ("Self-harm", "selfharm"), ("Restricting food, vomiting or fast weight loss", "eating"),
             ("Risk from others, or exploitation", "others"), ("Risk to others", "harm"), ("Alcohol or drugs", "drugs"), ("Going missing", "missing")]
    f.table("Risk and safety", ("Risk", "Answer", "What you know, with dates"), [(n, risk % ("risk_" + t), "{{risk_" + t + "_detail|Write here}}") for n, t in names], (3.4, 2.2, 4))
    f.answer("What keeps the young person safe now? Is there a safety plan?", "risk_safe", "Write here")
    f.ticks(["The designated safeguarding lead knows about every “Yes” above", "The parents know about the risk, or there is a reason not to tell them: {{risk_parents|Write reason}}"])

    f.h2("Effect on everyday life", "impact")
    f.blank_rows("Effect on everyday life", ("Part of life", "What has changed"), (2.4, 6), ["Learning and attendance", "Friendships", "Family and home", "Sleep, eating and energy"], "impact",
                 ["Write here"], height=440)
    f.details("Scores, if used", [("Strengths and difficulties (SDQ)", "score_sdq|Enter score and date"), ("Other measure", "score_other|Enter name, score and date")])

    f.h2("Support so far", "support_so_far")
    f.blank_rows("Support so far", ("Support", "Who gave it, and when", "What changed"), (3, 3, 3.4),
                 ["Pastoral or mentoring support", "Counselling", "Group or programme", "Changes in class or timetable"], "support", ["Enter staff and dates", "Write effect"], height=440)
    f.h2("Outcomes wanted", "outcomes")
    f.answer("What does the young person want to be different?", "outcomes_wanted", "Write here", long=False)
    parts.views(f, "Say whether they want this request, and how and where they would like to be seen.", "Say if the parents' view is different from the school's.")

    f.h2("What to attach", "attachments")
    f.ticks(["Safety plan, if there is one", "SEN support plan, EHC plan or individual healthcare plan", "Reports from counselling or educational psychology"])
    parts.requester(f)
    parts.send(f, "camhs")
    f.h2("What happens next", "what_happens_next")
    f.numbers(["We check for risk on the day the form arrives (working days).",
               "Within **10 working days** we write to you, the family and, if they wish, the young person.",
               "The reply is an assessment, mental health support team work in school, or a clear reason and a better service.",
               "Keep up your support, and tell us if anything changes."])
    f.caution(f"If risk rises while you wait, telephone the crisis line on {phone_link('crisis')} or call 999.")
    parts.data(f)
    parts.about(f, "field:" + help_page("mental-health"))
    f.save(folder)
