"""What was agreed and is touched again.

Agreed are words outside every choice of a text in which such words are agreed. Two texts without choices say nothing
about agreement. Numbers, punctuation and capitals alone reopen nothing; nor do moving, renumbering, changes in notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import compress

from travaux.text.comparing.model import Link, Reopened, Span
from travaux.text.comparing.printed import MARK, Printed
from travaux.text.comparing.sides import Side
from travaux.text.convention import Convention

__all__ = ["reopenings", "silence"]


def silence(old: Printed, new: Printed, convention: Convention) -> str:
    """Why two texts do not tell what was agreed, in words for readers; empty if they do.

    Args:
        old, new: the texts.
        convention: that of the older text.
    """
    if not (old.choices or new.choices):
        return "Neither text has brackets, so nothing is known of what was agreed and nothing counts as reopened."
    if convention.unbracketed != "agreed":
        return "In the older text words without brackets are not known to be agreed, so nothing counts as reopened."
    return ""


def reopenings(
    old: Side, new: Side, links: Sequence[Link], spans: Sequence[Sequence[Span]], brought: Collection[int]
) -> dict[int, list[Reopened]]:
    """What was reopened, by link.

    Args:
        old, new: the texts, which tell what was agreed (see `silence`).
        links: their links.
        spans: the tokens of each.
        brought: places of the new text whose words a choice brought that was opened.
    """
    found: dict[int, list[Reopened]] = {}
    for number, (link, row) in enumerate(zip(links, spans, strict=True)):
        if not link.old or old.text.units[link.old[0]].note:  # notes are about the text
            continue
        if not link.new:
            touched = list(_dropped(old, link))
        elif len(row) == 1 and not any(new.text.places[slice(*row[0].new)]):
            continue
        else:
            touched = list(_touched(old, new, link, row, brought))
        if touched:
            found[number] = touched
    return found


def _agreed(side: Side, unit: int) -> bool:
    """Whether a unit has words, stands in no choice and holds none."""
    one, places = side.text.units[unit], side.text.places
    return not one.place and not any(places[one.start : one.end]) and bool(_lettered(side, one.start, one.end))


def _lettered(side: Side, start: int, end: int) -> list[str]:
    """The words among some tokens that are more than numbers."""
    return [word for word in side.words(start, end) if not _number(word)]


def _number(word: str) -> bool:
    return word.replace(".", "").replace(",", "").isdigit()


def _dropped(old: Side, link: Link) -> Iterator[Reopened]:
    for unit in link.old:
        if _agreed(old, unit):
            one = old.text.units[unit]
            yield Reopened(one.id, "", old.text.label(unit), "dropped", old.printed(one.start, one.end))


def _touched(
    old: Side, new: Side, link: Link, row: Sequence[Span], brought: Collection[int]
) -> Iterator[Reopened]:
    names = old.text.units[link.old[0]].id, new.text.units[link.new[0]].id, old.text.label(link.old[0])
    whole = any(_agreed(old, unit) for unit in link.old)
    bracketed = [part for span in row if span.act == "same" for part in _bracketed(old, new, span)]
    if any(_lettered(old, start, end) for start, end in bracketed):
        yield Reopened(*names, "bracketed", _passages(old, bracketed))
    lost = [part for span in row if span.act == "deleted" for part in _outside(old, span.old)]
    gained = [part for span in row if span.act == "inserted" for part in _outside(new, span.new)]
    missing = Counter(word for part in lost for word in _lettered(old, *part))
    come = Counter(word for part in gained for word in _lettered(new, *part))
    gone = missing - come
    if not gone.keys() <= _completed(old, lost, come):
        yield Reopened(*names, "reworded", _passages(old, lost))
    elif whole and come - missing:
        yield Reopened(*names, "reworded", _all(old, link))
    if whole and not bracketed and any(_opened(new, unit, brought) for unit in link.new):
        yield Reopened(*names, "opened", _all(old, link))


def _bracketed(old: Side, new: Side, span: Span) -> Iterator[tuple[int, int]]:
    """The agreed words of a span that stand in a choice now."""
    before, after = old.text.places[slice(*span.old)], new.text.places[slice(*span.new)]
    if not any(after):
        return
    touched = bytes(not here and there > 0 for here, there in zip(before, after, strict=True))
    yield from _runs(touched, span.old[0])


def _outside(side: Side, tokens: tuple[int, int]) -> Iterator[tuple[int, int]]:
    yield from _runs(bytes(not place for place in side.text.places[slice(*tokens)]), tokens[0])


def _runs(flags: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """The runs of ones, as half-open ranges."""
    start = flags.find(1)
    while start >= 0:
        end = flags.find(0, start)
        end = len(flags) if end < 0 else end
        yield start + offset, end + offset
        start = flags.find(1, end)


def _completed(old: Side, lost: Sequence[tuple[int, int]], come: Collection[str]) -> set[str]:
    """Lost words written into a bracket that closed, so that they are part of a word now: `Part` of `Part[y][ies]`."""
    text = old.text
    tokens = {token for start, end in lost for token in range(start, end)}
    found = set()
    for token in sorted(tokens):
        word = text.keys[token].casefold()
        after = token + 1 < len(text.keys) and text.kinds[token + 1] == MARK and text.tokens[token] == text.keys[token]
        before = token > 0 and text.kinds[token - 1] == MARK and text.tokens[token - 1] == text.keys[token - 1]
        if (after and any(each.startswith(word) for each in come)) or (
            before and any(each.endswith(word) for each in come)
        ):
            found.add(word)
    return found


def _opened(new: Side, unit: int, brought: Collection[int]) -> bool:
    """Whether a choice was opened in a unit that brings words of its own."""
    one = new.text.units[unit]
    keys = compress(new.text.keys[one.start : one.end], new.counted[one.start : one.end])
    places = compress(new.text.places[one.start : one.end], new.counted[one.start : one.end])
    return any(place in brought and not _number(key) for place, key in zip(places, keys, strict=True))


def _passages(side: Side, parts: Sequence[tuple[int, int]]) -> str:
    return " … ".join(filter(None, (side.printed(*part) for part in parts if side.count(*part))))


def _all(side: Side, link: Link) -> str:
    units = [side.text.units[unit] for unit in link.old]
    return " ".join(side.printed(unit.start, unit.end) for unit in units)
