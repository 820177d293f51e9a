"""A stream that a file of our own carried whole: counted and checked, with nothing left to recognise."""

from __future__ import annotations

from travaux.errors import TravauxError
from travaux.text.conservation import conserve, printed
from travaux.text.instrument import Instrument, MarkCount, Source
from travaux.text.manuscript import Ready
from travaux.text.model import Choice, Note, Stream
from travaux.text.notation.custom import guess_language

__all__ = ["settled"]


def settled(ready: Ready) -> Instrument:
    """The instrument of a finished stream.

    Raises:
        TravauxError: if what the file prints and what its marks say is not the same.
    """
    kept = conserve(ready.source, ready.body, ready.dropped, ready.repeated, ready.generated)
    if kept.lost or kept.source_characters != kept.in_tree + kept.dropped:
        raise TravauxError(
            "the marks of the text were edited by hand",
            where=ready.file,
            why="what the file prints and what its marks say are no longer the same",
            remedy="convert the draft again, or save the text as .txt and read that",
        )
    words = "".join(printed(ready.body))
    opened, closed = words.count("["), words.count("]")
    paired, unclosed, depth = _brackets(ready.body)
    plain = min(opened - paired - unclosed, closed - paired)
    language = ready.language or guess_language(words)
    return Instrument(
        body=ready.body,
        title=ready.title,
        source=Source(ready.file, ready.format, None, language),
        marks=MarkCount(
            open=opened,
            close=closed,
            paired=paired,
            unclosed=opened - paired - plain,
            stray=closed - paired - plain,
            not_negotiation=plain,
            max_depth=depth,
        ),
        conservation=kept,
        dropped=tuple(ready.dropped),
        diagnostics=tuple(ready.diagnostics),
    )


def _brackets(stream: Stream) -> tuple[int, int, int]:
    """Brackets of choices that are closed, those that are not, and how deep they nest."""
    paired = unclosed = depth = 0
    for node in stream:
        streams: list[Stream] = []
        inside = 0
        if isinstance(node, Note):
            streams = [node.content]
        elif isinstance(node, Choice):
            opened = sum(option.open == "[" for option in node.options)
            closed = sum(option.close == "]" for option in node.options)
            paired += min(opened, closed)
            unclosed += max(opened - closed, 0)
            inside = 1 if opened else 0
            streams = [part for option in node.options for part in (option.head, option.content)]
        for part in streams:
            more = _brackets(part)
            paired, unclosed, depth = paired + more[0], unclosed + more[1], max(depth, inside + more[2])
        depth = max(depth, inside)
    return paired, unclosed, depth
