from typeset import pdf


def make(folder):
    pdf(folder, "D34")
