"""The consolidated text of a tray and what a person should know of it: worked out once, kept while it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from uuid import UUID

from travaux.errors import TravauxError
from travaux.server.desk import File
from travaux.server.desk.keeping import Keep
from travaux.server.pages.consolidate_form import Asked
from travaux.server.pages.trays import draft_of
from travaux.text.consolidating import Consolidation, consolidate
from travaux.text.consolidating.model import Conflict
from travaux.text.formats.html_out import fragment
from travaux.text.formats.html_page import Fragment
from travaux.text.instrument import Instrument
from travaux.text.lexicon.names import party_name
from travaux.text.side_by_side import Table, side_by_side, table_bytes
from travaux.text.writing import ENDINGS

__all__ = ["TABLE_TYPES", "TEXT_TYPES", "Answer", "Place", "Wording", "answer_of", "on_page", "places_in", "table_file",
           "text_file", "written"]  # fmt: skip

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"
TEXT_TYPES = {
    "docx": _WORD, "html": _HTML, "xml": "application/xml", "json": "application/json",
    "md": "text/markdown; charset=utf-8", "txt": "text/plain; charset=utf-8",
}  # fmt: skip
"""Media types of the consolidated text, by ending."""
TABLE_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "docx": _WORD, "html": _HTML,
    "csv": "text/csv; charset=utf-8",
}  # fmt: skip
"""Media types of the side-by-side table, by ending."""
_ROOM = 8 * 1024 * 1024  # bytes of papers whose consolidation is kept
_ON_PAGE = (
    (re.compile(r"take it all the same with --force"), "tick “Take proposals that hardly match the base”"),
    (re.compile(r"say --partial [^,;]+"), "tick “only a part” beside it"),
)


@dataclass(frozen=True)
class Answer:
    """What came of a tray: the base, the text with its report, and the table (or why there is none)."""

    base: Instrument
    proposals: dict[str, Instrument]
    partial: tuple[str, ...]
    made: Consolidation

    @cached_property
    def shown(self) -> Fragment:
        """The text as parts of a page."""
        return fragment(self.made.text)

    @cached_property
    def table(self) -> Table | TravauxError:
        """The side-by-side table, or why there is none."""
        try:
            return side_by_side(self.base, self.proposals, partial=self.partial)
        except TravauxError as error:
            return error


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a place: its words, who proposes and who opposes it, by name and code."""

    words: str
    backs: tuple[str, ...]
    opposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One choice that the proposals opened.

    `differ` says that the proposals ask for different things here; `without` are those who want no words here.
    """

    id: str
    where: str
    reopened: bool
    differ: bool
    wordings: tuple[Wording, ...]
    without: tuple[str, ...]


def answer_of(tray: UUID, asked: Asked) -> Answer:
    """What comes of a tray; kept by its key and the digest of everything in it.

    Raises:
        TravauxError: if a paper is no text, or a proposal does not go with the base.
    """
    digests = [(each.place, each.name, each.digest) for each in asked.sheets]
    words = json.dumps([asked.settings, sorted(digests)], sort_keys=True)
    key = (tray, sha256(words.encode()).hexdigest())
    size = sum(len(each.content) for each in asked.sheets)
    return _answers.get(key, lambda: (_answer(asked), size))[0]


_answers = Keep(most=_ROOM, weight=lambda kept, _: kept[1])


def _answer(asked: Asked) -> Answer:
    if asked.base_sheet is None:
        raise TravauxError("no base was given", remedy="choose a draft of the case, or a file of your own")
    base = draft_of(asked.base_sheet)
    proposals = {line.code: draft_of(line.sheet) for line in asked.proposals if line.sheet}
    partial = tuple(line.code for line in asked.proposals if line.partial)
    older = [draft_of(each) for each in asked.older_sheets]
    style = asked.style
    try:
        made = consolidate(
            base, proposals, style=style, older=older, partial=partial, force=asked.force  # type: ignore[arg-type]
        )
    except TravauxError as error:
        remedy = on_page(error.remedy)
        raise type(error)(error.what, where=error.where, why=error.why, remedy=remedy) from error
    return Answer(base, proposals, partial, made)


def on_page(words: str) -> str:
    """Words of the library as they are meant on a page, where there are boxes to tick and no options to type.

    Example:
        >>> on_page("say --partial KE, and what it leaves out stays")
        'tick “only a part” beside it, and what it leaves out stays'
    """
    for pattern, other in _ON_PAGE:
        words = pattern.sub(other, words)
    return words


def places_in(answer: Answer) -> tuple[Place, ...]:
    """The choices that the proposals opened, in the order of the report."""
    return tuple(_place(each) for each in answer.made.report.conflicts)


def _place(conflict: Conflict) -> Place:
    wordings = tuple(
        Wording(each.words, tuple(map(_called, each.backs)), tuple(map(_called, each.opposes)))
        for each in conflict.options
    )
    asking = set(conflict.parties)
    wanted = {
        next((number for number, option in enumerate(conflict.options) if party in option.texts), None)
        for party in asking
    }
    without = tuple(_called(party) for party in conflict.none if party in asking)
    return Place(conflict.id, conflict.where, conflict.reopened, len(wanted) > 1, wordings, without)


def _called(code: str) -> str:
    name = party_name(code)
    return code if name == code else f"{name} ({code})"


def written(text: Instrument, ending: str) -> bytes:
    """A text as the bytes of a file.

    Args:
        text: the text.
        ending: one of `TEXT_TYPES`.
    """
    module, name = ENDINGS[f".{ending}"]
    render: Callable[[Instrument], str | bytes] = getattr(import_module(f"travaux.text.formats.{module}"), name)
    content = render(text)
    return content.encode("utf-8") if isinstance(content, str) else content


def text_file(answer: Answer, name: str, ending: str) -> File:
    """The consolidated text as a file.

    Raises:
        TravauxError: if there is no such format.
    """
    _refuse_format(ending, TEXT_TYPES)
    return File(f"{name}-consolidated.{ending}", TEXT_TYPES[ending], written(answer.made.text, ending))


def table_file(answer: Answer, name: str, ending: str) -> File:
    """The side-by-side table as a file.

    Raises:
        TravauxError: if there is no such format, or no table.
    """
    _refuse_format(ending, TABLE_TYPES)
    table = answer.table
    if isinstance(table, TravauxError):
        raise table
    return File(f"{name}-side-by-side.{ending}", TABLE_TYPES[ending], table_bytes(table, f".{ending}"))


def _refuse_format(ending: str, known: dict[str, str]) -> None:
    if ending not in known:
        raise TravauxError("there is no such file", where=f".{ending}", remedy=f"take one of {', '.join(known)}")
