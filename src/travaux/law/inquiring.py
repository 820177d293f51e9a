"""An index as a user asks for it: for years or a day, for a group, with weights from a file, for one norm or pair."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from travaux.errors import TravauxError
from travaux.law.found import IndexFound
from travaux.law.indexing import index, index_on
from travaux.law.model import Laws
from travaux.law.naming import jurisdiction_named, norm_named
from travaux.law.weights import read_weights

__all__ = ["Chosen", "Wanted", "inquire"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for, in the user's words."""

    weights: Path | None = None
    start: int | None = None
    end: int | None = None
    on: str | None = None
    group: str | None = None
    pair: str | None = None
    norm: str | None = None
    measure: str = "gower"
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pair and the norm that were named, by id."""

    pair: tuple[str, str] | None = None
    norm: str | None = None


def inquire(laws: Laws, wanted: Wanted) -> tuple[IndexFound, Chosen]:
    """The index that was asked for.

    Raises:
        TravauxError: if something that was named does not exist, or days are given in two ways.
    """
    if wanted.on is not None and (wanted.start is not None or wanted.end is not None):
        raise TravauxError("a day and years are given", where=laws.name, remedy="use --on, or --from and --to")
    weights = read_weights(wanted.weights, laws) if wanted.weights is not None else None
    norm = None if wanted.norm is None else norm_named(laws, wanted.norm)
    if norm is not None:
        if weights is not None:
            raise TravauxError("one norm needs no weights", where=laws.name, remedy="leave out --norm or --weights")
        weights = {norm: 1.0}
    pair = None if wanted.pair is None else _pair(laws, wanted.pair)
    choices = (weights, wanted.measure, wanted.group)
    if wanted.on is not None:
        found = index_on(laws, wanted.on, *choices, strict=wanted.strict)
    else:
        found = index(laws, wanted.start, wanted.end, *choices, strict=wanted.strict)
    return found, Chosen(pair, norm)


def _pair(laws: Laws, words: str) -> tuple[str, str]:
    named = [jurisdiction_named(laws, each) for each in words.split(",")]
    if len(named) != 2 or named[0] == named[1]:
        raise TravauxError(f"{words!r} is no pair", where=laws.name, remedy="name two jurisdictions, such as US,EP")
    return named[0], named[1]
