"""The draft with its brackets: the text, its outline, what its reader remarked, its versions, and its files."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import travaux
from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Page, Query, download, page
from travaux.server.pages.drawing import Drawing, drawn
from travaux.server.pages.text_choosing import DOWNLOADS, Chosen, chosen_in, text_choose
from travaux.server.pages.text_entering import readers_for, text_enter
from travaux.server.pages.text_reading import (
    called,
    fragment_of,
    holdable,
    instrument_in,
    outline_of,
    remarks_of,
    version_asked,
    versions_in,
)
from travaux.text.writing import ENDINGS

if TYPE_CHECKING:
    from travaux.facts.model import TextVersion
    from travaux.text.instrument import Instrument

__all__ = ["text", "text_choose", "text_enter", "text_file"]

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
_LARGE = 150_000
"""Characters of two drafts from which on they are not compared before somebody asks: the text itself comes first."""


@page("read")
def text(look: Look, query: Query) -> Page:
    """One draft with its brackets, attributions, outline and remarks; the latest one if none is named."""
    version = version_asked(look, query)
    around: dict[str, Any] = {
        "versions": [(each, called(each)) for each in reversed(versions_in(look))],
        "version": version,
        "sessions": look.case.sessions,
        "readers": readers_for(look),
        "typed": {},
    }
    if version is None:
        return Page("travaux/text.html", "Text", around)
    around["called"] = called(version)
    try:
        instrument = instrument_in(look, version)
        shown = fragment_of(look, version)
    except TravauxError as error:
        return Page("travaux/text.html", "Text", {**around, "problem": error}, 422)
    context = {
        **around,
        **look.answer(("text beside", version.id), lambda: _beside(instrument)),
        "title": holdable(" ".join(instrument.title.split())) or called(version),
        "shown": shown,
        "outline": outline_of(shown, instrument),
        "downloads": DOWNLOADS,
        "source": look.case.sources.get(version.source or ""),
        "entered": query.get("entered") == "yes",
        **_since(look, version, instrument, asked=query.get("show") == "history"),
    }
    return Page("travaux/text.html", f"Text: {called(version)}", context)


def _beside(instrument: Instrument) -> Mapping[str, Any]:
    """What the reader says of a text."""
    remarks = remarks_of(instrument)
    return {
        "remarks": remarks,
        "grave": sum(remark.severity != "info" for remark in remarks),
        "conservation": instrument.conservation,
        "convention": instrument.convention,
        "reasons": [holdable(reason) for reason in instrument.convention.reasons],
    }


def _since(look: Look, version: TextVersion, instrument: Instrument, *, asked: bool) -> Mapping[str, Any]:
    """Articles that went since the version before, and the heat-map; for large texts only where somebody asked."""
    versions = versions_in(look)
    place = versions.index(version)
    before = versions[place - 1] if place else None
    if len(versions) < 2:
        return {"history": "none"}
    size = instrument.conservation.source_characters
    if size > _LARGE and not asked:
        return {"history": "waits"}
    try:
        other = instrument_in(look, before or versions[1])
    except TravauxError as error:
        return {"history": "none", "history_problem": error}
    if size + other.conservation.source_characters > _LARGE and not asked:
        return {"history": "waits"}
    gone = () if before is None else look.answer(("gone", before.id, version.id), lambda: _gone(other, instrument))
    return {
        "history": "there",
        "gone": gone,
        "before": called(before) if before else "",
        "drawing": _heat_map(look),
    }


def _gone(old: Instrument, new: Instrument) -> tuple[str, ...]:
    """The articles of an earlier version that are in the later one no more."""
    from travaux.lineage.articles import articles
    from travaux.lineage.versions import Version

    lives = articles((Version("old", None, old), Version("new", None, new)))
    return tuple(holdable(life.names[0]) for life in lives if life.choices[1] is None)


def _heat_map(look: Look) -> Drawing | None:
    try:
        return drawn(look, "heat-map")
    except TravauxError:  # a draft in the chain that cannot be read; its own page says so
        return None


@download("read")
def text_file(look: Look, query: Query, ending: str) -> File:
    """A draft as a file, with what was chosen in it if the address says so."""
    if f".{ending}" not in ENDINGS:
        raise TravauxError(
            f"there is no format {ending[:20]!r}", remedy=f"the formats are {', '.join(name for name, _ in DOWNLOADS)}"
        )
    version = version_asked(look, query)
    if version is None:
        raise TravauxError("there is no draft on record", remedy="enter one on the page Text")
    instrument = instrument_in(look, version)
    asked = Chosen.asked(query)
    if not asked.empty:
        instrument = chosen_in(instrument, asked)
    name = f"{look.name}-{_plain_name(version.id)}{'' if asked.empty else '-chosen'}.{ending}"
    return File(name, _TYPES[ending], _written(instrument, ending))


def _written(instrument: Instrument, ending: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="travaux-") as folder:
        path = Path(folder) / f"text.{ending}"
        try:
            travaux.write(instrument, path)
        except UnicodeEncodeError as error:
            raise TravauxError(
                "the text holds a character that no file can hold", remedy="enter the draft again without it"
            ) from error
        return path.read_bytes()


def _plain_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in holdable(name))[:80]
