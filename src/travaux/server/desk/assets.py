"""Style sheet and scripts, from memory, under an address that changes with their content, or what it is made from."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from travaux.server.desk.picture_script import made_from, picture_script

__all__ = ["address_of", "asset"]

_CSS = ("base", "text", "glance", "cases", "issue", "positions", "consensus", "changes", "timeline", "consolidate",
        "law", "record", "people", "treaty", "pictures", "print")  # fmt: skip
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001
    """One asset. The digest in its address changes when it does, so browsers may keep it for good."""
    if name not in _NAMES:
        raise Http404
    response = HttpResponse(_content(name), content_type=_TYPES[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


asset.asks = "anyone"  # type: ignore[attr-defined]


def address_of(name: str) -> str:
    """The address of an asset."""
    return reverse("assets", kwargs={"digest": _digest(name), "name": name})


@cache
def _digest(name: str) -> str:
    # The script of the pictures takes some seconds to make; a page that only names it does not wait for that.
    return (made_from() if name == _SLOW else sha256(_content(name)).hexdigest())[:16]


@cache
def _content(name: str) -> bytes:
    return _NAMES[name]()


def _style_sheet() -> bytes:
    home = files("travaux.server").joinpath("static", "travaux", "css")
    parts = (home.joinpath(f"{part}.css") for part in _CSS)
    return "\n".join(part.read_text("utf-8").strip() for part in parts if part.is_file()).encode("utf-8")


def _htmx() -> bytes:
    return files("django_htmx").joinpath("static", "django_htmx", "htmx-2.min.js").read_bytes()


def _own() -> bytes:
    return files("travaux.server").joinpath("static", "travaux", "workbench.js").read_bytes()


def _mark() -> bytes:
    return files("travaux.server").joinpath("static", "travaux", "mark.svg").read_bytes()


_SLOW = "pictures.js"
_NAMES = {
    "workbench.css": _style_sheet,
    "htmx.js": _htmx,
    "workbench.js": _own,
    _SLOW: picture_script,
    "mark.svg": _mark,
}
