"""D06 One page profile."""
import parts
from facts import REGISTER, file_of, support_page
from word import Form


def make(folder):
    f = Form(REGISTER["D06"])
    f.lead("This page is about you, and it belongs to you. Write, draw, stick in pictures, or tell someone what to write. There are no wrong answers.")
    f.h2("Me", "me")
    f.table("Me", ("My name", "My class", "Who helped me", "Today’s date"),
            [("{{me_name|My name}}", "{{me_class|My class}}", "{{me_helper|A name, or nobody}}", "{{me_date|Date|date}}")], (3, 2, 3, 2), first_column=False)
    f.h2("My page", "my_page")
    f.table("My page", ("About me", "My words and pictures"), [
        ("What people like and admire about me", "{{like|What am I good at? What makes people smile? Ask a friend, and someone at home.}}"),
        ("What is important to me", "{{important|The people, places and things I love. What makes a good day? What do I hope for?}}"),
        ("How best to support me", "{{support|What helps me learn? What helps when I am worried or upset? What should people not do?}}"),
    ], (2.4, 6.6), height=1980)
    f.h2("Who can see my page", "who_can_see")
    f.p("[ ] My teachers  [ ] All the adults who help me  [ ] My next class or school  [ ] Ask me first")
    f.p(f"**For the adult who helps:** write the pupil’s own words and let them choose what stays. Keep the page at school, give the family a copy, and make a new one each year. "
        f"Use it in the [special educational needs (SEN) support plan]({file_of('D07')}#pupil_views) and in [my views]({file_of('D27')}#pupil_views) before a review.")
    parts.about(f, "field:" + support_page("graduated-approach"))
    f.save(folder)
