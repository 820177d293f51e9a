"""Provisions that proposals add, in the place where they stand; what several of them add alike shares one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.comparing import Comparison
from travaux.text.comparing.printed import Printed
from travaux.text.side_by_side.order import out_of_order

__all__ = ["Addition", "additions"]

_LOWEST = 1000
_PARAGRAPH = 50


@dataclass(slots=True)
class Addition:
    """A provision that the base does not have, and the unit in which it stands in each proposal that adds it."""

    label: str
    words: str
    numbered: bool
    units: dict[int, int] = field(default_factory=dict)

    def rivals(self, other: Addition) -> bool:
        """Whether two of them are one row: equal words, or the same number in the same provision."""
        return self.words == other.words or (self.numbered and other.numbered and self.label == other.label)


def additions(comparisons: Sequence[Comparison]) -> dict[int, list[Addition]]:
    """What proposals add, by the unit of the base behind which it stands (-1: before the first).

    Units of two proposals at one place share a row if their words are equal, or if they have one number in the same
    provision, as rival wordings have. What goes on with the provision before it stands ahead of new articles.
    """
    found: dict[int, dict[int, list[Addition]]] = {}
    for proposal, comparison in enumerate(comparisons):
        for anchor, units in _added(comparison).items():
            levels = found.setdefault(anchor, {})
            for level, own in _by_level(comparison.new_text, units).items():
                new = [_addition(comparison.new_text, unit, proposal) for unit in own]
                levels[level] = _merged(levels.get(level, []), new)
    return {
        anchor: [row for level in sorted(levels, reverse=True) for row in levels[level]]
        for anchor, levels in found.items()
    }


def _by_level(text: Printed, units: Sequence[int]) -> dict[int, list[int]]:
    """Units in their order, by the level of the highest that has begun among them."""
    found: dict[int, list[int]] = {}
    highest = _LOWEST
    for unit in units:
        one = text.units[unit]
        # A paragraph without a number may be the same as another's with one.
        highest = min(highest, _PARAGRAPH if one.role in ("text", "cell") else one.level)
        found.setdefault(highest, []).append(unit)
    return found


def _added(comparison: Comparison) -> dict[int, list[int]]:
    """The units of the new text without counterpart, by the old unit behind which they stand."""
    found: dict[int, list[int]] = {}
    anchor, elsewhere = -1, out_of_order(comparison)
    for number, change in enumerate(comparison.provisions):
        if change.link.old and number not in elsewhere:
            anchor = max(anchor, *change.link.old)
        elif not change.link.old:
            found.setdefault(anchor, []).extend(change.link.new)
    return found


def _addition(text: Printed, unit: int, proposal: int) -> Addition:
    words = " ".join(text.text(unit).split())
    one = text.units[unit]
    return Addition(text.label(unit), words, one.begins and bool(one.number.strip()), {proposal: unit})


def _merged(rows: list[Addition], new: list[Addition]) -> list[Addition]:
    """The rows with those of one more proposal, both in their order; rows of earlier proposals come first."""
    done: list[Addition] = []
    rest = list(rows)
    waiting: list[Addition] = []
    for one in new:
        same = next((place for place, row in enumerate(rest) if one.rivals(row)), None)
        if same is None:
            waiting.append(one)
            continue
        rest[same].units.update(one.units)
        done += [*rest[:same], *waiting, rest[same]]
        waiting.clear()
        del rest[: same + 1]
    return [*done, *rest, *waiting]
