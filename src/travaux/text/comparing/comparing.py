"""Comparing two texts."""

from __future__ import annotations

from travaux.text.comparing.aligning import align
from travaux.text.comparing.model import Comparison, Kind, Link, ProvisionChange, Span
from travaux.text.comparing.printed import WORD, Printed, printed
from travaux.text.comparing.spans import spans_of
from travaux.text.instrument import Instrument

__all__ = ["compare"]


def compare(old: Instrument, new: Instrument) -> Comparison:
    """What changed from one text to another, which need not be versions of one draft."""
    before, after = printed(old.body), printed(new.body)
    links = align(before, after)
    rows = tuple(_row(link, before, after) for link in links)
    return Comparison(old, new, before, after, rows, (), (), (), 1.0)


def _row(link: Link, old: Printed, new: Printed) -> ProvisionChange:
    spans = spans_of(link, old, new)
    deleted = sum(_words(old, span.old) for span in spans if span.act == "deleted")
    inserted = sum(_words(new, span.new) for span in spans if span.act == "inserted")
    renumbered = [old.units[n].number for n in link.old] != [new.units[n].number for n in link.new]
    kind: Kind = (
        "added" if not link.old else "dropped" if not link.new else "split" if len(link.new) > 1
        else "merged" if len(link.old) > 1 else "reworded" if deleted or inserted
        else "renumbered" if renumbered else "same"
    )
    return ProvisionChange(
        tuple(old.units[n].id for n in link.old), tuple(new.units[n].id for n in link.new),
        tuple(old.label(n) for n in link.old), tuple(new.label(n) for n in link.new),
        kind, link.score, link.why, deleted, inserted, bool(deleted or inserted), False,
        renumbered and bool(link.old and link.new), False, link, spans,
    )


def _words(text: Printed, tokens: tuple[int, int]) -> int:
    start, end = tokens
    return sum(text.kinds[n] == WORD and text.keys[n][:1].isalnum() for n in range(start, end))


_: type[Span] = Span
