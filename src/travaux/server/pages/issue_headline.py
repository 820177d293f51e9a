"""Where an issue stands, in words: settled, blocked, open or unknown, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.consensus.rules import Decision
from travaux.consensus.status import IssueState, OptionState, Status
from travaux.facts import Case
from travaux.text.wording import counted

__all__ = ["Headline", "headline", "named"]

_MANY = 4  # names in one sentence

CHIPS: dict[Status, str] = {"settled": "yes", "blocked": "no", "open": "open", "unknown": "none"}
"""The look of each status; the word always stands in it too."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The status of an issue with the sentences that say why, the first one first."""

    status: Status
    chip: str
    sentences: tuple[str, ...]
    definition: str


def headline(case: Case, state: IssueState, rule: Decision) -> Headline:
    """The headline of an issue.

    Args:
        case: the view; it gives the names.
        state: the status of the issue in a finding.
        rule: the rule of decision of that finding.
    """
    told = {"settled": _settled, "blocked": _blocked, "open": _open, "unknown": _unknown}[state.status]
    by_rule = f"By the rule {rule.name.replace('_', ' ')}: {rule.words}. What is not excluded is not agreed."
    return Headline(state.status, CHIPS[state.status], tuple(told(case, state, rule)), by_rule)


def named(case: Case, parties: Iterable[str]) -> str:
    """Some parties by name, the first few of many: `Kenya, Ghana and 3 others`.

    Example:
        >>> import travaux
        >>> named(travaux.open_case("typefaces"), ["ke", "gh"])
        'Kenya and Ghana'
    """
    names = [case.party_name(party) for party in parties]
    if len(names) > _MANY + 1:
        names = [*names[:_MANY], counted(len(names) - _MANY, "other", "others")]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _settled(case: Case, state: IssueState, rule: Decision) -> Iterable[str]:  # noqa: ARG001
    outcome = state.outcome
    if outcome is None:
        return
    options = {option.id: option.label or option.id for option in state.ground.issue.options}
    day = f" on {outcome.date.day} {outcome.date:%B} {outcome.date.year}" if outcome.date else ""
    yield f"Settled{day}: “{options.get(outcome.option or '', outcome.option or '')}”."


def _blocked(case: Case, state: IssueState, rule: Decision) -> Iterable[str]:
    excluded = [option for option in state.options if option.excluded]
    drawers = dict.fromkeys(party for option in excluded for party in option.ground.parties(*rule.excluding))
    verb = "excludes" if len(drawers) == 1 else "exclude"
    between = " between them" if len(drawers) > 1 else ""
    if len(excluded) > 1:
        yield f"Blocked: {named(case, drawers)} {verb} {counted(len(excluded), 'option')}{between}."
    for option in excluded:
        parties = option.ground.parties(*rule.excluding)
        verb = "excludes" if len(parties) == 1 else "exclude"
        against = f"{named(case, parties)} {verb} “{option.ground.label}”"
        yield f"Blocked: {against}." if len(excluded) == 1 else f"{_capital(against)}."
    if not state.untested:
        yield "Every option on the table is excluded."
        return
    labels = _labels(state.untested)
    which = "it" if len(state.untested) == 1 else "any of them"
    if rule.by_vote:
        yield f"{labels} could still pass, but the yes that the rule asks for is not on record."
    else:
        yield f"Nobody excludes {labels}, but it is not on record that {named(case, drawers)} can live with {which}."


def _open(case: Case, state: IssueState, rule: Decision) -> Iterable[str]:
    excluded = [option for option in state.options if option.excluded]
    acceptable = [option for option in state.options if option.acceptable]
    whole = len(state.ground.deciders)
    known = f"{len(state.ground.speakers)} of {counted(whole, 'delegation')} are known here; the others are unknown"
    if acceptable and excluded:
        against = dict.fromkeys(party for option in excluded for party in option.ground.parties(*rule.excluding))
        verb, stands = ("excludes", "stands") if len(against) == 1 else ("exclude", "stand")
        which = "this one" if len(acceptable) == 1 else "each of these"
        yield f"Open: nobody excludes {_labels(acceptable)}."
        yield (
            f"{named(case, against)} {verb} another option, and {stands} on record as preferring or accepting {which}, "
            "with the conditions that are shown below, if any. That binds nobody else."
        )
    elif acceptable:
        yield f"Open: {_labels(acceptable)} has every yes on record that the rule asks for."
    elif excluded:
        yield f"Open: {_labels(excluded)} is excluded."
    else:
        yield "Open: nothing on record excludes any option."
    yield f"{known}."


def _unknown(case: Case, state: IssueState, rule: Decision) -> Iterable[str]:  # noqa: ARG001
    yield "Unknown: no delegation that decides has a stance on record here. Silence is not consent."


def _labels(options: Iterable[OptionState]) -> str:
    return ", ".join(f"“{option.ground.label}”" for option in options)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
