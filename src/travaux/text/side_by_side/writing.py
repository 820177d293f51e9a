"""Writing a table, in the format that the ending of the file names."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from travaux.errors import TravauxError
from travaux.text.side_by_side.model import Table
from travaux.text.writing import write_bytes

__all__ = ["ENDINGS", "table_bytes", "write_table"]

# Ending → module and function that give the content.
ENDINGS: dict[str, tuple[str, str]] = {
    ".docx": ("docx_out", "table_docx"),
    ".html": ("html_out", "table_html"),
    ".csv": ("csv_out", "table_csv"),
    ".xlsx": ("xlsx_out", "table_xlsx"),
}


def table_bytes(table: Table, ending: str) -> bytes:
    """The content of the file that a table is written to.

    Args:
        table: the table.
        ending: `.docx`, `.html`, `.csv` or `.xlsx`.

    Raises:
        TravauxError: if the ending is none of these.
    """
    if ending not in ENDINGS:
        raise TravauxError(
            f"no table is written with the ending {ending or '(none)'}",
            remedy=f"end the name with one of {' '.join(ENDINGS)}",
        )
    module, name = ENDINGS[ending]
    render: Callable[[Table], bytes] = getattr(import_module(f"travaux.text.side_by_side.{module}"), name)
    return render(table)


def write_table(table: Table, path: str | Path) -> None:
    """Write a table to a file; the ending says how (.docx .html .csv .xlsx).

    A file is written whole or not at all, and is the same for the same table.

    Raises:
        TravauxError: if the ending is not known or the file cannot be written.
    """
    path = Path(path)
    try:
        content = table_bytes(table, path.suffix.lower())
    except TravauxError as error:
        raise TravauxError(error.what, where=path.name, why=error.why, remedy=error.remedy) from error
    write_bytes(path, content)
