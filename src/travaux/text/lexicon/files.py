"""Loading the word lists, each checked against its schema."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

__all__ = [
    "BlankFile",
    "GroupFile",
    "LabelFile",
    "LanguageFile",
    "PartyFile",
    "StanceFile",
    "Verb",
    "VerbFile",
    "load",
    "whole",
]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


FileT = TypeVar("FileT", bound=_File)


class Verb(_File):
    """Words of one sense in the head of a bracket."""

    sense: Literal["backs", "opposes", "notes"]
    words: list[str]
    alternative: bool = False
    open: bool = False


class VerbFile(_File):
    """`verbs.toml`: what the words in the head of a bracket mean."""

    verb: list[Verb]


class LabelFile(_File):
    """`labels.toml`: words that label options, written-out ordinals, contents that leave no words."""

    words: list[str]
    alone: list[str]
    ordinals: dict[str, int]
    null: dict[Literal["patterns"], list[str]]


class BlankFile(_File):
    """`blanks.toml`: gaps to be filled, and brackets that are no dispute."""

    bracket: list[str]
    bare: list[str]
    editorial: list[str]


class _Stance(_File):
    name: str
    patterns: list[str]


class StanceFile(_File):
    """`stances.toml`: what a note says of the party it names, in order of precedence."""

    anonymous: list[str]
    stance: list[_Stance]


class _Group(_File):
    code: str
    names: list[str]


class GroupFile(_File):
    """`groups.toml`: groups and the ways they are written."""

    group: list[_Group]


class _Party(_File):
    code: str
    abbreviations: list[str] = []
    names: list[str] = []


class PartyFile(_File):
    """`parties.toml`: ways of writing a party beside its ISO 3166 codes and names."""

    party: list[_Party]


class LanguageFile(_File):
    """`languages.toml`: small words and scripts by which a language is guessed."""

    words: dict[str, list[str]]
    scripts: dict[str, str]


@cache
def load(kind: type[FileT]) -> FileT:
    """The word list of this kind, read once and checked."""
    name = _NAMES[kind]
    content = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return kind.model_validate(content)


_NAMES: dict[type, str] = {
    VerbFile: "verbs.toml",
    LabelFile: "labels.toml",
    BlankFile: "blanks.toml",
    StanceFile: "stances.toml",
    GroupFile: "groups.toml",
    PartyFile: "parties.toml",
    LanguageFile: "languages.toml",
}


def whole(patterns: list[str]) -> re.Pattern[str]:
    """One pattern that matches a whole content, white space round it and a closing full stop left aside."""
    return re.compile(r"\s*(?:" + "|".join(f"(?:{p})" for p in patterns) + r")\s*[.;,]?\s*", re.IGNORECASE)
