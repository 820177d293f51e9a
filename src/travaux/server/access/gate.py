"""The gate: no view is run that has not said what it asks of its visitor, and none for whom that is too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from travaux.errors import TravauxError
from travaux.server.access.policy import ACTS

__all__ = ["ALLAUTH", "Gate", "in_json"]

ALLAUTH = {"account_login": "anyone", "account_logout": "own", "account_change_password": "own"}
"""Views that are not ours, by the name of their address, and what they ask for."""


_API = "/api/"


def in_json(request: HttpRequest) -> bool:
    """Whether answers at an address are JSON, errors among them: all below `/api/`, whose own page is for people."""
    return request.path_info.startswith(_API) and request.path_info != _API


class Gate:
    """Middleware that refuses by default: a view declares its act (`asks`), and the policy decides."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the view, if it is run at all."""
        return self._next(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Decide before the view is run; what it may look at is laid down in `request.look` or `request.visitor`.

        Raises:
            PermissionDenied: if the visitor's role does not do such things, or the view says nothing of what it asks.
            Http404: if a signed-in visitor asks for a case that is closed to them; it might as well not exist.
        """
        from travaux.server.desk.failing import failed
        from travaux.server.desk.looking import look_at, visitor_of

        match = request.resolver_match
        act = getattr(view, "asks", None) or ALLAUTH.get(match.view_name if match else "")
        if act not in ACTS:
            raise PermissionDenied
        if act == "anyone":
            return None
        case = kwargs.get("case")
        signed_in = request.user.is_authenticated
        if case is None:
            visitor = visitor_of(request)
            open_to_all = getattr(view, "front", False)
        else:
            try:
                look = look_at(request, case)
            except TravauxError as error:
                return failed(request, error)
            if look is None:
                return _refused(request, to_sign_in=not signed_in)
            request.look = look  # type: ignore[attr-defined]
            visitor, open_to_all = look.visitor, True
        request.visitor = visitor  # type: ignore[attr-defined]
        if not signed_in and (act != "read" or not open_to_all):
            return _refused(request, to_sign_in=not signed_in)
        if act != "own" and not (visitor.may(act) or (act == "read" and open_to_all)):
            raise PermissionDenied
        return None


def _refused(request: HttpRequest, *, to_sign_in: bool) -> HttpResponseBase:
    # A program that asks is not led to a form.
    if not to_sign_in or in_json(request):
        raise Http404
    return HttpResponseRedirect(f"{reverse('account_login')}?next={quote(request.get_full_path())}")
