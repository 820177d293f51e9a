"""Ids made from the content of a fact, so that an id never says how many other facts there are."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from travaux.facts.model import Fact

__all__ = ["identified", "made_id"]

F = TypeVar("F", bound=Fact)

# What a reader would call a fact of the section.
_NAMES: dict[str, tuple[str, ...]] = {
    "positions": ("party", "issue", "option"),
    "outcome": ("issue", "option"),
    "packages": ("by",),
    "mandates": ("party",),
    "rules": ("kind",),
    "declarations": ("party", "provision"),
    "status": ("party", "name"),
    "instrument_count": ("date",),
    "texts": ("file",),
    "drafts": ("date",),
    "sessions": ("body", "start"),
    "issues": ("title",),
    "numbers": ("what",),
    "conflicts": ("about",),
    "sources": ("title",),
    "norms": ("title",),
    "laws": ("jurisdiction", "norm"),
    "treaties": ("short", "name"),
    "actions": ("treaty", "party", "kind"),
}
_LONGEST = 40


def identified(section: str, fact: F) -> F:
    """The fact with an id: its own, or else one made from its content alone.

    Args:
        section: key of the section the fact stands in.
        fact: the fact.

    Example:
        >>> from travaux.facts.model import Position
        >>> identified("positions", Position(party="us", issue="a12", option="presumption", stance="prefer")).id
        'us-a12-presumption-d1742d11'
    """
    return fact if fact.id else fact.model_copy(update={"id": made_id(section, fact)})


def made_id(section: str, fact: Fact) -> str:
    """The id that a fact has when none is given: what it is about, and eight hexadecimal digits of its content.

    The digits are blake2b (Aumasson et al., 2013) of the fact as JSON without its id and what is as by default. Equal
    facts have equal ids wherever they stand, and no other fact has any part in it.
    """
    content = fact.__pydantic_serializer__.to_json(fact, exclude_defaults=True, exclude={"id"})
    if fact.model_extra:
        content = json.dumps(json.loads(content), sort_keys=True).encode()
    named = [fact.__dict__.get(name) for name in _NAMES.get(section, ("name",))]
    words = [_slug(str(name)) for name in named if name]
    return "-".join([*(word for word in words if word), blake2b(content, digest_size=4).hexdigest()])


@lru_cache(maxsize=4096)
def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "_", name.casefold()).strip("_")[:_LONGEST]
