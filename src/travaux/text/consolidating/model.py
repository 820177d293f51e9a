"""What comes out of a consolidation: the text, and a report on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from travaux.text.instrument import Instrument

__all__ = ["Conflict", "ConflictOption", "Consolidation", "Moved", "ProposalRow", "Report", "SetOut", "Style"]

Style = Literal["attributed", "wipo", "unfccc"]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What became of one proposal.

    `changes` counts the places of the base that it changes. `matched` is the share of the base's letters, from 0 to 1,
    that its text still has; `three_way` says that it was written on another text than the base, and `own_base` on which
    one. `remarks` are what a person should know of it.
    """

    party: str
    file: str
    language: str | None
    changes: int
    matched: float
    three_way: bool
    own_base: str
    partial: bool
    comments: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictOption:
    """One wording of a place: its words, who asks for it, who asks for others, whose text has it."""

    words: str
    backs: tuple[str, ...]
    opposes: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One choice that the proposals opened: its id, the provision for readers, its options.

    `parties` are those who ask for something here; `none` are those whose text has no words here.
    """

    id: str
    where: str
    form: str
    options: tuple[ConflictOption, ...]
    parties: tuple[str, ...]
    none: tuple[str, ...]
    reopened: bool


@dataclass(frozen=True, slots=True)
class SetOut:
    """A paragraph that could not be merged word by word and stands as whole alternatives instead, and why."""

    where: str
    party: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that a proposal moved; they stand as a deletion and an insertion."""

    party: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a person should know of a consolidation.

    `reopened` are the conflicts that touch words of the base which were agreed, before `conflicts` in every account.
    """

    proposals: tuple[ProposalRow, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    set_out: tuple[SetOut, ...] = ()
    moved: tuple[Moved, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def reopened(self) -> tuple[Conflict, ...]:
        """The conflicts that touch agreed words of the base."""
        return tuple(each for each in self.conflicts if each.reopened)


@dataclass(frozen=True, slots=True)
class Consolidation:
    """One text out of a base and many proposals, and the report on it."""

    text: Instrument
    report: Report = field(default_factory=Report)
