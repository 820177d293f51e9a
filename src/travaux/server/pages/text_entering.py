"""Entering a draft: its file is read first, and what cannot be read is refused; only then is it put on record."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

import travaux
from travaux.errors import Refused, TravauxError
from travaux.facts import identified
from travaux.facts.model import Source, TextVersion
from travaux.facts.naming import as_day, unknown
from travaux.server.desk import Look, Page, act, back
from travaux.server.pages.text_reading import holdable, outline_of, remarks_of, versions_in
from travaux.server.register import Act, enter, fact_act, shelved_name
from travaux.text.formats.html_out import fragment, html
from travaux.text.instrument import Instrument

__all__ = ["Typed", "labels_for", "named_session", "read_bytes", "readers_for", "text_enter"]

_LONGEST = 300  # characters of a title or source
_LONGEST_NAME = 60  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into the form, as it is shown again."""

    title: str
    date: str
    session: str
    label: str
    source: str

    @classmethod
    def of(cls, request: HttpRequest) -> Typed:
        """The fields of the form; what is not there is empty."""
        names = ("title", "date", "session", "label", "source")
        return cls(*(" ".join(holdable(request.POST.get(name, "")).split())[:_LONGEST] for name in names))


def labels_for(look: Look) -> tuple[str, ...]:
    """For whom a visitor may enter a draft: a delegation for itself or for everybody, the chair for the chair or all.

    A draft is nobody's statement, so one that a delegation entered for the chair it could not read again itself.
    """
    own = (str(look.reader), "public")
    return tuple(label for label in look.labels if label in own) if look.may("table") else ()


def readers_for(look: Look) -> tuple[tuple[str, str], ...]:
    """The labels a visitor may give a draft, with their words."""
    return tuple((label, _words(look, label)) for label in labels_for(look))


def _words(look: Look, label: str) -> str:
    if label == "public":
        return "everybody who sees this case"
    return "the chair alone" if label == "chair" else f"{look.case.party_name(label.partition(':')[2])} alone"


@act("table")
def text_enter(request: HttpRequest, look: Look) -> HttpResponseBase | Page:
    """Look at a file, or enter it into the record as a draft."""
    typed = Typed.of(request)
    try:
        name, content = _file(request)
        instrument = read_bytes(name, content)
        if request.POST.get("do") == "look":
            return _seen(look, typed, name, instrument)
        acts, version = _acts(look, typed, name, content)
        enter(look.name, acts, look.visitor.account)
    except TravauxError as error:
        return Page("travaux/text_enter.html", "Not entered", {**_form(look, typed), "problem": error}, 422)
    return back(look, "text", at=f"?version={version}&entered=yes")


def read_bytes(name: str, content: bytes) -> Instrument:
    """A draft from the bytes of a file that somebody handed in.

    Args:
        name: the name of the file; its ending counts.
        content: its bytes.

    Raises:
        Refused: if it cannot be a negotiating text, or holds characters that no page can show.
        TravauxError: if it is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="travaux-") as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(content)
        except (OSError, ValueError) as error:
            raise Refused(
                "the file cannot be kept under its name", where=name, remedy="give it a short, plain name"
            ) from error
        try:
            instrument = travaux.read(path)
            html(instrument)
        except TravauxError as error:
            # The place of the file on this machine is nobody's business, and the name is what the visitor knows.
            why = error.why.replace(f"{folder}/", "")
            raise type(error)(error.what, where=name, why=why, remedy=error.remedy) from error
    return instrument


def _file(request: HttpRequest) -> tuple[str, bytes]:
    """The file of the form: its name, made short and plain, and its bytes.

    Raises:
        TravauxError: if there is none, or it is too large.
    """
    upload = request.FILES.get("file")
    if upload is None:
        raise TravauxError("no file was chosen", remedy="choose the file of the draft, and send the form again")
    named = PurePosixPath("".join(sign for sign in holdable(upload.name or "") if sign.isprintable()))
    name = f"{named.stem.strip('. ')[:_LONGEST_NAME] or 'draft'}{named.suffix[:_LONGEST_NAME]}"
    size = upload.size or 0
    if size > settings.FILE_LIMIT:
        taken = settings.FILE_LIMIT // settings.MEGABYTE
        raise TravauxError(
            "the file is too large",
            where=name,
            why=f"{size / settings.MEGABYTE:.1f} MB, and at most {taken} MB are taken",
            remedy="give the draft itself without pictures, or a part of it",
        )
    return name, upload.read()


def _acts(look: Look, typed: Typed, name: str, content: bytes) -> tuple[list[Act], str]:
    """What is entered, and the id of the draft.

    Raises:
        TravauxError: if the day, session or reader is none that this visitor may name, or the draft is there already.
    """
    label = typed.label or (labels_for(look) or ("",))[0]
    if label not in labels_for(look):
        raise TravauxError("you may not enter a draft for these readers", remedy="take one that the form offers")
    session = named_session(look, typed.session, label)
    day = as_day(typed.date or None)
    if day is None:
        raise TravauxError(
            "the draft has no day", remedy="give the day that it bears, or on which it was handed out: drafts are "
            "put in order by it"
        )
    today = datetime.now(UTC).date()
    source, new = _source(look, typed, name, label, today)
    version = identified("texts", TextVersion(
        file=shelved_name(name, content), title=typed.title or None, session=session, date=day,
        source=source, evidence="seen", reader=label, recorded=today,
    ))  # fmt: skip
    if any(fact.id == version.id for fact in look.case.there.get("texts", ())):
        raise TravauxError("this draft is on record already", where=name, remedy="look for it among the versions")
    return [*new, fact_act("texts", version, content)], version.id


def named_session(look: Look, name: str, label: str) -> str | None:
    """The session that a draft belongs to, if everybody who may read the draft may know of the session.

    Args:
        look: what whoever enters the draft sees.
        name: the id of the session; empty for none.
        label: the label of the draft.

    Raises:
        TravauxError: if there is no such session in the view, or it is for other readers than the draft.
    """
    if not name:
        return None
    session = next((each for each in look.case.sessions if each.id == name), None)
    if session is None:
        raise unknown("session", name, [each.id for each in look.case.sessions], look.title)
    if session.reader not in ("public", label):
        raise TravauxError(
            "not everybody who could read this draft may know of its session",
            remedy="leave the session out, or enter the draft for the same readers as the session",
        )
    return name


def _source(look: Look, typed: Typed, name: str, label: str, today: date) -> tuple[str, list[Act]]:
    """The id of the source that a draft comes from, and what has to be entered for it to be there."""
    wanted = typed.source or typed.title or name
    for known in look.case.sources.values():
        if known.reader in ("public", label) and wanted in (known.id, known.title):
            return known.id, []
    source = identified("sources", Source(title=wanted, kind="draft", reader=label, recorded=today))
    return source.id, [fact_act("sources", source)]


def _form(look: Look, typed: Typed) -> dict[str, Any]:
    return {
        "typed": typed, "readers": readers_for(look), "sessions": look.case.sessions, "versions": versions_in(look),
    }  # fmt: skip


def _seen(look: Look, typed: Typed, name: str, instrument: Instrument) -> Page:
    """A file as its reader reads it; nothing is kept."""
    shown = fragment(instrument)
    context: Mapping[str, Any] = {
        **_form(look, typed),
        "name": name,
        "title": holdable(" ".join(instrument.title.split())) or name,
        "shown": shown,
        "outline": outline_of(shown, instrument),
        "remarks": remarks_of(instrument),
        "conservation": instrument.conservation,
        "convention": instrument.convention,
        "reasons": [holdable(reason) for reason in instrument.convention.reasons],
    }
    return Page("travaux/text_enter.html", f"Only looked at: {name}", context)
