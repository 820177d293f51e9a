"""From when to when a rule certainly holds, may hold, and is on record as holding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from travaux.facts.law_facts import Law

__all__ = ["Span", "span"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a rule, all included; `date.min` and `date.max` where a side is open.

    On a day from `possible_from` to `possible_to` it may hold, from `certain_from` to `certain_to` it does, and from
    `dated_from` to `dated_to` the record says so itself (an empty stretch, the first after the last, where no day is
    on record).
    """

    possible_from: date
    certain_from: date
    certain_to: date
    possible_to: date
    dated_from: date
    dated_to: date

    def certain(self, day: date) -> bool:
        """Whether the rule holds on a day, as far as the record goes."""
        return self.certain_from <= day <= self.certain_to

    def possible(self, day: date) -> bool:
        """Whether the rule may hold on a day."""
        return self.possible_from <= day <= self.possible_to

    def dated(self, day: date) -> bool:
        """Whether the record itself says that the rule holds on a day."""
        return self.certain(day) and self.dated_from <= day <= self.dated_to


def span(law: Law) -> Span:
    """The days of a rule.

    A rule holds certainly from the latest day on which it can have begun to the earliest on which it can have ended;
    no first or last day leaves that side open. The day of which the source speaks, where it lies inside, counts as a
    day on which the rule held, so it narrows a beginning or an end that is not known exactly.

    Days on record are the first day, the last day and the day of which the source speaks. A rule is dated from the
    earliest to the latest of them, and one that has a beginning and no end on record from its beginning on: it is the
    rule in force. A rule with an end on record and no beginning is dated on its last day only (or from the day of which
    its source speaks), for nothing says how long before it held.

    Example:
        >>> law = Law(jurisdiction="US", norm="grace", value="12", last="2013-03", as_of="2011-05-02")
        >>> found = span(law)
        >>> str(found.certain_to), str(found.possible_to), str(found.dated_from)
        ('2013-03-01', '2013-03-31', '2011-05-02')
    """
    first, last, spoken = law.first, law.last, law.as_of
    begins = (first.earliest, first.latest) if first else (date.min, date.min)
    ends = (last.earliest, last.latest) if last else (date.max, date.max)
    if spoken and max(begins[0], spoken.earliest) <= min(ends[1], spoken.latest):
        # A source of some day in a year spoke of one on which the rule can have held.
        certain_from, certain_to = min(begins[1], spoken.latest, ends[1]), max(ends[0], spoken.earliest, begins[0])
        begins, ends = (begins[0], certain_from), (certain_to, ends[1])
    low = [each for each in (first and begins[1], last and ends[0], spoken and spoken.earliest) if each]
    high = [each for each in (first and begins[1], last and ends[0], spoken and spoken.latest) if each]
    in_force = first is not None and last is None
    dated_to = date.max if in_force else max(high, default=date.min)
    return Span(*begins, *ends, dated_from=min(low, default=date.max), dated_to=dated_to)
