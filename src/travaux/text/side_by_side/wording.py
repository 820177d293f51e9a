"""The words round a table that all its forms share: heads of columns, what is said of a cell, how to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import bidirectional

from travaux.text.side_by_side.model import Cell, Column, Piece, Row, Table
from travaux.text.wording import counted

__all__ = [
    "NO_SUCH", "base_words", "clean", "heading", "legend", "marked", "party_head", "plain", "right_to_left",
    "said", "shown", "summary",
]

NO_SUCH = "no such provision"
_SAID = {"as_base": "as in the base", "deleted": "deleted", "absent": "not in this text", "nothing": NO_SUCH}
_NUMBER = "as in the base but for the number"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def clean(words: str) -> str:
    """The words with one kind of line end, and a sign of replacement for what no file format can hold.

    Example:
        >>> clean("one\\x0btwo\\x00")
        'one\\ntwo\ufffd'
    """
    return _CONTROL.sub("\ufffd", _LINE_END.sub("\n", words))


def heading(table: Table) -> str:
    """The title of a table."""
    return clean(f"Side by side: {table.title or table.file or 'a text and proposals'}")


def summary(table: Table) -> str:
    """How much of the text somebody changes, in one sentence."""
    changed = sum(row.changed and row.base is not None for row in table.rows)
    added = sum(row.base is None for row in table.rows)
    kept = " Provisions that nobody changes are left out." if table.changed_only else ""
    return (
        f"{counted(len(table.columns), 'proposal')}; {changed:,} of {counted(table.provisions, 'provision')} of the "
        f"base changed by somebody, {added:,} added.{kept}"
    )


def legend(table: Table) -> list[str]:
    """How to read the table, and what to know before relying on it."""
    return [
        "“As in the base” says that the proposal leaves words and number as they are. That is no consent to them.",
        "Each paragraph with its number is one provision. A provision may be reworded and moved at once.",
        "A provision counts as changed once, if its words, its place or its number differ, or if it is new.",
        *map(clean, table.remarks),
    ]


def party_head(column: Column) -> list[str]:
    """The head of a column, line by line: the party; its file; what it changes; who made tracked changes."""
    name = f"{column.name} ({column.party})" if column.name != column.party else column.party
    parts = [f"{number:,} {kind}" for kind, number in column.counts.items() if number]
    changes = f"changes {counted(column.changed, 'provision')}" + (f": {', '.join(parts)}" if parts else "")
    lines = [name, column.file, changes]
    if column.authors:
        lines.append(f"tracked changes by {', '.join(column.authors)}")
    return [clean(line) for line in lines if line]


def said(cell: Cell) -> str:
    """What is said of a cell before its words: `as in the base`, `moved to Article 5`, or nothing.

    Example:
        >>> said(Cell("as_base", moved_to="Article 5"))
        'moved to Article 5; as in the base'
    """
    parts = [f"moved to {cell.moved_to}"] if cell.moved_to else []
    parts += [f"joined with {', '.join(cell.joined)}"] if cell.joined else []
    if cell.kind == "renumbered":
        parts.append(_NUMBER)
    elif cell.kind in _SAID:
        parts.append(_SAID[cell.kind])
    return clean("; ".join(parts))


def shown(cell: Cell) -> tuple[Piece, ...]:
    """The pieces that a reader needs: none where the words of the base stand beside it."""
    if cell.kind in ("reworded", "added"):
        return cell.pieces
    return tuple(piece for piece in cell.pieces if piece.act != "same") if cell.kind == "renumbered" else ()


def marked(pieces: Iterable[Piece]) -> str:
    """Pieces in plain text, what was deleted and inserted between the marks of GNU wdiff; `^5` is the mark of a note.

    Example:
        >>> marked((Piece("Parties "), Piece("shall ", "deleted"), Piece("may ", "inserted"), Piece("act.")))
        'Parties [-shall-] {+may+} act.'
    """
    return "".join(map(_marked, pieces)).strip()


def _marked(piece: Piece) -> str:
    found = _EDGES.fullmatch(clean(piece.text))
    before, words, after = found.groups() if found else ("", piece.text, "")
    words = f"^{words}" if piece.raised else words
    if not words or piece.act == "same":
        return f"{before}{words}{after}"
    opening, closing = ("[-", "-]") if piece.act == "deleted" else ("{+", "+}")
    return f"{before}{opening}{words}{closing}{after}"


def plain(cell: Cell) -> str:
    """A cell in plain text: what is said of it, then its words with marks."""
    return ": ".join(filter(None, (said(cell), marked(shown(cell)))))


def base_words(row: Row) -> str:
    """The base of a row in plain text."""
    return marked(row.base) if row.base is not None else NO_SUCH


@lru_cache(maxsize=4096)
def right_to_left(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left.

    Example:
        >>> right_to_left("1. \\u0645\\u0627\\u062f\\u0629"), right_to_left("Article \\u0645")
        (True, False)
    """
    for sign in words:
        direction = bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
