"""On whom a package relies: a yes that is not on record, or that holds only under a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from travaux.consensus.results import Reliance
from travaux.consensus.standings import Ground
from travaux.consensus.status import IssueState
from travaux.facts import Standing

__all__ = ["reliance"]


def reliance(states: Sequence[IssueState], choices: Mapping[str, str]) -> tuple[Reliance, ...]:
    """Whoever has spoken on an undecided issue, but not said an unconditional yes to the option chosen there.

    Delegations that have said nothing at all on an issue are not listed one by one: the share of positions known counts
    them. A settled issue relies on nobody.
    """
    return tuple(
        found
        for issue in states
        if issue.status != "settled" and issue.id in choices
        for found in _on(issue.ground, choices[issue.id])
    )


def _on(ground: Ground, chosen: str) -> Iterator[Reliance]:
    option = ground.option(chosen)
    if option is None:
        return
    for party in ground.speakers:
        standing = option.spoken.get(party)
        why = "has spoken on the issue, not on this option" if standing is None else _doubt(standing)
        if why:
            yield Reliance(party, ground.issue.id, chosen, why)


def _doubt(standing: Standing) -> str:
    points = ", ".join(f"{point.issue} = {point.option}" for point in standing.conditions)
    if standing.stance in ("oppose", "red_line"):
        return ("is on record against it" if standing.stance == "red_line" else "opposes it") + (
            f" unless {points}" if points else ""
        )
    if standing.subject_to:
        return f"accepts subject to: {standing.subject_to}"
    if points:
        return f"accepts if {points}"
    if standing.conflicts_with:
        return "sources disagree on its position"
    return ""
