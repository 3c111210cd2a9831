"""D20 Top-up funding request."""
import parts
from facts import REGISTER, ehc_page, file_of, funding_page, mail_link, phone_link
from word import Form

MAP = file_of("D19")
BANDS = file_of("D21")
AREAS = [("Communication and interaction", "communication"), ("Cognition and learning", "cognition"),
         ("Social, emotional and mental health", "semh"), ("Sensory and/or physical", "sensory")]


def make(folder):
    f = Form(REGISTER["D20"])
    f.lead("Use this form to ask for top-up funding (element 3) when the support that a pupil needs costs your school more than £6,000 a year.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs and headteachers of mainstream schools in Aldermere"),
        ("Before you start", f"Fill in the [provision map with costs]({MAP}). Read the [funding bands]({BANDS}#how-bands-work). Get the [parent agreement](#parent_agreement)"),
        ("How long it takes", "About 45 minutes, with the provision map and the SEN support plan beside you"),
        ("Where to send it", f"The secure portal or {mail_link('funding')}. See [where to send this form](#where_to_send)"),
        ("What happens next", "The panel meets each month. You get an answer within 20 school days. See [what happens next](#what_happens_next)"),
    ])
    f.p("Element 1 is the core money for every pupil. Element 2 is the notional SEN budget inside your school's budget. It helps to meet extra cost up to £6,000 a pupil a year. "
        "It is not ring-fenced, and it is not £6,000 for each pupil. Element 3 is top-up from the council's high needs budget. "
        f"The guide explains [the 3 elements]({funding_page('three-elements')}).")
    f.p("A pupil can get top-up funding without an education, health and care (EHC) plan. If an answer is in a report, write “attached” and give the page.")

    parts.child(f, [("Looked after, or has a social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan"),
                    ("Attendance this school year", "child_attendance|Enter percentage"),
                    ("This request is", "request_kind|Choose|A first request;A request to renew a top-up;A request to change the band;For a pupil who joined this year")], short=True)
    f.h2("Parent agreement", "parent_agreement")
    f.p(f"Show the family this request, and keep the signed [parent agreement and privacy notice]({parts.AGREEMENT}#your_agreement) at school. “Parents” includes carers. "
        "A young person over compulsory school age decides for themselves.")
    f.details("Parents and agreement", [
        ("Parent or carer, and relationship", "parent_name|Enter name and relationship"),
        ("Agreement signed?", "[ ] Yes. Date: {{agreement_date|Enter date|date}}\n[ ] No. Reason: {{agreement_none|Enter reason}}"),
    ])
    f.h2("What the child and the parents say", "views")
    f.answer("What does the child or young person say helps, and what do they want to change?", "views_child", "Write their views here")
    f.answer("What do the parents say about the support, and what do they hope for?", "views_parent", "Write their views here")

    f.h2("Needs", "needs")
    f.p("Fill in each area that applies: how often, how much and where. A diagnosis is not needed.")
    f.blank_rows("Needs by area", ("Area", "Strengths", "Needs, and their effect in school"), (2.4, 2.8, 4), [area for area, _ in AREAS], "need",
                 ["Write strengths", "Write needs"], height=560)

    f.h2("Outcomes", "outcomes")
    f.p(f"An outcome is the difference that support makes, not a number of hours. Use those of the [SEN support plan]({file_of('D07')}#outcomes).")
    f.blank_rows("Outcomes wanted", ("Outcome", "The pupil will be able to", "By when", "How you will know"), (1.6, 4, 1.6, 2.8), ["Outcome 1", "Outcome 2", "Outcome 3"], "outcome",
                 ["Write an outcome", "Enter date", "Write a measure"], height=480)

    f.h2("Cost of support", "cost_of_support")
    f.p(f"Copy these amounts from the [Summary sheet of the provision map]({MAP}#Summary), and attach the map. Use your school's own hourly costs on the "
        f"[Rates sheet]({MAP}#Rates), not the examples. The guide says [how to show the cost]({funding_page('show-the-cost')}).")
    f.details("Cost of support in a year", [
        ("Support given by staff", "cost_staff|Enter £"), ("One-off costs, the part for one year", "cost_one_off|Enter £"), ("Total cost a year", "cost_total|Enter £"),
        ("Less element 2, up to £6,000", "cost_element_2|Enter £"), ("Cost above £6,000", "cost_above|Enter £"),
        ("School year the amounts are for", "cost_year|Enter school year"),
        ("Provision map", "[ ] Attached, every row finished\n[ ] It has our own hourly costs"),
    ], ("Line of the Summary sheet", "Amount"))
    f.answer("Is there other money for this pupil? If so, what does it pay for?", "cost_other", "Write “none”, or the amount and what it pays for", long=False)

    f.h2("Effect of support", "effect_of_support")
    f.p("Give the support that costs most first. Use the words of the provision map: better than hoped, as hoped, less than hoped, too early to say.")
    f.blank_rows("Support and its effect", ("Support", "Since when, how often", "Effect", "What shows it"), (2.6, 2.4, 2.3, 3),
                 [f"{{{{effect_{n}_name|Support {n}}}}}" for n in (1, 2, 3, 4)], "effect", ["Enter dates and hours", "Choose|Better than hoped;As hoped;Less than hoped;Too early to say", "Write evidence"], height=440)
    f.blank_rows("Progress", ("Area", "Measure", "1 year ago", "Now"), (2.4, 3, 2, 2), ["Reading", "Writing or mathematics", "Other, for example communication"], "progress",
                 ["Name of measure", "Enter", "Enter"], height=400)
    f.answer("What did specialists advise, what have you changed, and what happened?", "effect_changes", "Write here")

    f.h2("What the top-up would pay for", "what_top_up_pays_for")
    f.blank_rows("What the top-up would pay for", ("Support", "Who gives it, group size, hours a week", "Cost a year", "Outcome it serves"), (2.4, 3.4, 1.6, 2.4),
                 [f"{{{{pays_{n}_name|Support {n}}}}}" for n in (1, 2, 3)], "pays", ["Enter role, group and hours", "Enter £", "Outcome number"], height=440)

    f.h2("The band you think fits", "band")
    f.p(f"Read the [5 bands]({BANDS}#band-1) and [what each band pays]({BANDS}#payments). The panel decides on the needs and the support, not on the name of a diagnosis.")
    f.details("Band", [("Band that fits best", "band_choice|Choose|Band 1;Band 2;Band 3;Band 4;Band 5;Not sure"),
                       ("Words of the band that fit this pupil", "band_words|Write the words"), ("How long you ask for", "band_time|Enter dates")])

    f.h2("What to attach", "attachments")
    f.ticks([f"[Provision map with costs]({MAP}), as an Excel file", f"[SEN support plan]({file_of('D07')}#review) with the last 2 reviews, or the EHC plan and its last review",
             "Reports from specialists from the last 2 years"], "Attached")
    f.h3("Who is asking")
    f.ticks(["The headteacher agrees to this request and to the amounts"], "Declaration")
    f.details("Who is asking", [("Name and role", "asker_name|Enter name and role"), ("School, telephone and email", "asker_contact|Enter details"), ("Date", "asker_date|Enter date|date")])
    parts.send(f, "funding", "Send the map as an Excel file, so that the panel can follow the cost.")

    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **5 school days** we write to say that the request has arrived, and whether anything is missing.",
               "The funding panel meets **each month**. It compares the needs, the cost and the effect of support with the bands.",
               "You get an answer within **20 school days** of a complete request: the band, the amount, the start date and the review date, or the reasons for a no.",
               "You tell the parents. If the answer is no, telephone us. You can send new evidence to the next panel."])
    f.table("What the panel asks", ("The panel asks", "Where it looks"), [
        ("What are the needs, and how much do they affect the pupil?", "[Needs](#needs), reports, the views of the child and the parents"),
        ("Does the support match the needs and the advice?", "The provision map, [effect of support](#effect_of_support)"),
        ("Is the cost worked out with real rates, and shared between pupils in a group?", "The provision map, [cost of support](#cost_of_support)"),
        ("Has support been reviewed, and changed when it did not help?", "The SEN support plan, [effect of support](#effect_of_support)"),
        ("Will the top-up serve an outcome?", "[What the top-up would pay for](#what_top_up_pays_for), [outcomes](#outcomes)"),
        ("Which band fits?", f"[The band you think fits](#band), the [funding bands]({BANDS}#how-bands-work)"),
    ], (1, 1))
    f.p(f"If you have heard nothing after 20 school days, telephone {phone_link('funding')}. Families can get free, impartial help from Aldermere SENDIASS on {phone_link('sendiass')}.")
    f.note("Separate", "This form does not ask for an EHC needs assessment, and its answer does not decide one. The law sets no amount of spending for that. "
           f"See [the legal test]({ehc_page('the-legal-test')}) and the [request form for schools and colleges]({file_of('D22')}#legal_test).")
    parts.data(f)
    parts.about(f, "field:" + funding_page("top-up-funding"))
    f.save(folder)
