"""Which `*`, `_` and `~~` of a Markdown paragraph are emphasis, and which are printed characters.

Method: the delimiter stack of the CommonMark specification (MacFarlane, version 0.31, section 6.2),
without its rules for links.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Delimiter", "pairs"]

Span = tuple[int, int]


@dataclass(slots=True)
class Delimiter:
    """A run of one delimiter character; `start:end` shrinks as characters of it are used up."""

    sign: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int

    @classmethod
    def at(cls, source: str, start: int, end: int) -> Delimiter:
        """The run `source[start:end]`, with what its neighbours allow it to be."""
        before = source[start - 1] if start else " "
        after = source[end] if end < len(source) else " "
        space_before, space_after = before.isspace(), after.isspace()
        mark_before = not space_before and not before.isalnum()
        mark_after = not space_after and not after.isalnum()
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        sign = source[start]
        if sign == "_":
            left, right = left and (not right or mark_before), right and (not left or mark_after)
        return cls(sign, start, end, left, right, end - start)


def pairs(delimiters: list[Delimiter]) -> list[tuple[Span, Span, str]]:
    """The emphases: span of the opening characters, of the closing ones, and the mark (`bold`, `italic`, `strike`)."""
    found: list[tuple[Span, Span, str]] = []
    openers: list[Delimiter] = []
    bottom: dict[tuple[str, bool, int], Delimiter | None] = {}
    for run in delimiters:
        while run.closes and run.end > run.start:
            key = (run.sign, run.opens, run.length % 3)
            index = _opener(openers, run, bottom.get(key))
            if index < 0:
                bottom[key] = openers[-1] if openers else None
                break
            del openers[index + 1:]
            opener = openers[-1]
            width = 2 if min(opener.end - opener.start, run.end - run.start) > 1 else 1
            mark = "strike" if run.sign == "~" else ("italic", "bold")[width - 1]
            found.append(((opener.end - width, opener.end), (run.start, run.start + width), mark))
            opener.end -= width
            run.start += width
            if opener.end == opener.start:
                openers.pop()
        if run.opens and run.end > run.start:
            openers.append(run)
    return found


def _opener(openers: list[Delimiter], run: Delimiter, floor: Delimiter | None) -> int:
    """Index of the nearest run that `run` can close; the search stops at `floor`, below which there was none before."""
    for index in range(len(openers) - 1, -1, -1):
        opener = openers[index]
        if opener is floor:
            return -1
        if opener.sign != run.sign:
            continue
        both_ways = opener.closes or run.opens
        if both_ways and (opener.length + run.length) % 3 == 0 and (opener.length % 3 or run.length % 3):
            continue
        return index
    return -1
