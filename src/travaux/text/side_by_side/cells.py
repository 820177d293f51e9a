"""What one proposal makes of each provision of the base, read off the comparison of the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from travaux.text.comparing import Comparison, ProvisionChange
from travaux.text.comparing.printed import REFERENCE, Printed
from travaux.text.side_by_side.model import Act, Cell, CellKind, Piece
from travaux.text.side_by_side.order import out_of_order

__all__ = ["added_cell", "base_pieces", "cells_of"]

_QUOTED = 6  # words by which a paragraph without a number is known again


def base_pieces(text: Printed, unit: int) -> tuple[Piece, ...]:
    """The words of a unit with its number in front."""
    return _whole(text, unit, "same")


def added_cell(text: Printed, unit: int) -> Cell:
    """The cell of a unit that the base does not have."""
    return Cell("added", _whole(text, unit, "inserted"))


def cells_of(comparison: Comparison, *, partial: bool = False) -> dict[int, Cell]:
    """A cell for each unit of the old text, by its index.

    Args:
        comparison: of the base with the proposal.
        partial: the proposal is only a part of the text; what it does not hold it leaves alone.
    """
    cells: dict[int, Cell] = {}
    elsewhere = out_of_order(comparison)
    for number, change in enumerate(comparison.provisions):
        if change.link.old and change.link.new:
            moved = change.moved and (number in elsewhere or _begins(change, comparison))
            cells.update(_linked(change, comparison, moved=moved))
        elif partial:
            cells.update((unit, Cell("absent")) for unit in change.link.old)
        else:
            gone = ((unit, _whole(comparison.old_text, unit, "deleted")) for unit in change.link.old)
            cells.update((unit, Cell("deleted", pieces)) for unit, pieces in gone)
    return cells


def _begins(change: ProvisionChange, comparison: Comparison) -> bool:
    """Whether it has a name of its own; plain words stay where they are if only a number before them is new."""
    return comparison.old_text.units[min(change.link.old)].begins


def _linked(change: ProvisionChange, comparison: Comparison, *, moved: bool) -> Iterator[tuple[int, Cell]]:
    old, new = comparison.old_text, comparison.new_text
    units = sorted(change.link.old)
    place_now = _destination(change, comparison) if moved else ""
    words = _shared_out(change, old, new)
    for place, unit in enumerate(units):
        number = _renumbered(_number(old, unit), _number(new, min(change.link.new)) if place == 0 else "")
        others = (_beside(old, unit, other) for other in units if other != unit)
        pieces = _joined((*number, *words[unit]))
        yield unit, Cell(_kind(number, words[unit]), pieces, place_now, tuple(dict.fromkeys(others)))


def _shared_out(change: ProvisionChange, old: Printed, new: Printed) -> dict[int, list[Piece]]:
    """The words of linked units by the old unit in which they stand; what a split begins stands on a line of its own.

    What is inserted between two old units that became one belongs to the first.
    """
    units, others = sorted(change.link.old), sorted(change.link.new)
    ends, starts = [old.units[unit].end for unit in units], [new.units[unit].start for unit in others]
    found: dict[int, list[Piece]] = {unit: [] for unit in units}
    here, there, owed = units[0], 0, ""
    for span, following in zip(change.spans, (*change.spans[1:], None), strict=False):
        if owed and span.act != "deleted":
            found[here] += _settled(found[here].pop(), owed)
            owed = ""
        if span.old[0] < span.old[1]:
            here = units[bisect_right(ends, span.old[0])]
        if span.new[0] < span.new[1]:
            place = bisect_right(starts, span.new[0]) - 1
            found[here] += [Piece(f"\n{_number(new, begun)}", "inserted") for begun in others[there + 1 : place + 1]]
            there = max(there, place)
        text, bounds = (old, span.old) if span.act == "deleted" else (new, span.new)
        found[here] += _pieces(text, bounds[0], bounds[1], span.act)
        if span.act == "same" and following is not None and following.act != "same":
            gone, owed = _spaces(old.tokens[span.old[1] - 1], new.tokens[span.new[1] - 1])
            if gone != owed:
                found[here][-1] = replace(found[here][-1], text=found[here][-1].text.rstrip())
                found[here].append(Piece(gone if following.act == "deleted" else "", "deleted"))
    found[here] += _settled(found[here].pop(), owed) if owed else ()
    return found


def _settled(last: Piece, owed: str) -> tuple[Piece, ...]:
    """The piece before a space that the new text has; it is the same space where deleted words end with it."""
    if last.act == "deleted" and last.text.endswith(owed):
        return replace(last, text=last.text.removesuffix(owed)), Piece(owed)
    return last, Piece(owed, "inserted")


def _spaces(old: str, new: str) -> tuple[str, str]:
    """What follows a word in both texts, if it differs: `act, ` and `act ` are one word with another neighbour."""
    gone, come = old[len(old.rstrip()) :], new[len(new.rstrip()) :]
    return ("", "") if gone == come else (gone, come)


def _kind(number: Iterable[Piece], words: Iterable[Piece]) -> CellKind:
    if any(piece.act != "same" and piece.text for piece in words):
        return "reworded"
    return "renumbered" if any(piece.act != "same" for piece in number) else "as_base"


def _number(text: Printed, unit: int) -> str:
    """The number of a unit as printed, with a space after it; empty without one."""
    number = text.units[unit].number.strip()
    return f"{number} " if number else ""


def _renumbered(old: str, new: str) -> tuple[Piece, ...]:
    if old == new:
        return (Piece(old),)
    return Piece(old, "deleted"), Piece(new, "inserted")


def _destination(change: ProvisionChange, comparison: Comparison) -> str:
    """Where a provision went: its label there, or behind which one it stands now if the label is still the same."""
    text, unit = comparison.new_text, min(change.link.new)
    label = text.label(unit)
    if label not in change.old_labels:
        return label
    if unit == 0:
        return "the beginning"
    before = unit - 1
    if text.units[before].begins:
        return f"the place after {text.label(before)}"
    words = text.text(before).split()
    return f"the place after “{' '.join(words[:_QUOTED])}{' …' if len(words) > _QUOTED else ''}”"


def _beside(text: Printed, unit: int, other: int) -> str:
    label = text.label(other)
    if label != text.label(unit):
        return label
    return f"another paragraph {'' if label.startswith('before') else 'of '}{label}"


def _whole(text: Printed, unit: int, act: Act) -> tuple[Piece, ...]:
    one = text.units[unit]
    return _joined((Piece(_number(text, unit), act), *_pieces(text, one.start, one.end, act)))


def _pieces(text: Printed, start: int, end: int, act: Act) -> Iterator[Piece]:
    begun = start
    for token in range(start, end):
        if text.kinds[token] == REFERENCE:
            yield Piece("".join(text.tokens[begun:token]), act)
            mark = text.tokens[token]
            yield Piece(mark.rstrip(), act, raised=True)
            yield Piece(mark[len(mark.rstrip()) :], act)
            begun = token + 1
    yield Piece("".join(text.tokens[begun:end]), act)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours of one kind made one, and empty ones left out."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last is not None and piece.text and (last.act, last.raised) == (piece.act, piece.raised):
            result[-1] = Piece(last.text + piece.text, piece.act, piece.raised)
        elif piece.text:
            result.append(piece)
    return tuple(result)
