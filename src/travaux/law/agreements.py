"""Coded sets of agreements: a row for each agreement, a column for each variable, and a codebook that says what it is.

Agreements answer what laws answer: an agreement stands where a jurisdiction does, and holds from its signature on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm, When
from travaux.facts.model import Source
from travaux.facts.remarks import Remark
from travaux.law.beyond import beyond_ends
from travaux.law.cells import as_number
from travaux.law.codebook import Variable, codebook_beside, read_codebook
from travaux.law.model import Laws
from travaux.law.reading_faults import Faults
from travaux.law.reading_rows import Row, Sheet, read_sheet

__all__ = ["is_coded_set", "occurrences", "read_agreements", "read_coded_set"]

NAME, SIGNED, YEAR = "pta", "date_signature", "year_signature"


def is_coded_set(headings: Sequence[str]) -> bool:
    """Whether the headings are those of a coded set of agreements."""
    return {NAME, SIGNED}.issubset(headings)


def read_coded_set(path: Path, codebook: Path | None = None) -> tuple[Sheet, tuple[Variable, ...]]:
    """The rows of a coded set, and the variables of its codebook that stand in it.

    Args:
        path: CSV with a column PTA for the name and date_signature for the day of signature.
        codebook: CSV with the columns Variable, Description, Range; None for the one beside the set.

    Raises:
        TravauxError: if a file cannot be read, or is not what it should be.
    """
    faults = Faults(path.name)
    sheet = read_sheet(path, faults)
    faults.refuse()
    if not is_coded_set(sheet.headings):
        raise TravauxError(
            "this is no coded set of agreements",
            where=path.name,
            why=f"it has no column {NAME.upper()} and {SIGNED}",
            remedy="give a set in the columns of the DESTA downloads, or a table of laws",
        )
    if not sheet.rows:
        raise TravauxError("the table has no rows", where=path.name, remedy="add a row for each agreement")
    variables = read_codebook(codebook or codebook_beside(path))
    return sheet, tuple(each for each in variables if each.name in sheet.headings)


def read_agreements(path: Path, codebook: Path | None = None) -> Laws:
    """The agreements of a coded set as laws: its coded variables are the norms.

    Sums and dummies that the codebook calls calculated repeat what is coded, so they are no norms. An empty cell is
    unknown. A rule holds from the day of signature (its year, where no more is known), and is on record as far as the
    last signature in the set.

    Args:
        path: the set.
        codebook: its codebook; None for the one beside it.

    Raises:
        TravauxError: as `read_coded_set`; and for every day that does not exist and cell that is no number, together.
    """
    sheet, variables = read_coded_set(path, codebook)
    coded = [each for each in variables if each.coded]
    if not coded:
        raise TravauxError("the codebook has no coded variable of the set", where=path.name, remedy="give its codebook")
    faults = Faults(path.name)
    signed = [_signed(row, sheet, faults) for row in sheet.rows]
    names = _unique(sheet.rows, signed)
    last = max((when.latest for when in signed if when), default=None)
    as_of = When((last, last)) if last else None
    norms = {each.name: each.norm() for each in coded}
    strange: Counter[str] = Counter()
    laws: list[Law] = []
    for row, name, when in zip(sheet.rows, names, signed, strict=True):
        laws.extend(_laws(row, name, when, as_of, norms, sheet, faults, strange))
    faults.refuse()
    return Laws(
        name=path.stem,
        norms=norms,
        laws=tuple(laws),
        jurisdictions=tuple(names),
        names={name: row.cells[NAME] for name, row in zip(names, sheet.rows, strict=True)},
        sources={path.name: Source(id=path.name, title=path.stem, kind="coded set")},
        remarks=tuple(_outside(path.name, norms[name], count) for name, count in strange.items()),
        kind="agreements",
    )


def _laws(
    row: Row,
    name: str,
    when: When | None,
    as_of: When | None,
    norms: Mapping[str, Norm],
    sheet: Sheet,
    faults: Faults,
    strange: Counter[str],
) -> Iterable[Law]:
    for norm in norms.values():
        cell = row.cells[norm.id]
        number = as_number(cell)
        if number is None:
            if cell and cell.casefold() not in ("na", "n/a", "nan"):
                faults.add(row.number, sheet.place(norm.id), norm.id, f"{cell!r} is no number", "give a number")
            continue
        value = _answer(norm, f"{number:.12g}")
        if (norm.categories and value not in norm.categories) or beyond_ends(norm, value):
            strange[norm.id] += 1
        # A set holds tens of thousands of cells, each made from checked parts: models need not look at them again.
        yield Law.model_construct(
            id=f"row-{row.number}-{norm.id}", jurisdiction=name, norm=norm.id, value=value, first=when,
            as_of=as_of, source=sheet.file, evidence="seen",
        )  # fmt: skip


def _answer(norm: Norm, value: str) -> str:
    return {"0": "no", "1": "yes"}.get(value, value) if norm.scale == "boolean" else value


def _signed(row: Row, sheet: Sheet, faults: Faults) -> When | None:
    for heading in (SIGNED, YEAR):
        words = row.cells.get(heading, "").removesuffix(".0")
        if not words:
            continue
        try:
            return When.read(words)
        except ValueError:
            faults.add(row.number, sheet.place(heading), heading, f"{words!r} is no day", "write 2013-03-16 or 2013")
            return None
    faults.add(row.number, sheet.place(SIGNED), SIGNED, "has no day of signature", "give at least the year")
    return None


def _unique(rows: Sequence[Row], signed: Sequence[When | None]) -> list[str]:
    """Names that tell the agreements apart: with the day of signature, then a number, where a name comes again."""
    given = [row.cells[NAME] or f"row {row.number}" for row in rows]
    often = Counter(given)
    dated = [f"{name} ({when})" if often[name] > 1 and when else name for name, when in zip(given, signed, strict=True)]
    seen: Counter[str] = Counter()
    found = []
    for name in dated:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} no. {seen[name]}")
    return found


def _outside(file: str, norm: Norm, count: int) -> Remark:
    told = "are not compared" if norm.categories else "count as the end of the range that is nearer"
    what = f"{count} values of {norm.id} are outside the range of the codebook, so they {told}"
    return Remark("remark", what, where=file, section="laws", remedy="correct the cells or the codebook")


def occurrences(sheet: Sheet, variables: Iterable[Variable]) -> dict[str, int]:
    """In how many agreements each variable of a coded set is greater than zero.

    This is the definition that brings the published column `Occurrence` of the codebook of IPRs in PTAs out again.

    Args:
        sheet: the rows.
        variables: those to count.

    Example:
        >>> rows = (Row(2, {"mfn": "1"}), Row(3, {"mfn": "0.0"}), Row(4, {"mfn": ""}))
        >>> occurrences(Sheet("set.csv", ("mfn",), rows), [Variable("mfn", "", (0, 1), "coded")])
        {'mfn': 1}
    """
    return {each.name: sum((as_number(row.cells[each.name]) or 0) > 0 for row in sheet.rows) for each in variables}
