"""Numbers of paragraphs that proposals insert: one that the text already has is printed as `2 bis.`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.text.consolidating.elements import Paragraph
from travaux.text.model import Break

__all__ = ["Numbering"]

_ORDINALS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_CORE = re.compile(rf"^(.*?)(\d+|[A-Za-z]{{1,4}})\s?(?:{'|'.join(_ORDINALS)})?(\W*)$", re.DOTALL)
_UNNUMBERED = ("text", "cell")


class Numbering:
    """Follows the numbers that are printed, and finds one for what is inserted among them.

    Args:
        base: the paragraphs of the base.
    """

    def __init__(self, base: Sequence[Paragraph]) -> None:
        self._base = base
        self._line: list[tuple[Break, bool]] = []

    def printed(self, mark: Break | None) -> None:
        """A paragraph of the base is printed."""
        if mark is not None and mark.role not in _UNNUMBERED:
            self._line.append((mark, False))

    def inserted(self, mark: Break, before: int) -> str:
        """The number to print for a paragraph inserted before one of the base.

        Example:
            >>> one, two = (Break("paragraph", number, 50) for number in ("1.", "2."))
            >>> numbering = Numbering([])
            >>> numbering.printed(one)
            >>> numbering.printed(two)
            >>> numbering.inserted(two, 0)
            '2 bis.'
        """
        number = mark.number
        if mark.role in _UNNUMBERED or not number:
            return number
        before_it, nested = self._before(mark)
        taken = set(before_it) if nested else {*before_it, *self._after(mark, before)}
        if _core(number) in taken:
            number = self._free(number, before_it, taken)
        self._line.append((Break(mark.role, number, mark.level), True))
        return number

    def _before(self, mark: Break) -> tuple[list[str], bool]:
        """Numbers of its kind before it in its unit, the nearest first, and whether that unit was inserted too."""
        numbers: list[str] = []
        for other, inserted in reversed(self._line):
            if other.level < mark.level:
                return numbers, inserted
            if (other.role, other.level) == (mark.role, mark.level):
                numbers.append(_core(other.number))
        return numbers, False

    def _after(self, mark: Break, before: int) -> list[str]:
        numbers: list[str] = []
        for paragraph in self._base[before:]:
            other = paragraph.mark
            if other is None or other.role in _UNNUMBERED:
                continue
            if other.level < mark.level:
                break
            if (other.role, other.level) == (mark.role, mark.level):
                numbers.append(_core(other.number))
        return numbers

    @staticmethod
    def _free(number: str, before_it: list[str], taken: set[str]) -> str:
        own = _CORE.match(number)
        if own is None:
            return number
        nearest = _CORE.match(before_it[0]) if before_it else None
        core = nearest[2] if nearest else "0" if own[2].isdigit() else own[2]
        if nearest is None and core not in taken and core == "0":
            return f"{own[1]}0{own[3]}"
        for ordinal in _ORDINALS:
            if _core(f"{own[1]}{core} {ordinal}") not in taken:
                return f"{own[1]}{core} {ordinal}{own[3]}"
        return number


def _core(number: str) -> str:
    """A number without the signs round it, to tell equal ones."""
    return " ".join(number.strip(" .:()[]\t").split()).casefold()
