"""Laws in words, as several pages of the terminal print them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from travaux.cli.output import printable

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.law_facts import Law, Norm
    from travaux.law.model import Cell, Laws

__all__ = ["about", "answer_words", "days", "errors_first", "meanings", "remarks_last", "support"]

SHOWN = 5  # remarks that a page prints


def answer_words(norm: Norm, cell: Cell) -> str:
    """What a cell says: the category with the coded value where they differ, the number with its unit."""
    if not cell.answers:
        return "; ".join(f"{law.value} (in no category)" for law in cell.laws) if cell.laws else "not on record"
    values = list(dict.fromkeys(law.value for law in cell.laws))
    unit = f" {norm.unit}" if norm.unit else ""
    answers = " or ".join(f"{answer}{unit}" for answer in cell.answers)
    return answers if values == list(cell.answers) or norm.scale == "interval" else f"{answers}: {'; '.join(values)}"


def days(law: Law) -> str:
    """Since when and until when a rule holds, or of which day its source speaks."""
    parts = []
    if law.first:
        parts.append(f"since {law.first}" if law.first.exact else f"since a day {_within(str(law.first))}")
    if law.last:
        parts.append(f"until {law.last}" if law.last.exact else f"until a day {_within(str(law.last))}")
    if law.as_of:
        parts.append(f"as of {law.as_of}")
    return ", ".join(parts) or "no day on record"


def _within(words: str) -> str:
    return words if words.startswith("between") else f"in {words}"


def support(laws: Laws, law: Law) -> str:
    """Where a rule stands and where it was read."""
    source = laws.sources.get(law.source or "")
    told = source.title if source else law.source or "source not named"
    how = f" ({law.evidence})" if law.evidence and law.evidence != "seen" else ""
    return f"{law.ref}; {told}{how}" if law.ref else f"{told}{how}"


def about(laws: Laws, name: str) -> str:
    """A jurisdiction by code and name."""
    full = laws.names.get(name, name)
    return name if full == name or full in name else f"{name}, {full}"


def meanings(console: Console, words: Mapping[str, str]) -> None:
    """Print what words mean, one to a line."""
    for name, meaning in words.items():
        console.print(printable(f"{name}: {meaning}."), style="dim")


def errors_first(console: Console, laws: Laws) -> None:
    """Print what on record cannot be used, before the figures that do without it."""
    _remarks(console, laws, "error", "yellow")


def remarks_last(console: Console, laws: Laws) -> None:
    """Print what else a person should know of the table."""
    _remarks(console, laws, "remark", "dim")


def _remarks(console: Console, laws: Laws, level: str, style: str) -> None:
    concerned = [each for each in laws.remarks if each.level == level]
    for remark in concerned[:SHOWN]:
        why = f" ({remark.why})" if remark.why else ""
        console.print(printable(f"{remark.what}{why}."), style=style)
    if len(concerned) > SHOWN:
        console.print(f"… and {len(concerned) - SHOWN} more (--json tells all).", style="dim")
