"""What the reader made of each mark of a draft, by the place of the mark, so that labels can be held against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from bench.labels import Place

__all__ = ["Found", "findings", "opening_marks", "page_texts"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One mark as the reader took it; `kind` is the kind of its row, `option` for one of several options."""

    place: Place
    end: tuple[int, int] | None
    kind: str
    row: str
    head: str
    backs: frozenset[str]
    opposes: frozenset[str]
    unknown: bool
    parent: Place | None
    for_review: bool

    @property
    def attributed(self) -> bool:
        """True if the bracket names parties, known or not."""
        return bool(self.backs or self.opposes or self.unknown)

    @property
    def verbs(self) -> str:
        """The verbs of the head, such as `propose;oppose`, or `bare` for a head of codes alone."""
        verbs = [f"{stem}e" for stem in re.findall(r"propos|oppos", self.head.lower())]
        return ";".join(dict.fromkeys(verbs)) or "bare"


def findings(rows: Iterable[Row]) -> dict[Place, Found]:
    """Every mark that the rows of `travaux issues --json` stand for; of two at one place, the outer one."""
    ordered = list(rows)
    by_id = {row["id"]: row for row in ordered}
    found: dict[Place, Found] = {}
    for row in ordered:
        for mark in _marks(row, by_id):
            found.setdefault(mark.place, mark)
    return found


def opening_marks(draft: Path) -> set[Place]:
    """The place of every opening square bracket of a text or PDF file, found without the reader."""
    if draft.suffix == ".pdf":
        return {place for number, words in enumerate(page_texts(draft), 1) for place in _openings(words, number)}
    return set(_openings(draft.read_text(encoding="utf-8"), 0))


def page_texts(draft: Path) -> list[str]:
    """The bare text of each page of a PDF file, as pypdfium2 gives it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(draft)]


def _openings(words: str, page: int) -> Iterator[Place]:
    for number, line in enumerate(words.replace("\r\n", "\n").split("\n"), 1):
        yield from ((page, number, match.start()) for match in re.finditer(r"\[", line))


def _parts(row: Row) -> list[tuple[Mapping[str, Any], list[Any]]]:
    """The marks of a row, each with the options that it holds."""
    own = [(option["at"], [option]) for option in row["options"] if option.get("at")]
    if row["kind"] in ("alternatives", "options") and own:
        return own
    return [(row["at"], row["options"])] if row.get("at") else own


def _marks(row: Row, by_id: Mapping[str, Row]) -> Iterator[Found]:
    for at, options in _parts(row):
        place = _place(at)
        yield Found(
            place=place,
            end=_end(at),
            kind="option" if row["kind"] == "options" else row["kind"],
            row=row["id"],
            head=" ".join(option.get("head") or "" for option in options) or (row["head"] or "") * (at is row["at"]),
            backs=frozenset(code for option in options for code in option["backs"]),
            opposes=frozenset(code for option in options for code in option["opposes"]),
            unknown=bool(row["unknown_codes"]),
            parent=_enclosing(row, place, by_id),
            for_review=bool(row.get("for_review")),
        )


def _enclosing(row: Row, place: Place, by_id: Mapping[str, Row]) -> Place | None:
    """The mark that the row's parent opens round this place."""
    while row.get("parent") in by_id:
        row = by_id[row["parent"]]
        before = [start for start in (_place(at) for at, _ in _parts(row)) if start < place]
        if before:
            return max(before)
    return None


def _place(at: Mapping[str, Any]) -> Place:
    return (at.get("page") or 0, at["line"], at["column"])


def _end(at: Mapping[str, Any]) -> tuple[int, int] | None:
    """Line and column of the closing mark; rows do not say on which page it is."""
    return None if at.get("end_line") is None else (at["end_line"], at["end_column"])
