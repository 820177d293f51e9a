"""List numbers that Word prints and the document does not hold: counters, levels, overrides and number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from travaux.text.formats.docx_names import VAL, w
from travaux.text.formats.docx_styles import Styles, indent_of, is_on
from travaux.text.formats.docx_symbols import number_text, symbol

__all__ = ["Level", "Numbering"]

_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    """One level of a list: first number, number format, printed pattern, and after which level it starts again.

    `parts` is the pattern cut at its numbers: plain words at even places, the level of a number (from 1) at odd ones.
    """

    start: int = 1
    format: str = "decimal"
    parts: tuple[str, ...] = ()
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    indent: float | None = None


@dataclass(slots=True)
class _List:
    """A list (`num`): its levels, the counters that it shares with its kin, and numbers to start from once."""

    levels: dict[int, Level]
    counters: dict[int, int]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The running list numbers of one document.

    Args:
        root: the part `numbering.xml`, or None.
        styles: the styles, which may stand for lists.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List | None] = {}
        if root is not None:
            self._abstract = {e.get(w("abstractNumId"), ""): e for e in root.iterfind(w("abstractNum"))}
            self._nums = {e.get(w("numId"), ""): e for e in root.iterfind(w("num"))}

    def level_of(self, list_id: str, style: str | None) -> int:
        """The level that a list keeps for a paragraph style; 0 if for none."""
        found = self._list(list_id)
        for depth, level in found.levels.items() if found else ():
            if level.style and level.style == style:
                return depth
        return 0

    def next(self, list_id: str, depth: int) -> tuple[str, Level] | None:
        """Count one paragraph of a list.

        Args:
            list_id: the `numId`.
            depth: the level, from 0.

        Returns:
            The number as Word prints it, and the level; None if the list does not exist.
        """
        found = self._list(list_id)
        if found is None or depth not in found.levels:
            return None
        level, counters = found.levels[depth], found.counters
        start = found.overrides.pop(depth, None)
        if start is not None:
            counters[depth] = start
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else level.start
        for deeper in [d for d in counters if d > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or (restart and depth < restart):
                del counters[deeper]
        return self._print(found, level), level

    def _print(self, found: _List, level: Level) -> str:
        printed = []
        for place, part in enumerate(level.parts):
            if place % 2 == 0:
                printed.append(part)
                continue
            depth = int(part) - 1
            shown = found.levels.get(depth, level)
            value = found.counters.get(depth, shown.start)
            printed.append(number_text(value, "decimal" if level.legal and shown.format != "none" else shown.format))
        return "".join(printed)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._make_list(list_id)
        return self._lists[list_id]

    def _make_list(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        if num is None:
            return None
        abstract_id = self._abstract_id(num)
        levels = dict(self._abstract_levels(abstract_id))
        result = _List(levels, self._counters.setdefault(abstract_id, {}))
        for override in num.iterfind(w("lvlOverride")):
            depth = _number(override.get(w("ilvl")), 0)
            own = override.find(w("lvl"))
            if own is not None:
                levels[depth] = _level(own)
            start = override.find(w("startOverride"))
            if start is not None:
                result.overrides[depth] = _number(start.get(VAL), 1)
        return result

    def _abstract_id(self, num: etree._Element) -> str:
        """The definition behind a list, through numbering styles that stand for other lists."""
        found = ""
        for _ in range(10):
            reference = num.find(w("abstractNumId"))
            found = reference.get(VAL, "") if reference is not None else ""
            abstract = self._abstract.get(found)
            link = abstract.find(w("numStyleLink")) if abstract is not None else None
            target = self._nums.get(self._styles.list_of(link.get(VAL)) or "") if link is not None else None
            if target is None:
                break
            num = target
        return found

    def _abstract_levels(self, abstract_id: str) -> dict[int, Level]:
        if abstract_id not in self._levels:
            abstract = self._abstract.get(abstract_id)
            elements = abstract.iterfind(w("lvl")) if abstract is not None else ()
            self._levels[abstract_id] = {_number(e.get(w("ilvl")), 0): _level(e) for e in elements}
        return self._levels[abstract_id]


def _level(element: etree._Element) -> Level:
    level = Level()
    for child in element:
        tag, value = child.tag, child.get(VAL, "")
        if tag == w("start"):
            level.start = _number(value, 1)
        elif tag == w("numFmt"):
            level.format = value
        elif tag == w("lvlText"):
            level.parts = tuple(_PLACE.split(value))
        elif tag == w("isLgl"):
            level.legal = is_on(child)
        elif tag == w("lvlRestart"):
            level.restart = _number(value, 0)
        elif tag == w("pStyle"):
            level.style = value
        elif tag == w("pPr"):
            indent = child.find(w("ind"))
            level.indent = indent_of(indent, None) if indent is not None else None
    if level.format == "bullet":
        level.parts = tuple("".join(_bullet(char) for char in part) for part in level.parts[:1])
    return level


def _bullet(char: str) -> str:
    return symbol("Symbol", ord(char)) if "\ue000" <= char <= "\uf8ff" else char


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else default
