"""D31 Individual healthcare plan."""
import parts
from facts import REGISTER, file_of, health_page, mail_link, phone_link
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
GUIDANCE = "https://www.gov.uk/government/publications/supporting-pupils-at-school-with-medical-conditions--3"
POLICY = file_of("D30")


def make(folder):
    f = Form(REGISTER["D31"])
    f.lead("Use this plan to agree what a pupil with a medical condition needs at school.")
    f.caution("In an emergency call 999, then follow [what to do in an emergency](#emergency).")
    parts.at_a_glance(f, [
        ("Who fills it in", "School, pupil, parents and a health professional. 45 minutes"),
        ("Where it is kept", "At school. See [who has a copy](#copies). Do not send it to the council"),
        ("What happens next", "Staff read it and are trained. [Review it](#review) at least once a year"),
    ])

    f.h2("About the pupil", "child_details")
    f.details("About the pupil", [
        ("Name, birth date, class", "{{child_name|Enter full name}}, born {{child_birth|Enter date|date}}. {{child_class|Enter class}}"),
        ("Medical conditions", "child_condition|Enter each condition in plain words"),
        ("Allergies", "child_allergies|Enter none, or what, and how severe"),
        ("Good days and bad days", "daily_effect|Enter signs, triggers, tiredness and pain"),
    ], widths=(3, 6))

    f.h2("What to do in an emergency", "emergency")
    f.table("What to do in an emergency", ("Question", "Answer"), [
        ("Early signs and help", "{{emergency_early|Enter first signs, and what staff do}}"),
        ("Signs of an emergency", "{{emergency_signs|Enter what staff see or hear}}"),
        ("What staff do at once", "{{emergency_action|Enter steps in order}}"),
        ("When to call 999", "[ ] At once  [ ] If: {{emergency_call|Enter when}}"),
        ("Medicine and dose", "{{emergency_medicine|Enter name, dose and when to repeat}}"),
        ("Where, and who gives it", "{{emergency_where|Enter place, trained staff (roles) and cover}}"),
        ("Do not", "{{emergency_not|Enter what would make it worse}}"),
    ], (3, 6), height=440)
    f.note("Always", "Stay with the pupil. Tell 999 the address and entrance. Then telephone home.")

    f.h2("Who to telephone", "contacts")
    f.blank_rows("Who to telephone", ("Contact", "Name and relationship", "Telephone numbers"), (2.4, 3.6, 3),
                 ["Parent 1", "Parent 2", "Another adult", "Family doctor (GP)", "Hospital or nurse"],
                 "contact", ["Enter name", "Enter numbers"], height=0)

    f.h2("Daily care", "daily_care")
    f.blank_rows("Daily care", ("Part of the day", "What the pupil does", "What staff do, and who"), (2.5, 3.2, 3.6),
                 ["Arriving, travelling", "Lessons and exams", "Eating and drinking", "Toilet, personal care", "Moving and resting",
                  "Sport and breaks", "Clubs and trips"], "daily", ["Enter", "Enter action and role"], height=420)

    f.h2("Medicines", "medicines")
    f.blank_rows("Medicines at school", ("Medicine and strength", "Dose, and how it is given", "When", "Side effects", "Where kept, and expiry"), (2.2, 2.2, 1.5, 1.8, 2.2),
                 ["{{medicine_a|Enter name}}", "{{medicine_b|Enter name}}", "{{medicine_c|Enter name}}"], "medicine", ["Enter", "Enter", "Enter", "Enter"], height=520)

    f.h2("Equipment, learning and feelings", "learning")
    f.details("Equipment, learning and feelings", [
        ("Takes own medicine?", "[ ] Yes, with no help  [ ] Yes, an adult watches  [ ] No"),
        ("Equipment and checks", "medicine_equipment|Enter equipment, who checks it, and supplier"),
        ("Special food", "medicine_food|Enter none, or what, and who tells the kitchen"),
        ("Learning and exams", "learning_help|Enter help, catching up and exam arrangements"),
        ("Feelings, friends, privacy", "learning_feelings|Enter who they talk to, and what classmates may know"),
        ("Appointments, absence", "learning_absence|Enter how work is sent, and who keeps in touch"),
        ("Special educational needs", "learning_sen|Choose|No special educational needs recorded;SEN support plan;Education, health and care (EHC) plan;EHC needs assessment asked for"),
    ], widths=(3.2, 5.8))

    f.h2("Staff training", "training")
    f.blank_rows("Staff training for this plan", ("Staff (role)", "Training", "Given by", "Date", "Renew by"), (2.2, 2.5, 2.3, 1.4, 1.6),
                 ["{{staff_a|Enter role}}", "{{staff_b|Enter role}}", "{{staff_c|Enter cover}}"], "training", ["Enter", "Enter", "Date", "Date"], height=460)
    f.p(f"School nursing trains staff: {phone_link('nursing')} or {mail_link('nursing')}.")

    f.h2("Views of the pupil and parents", "views")
    f.table("Views of the pupil and parents", ("What the pupil says", "What the parents say"), [
        ("{{views_child|Write what helps, and what worries you}}", "{{views_parent|Write their views here}}")], (1, 1), first_column=False, height=1240)

    f.h2("Agreement and review", "review")
    f.p("Parents: your signature means that you agree to this plan, and to trained staff giving the medicines in it. Tell the school at once if anything changes. “Parents” includes carers.")
    f.blank_rows("Who agrees to this plan", ("Person", "Name and role", "Signature", "Date"), (2.4, 3, 2.6, 1.4),
                 ["Pupil", "Parent", "Health professional", "School"], "sign", ["Enter name", "Sign here", "Date"], height=480)
    f.p("Plan starts: {{review_start|Enter date|date}}. Review by: {{review_by|Enter date|date}}. Review called by: {{review_who|Enter role}}.")

    f.h2("Who has a copy", "copies")
    f.ticks(["Pupil and parents", "Class teacher, support staff and lunchtime staff", "Trip leaders, sports staff and clubs", "Pupil's record, the office and the school nursing service", "Other: {{copies_other|Enter who}}"], "Copy given to")
    f.h2("The law and the school's policy", "law")
    f.p(f"Schools must make arrangements for pupils with medical conditions ([Children and Families Act 2014, section 100]({ACT})). Check the [statutory guidance on GOV.UK]({GUIDANCE}) for the current version. "
        f"The model policy has more on [medicines]({POLICY}#medicines) and [emergencies]({POLICY}#emergencies).")
    f.h2("How we use this information", "data_protection")
    f.p("The school shares this plan with adults who need it to keep the pupil safe, on trips and in an ambulance too. "
        "The school's privacy notice says how long it is kept. Destroy old copies.")
    parts.about(f, "field:" + health_page("medical-conditions"))
    f.save(folder)
