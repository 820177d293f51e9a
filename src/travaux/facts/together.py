"""Who stands alone, and who stands together: counts over the options on which parties take a side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from travaux.facts.case import Case
from travaux.facts.standing import Standing

__all__ = ["DEFINITION", "Alone", "Pair", "Together", "row", "together"]

DEFINITION = (
    "A party is for an option if it prefers or accepts it, and against it if it opposes it or draws a red line; with "
    "statements that disagree it is against. Only what a party said itself counts; a group counts as one party. A "
    "party is alone where nobody else on record is on its side of an option; its sides are the options on which it "
    "takes one. Two parties are together on an option "
    "where both are for it or both against it, and apart where one is for it and the other against."
)
"""What is counted, for the reader of the numbers."""

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Alone:
    """How often a party has its side of an option to itself.

    `sides` is the number of options on which it takes a side; on `only_for` of them it is the only one for the option,
    on `only_against` the only one against it.
    """

    party: str
    sides: int
    only_for: int
    only_against: int

    @property
    def times(self) -> int:
        """How often it is alone in all."""
        return self.only_for + self.only_against


@dataclass(frozen=True, slots=True)
class Pair:
    """How often two parties are on one side of an option: both for it, both against it; and on how many apart."""

    one: str
    other: str
    both_for: int
    both_against: int
    apart: int

    @property
    def times(self) -> int:
        """How often they are together in all."""
        return self.both_for + self.both_against


@dataclass(frozen=True, slots=True)
class Together:
    """The counts of a case, most frequent first; equal ones in alphabetical order.

    `options` is the number of options on which at least one party takes a side, `issues` that of their issues.
    """

    options: int
    issues: int
    alone: tuple[Alone, ...]
    pairs: tuple[Pair, ...]
    definition: str = DEFINITION


def together(standings: Case | Iterable[Standing]) -> Together:
    """Count who is alone and who stands together (see `DEFINITION`).

    Args:
        standings: a case, or some of the rows of its register.

    Returns:
        Every party that takes a side, and every pair that meets on an option.

    Example:
        >>> import travaux
        >>> from travaux.facts.case import view
        >>> from travaux.facts.from_text import facts_of
        >>> draft = travaux.read_text("Each Party [US/AU propose; CL oppose: shall] act [US propose: promptly].")
        >>> counts = together(view(facts_of(draft, "draft.txt")))
        >>> [(one.party, one.only_for, one.only_against) for one in counts.alone]
        [('CL', 0, 1), ('US', 1, 0), ('AU', 0, 0)]
        >>> [(pair.one, pair.other, pair.times, pair.apart) for pair in counts.pairs]
        [('AU', 'US', 1, 0), ('AU', 'CL', 0, 1), ('CL', 'US', 0, 1)]
    """
    taken = _sides(standings.who() if isinstance(standings, Case) else standings)
    sides: Counter[str] = Counter()
    lone: dict[Side, Counter[str]] = {"for": Counter(), "against": Counter()}
    shared: dict[Side, Counter[tuple[str, str]]] = {"for": Counter(), "against": Counter()}
    apart: Counter[tuple[str, str]] = Counter()
    for by_party in taken.values():
        sides.update(by_party.keys())
        for side in ("for", "against"):
            here = sorted(party for party, taken_side in by_party.items() if taken_side == side)
            if len(here) == 1:
                lone[side][here[0]] += 1
            shared[side].update(combinations(here, 2))
        apart.update(
            (one, other) for one, other in combinations(sorted(by_party), 2) if by_party[one] != by_party[other]
        )
    alone = [Alone(party, sides[party], lone["for"][party], lone["against"][party]) for party in sorted(sides)]
    met = sorted({*shared["for"], *shared["against"], *apart})
    pairs = [Pair(*pair, shared["for"][pair], shared["against"][pair], apart[pair]) for pair in met]
    return Together(
        options=len(taken),
        issues=len({issue for issue, _ in taken}),
        alone=tuple(sorted(alone, key=lambda each: -each.times)),
        pairs=tuple(sorted(pairs, key=lambda each: -each.times)),
    )


def row(counts: Together) -> dict[str, Any]:
    """What `travaux who --together --json` prints."""
    return {
        "definition": counts.definition,
        "counted": {"options": counts.options, "issues": counts.issues},
        "alone": [
            {
                "party": each.party,
                "times": each.times,
                "only_for": each.only_for,
                "only_against": each.only_against,
                "sides": each.sides,
            }
            for each in counts.alone
        ],
        "together": [
            {
                "parties": [each.one, each.other],
                "times": each.times,
                "both_for": each.both_for,
                "both_against": each.both_against,
                "apart": each.apart,
            }
            for each in counts.pairs
        ],
    }


def _sides(standings: Iterable[Standing]) -> dict[tuple[str, str], dict[str, Side]]:
    """For each option of an issue, the side of each party that takes one."""
    taken: dict[tuple[str, str], dict[str, Side]] = {}
    for each in standings:
        if each.option is None or each.stance is None or each.basis != "own":
            continue
        by_party = taken.setdefault((each.issue, each.option), {})
        if each.stance in ("oppose", "red_line"):
            by_party[each.party] = "against"
        else:
            by_party.setdefault(each.party, "for")
    return taken
