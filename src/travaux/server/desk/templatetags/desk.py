"""Tags and filters of the pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from travaux.server.desk.assets import address_of
from travaux.server.desk.layout import TOKEN
from travaux.text.wording import counted

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def token() -> SafeString:
    """The place of the field that proves where a form comes from."""
    return mark_safe(TOKEN)


@register.simple_tag
def asset(name: str) -> str:
    """The address of an asset."""
    return address_of(name)


@register.simple_tag(takes_context=True)
def keeping(context: Any, first: str = "?") -> SafeString:
    """The days of this look for a link: `?on=…&known=…`, or with `first` of `&` behind other values; or nothing."""
    look = context.get("look")
    days: str = look.keeping if look is not None else ""
    return mark_safe(f"{first}{days[1:]}" if days else "")


@register.simple_tag(takes_context=True)
def to(context: Any, name: str, **path: str) -> str:
    """The address of a page of this case, on the same days."""
    look = context["look"]
    return f"{reverse(name, kwargs={'case': look.name, **path})}{look.keeping}"


@register.filter
def day(value: date | None) -> str:
    """A day as it stands on record: 20 December 2000; nothing for none."""
    return f"{value.day} {value:%B} {value.year}" if value else ""


_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


@register.filter
def days(words: str, form: str = "long") -> str:
    """Words in which each day is written as pages write it; `short` as tables do.

    Example:
        >>> days("signed 2024-05-24; on 2024-02-31"), days("since 2020-04-28", "short")
        ('signed 24 May 2024; on 2024-02-31', 'since 28 Apr 2020')
    """

    def said(found: re.Match[str]) -> str:
        try:
            each = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return found[0]
        return day(each) if form == "long" else f"{each.day} {each:%b} {each.year}"

    return _ISO.sub(said, words)


@register.filter(name="counted")
def count(value: int, nouns: str) -> str:
    """A number with its noun: `3|counted:"choice,choices"`."""
    one, _, many = nouns.partition(",")
    return counted(value, one, many or f"{one}s")


@register.filter
def named(party: str, look: Any) -> str:
    """The name of a party as this visitor knows it."""
    return str(look.case.party_name(party))


@register.filter
def plain(word: str) -> str:
    """A word of the schema as words: red_line → red line."""
    return str(word).replace("_", " ")
