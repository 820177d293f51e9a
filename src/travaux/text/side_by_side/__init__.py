"""The side-by-side table: each provision of a base text, and beside it what every proposal makes of it."""

from travaux.text.side_by_side.html_out import table_fragment
from travaux.text.side_by_side.model import Cell, Column, Piece, Row, Table
from travaux.text.side_by_side.rows import side_by_side
from travaux.text.side_by_side.writing import ENDINGS, table_bytes, write_table

__all__ = [
    "ENDINGS", "Cell", "Column", "Piece", "Row", "Table", "side_by_side", "table_bytes", "table_fragment",
    "write_table",
]
