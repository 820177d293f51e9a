"""How functions become views: each says what it asks of its visitor, and the rest is the same for all.

`page` is for pages that follow from a view alone; their main part is kept. `personal` is for those that also depend on
the account, `download` for files, `act` for what changes something (POST only). `front` and `front_act` are the same
for the house as a whole, which has no case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from travaux.errors import TravauxError
from travaux.server.access.policy import Act
from travaux.server.desk.failing import failed
from travaux.server.desk.keeping import Keep
from travaux.server.desk.layout import answered, main_of
from travaux.server.desk.looking import Look, looks_of
from travaux.server.desk.page import File, Page, Query

__all__ = ["act", "download", "front", "front_act", "own", "page", "personal"]

View = Callable[..., HttpResponseBase]
Answer = Page | File | HttpResponseBase
_KEPT = 96 * 1024 * 1024  # characters of pages that are kept
_pages = Keep(most=_KEPT, weight=lambda kept, _: len(kept[1]))


def page(asks: Act) -> Callable[[Callable[..., Page]], View]:
    """A page that follows from the look and the query alone: `function(look, query, **path) -> Page`.

    The view has an attribute `keep(look, query, address, **path)`, which makes the page without anybody asking for it.
    """

    def made(function: Callable[..., Page]) -> View:
        def keep(look: Look, query: Query, address: str, **path: str) -> tuple[Page, str, tuple[Hashable, ...]]:
            def compute() -> tuple[Page, str]:
                found = function(look, query, **path)
                return found, main_of(found, look)

            key = (look.fingerprint, look.name, look.visitor.role, look.visitor.party, look.visitor.house, look.on,
                   look.known, address, query.key)  # fmt: skip
            return *_pages.get(key, compute), key

        def view(request: HttpRequest, case: str, **path: str) -> HttpResponseBase:  # noqa: ARG001
            look = request.look  # type: ignore[attr-defined]
            found, main, key = keep(look, Query(request.GET), request.path, **path)
            return answered(request, found, main, key=key)

        guarded = _asking(view, function, asks, ("GET", "HEAD"))
        guarded.keep = keep  # type: ignore[attr-defined]
        return guarded

    return made


def personal(asks: Act) -> Callable[[Callable[..., Answer]], View]:
    """A page or file that also depends on the account: `function(request, look, query, **path)`."""

    def made(function: Callable[..., Answer]) -> View:
        def view(request: HttpRequest, case: str, **path: str) -> HttpResponseBase:  # noqa: ARG001
            look = request.look  # type: ignore[attr-defined]
            return _sent(request, function(request, look, Query(request.GET), **path))

        return _asking(view, function, asks, ("GET", "HEAD"))

    return made


def download(asks: Act) -> Callable[[Callable[..., File]], View]:
    """A file made from the look and the query: `function(look, query, **path) -> File`."""

    def made(function: Callable[..., File]) -> View:
        def view(request: HttpRequest, case: str, **path: str) -> HttpResponseBase:  # noqa: ARG001
            look = request.look  # type: ignore[attr-defined]
            return _sent(request, function(look, Query(request.GET), **path))

        return _asking(view, function, asks, ("GET", "HEAD"))

    return made


def act(asks: Act) -> Callable[[Callable[..., Answer]], View]:
    """Something that changes the record or a tray: `function(request, look, **path)`; by POST alone."""

    def made(function: Callable[..., Answer]) -> View:
        def view(request: HttpRequest, case: str, **path: str) -> HttpResponseBase:  # noqa: ARG001
            return _sent(request, function(request, request.look, **path))  # type: ignore[attr-defined]

        return _asking(view, function, asks, ("POST",))

    return made


def front(asks: Act) -> Callable[[Callable[..., Answer]], View]:
    """A page of the house: `function(request, looks, query, **path)`, with a look at every case that is open."""

    def made(function: Callable[..., Answer]) -> View:
        def view(request: HttpRequest, **path: str) -> HttpResponseBase:
            return _sent(request, function(request, looks_of(request), Query(request.GET), **path))

        return _asking(view, function, asks, ("GET", "HEAD"), front=True)

    return made


def front_act(asks: Act) -> Callable[[Callable[..., Answer]], View]:
    """Something done in the house as a whole: `function(request, **path)`; by POST alone."""

    def made(function: Callable[..., Answer]) -> View:
        def view(request: HttpRequest, **path: str) -> HttpResponseBase:
            return _sent(request, function(request, **path))

        return _asking(view, function, asks, ("POST",), front=True)

    return made


def own(function: Callable[..., Answer]) -> View:
    """A page about the visitor's own account: `function(request)`."""

    def view(request: HttpRequest, **path: str) -> HttpResponseBase:
        return _sent(request, function(request, **path))

    return _asking(view, function, "own", ("GET", "HEAD", "POST"), front=True)


def _sent(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    if isinstance(answer, Page):
        return answered(request, answer, main_of(answer, getattr(request, "look", None), request))
    if isinstance(answer, File):
        response = HttpResponse(answer.content, content_type=answer.media_type)
        named = content_disposition_header(not answer.shown, answer.name)
        if named:
            response.headers["Content-Disposition"] = named
        return response
    return answer


def _asking(
    view: View, function: Callable[..., Any], asks: Act, methods: tuple[str, ...], *, front: bool = False
) -> View:
    @wraps(function)
    def guarded(request: HttpRequest, **path: Any) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        try:
            return view(request, **path)
        except TravauxError as error:
            return failed(request, error, status=404 if request.method != "POST" and set(path) - {"case"} else 422)

    guarded.asks = asks  # type: ignore[attr-defined]
    guarded.front = front  # type: ignore[attr-defined]
    return guarded
