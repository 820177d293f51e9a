"""Where the days and numbers of a countdown to entry into force stand, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from travaux.pictures.time_axes import TimeAxis, levels
from travaux.treaty.model import ForceFound
from travaux.treaty.names import dissolved

__all__ = ["ASIDE", "BOTTOM", "LEFT", "TOP", "WIDTH", "CountdownPlaces"]

WIDTH, LEFT, TOP, BOTTOM = 660, 40, 46, 266
"""The breadth of the picture, and the edges of the count inside it."""
_MOST = 3
"""How often the number that is needed the count may be, for the picture to go on to the day asked for."""
ASIDE = BOTTOM + 40
"""Where instruments stand that do not count."""


@dataclass(frozen=True)
class CountdownPlaces:
    """Where the days and the numbers of a count stand."""

    found: ForceFound

    @cached_property
    def threshold(self) -> int | None:
        """How many instruments the rule asks for."""
        rule = self.found.treaty.force
        return rule.threshold if rule else None

    @cached_property
    def days(self) -> list[date]:
        """The days that the picture must hold."""
        found, treaty = self.found, self.found.treaty
        begin = [day for day in (treaty.opened or treaty.adopted, *self._deposits) if day is not None]
        ends = [day for day in (found.day, found.recorded) if day is not None]
        if not begin and not ends:
            return []
        first = min((*begin, *ends))
        if ends:
            last = max(ends) + timedelta(days=max(200, (max(ends) - first).days // 4))
            # The count goes on to the day asked for, unless what came since would leave the countdown itself no room.
            if found.on and len(found.counted) <= _MOST * (self.threshold or len(found.counted)):
                last = max(last, found.on)
        else:
            last = max((*begin, *([found.on] if found.on else [])))
        return [first, last]

    @property
    def _deposits(self) -> list[date | None]:
        return [each.date for each in (*self.found.counted, *(one for one, _ in self.found.set_aside))]

    @cached_property
    def axis(self) -> TimeAxis:
        """The days from left to right."""
        return TimeAxis.around(self.days, LEFT, WIDTH - 14)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The numbers at the left."""
        drawn = sum(each.date is not None and each.date <= self.axis.last for each in self.found.counted)
        return levels(max(self.threshold or 0, drawn))

    def y(self, number: float) -> float:
        """Where so many instruments stand."""
        return BOTTOM - (BOTTOM - TOP) * number / self.levels[-1]

    @cached_property
    def later(self) -> int:
        """How many instruments that count were deposited after the last day of the picture."""
        return sum(each.date is not None and each.date > self.axis.last for each in self.found.counted)

    @property
    def height(self) -> float:
        """The height of the picture."""
        return ASIDE + 14.0 if self.aside else BOTTOM + 26.0

    @cached_property
    def aside(self) -> bool:
        """Whether an instrument that does not count is drawn."""
        return any(each.date is not None and each.date <= self.axis.last for each, _ in self.found.set_aside)

    @cached_property
    def presumed(self) -> str:
        """The dissolved states that the day rests on, in words."""
        return ", ".join(dissolved()[code].name if code in dissolved() else code for code in self.found.presumed)
