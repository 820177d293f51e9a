"""Names of states and organisations as lists of treaty actions write them, and the codes they stand for.

Codes are those of ISO 3166-1 (alpha-2, capitals), for states that are no more the first two letters of ISO 3166-3, for
organisations their usual abbreviation.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import pycountry
from pydantic import BaseModel, ConfigDict

from travaux.facts.model import Party, PartyKind
from travaux.text.lexicon.names import names, party_name

__all__ = ["Dissolved", "Organisation", "code_of", "dissolved", "organisations", "party_of"]


_STYLE = re.compile(r"the|(the )?((islamic|bolivarian) republic|(plurinational|federated) states?|kingdom) of( the)?")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _State(_Entry):
    code: str
    names: tuple[str, ...]


class Dissolved(_Entry):
    """A state that is no more: its last day, the states that followed it, and how the day is known."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    last: date
    successors: tuple[str, ...]
    note: str


class Organisation(_Entry):
    """An organisation that treaties know as a party.

    `deposits_for_members`: its instrument, or theirs on its decision, comes for its members together.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    kind: Literal["igo", "other"] = "igo"
    deposits_for_members: bool = False
    note: str = ""


class _File(_Entry):
    state: tuple[_State, ...]
    dissolved: tuple[Dissolved, ...]
    organisation: tuple[Organisation, ...]


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(files(__package__).joinpath("states.toml").read_text(encoding="utf-8")))


def dissolved() -> Mapping[str, Dissolved]:
    """The states that are no more, by code.

    Example:
        >>> dissolved()["YU"].last, dissolved()["CS"].successors
        (datetime.date(1992, 4, 27), ('CZ', 'SK'))
    """
    return {each.code: each for each in _file().dissolved}


def organisations() -> Mapping[str, Organisation]:
    """The organisations that are known as parties, by code.

    Example:
        >>> organisations()["EU"].deposits_for_members
        True
    """
    return {each.code: each for each in _file().organisation}


@lru_cache(maxsize=4096)
def code_of(words: str) -> str:
    """The code of a state or organisation written as a code, a name or an older name; the words themselves if unknown.

    Example:
        >>> [code_of(words) for words in ("Swaziland", "IRAN (Islamic Republic of)", "usa", "OAPI", "Zembla")]
        ['SZ', 'IR', 'US', 'OAPI', 'Zembla']
    """
    known = _known()
    folded = _folded(words)
    return known.get(folded) or known.get(_without_brackets(folded), "") or words


def party_of(code: str, words: str = "") -> Party:
    """The party that a code stands for, with the words by which a table calls it where the code is not known.

    Example:
        >>> party_of("YU").name, party_of("EU").kind, party_of("Zembla").kind
        ('Yugoslavia', 'igo', 'other')
    """
    gone, body = dissolved().get(code), organisations().get(code)
    if gone:
        note = f"A state until {gone.last.isoformat()}, followed by {', '.join(gone.successors)}. {gone.note}".strip()
        return Party(id=code, name=gone.name, kind="state", note=note)
    if body:
        return Party(id=code, name=body.name, kind=body.kind, note=body.note or None)
    if _is_state(code):
        return Party(id=code, name=party_name(code))
    return Party(id=code, name=words or code, kind=_kind_in(words or code))


def _kind_in(words: str) -> PartyKind:
    return "igo" if re.match(r"IO-|Organi[sz]ation |Council of ", words) else "other"


def _is_state(code: str) -> bool:
    return code == "XK" or (len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None)


@cache
def _known() -> Mapping[str, str]:
    """Folded name or code → code; names in `states.toml` win, and a code wins over a name."""
    found: dict[str, str] = {_folded(name): code for name, code in names().items() if _is_state(code)}
    for country in pycountry.countries:
        for name in ("name", "official_name", "common_name", "alpha_3", "alpha_2"):
            if words := getattr(country, name, None):
                found[_folded(words)] = country.alpha_2
    for state in _file().state:
        found |= {_folded(name): state.code for name in state.names}
    entries: tuple[Dissolved | Organisation, ...] = (*_file().dissolved, *_file().organisation)
    for each in entries:
        found |= {_folded(name): each.code for name in (each.code, each.name, *each.names)}
    return found


def _folded(words: str) -> str:
    """Words without case, accents, apostrophes and full stops, `St.` and `&` written out."""
    plain = unicodedata.normalize("NFKD", words).casefold().replace("&", " and ")
    plain = re.sub(r"\bst\b\.?", "saint", plain)
    plain = re.sub(r"[\u0300-\u036f'’.]", "", plain)
    return " ".join(re.split(r"[\s,\-–]+", plain)).strip()


def _without_brackets(folded: str) -> str:
    """`iran (islamic republic of)` → `iran`; not for what tells one state from another, such as `(pre-1949)`."""
    bare, _, inside = folded.partition(" (")
    return bare if _STYLE.fullmatch(inside.rstrip(")")) else ""
