"""The page that `travaux treaty force` prints: the day first, then how the rule leads to it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.model import ForceFound, Treaties

__all__ = ["force_page", "told_sources"]

FEW = 6  # instruments set aside that a page names, and sources
WORDS = 300  # characters of a doubt


def force_page(console: Console, found: ForceFound, data: Treaties) -> None:
    """Print what the rule of a treaty comes to.

    Args:
        console: where to.
        found: what was found.
        data: the treaties it was asked of, for names and sources.
    """
    console.print(Text(printable(f"{found.treaty.name} ({found.treaty.id})"), style="bold"))
    console.print(Text(_verdict(found), style="green" if found.day else "yellow"))
    console.print()
    for sentence in found.explanation:
        console.print(Padding(Text(printable(sentence)), (0, 0, 0, 2)))
    _set_aside(console, found, data)
    if found.treaty.note:
        console.print()
        console.print(Text(f"Doubt: {shortened(found.treaty.note, WORDS)}", style="yellow"))
    told_sources(console, data, [found.treaty.source, *(each.source for each in found.counted)])


def _verdict(found: ForceFound) -> str:
    if found.day is not None:
        with_whom = ", with a dissolved state among its parties" if found.presumed else ""
        return f"By its rule in force from {found.day.isoformat()}{with_whom}."
    if found.treaty.force is None:
        return "No rule is on record, so no day can be computed."
    if not found.computable:
        return "The rule has a condition that cannot be computed, so no day is given."
    if found.missing:
        return f"Not reached: {counted(found.missing, 'instrument')} missing."
    return "The count is complete, but the day cannot be computed."


def _set_aside(console: Console, found: ForceFound, data: Treaties) -> None:
    if not found.set_aside:
        return
    console.print()
    console.print(f"Not counted ({len(found.set_aside)}):", style="bold")
    for why in dict.fromkeys(why for _, why in found.set_aside):
        names = [_name(data, each.party) for each, reason in found.set_aside if reason == why]
        more = f" and {len(names) - FEW} more (--json)" if len(names) > FEW else ""
        console.print(Padding(Text(printable(f"{', '.join(names[:FEW])}{more}: {why}")), (0, 0, 0, 2)))


def _name(data: Treaties, party: str) -> str:
    known = data.parties.get(party)
    return known.name if known is not None else party


def told_sources(console: Console, data: Treaties, names: list[str | None]) -> None:
    """One line for each source, of many the first."""
    used = [name for name in dict.fromkeys(names) if name]
    if not used:
        return
    console.print()
    for name in used[:FEW]:
        source = data.sources.get(name)
        title = source.title if source else name
        where = f" <{source.address}>" if source and source.address and source.address not in title else ""
        console.print(Text(printable(f"Source: {title}{where}"), style="dim"))
    if len(used) > FEW:
        console.print(f"… and {len(used) - FEW} more sources: --json", style="dim")
