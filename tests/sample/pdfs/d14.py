import fields


def make(folder):
    fields.form(folder, "D14")
