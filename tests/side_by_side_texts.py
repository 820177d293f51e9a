"""Texts and tables that the tests of the side-by-side room share."""

import travaux
from travaux.text.side_by_side import Cell, Column, Piece, Row, Table, side_by_side

BASE = """Article 1

1. Each Contracting Party [shall] protect typefaces that are new.

2. Fees shall be published by the Assembly every year.

Article 2

1. The Director General shall convene the Assembly once every two years.

2. Observers may attend without the right to vote.
"""
RISE = (Piece("The fee shall rise."),)
MARKS = (Piece("The fee "), Piece("shall ", "deleted"), Piece("may ", "inserted"), Piece("rise."))


def text(words=BASE, **changes):
    """A text as read, with some words replaced: `text(shall="may")`."""
    for old, new in changes.items():
        words = words.replace(old, new)
    return travaux.read_text(words)


def table(base=BASE, partial=(), **proposals):
    """The table of a base and proposals, all given as words."""
    return side_by_side(
        text(base), {party: text(words) for party, words in proposals.items()}, partial=partial
    )


def cells(found, label):
    """The cells of the row with this label, the only one that has it."""
    (row,) = [row for row in found.rows if row.label == label]
    return row.cells


def small_table(*cells, base=RISE, label="Article 1", language="en", **more):
    """A table of one row made by hand, a column for each cell."""
    columns = tuple(
        Column(f"P{place}", f"Party {place}", f"p{place}.docx", changed=int(cell.changed), counts={})
        for place, cell in enumerate(cells)
    )
    return Table("Draft", "base.docx", language, columns, (Row("art1", label, base, cells),), provisions=1, **more)


AS_BASE = Cell("as_base", RISE)
REWORDED = Cell("reworded", MARKS)
