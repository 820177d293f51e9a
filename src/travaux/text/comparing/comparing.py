"""Comparing two texts."""

from __future__ import annotations

from collections.abc import Container, Sequence

from travaux.text.comparing.aligning import align
from travaux.text.comparing.fates import Fates, choice_changes, fates
from travaux.text.comparing.model import Comparison, Kind, Link, ProvisionChange, Reopened, Span
from travaux.text.comparing.moving import moved, renumbered
from travaux.text.comparing.nearby import look_nearby
from travaux.text.comparing.printed import ASIDE, WORD, Printed, printed
from travaux.text.comparing.reopening import reopenings, silence
from travaux.text.comparing.sides import Side, sides, tie, untie
from travaux.text.comparing.spans import only_typography, spans_of
from travaux.text.growing import growing
from travaux.text.instrument import Instrument

__all__ = ["compare", "compare_printed"]

Spans = list[tuple[Span, ...]]


def compare(old: Instrument, new: Instrument) -> Comparison:
    """What changed from one text to another, which need not be versions of one draft.

    Example:
        >>> import travaux
        >>> old, new = travaux.read_text("Each Party [shall][may] act."), travaux.read_text("Each Party may act.")
        >>> [(change.fate, change.option) for change in compare(old, new).choices]
        [('closed', 'option 2')]
    """
    return compare_printed(old, new, printed(old.body), printed(new.body))


def compare_printed(old: Instrument, new: Instrument, before: Printed, after: Printed) -> Comparison:
    """The same for texts that are laid out already, as `printed` does; for one text that is compared several times."""
    with growing():
        return _compared(old, new, before, after)


def _compared(old: Instrument, new: Instrument, before: Printed, after: Printed) -> Comparison:
    links = align(before, after)
    spans: Spans = [spans_of(link, before, after) for link in links]
    ours, theirs = sides(before, after, links, spans)
    found = Fates({}, {}, {})
    if before.choices or after.choices:
        look_nearby(ours, theirs, links)
        found = fates(ours, theirs, links)
    _settle_words(found, ours, theirs, links, spans)
    own = found.own(ours, theirs)
    share = _matched(links, ours, theirs)
    told = not silence(before, after, old.convention, share)
    reopened = reopenings(ours, theirs, links, spans, own[1]) if told else {}
    return Comparison(
        old, new, before, after, tuple(_rows(links, spans, ours, theirs, own, reopened)),
        choice_changes(found, ours, theirs, (old.body, new.body)), tuple(found.pairs),
        tuple(each for number in sorted(reopened) for each in reopened[number]), share,
    )


def _settle_words(found: Fates, old: Side, new: Side, links: list[Link], spans: Spans) -> None:
    """Match words again where some of them belong to an option that was dropped, or that is new."""
    left, brought = found.left(old), found.brought(new)
    again = {old.link_of[unit] for unit in _matched_units(old, left)}
    again |= {new.link_of[unit] for unit in _matched_units(new, brought)}
    for number in sorted(again):
        untie(old, new, spans[number])
        spans[number] = spans_of(links[number], old.text, new.text, left, brought)
        tie(old, new, spans[number])


def _matched_units(side: Side, places: set[int]) -> set[int]:
    """The units in which words of these places have a counterpart."""
    return {
        side.unit_of(token)
        for place in places
        for token in range(*side.extents[place])
        if side.extents[place][0] >= 0 and side.to[token] >= 0
    }


def _rows(
    links: Sequence[Link], spans: Spans, old: Side, new: Side, own: tuple[set[int], set[int]],
    reopened: dict[int, list[Reopened]],
) -> list[ProvisionChange]:
    elsewhere = moved(links, old, new)
    labels = old.text.labels(), new.text.labels()
    rows = []
    for number, (link, row) in enumerate(zip(links, spans, strict=True)):
        linked = bool(link.old and link.new)
        deleted, inserted, changed = _counts(row, old, new, own if linked else (set(), set()))
        new_number = renumbered(link, old.text, new.text)
        rewritten = linked and changed
        rows.append(
            ProvisionChange(
                tuple(old.text.units[n].id for n in link.old), tuple(new.text.units[n].id for n in link.new),
                tuple(labels[0][n] for n in link.old), tuple(labels[1][n] for n in link.new),
                _kind(link, rewritten, number in elsewhere, new_number), link.score, link.why, deleted, inserted,
                rewritten, number in elsewhere, new_number, number in reopened, link, row,
            )
        )
    return rows


def _counts(row: Sequence[Span], old: Side, new: Side, apart: tuple[set[int], set[int]]) -> tuple[int, int, bool]:
    """Words deleted, words inserted, and whether any text changed but for its typography."""
    deleted = inserted = 0
    changed = False
    retyped = only_typography(row, old.text, new.text)
    for number, span in enumerate(row):
        if number in retyped:
            continue
        if span.act == "deleted":
            words, text = _changed(old, span.old, apart[0])
            deleted, changed = deleted + words, changed or text
        elif span.act == "inserted":
            words, text = _changed(new, span.new, apart[1])
            inserted, changed = inserted + words, changed or text
    return deleted, inserted, changed


def _changed(side: Side, tokens: tuple[int, int], apart: Container[int]) -> tuple[int, bool]:
    """How many words a changed span has of its own, and whether it has any text of its own."""
    start, end = tokens
    kinds, places = side.text.kinds, side.text.places
    if not apart:
        kind = kinds[start:end]
        return side.count(start, end), WORD in kind or ASIDE in kind
    left = [token for token in range(start, end) if places[token] not in apart]
    return sum(side.counted[token] for token in left), any(kinds[token] in (WORD, ASIDE) for token in left)


def _kind(link: Link, rewritten: bool, elsewhere: bool, new_number: bool) -> Kind:
    if not link.old:
        return "added"
    if not link.new:
        return "dropped"
    if len(link.old) != len(link.new):
        return "split" if len(link.new) > len(link.old) else "merged"
    return "reworded" if rewritten else "moved" if elsewhere else "renumbered" if new_number else "same"


def _matched(links: Sequence[Link], old: Side, new: Side) -> float:
    """The share of the words of both texts that stand in linked units."""
    total = old.counted.count(1) + new.counted.count(1)
    alone = sum(
        old.count_units(link.old) + new.count_units(link.new) for link in links if not (link.old and link.new)
    )
    return 1 - alone / total if total else 1.0
