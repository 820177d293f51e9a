"""From the old text to the new one by what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from travaux.errors import TravauxError
from travaux.text.model import Stream
from travaux.text.stream import Event, assemble, flatten

if TYPE_CHECKING:
    from travaux.text.comparing.model import Comparison
    from travaux.text.instrument import Instrument

__all__ = ["Script", "apply", "script"]


Script = tuple[tuple[int, int, tuple[Event, ...]], ...]
"""Positions of the events of the old text that go (half-open), and the events that come in their place."""


def script(old: Stream, new: Stream) -> Script:
    """The shortest list of changes that makes one stream of another, event by event (see `travaux.text.stream`)."""
    before, after = list(flatten(old)), list(flatten(new))
    steps: list[tuple[int, int, tuple[Event, ...]]] = []
    for code in Indel.opcodes(before, after):
        start, end, first, last = code.src_start, code.src_end, code.dest_start, code.dest_end
        if code.tag == "equal" and before[start:end] == after[first:last]:  # it compares hashes
            continue
        if steps and steps[-1][1] == start:
            begin, _, events = steps.pop()
            steps.append((begin, end, (*events, *after[first:last])))
        else:
            steps.append((start, end, tuple(after[first:last])))
    return tuple(steps)


def apply(old: Instrument, comparison: Comparison) -> Instrument:
    """The new text, made from the old one by the script of a comparison.

    Raises:
        TravauxError: if the text is not the one that was compared.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing import compare
        >>> old, new = travaux.read_text("Each Party [shall] act."), travaux.read_text("Each Party shall act.")
        >>> apply(old, compare(old, new)) == new
        True
    """
    if old != comparison.old:
        raise TravauxError(
            "the comparison was made with another text", remedy="apply it to the older of the two texts compared"
        )
    return replace(comparison.new, body=assemble(_applied(list(flatten(old.body)), comparison.script)))


def _applied(events: Sequence[Event], steps: Script) -> Iterator[Event]:
    kept = 0
    parts: list[Sequence[Event]] = []
    for start, end, come in steps:
        parts += [events[kept:start], come]
        kept = end
    return chain(*parts, events[kept:])
