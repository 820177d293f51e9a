"""Codes, abbreviations and names of parties and groups, and the code each of them stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pycountry

from travaux.text.lexicon.files import GroupFile, PartyFile, load

__all__ = ["abbreviations", "code_named", "name_pattern", "names", "party_name"]


@cache
def abbreviations() -> Mapping[str, str]:
    """What may stand in the head of a bracket, as written → code (ISO 3166-1 alpha-2, or a group's code)."""
    table: dict[str, str] = {}
    for country in pycountry.countries:
        table[country.alpha_3] = country.alpha_2
    for country in pycountry.countries:
        table[country.alpha_2] = country.alpha_2
    for party in load(PartyFile).party:
        table.update(dict.fromkeys(party.abbreviations, party.code))
    for group in load(GroupFile).group:
        table.update(dict.fromkeys(group.names, group.code))
    return table


@cache
def names() -> Mapping[str, str]:
    """What may stand in running words, as written → code."""
    table: dict[str, str] = {}
    for country in pycountry.countries:
        table[country.name] = country.alpha_2
        common = getattr(country, "common_name", None)
        if common:
            table[common] = country.alpha_2
    for party in load(PartyFile).party:
        table.update(dict.fromkeys(party.names, party.code))
    for group in load(GroupFile).group:
        table.update(dict.fromkeys((name for name in group.names if len(name) > 3), group.code))
    return table


@cache
def name_pattern() -> re.Pattern[str]:
    """A pattern for any party or group name in running words, longest first."""
    ordered = sorted(names(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def code_named(words: str) -> str:
    """The code of a party or group that is written as a code, an abbreviation or a name, in any case; empty if none is.

    Example:
        >>> code_named("kenya"), code_named("AOSIS"), code_named("Friends of typefaces")
        ('KE', 'AOSIS', '')
    """
    return _in_any_case().get(words.casefold(), "")


@cache
def _in_any_case() -> Mapping[str, str]:
    return {name.casefold(): code for name, code in {**names(), **abbreviations()}.items()}


def party_name(code: str) -> str:
    """The name of a party or group; the code itself where it has none."""
    country = pycountry.countries.get(alpha_2=code) if len(code) == 2 else None
    return getattr(country, "common_name", country.name) if country else code
