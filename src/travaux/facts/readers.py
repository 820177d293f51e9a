"""Who may read a fact. Closed by default: a label that cannot be read opens to nobody.

Whether somebody belongs to a group is decided on public facts alone, so nothing confidential can change what others
see. The chair reads what is for the chair and what is public, and nothing that was told to a group or one delegation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from travaux.errors import TravauxError
from travaux.facts.membership import Members
from travaux.facts.model import Declaration, Fact, Law, Mandate, Package, Position, Source, TreatyAction, TreatyStatus
from travaux.facts.remarks import KEEPER, label_of

__all__ = ["CHAIR", "PUBLIC", "Reader", "label", "may_ever_read", "may_read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks at a case: the public, the chair, a group or one party.

    Example:
        >>> [str(Reader.parse(words)) for words in ("public", "chair", "group:g77", "party:us", "us")]
        ['public', 'chair', 'group:g77', 'party:us', 'party:us']
    """

    kind: Literal["public", "chair", "group", "party"]
    name: str = ""

    @classmethod
    def parse(cls, words: str) -> Reader:
        """The reader that a user names: `public`, `chair`, `group:ID`, `party:ID`, or the bare id of a party.

        Raises:
            TravauxError: if the words are none of these.
        """
        said = words.strip()
        lower = said.casefold()
        found = label(lower if lower in ("public", "chair") else said)
        if found is None and said and ":" not in said:
            found = cls("party", said)
        if found is None:
            raise TravauxError(
                f"{words!r} is no reader", remedy="say public, chair, group:ID or party:ID, with an id of the case"
            )
        return found

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind


PUBLIC = Reader("public")
CHAIR = Reader("chair")


def label(words: str) -> Reader | None:
    """The reader that the label of a fact names, or None if it cannot be read. Nothing is guessed.

    Example:
        >>> label("party:us"), label("us")
        (Reader(kind='party', name='us'), None)
    """
    if label_of(words) == KEEPER:
        return None
    if words in ("public", "chair"):
        return PUBLIC if words == "public" else CHAIR
    kind, _, name = words.partition(":")
    return Reader("group" if kind == "group" else "party", name)


def may_read(fact: Fact, reader: Reader, day: date, members: Members) -> bool:
    """Whether a reader may read a fact in a view of a given day.

    Args:
        fact: the fact, with its label.
        reader: who looks.
        day: the day of the view.
        members: the groups on public record.

    Returns:
        For a public fact: True. For the chair's: the chair, and the party whose own fact it is. For one party's: that
        party. For a group's: the group, and parties that are in it both on the day the fact came on record (else the
        day it is from; else from the start) and on the day of the view. For any other label: False.
    """
    if fact.reader == "public":
        return True
    if not may_ever_read(fact, reader, members):
        return False
    group = label(fact.reader)
    if group is None or group.kind != "group" or reader.kind != "party":
        return True
    return reader.name in members.of(group.name, day)


def may_ever_read(fact: Fact, reader: Reader, members: Members) -> bool:
    """Whether a reader may read a fact in the view of some day: `may_read` without the day of the view."""
    asked = label(fact.reader)
    if asked is None:
        return False
    if asked in (PUBLIC, reader):
        return True
    if asked == CHAIR:
        return reader.kind == "party" and reader.name == _owner(fact)
    if asked.kind == "group":
        return reader.kind == "party" and reader.name in members.of(asked.name, fact.recorded or fact.date or date.min)
    return False


def _owner(fact: Fact) -> str | None:
    """The party whose own fact it is: whose position, mandate, declaration, law, action or word, or whose package."""
    if isinstance(fact, Position | Mandate | Declaration | TreatyStatus | TreatyAction | Source):
        return fact.party
    if isinstance(fact, Law):
        return fact.jurisdiction
    return fact.by if isinstance(fact, Package) else None
