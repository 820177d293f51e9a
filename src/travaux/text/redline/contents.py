"""The outline of a redline: its headings, each with the number of changes below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.comparing.model import Comparison
from travaux.text.comparing.printed import Printed, Unit
from travaux.text.formats.html_page import escaped
from travaux.text.formats.prose_lines import HEADINGS
from travaux.text.redline.plan import Plan
from travaux.text.wording import counted

__all__ = ["Entry", "contents", "entries"]

_LONG = 80


@dataclass(slots=True)
class Entry:
    """A heading: its anchor and words, the entry it stands below, the rows it is written in, the changes below it."""

    anchor: str
    words: str
    level: int
    parent: int
    bare: bool
    gone: bool
    rows: list[int] = field(default_factory=list)
    changes: int = 0


class _Contents:
    """Gathers entries while it goes through the rows."""

    def __init__(self, comparison: Comparison) -> None:
        self._old, self._new = comparison.old_text, comparison.new_text
        self.entries: list[Entry] = []
        self._by_unit: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._noted = False

    def enter(self, row: int, old: tuple[int, ...], new: tuple[int, ...], *, changed: bool) -> None:
        """A row comes next."""
        side, index = (1, new[0]) if new else (0, old[0])
        text = self._new if side else self._old
        unit = text.units[index]
        if unit.note and not self._noted:
            self._noted = True
            self._add(side, index, "Notes", 0, bare=False)
            self.entries[-1].rows.append(row)
        elif not unit.note and unit.role in HEADINGS:
            self._heading(text, side, index, unit)
            if index in self._by_unit[side]:
                self.entries[self._by_unit[side][index]].rows.append(row)
        if changed:
            entry = len(self.entries) - 1 if unit.note else self._around(text, side, index)
            while entry >= 0:
                self.entries[entry].changes += 1
                entry = self.entries[entry].parent

    def _heading(self, text: Printed, side: int, index: int, unit: Unit) -> None:
        words = " ".join(text.text(index).split())
        last = self.entries[-1] if self.entries else None
        if last and last.bare and unit.role == "heading" and not unit.number and last.gone != bool(side):
            last.words, last.bare = f"{last.words} · {words}", False
            self._by_unit[side][index] = len(self.entries) - 1
        elif unit.number or words:
            self._add(side, index, f"{unit.number.strip(' .:')} {words}".strip(), unit.level, bare=not words)

    def _add(self, side: int, index: int, words: str, level: int, *, bare: bool) -> None:
        parent = len(self.entries) - 1
        # What is there now does not stand below a heading that is gone.
        while parent >= 0 and (self.entries[parent].level >= level or (side and self.entries[parent].gone)):
            parent = self.entries[parent].parent
        self._by_unit[side][index] = len(self.entries)
        self.entries.append(Entry(f"{'on'[side]}{index}", words, level, parent, bare, gone=not side))

    def _around(self, text: Printed, side: int, index: int) -> int:
        """The entry that a unit stands in; what was dropped without its heading counts where it is shown."""
        while index >= 0:
            if index in self._by_unit[side]:
                return self._by_unit[side][index]
            index = text.units[index].parent
        return -1 if side else len(self.entries) - 1


def entries(comparison: Comparison, plan: Plan) -> list[Entry]:
    """The headings of both texts in the order in which they are shown.

    Args:
        comparison: what is shown.
        plan: says which rows changed.
    """
    gathered = _Contents(comparison)
    for index, row in enumerate(comparison.provisions):
        gathered.enter(index, row.link.old, row.link.new, changed=plan.numbers[index] > 0)
    return gathered.entries


def contents(listed: Sequence[Entry], *, changed_only: bool = False) -> str:
    """The outline as navigation.

    Args:
        listed: what `entries` gives.
        changed_only: leave out headings below which nothing changed.
    """
    depths: list[int] = []
    items = []
    for entry in listed:
        depths.append(depths[entry.parent] + 1 if entry.parent >= 0 else 1)
        if changed_only and not entry.changes:
            continue
        words = entry.words if len(entry.words) <= _LONG else entry.words[:_LONG].rsplit(" ", 1)[0] + " …"
        shown = f"<del>{escaped(words)}</del>" if entry.gone else escaped(words)
        gone = ["dropped"] if entry.gone else []
        said = ", ".join([*gone, *([counted(entry.changes, "change")] if entry.changes else [])])
        count = f" <span class=n>{said}</span>" if said else ""
        items.append(f'<li class=l{min(depths[-1], 4)}><a href="#{entry.anchor}" dir=auto>{shown}</a>{count}</li>')
    if not items:
        return ""
    return (
        f'<nav aria-label="Outline" id=outline><details open><summary>Outline, with the number of changes</summary>'
        f"<ul>{''.join(items)}</ul></details></nav>"
    )
