"""What a side-by-side table holds: rows of provisions, a column for each proposal, cells of marked words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

__all__ = ["Act", "Cell", "CellKind", "Column", "Piece", "Row", "Table"]

Act = Literal["same", "deleted", "inserted"]
CellKind = Literal["as_base", "renumbered", "reworded", "deleted", "added", "absent", "nothing"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a proposal keeps, deletes or inserts; `raised` for the mark of a note."""

    text: str
    act: Act = "same"
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one proposal makes of one provision.

    `kind` is `as_base` where it leaves words and number as they are, `renumbered` where it changes the number alone,
    `reworded`, `deleted`, `added` (the base has no such provision), `absent` (the proposal is only a part of the text
    and says nothing of it), or `nothing` (another proposal added the provision). `moved_to` names the place to which
    it moves the provision, `joined` the provisions with which it makes one. `pieces` are the words in reading order,
    the number among them.
    """

    kind: CellKind
    pieces: tuple[Piece, ...] = ()
    moved_to: str = ""
    joined: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the proposal changes anything here."""
        return self.kind not in ("as_base", "absent", "nothing") or bool(self.moved_to or self.joined)

    @property
    def words(self) -> str:
        """The words as the proposal has them, without what it deletes.

        Example:
            >>> Cell("reworded", (Piece("Parties "), Piece("shall ", "deleted"), Piece("may ", "inserted"))).words
            'Parties may'
        """
        return "".join(piece.text for piece in self.pieces if piece.act != "deleted").strip()


@dataclass(frozen=True, slots=True)
class Column:
    """One proposal: the party by code and name, the file, the authors of its tracked changes, what it changes.

    `counts` says how many provisions it has `reworded`, `deleted`, `added`, `moved` and `renumbered` (one may count
    twice), `changed` how many of the rows differ from the base at all. `matched` is the share of the proposal's words
    that stand in provisions with a counterpart in the base, `kept` that of the base's words with one in the proposal.
    """

    party: str
    name: str
    file: str
    authors: tuple[str, ...] = ()
    changed: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    matched: float = 1.0
    kept: float = 1.0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One provision: its id and label, its words in the base with the number in front, a cell for each column.

    `base` is None where the base has no such provision. `heading` marks titles, parts, chapters and articles.
    """

    id: str
    label: str
    base: tuple[Piece, ...] | None
    cells: tuple[Cell, ...]
    heading: bool = False

    @property
    def changed(self) -> bool:
        """Whether any proposal changes anything here."""
        return any(cell.changed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A base text and proposals side by side.

    `remarks` say what a reader must know before relying on it. `changed_only` says that provisions which nobody
    changes were left out, `provisions` how many the base has.
    """

    title: str
    file: str
    language: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    provisions: int = 0
    changed_only: bool = False

    def changed(self) -> Table:
        """The table with only those provisions that some proposal changes."""
        return replace(self, rows=tuple(row for row in self.rows if row.changed), changed_only=True)
