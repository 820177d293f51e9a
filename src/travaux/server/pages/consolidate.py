"""One text out of several proposals: what is asked for, what came of it, the files, and the way onto the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from travaux.errors import TravauxError
from travaux.server.accounts.models import Tray
from travaux.server.desk import File, Look, Page, Query, act, back, personal
from travaux.server.pages.consolidate_answer import answer_of, table_file, text_file
from travaux.server.pages.consolidate_entering import entered
from travaux.server.pages.consolidate_form import STYLES, Asked, Problem, asked_of, empty_form, in_tray, kept_only
from travaux.server.pages.consolidate_shown import found_page
from travaux.server.pages.trays import MOST_PAPERS, put_aside, tray_of, trays_of

__all__ = ["consolidate", "consolidate_enter", "consolidate_file", "consolidate_found", "consolidate_put"]

_PURPOSE = "consolidate"


@personal("read")
def consolidate(request: HttpRequest, look: Look, query: Query) -> Page:
    """The form: the base, the proposals, how the choices are printed; to strangers, what it is for."""
    if not look.visitor.account:
        return Page("travaux/consolidate.html", "Consolidate", {"asked": None})
    tray = tray_of(request.user, look.name, _PURPOSE, query.get("tray")) if query.get("tray") else None
    return _form(request, look, in_tray(tray) if tray else empty_form(look.case), tray)


def _form(request: HttpRequest, look: Look, asked: Asked, tray: Tray | None, status: int = 200) -> Page:
    trays = [each for each in trays_of(request.user, look.name, _PURPOSE) if each.settings.get("ready")]
    parties = [(party, look.case.party_name(party)) for party in look.case.speakers]
    parties += [(group.id, group.name) for group in look.case.groups if group.id not in dict(parties)]
    wrong = {problem.field for problem in asked.problems}
    rows = [(line, f"party-{line.number}" in wrong, f"file-{line.number}" in wrong) for line in asked.rows]
    # Django counts the empty file fields of a form, too.
    context = {
        "asked": asked, "rows": rows, "tray": tray, "trays": [(each, _told(each)) for each in trays], "styles": STYLES,
        "parties": parties, "versions": tuple(reversed(look.case.texts)), "most": MOST_PAPERS - len(rows) - 1,
        "wrong": wrong,
    }  # fmt: skip
    return Page("travaux/consolidate.html", "Consolidate", context, status)


def _told(tray: Tray) -> str:
    parties = [row["code"] for row in tray.settings["rows"]]
    return ", ".join(parties[:6]) + (f" and {len(parties) - 6} more" if len(parties) > 6 else "")


@act("own")
def consolidate_put(request: HttpRequest, look: Look) -> Page | HttpResponseBase:
    """Read the papers and put them into a tray; what is wrong is said, and what was good is kept."""
    before = _before(request, look)
    asked = asked_of(request, look.case, in_tray(before) if before else None)
    try:
        tray = put_aside(request.user, look.name, _PURPOSE, asked.sheets, asked.settings, before)
    except TravauxError as error:
        # Nothing was put aside: what the form says is kept must be what is there.
        asked = kept_only(asked, in_tray(before) if before else None, Problem("", error))
        return _form(request, look, asked, before, 422)
    if not asked.problems:
        try:
            answer_of(tray.pk, asked)
            return back(look, "consolidate_found", tray=str(tray.pk), at=look.keeping)
        except TravauxError as error:
            asked = replace(asked, problems=(Problem("", error),))
            put_aside(request.user, look.name, _PURPOSE, asked.sheets, asked.settings, tray)
    return _form(request, look, asked, tray, 422)


def _before(request: HttpRequest, look: Look) -> Tray | None:
    """The tray that the form was filled from; None if there is none, or if it is gone: files are asked for again."""
    try:
        wanted = UUID(request.POST.get("tray", ""))
    except ValueError:
        return None
    found: Tray | None = trays_of(request.user, look.name, _PURPOSE).filter(pk=wanted).first()
    return found


@personal("own")
def consolidate_found(request: HttpRequest, look: Look, _: Query, tray: UUID) -> Page | HttpResponseBase:
    """What came of the proposals: conflicts first, then what else was merged, the text, the table."""
    held = tray_of(request.user, look.name, _PURPOSE, tray)
    if not held.settings.get("ready"):
        return back(look, "consolidate", at=f"?tray={held.pk}")
    asked = in_tray(held)
    return found_page(look, held, asked, answer_of(held.pk, asked))


@personal("own")
def consolidate_file(request: HttpRequest, look: Look, query: Query, tray: UUID, ending: str) -> File:
    """The consolidated text, or with `?table=1` the side-by-side table."""
    held = _ready(request, look, tray)
    answer = answer_of(held.pk, in_tray(held))
    make: Any = table_file if query.get("table") else text_file
    file: File = make(answer, look.name, ending)
    return file


def _ready(request: HttpRequest, look: Look, tray: UUID) -> Tray:
    held = tray_of(request.user, look.name, _PURPOSE, tray)
    if not held.settings.get("ready"):
        raise Http404
    return held


@act("table")
def consolidate_enter(request: HttpRequest, look: Look, tray: UUID) -> Page | HttpResponseBase:
    """Enter the consolidated text into the record as a draft."""
    held = _ready(request, look, tray)
    asked = in_tray(held)
    return entered(request, look, held, asked, answer_of(held.pk, asked))
