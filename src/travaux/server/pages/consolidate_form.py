"""What the form for a consolidation asks: base, proposals by party, style. What was given stays, whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from travaux.errors import TravauxError
from travaux.facts import Case
from travaux.facts.model import TextVersion
from travaux.server.accounts.models import Tray
from travaux.server.pages.trays import MOST_PAPERS, Sheet, clean_name, draft_of, received, sheets_of
from travaux.text.lexicon.names import code_named
from travaux.text.tracked import accepted
from travaux.text.wording import plain_words

__all__ = ["STYLES", "Asked", "Line", "Problem", "asked_of", "empty_form", "in_tray",
           "kept_only", "party_code", "party_in_name"]  # fmt: skip

STYLES = (
    ("attributed", "With codes: [US propose; NZ oppose: words]"),
    ("wipo", "As WIPO prints it: [shall]/[may], and who asked in footnotes"),
    ("unfccc", "Nameless: brackets and options that name no proposer"),
)
"""How the choices are printed, and what the form says of it."""
_ROWS = 6  # that an empty form has
_LONGEST = 80  # letters of a party's name
_FIELD = re.compile(r"(?:party|file|partial)-([1-9][0-9]?)")
_BESIDE = re.compile(r"[\s_.,()=\[\]-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal as asked for: the words typed for the party and the code they stand for, the file, what is wrong."""

    number: int
    party: str = ""
    code: str = ""
    sheet: Sheet | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and with which field of the form (its id; empty: with the whole)."""

    field: str
    error: TravauxError


@dataclass(frozen=True, slots=True)
class Asked:
    """A consolidation as asked for.

    `base` and `older` are ids of versions of the case; `sheets` holds the files of them, or a base of one's own.
    """

    base: str = ""
    base_sheet: Sheet | None = None
    older: tuple[str, ...] = ()
    older_sheets: tuple[Sheet, ...] = ()
    style: str = STYLES[0][0]
    force: bool = False
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def proposals(self) -> tuple[Line, ...]:
        """The lines that hold a proposal."""
        return tuple(line for line in self.lines if line.code and line.sheet)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All files, each in its place."""
        own = (replace(line.sheet, place=f"row {line.number}") for line in self.lines if line.sheet)
        return (*([self.base_sheet] if self.base_sheet else []), *self.older_sheets, *own)

    @property
    def settings(self) -> dict[str, Any]:
        """All that is no file, as plain values."""
        rows = [
            {"number": line.number, "party": line.party, "code": line.code, "partial": line.partial}
            for line in self.lines
        ]
        return {
            "base": self.base, "older": list(self.older), "style": self.style, "force": self.force, "rows": rows,
            "ready": not self.problems,
        }  # fmt: skip

    @property
    def rows(self) -> tuple[Line, ...]:
        """The lines as the form shows them, with empty ones behind."""
        last = max((line.number for line in self.lines), default=0)
        empty = max(_ROWS - len(self.lines), 2 if self.lines else _ROWS)
        return (*self.lines, *(Line(last + step) for step in range(1, empty + 1)))


def empty_form(case: Case) -> Asked:
    """The form before anything is typed: the latest draft is the base."""
    return Asked(base=case.latest.id if case.latest else "")


def in_tray(tray: Tray) -> Asked:
    """What was asked for when a tray was filled."""
    said, sheets = tray.settings, {each.place: each for each in sheets_of(tray)}
    lines = (
        Line(row["number"], row["party"], row["code"], sheets.get(f"row {row['number']}"), row["partial"])
        for row in said["rows"]
    )
    older = tuple(each for place, each in sheets.items() if place.startswith("older "))
    return Asked(
        said["base"], sheets.get("base"), tuple(said["older"]), older, said["style"], said["force"], tuple(lines)
    )


def kept_only(asked: Asked, kept: Asked | None, problem: Problem) -> Asked:
    """What was asked for, with one more problem, and without the files that are not kept."""
    held = {line.number: line.sheet for line in kept.lines} if kept else {}
    lines = tuple(replace(line, sheet=held.get(line.number)) for line in asked.lines)
    base = kept.base_sheet if kept else None
    return replace(asked, base_sheet=base, lines=lines, problems=(*asked.problems, problem))


def asked_of(request: HttpRequest, case: Case, before: Asked | None = None) -> Asked:
    """What a form asks for, every file read and every fault named; nothing that was given is dropped.

    Args:
        request: the request with the form.
        case: the case as the visitor sees it, for its versions and parties.
        before: what stands in a tray already, for fields whose file was given earlier.
    """
    data, problems = request.POST, list[Problem]()
    style = data.get("style", STYLES[0][0])
    if style not in dict(STYLES):
        problems.append(Problem("style", TravauxError("there is no such style", remedy="choose one of the list")))
        style = STYLES[0][0]
    wanted = data.get("base", "").strip()
    base = _base(request, case, wanted, before, problems)
    older = tuple(each for each in dict.fromkeys(data.getlist("older")) if each.strip())
    older_sheets = _older(case, older, problems)
    known = {text.id for text in case.texts}
    wanted, older = wanted if wanted in known else "", tuple(each for each in older if each in known)
    lines = tuple(_lines(request, case, before, problems))
    for line in lines:
        problems += _faults(line)
    problems += _twice(lines, {each.field for each in problems})
    if not lines:
        problems.append(
            Problem("party-1", TravauxError("no proposal was given", remedy="name a party and choose its file"))
        )
    return Asked(wanted, base, older, older_sheets, style, bool(data.get("force")), lines, tuple(problems))


def _base(
    request: HttpRequest, case: Case, wanted: str, before: Asked | None, problems: list[Problem]
) -> Sheet | None:
    sheet: Sheet | None = None
    upload = request.FILES.get("base-file")
    if isinstance(upload, UploadedFile):
        sheet = _taken(upload, "base", "base-file", problems)
        if sheet is None:
            return None
    elif wanted:
        version = _version(case, wanted)
        if version is None:
            problems.append(Problem("base", _no_such_draft()))
            return None
        sheet = _filed(case, version, "base", "base", problems)
    elif before is not None and not before.base:
        sheet = before.base_sheet
    if sheet is None:
        if not wanted:
            error = TravauxError("no base was given", remedy="choose a draft of the case, or a file of your own")
            problems.append(Problem("base", error))
        return None
    return sheet if _reads(sheet, "base-file" if upload else "base", problems) else None


def _older(case: Case, wanted: Iterable[str], problems: list[Problem]) -> tuple[Sheet, ...]:
    found: list[Sheet] = []
    for name in wanted:
        version = _version(case, name)
        if version is None:
            problems.append(Problem("older", _no_such_draft()))
            continue
        sheet = _filed(case, version, f"older {len(found) + 1}", "older", problems)
        if sheet is not None and _reads(sheet, "older", problems):
            found.append(sheet)
    return tuple(found)


def _no_such_draft() -> TravauxError:
    return TravauxError("there is no such draft", remedy="choose one of the list")


def _version(case: Case, wanted: str) -> TextVersion | None:
    return next((text for text in case.texts if text.id == wanted), None)


def _filed(case: Case, version: TextVersion, place: str, field: str, problems: list[Problem]) -> Sheet | None:
    try:
        return Sheet(version.file.rpartition("/")[2], place, case.content(version))
    except TravauxError as error:
        problems.append(Problem(field, error))
        return None


def _lines(
    request: HttpRequest, case: Case, before: Asked | None, problems: list[Problem]
) -> Iterator[Line]:
    data, kept = request.POST, {line.number: line for line in before.lines} if before else {}
    fields = (_FIELD.fullmatch(name) for name in (*data, *request.FILES))
    numbers = sorted({int(found[1]) for found in fields if found})
    for number in numbers:
        if data.get(f"out-{number}"):
            continue
        party = " ".join("".join(filter(_printable, data.get(f"party-{number}", ""))).split())
        upload, sheet = request.FILES.get(f"file-{number}"), None
        if isinstance(upload, UploadedFile):
            sheet = _taken(upload, f"row {number}", f"file-{number}", problems)
        elif number in kept:
            sheet = kept[number].sheet
        refused = isinstance(upload, UploadedFile) and sheet is None
        if party or sheet or refused:
            yield Line(number, party, party_code(party, case), sheet, bool(data.get(f"partial-{number}")))
    last = max(numbers, default=0)
    for step, upload in enumerate(request.FILES.getlist("files")[:MOST_PAPERS], 1):
        if isinstance(upload, UploadedFile):
            sheet = _taken(upload, f"row {last + step}", f"file-{last + step}", problems)
            party = party_in_name(clean_name(upload.name or ""), case)
            yield Line(last + step, party, party_code(party, case), sheet)


def _printable(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()


def _taken(upload: UploadedFile[Any], place: str, field: str, problems: list[Problem]) -> Sheet | None:
    """The file, if it is a text that can be read; else None, and the reader's words among the problems."""
    try:
        sheet = received(upload, place)
    except TravauxError as error:
        problems.append(Problem(field, error))
        return None
    return sheet if _reads(sheet, field, problems) else None


def _reads(sheet: Sheet, field: str, problems: list[Problem]) -> bool:
    try:
        text = draft_of(sheet)
    except TravauxError as error:
        problems.append(Problem(field, error))
        return False
    if any(map(str.isalnum, plain_words(accepted(text.body)))):
        return True
    why = "with its tracked changes accepted nothing is left" if text.body else ""
    remedy = "leave it out if nothing is proposed; to propose that a text falls, say so in words"
    problems.append(Problem(field, TravauxError("the text has no words", where=sheet.name, why=why, remedy=remedy)))
    return False


def _faults(line: Line) -> Iterator[Problem]:
    name = line.sheet.name if line.sheet else ""
    if len(line.party) > _LONGEST:
        error = TravauxError(
            "the name of a party is too long", where=f"{line.party[:_LONGEST]}…", remedy=f"at most {_LONGEST} letters"
        )
        yield Problem(f"party-{line.number}", error)
    if line.sheet is not None and not line.party:
        error = TravauxError("it is not said whose proposal this is", where=name, remedy="name the party beside it")
        yield Problem(f"party-{line.number}", error)


def _twice(lines: Sequence[Line], told: Collection[str]) -> Iterator[Problem]:
    first: dict[str, Line] = {}
    for line in lines:
        if line.code and line.code in first:
            error = TravauxError(
                f"{line.code} proposes twice", remedy="give each party one text; put what it proposes into one file"
            )
            yield Problem(f"party-{line.number}", error)
        first.setdefault(line.code, line)
        if line.code and line.sheet is None and f"file-{line.number}" not in told:
            error = TravauxError(f"there is no file from {line.code}", remedy="choose the file, or leave the party out")
            yield Problem(f"file-{line.number}", error)


def party_code(words: str, case: Case) -> str:
    """The code under which a party stands in brackets: for a code, a name, or the id or alias of a party of the case.

    Words that stand for no known party stay as they are.

    Example:
        >>> import travaux
        >>> case = travaux.open_case("typefaces")
        >>> party_code("uruguay", case), party_code("ke", case), party_code("Friends of  typefaces", case)
        ('UY', 'KE', 'Friends of typefaces')
    """
    party = " ".join(words.split())
    return code_named(party) or code_named(_in_case(party, case)) or party


def party_in_name(file: str, case: Case) -> str:
    """The party whose code or name the name of a file begins or ends with; empty if it has none.

    Example:
        >>> import travaux
        >>> case = travaux.open_case("typefaces")
        >>> [party_in_name(name, case) for name in ("ke.txt", "UY=rev1.docx", "proposal-EE.docx", "draft.docx")]
        ['ke', 'UY', 'EE', '']
    """
    stem = file.rpartition(".")[0] or file
    words = [word for word in _BESIDE.split(stem) if word]
    tries = [stem.partition("=")[0], stem, *words[:1], *words[-1:]]
    return next((each for each in tries if code_named(each) or _in_case(each, case)), "")


def _in_case(words: str, case: Case) -> str:
    try:
        return case.party_named(words)
    except TravauxError:
        return ""
