"""A redline as parts of a page that somebody else makes: without head, style sheet, style attributes or scripts."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.text.comparing.model import Comparison
from travaux.text.redline.article import anchors_of, article, changed_rows
from travaux.text.redline.contents import contents, entries
from travaux.text.redline.front import choices_told, figures, key, remarks_told, reopened_told
from travaux.text.redline.html import check_holdable
from travaux.text.redline.inline import Inline
from travaux.text.redline.plan import planned

__all__ = ["Fragment", "redline_fragment"]

_UNFOLDED = 12  # places of reopened text; a page has more to say below them


@dataclass(frozen=True, slots=True)
class Fragment:
    """The parts of a redline, each well-formed HTML in which every word of the texts is escaped; empty if nothing is
    to be said.

    `remarks`, `figures` (with their definitions), `key` to the marks, what was `reopened`, what happened to `choices`,
    the `outline`, the `text`. `changes` counts the provisions that changed; their anchors are `c1`, `c2` and so on.
    """

    remarks: str
    figures: str
    key: str
    reopened: str
    choices: str
    outline: str
    text: str
    changes: int


def redline_fragment(comparison: Comparison, *, changed_only: bool = False) -> Fragment:
    """The comparison as parts of a page; headings begin with h2, and every link leads to an anchor in the parts.

    Args:
        comparison: what `travaux.text.comparing.compare` found.
        changed_only: write only provisions that changed and the headings above them, and say how many were left out.

    Raises:
        TravauxError: if a text holds control characters that no HTML page can hold.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing import compare
        >>> old = travaux.read_text("1. Each Party shall act.\\n\\n2. It shall report.")
        >>> new = travaux.read_text("1. Each Party may act.\\n\\n2. It shall report.")
        >>> found = redline_fragment(compare(old, new), changed_only=True)
        >>> found.changes, "1 provision unchanged" in found.text
        (1, True)
    """
    plan = planned(comparison)
    listed = entries(comparison, plan)
    rows = changed_rows(plan, listed) if changed_only else frozenset(range(len(comparison.provisions)))
    inline = Inline(comparison, anchors=anchors_of(comparison, rows), classes=True)
    found = Fragment(
        remarks_told(comparison), figures(comparison), key(folded=True), reopened_told(comparison, plan, _UNFOLDED),
        choices_told(comparison, plan), contents(listed, changed_only=changed_only),
        article(comparison, plan, inline, rows), plan.count,
    )  # fmt: skip
    for part in (found.reopened, found.choices, found.outline, found.text):
        check_holdable(part)
    return found
