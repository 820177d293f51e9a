"""Who is in which group on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from travaux.facts.model import Group, Membership

__all__ = ["Members"]


class Members:
    """The members of groups, from the group facts that are given and no others.

    Example:
        >>> groups = Members([Group(id="g", name="G", members=("a", {"party": "b", "to": "2010-12-31"}))])
        >>> groups.of("g", date(2010, 1, 1)), groups.of("g", date(2011, 1, 1))
        (('a', 'b'), ('a',))
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups: dict[str, list[Group]] = {}
        for group in groups:
            self._groups.setdefault(group.id, []).append(group)
        self._opened: dict[tuple[str, date | None], tuple[str, ...]] = {}

    def __contains__(self, group: object) -> bool:
        return group in self._groups

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    @property
    def everybody(self) -> tuple[str, ...]:
        """All who were ever named as a member, groups inside groups too, in the order of the record."""
        facts = (fact for same in self._groups.values() for fact in same)
        return tuple(dict.fromkeys(member.party for fact in facts for member in fact.members))

    def of(self, group: str, day: date | None) -> tuple[str, ...]:
        """The members of a group on a day, groups inside it opened; without a day everybody who ever was.

        They come in the order of the record. A group inside it that has no member on that day stands for itself.
        """
        if group not in self._groups:
            return ()
        key = (group, day)
        if key not in self._opened:
            self._opened[key] = tuple(dict.fromkeys(self._open(group, day)))
        return self._opened[key]

    def _open(self, group: str, day: date | None) -> Iterator[str]:
        seen = {group}
        left = [self._direct(group, day)]
        while left:
            name = next(left[-1], None)
            if name is None:
                left.pop()
            elif name not in seen:
                seen.add(name)
                if any(self._direct(name, day)):
                    left.append(self._direct(name, day))
                else:
                    yield name

    def _direct(self, group: str, day: date | None) -> Iterator[str]:
        for fact in self._groups.get(group, ()):
            if day is None or fact.date is None or fact.date <= day:
                yield from (each.party for each in fact.members if _lasts(each, day))


def _lasts(membership: Membership, day: date | None) -> bool:
    if day is None:
        return True
    return (membership.first or date.min) <= day <= (membership.last or date.max)
