"""What was agreed and is touched again.

Agreed are words outside every choice of a text in which such words are agreed. Two texts without choices say nothing
about agreement. Numbers, punctuation and capitals alone reopen nothing; nor do moving, renumbering, changes in notes,
headings and front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from travaux.text.comparing.model import Link, Reopened, Span
from travaux.text.comparing.printed import MARK, WORD, Printed
from travaux.text.comparing.sides import Side
from travaux.text.comparing.spans import only_typography
from travaux.text.comparing.standing import bracketed_now, passages_now
from travaux.text.comparing.titles import titles
from travaux.text.comparing.words import is_word
from travaux.text.convention import Convention

__all__ = ["STRANGERS", "negotiated", "reopenings", "silence"]


STRANGERS = 0.2
"""Below this share of words in linked provisions two texts are called different documents."""

EDITED = frozenset({"deleted", "omitted", "repealed", "reserved"})
Range = tuple[int, int]


def silence(old: Printed, new: Printed, convention: Convention, share: float = 1.0) -> str:
    """Why two texts do not tell what was agreed, in words for readers; empty if they do.

    Args:
        old, new: the texts.
        convention: that of the older text.
        share: the share of their words that stand in provisions with a counterpart.
    """
    if not (old.choices or new.choices):
        return "Neither text has brackets, so nothing is known of what was agreed and nothing counts as reopened."
    if convention.unbracketed != "agreed":
        return "In the older text words without brackets are not known to be agreed, so nothing counts as reopened."
    if share < STRANGERS:
        return "Of two different documents one does not reopen what the other agreed, so nothing counts as reopened."
    return ""


def negotiated(text: Printed) -> bool:
    """Whether a text has choices of its own, more than the marks of an editor: `[1]` for a note, `[deleted]`.

    Example:
        >>> import travaux
        >>> from travaux.text.comparing.printed import printed
        >>> [negotiated(printed(travaux.read_text(each).body)) for each in ("It [may] act.", "It acts.[1]")]
        [True, False]
    """
    marked = set()
    for token, place in enumerate(text.places):
        word = text.keys[token].casefold()
        if place and text.kinds[token] == WORD and is_word(word):
            if not (_number(word) or word in EDITED):
                return True
            marked.add(text.where[place][-1][0])
    return not marked.issuperset(text.choices)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Both texts, places of the new one that a choice brought, and the units of each that are no agreed text."""

    old: Side
    new: Side
    brought: Collection[int]
    titles: tuple[set[int], set[int]]
    settled: bool  # whether nothing in the old text is open, so that only brackets say that its words were agreed


def reopenings(
    old: Side, new: Side, links: Sequence[Link], spans: Sequence[Sequence[Span]], brought: Collection[int]
) -> dict[int, list[Reopened]]:
    """What was reopened, by link.

    Where the old text was not negotiated in brackets (see `negotiated`), only brackets now say what was agreed.

    Args:
        old, new: the texts, which tell what was agreed (see `silence`).
        links: their links.
        spans: the tokens of each.
        brought: places of the new text whose words a choice brought that was opened.
    """
    texts = _Texts(old, new, brought, (titles(old.text), titles(new.text)), not negotiated(old.text))
    found: dict[int, list[Reopened]] = {}
    for number, (link, row) in enumerate(zip(links, spans, strict=True)):
        if not link.old or old.text.units[link.old[0]].note:  # notes are about the text
            continue
        if not link.new:
            touched = list(_dropped(texts, link))
        elif len(row) == 1 and not any(new.text.places[slice(*row[0].new)]):
            continue
        else:
            touched = list(_touched(texts, link, row))
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
    return word.replace(".", "").replace(",", "").replace("-", "").isdigit()


def _dropped(texts: _Texts, link: Link) -> Iterator[Reopened]:
    old = texts.old
    for unit in link.old if not texts.settled else ():
        if unit not in texts.titles[0] and _agreed(old, unit):
            one = old.text.units[unit]
            yield Reopened(one.id, "", old.text.label(unit), "dropped", old.printed(one.start, one.end))


def _touched(texts: _Texts, link: Link, row: Sequence[Span]) -> Iterator[Reopened]:
    old, new = texts.old, texts.new
    names = old.text.units[link.old[0]].id, new.text.units[link.new[0]].id, old.text.label(link.old[0])
    whole = any(_agreed(old, unit) for unit in link.old)
    retyped = only_typography(row, old.text, new.text)
    bracketed = [
        part
        for number, span in enumerate(row)
        if span.act == "same" or (number in retyped and span.act == "deleted")
        for part in _bracketed(old, new, span)
    ]
    if any(_lettered(old, start, end) for start, end in bracketed):
        now = bracketed_now(new, (old.to[token] for part in bracketed for token in range(*part)))
        yield Reopened(*names, "bracketed", _passages(old, bracketed), " … ".join(new.printed(*each) for each in now))
    changed = [span for number, span in enumerate(row) if number not in retyped]
    words = "" if texts.settled else _reworded(texts, link, changed)
    if words:
        yield Reopened(*names, "reworded", words, _now(texts, link, changed))
    opened = [token for unit in link.new for token in _opened(new, unit, texts.brought)]
    if whole and not bracketed and opened:
        now = bracketed_now(new, opened)
        yield Reopened(*names, "opened", _all(old, link), passages_now(new, link.new, now))


def _reworded(texts: _Texts, link: Link, row: Sequence[Span]) -> str:
    """The agreed words that were lost, or all of an agreed provision to which words were added; empty if none were."""
    old, new = texts.old, texts.new
    lost = _outside(old, texts.titles[0], (span.old for span in row if span.act == "deleted"))
    gained = _outside(new, texts.titles[1], (span.new for span in row if span.act == "inserted"))
    missing = Counter(word for part in lost for word in _lettered(old, *part))
    come = Counter(word for part in gained for word in _lettered(new, *part))
    gone = missing - come
    if not gone.keys() <= _completed(old, lost, come):
        return _passages(old, lost)
    if come - missing and any(unit not in texts.titles[0] and _agreed(old, unit) for unit in link.old):
        return _all(old, link)
    return ""


def _now(texts: _Texts, link: Link, row: Sequence[Span]) -> str:
    """What stands now where agreed words were changed."""
    places = texts.old.text.places
    lost = (span.new for span in row if span.act == "deleted" and not all(places[slice(*span.old)]))
    gained = _outside(texts.new, texts.titles[1], (span.new for span in row if span.act == "inserted"))
    return passages_now(texts.new, link.new, [*lost, *gained])


def _bracketed(old: Side, new: Side, span: Span) -> Iterator[Range]:
    """The agreed words of a span that go on in a choice now."""
    start, end = span.old
    there = (old.to[token] for token in range(start, end))
    inside = [token >= 0 and new.text.places[token] > 0 for token in there]
    if any(inside):
        touched = bytes(not here and now for here, now in zip(old.text.places[start:end], inside, strict=True))
        yield from _runs(touched, start)


def _outside(side: Side, apart: Collection[int], ranges: Iterable[Range]) -> list[Range]:
    """The parts of some ranges of tokens that stand outside every choice, in units that are agreed text."""
    return [
        part
        for start, end in ranges
        if side.unit_of(start) not in apart
        for part in _runs(bytes(not place for place in side.text.places[start:end]), start)
    ]


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
        word = text.plain[token].casefold()
        after = token + 1 < len(text.keys) and text.kinds[token + 1] == MARK and text.tokens[token] == text.keys[token]
        before = token > 0 and text.kinds[token - 1] == MARK and text.tokens[token - 1] == text.keys[token - 1]
        if (after and any(each.startswith(word) for each in come)) or (
            before and any(each.endswith(word) for each in come)
        ):
            found.add(word)
    return found


def _opened(new: Side, unit: int, brought: Collection[int]) -> list[int]:
    """The words, numbers aside, of choices that were opened in a unit."""
    one, keys, places = new.text.units[unit], new.text.plain, new.text.places
    own = compress(range(one.start, one.end), new.counted[one.start : one.end])
    return [token for token in own if places[token] in brought and not _number(keys[token])]


def _passages(side: Side, parts: Sequence[tuple[int, int]]) -> str:
    return " … ".join(filter(None, (side.printed(*part) for part in parts if side.count(*part))))


def _all(side: Side, link: Link) -> str:
    units = [side.text.units[unit] for unit in link.old]
    return " ".join(side.printed(unit.start, unit.end) for unit in units)
