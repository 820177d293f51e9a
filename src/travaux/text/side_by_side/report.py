"""The table as plain values, as `travaux table --json` prints it."""

from __future__ import annotations

from typing import Any

from travaux.text.side_by_side.model import Cell, Column, Row, Table

__all__ = ["DEFINITIONS", "report"]

DEFINITIONS = {
    "provision": "a paragraph of the text with its number; headings and the bodies of notes count too",
    "as_base": "the proposal leaves words and number as they are, which is no consent to them",
    "matched": "share of the words and signs of the proposal that stand in provisions with a counterpart in the base",
    "kept": "share of the words and signs of the base that stand in provisions with a counterpart in the proposal",
    "changed": "rows in which the proposal rewords, deletes, adds, moves, joins or renumbers a provision, each row "
    "once; consolidate counts the places inside them instead, and no number that alone differs",
}
"""What the figures count."""


def report(table: Table) -> dict[str, Any]:
    """The whole table.

    Example:
        >>> import travaux
        >>> from travaux.text.side_by_side import side_by_side
        >>> text, other = travaux.read_text("Each Party shall act."), travaux.read_text("Each Party may act.")
        >>> report(side_by_side(text, {"CL": other}))["rows"][0]["cells"][0]["words"]
        'Each Party may act.'
    """
    return {
        "base": {"file": table.file, "title": table.title, "language": table.language},
        "proposals": [_proposal(column) for column in table.columns],
        "provisions": table.provisions,
        "changed_only": table.changed_only,
        "rows": [_row(row, table) for row in table.rows],
        "remarks": list(table.remarks),
        "definitions": dict(DEFINITIONS),
    }


def _proposal(column: Column) -> dict[str, Any]:
    return {
        "party": column.party,
        "name": column.name,
        "file": column.file,
        "authors": list(column.authors),
        "partial": column.partial,
        "matched": round(column.matched, 4),
        "kept": round(column.kept, 4),
        "changed": column.changed,
        **column.counts,
    }


def _row(row: Row, table: Table) -> dict[str, Any]:
    return {
        "id": row.id or None,
        "label": row.label,
        "heading": row.heading,
        "base": None if row.base is None else "".join(piece.text for piece in row.base).strip(),
        "cells": [_cell(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)],
    }


def _cell(column: Column, cell: Cell) -> dict[str, Any]:
    return {
        "party": column.party,
        "kind": cell.kind,
        "moved_to": cell.moved_to or None,
        "joined": list(cell.joined),
        "words": None if cell.kind in ("deleted", "absent", "nothing") else cell.words,
        "pieces": [{"act": piece.act, "text": piece.text} for piece in cell.pieces] if cell.kind != "as_base" else [],
    }
