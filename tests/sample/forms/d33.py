"""D33 Part-time timetable notice."""
import parts
from facts import PORTAL, REGISTER, file_of, health_page, help_page, mail_link, phone_link
from word import Form

ATTENDANCE = "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def make(folder):
    f = Form(REGISTER["D33"])
    f.lead("Tell the council about a short part-time timetable that parents have agreed.")
    f.caution()
    parts.at_a_glance(f, [
        ("Before you start", f"Meet the parents and the pupil. Get [their agreement](#agreement), and set [an end date](#end_date). Attach any [individual healthcare plan]({file_of('D31')}#daily_care)"),
        ("How long it takes", "About 20 minutes. Send a new one if dates or hours change"),
        ("What happens next", "[Send it](#where_to_send) before the new hours start. We reply in 5 school days"),
    ])
    f.note("When it is right", "A part-time timetable is exceptional and agreed, and ends within 6 weeks. Never use it to manage behaviour. "
           f"Sending a pupil home to “cool off” without recording it is unlawful. Read the [attendance guidance on GOV.UK]({ATTENDANCE}).")

    f.h2("About the pupil and the reason", "child_details")
    f.details("About the pupil and the reason", [
        ("Full name, date of birth", "{{child_name|Enter name}}, born {{child_birth|Enter date|date}}"),
        ("Year and pupil number", "{{child_year|Enter year}}. Unique pupil number: {{child_upn|Enter number}}"),
        ("School and sender", "{{child_school|Enter school}}. Sent by: {{asker|Enter name, role, telephone}}"),
        ("Status", "{{child_status|Choose special educational needs (SEN)|SEN support (K);EHC plan (E);No SEN recorded (N)}}. "
                   "{{child_care|Choose care|No social worker;Looked after;Child protection plan;Child in need plan}}"),
        ("Main reason", "reason_main|Choose|Return after illness or an operation;Medical condition or treatment;Anxiety about school or mental health;Return after a long absence;Other, explained below"),
    ], widths=(3, 6))
    f.answer("Why is full time not possible now, and what have you tried first?", "reason_why",
             "Write the reason, any health advice, and the support and adjustments so far")

    f.h2("Agreement", "agreement")
    f.p("Parents, including carers, can say no at any time. The pupil is then back full time.")
    f.ticks(["The parents agree freely, and have a copy of this form", "The pupil was asked. Their view: {{agree_pupil|Write it here}}",
             "It was not suggested in place of a suspension, or because staff or money were short",
             "Any social worker was told first, and the virtual school for a looked-after child"], "Agreement")
    f.blank_rows("Who agrees", ("Person", "Name", "Signature", "Date"), (2.2, 3, 3, 1.6), ["Parent", "Headteacher"], "agree", ["Enter name", "Sign here", "Date"], height=440)

    f.h2("Hours, review and end", "end_date")
    f.blank_rows("Hours each day, and steps back to full time", ("Step", *DAYS, "Total"), (2.5, 2.2, 2.2, 2.75, 2.3, 2.1, 1.6),
                 [f"{step}\n{{{{step_{n}|Enter date|date}}}}" for n, step in enumerate(("First day", "Step 2", "Step 3"), 1)], "hours", ["Times"] * 5 + ["Hours"])
    f.p("Review it every 2 weeks, and end it within 6 weeks. If a review shows that this is too soon, telephone us.")
    f.details("Review and end", [
        ("Reviews, every 2 weeks", "1: {{date_review_1|Enter date|date}}  2: {{date_review_2|Enter date|date}}  3: {{date_review_3|Enter date|date}}"),
        ("End date, then full time", "Last part-time day: {{date_end|Enter date|date}}. Full time from: {{date_full|Enter date|date}}"),
    ], widths=(3, 6))

    f.h2("Safe and included", "safe_and_included")
    f.details("Safe and included", [
        ("Safety when not in school", "[ ] Safeguarding lead asked. With the pupil: {{safe_adult|Enter who}}"),
        ("Learning and contact", "safe_touch|Enter work, who sets it, and who speaks to the pupil"),
        ("Help with each step back", "safe_steps|Enter what changes, and who helps"),
        ("Lunch and travel", "safe_travel|Enter plan, any free school meals, transport team told"),
        ("Clubs, trips, friends", "safe_friends|Enter what the pupil still joins"),
    ], widths=(3, 6))
    f.bullets([
        f"**Education, health and care (EHC) plan:** copy this to {mail_link('sen')}. Ask for an early review. The council must secure the special educational provision in it (Children and Families Act 2014, section 42).",
        f"**Too ill for school:** telephone the education health team on {phone_link('health')}. The council must arrange suitable education if a child cannot attend because of illness (Education Act 1996, section 19)."])

    f.h2("Where to send this form, and how we use it", "where_to_send")
    f.p(f"Use the [schools' secure portal]({PORTAL}) or encrypted email to {mail_link('attendance')}. Read [sending forms safely]({help_page('sending-forms-safely')}) first. Questions: telephone {phone_link('attendance')}.")
    f.p(f"We use it to check that the pupil is safe and learning. The family's rights are in the [privacy notice]({parts.AGREEMENT}#privacy_notice). Parent agreement is not needed to share a safeguarding concern.")
    parts.about(f, "field:" + health_page("part-time-timetables"))
    f.save(folder)
