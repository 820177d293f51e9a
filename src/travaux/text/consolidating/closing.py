"""Choices of the base that a proposal closes: it takes one of the options, or leaves the words without brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.text.consolidating.editing import Edit
from travaux.text.consolidating.elements import Paragraph, is_space, nodes_of
from travaux.text.consolidating.versions import Version
from travaux.text.model import Choice, Stream
from travaux.text.wording import plain_words, words_of

__all__ = ["closed_in"]

_SHOWN = 60


def closed_in(base: Sequence[Paragraph], version: Version) -> Iterator[str]:
    """A sentence for each choice of the base that a proposal closes, with the id that it has in the base.

    The consolidated text says the same by a rival to the whole choice, so that each text can be had back.
    """
    for n, edits in sorted(version.edits.items()):
        for edit in edits:
            said = _closed(base[n], edit)
            if said:
                yield said


def _closed(paragraph: Paragraph, edit: Edit) -> str:
    old = [
        element for element, key in zip(
            paragraph.elements[edit.start : edit.end], paragraph.keys[edit.start : edit.end], strict=True
        ) if not is_space(key)
    ]
    if len(old) != 1 or not isinstance(choice := old[0], Choice) or edit.inner:
        return ""
    words = _shown(tuple(nodes_of(edit.new)))
    if not words:
        return f"takes out {choice.id} of the base, “{_shown((choice,))}”"
    if words not in [_shown(option.content) for option in choice.options]:
        return ""
    if len(choice.options) == 1:
        return f"takes the brackets of {choice.id} of the base away and keeps its words, “{words}”"
    return f"takes “{words}” at {choice.id} of the base, “{_shown((choice,))}”"


def _shown(stream: Stream) -> str:
    words = words_of(stream) if plain_words(stream) else ""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
