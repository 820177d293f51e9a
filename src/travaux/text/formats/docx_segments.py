"""What stands between two bookmarks of a Word document that Travaux wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace

from travaux.text.manuscript import Fragment
from travaux.text.model import Change

__all__ = ["DamagedError", "Paragraph", "Segment", "Story", "Unit", "words_of"]


class DamagedError(Exception):
    """The marks of choices in a document are not as they were written."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The beginning of a paragraph: its style, and the change of its mark."""

    style: str
    change: Change | None


Unit = Fragment | Paragraph


@dataclass(slots=True)
class Story:
    """The body or a note: paragraphs and words in order, and where each milestone starts and ends among them."""

    units: list[Unit]
    starts: dict[int, int]
    ends: dict[int, int]

    def order(self) -> list[int]:
        """The milestones in reading order; word processors shuffle those that stand at one place."""
        return sorted(self.starts, key=lambda number: (self.starts[number], number))


    def strip(self, *leads: str) -> None:
        """Take off what is printed before the body of a note, or else the blanks there.

        Some word processors print the mark of a note twice, so there may be several leads to look for.
        """
        words = words_of([unit for unit in self.units if isinstance(unit, Fragment)])
        rest = next((lead for lead in leads if words.startswith(lead)), words[:len(words) - len(words.lstrip())])
        for unit in self.units:
            if isinstance(unit, Fragment) and not unit.note:
                common = min(len(rest), len(unit.text))
                unit.text, rest = unit.text[common:], rest[common:]
                if not rest:
                    return


class Segment:
    """The units from one bookmark to the next, taken from the front.

    Args:
        units: paragraphs and fragments.
        inside: how many of them the bookmark encloses; some word processors lose count of it.
    """

    def __init__(self, units: list[Unit], inside: int) -> None:
        self.units = units
        self.words = words_of(units)
        self.inside = inside
        self._inside = len(words_of(units[:inside]))

    def take(self, printed: str) -> tuple[list[Unit], list[Fragment], list[Unit]]:
        """What was typed before the printed marks, the marks, and what comes after them.

        Raises:
            DamagedError: if the marks are not there, or are part of a tracked change.
        """
        place = self.words.find(printed)
        beyond = place + len(printed)
        if place < 0 or (place and beyond > self._inside):
            raise DamagedError
        before, rest = _cut(self.units, place)
        marks, rest = _cut(rest, len(printed))
        if any(unit.change for unit in marks):
            raise DamagedError
        return [*before], marks, rest

    def enclosed(self, printed: str) -> tuple[list[Fragment], list[Unit]]:
        """The words that the bookmark encloses, at least what was printed if that still begins them; and the rest."""
        count = max(self._inside, len(printed) if self.words.startswith(printed) else 0)
        return _cut(self.units, count)


def words_of(units: list[Unit]) -> str:
    """The words of the fragments before the first paragraph, without marks of notes."""
    words = []
    for unit in units:
        if isinstance(unit, Paragraph):
            break
        if not unit.note:
            words.append(unit.text)
    return "".join(words)


def _cut(units: list[Unit], count: int) -> tuple[list[Fragment], list[Unit]]:
    """The first `count` characters of words, and the rest; notes that stand among them come first in the rest."""
    taken: list[Fragment] = []
    notes: list[Unit] = []
    for place, unit in enumerate(units):
        if not count:
            return taken, [*notes, *units[place:]]
        if isinstance(unit, Paragraph):
            raise DamagedError
        if unit.note:
            notes.append(unit)
        elif len(unit.text) <= count:
            taken.append(unit)
            count -= len(unit.text)
        else:
            taken.append(replace(unit, text=unit.text[:count]))
            return taken, [*notes, replace(unit, text=unit.text[count:]), *units[place + 1:]]
    return taken, notes
