"""The addresses of the API, the page that lists them, and their description as OpenAPI."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from travaux.server.api import law, treaty
from travaux.server.api.asking import API, patterns
from travaux.server.desk import File, Look, Page, Query, front

__all__ = ["addresses", "api", "api_document", "document"]

_ROOMS = (law, treaty)  # each puts its questions into the list when it is imported


@front("read")
def api(request: HttpRequest, looks: tuple[Look, ...], query: Query) -> Page:  # noqa: ARG001
    """What can be asked over HTTP, in words."""
    said = document()
    asked = [
        {
            "path": address, "summary": about["summary"], "description": about.get("description", ""),
            "parameters": [(each["name"], each.get("required", False), each.get("description")
                            or each["schema"].get("description", ""))
                           for each in about.get("parameters", ()) if each["in"] == "query"],
        }
        for address, methods in said["paths"].items() for about in methods.values()
    ]  # fmt: skip
    return Page("travaux/api.html", "API", {"asked": asked, "cases": [look.name for look in looks]})


@front("read")
def api_document(request: HttpRequest, looks: tuple[Look, ...], query: Query) -> File:  # noqa: ARG001
    """The description of the API as OpenAPI 3.1."""
    return File("travaux-openapi.json", "application/json", _written(), shown=True)


@cache
def _written() -> bytes:
    return (json.dumps(document(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@cache
def document() -> dict[str, Any]:
    """The description, as plain values; the same for everybody, for it says nothing of any case."""
    said: dict[str, Any] = json.loads(json.dumps(API.get_openapi_schema(path_prefix="/")))
    return said


def addresses() -> list[URLPattern]:
    """Every address of the API, each by its name and with what it asks of its visitor."""
    return [
        path("api/", api, name="api"),
        path("api/openapi.json", api_document, name="api_document"),
        *patterns(),
    ]
