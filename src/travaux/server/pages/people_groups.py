"""A change in who belongs to a group: a correction of the group's fact, shown before it is entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from travaux.errors import TravauxError
from travaux.facts import identified
from travaux.facts.model import Group, Membership
from travaux.facts.naming import as_day
from travaux.server.desk import Look
from travaux.server.pages.record_forms import typed
from travaux.server.pages.record_words import day_words

__all__ = ["CHANGES", "Change", "change_of"]

CHANGES = {
    "joins": "joins, from this day",
    "leaves": "leaves, with this as its last day",
    "never": "never was a member (takes its membership away)",
}
"""What can be changed in a group, and its words."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a group that is not entered yet.

    Attributes:
        group: the group as it would be.
        party: whom it is about, by name.
        what: what happens, in words.
        before: names of the members on the day of the change until now.
        after: names of the members on that day as it would be.
        opens: what the change does to who may read what, in words.
    """

    group: Group
    party: str
    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def standing(self) -> str:
        """The id of the group's fact that it corrects: the one that stood in the view when the change was made."""
        return self.group.supersedes or ""


def change_of(look: Look, said: Mapping[str, str]) -> Change:
    """The change that a form asks for.

    Args:
        look: what the visitor sees.
        said: what was typed: `group`, `party`, `change`, `day`, `source`.

    Raises:
        TravauxError: if there is no such group or party in the view, or the change does not fit the membership.
    """
    group = next((one for one in look.case.groups if one.id == typed(said, "group")), None)
    if group is None or group.reader != "public":
        raise TravauxError("there is no such group", remedy="choose one from the page People")
    party, kind = typed(said, "party"), typed(said, "change")
    if party not in look.case.speakers or party == group.id:
        raise TravauxError("there is no such party", remedy="choose one from the list")
    if kind not in CHANGES:
        raise TravauxError("say what happens", remedy="choose: joins, leaves, or never was a member")
    source = typed(said, "source")
    if source and source not in look.case.sources:
        raise TravauxError("there is no such source", remedy="choose one from the list, or enter it on the page Record")
    if source and look.case.sources[source].reader != "public":
        raise TravauxError("not everybody may know of this source", remedy="choose a public one")
    day = as_day(typed(said, "day", 20) or None)
    if day is None and kind != "never":
        raise TravauxError("the day is missing", remedy="give year, month and day, such as 2000-12-20")
    members = _MADE[kind](group, party, day, source or None)
    made = group.model_copy(update={
        "id": "", "members": members, "supersedes": _tip(look, group.id), "reader": "public",
        "recorded": datetime.now(UTC).date(), "evidence": "seen", "source": source or group.source,
    })  # fmt: skip
    return _shown(look, group, identified("groups", made), party, kind, day)


def _joined(group: Group, party: str, day: date | None, source: str | None) -> tuple[Membership, ...]:
    for member in group.members:
        if member.party == party and (member.last is None or day is None or member.last >= day):
            raise TravauxError("it is a member on that day already", remedy="see its days on the page People")
    return (*group.members, Membership.model_validate({"party": party, "from": day, "source": source}))


def _left(group: Group, party: str, day: date | None, source: str | None) -> tuple[Membership, ...]:
    there = [each for each in group.members if each.party == party and each.last is None]
    if not there or (there[-1].first and day and day < there[-1].first):
        raise TravauxError("it is no member on that day", remedy="see its days on the page People")
    ended = there[-1].model_copy(update={"last": day, "source": source or there[-1].source})
    return tuple(ended if each is there[-1] else each for each in group.members)


def _never(group: Group, party: str, day: date | None, source: str | None) -> tuple[Membership, ...]:  # noqa: ARG001
    left = tuple(each for each in group.members if each.party != party)
    if len(left) == len(group.members):
        raise TravauxError("it is no member of this group", remedy="see the members on the page People")
    return left


_MADE = {"joins": _joined, "leaves": _left, "never": _never}


def _tip(look: Look, name: str) -> str:
    """The id of the latest fact of a group: corrections stand under the id of the first, and hide their own."""
    facts = [fact for fact in look.case.there.get("groups", ()) if fact.evidence != "recalled"]
    seen = {name}
    while True:
        after = next((fact.id for fact in facts if fact.supersedes == name and fact.id not in seen), None)
        if after is None:
            return name
        seen.add(after)
        name = after


def _shown(look: Look, old: Group, new: Group, party: str, kind: str, day: date | None) -> Change:
    today, last = datetime.now(UTC).date(), look.case.as_of
    on = day or last or today
    name = look.case.party_name(party)
    when = day_words(on)
    opens = {
        "joins": (
            f"From {when} on, {name} may read what is told to {old.name} from that day on.",
            f"What was told to {old.name} before that day stays closed to {name}{_but(old, party, on)}.",
            *((f"That day is past: what was told to {old.name} since then opens to {name} at once.",)
              if on < today else ()),
        ),
        "leaves": (
            f"After {when}, {name} reads nothing that was or is told to {old.name}.",
            f"It can still look at the case as on a day up to {when} on which it was a member. There it reads what was "
            f"told to {old.name} by then while it was a member.",
            f"What {old.name} says after that day no longer counts for {name}.",
        ),
        "never": (
            f"{name} may no longer read anything that was told to {old.name}, of any day.",
            f"What {old.name} said no longer counts for {name}.",
        ),
    }[kind]  # fmt: skip
    if last is not None and on > last:
        # Access goes by the day of the view, and the latest day of a case is that of its latest fact.
        later = f"The latest fact of this case is of {day_words(last)}; the change shows from the first fact after it."
        opens = (*opens, later)
    return Change(new, name, CHANGES[kind], _on(look, old, on), _on(look, new, on), opens)


def _but(group: Group, party: str, day: date) -> str:
    """What opens again to a party that was a member before."""
    before = any(each.party == party and (each.first or date.min) < day for each in group.members)
    return ", except what was told to it on its earlier days as a member" if before else ""


def _on(look: Look, group: Group, day: date) -> tuple[str, ...]:
    held = (each for each in group.members if (each.first or date.min) <= day <= (each.last or date.max))
    return tuple(dict.fromkeys(look.case.party_name(each.party) for each in held))
