"""A case at a glance: where it stands, who holds which bracket, who blocks, what changed, which package is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from travaux.consensus.definitions import definitions
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.cases import has_talks
from travaux.server.pages.consensus_asked import finding_of
from travaux.server.pages.glance_draft import changed_in, draft_in
from travaux.server.pages.glance_issues import Case, blocked_in, issues_of, package_in
from travaux.server.pages.holdings import Holding, holdings
from travaux.server.pages.text_entering import labels_for
from travaux.text.wording import counted

if TYPE_CHECKING:
    from travaux.consensus import Finding
    from travaux.consensus.status import Status
    from travaux.server.pages.glance_draft import DraftGlance

__all__ = ["Piece", "glance", "state_words"]

_NAMED = 3
"""Blocked issues that the first sentence names."""

_STATUSES: dict[Status, str] = {
    "settled": "settled", "open": "open", "blocked": "blocked", "unknown": "without a position on record",
}  # fmt: skip


@page("read")
def glance(look: Look, query: Query) -> Page:
    """What a chair understands in a minute."""
    finding = finding_of(look)
    blocked = frozenset(each.id for each in finding.with_status("blocked"))
    draft = draft_in(look, blocked)
    issues = issues_of(look, finding)
    held = holdings(look.case)
    talks = has_talks(look.case) or not held
    context: dict[str, Any] = {
        "state": tuple(state_words(finding, draft)) if talks else tuple(_held_words(held)),
        "holdings": held,
        "talks": talks,
        "draft": draft,
        "finding": finding,
        "blocked": blocked_in(look, finding),
        "open_ones": [each for each in issues if each.status == "open"],
        "silent": [each for each in issues if each.status == "unknown"],
        "changed": changed_in(look, asked=query.get("show") == "changes"),
        "package": package_in(look, finding),
        "known": [name for name in look.case.deciders if name in _known(finding)],
        "unknown": [name for name in look.case.deciders if name not in _known(finding)],
        "words": {name.replace(" ", "_"): words for name, words in definitions(finding).items()},
        "instrument": Case(look).instrument,
        "may_enter": bool(labels_for(look)),
    }
    return Page("travaux/glance.html", look.title, context)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence; `to` names where the facts that they count are listed, empty for none."""

    words: str
    to: str = ""


def state_words(finding: Finding, draft: DraftGlance | None) -> Iterable[Piece]:
    """Where a case stands, in a sentence or two, piece by piece: each number with the place of its facts.

    Args:
        finding: what is known of its issues.
        draft: its latest draft; None if it has none.
    """
    yield from _issues(finding)
    if draft is None:
        yield Piece(". No draft is on record.")
        return
    yield Piece(f". The latest draft, {draft.called}, ")
    if draft.problem:
        yield Piece("cannot be read.")
    elif draft.choices:
        yield Piece("holds ")
        yield Piece(counted(draft.choices, "open choice"), "text")
        yield Piece(".")
    else:
        yield Piece("has no open choice.")


def _held_words(held: Iterable[Holding]) -> Iterable[Piece]:
    """What a case holds that is none of negotiations."""
    yield Piece("This case compares law and treaties; nothing is negotiated in it. It holds ")
    for place, each in enumerate(held):
        yield Piece(" and ") if place else Piece("")
        yield Piece(each.words, each.page)
    yield Piece(".")


def _issues(finding: Finding) -> Iterable[Piece]:
    total = len(finding.issues)
    numbers = {status: len(finding.with_status(status)) for status in _STATUSES}
    if not total:
        yield Piece("No issue is on record")
        return
    if numbers["settled"] == total:
        yield Piece(f"All {total} issues" if total > 1 else "The one issue", "settled")
        yield Piece(" are settled" if total > 1 else " is settled")
        return
    titles = [each.ground.issue.title or each.id for each in finding.with_status("blocked")]
    named = f" ({'; '.join(titles)})" if 0 < len(titles) <= _NAMED else ""
    yield Piece(f"Of {counted(total, 'issue')}: ")
    shown = [status for status in _STATUSES if status != "unknown" or numbers["unknown"]]
    for place, status in enumerate(shown, 1):
        words = f"{numbers[status]} {_STATUSES[status]}"
        yield Piece(words, status if numbers[status] else "")
        yield Piece(named * (status == "blocked") + ("" if place == len(shown) else " and " if place == len(shown) - 1
                    else ", "))  # fmt: skip


def _known(finding: Finding) -> frozenset[str]:
    """The delegations that `known` counts: those with a position on an issue not settled, or if all are, on any."""
    left = [*finding.with_status("blocked"), *finding.with_status("open")] or list(finding.issues)
    return frozenset(party for issue in left for party in issue.ground.speakers)
