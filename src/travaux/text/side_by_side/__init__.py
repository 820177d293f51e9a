"""The side-by-side table: each provision of a base text, and beside it what every proposal makes of it."""

from travaux.text.side_by_side.model import Cell, Column, Piece, Row, Table
from travaux.text.side_by_side.rows import side_by_side
from travaux.text.side_by_side.writing import ENDINGS, write_table

__all__ = ["ENDINGS", "Cell", "Column", "Piece", "Row", "Table", "side_by_side", "write_table"]
