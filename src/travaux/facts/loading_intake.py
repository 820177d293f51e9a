"""What a case file brings in while it is read: the remarks, and the lines they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from travaux.facts.reading import Marked
from travaux.facts.remarks import KEEPER, Level, Remark, label_of

__all__ = ["Intake", "key_of_line", "label_of_raw", "like_reader", "misplaced_label"]

# Keys with which somebody may mean to hide a fact; only `reader` does.
_HIDING = frozenset(("confidential", "private", "secret", "visibility", "visible_to", "audience", "readable_by"))
_LIKE = 0.75


@dataclass
class Intake:
    """Collects remarks on one case.

    Attributes:
        where: name of the file; empty for values from Python.
        marked: the mapping with its lines; None for values from Python.
        suspects: keys of this case that look like `reader`; None where not even that key is in it.
        remarks: what was found so far.
    """

    where: str = ""
    marked: Marked | None = None
    suspects: frozenset[str] | None = None
    remarks: list[Remark] = field(default_factory=list)

    def line(self, *path: str | int) -> int | None:
        """The line of what stands at the path, where there is a file."""
        return self.marked.line(*path) if self.marked else None

    def note(
        self,
        level: Level,
        what: str,
        *path: str | int,
        why: str = "",
        remedy: str = "",
        fact: str = "",
        reader: str = KEEPER,
    ) -> None:
        """Add a remark on what stands at the path; where no label says otherwise it is for the keeper only."""
        section = str(path[0]) if path else ""
        line = self.line(*path) if path else None
        self.remarks.append(Remark(level, what, self.where, why, remedy, line, section, fact, reader))


def key_of_line(section: str, fact: str, nth: int = 1) -> str:
    """The key of a fact in `Record.lines`: an id is unique in its section only, and not always there.

    Example:
        >>> key_of_line("parties", "us"), key_of_line("parties", "us", 2)
        ('parties/us', 'parties/us#2')
    """
    return f"{section}/{fact}" if nth == 1 else f"{section}/{fact}#{nth}"


def like_reader(key: str) -> bool:
    """Whether a key looks as if it should say who may read a fact, but is not `reader`.

    Example:
        >>> [key for key in ("reader", "raeder", "Reader", "private", "leader", "result") if like_reader(key)]
        ['raeder', 'Reader', 'private']
    """
    plain = key.strip().casefold()
    if key == "reader" or not plain:
        return False
    return plain in _HIDING or (plain[0] == "r" and SequenceMatcher(None, plain, "reader").ratio() >= _LIKE)


def label_of_raw(raw: Any) -> str:
    """Who may read remarks about a fact that could not be read."""
    return label_of(raw.get("reader", "public")) if isinstance(raw, dict) else KEEPER


def misplaced_label(raw: Any, suspects: frozenset[str]) -> tuple[str | int, ...]:
    """The path to a key that should perhaps hide the fact but does not; empty if there is none."""
    if not isinstance(raw, dict):
        return ()
    for key, value in raw.items():
        if key in suspects:
            return (key,)
        inside = _inside(value, suspects)
        if inside:
            return (key, *inside)
    return ()


def _inside(value: Any, suspects: frozenset[str]) -> tuple[str | int, ...]:
    steps: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        if "reader" in value:
            return ("reader",)
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, each in steps:
        if step in suspects:
            return (step,)
        inside = _inside(each, suspects)
        if inside:
            return (step, *inside)
    return ()
