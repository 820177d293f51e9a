"""Filters for figures of law: an index, a distance, a part of a change."""

from __future__ import annotations

from typing import Any

from django import template

__all__ = ["register"]

register = template.Library()


@register.filter
def number(value: Any) -> str:
    """A figure between 0 and 1 with three digits; `unknown` for none.

    Example:
        >>> number(0.62), number(-0.0), number(None)
        ('0.620', '0.000', 'unknown')
    """
    return "unknown" if value is None or value == "" else f"{value + 0.0:.3f}"


@register.filter
def signednumber(value: Any) -> str:
    """A change with its sign; `unknown` for none.

    Example:
        >>> signednumber(0.0312), signednumber(-0.2), signednumber(0.0)
        ('+0.031', '−0.200', '0')
    """
    if value is None or value == "":
        return "unknown"
    if abs(value) < 5e-10:
        return "0"
    digits = 3 if abs(value) >= 0.0005 else 6
    return f"{value:+.{digits}f}".replace("-", "−")


@register.filter
def plainnumber(value: Any) -> str:
    """A number as it is typed: 1, 0.5; nothing for none."""
    return "" if value is None or value == "" else f"{value:g}"
