"""What a reader of tables collects, and the treaties made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from travaux.facts.model import Party, Source
from travaux.facts.remarks import Remark
from travaux.facts.treaty_facts import Treaty, TreatyAction
from travaux.treaty.model import Treaties
from travaux.treaty.names import code_of, party_of
from travaux.treaty.sheets import Faults

__all__ = ["TABLE", "Found", "last_deed", "rows_in_words"]

MOST_ROWS = 8  # rows that a remark names
TABLE = "table"
"""The id of the table among the sources."""


@dataclass(slots=True)
class Found:
    """Treaties, actions and remarks while a table is read; actions are plain until `treaties` makes facts of them."""

    file: str
    faults: Faults
    path: Path | None = None
    treaties: dict[str, Treaty] = field(default_factory=dict)
    actions: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    noted: dict[str, list[int]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    _names: dict[str, dict[str, int]] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)

    def party(self, words: str, code: str = "") -> str:
        """The id of a party as the table writes it; its name is kept."""
        found = self._codes.get(words)
        if found is None:
            found = self._codes[words] = code_of(words) if code_of(words) != words else (code_of(code) or words)
            self._names.setdefault(found, {})[words] = 1
        return found

    def add(self, row: int, **action: Any) -> None:
        """Keep an action of a row."""
        self.rows.append(row)
        self.actions.append(action)

    def add_from(self, place: str, **action: Any) -> None:
        """Keep an action that stands in no row; its id begins with the words for its place."""
        self.add(0, place=place, **action)

    def note(self, row: int, what: str) -> None:
        """Keep a remark; the same words of several rows become one."""
        self.noted.setdefault(what, []).append(row)

    def result(self, name: str, title: str = "") -> Treaties:
        """The treaties, every action an own fact with its source.

        Raises:
            TravauxError: if a cell could not be read.
        """
        self.faults.end()
        sources = {TABLE: Source(id=TABLE, title=title or self.file, kind="table"), **self.sources}
        actions = self._facts()
        treaties = dict(self.treaties)
        for each in actions:
            if each.treaty not in treaties:
                treaties[each.treaty] = Treaty(id=each.treaty, name=each.treaty, source=TABLE)
        return Treaties(
            name=name,
            treaties=treaties,
            actions=actions,
            parties={code: self._party(code) for code in self._names},
            sources=sources,
            remarks=tuple(self._remark(what, rows) for what, rows in self.noted.items()),
            as_of=last_deed(actions),
        )

    def _facts(self) -> tuple[TreatyAction, ...]:
        count: dict[str, int] = {}
        for row, action in zip(self.rows, self.actions, strict=True):
            place = action.pop("place", "") or f"row-{row}"
            count[place] = count.get(place, 0) + 1
            action["id"] = place if count[place] == 1 else f"{place}-{count[place]}"
            action.setdefault("source", TABLE)
        try:
            return tuple(_adapter().validate_python(self.actions))
        except ValidationError as error:
            for each in error.errors(include_url=False):
                place = each["loc"]
                row = self.rows[place[0]] if place and isinstance(place[0], int) else 0
                self.faults.add(row, str(place[1]) if len(place) > 1 else "", each["msg"])
            self.faults.end()
            raise

    def _party(self, code: str) -> Party:
        names = list(self._names[code])
        party = party_of(code, names[0])
        kind = self.kinds.get(code)
        more = tuple(name for name in names if name != party.name and name not in party.aliases)
        update: dict[str, Any] = {"aliases": (*party.aliases, *more), "source": TABLE}
        if kind and party.kind == "other":
            update["kind"] = kind
        return party.model_copy(update=update)

    def _remark(self, what: str, rows: list[int]) -> Remark:
        said = f"{rows_in_words(rows)}: {what}"
        return Remark("remark", said, where=self.file, section="actions", line=rows[0] if len(rows) == 1 else None)


@cache
def _adapter() -> TypeAdapter[list[TreatyAction]]:
    return TypeAdapter(list[TreatyAction])


def rows_in_words(rows: list[int]) -> str:
    """Rows of a table in words, of many the first.

    Example:
        >>> rows_in_words([4]), rows_in_words([4, 9]), rows_in_words(list(range(2, 40)))
        ('row 4', 'rows 4, 9', '38 rows (2, 3, 4, 5, 6, 7, 8, 9, …)')
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    named = ", ".join(map(str, rows[:MOST_ROWS]))
    return f"rows {named}" if len(rows) <= MOST_ROWS else f"{len(rows):,} rows ({named}, …)"


def last_deed(actions: tuple[TreatyAction, ...]) -> date | None:
    """The day of the latest thing that a party did; an entry into force only follows, and may lie ahead."""
    return max((each.date for each in actions if each.date and each.kind != "entry_into_force"), default=None)
