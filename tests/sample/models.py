"""Passages of the model documents (kind: example), which a school makes its own."""
from facts import NOT_REAL, SITE, day, mail_link


def at_a_glance(f, rows, what):
    f.h2(f"How to use this {what}", "how_to_use")
    f.table(f"This {what} at a glance", ("Question", "Answer"), rows, (1, 3))


def about(f, what, page):
    d = f.document
    f.h2(f"About this {what}", "about_this_document")
    f.p(f"Check that this is the newest version on [its own page]({SITE}documents/{d.id}.html), and read [the guide]({page}). "
        f"Owner: {d.owner}. Version {d.version}, issued {day(d.issued)}, review by {day(d.review_by)}. "
        f"To ask for it on paper or in another format, email {mail_link('guide')}. {NOT_REAL}")
