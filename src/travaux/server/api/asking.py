"""The one list of what can be asked over HTTP, and how an answer is given.

Every question is a GET about one case, and a function of the visitor's look and of what is asked, like a page. The gate
before it is that of the pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, TypeVar, get_type_hints

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI, Schema
from ninja import Query as Param
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field

from travaux import __version__
from travaux.errors import TravauxError
from travaux.server.desk import Look
from travaux.server.desk.failing import failed

__all__ = ["API", "Answer", "Days", "Trouble", "patterns", "question"]

Asked = TypeVar("Asked", bound=Callable[..., Any])

API = NinjaAPI(
    title="Travaux",
    version=__version__,
    description="What the commands print with --json, from what the visitor may read. Every address is asked with GET; "
    "who is signed in on the pages is signed in here.",
    docs_url=None,  # its page would load scripts from another host
    openapi_url=None,
)
"""Every question that can be asked. Modules of this room put theirs in."""


class Answer(Schema):
    """What the command prints with `--json`, key by key; `travaux schema` prints the shape of it."""

    model_config = ConfigDict(extra="allow")


class Trouble(Schema):
    """Why there is no answer."""

    what: str = Field(description="what went wrong")
    where: str = Field(description="where, such as a file, a row or a name; empty if it is plain")
    why: str = Field(description="the reason; empty if none is known")
    remedy: str = Field(description="what can be done")


class Days(Schema):
    """The day of the view, as on the pages."""

    on: date | None = Field(default=None, description="the day on which the facts held; by default the last on record")
    known: date | None = Field(default=None, description="only what was on record by this day")


def question(address: str, name: str, summary: str, *, about: str) -> Callable[[Asked], Asked]:
    """Put a question into the list: `function(look, **asked)` gives the answer as plain values.

    Args:
        address: where it is asked, behind that of the case, with its parts as Django writes them: `{str:treaty}`.
        name: the name of the address, and of the question.
        summary: what is asked, in a few words.
        about: under which heading it stands.
    """

    def put(function: Asked) -> Asked:
        def asked_for(request: HttpRequest, case: str, days: Days, **asked: Any) -> HttpResponse:  # noqa: ARG001
            look: Look = request.look  # type: ignore[attr-defined]
            key = (name, *((each, repr(value)) for each, value in sorted(asked.items())))
            told = look.answer(("api", *key), lambda: _written(function(look, **asked)))
            return HttpResponse(told, content_type="application/json; charset=utf-8")

        asked_for.__name__, asked_for.__doc__ = function.__name__, function.__doc__
        asked_for.__signature__ = _signature(function)  # type: ignore[attr-defined]
        API.get(f"api/c/{{slug:case}}/{address}", url_name=f"api_{name}", operation_id=name, summary=summary,
                tags=[about], response={200: Answer, 404: Trouble, 422: Trouble})(asked_for)  # fmt: skip
        return function

    return put


def _signature(function: Callable[..., Any]) -> Signature:
    """What the framework reads: the request, the case and the days of the view, and what the function asks."""
    hints = get_type_hints(function, include_extras=True)
    asked = [each.replace(annotation=hints[name], kind=Parameter.KEYWORD_ONLY)
             for name, each in signature(function).parameters.items() if name != "look"]  # fmt: skip
    plain = Parameter.POSITIONAL_OR_KEYWORD
    first = [Parameter("request", plain), Parameter("case", plain, annotation=str),
             Parameter("days", plain, annotation=Annotated[Days, Param()])]  # type: ignore[type-arg]  # fmt: skip
    return Signature([*first, *asked])


def patterns() -> list[URLPattern]:
    """The addresses of all questions, one by one and by name, each with what it asks of its visitor."""
    found = [each for each in API.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in found:
        each.callback = _guarded(each.callback)
    return found


def _guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, **path: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        method, request.method = request.method, "GET"  # the framework knows no HEAD
        try:
            return view(request, **path)
        finally:
            request.method = method

    guarded.asks = "read"  # type: ignore[attr-defined]
    guarded.csrf_exempt = False  # type: ignore[attr-defined]
    return guarded


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@API.exception_handler(TravauxError)
def _in_vain(request: HttpRequest, error: TravauxError) -> HttpResponse:
    match = request.resolver_match
    return failed(request, error, 404 if match and set(match.kwargs) - {"case"} else 422)


@API.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    said = error.errors[0] if error.errors else {}
    name = str(said.get("loc", ("?",))[-1])
    missing = said.get("type") == "missing"
    return failed(request, TravauxError(
        f"{name} is not given" if missing else f"{name} cannot be read", where=request.path,
        why="" if missing else str(said.get("msg", "")), remedy="see what it takes in /api/openapi.json",
    ))  # fmt: skip
