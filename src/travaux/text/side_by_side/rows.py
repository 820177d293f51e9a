"""Setting a base text and proposals side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from travaux.errors import TravauxError
from travaux.text.comparing import Comparison
from travaux.text.comparing.comparing import compare_printed
from travaux.text.comparing.printed import Printed, printed
from travaux.text.instrument import Instrument
from travaux.text.lexicon.names import party_name
from travaux.text.model import Break, Text
from travaux.text.side_by_side.additions import Addition, additions
from travaux.text.side_by_side.cells import added_cell, base_pieces, cells_of
from travaux.text.side_by_side.model import Cell, Column, Row, Table
from travaux.text.side_by_side.remarks import matched_share, refuse_strangers, remarks
from travaux.text.stream import leaves

__all__ = ["side_by_side"]

_HEADINGS = frozenset({"title", "part", "chapter", "section", "annex", "preamble", "article", "heading"})
_NOTHING = Cell("nothing")
_MOST_NAMED = 4  # parties in the label of a row


def side_by_side(
    base: Instrument, proposals: Mapping[str, Instrument], *, partial: Collection[str] = (), parties: bool = True
) -> Table:
    """A base text and proposals side by side, provision by provision.

    Args:
        base: the text that the proposals start from.
        proposals: the whole text of each party by its code, clean or with tracked changes, which are accepted.
        partial: parties whose text is only a part; what it does not hold it leaves alone.
        parties: whether the columns are those of parties; else, as with versions, their names stand as they are.

    Returns:
        A row for each paragraph of the base in order, and for what proposals add in the place where it stands.

    Raises:
        TravauxError: if there is no proposal, or if one has next to nothing in common with the base (the share that
            matched is said) or is written in another language.

    Example:
        >>> import travaux
        >>> base = travaux.read_text("1. Each Party shall act.\\n\\n2. It shall report.")
        >>> chile = travaux.read_text("1. Each Party may act.\\n\\n2. It shall report.")
        >>> [[cell.words for cell in row.cells] for row in side_by_side(base, {"CL": chile}).changed().rows]
        [['1. Each Party may act.']]
    """
    if not proposals:
        raise TravauxError("there is no proposal to set beside the text", remedy="name at least one party and its text")
    text = printed(base.body)
    comparisons = [compare_printed(base, each, text, printed(each.body)) for each in proposals.values()]
    for party, comparison in zip(proposals, comparisons, strict=True):
        refuse_strangers(party, comparison, partial=party in partial)
    rows = _rows(text, comparisons, tuple(proposals), [party in partial for party in proposals])
    columns = tuple(
        _column(
            party, party_name(party) if parties else party, comparison, [row.cells[place] for row in rows],
            partial=party in partial,
        )
        for place, (party, comparison) in enumerate(zip(proposals, comparisons, strict=True))
    )
    return Table(
        base.title, base.source.file, base.source.language, columns, tuple(rows),
        remarks(base, proposals, columns, parties=parties),
        sum(row.base is not None for row in rows),
    )


def _rows(
    text: Printed, comparisons: Sequence[Comparison], parties: Sequence[str], partial: Sequence[bool]
) -> list[Row]:
    cells = [cells_of(one, partial=part) for one, part in zip(comparisons, partial, strict=True)]
    added = additions(comparisons)
    rows = [_added_row(one, comparisons, parties) for one in added.get(-1, [])]
    for unit, one in enumerate(text.units):
        row = Row(
            one.id, text.label(unit), base_pieces(text, unit), tuple(each[unit] for each in cells),
            one.role in _HEADINGS,
        )
        rows.append(row)
        rows += [_added_row(each, comparisons, parties) for each in added.get(unit, [])]
    return [row for row in rows if row.base or any(cell.pieces for cell in row.cells)]


def _added_row(addition: Addition, comparisons: Sequence[Comparison], parties: Sequence[str]) -> Row:
    cells = tuple(
        added_cell(comparison.new_text, addition.units[place]) if place in addition.units else _NOTHING
        for place, comparison in enumerate(comparisons)
    )
    place, unit = next(iter(addition.units.items()))
    by = [parties[place] for place in addition.units]
    label = f"{addition.label} (new, {'/'.join(by) if len(by) <= _MOST_NAMED else f'{len(by)} proposals'})"
    return Row("", label, None, cells, comparisons[place].new_text.units[unit].role in _HEADINGS)


def _column(party: str, name: str, comparison: Comparison, cells: Sequence[Cell], *, partial: bool) -> Column:
    counts = Counter({"reworded": 0, "deleted": 0, "added": 0, "moved": 0, "renumbered": 0})
    for cell in cells:
        counts["moved"] += bool(cell.moved_to)
        if cell.kind in counts:
            counts[cell.kind] += 1
    changed = sum(cell.changed for cell in cells)
    return Column(
        party, name, comparison.new.source.file, _authors(comparison.new), changed, dict(counts),
        matched_share(comparison), matched_share(comparison, of_base=True), partial,
    )


def _authors(proposal: Instrument) -> tuple[str, ...]:
    """Who made its tracked changes, in the order of their first."""
    changes = (node.change for node in leaves(proposal.body) if isinstance(node, Text | Break))
    return tuple(dict.fromkeys(change.author for change in changes if change is not None and change.author))

