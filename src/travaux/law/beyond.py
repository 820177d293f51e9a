"""Numbers on record that lie beyond the ends of their scale: they count as the end that is nearer, and that is said."""

from __future__ import annotations

from travaux.facts.law_facts import Norm
from travaux.law.cells import as_number

__all__ = ["beyond_ends"]


def beyond_ends(norm: Norm, value: str) -> str | None:
    """What a number does to distances, in words, if it lies beyond the ends that its norm declares; else None.

    Example:
        >>> grace = Norm(id="grace", scale="interval", unit="months", low=0, high=12)
        >>> beyond_ends(grace, "36")
        '36 months of grace lies beyond the scale from 0 to 12 and counts as 12 in distances'
        >>> beyond_ends(grace, "6") is None
        True
    """
    number = as_number(value)
    if norm.scale != "interval" or norm.categories or number is None:
        return None
    end = norm.low if norm.low is not None and number < norm.low else None
    end = norm.high if norm.high is not None and number > norm.high else end
    if end is None:
        return None
    unit = f" {norm.unit}" if norm.unit else ""
    ends = " ".join(f"{word} {at:g}" for word, at in (("from", norm.low), ("to", norm.high)) if at is not None)
    return f"{value}{unit} of {norm.id} lies beyond the scale {ends} and counts as {end:g} in distances"
