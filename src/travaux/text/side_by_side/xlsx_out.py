"""The table as a workbook: words as words, changes as rich text, heads in sight and on every printed page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from travaux.text.formats.html_page import RIGHT_TO_LEFT
from travaux.text.side_by_side.model import Piece, Row, Table
from travaux.text.side_by_side.wording import (
    NO_SUCH,
    clean,
    heading,
    legend,
    party_head,
    right_to_left,
    said,
    shown,
    summary,
)
from travaux.text.wording import counted

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CELL_LIMIT", "table_xlsx"]

CELL_LIMIT = 32_767
"""How many UTF-16 units a cell of a workbook can hold."""

_MADE = datetime(1980, 1, 1)  # fixed, so that the same table gives the same file
_LOOKS: dict[str, dict[str, Any]] = {
    "same": {},
    "inserted": {"underline": 1, "font_color": "#1C6B3A"},
    "deleted": {"font_strikeout": True, "font_color": "#9B2C2C"},
    "said": {"italic": True, "font_color": "#595959"},
}
_PAGE_WIDE = 3  # more proposals than this would be too small to read on one sheet's width
Fragment = tuple[str, str, bool]
"""Words, their look, and whether they are raised."""


def table_xlsx(table: Table) -> bytes:
    """The table as a workbook; a second sheet says how to read it.

    Every cell is a string, never a formula. Words beyond what one cell can hold go on in rows below.
    """
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    book.set_properties({"title": heading(table)[:255], "created": _MADE})
    sheet = book.add_worksheet("Side by side")
    writer = _Writer(book, sheet)
    longer = writer.fill(table)
    _about(book, table, longer)
    _set_up(sheet, table)
    book.close()
    return packed.getvalue()


class _Writer:
    """Fills a sheet; each look is made once."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._formats: dict[tuple[Any, ...], Any] = {}
        self._next = 0

    def fill(self, table: Table) -> int:
        """Write the heads and the rows; returns how many provisions need more than one row."""
        base = f"Base\n{clean(table.file)}" if table.file else "Base"
        heads = ["Provision", base, *("\n".join(party_head(column)) for column in table.columns)]
        for place, words in enumerate(heads):
            self._sheet.write_string(0, place, words[:CELL_LIMIT], self._cell("", head=True))
        self._next = 1
        return sum(self._row(row) for row in table.rows)

    def _row(self, row: Row) -> bool:
        base = [(NO_SUCH, "said", False)] if row.base is None else list(_fragments(row.base))
        cells = [base, *(_told(said(cell), shown(cell)) for cell in row.cells)]
        parts = [_cut(cell) for cell in cells]
        height = max(map(len, parts))
        for line in range(height):
            label = clean(row.label) + (f" (part {line + 1} of {height})" if height > 1 else "")
            self._sheet.write_string(self._next, 0, label, self._cell(label, quiet=True))
            for place, part in enumerate(parts, 1):
                self._put(place, part[line] if line < len(part) else [], bold=row.heading)
            self._next += 1
        return height > 1

    def _put(self, place: int, fragments: Sequence[Fragment], *, bold: bool) -> None:
        words = "".join(text for text, _, _ in fragments)
        around = self._cell(words, bold=bold)
        if not words:
            self._sheet.write_blank(self._next, place, None, around)
        elif len(fragments) == 1:
            text, look, raised = fragments[0]
            self._sheet.write_string(self._next, place, text, self._cell(text, look, bold=bold, raised=raised))
        else:
            rich: list[Any] = []
            for text, look, raised in fragments:
                rich += [self._look(look, bold=bold, raised=raised), text]
            self._sheet.write_rich_string(self._next, place, *rich, around)

    def _look(self, look: str, *, bold: bool, raised: bool) -> Any:
        key = ("look", look, bold, raised)
        if key not in self._formats:
            script = {"font_script": 1} if raised else {}
            self._formats[key] = self._book.add_format({**_LOOKS[look], "bold": bold, **script})
        return self._formats[key]

    def _cell(self, words: str, look: str = "same", *, bold: bool = False, raised: bool = False,
              head: bool = False, quiet: bool = False) -> Any:  # fmt: skip
        order = 2 if right_to_left(words[:200]) else 1
        key = ("cell", look, bold, raised, head, quiet, order)
        if key not in self._formats:
            properties: dict[str, Any] = {
                "text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9CED6", "reading_order": order,
                "bold": bold or head, **_LOOKS[look],
            }  # fmt: skip
            properties |= {"bg_color": "#EFF1F3"} if head or quiet else {}
            properties |= {"font_script": 1} if raised else {}
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def _set_up(sheet: Worksheet, table: Table) -> None:
    columns = len(table.columns) + 2
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, columns - 1, 48)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&C&P / &N")
    if len(table.columns) <= _PAGE_WIDE:
        sheet.fit_to_pages(1, 0)
    if table.language in RIGHT_TO_LEFT:
        sheet.right_to_left()


def _about(book: Workbook, table: Table, longer: int) -> None:
    sheet = book.add_worksheet("How to read it")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    lines = [heading(table), summary(table), "Deleted words are struck through, inserted words underlined."]
    lines += legend(table)
    if longer:
        lines.append(
            f"{counted(longer, 'provision')} with more than the {CELL_LIMIT:,} characters that a cell can hold: "
            "the words go on in the rows below, marked (part 1 of 2) and so on."
        )
    sheet.set_column(0, 0, 110)
    sheet.set_paper(9)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line[:CELL_LIMIT], wrap)


def _told(words: str, pieces: Sequence[Piece]) -> list[Fragment]:
    told = [(f"{words}: " if pieces else words, "said", False)] if words else []
    return [*told, *_fragments(pieces)]


def _fragments(pieces: Sequence[Piece]) -> Iterator[Fragment]:
    for piece in pieces:
        words = clean(piece.text)
        yield words, piece.act if words.strip() else "same", piece.raised


def _cut(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments in portions that a cell can hold, cut between words where there are spaces."""
    portions: list[list[Fragment]] = [[]]
    room = CELL_LIMIT
    for words, look, raised in fragments:
        while _units(words) > room:
            end = _fitting(words, room)
            if end:
                portions[-1].append((words[:end], look, raised))
            words, room = words[end:], CELL_LIMIT
            portions.append([])
        if words:
            portions[-1].append((words, look, raised))
            room -= _units(words)
    return portions


def _units(words: str) -> int:
    """The length in UTF-16 units, as spreadsheets count."""
    return len(words) + sum(sign > "\uffff" for sign in words)


def _fitting(words: str, room: int) -> int:
    """How many signs of the words fit, up to the end of a word where there is one."""
    end = min(room, len(words))
    while _units(words[:end]) > room:
        end -= _units(words[:end]) - room
    space = max(words.rfind(" ", 0, end), words.rfind("\n", 0, end))
    return space + 1 if space > 0 else end
