"""Filters for what became of a text from version to version."""

from __future__ import annotations

from django import template

from travaux.text.wording import counted

__all__ = ["figure", "how", "register", "share", "signed"]

register = template.Library()

_HOW = {
    "bracketed": "bracketed now",
    "reworded": "reworded",
    "opened": "a choice opened in it",
    "dropped": "no longer in the text",
}


@register.filter
def figure(number: int) -> str:
    """A count with its thousands set apart: 1625 → 1,625."""
    return f"{number:,}"


@register.filter
def how(way: str) -> str:
    """How agreed text was touched, in words: opened → a choice opened in it."""
    return _HOW[way]


@register.filter
def share(value: float) -> str:
    """A share of 1 in percent, rounded: 0.873 → 87%."""
    return f"{100 * value:.0f}%"


@register.filter
def signed(number: int, noun: str) -> str:
    """A change with its noun: -3 and `word` → 3 words fewer."""
    if not number:
        return f"as many {noun}s"
    return f"{counted(abs(number), noun)} {'more' if number > 0 else 'fewer'}"
