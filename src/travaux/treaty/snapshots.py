"""Two snapshots of the same treaties: what was added, what is gone, and what is told with another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from travaux.facts.treaty_facts import ActionKind, TreatyAction
from travaux.treaty.calendar import iso
from travaux.treaty.model import Treaties
from travaux.treaty.names import code_of

__all__ = ["DEFINITION", "Difference", "Differences", "changes"]

DEFINITION = (
    "Compared are the treaties that both have, by id or name, each by party. Actions are the same if kind, day, day of "
    "effect and territory are; of the others, those of one kind are paired in order of day as changed."
)
"""What is compared, and what counts as the same."""

What = Literal["added", "removed", "changed"]
Key = tuple[str, str]

_SAYS = ("date", "effective", "territory")
"""What of an action counts: its words, notes and sources may differ between two tables that say the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One action that only one snapshot has, or that they give with other days. `was` is the old one, `now` the new."""

    what: What
    treaty: str
    party: str
    kind: ActionKind
    was: TreatyAction | None
    now: TreatyAction | None

    def row(self) -> dict[str, Any]:
        """The difference as JSON."""
        return {
            "what": self.what,
            "treaty": self.treaty,
            "party": self.party,
            "kind": self.kind,
            "was": _told(self.was),
            "now": _told(self.now),
        }


@dataclass(frozen=True, slots=True)
class Differences:
    """How two snapshots differ, by treaty and party.

    Actions are compared in the treaties that both have; `only_old` and `only_new` are the treaties of one alone, by id.
    `same` is the number of actions that both have.
    """

    old: Treaties
    new: Treaties
    found: tuple[Difference, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    same: int

    @property
    def places(self) -> tuple[Key, ...]:
        """Treaty and party of every difference, each once."""
        return tuple(dict.fromkeys((each.treaty, each.party) for each in self.found))

    def row(self) -> dict[str, Any]:
        """The differences as JSON."""
        return {
            "old": _head(self.old),
            "new": _head(self.new),
            "places": len(self.places),
            "same": self.same,
            "only_old": list(self.only_old),
            "only_new": list(self.only_new),
            "differences": [{**each.row(), "name": self.name(each.party)} for each in self.found],
            "definition": DEFINITION,
        }

    def name(self, party: str) -> str:
        """The name of a party in the newer snapshot, else in the older, else its id."""
        known = self.new.parties.get(party) or self.old.parties.get(party)
        return known.name if known else party


def changes(old: Treaties, new: Treaties) -> Differences:
    """What differs between two snapshots of the same treaties.

    Actions of one party under one treaty are the same if kind, day, day of effect and territory are. Of what is left
    on both sides, actions of one kind are paired in order of day and called `changed`; the rest is `added` or
    `removed`. Parties are told by their codes, so that two lists may write their names differently.

    Args:
        old: the earlier snapshot.
        new: the later one.

    Example:
        >>> from travaux.treaty.opening import open_treaties
        >>> wipo = open_treaties("wipo")
        >>> changes(wipo, wipo).found
        ()
    """
    twins = _twins(old, new)
    shared = list(dict.fromkeys(twins.values()))
    was, now = _by_place(old, twins), _by_place(new, {treaty: treaty for treaty in shared})
    names = {(treaty, code): name for source in (was, now) for (treaty, code), (name, _) in source.items()}
    found: list[Difference] = []
    same = 0
    for key, name in names.items():
        before, after = was.get(key, ("", []))[1], now.get(key, ("", []))[1]
        kept, differing = _differing(before, after)
        same += kept
        found += [Difference(what, key[0], name, (b or a).kind, b, a) for what, b, a in differing]  # type: ignore[union-attr]
    place = {treaty: number for number, treaty in enumerate(shared)}
    found.sort(key=lambda each: (place[each.treaty], each.party, each.kind))
    return Differences(
        old=old,
        new=new,
        found=tuple(found),
        only_old=tuple(treaty for treaty in old.treaties if treaty not in twins),
        only_new=tuple(treaty for treaty in new.treaties if treaty not in shared),
        same=same,
    )


def _twins(old: Treaties, new: Treaties) -> dict[str, str]:
    """The treaties of the older snapshot that the newer one has, by id or else by name: old id → new id."""
    named = {treaty.name.casefold(): key for key, treaty in reversed(tuple(new.treaties.items()))}
    ids = {key: key if key in new.treaties else named.get(each.name.casefold()) for key, each in old.treaties.items()}
    return {key: found for key, found in ids.items() if found is not None}


def _by_place(data: Treaties, ids: Mapping[str, str]) -> dict[Key, tuple[str, list[TreatyAction]]]:
    """By treaty and code of the party: the party as this snapshot names it, and its actions."""
    found: dict[Key, tuple[str, list[TreatyAction]]] = {}
    for each in data.actions:
        if each.treaty in ids:
            found.setdefault((ids[each.treaty], code_of(each.party)), (each.party, []))[1].append(each)
    return found


Pair = tuple[What, TreatyAction | None, TreatyAction | None]


def _differing(before: Sequence[TreatyAction], after: Sequence[TreatyAction]) -> tuple[int, list[Pair]]:
    """How many actions are in both, and the others, paired by kind."""
    left = list(after)
    gone: list[TreatyAction] = []
    for each in before:
        match = next((other for other in left if _said(other) == _said(each)), None)
        if match is None:
            gone.append(each)
        else:
            left.remove(match)
    pairs: list[Pair] = []
    for kind in dict.fromkeys(each.kind for each in (*gone, *left)):
        olds = sorted((each for each in gone if each.kind == kind), key=_order)
        news = sorted((each for each in left if each.kind == kind), key=_order)
        both = min(len(olds), len(news))
        pairs += [("changed", b, a) for b, a in zip(olds[:both], news[:both], strict=True)]
        pairs += [("removed", b, None) for b in olds[both:]]
        pairs += [("added", None, a) for a in news[both:]]
    return len(before) - len(gone), pairs


def _said(action: TreatyAction) -> tuple[object, ...]:
    return (action.kind, *(getattr(action, name) for name in _SAYS))


def _order(action: TreatyAction) -> date:
    return action.date or date.max


def _told(action: TreatyAction | None) -> dict[str, str | None] | None:
    if action is None:
        return None
    return {
        "date": iso(action.date),
        "effective": iso(action.effective),
        "territory": action.territory,
        "fact": action.id,
        "source": action.source,
        "doubt": action.note,
    }


def _head(data: Treaties) -> Mapping[str, Any]:
    as_of = iso(data.as_of)
    return {
        "name": data.name,
        "treaties": len(data.treaties),
        "actions": len(data.actions),
        "as_of": as_of,
        "remarks": [str(each) for each in data.remarks],
    }
