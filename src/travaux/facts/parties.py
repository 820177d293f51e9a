"""Party facts from the codes and names under which drafts and tables write them."""

from __future__ import annotations

from functools import cache

import pycountry

from travaux.facts.model import Party
from travaux.text.lexicon.files import GroupFile, load
from travaux.text.lexicon.names import abbreviations, names, party_name

__all__ = ["code_of", "is_known", "party_of"]

_ORGANISATIONS = frozenset({"EU"})  # groups of the word list that are organisations with a voice of their own


def code_of(words: str) -> str:
    """The code of a party that is written as a code, an abbreviation or a name; the words themselves if unknown.

    Example:
        >>> [code_of(words) for words in ("Kenya", "UK", "AU", "Zembla")]
        ['KE', 'GB', 'AU', 'Zembla']
    """
    return abbreviations().get(words) or names().get(words) or words


def is_known(code: str) -> bool:
    """Whether a code stands for a state or group of the word lists."""
    return code in _groups() or _is_state(code)


def party_of(code: str, *, decides: bool | None = None) -> Party:
    """The party that a code stands for.

    Args:
        code: an ISO 3166-1 alpha-2 code, or the code of a group; any other word is a party of kind `other`.
        decides: whether it takes part in the decision, where its kind does not say so.

    Example:
        >>> party_of("AU").name, party_of("EU").kind, party_of("AOSIS").name
        ('Australia', 'igo', 'Alliance of Small Island States')
    """
    if code in _groups():
        return Party(id=code, name=_groups()[code], kind="igo" if code in _ORGANISATIONS else "group", decides=decides)
    return Party(id=code, name=party_name(code), kind="state" if _is_state(code) else "other", decides=decides)


@cache
def _groups() -> dict[str, str]:
    """Code → name of each group."""
    return {group.code: group.names[0] for group in load(GroupFile).group}


def _is_state(code: str) -> bool:
    return code == "XK" or (len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None)
