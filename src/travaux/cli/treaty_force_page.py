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

FEW = 6  # instruments set aside that a page names
SOURCES = 3  # sources that a page names
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
    _remarks(console, data)
    told_sources(console, data, [found.treaty.source, *(each.source for each in found.counted)])


def _verdict(found: ForceFound) -> str:
    if found.day is not None:
        with_whom = ", with a dissolved state among its parties" if found.presumed else ""
        return f"By its rule in force from {found.day.isoformat()}{with_whom}."
    if found.treaty.force is None:
        return "No rule is on record, so no day can be computed."
    rule = found.treaty.force
    if rule.threshold is None and rule.on is None and not rule.conditions:
        return "The rule has no number of instruments on record, so no day is given."
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


def _remarks(console: Console, data: Treaties) -> None:
    """What was remarked on reading the rules, of many the first."""
    remarks = [each for each in data.remarks if each.section == "treaties"]
    if remarks:
        console.print()
    for each in remarks[:SOURCES]:
        console.print(Text(shortened(str(each), WORDS), style="yellow"))
    if len(remarks) > SOURCES:
        console.print(f"… and {counted(len(remarks) - SOURCES, 'more remark')} on the rules: --json", style="dim")


def _name(data: Treaties, party: str) -> str:
    known = data.parties.get(party)
    return known.name if known is not None else party


def told_sources(console: Console, data: Treaties, names: list[str | None]) -> None:
    """The title of each source, of many the first; addresses are for the JSON, unless there is no title."""
    used = [name for name in dict.fromkeys(names) if name]
    if not used:
        return
    console.print()
    known = {name: data.sources.get(name) for name in used}
    for name in used[:SOURCES]:
        source = known[name]
        console.print(Text(printable(f"Source: {source.title if source else name}"), style="dim"))
    rest = f"… and {counted(len(used) - SOURCES, 'more source')}: --json" if len(used) > SOURCES else ""
    addresses = any(source and source.address and source.address not in source.title for source in known.values())
    if rest or addresses:
        console.print(rest or "Addresses: --json", style="dim")
