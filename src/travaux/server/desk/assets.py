"""Style sheet and scripts, from memory, under an address that changes with their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

__all__ = ["address_of", "asset"]

_CSS = ("base", "text", "glance", "cases", "issue", "positions", "consensus", "changes", "timeline", "consolidate",
        "record", "people", "pictures", "print")  # fmt: skip
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001
    """One asset. The digest in the address is that of its content, so browsers may keep it for good."""
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
    return sha256(_content(name)).hexdigest()[:16]


@cache
def _content(name: str) -> bytes:
    return _NAMES[name]().encode("utf-8")


def _style_sheet() -> str:
    home = files("travaux.server").joinpath("static", "travaux", "css")
    parts = (home.joinpath(f"{part}.css") for part in _CSS)
    return "\n".join(part.read_text("utf-8").strip() for part in parts if part.is_file())


def _htmx() -> str:
    return files("django_htmx").joinpath("static", "django_htmx", "htmx-2.min.js").read_text("utf-8")


def _own() -> str:
    return files("travaux.server").joinpath("static", "travaux", "workbench.js").read_text("utf-8")


def _pictures() -> str:
    from travaux.pictures import bundle

    return bundle()


def _mark() -> str:
    return files("travaux.server").joinpath("static", "travaux", "mark.svg").read_text("utf-8")


_NAMES = {
    "workbench.css": _style_sheet,
    "htmx.js": _htmx,
    "workbench.js": _own,
    "pictures.js": _pictures,
    "mark.svg": _mark,
}
