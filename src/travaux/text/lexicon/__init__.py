"""The words of the notation, kept as data: verbs of attribution, parties and groups, labels, blanks, stances.

Each file has a schema, checked when it is loaded.
"""

from travaux.text.lexicon.files import load, whole
from travaux.text.lexicon.names import abbreviations, name_pattern, names, party_name

__all__ = ["abbreviations", "load", "name_pattern", "names", "party_name", "whole"]
