"""Delegations in such an order that those with similar positions on record stand side by side.

Two delegations are compared on the issues on which both have a stance on record. On such an issue the options of which
either has spoken are compared: an option of which both have counts as the difference of their stances (`prefer` 3,
`accept` 2, `oppose` 1, `red_line` 0, divided by 3), an option of which only one has counts as 1, for what is unknown is
no similarity. The distance on the issue is the mean over these options, the distance of two delegations the mean over
these issues; it is 1, the largest, without such an issue. Delegations are then joined by average linkage and laid out
by optimal leaf ordering (Bar-Joseph, Gifford and Jaakkola 2001, Fast optimal leaf ordering for hierarchical clustering,
Bioinformatics 17, S22-S29; with scipy).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from travaux.consensus.standings import STRICTEST_FIRST
from travaux.facts import Case, Standing

__all__ = ["LIKENESS", "distance", "ordered_by_likeness"]

LIKENESS = (
    "delegations stand side by side where their stances on record are alike: the difference of the stances, averaged "
    "over the issues on which both have one; what is unknown is no similarity, and those with nothing on record come "
    "last, by name"
)
"""What the order means, for the reader of a picture."""

Held = Mapping[str, Mapping[str, int]]
"""The stances of one delegation: issue → option → how far it is for it, from 0 (red line) to 3 (prefer)."""

_MOST = 3


def ordered_by_likeness(standings: Case | Iterable[Standing], parties: Iterable[str] | None = None) -> tuple[str, ...]:
    """Delegations ordered by likeness (see the head of this module).

    Delegations with the same stances come together by name, and the one first by name of the two ends comes first. The
    order does not depend on that in which standings or parties are given.

    Args:
        standings: a case, or some of the rows of its register.
        parties: whom to order; None for those who decide in the case, or everybody in the rows.

    Example:
        >>> import travaux
        >>> case = travaux.open_case("marrakesh")
        >>> sorted(ordered_by_likeness(case)) == sorted(case.deciders)
        True
    """
    case = standings if isinstance(standings, Case) else None
    rows = standings.who() if isinstance(standings, Case) else tuple(standings)
    if parties is None:
        parties = case.deciders if case is not None else (row.party for row in rows)
    names = {party: case.party_name(party) if case is not None else party for party in parties}
    by_name = sorted(names, key=lambda party: (names[party].casefold(), party))
    held = _held(rows)
    alike: dict[tuple[tuple[str, str, int], ...], list[str]] = {}
    for party in by_name:
        if party in held:
            alike.setdefault(_content(held[party]), []).append(party)
    # The ground of every tie is the content itself, so that nothing rests on the order of the record.
    contents = sorted(alike, key=lambda content: (names[alike[content][0]].casefold(), alike[content][0]))
    order = _leaves([held[alike[content][0]] for content in contents])
    spoke = [party for place in order for party in alike[contents[place]]]
    return (*spoke, *(party for party in by_name if party not in held))


def distance(one: Held, other: Held) -> float:
    """How far two delegations are apart, from 0 to 1 (see the head of this module).

    Example:
        >>> distance({"term": {"ten": 3}}, {"term": {"ten": 0}}), distance({"term": {"ten": 3}}, {"fees": {"none": 3}})
        (1.0, 1.0)
        >>> distance({"term": {"ten": 3, "fifty": 0}}, {"term": {"ten": 3}})
        0.5
    """
    shared = sorted(one.keys() & other.keys())
    if not shared:
        return 1.0
    return sum(_apart(one[issue], other[issue]) for issue in shared) / len(shared)


def _apart(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    options = one.keys() | other.keys()
    both = one.keys() & other.keys()
    differences = sum(abs(one[option] - other[option]) for option in both)
    return (differences / _MOST + len(options) - len(both)) / len(options)


def _held(rows: Iterable[Standing]) -> dict[str, dict[str, dict[str, int]]]:
    """The stances of each party; of several on one option the strictest counts."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in rows:
        if row.option is None or row.stance is None:
            continue
        options = found.setdefault(row.party, {}).setdefault(row.issue, {})
        value = STRICTEST_FIRST.index(row.stance)
        options[row.option] = min(value, options.get(row.option, _MOST))
    return found


def _content(held: Held) -> tuple[tuple[str, str, int], ...]:
    return tuple(sorted((issue, option, value) for issue, options in held.items() for option, value in options.items()))


def _leaves(held: list[Held]) -> list[int]:
    """The places of the delegations in the order of the leaves."""
    if len(held) < 3:
        return list(range(len(held)))
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering

    pairs = ((one, other) for place, one in enumerate(held) for other in held[place + 1 :])
    distances: NDArray[np.float64] = np.array([distance(*pair) for pair in pairs])
    tree = optimal_leaf_ordering(linkage(distances, "average"), distances)
    found = [int(leaf) for leaf in leaves_list(tree)]
    return found if found[0] < found[-1] else found[::-1]
