"""D20 Top-up funding request."""
import parts
from facts import REGISTER, ehc_page, file_of, funding_page, phone_link
from word import Form

MAP = file_of("D19")
BANDS = file_of("D21")
PLAN = file_of("D07")
AREAS = ["Communication and interaction", "Cognition and learning", "Social, emotional and mental health", "Sensory and/or physical"]


def make(folder):
    f = Form(REGISTER["D20"])
    f.lead("Use this form to ask for top-up funding (element 3) when a pupil’s special educational needs (SEN) support costs your school more than £6,000 a year.")
    f.caution()
    parts.at_a_glance(f, [
        ("Who it is for", "SENCOs and headteachers of mainstream schools in Aldermere"),
        ("Before you start", f"Review the [SEN support plan]({PLAN}#review) with the parents. Fill in the [provision map with costs]({MAP}). Read the [funding bands]({BANDS}#how-bands-work)"),
        ("How long it takes", "About 45 minutes, with the provision map and the plan beside you"),
        ("Where to send it", "The [secure portal or encrypted email](#where_to_send)"),
        ("What happens next", "A panel meets each month. [You get an answer](#what_happens_next) in 20 school days"),
    ])
    f.p("Element 1 is the core money for every pupil. Element 2 is the notional SEN budget in your school’s own budget, to help meet extra cost up to £6,000 a pupil a year. "
        "It is not ring-fenced, and not £6,000 for each pupil. Element 3 is the council’s top-up. "
        f"See [the 3 elements]({funding_page('three-elements')}). A pupil can get it without an education, health and care (EHC) plan.")

    f.h2("About the child or young person", "child_details")
    f.details("About the child or young person", [
        ("Full name, and date of birth", "{{child_name|Enter name}}, born {{child_birth|Enter date|date}}"),
        ("School and year group", "child_school|Enter school and year group"),
        ("Unique pupil number (UPN)", "child_upn|Enter number"),
        ("SEN status", "child_status|Choose|SEN support (K);EHC plan (E);No SEN recorded (N)"),
        ("Looked after, or social worker?", "child_care|Choose|No;Looked after;Child protection plan;Child in need plan"),
        ("Attendance this school year", "child_attendance|Enter percentage"),
        ("This request is", "request_kind|Choose|A first request;A request to renew a top-up;A request to change the band;For a pupil who joined this year"),
    ])
    f.h2("Parent agreement", "parent_agreement")
    f.p(f"Show this request to the parents (this includes carers). Attach a copy of the signed [agreement]({parts.AGREEMENT}#your_agreement). "
        "A young person over compulsory school age decides for themselves.")
    f.details("Parents and agreement", [
        ("Parent or carer, and relationship", "parent_name|Enter name and relationship"),
        ("Agreement signed?", "[ ] Yes. Date: {{agreement_date|Enter date|date}}\n[ ] No. Reason: {{agreement_none|Enter reason}}"),
    ])
    f.h2("What the child and the parents say", "views")
    f.blank_rows("What the child and the parents say", ("Who", "What helps, and what they want to change or hope for"), (2.4, 7), ["The pupil", "The parents"], "views", ["Write their own words"], height=760)

    f.h2("Needs", "needs")
    f.p("Fill in each area that applies: how often, how much and where. A diagnosis is not needed.")
    f.blank_rows("Needs by area", ("Area", "Strengths", "Needs, and their effect in school"), (2.4, 2.8, 4), AREAS, "need", ["Write strengths", "Write needs"], height=640)

    f.h2("Outcomes", "outcomes")
    f.p(f"Use those of the [SEN support plan]({PLAN}#outcomes): the difference for the pupil, not a number of hours.")
    f.blank_rows("Outcomes wanted", ("Outcome", "The pupil will be able to", "By when", "How you will know"), (1.6, 4, 1.6, 2.8), ["Outcome 1", "Outcome 2", "Outcome 3"], "outcome",
                 ["Write an outcome", "Enter date", "Write a measure"], height=480)

    f.h2("Cost of support", "cost_of_support")
    f.p(f"Copy the [Summary sheet of the provision map]({MAP}#Summary). Use your own costs on its [Rates sheet]({MAP}#Rates), not the examples. "
        f"The guide says [how to show the cost]({funding_page('show-the-cost')}). School year: {{{{cost_year|Enter year}}}}.")
    f.details("Cost of support in a year", [
        ("Support given by staff", "cost_staff|Enter £"), ("One-off costs, the part for one year", "cost_one_off|Enter £"), ("Total cost a year", "cost_total|Enter £"),
        ("Less element 2, up to £6,000", "cost_element_2|Enter £"), ("Cost above £6,000", "cost_above|Enter £"),
        ("Other money for this pupil", "cost_other|Write “none”, or the amount and what it pays for"),
    ], ("Line of the Summary sheet", "Amount"))

    f.h2("Effect of support", "effect_of_support")
    f.p("Give the support that costs most first, with the words of the provision map.")
    f.blank_rows("Support and its effect", ("Support", "Since when, how often", "Effect", "What shows it"), (2, 2.9, 2.3, 2.8),
                 [f"{{{{effect_{n}_name|Support {n}}}}}" for n in (1, 2, 3, 4)], "effect", ["Enter dates and hours", "Choose|Better than hoped;As hoped;Less than hoped;Too early to say", "Write evidence"], height=440)
    f.blank_rows("Progress", ("Area", "Measure", "1 year ago", "Now"), (2.6, 3, 2, 2), ["Reading", "Writing or number", "{{progress_area|Enter another area}}"], "progress",
                 ["Name of measure", "Enter", "Enter"], height=400)
    f.answer("What did specialists advise, what have you changed, and what happened?", "effect_changes", "Write here")

    f.h2("What the top-up would pay for", "what_top_up_pays_for")
    f.blank_rows("What the top-up would pay for", ("Support", "Who, group size, hours a week", "Cost a year", "For outcome"), (2.2, 3.5, 1.5, 1.8),
                 [f"{{{{pays_{n}_name|Support {n}}}}}" for n in (1, 2, 3)], "pays", ["Enter role, group and hours", "Enter £", "1, 2 or 3"], height=440)

    f.h2("The band you think fits", "band")
    f.p(f"Read the [5 bands]({BANDS}#band-1), [what each pays]({BANDS}#payments) and [what shows that one fits]({BANDS}#how-to-evidence-a-band).")
    f.details("Band", [("Band that fits best", "band_choice|Choose|Band 1;Band 2;Band 3;Band 4;Band 5;Not sure"),
                       ("Words of the band that fit this pupil", "band_words|Write the words"), ("How long you ask for", "band_time|Enter dates")])

    f.h2("What to attach", "attachments")
    f.ticks([f"[Provision map with costs]({MAP}): the Excel file, all rows finished, our own costs", f"[SEN support plan]({PLAN}#review) with the last 2 reviews, or the EHC plan and its last review",
             "Reports from specialists from the last 2 years", "A copy of the signed parent agreement"], "Attached")
    f.h3("Who is asking")
    f.details("Who is asking", [
        ("Name, role and date", "{{asker_name|Enter name and role}}, {{asker_date|Enter date|date}}"),
        ("School, telephone and email", "asker_contact|Enter details"),
        ("Headteacher", "[ ] Agrees to this request and to the amounts"),
    ])
    parts.send(f, "funding")

    f.h2("What happens next", "what_happens_next")
    f.numbers(["Within **5 school days** we write to say that the request has arrived, and whether anything is missing.",
               "The funding panel meets **each month**. It asks: what are the needs, does the support fit them and the advice, is the cost worked out with real rates, what has support changed, and which outcomes will the top-up serve?",
               "Within **20 school days** of a complete request you get a written answer: the band, amount, start and review dates, or the reasons for a no.",
               f"You tell the parents. If the answer is no, telephone us. The headteacher can [ask for a review]({BANDS}#how-decisions-are-made) within 20 school days of the answer."])
    f.p(f"If you have heard nothing after 20 school days, telephone {phone_link('funding')}. Families can get free, impartial help from Aldermere SENDIASS on {phone_link('sendiass')}.")
    f.note("Separate", "This form does not ask for an EHC needs assessment, and its answer does not decide one. The law sets no amount of spending for that. "
           f"See [the legal test]({ehc_page('the-legal-test')}) and the [request form for schools and colleges]({file_of('D22')}#legal_test).")
    parts.data(f)
    parts.about(f, "field:" + funding_page("top-up-funding"))
    f.save(folder)
