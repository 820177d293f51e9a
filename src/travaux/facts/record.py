"""The record of a case: all facts, whoever may read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from travaux.facts.model import FACTS, Fact, InstrumentFact
from travaux.facts.remarks import Remark
from travaux.facts.shelving import Shelf
from travaux.facts.visible import current

__all__ = ["SCHEMA", "Record"]

SCHEMA = "travaux-case/1"

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a case file says, before anybody's view is taken of it.

    Records are equal if they say the same; where they come from and what was remarked on the way does not count.

    Attributes:
        name: what the case is called: its folder, or the file without its ending.
        sections: the facts by section key, in the order of the file; sections without facts are not in it.
        remarks: what was found while it was read; `travaux.facts.checking.check` finds what does not fit together.
        titled: the title of the case as the file states it.
        compiled: the day of compilation as the file states it.
        rule: the rule of decision, one of `consensus`, `no_opposition`, `two_thirds`, `majority`, `weighted`.
        gaps: what the compiler knows to be missing.
        file: the case file.
        folder: the folder in which it stands.
        lines: line of each fact in the file, from 1, by `section/id`.
        unread: by section, what could not be read as a fact, as it came; writing gives it back.
        rest: sections that are not known, as they came; writing gives them back.
        public: whether the case may be shown to those who are not signed in to a workbench.
        shelf: gives the files of drafts if the case stands in no folder.
    """

    name: str = field(compare=False)
    sections: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
    compiled: str | None = None
    rule: str | None = None
    gaps: tuple[str, ...] = ()
    file: Path | None = field(default=None, compare=False)
    folder: Path | None = field(default=None, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    unread: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    shelf: Shelf | None = field(default=None, compare=False)
    titled: str | None = None

    @property
    def title(self) -> str:
        """What the case is called in full: its title, else the name of the treaty as all may read it, else its own.

        Example:
            >>> from travaux.facts.model import InstrumentFact
            >>> Record("plt", {"instrument": (InstrumentFact(id="plt", name="Patent Law Treaty"),)}).title
            'Patent Law Treaty'
        """
        if self.titled:
            return self.titled
        public = tuple(fact for fact in self.of(InstrumentFact) if fact.reader == "public")
        names = [fact.name for fact in current("instrument", public) if fact.evidence != "recalled"]
        return names[0] if names else self.name

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """All facts of a kind, in the order of the file.

        Example:
            >>> from travaux.facts.model import Party
            >>> Record("two", {"parties": (Party(id="us", name="United States"),)}).of(Party)[0].id
            'us'
        """
        return tuple(fact for section in FACTS for fact in self.sections.get(section, ()) if isinstance(fact, kind))
