"""A case at a glance: where it stands, who holds which bracket, who blocks, what changed, which package is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from travaux.consensus.definitions import definitions
from travaux.server.desk import Look, Page, Query, page
from travaux.server.pages.consensus_asked import finding_of
from travaux.server.pages.glance_draft import changed_in, draft_in
from travaux.server.pages.glance_issues import Case, blocked_in, issues_of, package_in
from travaux.server.pages.text_entering import labels_for
from travaux.text.wording import counted

if TYPE_CHECKING:
    from travaux.consensus import Finding
    from travaux.server.pages.glance_draft import DraftGlance

__all__ = ["glance", "state_words"]

_NAMED = 3
"""Blocked issues that the first sentence names."""


@page("read")
def glance(look: Look, query: Query) -> Page:
    """What a chair understands in a minute."""
    finding = finding_of(look)
    blocked = frozenset(each.id for each in finding.with_status("blocked"))
    draft = draft_in(look, blocked)
    issues = issues_of(look, finding)
    context: dict[str, Any] = {
        "state": state_words(finding, draft),
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


def state_words(finding: Finding, draft: DraftGlance | None) -> str:
    """Where a case stands, in a sentence or two.

    Args:
        finding: what is known of its issues.
        draft: its latest draft; None if it has none.
    """
    total = len(finding.issues)
    numbers = {status: len(finding.with_status(status)) for status in ("settled", "open", "blocked", "unknown")}
    if not total:
        issues = "No issue is on record"
    elif numbers["settled"] == total:
        issues = f"All {total} issues are settled" if total > 1 else "The one issue is settled"
    else:
        titles = [each.ground.issue.title or each.id for each in finding.with_status("blocked")]
        named = f" ({'; '.join(titles)})" if 0 < len(titles) <= _NAMED else ""
        said = [f"{numbers['settled']} settled", f"{numbers['open']} open", f"{numbers['blocked']} blocked{named}"]
        said += [f"{numbers['unknown']} without a position on record"] if numbers["unknown"] else []
        issues = f"Of {counted(total, 'issue')}: {_listed(said)}"
    if draft is None:
        return f"{issues}. No draft is on record."
    left = f"holds {counted(draft.choices, 'open choice')}" if draft.choices else "has no open choice"
    return f"{issues}. The latest draft, {draft.called}, {'cannot be read' if draft.problem else left}."


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _known(finding: Finding) -> frozenset[str]:
    """The delegations that `known` counts: those with a position on an issue not settled, or if all are, on any."""
    left = [*finding.with_status("blocked"), *finding.with_status("open")] or list(finding.issues)
    return frozenset(party for issue in left for party in issue.ground.speakers)
