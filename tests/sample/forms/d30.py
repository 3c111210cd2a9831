"""D30 Medical needs model policy."""
import models
from facts import REGISTER, families_page, file_of, health_page, mail_link, phone_link
from word import Form

ACT = "https://www.legislation.gov.uk/ukpga/2014/6/part/3"
ACT_2026 = "https://www.legislation.gov.uk/ukpga/2026/21"
GUIDANCE = "https://www.gov.uk/government/publications/supporting-pupils-at-school-with-medical-conditions--3"
SHARING = "https://www.gov.uk/guidance/data-protection-in-schools/sharing-personal-data"
SAFE = "https://www.gov.uk/government/publications/keeping-children-safe-in-education--2"
PLAN = file_of("D31")


def make(folder):
    f = Form(REGISTER["D30"])
    f.lead("Use this model to write your school's policy for pupils with medical conditions. Fill in your own choices and change what does not fit.")
    f.caution("If a pupil may be seriously ill or hurt, call 999. Then see [emergencies](#emergencies).")
    models.at_a_glance(f, [
        ("Who it is for", "SENCOs, headteachers and governing bodies"),
        ("What it is", "An example. Take out this section when your policy is ready"),
        ("Before you start", f"Read the [statutory guidance on GOV.UK]({GUIDANCE}). Ask families and staff"),
        ("How long it takes", "About 2 hours, then a meeting of the governing body"),
        ("Where it goes", "At school and on its website. Do not send it to the council"),
        ("What happens next", "The governing body approves it and [reviews it](#review) every year"),
    ], "model policy")
    f.p("**Must** means that the law requires it, and the law is named. **Should** means good practice: do it, or write down why you do something else. "
        "“Parents” includes carers. “Governing body” includes an academy trust, and the committee of a pupil referral unit.")
    f.h3("In this policy")
    f.bullets(["[Our school](#our_school), [the law](#the_law), [aims](#aims), [roles](#roles) and [healthcare plans](#healthcare_plans)",
               "[Medicines](#medicines), [training](#training), [emergencies](#emergencies), [trips](#trips) and [missing school](#absence)",
               "[Unacceptable practice](#unacceptable_practice), [insurance](#insurance), [complaints](#complaints) and [review](#review)"])

    f.h2("Our school", "our_school")
    f.details("Our school", [
        ("Name of school", "school_name|Enter name of school"),
        ("In charge, and deputy", "school_lead|Enter both roles"),
        ("Approved, and next review", "Approved {{school_approved|Enter date|date}}. Review {{school_review|Enter date|date}}"),
        ("Where to find this policy", "school_where|Enter web address and paper copy"),
    ])

    f.h2("The law", "the_law")
    f.must(f"Maintained schools, academies and pupil referral units must make arrangements to support pupils with medical conditions ([Children and Families Act 2014, section 100]({ACT})).")
    f.bullets([
        f"**Guidance.** Statutory guidance goes with section 100. It is [Supporting pupils at school with medical conditions]({GUIDANCE}). "
        "Check GOV.UK for the current version: the government has consulted on new guidance to replace it.",
        f"**Allergies.** Section 100A of the same Act sets a separate allergy safety policy, reviewed yearly and published on the school's website. The [Children's Wellbeing and Schools Act 2026]({ACT_2026}) added it. "
        "Check GOV.UK for the date it applies.",
        "**Disability.** Some pupils with a medical condition are disabled. The school must make reasonable adjustments, so that disabled pupils are not at a substantial disadvantage (Equality Act 2010, section 20).",
        f"**Special educational needs (SEN).** Some pupils also have SEN. The school must use its best endeavours to secure the special educational provision they need ([Children and Families Act 2014, section 66]({ACT})).",
    ])

    f.h2("Our aims", "aims")
    f.bullets([
        "Pupils with medical conditions are safe, and take a full part in school life.",
        "We listen to pupils and parents. We follow the advice of health professionals.",
        "Staff know what to do each day, and in an emergency. This includes supply staff.",
        "Support starts when a pupil needs it. We do not wait for a diagnosis.",
        "Pupils keep their dignity, and manage their own condition when they are ready.",
    ])
    f.answer("What else matters to pupils and families at our school?", "aims_own", "Write your school's own aims here")

    f.h2("Roles and responsibilities", "roles")
    f.table("Roles and responsibilities", ("Role", "What they do"), [
        ("Governing body", "Must make the arrangements (Children and Families Act 2014, section 100). Should approve this policy, name a governor for it, and ask every year whether it works"),
        ("Headteacher", "Should put the policy into practice, have enough trained staff with cover, and check that all staff know the policy"),
        ("Person in charge", "Should keep the list of pupils, lead healthcare plans, arrange training and check records each half term"),
        ("SENCO", "Should join up the healthcare plan with any SEN support plan or education, health and care (EHC) plan. Sections C and G of an EHC plan hold health needs and health provision"),
        ("Teachers and support staff", "Should know which pupils have a plan, what it says, and how to get help. Should let pupils eat, drink, rest, use the toilet and take medicine when they need to"),
        ("Parents", "Should tell the school about any change, bring medicines that are in date, and answer the telephone in an emergency"),
        ("Pupils", "Should say what helps and, when ready, look after their own medicine"),
        ("School nursing service", f"Advises on healthcare plans and trains staff. Telephone {phone_link('nursing')} or email {mail_link('nursing')}"),
        ("Council education health team", f"Advises schools on medical conditions, and helps when a pupil is too ill for school. Telephone {phone_link('health')}"),
    ], (1.5, 4.3))
    f.details("Who does this at our school", [
        ("Lead governor", "roles_governor|Enter role and how to reach them"),
        ("Staff who give medicines", "roles_medicines|Enter roles, with cover"),
        ("New and supply staff", "roles_supply|Enter how they are told, and by whom"),
    ])

    f.h2("Individual healthcare plans", "healthcare_plans")
    f.p(f"An individual healthcare plan says what a pupil needs each day and what staff do in an emergency. Use the council's [healthcare plan form]({PLAN}) or your own. "
        "The statutory guidance asks for a plan where one is needed, so not every pupil has one.")
    f.h3("When to write a plan")
    f.bullets(["The condition is long term, complex, or comes and goes.",
               "The condition could become an emergency.",
               "The pupil needs medicine, equipment or personal care during the school day.",
               "The pupil is coming back after a long illness, an operation or a stay in hospital.",
               "The pupil, the parents or a health professional ask. If you say no, write down why."])
    f.h3("What to do when you hear of a condition")
    f.numbers(["**The same day:** record what the parents or the pupil say. If there could be an emergency, agree what staff will do before the pupil is next in school.",
               "**Within 5 school days:** ask the parents to a meeting. Ask the pupil what they want to say, and who else should come.",
               f"**Within 10 school days:** write the plan together, with advice from a health professional. Start with [the emergency page]({PLAN}#emergency), then [daily care]({PLAN}#daily_care).",
               "**Before the plan starts:** train the staff named in it, and put medicines and equipment in place.",
               "**On the first day:** give the plan to every adult who needs it, and check that they have read it.",
               "**Every year, and after a change or emergency:** review it with the family."])
    f.p(f"A new pupil's plan should be ready on their first day. For a move to year 7, use the [transition passport]({file_of('D29')}#what_helps) to pass on what helps. "
        "If people cannot agree, the headteacher should decide, write down why, and look at it again soon.")
    f.details("Healthcare plans at our school", [
        ("Where plans are kept", "plans_where|Enter place, paper and computer"),
        ("Who can see them, and how", "plans_who|Enter roles"),
        ("Month of the yearly review", "plans_month|Enter month"),
    ])

    f.h2("Medicines", "medicines", new_page=True)
    f.p("Unless a pupil's plan says otherwise, they should take medicine at school only when their health or attendance would suffer without it. Ask if doses can fall outside the school day.")
    f.h3("Before we accept a medicine")
    f.bullets(["Parents agree in writing to the dose, the time and the last day of the course.",
               "The medicine is in its own container, with the pharmacy label and the pupil's name.",
               "It is in date. Two adults check the label, and write down how much came in.",
               "A changed dose needs a new label, or written advice from the prescriber.",
               "Staff are asked, not told, to give it, and have the training that the plan names."])
    f.h3("Storage")
    f.bullets(["Never lock away emergency medicines, such as inhalers and adrenaline devices. The pupil carries them, or an adult can reach them at once.",
               "Lock other medicines away, at the temperature on the label. Staff know who has keys.",
               "Ask a pharmacist or a school nurse about medicines that need special security.",
               "Check stock and dates each half term. Parents take back what is out of date.",
               "Needles and other sharp items go into a sharps box, never into a bin."])
    f.h3("Giving a medicine")
    f.numbers(["Check the pupil's name, the medicine, the dose, the time and the last dose given.",
               "Give it in a private place. Let the pupil do as much as they safely can.",
               "Write the pupil's own record at once, and sign it.",
               "If the pupil refuses, do not force them. Follow the plan and tell the parents that day.",
               "If there is a mistake or a side effect, get medical advice now, then tell the parents and the headteacher. Write down what happened."])
    f.h3("Records")
    f.table("Record of medicine given", ("Date and time", "Medicine, dose", "What happened", "Staff", "Amount left"),
            [tuple(f"{{{{record_{n}_{i}|{h}}}}}" for i, h in enumerate(("Enter", "Enter", "Choose|Given by staff;Taken by pupil;Refused", "Role, initials", "Enter"), 1)) for n in range(1, 4)],
            (1.9, 2.2, 2.1, 1.8, 1.7), first_column=False, height=420)
    f.details("Medicines at our school", [
        ("Medicines and keys", "medicines_where|Enter place, and who has keys (roles)"),
        ("Emergency medicines", "medicines_emergency|Enter each place, including sports field"),
        ("Pupils who carry their own", "medicines_own|Enter how it is agreed"),
        ("Without a prescription", "medicines_other|Enter whether you give any, and how"),
        ("Spare emergency medicines", "medicines_spare|Enter what you hold. Check GOV.UK"),
    ])

    f.h2("Staff training", "training")
    f.bullets(["A health professional should say what training the plan needs, give it or approve it, and confirm in writing that staff can do the task.",
               "Staff should not give a medicine or carry out a procedure without that training. A first aid certificate alone is not enough.",
               "There should be enough trained staff to cover absence, breaks, clubs and trips.",
               "All staff should learn each September which pupils have plans, the signs of an emergency, and where to find help.",
               f"To ask for training, telephone the school nursing service on {phone_link('nursing')}. It replies within 10 working days."])
    f.blank_rows("Training record", ("Training", "Staff (roles)", "Given by", "Date", "Renew by"), (2.6, 2.3, 2.3, 1.3, 1.5),
                 ["All staff", "{{training_a|Enter training}}", "{{training_b|Enter training}}"], "training",
                 ["Enter roles", "Enter service", "Date", "Date"], height=440)

    f.h2("Emergencies", "emergencies")
    f.caution("Call 999 first. Do not wait for the parents, the office or the person in charge.")
    f.numbers(["Stay with the pupil and keep calm. Send another adult, not a pupil alone, for help and for the emergency medicine.",
               f"Call 999, or have a second adult call. Follow the [emergency part of the pupil's plan]({PLAN}#emergency) while you wait.",
               "Tell the operator the school's address and postcode, the entrance to use, the pupil's age and condition, and what has been given and when.",
               "Send an adult to meet the ambulance. Take other pupils away.",
               "Telephone the parents. Give the ambulance crew the plan and the used medicine.",
               "If the parents are not there, an adult whom the pupil knows goes to hospital with them and stays.",
               "Write down what happened the same day. Replace the medicine. Review the plan, and ask how the pupil and the staff are."])
    f.p("Any pupil can become ill without warning. Staff should call 999 for a pupil who has no plan in the same way.")
    f.details("Emergencies at our school", [
        ("Entrance for an ambulance", "emergency_address|Enter address, postcode and gate, to read out"),
        ("Calling for help in school", "emergency_help|Enter telephone, radio or red card"),
        ("First aiders, and where they are", "emergency_aiders|Enter roles and places"),
        ("Defibrillator, if there is one", "emergency_defibrillator|Enter place"),
        ("Ambulance and home", "emergency_who|Enter who meets it, and who telephones home"),
    ])

    f.h2("Day trips and activities", "trips", new_page=True)
    f.p("Pupils with medical conditions should go on trips and take part in sport, clubs and visits with their classmates. "
        f"The school's [accessibility plan]({file_of('D36')}#curriculum) should cover trips too.")
    f.ticks(["We asked the pupil and parents what would make this trip or activity work", "The risk assessment follows the healthcare plan and any health advice",
             "A trained adult is with the pupil all the time, with a second in reserve", "Medicines, equipment, food and the plan go in a bag that stays with that adult",
             "We know how to call for help there, the nearest hospital and the telephone signal", "For a night away: doses, storage, sleep, food and privacy are agreed in writing"],
            "Before each trip")
    f.answer("How our school plans trips, sport and clubs for pupils with medical conditions", "trips_own", "Write who checks the list, and when", long=False)

    f.h2("Pupils who miss school", "absence")
    f.p("Absence because of a medical condition is not a behaviour problem. Staff should keep in touch, send work and plan the way back. "
        f"The council must arrange suitable education if a child cannot attend because of illness (Education Act 1996, section 19). Telephone the education health team on {phone_link('health')}. "
        f"A short part-time timetable can help a return. Agree it with the parents, review it every 2 weeks, [end it within 6]({file_of('D33')}#end_date), and never use it to manage behaviour.")

    f.h2("Unacceptable practice", "unacceptable_practice")
    f.p(f"Each pupil is different, and staff should use their judgement and the plan. The [statutory guidance]({GUIDANCE}) has its own list, so check it too. At our school staff should not:")
    f.bullets(["keep a pupil from their inhaler or other medicine, or make them wait for it",
               "treat every pupil with the same condition in the same way",
               "ignore what the pupil, the parents or a health professional say",
               "send an ill pupil to the office or medical room alone",
               "send a pupil home often for reasons that the plan could meet",
               "hold medical absence against a pupil, for example with attendance awards",
               "stop a pupil from drinking, eating, resting or using the toilet when they need to",
               "ask parents to leave work to give medicine or personal care",
               "leave a pupil out of a lesson, trip or club, or make parents come too"])

    f.h2("Insurance and liability", "insurance")
    f.p("Ask your insurer or trust whether it covers staff who give medicines or carry out procedures, at school and on trips.")
    f.answer("Our insurance, what it covers and where staff can see it", "insurance_own", "Write the insurer's answer, with its date", long=False)

    f.h2("Complaints", "complaints")
    f.p("Speak first to the class teacher, the SENCO or the person in charge of this policy.")
    f.numbers(["If that does not help, use our complaints procedure: {{complaints_where|Enter web address}}",
               f"Aldermere SENDIASS gives families free, impartial advice: telephone {phone_link('sendiass')}.",
               "A claim of disability discrimination by a school goes to the First-tier Tribunal (Special Educational Needs and Disability).",
               f"For a complaint about the council, see [the steps for complaints]({families_page('complaints')}) in the guide."])

    f.h2("Personal information", "data_protection")
    f.p("Health information is sensitive. Share it with the adults who need it to keep the pupil safe, and ask the pupil and parents how they want others to be told. "
        f"In an emergency, share what is needed. Keep medicine records for as long as the school's own rules say. GOV.UK explains [how schools share personal data]({SHARING}).")

    f.h2("Read with this policy", "read_with_this_policy")
    f.bullets([f"[Individual healthcare plan]({PLAN}), one for each pupil who needs it",
               f"[Accessibility plan]({file_of('D36')}), for access to the curriculum, the building and information",
               f"[SEN information report]({file_of('D35')}#heading_6), which tells families about equipment and facilities",
               f"[Keeping children safe in education]({SAFE}) and the school's safeguarding policy"])

    f.h2("Review", "review")
    f.p("The governing body should review this policy every year, after any serious incident, and when the guidance on GOV.UK changes.")
    f.ticks(["Pupils, parents and the school nursing service were asked", "Every healthcare plan has been reviewed in the last 12 months", "Training and medicine records were checked",
             "The guidance on GOV.UK is the version we used, and our website has this policy"], "Before approval")
    f.blank_rows("Approval and review", ("Step", "Role", "Signature", "Date"), (3, 2.2, 2.6, 1.6), ["Approved by governors", "First yearly review", "Second yearly review"],
                 "review", ["Enter role", "Sign here", "Date"], height=540)
    models.about(f, "model policy", "field:" + health_page("medical-conditions"))
    f.save(folder)
