"""Who is in a case: delegations and others with what is known of them, groups with their members and days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from travaux.facts import Case
from travaux.facts.model import Group, Membership

__all__ = ["GroupCard", "MemberRow", "PartyRow", "groups_of", "parties_of"]

_KINDS = {
    "state": "state", "igo": "intergovernmental organisation", "group": "group", "ngo": "non-governmental organisation",
    "secretariat": "secretariat", "office": "office", "company": "company", "person": "person", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party on the day of the view.

    Attributes:
        id: its id.
        name: its name.
        kind: what it is, in words; empty where no fact describes it.
        decides: whether it takes part in the decision.
        why: why it does or does not, where that does not follow from what it is.
        groups: names of the groups it is in on the day.
        own: positions of its own that count on the day.
        through: by group, its id, its name and how many of its positions count for the party.
        told: whether its description is not public.
    """

    id: str
    name: str
    kind: str
    decides: bool
    why: str
    groups: tuple[str, ...]
    own: int
    through: tuple[tuple[str, str, int], ...]
    told: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A membership: the party, its first and last day, whether it holds on the day of the view, and its source."""

    party: str
    name: str
    first: date | None
    last: date | None
    now: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group with everybody who ever was in it; `now` counts those who are on the day of the view."""

    id: str
    name: str
    members: tuple[MemberRow, ...]
    now: int
    source: str
    public: bool


def parties_of(case: Case) -> tuple[PartyRow, ...]:
    """Everybody named as a party, those who decide first, by name.

    Example:
        >>> import travaux
        >>> next(row.kind for row in parties_of(travaux.open_case("avp")) if row.id == "us")
        'state'
    """
    known = {party.id: party for party in reversed(case.parties)}
    deciders = set(case.deciders)
    own = Counter(one.party for one in case.who() if one.basis == "own")
    through = Counter((one.party, one.group or "") for one in case.who() if one.basis == "group")
    groups = {group.id: group.name for group in case.groups}
    rows = []
    for name in case.speakers:
        party = known.get(name)
        rows.append(PartyRow(
            name, case.party_name(name), _KINDS[party.kind] if party else "", name in deciders,
            _why(case, name, name in deciders), tuple(groups[each] for each in groups if name in case.members(each)),
            own[name], _through(case, name, through), bool(party and party.reader != "public"),
        ))  # fmt: skip
    rows.sort(key=lambda row: (not row.decides, row.name.casefold()))
    return tuple(rows)


def _through(case: Case, party: str, counts: Counter[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    found = ((group, count) for (member, group), count in counts.items() if member == party)
    return tuple((group, case.party_name(group), count) for group, count in found)


def groups_of(case: Case) -> tuple[GroupCard, ...]:
    """Every group on record, with its members and their days."""
    return tuple(_card(case, group) for group in case.groups)


def _card(case: Case, group: Group) -> GroupCard:
    members = tuple(_member(case, group, each) for each in group.members)
    now = sum(member.now for member in members)
    return GroupCard(group.id, group.name, members, now, _title(case, group.source), group.reader == "public")


def _member(case: Case, group: Group, member: Membership) -> MemberRow:
    day = case.as_of
    now = day is None or (member.first or date.min) <= day <= (member.last or date.max)
    return MemberRow(
        member.party, case.party_name(member.party), member.first, member.last, now,
        _title(case, member.source or group.source), member.note or "",
    )  # fmt: skip


def _title(case: Case, source: str | None) -> str:
    found = case.sources.get(source or "")
    return found.title if found else source or ""


def _why(case: Case, name: str, decides: bool) -> str:
    party = next((one for one in case.parties if one.id == name), None)
    if party is None:
        if case.members(name) and not decides:
            return "its members speak for themselves"
        return "named on record but not described; silence takes nobody's word away"
    if party.decides is not None:
        return "the record says so"
    if decides and party.kind == "group":
        return "a group without a member on record speaks for itself"
    if party.kind == "group":
        return "its members speak for themselves"
    return ""
