"""The words of the notation, kept as data: verbs of attribution, parties and groups, labels, blanks, stances.

Each file has a schema, checked when it is loaded (`travaux.text.lexicon.files`).
"""
