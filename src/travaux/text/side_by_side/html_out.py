"""The table as one HTML page that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Iterable
from importlib import resources

from travaux.text.formats.html_page import RIGHT_TO_LEFT, attribute
from travaux.text.side_by_side.model import Cell, Column, Piece, Row, Table
from travaux.text.side_by_side.wording import NO_SUCH, clean, heading, legend, party_head, said, shown, summary

__all__ = ["table_fragment", "table_html"]

_HIDDEN = "<span class=sr lang=en dir=ltr>"
_MANY = 4  # more columns of proposals than this fit no sheet of paper; printed, cells then stand one below another


def table_html(table: Table) -> bytes:
    """The table as a page: heads that stay in sight, deleted and inserted words marked for eyes and for ears.

    On a narrow screen, and printed with more than four proposals, the cells of a provision stand one below another.
    """
    title, language = _escaped(heading(table)), table.language or "en"
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    english = _english(table)
    many = " class=many" if len(table.columns) > _MANY else ""
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="{html.escape(language)}" dir="{direction}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_style_sheet()}</style></head>",
        f"<body{many}>",
        f"<header{english}><h1><bdi>{title}</bdi></h1>{_preface(table)}</header>",
        '<main><div class=frame tabindex=0 role=region aria-label="Table of proposals">',
        _written(table, summary(table), english),
        "</div></main>",
        "</body></html>",
        "",
    ]).encode("utf-8")


def table_fragment(table: Table, caption: str) -> str:
    """The table alone, for a page that somebody else makes: without style sheet, style attributes, forms or scripts.

    Args:
        table: the table.
        caption: what it is, in words.
    """
    language = f" lang={attribute(table.language)}" if table.language else ""
    direction = "rtl" if table.language in RIGHT_TO_LEFT else "ltr"
    return f'<div{language} dir="{direction}">{_written(table, caption, _english(table))}</div>'


def _english(table: Table) -> str:
    """The attributes of what is said in English in a page in the language of the text."""
    return "" if table.language == "en" else ' lang="en" dir="ltr"'


def _written(table: Table, caption: str, english: str) -> str:
    return "\n".join([
        f"<table><caption{english}>{_escaped(caption)}</caption>",
        _head(table, english),
        "<tbody>",
        *(_row(number, row, table.columns, english) for number, row in enumerate(table.rows, 1)),
        "</tbody></table>",
    ])


def _preface(table: Table) -> str:
    items = "".join(f"<li>{_escaped(line)}</li>" for line in legend(table))
    only = "" if table.changed_only else (
        "<p class=only><input type=checkbox id=only> "
        "<label for=only>Only provisions that somebody changes</label></p>"
    )
    key = f"<li>{_piece(Piece('Deleted words', 'deleted'))}, {_piece(Piece('inserted words', 'inserted'))}.</li>"
    files = "".join(f"<li dir=auto>{_escaped('; '.join(party_head(column)))}</li>" for column in table.columns)
    base = f"<li>Base: {_escaped(table.file)}</li>" if table.file else ""
    return f"<ul>{key}{items}</ul><ul class=files>{base}{files}</ul>{only}"


def _head(table: Table, english: str) -> str:
    file = f"<br><small dir=auto>{_escaped(table.file)}</small>" if table.file else ""
    heads = [f"<th scope=col{english}>Provision</th>", f"<th scope=col{english}>Base{file}</th>"]
    for column in table.columns:
        name, *lines = party_head(column)
        below = "".join(f"<br><small dir=auto>{_escaped(line)}</small>" for line in lines)
        heads.append(f"<th scope=col{english}><bdi>{_escaped(name)}</bdi>{below}</th>")
    return f"<thead><tr>{''.join(heads)}</tr></thead>"


def _row(number: int, row: Row, columns: tuple[Column, ...], english: str) -> str:
    kinds = [name for name, holds in (("same", not row.changed), ("heading", row.heading)) if holds]
    marks = f' class="{" ".join(kinds)}"' if kinds else ""
    base = _pieces(row.base) if row.base is not None else f"<span class=said{english}>{NO_SUCH}</span>"
    cells = [
        f"<th scope=row dir=auto>{_escaped(row.label)}</th>",
        f"<td dir=auto><b class=who{english}>Base</b>{base}</td>",
        *(_cell(cell, column, english) for cell, column in zip(row.cells, columns, strict=True)),
    ]
    return f"<tr id=r{number}{marks}>{''.join(cells)}</tr>"


def _cell(cell: Cell, column: Column, english: str) -> str:
    words = said(cell)
    note = f"<span class=said{english}>{_escaped(words)}</span> " if words else ""
    look = " class=gone" if cell.kind == "deleted" else "" if cell.changed else " class=quiet"
    return f"<td dir=auto{look}><b class=who{english}>{_escaped(column.name)}</b>{note}{_pieces(shown(cell))}</td>"


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    words = _escaped(piece.text)
    words = f"<sup>{words}</sup>" if piece.raised else words
    if piece.act == "same" or not piece.text.strip():
        return words
    tag, name = ("del", "deleted") if piece.act == "deleted" else ("ins", "inserted")
    return f"<{tag}>{_HIDDEN} [{name}: </span>{words}{_HIDDEN}] </span></{tag}>"


def _escaped(words: str) -> str:
    return html.escape(clean(words))


def _style_sheet() -> str:
    return resources.files("travaux.text.side_by_side").joinpath("html_out.css").read_text("utf-8").strip()
