"""Proposals with tracked changes: their text before and after, and the words they struck, with author and date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from travaux.text.comparing.words import matching
from travaux.text.consolidating.elements import Element, Names, Paragraph, is_space, paragraphs_of
from travaux.text.consolidating.pairing import Pairing, paired
from travaux.text.model import Break, Change, Node, Note, Stream, Text
from travaux.text.stream import joined
from travaux.text.tracked import accepted, rejected

__all__ = ["as_accepted", "as_rejected", "moved_between", "struck_in"]


def as_accepted(stream: Stream) -> Stream:
    """A text with its tracked changes accepted; inserted words stay marked, paragraphs without words left are gone."""
    return _view(stream, accepted)


def as_rejected(stream: Stream) -> Stream:
    """A text as it was before its tracked changes; struck words stay marked, paragraphs that only came with them go."""
    return _view(stream, rejected)


def _view(stream: Stream, view: Callable[..., Stream]) -> Stream:
    # Often the mark of a paragraph is not tracked though all its words are: an empty number would be left.
    result: list[Node] = []
    for paragraph in paragraphs_of(stream, Names()):
        nodes = (*((paragraph.mark,) if paragraph.mark else ()), *paragraph.content)
        left = view(nodes, marked=True)
        emptied = any(isinstance(node, Text) and node.change is not None for node in paragraph.content)
        if emptied and not (paragraph.mark and paragraph.mark.role == "cell") and not _says(left):
            left = tuple(node for node in left if isinstance(node, Note))
        result += left
    return joined(result)


def _says(nodes: Stream) -> bool:
    for node in nodes:
        if isinstance(node, Text) and node.text.strip():
            return True
        if not isinstance(node, Text | Break) and not (isinstance(node, Note) and node.form == "comment"):
            return True
    return False


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


def moved_between(
    base: Sequence[Paragraph], own: Sequence[Paragraph], struck: Mapping[int, Mapping[int, Change]]
) -> Pairing:
    """Base and proposal paired, the paragraphs left out that the tracked changes take from one place to another.

    Args:
        struck: which elements of which paragraph of the base are struck.
    """
    gone = {
        n: base[n].key for n, elements in struck.items()
        if all(place in elements for place, key in enumerate(base[n].keys) if not is_space(key))
    }
    come = {n: each.key for n, each in enumerate(own) if each.plain is None and all(map(_inserted, each.elements))}
    both = set(gone.values()) & set(come.values())
    ours = [n for n in range(len(base)) if gone.get(n) not in both or n not in gone]
    theirs = [n for n in range(len(own)) if come.get(n) not in both or n not in come]
    found = paired([base[n] for n in ours], [own[n] for n in theirs])
    pairs = ([(ours[i], theirs[j]) for i, j in some] for some in (found.same, found.reworded, found.rewritten))
    return Pairing(*pairs)


def _inserted(element: Element) -> bool:
    parts = element if isinstance(element, tuple) else (element,)
    return all(
        isinstance(part, Text) and part.change is not None and part.change.act in ("inserted", "moved_to")
        for part in parts
    )
