"""What binds a union of which a party is a member on a day, where the party itself is not bound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from travaux.treaty.model import PartyStatus, Treaties
from travaux.treaty.names import organisations
from travaux.treaty.standing import bound, day_of

__all__ = ["DEFINITION", "through_unions"]

DEFINITION = (
    "Through a union: it is a party, and the member is not. Members are those of the group on record for that day; how "
    "far the treaty binds a member is for the law of the union."
)
"""What is listed as binding through a union, in words."""


def through_unions(data: Treaties, party: str, on: date | str | None = None) -> tuple[PartyStatus, ...]:
    """What binds the unions of which a party is a member on a day, and not the party itself.

    A union is an organisation that deposits for its members (such as the European Union), if the record has a group of
    its members: `EU` or `eu_members`.

    Args:
        data: the treaties and what was done with them.
        party: the party, by id, code, name or alias.
        on: the day; None for the last day of which the record speaks.

    Returns:
        Where each union stands with each such treaty, unions in the order of the record.

    Raises:
        TravauxError: if there is no such party or day.
    """
    from travaux.treaty.opening import party_named

    known, day = party_named(data, party), day_of(data, on)
    itself = {each.treaty for each in bound(data, known, day) if each.state == "bound"}
    return tuple(
        each
        for union in _unions(data, known, day)
        for each in bound(data, union, day)
        if each.state == "bound" and each.treaty not in itself
    )


def _unions(data: Treaties, party: str, day: date) -> Iterator[str]:
    """The unions of which a party is a member on a day."""
    groups = {name.casefold().removesuffix("_members"): name for name in data.groups}
    for code, each in organisations().items():
        group = groups.get(code.casefold())
        acts = each.deposits_for_members and code in data.parties and code != party
        if acts and group is not None and party in data.groups.of(group, day):
            yield code
