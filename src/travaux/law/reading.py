"""Laws out of a table: a row for each rule, with the days it held, the place in the law, its source and its doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm, When
from travaux.facts.model import Source
from travaux.facts.nearest import did_you_mean
from travaux.facts.parties import code_of, is_known, party_of
from travaux.facts.remarks import Remark
from travaux.law.beyond import beyond_ends
from travaux.law.cells import answer_of, as_number
from travaux.law.model import Laws
from travaux.law.reading_faults import Faults
from travaux.law.reading_overlaps import note_overlaps
from travaux.law.reading_rows import Row, Sheet, read_sheet
from travaux.law.reading_scales import BOOLEAN, read_scales, scales_beside, undeclared

__all__ = ["COLUMNS", "NEEDED", "read_laws"]

COLUMNS: Mapping[str, str] = {
    "jurisdiction": "jurisdiction", "country": "jurisdiction", "norm": "norm", "value": "value",
    "valid_from": "first", "from": "first", "first": "first", "valid_to": "last", "to": "last", "last": "last",
    "as_of": "as_of",
    "legal_ref": "ref", "ref": "ref", "reference": "ref", "source": "source", "doubt": "note", "note": "note",
    "evidence": "evidence", "confidence": "confidence",
}  # fmt: skip
"""Headings, and the field of a law that each fills; other columns are kept as they are."""

NEEDED = ("jurisdiction", "norm", "value")
_OF_CASES = frozenset({"reader", "date", "recorded", "supersedes"})
_ORGANISATIONS: Mapping[str, str] = {
    "EU": "European Union", "EP": "European Patent Organisation", "EA": "Eurasian Patent Organization",
    "AP": "African Regional Intellectual Property Organization", "OA": "African Intellectual Property Organization",
    "BX": "Benelux Office for Intellectual Property", "GC": "Gulf Cooperation Council", "WO": "WIPO",
    "SU": "Soviet Union", "YU": "Yugoslavia", "CS": "Czechoslovakia", "DD": "German Democratic Republic",
}  # fmt: skip
_DAY_REMEDY = "write days as 2013-03-16, 2013-03, 2013 or between DAY and DAY"


def read_laws(path: Path, scales: Path | None = None) -> Laws:
    """The laws in a table on disk.

    Args:
        path: CSV with the columns jurisdiction, norm, value, and where known valid_from, valid_to (both included),
            as_of (the day of which the source speaks), legal_ref, source, doubt.
        scales: how the values compare; None for the file of scales beside the table. Without one every value is a
            category of its own, and all norms are nominal.

    Raises:
        TravauxError: if a file cannot be read; or for faults of the table, all in one, each with its row and column:
            missing columns and cells, days that do not exist or run backwards, two values on one day, overlapping
            spans, an unknown jurisdiction, words in an interval norm, a table without rows.
    """
    faults = Faults(path.name)
    sheet = read_sheet(path, faults)
    _require(sheet)
    _refuse_twins(sheet, faults)
    beside = scales or scales_beside(path)
    norms = read_scales(beside) if beside else {}
    return _Reading(sheet, norms, faults, declared=beside is not None).laws(path.stem)


def _require(sheet: Sheet) -> None:
    fields = {COLUMNS.get(each) for each in sheet.headings}
    missing = [each for each in NEEDED if each not in fields]
    if missing:
        raise TravauxError(
            f"row 1: the table of laws has no column {', '.join(missing)}",
            where=sheet.file,
            why=f"its columns are {', '.join(filter(None, sheet.headings))}",
            remedy=did_you_mean(missing[0], sheet.headings) or f"begin it with {','.join(NEEDED)},valid_from,valid_to",
        )
    private = [each for each in sheet.headings if each in _OF_CASES]
    if private:
        raise TravauxError(
            f"row 1: a table of laws cannot have the column {private[0]}",
            where=sheet.file,
            why="a table is read by everybody as it stands today",
            remedy="keep such rules in a case folder, in the section laws",
        )
    if not sheet.rows:
        raise TravauxError("the table has no rows", where=sheet.file, remedy="add a row for each rule")


def _refuse_twins(sheet: Sheet, faults: Faults) -> None:
    """Note a column that says what another does: one of them would be lost."""
    taken: dict[str, str] = {}
    for heading in sheet.headings:
        field = COLUMNS.get(heading)
        if field and taken.setdefault(field, heading) != heading:
            what = f"says the same as the column {taken[field]}"
            faults.add(1, sheet.place(heading), heading, what, "keep one of the two")


class _Reading:
    def __init__(self, sheet: Sheet, norms: dict[str, Norm], faults: Faults, *, declared: bool) -> None:
        self.sheet, self.norms, self.faults, self.declared = sheet, dict(norms), faults, declared
        self.columns = {COLUMNS[each]: each for each in reversed(sheet.headings) if each in COLUMNS}
        self.others = [each for each in sheet.headings if each and each not in COLUMNS]
        self.remarks: list[Remark] = []

    def laws(self, name: str) -> Laws:
        """Everything in the table."""
        held = [law for row in self.sheet.rows if (law := self._law(row)) is not None]
        note_overlaps(held, self.sheet, self.columns, self.faults)
        self.faults.refuse()
        laws = tuple(law for _, law in held)
        jurisdictions = tuple(dict.fromkeys(law.jurisdiction for law in laws))
        sources = {law.source: _source(law.source) for law in laws if law.source}
        used = {law.norm for law in laws}
        self._remark_on_scales(used)
        return Laws(
            name=name,
            norms={each: norm for each, norm in self.norms.items() if each in used},
            laws=laws,
            jurisdictions=jurisdictions,
            names={each: _ORGANISATIONS.get(each) or party_of(each).name for each in jurisdictions},
            sources=sources,
            remarks=tuple(self.remarks),
        )

    def _law(self, row: Row) -> tuple[int, Law] | None:
        given = {field: row.cells[heading] for field, heading in self.columns.items() if row.cells[heading]}
        before = len(self.faults.found)
        for field in NEEDED:
            if field not in given:
                self._fault(row, field, "is empty", f"give a {field} in every row")
        told = [field for field in ("first", "last", "as_of") if field in given]
        days: dict[str, When | None] = {field: self._day(row, field, given.pop(field)) for field in told}
        first, last = days.get("first"), days.get("last")
        if first and last and first.earliest > last.latest:
            self._fault(row, "last", f"ends on {last}, before it begins on {first}", "exchange the days")
        self._jurisdiction(row, given)
        self._value(row, given)
        for field, words in (("evidence", ("seen", "derived", "recalled")), ("confidence", ("high", "medium", "low"))):
            if given.get(field, words[0]) not in words:
                self._fault(row, field, f"{given[field]!r} is none of {', '.join(words)}", f"use {', '.join(words)}")
        if len(self.faults.found) > before:
            return None
        extra = {heading: row.cells[heading] for heading in self.others if row.cells[heading]}
        fields = {"id": f"row-{row.number}", "evidence": "seen", **extra, **given, **days}
        return row.number, Law.model_validate(fields)

    def _fault(self, row: Row, field: str, what: str, remedy: str) -> None:
        heading = self.columns.get(field, "")
        self.faults.add(row.number, self.sheet.place(heading) if heading else 0, heading, what, remedy)

    def _day(self, row: Row, field: str, words: str) -> When | None:
        tidy = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", words)
        tidy = re.sub(r"^([0-9]{4})\.0$", r"\1", tidy)
        try:
            return When.read(tidy)
        except ValueError:
            self._fault(row, field, f"{words!r} is no day", _DAY_REMEDY)
            return None

    def _jurisdiction(self, row: Row, given: dict[str, str]) -> None:
        """Write a state by its code, however the row does, so that it is one jurisdiction in all of them."""
        words = given.get("jurisdiction", "")
        code = words.upper() if len(words) == 2 else words
        code = code if code in _ORGANISATIONS or is_known(code) else code_of(code)
        if code in _ORGANISATIONS or is_known(code):
            given["jurisdiction"] = code
        elif len(code) == 2 and code.isalpha():
            remedy = "write an ISO 3166-1 code such as US, EP, or a name of your own of more than two letters"
            self._fault(row, "jurisdiction", f"there is no jurisdiction {code!r}", remedy)

    def _value(self, row: Row, given: dict[str, str]) -> None:
        name, value = given.get("norm"), given.get("value")
        if name is None or value is None:
            return
        name = given["norm"] = next((each for each in self.norms if each.casefold() == name.casefold()), name)
        if name not in self.norms:
            self.norms[name] = undeclared(name) if self.declared else Norm(id=name, scale="nominal")
        norm = self.norms[name]
        if norm.scale == "interval" and not norm.categories:
            number = as_number(value)
            if number is None:
                what = f"{value!r} is no number, but {name} is measured in {norm.unit or 'numbers'}"
                self._fault(row, "value", what, "give a number, or declare another scale")
            elif beyond := beyond_ends(norm, value):
                self._remark(row, beyond, "correct the number, or move the ends (low, high) in the scales")
        elif norm.scale == "boolean" and answer_of(norm, value.casefold()) and answer_of(norm, value) is None:
            given["value"] = value.casefold()
        elif answer_of(norm, value) is None:
            self._outside(row, norm, value)

    def _outside(self, row: Row, norm: Norm, value: str) -> None:
        """A number among words, or anything but yes and no, is a slip; another word is a value that is not compared."""
        if (norm.scale == "boolean" and _only_yes_and_no(norm)) or _number_among_words(norm, value):
            what = f"{value!r} is none of {', '.join(norm.categories)}, as {norm.id} has it"
            self._fault(row, "value", what, f"use {', '.join(norm.categories)}, or add the value to the scales")
            return
        what = f"the value {value!r} of {norm.id} is in no category, so it is not compared"
        self._remark(row, what, "add it to a category of the scales")

    def _remark(self, row: Row, what: str, remedy: str) -> None:
        self.remarks.append(
            Remark(
                "remark",
                f"row {row.number}: {what}",
                where=self.sheet.file,
                remedy=remedy,
                section="laws",
                fact=f"row-{row.number}",
            )
        )

    def _remark_on_scales(self, used: set[str]) -> None:
        without = sorted(each for each in used if self.norms[each].weight == 0 and self.norms[each].note)
        if not self.declared:
            what = "no scales are declared: every value is a category of its own"
            self.remarks.insert(0, Remark("remark", what, self.sheet.file, remedy="give them with --scales FILE"))
        elif without:
            what = f"no scale is declared for {', '.join(without)}, so they have no weight in an index"
            self.remarks.insert(0, Remark("remark", what, self.sheet.file, remedy="add them to the scales"))


def _only_yes_and_no(norm: Norm) -> bool:
    usual = {*BOOLEAN["no"], *BOOLEAN["yes"]}
    return all(value in usual for values in norm.categories.values() for value in values)


def _number_among_words(norm: Norm, value: str) -> bool:
    coded = (each for values in norm.categories.values() for each in values)
    return as_number(value) is not None and all(as_number(each) is None for each in coded)


def _source(words: str) -> Source:
    address = words if re.match(r"https?://\S+$", words) else None
    return Source(id=words, title=words, address=address)
