"""What the page of an issue tells: its options with who stands where, who is unknown, how it stands and ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.consensus.status import OptionState
from travaux.errors import TravauxError
from travaux.facts import Standing
from travaux.facts.model import Issue, IssueOption, Outcome, Stance
from travaux.lineage.tracing import OpenChoice, Trace
from travaux.server.desk import Look
from travaux.server.pages.consensus_asked import finding_of
from travaux.server.pages.issue_headline import Headline, headline

__all__ = ["IssueAccount", "OptionAccount", "StanceGroup", "account", "life_of"]

STANCES: tuple[Stance | None, ...] = ("prefer", "accept", "oppose", "red_line", None)
"""The order in which stances are told; None for what cannot be read as one."""


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """Those with one stance on an option."""

    stance: Stance | None
    standings: tuple[Standing, ...]
    parties: int


@dataclass(frozen=True, slots=True)
class OptionAccount:
    """One option: who stands where, on how many of the deciding delegations a stance is on record, its words.

    `state` is what the finding says of it; None where there is no finding. `wording` are its words in the draft.
    """

    option: IssueOption
    groups: tuple[StanceGroup, ...]
    state: OptionState | None
    known: int
    wording: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class IssueAccount:
    """Everything the page of an issue tells beside its life through the versions.

    `unknown` are the deciding delegations without a stance on any option, `off` the options not on the table that day,
    `whole` statements on the issue as a whole, `outcomes` everything on record of how it ended.
    """

    issue: Issue
    headline: Headline | None
    trouble: TravauxError | None
    options: tuple[OptionAccount, ...]
    off: tuple[IssueOption, ...]
    whole: tuple[Standing, ...]
    unknown: tuple[str, ...]
    known: int
    of: int
    observers: frozenset[str]
    outcomes: tuple[Outcome, ...]
    before: Issue | None
    after: Issue | None


def account(look: Look, name: str) -> IssueAccount:
    """The account of an issue.

    Raises:
        TravauxError: if there is no such issue in the view.
    """
    case = look.case
    issue = case.issue(name)
    told, states, trouble = _standing(look, issue)
    standings = case.who(issue=issue.id)
    deciders = dict.fromkeys(case.deciders)
    spoke = {one.party for one in standings if one.option is not None and one.stance is not None}
    wording = _wording(look, issue)
    outcome = case.outcome(issue.id)
    on_table = case.options(issue.id)
    options = tuple(
        _option(option, standings, states.get(option.id), deciders, wording, outcome) for option in on_table
    )
    groups = {group.id for group in case.groups} | {party.id for party in case.parties if party.kind == "group"}
    names = [each.id for each in case.issues]
    place = names.index(issue.id)
    return IssueAccount(
        issue=issue,
        headline=told,
        trouble=trouble,
        options=options,
        off=tuple(each for each in issue.options if each not in on_table),
        whole=tuple(one for one in standings if one.option is None),
        unknown=tuple(party for party in deciders if party not in spoke),
        known=sum(party in spoke for party in deciders),
        of=len(deciders),
        observers=frozenset(one.party for one in standings if one.party not in deciders) - groups,
        outcomes=tuple(each for each in case.outcomes if each.issue == issue.id),
        before=case.issues[place - 1] if place else None,
        after=case.issues[place + 1] if place + 1 < len(names) else None,
    )


def life_of(look: Look, issue: Issue) -> Trace | None:
    """The life of an issue through the versions; None where no draft in the view holds it."""
    if not issue.choice or not look.case.texts:
        return None
    from travaux.lineage.tracing import trace

    return look.answer(("trace", issue.id), lambda: trace(look.case, issue.id))


def _standing(look: Look, issue: Issue) -> tuple[Headline | None, dict[str, OptionState], TravauxError | None]:
    """The headline and the states of options; where no finding can be made, why not, for the reader to see."""
    try:
        finding = finding_of(look)
    except TravauxError as error:
        return None, {}, error
    state = next((each for each in finding.issues if each.id == issue.id), None)
    if state is None:
        return None, {}, None
    return headline(look.case, state, finding.rule), {option.id: option for option in state.options}, None


def _option(
    option: IssueOption, standings: Sequence[Standing], state: OptionState | None, deciders: Iterable[str],
    wording: OpenChoice | None, outcome: Outcome | None,
) -> OptionAccount:  # fmt: skip
    here = [one for one in standings if one.option == option.id]
    spoke = {one.party for one in here if one.stance is not None}
    return OptionAccount(
        option,
        tuple(_groups(here)),
        state,
        sum(party in spoke for party in deciders),
        _words(option, wording),
        outcome is not None and outcome.option == option.id,
    )


def _groups(standings: Sequence[Standing]) -> Iterator[StanceGroup]:
    for stance in STANCES:
        found = tuple(one for one in standings if one.stance == stance)
        if found:
            yield StanceGroup(stance, found, len({one.party for one in found}))


def _wording(look: Look, issue: Issue) -> OpenChoice | None:
    """The choice of the issue in the draft that it names; None if that draft does not hold it open."""
    try:
        life = life_of(look, issue)
    except TravauxError:
        return None  # the section on its life says what is amiss
    steps = life.steps if life is not None else ()
    seen = [step.choices[0] for step in steps if len(step.choices) == 1]
    named = [step.choices[0] for step in steps if step.version.name == issue.text and len(step.choices) == 1]
    return next(iter((*named, *seen)), None)


def _words(option: IssueOption, choice: OpenChoice | None) -> str | None:
    """The words of an option in a draft; empty where choosing it leaves them out, None where none are named."""
    if choice is None or option.in_text is None:
        return None
    name = option.in_text.strip().casefold()
    if len(choice.options) == 1 and name in ("keep", "drop"):
        return choice.options[0].words if name == "keep" else ""
    for number, seen in enumerate(choice.options, 1):
        if name in (seen.label.casefold(), str(number)):
            return seen.words
    return None

