"""The answer to take away: its tables as CSV, workbook or JSON, and a package as the clean text that it yields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

from travaux.consensus import Finding, clean_text, row
from travaux.consensus.cleaning import CleanText
from travaux.errors import TravauxError
from travaux.server.desk import File, Look
from travaux.server.pages.consensus_asked import Asked
from travaux.server.pages.consensus_words import known_words
from travaux.server.pages.supposing_beside import supposed
from travaux.text import writing
from travaux.text.side_by_side.csv_out import guarded
from travaux.text.side_by_side.xlsx_out import CELL_LIMIT

__all__ = ["ENDINGS", "TEXTS", "finding_file", "package_text", "text_file"]

TEXTS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
"""Endings in which the text of a package can be taken away."""

ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Endings in which the tables of the answer can be taken away."""
_MADE = datetime(1980, 1, 1)  # fixed, so that the same answer gives the same file
_SHEET = 31  # characters that the name of a sheet may have


def finding_file(look: Look, asked: Asked, finding: Finding, ending: str) -> File:
    """The tables of a finding as a file.

    Args:
        look: what is looked at.
        asked: what was asked, for the name and the head of the file.
        finding: the answer to it.
        ending: `csv`, `xlsx` or `json`.

    Raises:
        TravauxError: for another ending.
    """
    if ending not in ENDINGS:
        raise TravauxError(
            "there is no such file of this page", where=ending, remedy=f"use one of {', '.join((*ENDINGS, *TEXTS))}"
        )
    if ending == "json":
        content = _json(asked, finding)
    else:
        content = _csv(look, asked, finding) if ending == "csv" else _xlsx(look, asked, finding)
    return File(f"{_name(look, asked, 'consensus')}.{ending}", ENDINGS[ending], content)


def _name(look: Look, asked: Asked, what: str) -> str:
    day = f"-{look.case.as_of.isoformat()}" if look.case.as_of else ""
    return f"{look.name}-{what}{'-what-if' if asked.supposes else ''}{day}"


def _head(look: Look, asked: Asked, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "Case", look.title
    yield "As it stood on", finding.as_of.isoformat() if finding.as_of else "no day on record"
    yield "Rule of decision", f"{finding.rule.name}: {finding.rule.words}"
    yield "Known", f"{known_words(finding)}; all others are unknown, which is no consent"
    for each in supposed(look, asked):
        what = f"{look.case.party_name(each.party)}: {each.stance.replace('_', ' ')}: {each.name}: {each.label}"
        yield "SUPPOSED, NOT ON RECORD", f"{'without ' if each.fact else ''}{what}"


def _csv(look: Look, asked: Asked, finding: Finding) -> bytes:
    """All tables one below the other; a cell that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")

    def write(cells: tuple[str, ...]) -> None:
        writer.writerow([guarded(cell) for cell in cells])

    for pair in _head(look, asked, finding):
        write(pair)
    for table in finding.tables:
        writer.writerow([])
        write((table.title,))
        write(table.columns)
        for cells in table.rows:
            write(cells)
        for note in table.notes:
            write((note,))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _xlsx(look: Look, asked: Asked, finding: Finding) -> bytes:
    """A sheet for each table; every cell is words, never a formula."""
    from xlsxwriter import Workbook

    packed = io.BytesIO()
    book = Workbook(packed, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    book.set_properties({"title": f"{look.title}: consensus"[:255], "created": _MADE})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    strong = book.add_format({"text_wrap": True, "valign": "top", "bold": True})

    def fill(name: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        sheet = book.add_worksheet(name[:_SHEET])
        sheet.set_column(0, max(len(cells) for cells in (heads, *rows)) - 1, 32)
        for place, cells in enumerate((heads, *rows)):
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell[:CELL_LIMIT], plain if place else strong)

    fill("About", ("About", ""), list(_head(look, asked, finding)))
    for table in finding.tables:
        notes = [(note,) for note in table.notes]
        fill(table.name, table.columns, [*table.rows, *notes])
    book.close()
    return packed.getvalue()


def _json(asked: Asked, finding: Finding) -> bytes:
    told = row(finding)
    if asked.supposes:
        told["supposed"] = [
            {"party": each.party, "issue": each.issue, "option": each.option, "stance": each.stance}
            for each in asked.suppositions
        ]
        told["supposed_without"] = list(asked.without)
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def package_text(look: Look, asked: Asked, finding: Finding) -> CleanText:
    """The text of the package that is asked for: the latest draft in view, with everything chosen that it chooses.

    Raises:
        TravauxError: if there is no such package, or no draft to write it from.
    """
    packages = finding.packages or finding.partial
    number = asked.package or 1
    if number > len(packages):
        raise TravauxError(
            f"there is no package {number}",
            why=finding.why_none or f"there are {len(packages)}",
            remedy="ask for one that the page shows",
        )
    key = ("consensus text", asked.rule, asked.top, asked.suppositions, asked.without, number)
    return look.answer(key, lambda: clean_text(look.case, packages[number - 1]))


def text_file(look: Look, asked: Asked, finding: Finding, ending: str) -> File:
    """The text of a package as a file.

    Args:
        look: what is looked at.
        asked: what was asked; `package` is its number, the first where it is 0.
        finding: the answer to it.
        ending: one of `TEXTS`.

    Raises:
        TravauxError: if there is no such package, or no draft to write it from.
    """
    text = package_text(look, asked, finding)
    module, function = writing.ENDINGS[f".{ending}"]
    content: str | bytes = getattr(import_module(f"travaux.text.formats.{module}"), function)(text.text)
    name = _name(look, asked, f"package-{asked.package or 1}")
    return File(f"{name}.{ending}", TEXTS[ending], content.encode("utf-8") if isinstance(content, str) else content)
