"""Small cases written by hand: a few issues, who said what, and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from travaux.consensus.costs import default_costs
from travaux.consensus.posing import Posed, pose
from travaux.consensus.rules import decision
from travaux.consensus.standings import ground
from travaux.consensus.status import IssueState, state
from travaux.facts import Case, view
from travaux.facts.loading import from_mapping

Fact = dict[str, Any]


def point(words: str) -> Fact:
    """`i.x` is option x of issue i."""
    issue, option = words.split(".")
    return {"issue": issue, "option": option}


def says(words: str, kind: str = "unstated", only_with: str = "", **more: Any) -> Fact:
    """A position: `us red_line i.x`. `kind` is the restraint, `only_with` the conditions (`j.a k.b`)."""
    party, stance, place = words.split()
    fact = {"party": party, "stance": stance, **point(place), "restraint": {"kind": kind, "reason": ""}}
    if only_with:
        fact["conditions"] = [point(each) for each in only_with.split()]
    return {"id": words.replace(" ", "-"), **fact, **more}


def options(words: str) -> list[Fact]:
    return [{"id": name, "label": f"Option {name}"} for name in words.split()]


def issues(**named: str | Fact) -> list[Fact]:
    """Issues by id, each with its options in a row of words, or as a fact of its own."""
    return [
        {"id": name, "title": f"Issue {name}", "options": options(each)}
        if isinstance(each, str)
        else {"id": name, "title": f"Issue {name}", **each, "options": _as_options(each["options"])}
        for name, each in named.items()
    ]


def _as_options(given: str | list[Fact]) -> list[Fact]:
    return options(given) if isinstance(given, str) else given


def mapping(questions: list[Fact], positions: Iterable[Fact] = (), silent: str = "", **sections: Any) -> Fact:
    """The content of a case file. Parties are states; those named in `silent` come last and say nothing."""
    said = list(positions)
    given = sections.pop("parties", [])
    groups = {group["id"] for group in sections.get("groups", ())}
    described = {party["id"] for party in given} | groups
    names = [name for name in dict.fromkeys([each["party"] for each in said]) if name not in described]
    names += [name for name in silent.split() if name not in described]
    parties = [{"id": name, "name": name.upper(), "kind": "state"} for name in names]
    return {
        "schema": "travaux-case/1",
        "parties": [*given, *parties],
        "issues": questions,
        "positions": said,
        **sections,
    }


def case_of(
    questions: list[Fact],
    positions: Iterable[Fact] = (),
    silent: str = "",
    reader: str = "public",
    on: str | None = None,
    **sections: Any,
) -> Case:
    """A case as one reader sees it."""
    return view(from_mapping(mapping(questions, positions, silent, **sections), "small"), reader, on=on)


def states_of(case: Case, rule: str | None = None) -> dict[str, IssueState]:
    """The status of every issue, by its id."""
    applied = decision(rule, case.rules, case.rule)
    return {each.issue.id: state(each, case.outcome(each.issue.id), applied) for each in ground(case)}


def posed(case: Case, rule: str | None = None) -> Posed:
    """The problem of a case, with the table of costs that comes with Travaux."""
    applied = decision(rule, case.rules, case.rule)
    return pose(case, tuple(states_of(case, rule).values()), applied, default_costs())


def day(words: str) -> date:
    return date.fromisoformat(words)
