"""The look at a position before it is entered: how it will stand, who will read it, what it corrects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from travaux.facts import Standing, supposing
from travaux.facts.model import Issue, Position
from travaux.server.desk import Look
from travaux.server.desk.templatetags.facts import who_can_read
from travaux.server.pages.state_form import Typed
from travaux.server.pages.state_statement import Statement

__all__ = ["looked"]


def looked(look: Look, issue: Issue, found: Statement, typed: Typed) -> dict[str, Any]:
    """What the template `travaux/state_look.html` shows.

    The register as it would stand is worked out, not guessed: the view with the position supposed in it.
    """
    position = found.position
    after = supposing(look.case, add=[position]).who(issue=issue.id, party=position.party)
    old = next((each for each in look.case.positions if each.id == position.supersedes), None)
    return {
        "issue": issue,
        "position": position,
        "typed": typed,
        "before": look.case.who(issue=issue.id, party=position.party),
        "after": tuple(_named(each, found) for each in after),
        "readers": who_can_read(position.reader, look, position.party),
        "old": old,
        "new_source": found.source,
        "warnings": tuple(_warnings(position, old, after)),
    }


def _named(standing: Standing, found: Statement) -> Standing:
    """The standing with the title of a source that is not on record yet."""
    if found.source is None or standing.source != found.source.id:
        return standing
    return replace(standing, source=found.source.title)


def _warnings(position: Position, old: Position | None, after: tuple[Standing, ...]) -> Iterator[str]:
    counted = {each.fact for each in after}
    if position.id not in counted:
        yield "It will not count: something the party said later, or an option that is off the table, stands before it"
    if old is not None and old.reader != position.reader:
        yield (
            "The correction is for fewer readers than what it corrects. Everybody else goes on seeing the statement as "
            "it is now"
        )
    if any(each.fact == position.id and each.conflicts_with for each in after):
        yield (
            "Another statement of the party counts as well and says otherwise; the stricter one counts until one of "
            "them is corrected"
        )
    if position.stance is None and old is None:
        yield (
            "Without a stance it takes back an acceptance, and the party is unknown on this option; it lifts no "
            "objection. To take back an objection, correct the statement that holds it"
        )
