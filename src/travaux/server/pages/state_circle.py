"""For whom a position may be entered: nobody may learn from it of a fact that is not for them.

A position names its party, issue, option, conditions and source, and what it corrects, by their ids. Whoever reads the
position reads these names, so all of them must be open to at least the same readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from travaux.facts.model import Fact, Group, Issue, Party, Position, Source
from travaux.server.desk import Look
from travaux.server.pages.state_form import Typed, point_key

__all__ = ["circle_faults", "open_to"]

F = TypeVar("F", bound=Fact)


def open_to(fact: Fact, label: str, party: str, reader: str) -> bool:
    """Whether everybody who may read a position may read a fact that it names.

    Args:
        fact: the fact, which is in the view of whoever enters the position.
        label: the label of the position.
        party: its party, which reads what is entered of it for the chair.
        reader: as whom the case is read by whoever enters it.

    Example:
        >>> talk = Source(title="A talk", reader="chair")
        >>> open_to(talk, "public", "ke", "chair"), open_to(talk, "party:ke", "ke", "party:ke")
        (False, True)
    """
    if fact.reader == "public":
        return True
    if label == reader and reader.startswith("party:"):
        return True  # only whoever enters it reads it
    owner = fact.party if isinstance(fact, Position | Source) else None
    return label == fact.reader and (label != "chair" or owner == party)


def circle_faults(look: Look, issue: Issue, typed: Typed) -> dict[str, str]:
    """What would become known to too many, by field."""
    label, party = typed.said("reader"), typed.said("party")

    def opens(fact: Fact) -> bool:
        return open_to(fact, label, party, str(look.reader))

    faults: dict[str, str] = {}
    if not _issue_opens(look, issue.id, typed.said("option"), opens):
        faults["reader"] = "this issue or option is not known to all who could read it; choose a narrower circle"
    elif not _party_opens(look, party, opens):
        faults["reader"] = "this party is not known to all who could read it; choose a narrower circle"
    old = next((each for each in look.case.positions if each.id == typed.said("corrects")), None)
    if old is not None and not opens(old):
        faults["corrects"] = (
            "a correction may be read by no more people than what it corrects. Correct it for the same circle, and "
            "enter what is for more people as a statement of its own"
        )
    source = look.case.sources.get(typed.said("source"))
    if source is not None and not opens(source):
        faults["source"] = "this source is not known to all who could read the position; name another, or fewer readers"
    options = [(each.id, option.id) for each in look.case.issues for option in each.options]
    points = {point_key(*point): point for point in options}
    if not all(_issue_opens(look, *points[key], opens) for key in typed.conditions if key in points):
        faults["condition"] = "this condition is not known to all who could read the position"
    return faults


def _issue_opens(look: Look, name: str, option: str, opens: Callable[[Fact], bool]) -> bool:
    """Whether the readers know the issue, with that option: a correction of it may be for fewer than itself."""
    same = _with_corrections(look, "issues", name, Issue)
    return any(opens(fact) and (not option or option in {each.id for each in fact.options}) for fact in same)


def _party_opens(look: Look, party: str, opens: Callable[[Fact], bool]) -> bool:
    facts: list[Fact] = [
        *_with_corrections(look, "parties", party, Party),
        *_with_corrections(look, "groups", party, Group),
        *(each for each in look.case.groups if party in {member.party for member in each.members}),
        *(each for each in _with_corrections(look, "positions", "", Position) if each.party == party),
    ]
    return any(opens(fact) for fact in facts)


def _with_corrections(look: Look, section: str, name: str, kind: type[F]) -> Iterable[F]:
    """The facts of a section in the view with an id, and all that correct them; without an id every fact."""
    facts = [fact for fact in look.case.there[section] if isinstance(fact, kind)]
    if not name:
        return facts
    names = {name}
    while more := {fact.id for fact in facts if fact.supersedes in names} - names:
        names |= more
    return [fact for fact in facts if fact.id in names]
