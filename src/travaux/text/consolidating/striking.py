"""Words of the base that proposals struck in tracked changes, with author and date."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.text.comparing.words import matching
from travaux.text.consolidating.elements import Element, Paragraph, is_space
from travaux.text.consolidating.pairing import paired
from travaux.text.model import Change, Text

__all__ = ["struck_in"]


def struck_in(base: Sequence[Paragraph], before: Sequence[Paragraph]) -> dict[int, dict[int, Change]]:
    """Which elements of the base were struck, by whom and when: paragraph, element, change.

    Args:
        base: the paragraphs of the base.
        before: those of the proposal before its changes, in which the words that it strikes are marked.
    """
    pairing = paired(base, before)
    result: dict[int, dict[int, Change]] = {}
    for i, j in (*pairing.same, *pairing.reworded):
        if before[j].plain is None:
            found = _one(base[i], before[j])
            if found:
                result[i] = found
    return result


def _one(base: Paragraph, before: Paragraph) -> dict[int, Change]:
    changes = [_deletion(element) for element in before.elements]
    if not any(changes):
        return {}
    ours = [n for n, key in enumerate(base.keys) if not is_space(key)]
    theirs = [n for n, key in enumerate(before.keys) if not is_space(key)]
    found: dict[int, Change] = {}
    for i, j, length in matching([base.keys[n] for n in ours], [before.keys[n] for n in theirs]):
        for step in range(length):
            change = changes[theirs[j + step]]
            if change is not None:
                found[ours[i + step]] = change
    for n, key in enumerate(base.keys):
        if is_space(key) and n - 1 in found and found.get(n + 1) == found[n - 1]:
            found[n] = found[n - 1]
    return found


def _deletion(element: Element) -> Change | None:
    if isinstance(element, tuple):
        return next((change for part in element if (change := _deletion(part)) is not None), None)
    if isinstance(element, Text) and element.change is not None and element.change.act in ("deleted", "moved_from"):
        return element.change
    return None
