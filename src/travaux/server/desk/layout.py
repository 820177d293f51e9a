"""Putting the main part of a page into the layout, or sending it alone to a page that changes in place."""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from travaux.facts.fact import Fact
from travaux.facts.law_facts import Law, Norm
from travaux.facts.model import TreatyStatus
from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.server.desk.keeping import Keep

if TYPE_CHECKING:
    from travaux.server.desk.looking import Look
    from travaux.server.desk.page import Page

__all__ = ["TOKEN", "answered", "main_of"]

TOKEN = f"<!--{secrets.token_hex(16)}-->"
"""Stands for the field that proves where a form comes from, in pages that are kept; different in every process."""

_wholes = Keep(most=64 * 1024 * 1024, weight=lambda words, _: len(words))

TABS = (
    ("glance", "At a glance"),
    ("text", "Text"),
    ("positions", "Positions"),
    ("consensus", "Consensus"),
    ("changes", "Changes"),
    ("timeline", "Timeline"),
    ("consolidate", "Consolidate"),
    ("law", "Law"),
    ("treaty", "Treaty"),
    ("record", "Record"),
    ("people", "People"),
)
"""The pages of a case, in the order in which a newcomer reads them."""
_SHOWN_IF: Mapping[str, tuple[type[Fact], ...]] = {"law": (Norm, Law), "treaty": (Treaty, TreatyAction, TreatyStatus)}
"""Pages that are named only where the view has facts of one of these kinds."""
_PART_OF = {"issue": "positions", "state_position": "positions", "text_choose": "text", "changes_us": "changes",
            "change_group": "people", "publish_case": "people"}  # fmt: skip


def main_of(page: Page, look: Look | None, request: HttpRequest | None = None) -> str:
    """The main part of a page as HTML.

    Args:
        page: the page.
        look: what it is worked out from; None for the house as a whole.
        request: only for pages that depend on the account; kept pages are made without it.
    """
    context = {**page.context, "look": look, "page": page}
    if request is not None:
        context["visitor"] = getattr(request, "visitor", None)
    return render_to_string(page.template, context)


def answered(request: HttpRequest, page: Page, main: str, key: tuple[Hashable, ...] | None = None) -> HttpResponse:
    """The answer with a page: whole, or its main part where a page asks for what changes in place.

    Args:
        request: what was asked.
        page: the page.
        main: its main part as HTML.
        key: for a page that is kept: what it follows from. The layout around it is then kept for each account.
    """
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        title = format_html("<title>{} · Travaux</title>", page.title)
        response = HttpResponse(title + _with_token(request, main), status=page.status)
        response.headers["Vary"] = "HX-Request"
        return response
    told = list(get_messages(request))
    if key is None or told:
        words = _whole(request, page, main, told)
    else:
        account = request.user.get_username()
        words = _wholes.get((account, key), lambda: _whole(request, page, main, told))
    return HttpResponse(_with_token(request, words), status=page.status)


def _whole(request: HttpRequest, page: Page, main: str, told: Sequence[Any]) -> str:
    context = {
        "page": page,
        "main": mark_safe(main),
        "look": getattr(request, "look", None),
        "visitor": getattr(request, "visitor", None),
        "account": request.user.get_username(),
        "told": told,
        "pictures": "data-picture=" in main,
        "path": request.path,
        "whole_path": request.get_full_path(),
        **_tabs(request),
    }
    return render_to_string("travaux/base.html", context)


def _with_token(request: HttpRequest, words: str) -> str:
    if TOKEN not in words:
        return words
    field = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    return words.replace(TOKEN, field)


def _tabs(request: HttpRequest) -> Mapping[str, Any]:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return {"tabs": _tabs_for(getattr(request, "look", None)), "here": _PART_OF.get(name, name.split("_")[0])}


def _tabs_for(look: Look | None) -> tuple[tuple[str, str], ...]:
    """The pages that have something to show to this visitor, or where something could be put in."""
    if look is None:
        return ()
    return tuple(
        (name, words) for name, words in TABS
        if name not in _SHOWN_IF or any(look.case.of(kind) for kind in _SHOWN_IF[name])
    )  # fmt: skip
