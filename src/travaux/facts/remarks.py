"""What a person should know about a case: a remark names the file, the line, the fact and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["KEEPER", "Level", "Remark", "label_of", "least_public"]

KEEPER = "keeper"
"""The reader of remarks about what carries no readable label: whoever keeps the file, and nobody else."""

Level = Literal["error", "remark"]
_LABEL = re.compile(r"public|chair|(group|party):\S(.*\S)?")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a case that a person should look at.

    Attributes:
        level: `error` if something on record cannot be used as it stands, else `remark`.
        what: what was found, in one sentence without a full stop.
        where: the file; empty where the facts come from elsewhere.
        why: the reason, as far as it is known.
        remedy: what to do about it.
        line: line in the file, from 1; None where it is not known.
        section: key of the section, such as `positions`; empty for the case as a whole.
        fact: id of the fact.
        reader: who may read the remark: the label of the fact it is about, or `keeper`.

    Example:
        >>> print(Remark("error", "there is no party 'uss'", where="case.yaml", remedy="did you mean 'us'?", line=7))
        case.yaml, line 7: error: there is no party 'uss'. Remedy: did you mean 'us'?
    """

    level: Level
    what: str
    where: str = ""
    why: str = ""
    remedy: str = ""
    line: int | None = None
    section: str = ""
    fact: str = ""
    reader: str = "public"

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.where, f"line {self.line}" if self.line else "") if part)
        text = f"{place}: {self.level}: {self.what}" if place else f"{self.level}: {self.what}"
        if self.why:
            text += f" ({self.why})"
        text += "."
        if self.remedy:
            text += f" Remedy: {self.remedy}" + ("" if self.remedy.endswith(("?", ".")) else ".")
        return text


def label_of(reader: object) -> str:
    """A reader's label if it can be read, else `keeper`.

    Example:
        >>> label_of("group:africa"), label_of("everyone"), label_of(None)
        ('group:africa', 'keeper', 'keeper')
    """
    return reader if isinstance(reader, str) and _LABEL.fullmatch(reader) else KEEPER


def least_public(labels: Iterable[str]) -> str:
    """Who may read what rests on several facts: the one label that is not public, or the keeper where there are two.

    Example:
        >>> least_public(["public", "chair"]), least_public(["chair", "party:us"]), least_public([])
        ('chair', 'keeper', 'public')
    """
    closed = {label_of(label) for label in labels} - {"public"}
    if not closed:
        return "public"
    return closed.pop() if len(closed) == 1 else KEEPER
