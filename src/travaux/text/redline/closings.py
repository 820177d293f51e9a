"""Which words of the old text left with a choice that closed: its marks, and the options that were not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from travaux.text.comparing.model import ChoiceChange, Comparison
from travaux.text.comparing.printed import MARK
from travaux.text.model import Choice

__all__ = ["Closings", "taken_position"]

Rule = Literal["plain", "mark", "rejected"]
Part = tuple[Rule, int, int, tuple[str, int]]

_NUMBERED = re.compile(r"option (\d+)$", re.IGNORECASE)
_NOTHING: tuple[str, int] = ("", 0)


def taken_position(choice: Choice, option: str) -> int | None:
    """The position from 0 of the option that a choice closed to; -1 for none of them, None if the name is not known.

    Example:
        >>> from travaux.text.model import Option
        >>> choice = Choice("c", "options", (Option(label="Option A:"), Option(label="Option B:")))
        >>> [taken_position(choice, name) for name in ("Option B", "option 1", "none")]
        [1, 0, -1]
    """
    if option in ("none", "other wording", "drop"):
        return -1
    if option == "keep":
        return 0
    wanted = option.strip(" :.").casefold()
    for position, each in enumerate(choice.options):
        if wanted and each.label.strip(" :.").casefold() == wanted:
            return position
    numbered = _NUMBERED.match(wanted)
    if numbered and 1 <= int(numbered[1]) <= len(choice.options):
        return int(numbered[1]) - 1
    return None


class Closings:
    """The choices of the old text that closed."""

    def __init__(self, comparison: Comparison) -> None:
        self._text = comparison.old_text
        self.changes: dict[str, ChoiceChange] = {
            each.id_old: each for each in comparison.choices if each.fate == "closed" and each.id_old
        }
        choices = self._text.choices
        self._taken = {
            name: taken_position(choices[name], change.option)
            for name, change in self.changes.items() if name in choices
        }

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """Deleted tokens of the old text cut by what became of them, with the choice and its option (from 0)."""
        if not self._taken or start >= end:  # nothing is there to be cut, nor a token to ask
            yield "plain", start, end, _NOTHING
            return
        began, last = start, self._rule(start)
        for token in range(start + 1, end):
            rule = self._rule(token)
            if rule != last:
                yield last[0], began, token, last[1]
                began, last = token, rule
        yield last[0], began, end, last[1]

    def _rule(self, token: int) -> tuple[Rule, tuple[str, int]]:
        text = self._text
        place = text.places[token]
        if not place:
            return "plain", _NOTHING
        around = text.where[place]
        for name, position in around:
            taken = self._taken.get(name, position)
            if taken is not None and taken != position:
                return "rejected", (name, position)
        if text.kinds[token] == MARK and around[-1][0] in self._taken:
            return "mark", (around[-1][0], 0)
        return "plain", _NOTHING
