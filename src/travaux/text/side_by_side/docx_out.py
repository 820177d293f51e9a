"""The table as a Word document: A4 on its side, heads repeated on every page, changes as plain formatting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from travaux.text.formats.docx_packing import packed
from travaux.text.formats.html_page import RIGHT_TO_LEFT
from travaux.text.side_by_side.docx_parts import package_parts
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

__all__ = ["PER_TABLE", "table_docx"]

PER_TABLE = 4
"""How many proposals stand beside the base before the next ones begin a table of their own."""

_WIDTH = 15138  # between the margins of A4 on its side, in twentieths of a point
_LABEL = 1700
_STYLES = {"inserted": "Inserted", "deleted": "Deleted"}


def table_docx(table: Table) -> bytes:
    """The table as a Word document; beyond four proposals, one table after another with the base in each.

    Inserted words are underlined, deleted ones struck through: as formatting, not as tracked changes.
    """
    parts = package_parts(heading(table), table.language, "".join(_body(table)))
    return packed(parts)


def _body(table: Table) -> Iterator[str]:
    yield _paragraph([Piece(heading(table))], style="Title")
    yield _paragraph([Piece(summary(table))])
    yield _paragraph([Piece("Deleted words", "deleted"), Piece(", "), Piece("inserted words", "inserted"), Piece(".")])
    for line in legend(table):
        yield _paragraph([Piece(line)])
    every = range(len(table.columns))
    groups = [every[start : start + PER_TABLE] for start in every[::PER_TABLE]]
    for group in groups:
        if len(groups) > 1:
            names = ", ".join(table.columns[place].party for place in group)
            words = f"Proposals {group[0] + 1} to {group[-1] + 1} of {len(table.columns)}: {names}"
            yield _paragraph([Piece(words)], style="Heading1")
        yield from _table(table, group)
        yield _paragraph([])


def _table(table: Table, group: Sequence[int]) -> Iterator[str]:
    width = (_WIDTH - _LABEL) // (len(group) + 1)
    widths = [_LABEL, *[width] * (len(group) + 1)]
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>' for side in _SIDES)
    visual = "<w:bidiVisual/>" if table.language in RIGHT_TO_LEFT else ""
    described = quoteattr(f"{heading(table)}: {', '.join(table.columns[place].party for place in group)}")
    yield (
        f'<w:tbl><w:tblPr>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0620" w:firstRow="1" w:firstColumn="1"/><w:tblCaption w:val={described}/>'
        f'</w:tblPr><w:tblGrid>{"".join(f"""<w:gridCol w:w="{each}"/>""" for each in widths)}</w:tblGrid>'
    )
    yield _head(table, group, widths)
    for row in table.rows:
        yield _row(row, group, widths)
    yield "</w:tbl>"


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _head(table: Table, group: Sequence[int], widths: Sequence[int]) -> str:
    base = ["Base", clean(table.file)] if table.file else ["Base"]
    heads = [["Provision"], base, *(party_head(table.columns[place]) for place in group)]
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EFF1F3"/>'
    cells = []
    for (name, *lines), width in zip(heads, widths, strict=True):
        below = "".join(_paragraph([Piece(line)]) for line in lines)
        cells.append(_cell(_paragraph([Piece(name)], style="TableHead") + below, width, shade))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, group: Sequence[int], widths: Sequence[int]) -> str:
    keep = row.heading
    base = _paragraph(row.base, keep=keep) if row.base is not None else _paragraph([], said=NO_SUCH, keep=keep)
    content = [_paragraph([Piece(row.label)], keep=keep), base]
    for place in group:
        cell = row.cells[place]
        content.append(_paragraph(shown(cell), said=said(cell), keep=keep))
    cells = "".join(_cell(inside, width) for inside, width in zip(content, widths, strict=True))
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if keep else ''}{cells}</w:tr>"


def _cell(content: str, width: int, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'


def _paragraph(pieces: Sequence[Piece], *, said: str = "", style: str = "", keep: bool = False) -> str:
    """One paragraph; `said` are words about the pieces, `keep` is a heading, on the page of what follows."""
    rtl = right_to_left("".join(piece.text for piece in pieces))
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep else ""
    properties += "<w:bidi/>" if rtl else ""
    before = _run(f"{said}{': ' if pieces else ''}", '<w:rStyle w:val="Said"/>') if said else ""
    words = "".join(_piece(piece, rtl=rtl, bold=keep) for piece in pieces)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{before}{words}</w:p>"


def _piece(piece: Piece, *, rtl: bool, bold: bool) -> str:
    look = f'<w:rStyle w:val="{_STYLES[piece.act]}"/>' if piece.act in _STYLES and piece.text.strip() else ""
    look += "<w:b/><w:bCs/>" if bold else ""
    look += '<w:vertAlign w:val="superscript"/>' if piece.raised else ""
    look += "<w:rtl/>" if rtl else ""
    return _run(clean(piece.text), look)


def _run(words: str, look: str) -> str:
    if not words:
        return ""
    lines = "<w:br/>".join(_tabbed(line) for line in words.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def _tabbed(line: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t"))
    return "<w:tab/>".join(parts)
