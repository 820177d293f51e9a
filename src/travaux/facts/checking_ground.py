"""What the checks of a case stand on: its facts, their names, and the remarks made so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from travaux.facts.loading_intake import key_of_line
from travaux.facts.loading_sections import called
from travaux.facts.model import FACTS, Fact, Group, Issue, IssueOption, Party
from travaux.facts.nearest import nearest
from travaux.facts.remarks import Level, Remark, least_public

__all__ = ["Ground"]

F = TypeVar("F", bound=Fact)


class Ground:
    """The facts under check.

    Args:
        sections: facts by section key.
        lines: line of each fact, by `section/id`.
        where: name of the file.
    """

    def __init__(self, sections: Mapping[str, tuple[Fact, ...]], lines: Mapping[str, int] | None, where: str) -> None:
        self.sections = sections
        self.lines = lines or {}
        self.where = where
        self.remarks: list[Remark] = []
        self._near: dict[tuple[tuple[str, ...], str], str] = {}
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, section: str, kind: type[F]) -> Iterable[F]:
        """The facts of a section."""
        return (fact for fact in self.sections.get(section, ()) if isinstance(fact, kind))

    def everything(self) -> Iterable[tuple[str, Fact]]:
        """Every fact with its section, in the order in which sections are listed in the model."""
        return ((section, fact) for section in FACTS for fact in self.sections.get(section, ()))

    def live(self, section: str, kind: type[F]) -> Iterable[F]:
        """The facts of a section that count: neither superseded nor recalled."""
        gone = self.superseded
        return (fact for fact in self.of(section, kind) if fact.id not in gone and fact.evidence != "recalled")

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Ids that another fact supersedes."""
        return frozenset(fact.supersedes for _, fact in self.everything() if fact.supersedes)

    @cached_property
    def options(self) -> dict[str, dict[str, IssueOption]]:
        """For each issue its options by id."""
        return {issue.id: {option.id: option for option in issue.options} for issue in self.of("issues", Issue)}

    def ids(self, *sections: str) -> dict[str, str]:
        """Ids in these sections, and the names of parties and groups, each with the id that it stands for."""
        if sections not in self._known:
            known = {fact.id: fact.id for section in sections for fact in self.sections.get(section, ())}
            for section in sections:
                for fact in self.sections.get(section, ()):
                    names = [fact.name] if isinstance(fact, Party | Group) else []
                    names += fact.aliases if isinstance(fact, Party) else ()
                    for name in names:
                        known.setdefault(name, fact.id)
            self._known[sections] = known
        return self._known[sections]

    def near(self, name: str, *sections: str) -> str:
        """A remedy that offers the nearest id, or ""."""
        key = (sections, name)
        if key not in self._near:
            known = self.ids(*sections)
            found = nearest(name, known)
            self._near[key] = f"did you mean {known[found]!r}?" if found else ""
        return self._near[key]

    def note(
        self,
        level: Level,
        what: str,
        section: str,
        *facts: Fact,
        why: str = "",
        remedy: str = "",
        reader: str | None = None,
    ) -> None:
        """Add a remark on facts of a section; whoever may read all of them may read it."""
        fact = facts[0].id if facts else ""
        label = least_public(each.reader for each in facts) if reader is None else reader
        line = self.lines.get(key_of_line(section, fact))
        self.remarks.append(Remark(level, what, self.where, why, remedy, line, section, fact, label))

    def refer(self, section: str, fact: Fact, name: str | None, what: str, *sections: str) -> None:
        """Check that a fact names something that is in the case; a case that lists none of its kind is let off."""
        if name is None or self.has(name, *sections):
            return
        listed = any(self.sections.get(each) for each in sections)
        kinds = " or ".join(called(each) for each in sections)
        self.note(
            "error" if listed else "remark",
            f"{self.name(section, fact)} names the {what} {name!r}, not in the case",
            section,
            fact,
            remedy=self.near(name, *sections) or f"add the {kinds}, or correct the name",
        )

    def has(self, name: str, *sections: str) -> bool:
        """Whether the id is in one of the sections."""
        return self.ids(*sections).get(name) == name

    def name(self, section: str, fact: Any) -> str:
        """What to call a fact in a message."""
        return f"{called(section)} {fact.id!r}"
