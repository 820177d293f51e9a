"""The jurisdiction or norm that a user names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from travaux.facts.naming import unknown
from travaux.facts.parties import code_of
from travaux.law.model import Laws

__all__ = ["jurisdiction_named", "norm_named"]


def jurisdiction_named(laws: Laws, words: str) -> str:
    """The id of the jurisdiction (or agreement) that a user names by id, code or name, in any case.

    Raises:
        TravauxError: if there is none; it names those that come close.

    Example:
        >>> some = Laws("test", {}, (), ("US", "EP"), {"US": "United States", "EP": "European Patent Organisation"})
        >>> [jurisdiction_named(some, words) for words in ("us", "European patent organisation", "USA")]
        ['US', 'EP', 'US']
    """
    found = _matching(words, laws.jurisdictions, laws.names, laws.aliases)
    if found is None:
        raise unknown(_KINDS[laws.kind], words, laws.jurisdictions, laws.name)
    return found


_KINDS = {"jurisdictions": "jurisdiction", "agreements": "agreement"}


def norm_named(laws: Laws, words: str) -> str:
    """The id of the norm that a user names by id or title, in any case.

    Raises:
        TravauxError: if there is none; it names those that come close.
    """
    found = _matching(words, tuple(laws.norms), {name: norm.title for name, norm in laws.norms.items()}, {})
    if found is None:
        raise unknown("norm", words, laws.norms, laws.name)
    return found


def _matching(words: str, ids: Iterable[str], names: Mapping[str, str], aliases: Mapping[str, str]) -> str | None:
    known = list(ids)
    wanted = words.strip()
    if wanted in known:
        return wanted
    by_word = {alias.casefold(): each for alias, each in aliases.items()}
    by_word |= {(names.get(each) or each).casefold(): each for each in reversed(known)}
    by_word |= {each.casefold(): each for each in reversed(known)}
    tried = (wanted, wanted.replace("-", "_"), "_".join(wanted.split()), *_codes(wanted))
    return next((by_word[each.casefold()] for each in tried if each.casefold() in by_word), None)


def _codes(words: str) -> tuple[str, ...]:
    """The codes that words stand for: of a name or abbreviation, and of an ISO 3166-1 alpha-3 code."""
    import pycountry

    state = pycountry.countries.get(alpha_3=words.upper()) if len(words) == 3 else None
    return (code_of(words), code_of(words.upper()), code_of(words.title()), *([state.alpha_2] if state else []))
