"""Where the law of a party says otherwise than an option of an issue: derived, shown as such, and never a position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.facts.model import Issue
from travaux.server.desk import Look

if TYPE_CHECKING:
    from travaux.law.hinting import Hint, IssueHints

__all__ = ["HintLine", "OptionHints", "hints_shown"]


@dataclass(frozen=True, slots=True)
class HintLine:
    """One hint with the name of its party and the title and address of its source."""

    name: str
    hint: Hint
    source: str
    address: str
    value: str


@dataclass(frozen=True, slots=True)
class OptionHints:
    """The hints on one option, by its label."""

    label: str
    lines: tuple[HintLine, ...]


def hints_shown(look: Look, issue: Issue) -> dict[str, object]:
    """What the page of an issue shows of hints: nothing where the issue names no norm.

    Returns:
        `hinted` (heading, norm and its definition), `hints` by option, `hints_own`: whether the laws are of this case,
        or `hints_trouble`: why none can be derived.
    """
    if not issue.norm:
        return {}
    try:
        return look.answer(("hints from law", issue.id), lambda: _shown(look, issue))
    except TravauxError as error:
        return {"hints_trouble": error}


def _shown(look: Look, issue: Issue) -> dict[str, object]:
    from travaux.law.hinting import hints_on, laws_for

    laws = laws_for(look.case)
    found = hints_on(look.case, laws, issue.id)
    if found is None:
        return {}
    sources = {name: (source.title, source.address or "") for name, source in laws.sources.items()}
    labels = {option.id: option.label or option.id for option in issue.options}
    return {"hinted": found, "hints": _by_option(look, found, sources, labels), "hints_own": bool(look.case.of(Norm))}


def _by_option(
    look: Look, found: IssueHints, sources: dict[str, tuple[str, str]], labels: dict[str, str]
) -> list[OptionHints]:
    def line(hint: Hint) -> HintLine:
        title, address = sources.get(hint.source or "", (hint.source or "source not named", hint.source or ""))
        return HintLine(look.case.party_name(hint.party), hint, title, address, hint.value.replace("_", " "))

    return [OptionHints(labels.get(option, option), tuple(map(line, some))) for option, some in found.options]
