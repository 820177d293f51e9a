"""Rules of decision as values: how much rejection a text survives.

Consensus and two thirds are the habit of diplomatic conferences (WIPO, General Rules of Procedure). A rule with weights
of its own is declared in the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from travaux.errors import TravauxError
from travaux.facts.model import Rule, RuleKind

__all__ = ["BUILT_IN", "Decision", "decision"]

BUILT_IN: tuple[RuleKind, ...] = ("consensus", "no_opposition", "two_thirds", "majority")
_WORDS = {
    "consensus": "what crosses a red line on record is excluded",
    "no_opposition": "what crosses a red line on record, or is opposed by a delegation on record, is excluded",
    "two_thirds": "what delegations with more than a third of the weight are on record against is excluded",
    "majority": "what delegations with half of the weight or more are on record against is excluded",
    "weighted": "what is excluded leaves less than the share of the weight that a text needs",
}
_EDGE = 1e-9  # share of the weight by which a sum of floating-point weights may miss its bound


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that applies: its name, kind, the share of weight a text needs, and weights that are not 1."""

    name: str
    kind: RuleKind
    threshold: float = 1.0
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.kind == "weighted" or (self.by_vote and self.threshold != _threshold(self.kind)):
            return f"{_WORDS['weighted']} ({self.threshold:.4g})"
        return _WORDS[self.kind]

    @property
    def by_vote(self) -> bool:
        """Whether a text can pass against somebody."""
        return self.kind not in ("consensus", "no_opposition")

    @property
    def excluding(self) -> frozenset[str]:
        """The stances that stand against an option."""
        lines = {"red_line"} if self.kind == "consensus" else {"red_line", "oppose"}
        return frozenset(lines)

    def weight_of(self, party: str) -> float:
        """The weight of a party, without unit."""
        return self.weights.get(party, 1.0)

    def allowance(self, parties: Sequence[str]) -> float:
        """How much weight may reject a text, out of the weight of all these parties.

        Example:
            >>> Decision("two_thirds", "two_thirds", 2 / 3).allowance(["a", "b", "c", "d"])
            1.0
        """
        if not self.by_vote:
            return 0.0
        weights = [self.weight_of(party) for party in parties]
        total = sum(weights)
        whole = all(weight == int(weight) for weight in weights)
        if self.kind == "majority" and self.threshold == _threshold("majority"):  # more than half, not half
            return max(0.0, float((int(total) - 1) // 2) if whole else total / 2 - _EDGE * total)
        bound = total * (1 - self.threshold) + _EDGE * total
        return float(int(bound)) if whole else bound


def decision(name: str | None, declared: Sequence[Rule], default: str | None = None) -> Decision:
    """The rule of that name: one declared in the case, or one of the built-in ones; `consensus` if none is named.

    Raises:
        TravauxError: if there is no such rule, or a weighted rule says no threshold.

    Example:
        >>> decision(None, []).words
        'what crosses a red line on record is excluded'
    """
    wanted = (name or default or "consensus").strip()
    for rule in declared:
        if rule.id == wanted:
            return _declared(rule)
    for kind in BUILT_IN:
        if wanted.replace("-", "_") == kind:
            return Decision(kind, kind, _threshold(kind))
    names = [*BUILT_IN, *(rule.id for rule in declared)]
    near = get_close_matches(wanted, names, n=2) or names
    raise TravauxError(f"there is no rule of decision {wanted!r}", remedy=f"use one of: {', '.join(near)}")


def _declared(rule: Rule) -> Decision:
    if rule.kind == "weighted" and rule.threshold is None:
        raise TravauxError(
            f"the rule {rule.id} says no threshold",
            why="a weighted rule needs the share of the weight that carries a text",
            remedy="give it a threshold between 0 and 1",
        )
    if rule.kind in ("consensus", "no_opposition") and rule.threshold is not None:
        raise TravauxError(
            f"the rule {rule.id} has a threshold, and a rule of {rule.kind} counts no votes",
            remedy="leave the threshold out, or make it a weighted rule",
        )
    wrong = [f"{party} {weight:g}" for party, weight in rule.weights.items() if not 0 <= weight < float("inf")]
    if wrong:
        raise TravauxError(
            f"the rule {rule.id} has weights that are no weights: {', '.join(wrong)}", remedy="use 0 or more"
        )
    return Decision(rule.id, rule.kind, rule.threshold or _threshold(rule.kind), dict(rule.weights))


def _threshold(kind: RuleKind) -> float:
    return {"two_thirds": 2 / 3, "majority": 0.5}.get(kind, 1.0)
