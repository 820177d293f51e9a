"""Small drafts for the tests of comparing: every word occurs once, so that what changed is no matter of taste."""

from itertools import count

from hypothesis import strategies as st

import travaux
from travaux.text.comparing import compare
from travaux.text.stream import choices

ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v")
VOWELS = ("a", "e", "i", "o", "u")
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in VOWELS]


def word(number: int) -> str:
    """A word of three syllables for each number, such as `babebi`; no two are the same."""
    first, rest = divmod(number, len(SYLLABLES) ** 2)
    second, third = divmod(rest, len(SYLLABLES))
    return SYLLABLES[first % len(SYLLABLES)] + SYLLABLES[second] + SYLLABLES[third]


def read(*paragraphs):
    """A draft of these paragraphs."""
    return travaux.read_text("\n\n".join(paragraphs))


def compared(old, new):
    """The comparison of two drafts, each one paragraph or a list of them."""
    return compare(*(read(*([text] if isinstance(text, str) else text)) for text in (old, new)))


def fates(comparison):
    """What happened to choices: (fate, option)."""
    return [(each.fate, each.option) for each in comparison.choices]


def changes(comparison):
    """The provisions that changed: (kind, words deleted, words inserted)."""
    return [(each.kind, each.words_deleted, each.words_inserted) for each in comparison.changes]


class Drafts:
    """Draws paragraphs; words are counted up, so that each is new."""

    def __init__(self, draw):
        self.draw, self.numbers = draw, count()

    def words(self, least, most):
        return " ".join(word(next(self.numbers)) for _ in range(self.draw(st.integers(least, most))))

    def option(self, depth):
        inner = f" {self.choice(depth + 1)}" if depth < 2 and self.draw(st.integers(0, 3)) == 0 else ""
        return f"[{self.words(1, 4)}{inner}]"

    def choice(self, depth=0):
        return "".join(self.option(depth) for _ in range(self.draw(st.integers(1, 3))))

    def sentence(self):
        parts = [self.words(4, 8)]
        for _ in range(self.draw(st.integers(0, 2))):
            parts += [self.choice(), self.words(4, 8)]
        return " ".join(parts) + "."


@st.composite
def drafts(draw, least=1):
    """Numbered paragraphs with brackets and alternatives in their sentences, as a list."""
    made = Drafts(draw)
    return [f"{number}. {made.sentence()}" for number in range(1, draw(st.integers(least, 5)) + 1)]


def settlements(text):
    """Every way to settle one choice of a text: (choice, setting, position of the option taken or None)."""
    for choice in choices(text.body):
        if choice.form == "bracket":
            yield choice, "keep", 0
            yield choice, "drop", None
        else:
            yield from ((choice, str(position + 1), position) for position in range(len(choice.options)))
