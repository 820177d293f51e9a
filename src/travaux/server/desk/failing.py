"""Pages for what went wrong: what, where, why, and what to do. They say nothing that is not in the visitor's view."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse

from travaux.errors import TravauxError
from travaux.server.access.gate import in_json
from travaux.server.desk.layout import answered, main_of
from travaux.server.desk.page import Page

__all__ = ["bad_request", "failed", "fault", "forbidden", "not_found", "stale_form"]

_log = logging.getLogger("travaux.server")


def failed(request: HttpRequest, error: TravauxError, status: int = 422) -> HttpResponse:
    """The page for an error of the one family; as JSON where answers are JSON."""
    if in_json(request):
        said = {"what": error.what, "where": error.where, "why": error.why, "remedy": error.remedy}
        return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False, "indent": 2})
    page = Page("travaux/error.html", "This did not work", {"error": error}, status)
    return answered(request, page, main_of(page, getattr(request, "look", None), request))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """There is nothing at this address, or nothing for this visitor."""
    error = TravauxError("there is no such page for you", remedy="go back to the cases, or sign in as somebody else")
    return failed(request, error, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The visitor's role does not do such things."""
    error = TravauxError("your role may not do this", remedy="ask the secretariat, or sign in as somebody else")
    return failed(request, error, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is none that a page of ours makes, or holds more than one may."""
    if isinstance(exception, (TooManyFilesSent, TooManyFieldsSent, RequestDataTooBig)):
        return failed(request, _too_much(exception), 413)
    error = TravauxError("this request could not be understood", remedy="go back and send the form again")
    return failed(request, error, 400)


def _too_much(exception: Exception) -> TravauxError:
    most = f"at most {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files, empty fields among them"
    if isinstance(exception, TooManyFilesSent):
        return TravauxError("these are too many files", why=most, remedy="send fewer at a time")
    return TravauxError("the form holds too much", remedy="send less at a time; long texts go in as files")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without the mark of the page it came from."""
    error = TravauxError(
        "the form was not accepted",
        why="its page was too old, or cookies are switched off",
        remedy="go back, load the page again, and send it once more",
    )
    return failed(request, error, 403)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours; what happened is in the log and not on the page."""
    _log.error("a page failed: %s", request.path, exc_info=True)
    error = TravauxError(
        "a fault in Travaux, not in what you sent", remedy="try again; if it stays, tell the secretariat"
    )
    return failed(request, error, 500)
