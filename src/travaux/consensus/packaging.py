"""From a selection of the engine back to a package with names."""

from __future__ import annotations

from travaux.consensus.evaluating import Verdict
from travaux.consensus.posing import Posed
from travaux.consensus.problem import Selection
from travaux.consensus.reliance import reliance
from travaux.consensus.results import PackageFound
from travaux.consensus.status import IssueState

__all__ = ["package_of"]


def package_of(
    posed: Posed, selection: Selection, verdict: Verdict, gap: float = 0.0, proven: bool = True
) -> PackageFound:
    """The package that a selection stands for, with what the evaluator says of it.

    Args:
        gap: how far, relatively, a better selection could be from this one.
        proven: whether it is proven that none is better.
    """
    choices = posed.choices(selection)
    return PackageFound(
        choices=choices,
        oppositions=verdict.oppositions,
        maximin=verdict.maximin,
        nash=verdict.nash,
        utilitarian=verdict.utilitarian,
        known_share=posed.known_share(selection),
        reliance=reliance(posed.states, choices),
        gap=gap,
        proven=proven,
        untested=tuple(
            each.id for each in posed.states if any(choices.get(each.id) == option.id for option in each.untested)
        ),
        unasked=tuple(
            each.id
            for each in posed.states
            if each.status != "settled" and each.id in choices and not _asked(each, choices[each.id])
        ),
        as_well={
            issue: posed.alike[issue, option] for issue, option in choices.items() if (issue, option) in posed.alike
        },
    )


def _asked(issue: IssueState, chosen: str) -> bool:
    option = issue.ground.option(chosen)
    return option is not None and bool(option.parties("prefer", "accept"))
