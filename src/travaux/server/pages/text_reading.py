"""Which draft a page of the text is about, and its parts as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import escape

from travaux.facts.naming import unknown
from travaux.facts.shelving import instrument_of
from travaux.text.formats.html_out import fragment

if TYPE_CHECKING:
    from travaux.facts.model import TextVersion
    from travaux.server.desk import Look, Query
    from travaux.text.formats.html_page import Fragment
    from travaux.text.instrument import Instrument
    from travaux.text.manuscript import Diagnostic

__all__ = [
    "OutlineRow", "Remark", "called", "fragment_of", "holdable", "instrument_in", "outline_of", "remarks_of",
    "version_asked", "versions_in", "with_notes_at",
]  # fmt: skip

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG = 110  # characters of a heading in the outline
_NOTE_MARK = re.compile('(<sup><a id="rn[0-9]+" href=")(?=#n)')
_GRAVEST = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A line of the outline.

    `state` is `open` (choices open below it), `bracketed` (it stands in a choice that opens before), `agreed`, `plain`
    where nothing says that words outside brackets are agreed, or empty for a heading without a word below it. `choices`
    counts its own and those of what stands below it.
    """

    anchor: str
    words: str
    level: int
    state: str
    choices: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of a file remarked: how grave it is, where, what it means, what one can do."""

    severity: str
    place: str
    message: str
    remedy: str


def versions_in(look: Look) -> tuple[TextVersion, ...]:
    """The drafts in a view, the oldest first; those without a day before all others."""
    return tuple(sorted(look.case.texts, key=lambda text: text.date or date.min))


def called(version: TextVersion) -> str:
    """What a draft is called: its title, or its id."""
    return holdable(" ".join((version.title or "").split()) or version.id)


def version_asked(look: Look, query: Query) -> TextVersion | None:
    """The draft that the address names, else the latest; None if the view has none.

    Raises:
        TravauxError: if the view has no draft of that name.
    """
    name = query.get("version")
    if not name:
        return look.case.latest
    found = next((text for text in look.case.texts if text.id == name), None)
    if found is None:
        raise unknown("draft", name[:80], [text.id for text in look.case.texts], look.title)
    return found


def instrument_in(look: Look, version: TextVersion) -> Instrument:
    """A draft of the view, read.

    Raises:
        TravauxError: if its file is not there, or is no negotiating text.
    """
    return instrument_of(version, look.case.folder, look.case.shelf, look.name)


def fragment_of(look: Look, version: TextVersion) -> Fragment:
    """A draft of the view as parts of a page, made once.

    Raises:
        TravauxError: as `instrument_in`.
    """
    return look.answer(("text as shown", version.id), lambda: fragment(instrument_in(look, version)))


def holdable(words: str) -> str:
    """Words without the signs that no page can hold.

    Example:
        >>> holdable("a\\x00b") == "a\\ufffdb"
        True
    """
    return _UNHOLDABLE.sub("\ufffd", words)


def with_notes_at(lines: tuple[str, ...], address: str) -> tuple[str, ...]:
    """Lines of a text whose marks of notes lead to another page, where the notes are.

    Args:
        lines: lines of a fragment.
        address: the address of that page.

    Example:
        >>> with_notes_at(('<p><sup><a id="rn1" href="#n1">5</a></sup></p>',), "/text/")
        ('<p><sup><a id="rn1" href="/text/#n1">5</a></sup></p>',)
    """
    return tuple(_NOTE_MARK.sub(lambda found: found[1] + escape(address), line) for line in lines)


def outline_of(shown: Fragment, instrument: Instrument) -> tuple[OutlineRow, ...]:
    """The headings of a text, each with what is open in it and below it."""
    agreed = instrument.convention.unbracketed == "agreed" and shown.counts["choices"] > 0
    titles = _titles(instrument)
    rows = []
    for place, heading in enumerate(shown.headings):
        end = next(
            (at for at in range(place + 1, len(shown.headings)) if shown.headings[at].level <= heading.level),
            len(shown.headings),
        )
        choices = sum(each.choices for each in shown.headings[place:end])
        state = "open" if choices else "bracketed" if heading.within else "agreed" if agreed else "plain"
        state = state if choices or end > place + 1 or len(shown.below(place)) > 1 else ""
        titled = titles.get(heading.words, [])
        words = f"{heading.words} {titled.pop(0) if titled else ''}".strip()
        words = words if len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"
        rows.append(OutlineRow(heading.anchor, holdable(words), heading.level, state, choices))
    return tuple(rows)


def _titles(instrument: Instrument) -> dict[str, list[str]]:
    """The titles that stand on the line below the number of an article, by that number, in their order."""
    found: dict[str, list[str]] = {}
    for provision in instrument.outline():
        if provision.number and provision.role not in ("paragraph", "item", "subitem", "point"):
            found.setdefault(provision.number.strip(), []).append(provision.heading)
    return found


def remarks_of(instrument: Instrument) -> tuple[Remark, ...]:
    """What the reader remarked on a text, the gravest first."""
    found = sorted(instrument.diagnostics, key=lambda each: _GRAVEST.index(each.severity))
    return tuple(_remark(each) for each in found)


def _remark(found: Diagnostic) -> Remark:
    return Remark(found.severity, _place(found.where), holdable(found.message), holdable(found.remedy))


def _place(where: Mapping[str, int | str]) -> str:
    parts = [f"{name} {where[name]}" for name in ("page", "line", "column") if name in where]
    provision = f"provision {where['provision']}" if where.get("provision") else ""
    return holdable(", ".join(filter(None, (*parts, provision)))) or "the whole text"


