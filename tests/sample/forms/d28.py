"""D28 Year 9 onwards: preparing for adulthood planner."""
import parts
from facts import REGISTER, file_of, mail_link, phone_link, review_page
from word import Form

REGS = "https://www.legislation.gov.uk/uksi/2014/1530"
JCQ = "https://www.jcq.org.uk/knowledge-hub/adjustments-for-candidates-with-disabilities-and-learning-difficulties"
HEADS = ("Topic", "I hope", "Now", "Next step", "Who, when")
HINTS = ["Write hopes", "Write here", "Write a step", "Name, date"]


def area(f, title, place, ask, topics):
    f.h2(title, place)
    f.p(ask)
    f.blank_rows(title, HEADS, (2.5, 2.1, 2, 2.2, 1.8), topics, place, HINTS, height=540)


def make(folder):
    f = Form(REGISTER["D28"])
    f.lead("This planner belongs to the young person. Use it from year 9 to plan work, home, friends and health, one step at a time.")
    parts.at_a_glance(f, [
        ("Who it is for", "Young people with special educational needs (SEN) from year 9, with or without an education, health and care (EHC) plan"),
        ("Who fills it in", "The young person, with someone they choose. The SENCO and the parents help. “Parents” includes carers"),
        ("How long it takes", "About 1 hour the first time. Do one part at a time: boxes grow as you type. Then 30 minutes before each review"),
        ("Where it is kept", f"At school, with a copy for the young person. If there is an EHC plan, attach it to the [annual review report]({file_of('D26')}#preparing_for_adulthood)"),
    ])
    f.must(f"If there is an EHC plan, every review from year 9 must consider preparing for adulthood ([Special Educational Needs and Disability Regulations 2014, regulation 20]({REGS})).")

    f.h2("Who decides", "who_decides")
    f.p("After compulsory school age the decisions about SEN and the EHC plan are the young person’s.^[Compulsory school age ends on the last Friday in June of the school year in which a person turns 16.] "
        "They can ask for an assessment, say which school or college they want, and appeal. Parents go on helping, if the young person wants it. "
        f"If a young person may not be able to make a decision, even with support, ask the SEN statutory team: {phone_link('sen')}.")
    f.details("About me", [
        ("My name, and date of birth", "{{me_name|Enter name}}, born {{me_birth|Enter date|date}}"),
        ("School or college, and year", "me_school|Enter name and year"),
        ("How I like to say what I think", "me_say|Talking, writing, signs, pictures, a film or another way"),
        ("Who I want to help me plan", "me_helper|Enter names, and how I know them"),
        ("What I am good at and like doing", "me_good|Write here"),
        ("My best future, in my own words", "me_future|Write, draw or stick in a picture"),
    ], ("About me", "My answer"), (3.4, 6))
    f.h3("How to write a good step")
    f.p("Start with the hope, not with what is on offer. Say what is true now. Choose a next step that can be done within a term, and name one person for it. "
        "“Try 2 half days at the garden centre by May, with travel practice” is a good step. “Improve confidence” is not.")

    area(f, "Employment", "employment", "Work can be a job, an apprenticeship, a supported internship, your own business or volunteering. What do you want to find out, try or learn?",
         ["Work I would like", "Study after 16", "Trying out work", "Skills and exams", "Help I need at work"])
    area(f, "Independent living", "independent_living", "This means choice and control over your own life, with as much help as you need. Where and with whom would you like to live one day?",
         ["Where I live", "Looking after myself", "Money and shopping", "Getting about", "Making decisions"])
    area(f, "Friends and community", "friends_and_community", "This is about taking part in society: people who matter to you, free time, and being heard. What would make a good week?",
         ["Friends", "Relationships", "Free time, clubs", "Being heard", "Keeping safe"])
    area(f, "Health", "health", "This is about being as well as you can be, and knowing who helps. What would you like to do for yourself?",
         ["My health needs", "My GP and dentist", "Feeling well", "Food, sleep, sport", "Adult health care"])

    f.h2("Year by year", "year_by_year")
    f.p("Tick what is done. Start where you are: nothing is lost if you come late to this list.")
    years = [
        ("9", ["Start this planner with me and my parents", "Meet the co-ordinator, if I have an EHC plan",
               f"Talk about exam arrangements: no assessment for them before year 9 ([Joint Council for Qualifications]({JCQ}))", "Choose courses that fit my hopes"]),
        ("10", ["Try out work, or visit a workplace", "Visit colleges and other places", "Practise a journey on my own", "Summer review: say what I want after year 11"]),
        ("11", ["Autumn review, if not held in summer", "Apply for a place after year 11", "Check that the plan is amended by 31 March", "Visit the new place, and share what helps me"]),
        ("12", ["Check: does the course lead to my hope?", "Review my plan early if it does not, or if I feel stuck", "Ask adult social care what it offers, and when to ask", "Ask each clinic when and how I move to adult services"]),
        ("13", ["Try an apprenticeship or a supported internship", "Plan where I will live, and money", "Say what I want after this year, in the autumn"]),
        ("14", ["Agree my next place, job or days, and who helps", "Meet the adult services I will use", "Talk about the plan: is it still needed for learning?"]),
    ]
    f.table("Year by year", ("Year", "What to do", "Notes"),
            [(f"Year {y}", "\n".join("[ ] " + t for t in todo), f"{{{{year_{y}|Write notes}}}}") for y, todo in years], (1.1, 6.9, 2))

    f.h2("Dates you can count on", "key_dates")
    f.p(f"These dates are for moves with an EHC plan ([regulation 18]({REGS}) of the same regulations).")
    f.table("Dates for a move", ("By", "What the council must do", "My date"), [
        ("15 February", "Amend the plan, in the year of a move between phases at school", "{{key_february|Enter year or “no”}}"),
        ("31 March", "Amend the plan, in the year of a move from secondary to post-16", "{{key_march|Enter year or “no”}}"),
        ("5 months before", "Amend the plan before a move from one post-16 place to another", "{{key_months|Enter date|date}}"),
    ], (2.2, 5.6, 2.2))
    f.h2("Review this planner", "review")
    f.blank_rows("Reviews", ("Review", "Date", "What went well, and what changes", "Who took part"), (1.4, 1.5, 4.7, 2.4), ["Review 1", "Review 2", "Review 3"], "review", ["Enter date|date", "Write here", "Enter names"], height=480)
    f.h2("Who can help", "who_can_help")
    f.bullets([
        f"Preparing for adulthood co-ordinator, who replies within 5 school days: {phone_link('adulthood')} or {mail_link('adulthood')}.",
        f"Aldermere SENDIASS: {phone_link('sendiass')}. Free, impartial advice for young people and parents.",
        "Courses, supported internships and things to do: [Aldermere SEND Local Offer](https://localoffer.aldermere.example/).",
        f"Children’s social care, at any hour, if you feel unsafe: {phone_link('social')}. In danger, call 999.",
    ])
    f.h2("How we use this information", "data_protection")
    f.p(f"The school shares this planner only with people the young person has agreed to, and with the council if it goes with a review. Rights are in the [privacy notice]({parts.AGREEMENT}#your_rights).")
    f.details("Who may see my planner", [("I agree to share this planner with", "share_with|Write who: for example my parents, a college, an employer"), ("My name or mark, and date", "{{share_name|Sign here}}, {{share_date|enter date|date}}")], widths=(3.4, 6))
    parts.about(f, "field:" + review_page("preparing-for-adulthood"))
    f.save(folder)
