"""The names behind the ids of a record, as far as the reader of a view knows them, and days as a sentence has them."""

from __future__ import annotations

from datetime import date

from travaux.facts import Case
from travaux.facts.model import Issue, Norm, Point, Source, Treaty

__all__ = ["Naming", "day_words"]


class Naming:
    """The names behind the ids, as far as the reader of a view knows them.

    Args:
        case: the view.
    """

    def __init__(self, case: Case) -> None:
        there = case.there
        self._case = case
        self._issues = {fact.id: fact for fact in there.get("issues", ()) if isinstance(fact, Issue)}
        self._issues |= {issue.id: issue for issue in case.issues}
        self._sources = {fact.id: fact for fact in there.get("sources", ()) if isinstance(fact, Source)}
        self._sources |= dict(case.sources)
        self._norms = {each.id: each for each in there.get("norms", ()) if isinstance(each, Norm)}
        self._norms |= {each.id: each for each in case.of(Norm)}
        self._treaties = {each.id: each for each in there.get("treaties", ()) if isinstance(each, Treaty)}
        self._treaties |= {each.id: each for each in case.of(Treaty)}

    def party(self, name: str) -> str:
        """The name of a party or group, or its id."""
        return self._case.party_name(name)

    def issue(self, name: str) -> str:
        """The title of an issue, or its id."""
        found = self._issues.get(name)
        return (found.title or name) if found else name

    def option(self, issue: str, option: str) -> str:
        """The label of an option, or its id."""
        found = self._issues.get(issue)
        labels = [each.label for each in found.options if each.id == option] if found else []
        return labels[0] if labels and labels[0] else option

    def point(self, point: Point) -> str:
        """An option with the issue that it settles."""
        return f"“{self.option(point.issue, point.option)}” on {self.issue(point.issue)}"

    def norm(self, name: str) -> str:
        """The title of a norm, or its id."""
        found = self._norms.get(name)
        return (found.title if found else "") or name.replace("_", " ")

    def treaty(self, name: str) -> str:
        """The short name of a treaty, its name or its id."""
        found = self._treaties.get(name)
        return (found.short or found.name) if found else name

    def unit(self, norm: str) -> str:
        """The unit in which a norm is measured; empty if it has none."""
        found = self._norms.get(norm)
        return (found.unit if found else None) or ""

    def source(self, name: str) -> Source | None:
        """A source that is in the view."""
        return self._sources.get(name)


def day_words(day: date | None) -> str:
    """A day as it is written in a sentence: 20 December 2000; nothing for none."""
    return f"{day.day} {day:%B} {day.year}" if day else ""
