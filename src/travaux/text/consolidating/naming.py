"""Whether a code or name given for a party is one that Travaux knows."""

from __future__ import annotations

from functools import cache

from travaux.text.lexicon.names import abbreviations, names

__all__ = ["is_known"]


def is_known(party: str) -> bool:
    """Whether words are the code of a party or group, or a name of one.

    Example:
        >>> is_known("KE"), is_known("Kenya"), is_known("Narnia")
        (True, True, False)
    """
    return party in _known()


@cache
def _known() -> frozenset[str]:
    tables = (names(), abbreviations())
    return frozenset(word for table in tables for pair in table.items() for word in pair)
