"""Record: every fact ever entered that its reader may read, by whom, with its source; the case as on any day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from travaux.errors import TravauxError
from travaux.server.desk import File, Look, Page, Query, act, back, download, page
from travaux.server.pages.record_files import file_of
from travaux.server.pages.record_filters import Filters, batches, choices, filtered, sheet_of
from travaux.server.pages.record_forms import FORMS, made_of
from travaux.server.pages.record_rows import rows_of
from travaux.server.register import enter

__all__ = ["record", "record_enter", "record_file"]

_TABLING = ("chair", "secretariat")


@page("read")
def record(look: Look, query: Query) -> Page:
    """The record, filtered, with the forms that add to it."""
    return _page(look, query)


@download("read")
def record_file(look: Look, query: Query, ending: str) -> File:
    """The rows that are asked for, as CSV, workbook or JSON."""
    return file_of(look, filtered(look, Filters.of(query)), ending, accounts=look.visitor.role is not None)


@act("table")
def record_enter(request: HttpRequest, look: Look) -> HttpResponse | Page:
    """Enter an outcome, a session or a source.

    Raises:
        PermissionDenied: for whoever is neither chair nor secretariat.
    """
    if look.visitor.role not in _TABLING:
        raise PermissionDenied
    said = {name: str(request.POST.get(name, "")) for name in request.POST}
    kind = said.get("kind", "")
    try:
        acts = made_of(look, kind, said)
    except TravauxError as problem:
        return _page(look, Query({}), kind=kind if kind in FORMS else "", said=said, problem=problem)
    enter(look.name, acts, by=look.visitor.account)
    messages.success(request, "Entered. It stands first in the record.")
    return back(look, "record", at=f"#fact-{acts[-1].body['fact']['id']}")


def _page(
    look: Look, query: Query, *, kind: str = "", said: Mapping[str, str] | None = None,
    problem: TravauxError | None = None,
) -> Page:  # fmt: skip
    filters = Filters.of(query)
    found = filtered(look, filters)
    sheet = sheet_of(found, query)
    accounts = look.visitor.role is not None
    forms: dict[str, Any] = {}
    if look.visitor.role in _TABLING:
        forms = {"issues": look.case.issues, "sources": look.case.sources.values(), "correctable": _correctable(look)}
    context = {
        "filters": filters,
        "choices": choices(look, filters),
        "batches": batches(sheet.rows, filters, accounts=accounts),
        "sheet": sheet,
        "before": filters.address(page=str(sheet.number - 1)) if sheet.number > 1 else "",
        "after": filters.address(page=str(sheet.number + 1)) if sheet.number < sheet.pages else "",
        "asked": filters.address(),
        "found": len(found),
        "all": len(rows_of(look)),
        "confidential": any(row.told for row in rows_of(look)),
        "forms": forms,
        "kind": kind,
        "said": said or {},
        "problem": problem,
    }
    return Page("travaux/record.html", "Record", context, 422 if problem else 200)


def _correctable(look: Look) -> Mapping[str, list[tuple[str, str]]]:
    """What a form can correct: facts of its section that nothing corrects yet, with their words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(look):
        if row.section in ("outcome", "sessions", "sources") and not row.corrected:
            found.setdefault(row.section, []).append((row.fact.id, row.words))
    return found
