"""Accounts: who has one, where they sit, and the way in for cases. For the secretariat alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from travaux.errors import TravauxError
from travaux.server.accounts.models import Seat
from travaux.server.desk import Look, Page, Query, front, front_act
from travaux.server.desk.looking import looks_of
from travaux.server.pages.accounts_seats import block, make_account, new_password, remove_seat, set_seat
from travaux.server.pages.importing import imported

__all__ = ["account_make", "account_seat", "accounts_page", "accounts_people", "import_case"]


@front("keep")
def accounts_people(request: HttpRequest, looks: tuple[Look, ...], query: Query) -> Page:  # noqa: ARG001
    """Every account with its seats, and the forms to make and change them."""
    return accounts_page(looks)


@front_act("keep")
def account_make(request: HttpRequest) -> Page:
    """Make an account; its password is shown on the page that answers, and never again."""
    looks, said = looks_of(request), _said(request)
    try:
        given = make_account(said, looks)
    except TravauxError as problem:
        return accounts_page(looks, said=said, problem=problem)
    return accounts_page(looks, given=given)


@front_act("keep")
def account_seat(request: HttpRequest) -> HttpResponse | Page:
    """Give or take a seat, block or open an account, or give it a new password; `do` says which."""
    looks, said = looks_of(request), _said(request)
    try:
        given = _changed(said, looks)
    except TravauxError as problem:
        return accounts_page(looks, problem=problem)
    if given is not None:
        return accounts_page(looks, given=given)
    messages.success(request, f"Done: {said.get('name', '')}.")
    return _back()


@front_act("keep")
def import_case(request: HttpRequest) -> HttpResponse | Page:
    """Take in a case: looked at first, or opened at once."""
    return imported(request, accounts_page)


def _changed(said: Mapping[str, str], looks: tuple[Look, ...]) -> tuple[str, str] | None:
    match said.get("do"):
        case "seat":
            set_seat(said, looks)
        case "remove":
            remove_seat(said)
        case "block" | "open":
            block(said, blocked=said["do"] == "block")
        case "password":
            return new_password(said)
        case _:
            raise TravauxError("say what happens to the account", remedy="load the page again")
    return None


def accounts_page(
    looks: tuple[Look, ...], *, said: Mapping[str, str] | None = None, problem: TravauxError | None = None,
    given: tuple[str, str] | None = None, importing: Mapping[str, Any] | None = None,
) -> Page:  # fmt: skip
    """The page of accounts.

    Args:
        looks: every case that is open to the visitor.
        said: what was typed into the form for a new account, if it could not be made.
        problem: why nothing was changed.
        given: name and new password of an account, shown this once.
        importing: what was typed into the form for a case, and its `problem`, if it could not be read.
    """
    users = get_user_model().objects.prefetch_related("seats").order_by("username")
    context = {
        "users": [(user, sorted(user.seats.all(), key=lambda seat: seat.case)) for user in users],
        "looks": looks,
        "roles": Seat.ROLES,
        "parties": sorted({(name, look.case.party_name(name)) for look in looks for name in look.case.speakers}),
        "said": said or {},
        "problem": problem,
        "given": given,
        "importing": importing or {},
    }
    refused = problem or (importing or {}).get("problem")
    return Page("travaux/accounts.html", "Accounts", context, 422 if refused else 200)


def _said(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.POST.get(name, "")) for name in request.POST}


def _back() -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("accounts_people"))
    response.status_code = 303
    return response
