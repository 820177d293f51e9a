"""From words with marks to a text with choices: brackets, heads, labels, provisions, notes."""

from travaux.text.notation.interpret import interpret
from travaux.text.notation.ready import settled

__all__ = ["interpret", "settled"]
