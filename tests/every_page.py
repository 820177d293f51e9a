"""Every page of the workbench, found by itself: from the addresses in `urlpatterns` on, along all links and forms."""

from __future__ import annotations

import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import lxml.html


@dataclass(frozen=True)
class Visit:
    """One answer: the name of its address, the address, the answer, and its tree if it is HTML."""

    name: str
    address: str
    answer: Any
    tree: Any = None


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes, how, and its fields with the values that it would send as it stands.

    `words`, `files` and `days` name its fields for these; `buttons` are those that say what is to be done.
    """

    page: str
    action: str
    method: str
    fields: Mapping[str, str] = field(hash=False)
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the address it goes to."""
        return name_of(self.action)


def name_of(address: str) -> str:
    """The name under which an address stands in `urlpatterns`; empty if there is none."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def patterns() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address by name, with the parts that it asks for."""
    from travaux.server.urls import urlpatterns

    for pattern in urlpatterns:
        yield pattern.name, tuple(pattern.pattern.converters)


def starts(case: str) -> list[str]:
    """The addresses that ask for nothing but a case."""
    from django.urls import reverse

    found = []
    for name, parts in patterns():
        if set(parts) <= {"case"}:
            found.append(reverse(name, kwargs=dict.fromkeys(parts, case)))
    return found


def walk(visitor: Any, case: str, more: Iterable[str] = (), words: str = "", most: int = 5) -> list[Visit]:
    """What a visitor comes to by following every link and every form that asks (GET), from `starts` on.

    Args:
        visitor: a client of Django's.
        case: links to other cases are not followed.
        more: further addresses to begin at.
        words: what is typed into the text fields of forms that ask; nothing is sent if it is empty.
        most: how many addresses of one name are looked at. Pictures in pixels, and those for the dark, never are.
    """
    waiting, seen, kinds, found = deque([*starts(case), *more]), set[str](), Counter[str](), []
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        if address in seen or not name or not _wanted(name, address, case) or kinds[name] >= most:
            continue
        seen.add(address)
        kinds[name] += 1
        visit = look(visitor, address)
        found.append(visit)
        if visit.tree is not None:
            waiting += links(visit)
            waiting += [asked(form, words) for form in forms(visit) if form.method == "get" and words and form.words]
    return found


def look(visitor: Any, address: str) -> Visit:
    """The answer at an address."""
    return seen(address, visitor.get(address))


def seen(address: str, answer: Any) -> Visit:
    """An answer with its tree, if it is a page."""
    html = answer.headers.get("Content-Type", "").startswith("text/html") and answer.content.strip()
    shown = html and "attachment" not in answer.headers.get("Content-Disposition", "")
    return Visit(name_of(address), address, answer, lxml.html.fromstring(answer.content.decode()) if shown else None)


def _wanted(name: str, address: str, case: str) -> bool:
    path = urlsplit(address).path
    if name == "account_logout" or path.endswith(".png") or "theme=dark" in address:
        return False
    return not path.startswith("/c/") or path.startswith(f"/c/{case}/")


def links(visit: Visit) -> list[str]:
    """Where a page leads to on this host, pictures and assets among it."""
    found = visit.tree.xpath("//@href | //@src | //@srcset | //@data-picture | //@hx-get")
    whole = (urldefrag(urljoin(visit.address, link))[0] for link in found)
    return [link for link in whole if link.startswith("/")]


def forms(visit: Visit) -> list[Form]:
    """The forms of a page."""
    return [_form(each, visit.address) for each in visit.tree.iter("form")]


def _form(form: Any, page: str) -> Form:
    values: dict[str, str] = {}
    words, files, days, buttons = [], [], [], []
    for each in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name] | .//button[@name]"):
        name, kind = each.get("name"), each.get("type", "text") if each.tag == "input" else each.tag
        if kind == "button":
            buttons.append((name, each.get("value", "")))
        elif kind == "file":
            files.append(name)
        elif kind == "date":
            days.append(name)
            values[name] = each.get("value", "")
        elif kind in ("text", "search", "textarea", "password"):
            words.append(name)
            values[name] = (each.text if kind == "textarea" else each.get("value")) or ""
        elif kind == "select":
            chosen = each.xpath(".//option[@selected]/@value") or each.xpath(".//option/@value")
            values[name] = chosen[0] if chosen else ""
        elif kind not in ("checkbox", "radio") or each.get("checked") is not None:
            values.setdefault(name, each.get("value", "on"))
    action = urldefrag(urljoin(page, form.get("action") or page))[0]
    method = (form.get("method") or "get").lower()
    return Form(page, action, method, values, tuple(words), tuple(files), tuple(days), tuple(buttons))


def asked(form: Form, words: str) -> str:
    """The address to which a form that asks leads, with words in all its text fields."""
    values = {**form.fields, **dict.fromkeys(form.words, words)}
    return f"{urlsplit(form.action).path}?{urlencode(values)}"


def sent(visitor: Any, form: Form, values: Mapping[str, Any]) -> Visit:
    """The answer to a form that is sent, with some of its values changed."""
    return seen(form.action, visitor.post(form.action, {**form.fields, **values}))


def cells(visit: Visit) -> list[str]:
    """The cells of a table to take away, CSV or XLSX, as a spreadsheet would open them."""
    import csv
    import zipfile

    content = visit.answer.content
    if visit.answer.headers["Content-Type"].startswith("text/csv"):
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    package = zipfile.ZipFile(io.BytesIO(content))
    sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    formulas = [each for sheet in sheets for each in lxml.etree.fromstring(sheet).iter("{*}f")]
    # In XLSX words are words whatever they begin with; what is worked out stands in an element of its own.
    return [f"={each.text}" for each in formulas]
