"""D09 Parent agreement and privacy notice."""
import parts
from facts import REGISTER, SAFETY_FAMILY, help_page, mail_link, phone_link
from word import Form

LAW = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
SHARING = "https://www.gov.uk/guidance/data-protection-in-schools/sharing-personal-data"


def make(folder):
    f = Form(REGISTER["D09"])
    f.lead("This sheet is for parents and young people. Part 1 records that you agree to a referral. Part 2 tells you how your information is used. It takes about 10 minutes.")
    f.caution(SAFETY_FAMILY)
    f.h2("What this is for", "what_this_is_for")
    f.p("Your child's school would like to ask another service for support. It fills this in with you, and gives you a copy. "
        "Ask for another language, large print or reading aloud.")
    f.p("A young person over compulsory school age decides for themselves.^[Compulsory school age ends on the last Friday in June of the school year in which a person turns 16.] "
        "You can say no, or change your mind later. School support goes on either way.")

    f.h2("Part 1: your agreement", "your_agreement")
    f.details("The referral you agree to", [
        ("Name of child or young person", "child_name|Enter name"),
        ("Date of birth", "child_birth|Enter date|date"),
        ("School", "school|Enter school"),
        ("Why the school is asking", "reason|Enter the reason in plain words"),
    ])
    f.para("Question", "Services I agree to (tick each one)")
    f.ticks(["Educational psychology", "Specialist teaching", "Hearing and vision support", "Speech and language therapy",
             "Occupational therapy", "Mental health support (CAMHS or mental health support team)", "Neurodevelopmental pathway (autism or ADHD)",
             "Early help for our family", "High needs funding (top-up for support at school)"], "I agree to a referral to")
    f.para("Question", "What I have seen and understood")
    f.ticks(["I have read the request, or it has been read to me", "I have been given the [privacy notice](#privacy_notice)",
             "My views, and my child's views, are in the request"])
    f.details("Signature", [
        ("Name, relationship to the child", "sign_name|Enter name and relationship"),
        ("Signature", "sign_mark|Sign here, or type your name"),
        ("Date", "sign_date|Enter date|date"),
    ])

    f.h2("Part 2: privacy notice", "privacy_notice", new_page=True)
    f.p("Aldermere Council is the controller of the information sent to its services. Vale Community Health NHS Trust is the controller of the information sent to its therapists and mental health teams.")
    f.p("**Why we are allowed to use it.** Your signature is your agreement to the referral. It is not the legal basis for using your information. "
        "The council's basis is its public task and its legal duties (UK GDPR, article 6(1)(e) and (c)), under "
        "[part 3 of the Children and Families Act 2014](" + LAW + "). "
        "For health and other sensitive information it is substantial public interest (article 9(2)(g), with schedule 1 to the Data Protection Act 2018). GOV.UK explains [how schools share personal data](" + SHARING + ").")
    f.p("**What we use.** The details in the request, reports the school attaches, and what is written during the work. **How long we keep it.** "
        "Until the child's 25th birthday, unless the law sets another time. Then it is destroyed safely.")
    f.h3("Who we share it with", "who_we_share_with")
    f.bullets(["The services ticked in part 1, and your child's school.",
               "The council's SEN statutory team, if there is an EHC needs assessment or plan.",
               "Other professionals who support your child, when they need it for that support.",
               "Anyone who needs to know to keep a child safe. This does not need your agreement."])
    f.p("We do not sell information, or use it to make automatic decisions about your child.")
    f.h3("Your rights", "your_rights")
    f.p(f"You can ask for a copy, ask us to correct mistakes, object, or ask us to limit what we do. Email {mail_link('dpo')} or telephone {phone_link('dpo')}. "
        "If you are not happy with our answer, you can complain to the Information Commissioner's Office.")
    f.p(f"For free, impartial advice telephone Aldermere SENDIASS on {phone_link('sendiass')}.")

    f.h2("For schools", "for_schools")
    f.p("Fill in one sheet for each new referral, even to a service you have used before. "
        f"Keep it in the pupil's record. Note the date in the referral form, and send only what is needed: see [sending forms safely]({help_page('sending-forms-safely')}).")
    parts.about(f, "field:" + help_page("sending-forms-safely"))
    f.save(folder)
