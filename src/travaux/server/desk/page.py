"""What the functions of pages give back, and what they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse

if TYPE_CHECKING:
    from travaux.server.desk.looking import Look

__all__ = ["File", "Page", "Query", "back"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be put into the layout: its template, its title, what the template needs, the status of the answer."""

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away. `shown` is true for pictures in pages, which are no attachments."""

    name: str
    media_type: str
    content: bytes
    shown: bool = False


class Query:
    """What the address asks after its question mark.

    Example:
        >>> query = Query({"issue": ["a12", "a13"]})
        >>> query.get("issue"), query.all("issue"), query.get("order", "name")
        ('a12', ('a12', 'a13'), 'name')
    """

    def __init__(self, asked: QueryDict | Mapping[str, list[str]]) -> None:
        lists = asked.lists() if isinstance(asked, QueryDict) else asked.items()
        self._asked = {key: tuple(str(each) for each in values) for key, values in lists}

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name; the default where it is not there or empty."""
        values = self._asked.get(name, ())
        return values[0].strip() or default if values else default

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name, empty ones left out."""
        return tuple(each.strip() for each in self._asked.get(name, ()) if each.strip())

    @property
    def key(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The whole of it, to keep an answer by."""
        return tuple(sorted(self._asked.items()))


def back(look: Look, name: str, /, *, at: str = "", **path: str) -> HttpResponseRedirect:
    """The answer after something was done: on to a page of the same case.

    Args:
        look: what was looked at.
        name: the name of the page's address.
        at: what stands behind it: a query with its `?`, or a place on the page with its `#`.
        path: further parts of the address.
    """
    response = HttpResponseRedirect(reverse(name, kwargs={"case": look.name, **path}) + at)
    response.status_code = 303
    return response
