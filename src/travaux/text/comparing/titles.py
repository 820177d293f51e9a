"""Which paragraphs are no agreed text: titles, headings, and what stands before the first provision."""

from __future__ import annotations

from itertools import islice

from travaux.text.comparing.printed import WORD, Printed
from travaux.text.comparing.words import is_word

__all__ = ["titles"]

FEW = 4  # words from which on a line without a stop is taken for text
LARGE = frozenset({"title", "heading", "part", "chapter", "section", "annex", "article", "preamble"})
OUTSIDE = frozenset({"title", "heading", "preamble"})
STOPS = frozenset(".,;?!。，；？！؛؟،۔।")


def titles(text: Printed) -> set[int]:
    """The indexes of units that are titles or headings or stand before the first provision, the preamble aside.

    A heading is a line of a large division that ends in no stop, or any line of fewer than four words that does so. A
    text without provisions has nothing before them.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> text = printed(travaux.read_text("Draft of May\\n\\nArticle 1\\n\\nFees\\n\\n1. Fees are due in May.").body)
        >>> [text.text(unit) for unit in sorted(titles(text))]
        ['Draft of May', 'Fees']
    """
    provisions = (number for number, unit in enumerate(text.units) if unit.begins and unit.role not in OUTSIDE)
    first = next(provisions, 0)
    found = {number for number in range(first) if not _in_preamble(text, number)}
    return found | {number for number in range(len(text.units)) if _heading(text, number)}


def _in_preamble(text: Printed, unit: int) -> bool:
    while unit >= 0:
        if text.units[unit].role == "preamble":
            return True
        unit = text.units[unit].parent
    return False


def _heading(text: Printed, unit: int) -> bool:
    one, keys, kinds = text.units[unit], text.keys, text.kinds
    # A quote or bracket may close the line after its last word or stop.
    ends = (keys[token] for token in range(one.end - 1, one.start - 1, -1) if kinds[token] == WORD)
    last = next((key for key in ends if key in STOPS or is_word(key)), None)
    if last is None or last in STOPS:
        return False
    if one.role in LARGE:
        return True
    words = (token for token in range(one.start, one.end) if kinds[token] == WORD and is_word(keys[token]))
    return sum(1 for _ in islice(words, FEW)) < FEW
