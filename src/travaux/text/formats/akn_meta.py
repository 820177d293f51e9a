"""What the `meta` block of Akoma Ntoso says of a document: its title and its language."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

import pycountry

__all__ = ["language_of", "meta_markup", "title_of"]

_UNDATED = "0001-01-01"
"""The schema demands dates; this is the date that LegalDocML.de gives to what has none yet."""
_NOWHERE = "zz"
"""The schema demands a country; ISO 3166 leaves `zz` free, and it is widely read as unknown."""


def language_of(root: Any) -> str | None:
    """The first language that the document names and that has a code of ISO 639-1."""
    for element in root.iter("{*}FRBRlanguage"):
        code = _short(element.get("language", ""))
        if code:
            return code
    for element in root.iter():
        tag = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if tag:
            return _short(tag.partition("-")[0])
    return None


def title_of(root: Any) -> str:
    """The title: what Travaux wrote as such, else the title in the text, else the names in the meta block."""
    for alias in root.iter("{*}FRBRalias"):
        if alias.get("name") == "title":
            return str(alias.get("value", ""))
    for name in ("docTitle", "shortTitle"):
        for element in root.iter("{*}" + name):
            words = " ".join("".join(element.itertext()).split())
            if words:
                return words
    for name, key in (("FRBRname", "showAs"), ("FRBRname", "value"), ("FRBRnumber", "showAs")):
        for element in root.iter("{*}" + name):
            if element.get(key):
                return str(element.get(key))
    return ""


def meta_markup(title: str, language: str | None) -> str:
    """A full `meta` block for a draft of which only title and language are known.

    Dates, country and author are required by the schema and unknown here: they are `0001-01-01` named `unknown`, `zz`,
    and `#unknown`.
    """
    code = _long(language)
    slug = re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:60].strip("-") or "untitled"
    work = f"/akn/{_NOWHERE}/doc/draft/{_UNDATED}/{slug}"
    expression = f"{work}/{code}@{_UNDATED}"
    alias = f"<FRBRalias value={_quoted(title)} name=\"title\"/>" if title else ""
    return (
        '<meta>\n<identification source="#travaux">\n'
        f"<FRBRWork>{_properties(f'{work}/!main', work, alias)}<FRBRcountry value=\"{_NOWHERE}\"/></FRBRWork>\n"
        f"<FRBRExpression>{_properties(f'{expression}/!main', expression)}"
        f'<FRBRlanguage language="{code}"/></FRBRExpression>\n'
        f"<FRBRManifestation>{_properties(f'{expression}/!main.xml', f'{expression}.xml')}</FRBRManifestation>\n"
        '</identification>\n<references source="#travaux">\n'
        '<TLCOrganization eId="unknown" href="/akn/ontology/organization/unknown" showAs="not known"/>\n'
        '<TLCObject eId="travaux" href="/akn/ontology/object/travaux" showAs="Travaux"/>\n'
        "</references>\n</meta>\n"
    )


def _properties(this: str, uri: str, alias: str = "") -> str:
    return (
        f"<FRBRthis value={_quoted(this)}/><FRBRuri value={_quoted(uri)}/>{alias}"
        f'<FRBRdate date="{_UNDATED}" name="unknown"/><FRBRauthor href="#unknown"/>'
    )


def _quoted(value: str) -> str:
    return quoteattr(value, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@cache
def _short(code: str) -> str | None:
    """ISO 639-1 of a code with three letters (`ger` and `deu` alike); None where there is none."""
    code = code.lower()
    if not re.fullmatch("[a-z]{2,3}", code) or code == "und":
        return None
    if len(code) == 2:
        return code
    found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    return getattr(found, "alpha_2", None)


@cache
def _long(code: str | None) -> str:
    """The code with three letters, `und` where the language is not known."""
    if not code or not re.fullmatch("[a-z]{2,3}", code):
        return "und"
    found = pycountry.languages.get(alpha_2=code) if len(code) == 2 else None
    return str(found.alpha_3) if found else code if len(code) == 3 else "und"
