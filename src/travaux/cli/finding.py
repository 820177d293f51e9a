"""Finding the provision that the user named, by its id or as people cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from travaux.cli.opening import close_to
from travaux.errors import UnknownChoice

if TYPE_CHECKING:
    from travaux.text.outline import Provision

__all__ = ["find_provision", "within"]

_WORDS = re.compile(r"[^\W_]+")


def find_provision(provisions: tuple[Provision, ...], words: str) -> Provision:
    """The provision that the words name.

    Args:
        provisions: the outline.
        words: an id (`art12.p3`), a citation (`Article 12`, `Article 12, paragraph 3`), or a heading.

    Raises:
        UnknownChoice: if there is none, with the names that come close, or more than one.
    """
    for provision in provisions:
        if provision.id.casefold() == words.strip().casefold():
            return provision
    found = [provision for provision in provisions if _key(words) in _keys(provision, provisions)]
    # A number alone names an article.
    found = found or [p for p in provisions if p.role == "article" and _key(p.number)[1:] == _key(words)]
    if len(found) > 1:
        raise UnknownChoice(
            f"{len(found)} provisions are called {words!r}",
            remedy="name one by its id: " + ", ".join(provision.id for provision in found[:8]),
        )
    if not found:
        names = [
            name.rstrip(" .:")
            for provision in provisions
            for name in (provision.id, provision.number, provision.heading)
            if name
        ]
        raise close_to(words, names, "provision", "see all of them with: travaux read DRAFT --full")
    return found[0]


def within(provisions: tuple[Provision, ...], top: Provision) -> list[Provision]:
    """A provision and all provisions below it, in reading order."""
    inside = {top.id}
    for provision in provisions:
        if provision.parent in inside:
            inside.add(provision.id)
    return [provision for provision in provisions if provision.id in inside]


def _key(words: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(words.casefold()))


def _keys(provision: Provision, provisions: tuple[Provision, ...]) -> list[tuple[str, ...]]:
    """The ways to cite a provision, as the words in them."""
    chain = [provision]
    while chain[-1].parent:
        above = next((other for other in provisions if other.id == chain[-1].parent), None)
        if above is None:
            break
        chain.append(above)
    citation: tuple[str, ...] = ()
    keys = (
        [_key(provision.heading), _key(provision.number)] if provision.level <= _ARTICLE else [_key(provision.heading)]
    )
    for step in chain:
        citation = _cited(step) + citation
        keys.append(citation)
    return [key for key in keys if key] + ([(provision.role,)] if provision.role == "preamble" else [])


_ARTICLE = 45


def _cited(provision: Provision) -> tuple[str, ...]:
    """`("article", "12")` for `Article 12`, `("paragraph", "3")` for `3.`"""
    number = _key(provision.number)
    return number if number and number[0] == provision.role else (provision.role, *number)
