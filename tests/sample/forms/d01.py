"""D01 SENCO role description (example)."""
import parts
from facts import REGISTER, file_of, law_page, support_page, year_page
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
REGS = "https://www.legislation.gov.uk/uksi/2014/1530"
CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
QUALIFICATION = "https://www.gov.uk/government/publications/mandatory-qualification-for-sencos"


def make(folder):
    f = Form(REGISTER["D01"])
    f.lead("An example to help your school write the role of its special educational needs (SEN) co-ordinator, the SENCO.")
    f.note("Example", "You do not have to use this document. Change any part of it. “Must” marks what the law requires, with its source. The rest is advice.")
    parts.at_a_glance(f, [
        ("Who it is for", "Headteachers, governors and SENCOs of mainstream schools"),
        ("How to use it", "Agree [the post](#the_post), [responsibilities](#responsibilities) and [time and support](#time_and_support) together"),
        ("Where it is kept", "At school, with staff records. Look at it again each year"),
    ])

    f.h2("The post", "the_post")
    f.details("The post", [
        ("Purpose of the role", "Pupils with SEN get help early, and take part"),
        ("School, and SENCO since", "post_start|Enter school and date"),
        ("Reports to, and SEN governor", "post_manager|Enter roles"),
        ("On the senior leadership team?", "post_leadership|Choose|Yes;No"),
        ("SENCO qualification", "post_qualification|Choose|Held;Course under way;To start;Not needed under regulation 49"),
        ("Qualification needed by", "post_due|Enter the third anniversary of starting|date"),
    ])

    f.h2("Who can be a SENCO", "who_can_be_a_senco")
    f.must(f"A mainstream or maintained nursery school must name a member of staff as SENCO ([Children and Families Act 2014, section 67]({ACT})). "
           "They must be a qualified, inducted teacher who works as a teacher there, or the headteacher or acting headteacher "
           f"([Special Educational Needs and Disability (SEND) Regulations 2014, regulation 49]({REGS})).")
    f.p("The same regulation sets the qualification:")
    f.bullets([
        "A SENCO who started after 1 September 2009 must hold it by the third anniversary of starting, unless they had been a SENCO before for more than 12 months.",
        "A course begun on or after 1 September 2024 must be the National Professional Qualification (NPQ) for SENCOs. "
        f"It takes 18 to 22 months. See [the NPQ on GOV.UK]({QUALIFICATION}).",
        "An earlier National Award (NASENCO) course counts if begun before that date and completed before 1 September 2027. Holders of the award do not need the NPQ.",
    ])

    f.h2("Who decides the role", "who_decides")
    f.must("The governing body, or the proprietor of an academy, must decide the SENCO’s role in leadership and management, decide the main responsibilities, and monitor how well they are carried out (regulation 50).")
    f.h2("Responsibilities", "responsibilities")
    f.p("The tasks follow regulation 50, in plain words. A SENCO can arrange for others to do a task. Every teacher stays responsible for the pupils they teach. “Parents” includes carers.")
    f.table("Responsibilities of the SENCO", ("Task", "In our school, for example"), [
        ("Tell parents early", f"Say when a pupil may have SEN ([initial concern note]({file_of('D05')}))"),
        ("Identify and meet SEN", f"Co-ordinate support, with the [SEN support plan]({file_of('D07')})"),
        ("Check the effect of support", "Ask each term what helped. Change what did not"),
        ("Bring in services", "Refer in good time, and work with the council"),
        ("Keep records", f"Keep plans and [school census codes]({support_page('school-census')}) up to date"),
        ("Keep others informed", "Meet parents each term. Pass records to new schools"),
        ("Promote inclusion", "See that pupils with SEN join lessons, clubs and trips"),
        ("Advise teachers", "Plan adjustments together, model, give feedback"),
        ("Train staff", "Brief new staff. Lead training. Guide assistants"),
        ("Advise on materials", "Choose and share books, technology and tools"),
        ("Review what is published", f"Update the [SEN information report]({file_of('D35')}) yearly (section 69)"),
    ], (3.4, 6.1))

    f.h2("Time and support", "time_and_support")
    f.p(f"The [SEND code of practice]({CODE}) says SENCOs should have enough time and resources, and work best as part of the leadership team. Agree here what “enough” means in your school.")
    f.details("Time and support agreed", [
        ("Hours a week away from teaching", "time_hours|Enter hours, and the days"),
        ("Help with letters, records and meetings", "time_admin|Enter hours and role"),
        ("Quiet room, telephone, secure storage", "time_room|Enter what is agreed"),
        ("Part in decisions on the SEN budget", "time_budget|Enter what is agreed"),
        ("Study time, and the [SENCO network](" + year_page("network-and-training") + ")", "{{time_training|Enter days a year}}"),
        ("Who stands in when the SENCO is away", "time_cover|Enter role"),
    ], heads=("What the SENCO needs", "What we agreed"), widths=(5, 4.4))

    f.blank_rows("Agreement", ("Role", "Name and signature", "Date"), (3, 4, 2), ["Headteacher", "SENCO", "Governors or trust"], "sign",
                 ["Sign here, or type your name", "Enter date|date"], height=380)
    parts.about(f, "field:" + law_page("what-the-law-asks"))
    f.save(folder)
