"""The page that `travaux treaty status` prints: how many are bound, who, since when, and what to know about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import printable, shortened
from travaux.cli.treaty_force_page import told_sources
from travaux.treaty.model import State

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.model import PartyStatus, Treaties

__all__ = ["SAYS", "counts_line", "in_order", "status_page"]

FEW = 4  # parties that a note on several names
NOTES = 12  # notes that a page prints
WORDS = 150  # characters of a declaration or doubt
SAYS: dict[State, str] = {
    "bound": "bound",
    "provisional": "provisionally applied",
    "deposited": "deposited, not yet bound",
    "signed": "signed only",
    "left": "left",
    "succeeded": "ended, successors go on",
    "none": "nothing",
}
"""The states in words."""
_ORDER = {state: number for number, state in enumerate(SAYS)}
STYLES: dict[State, str] = {"bound": "green", "provisional": "green", "deposited": "yellow", "left": "red"}


def status_page(
    console: Console, found: Sequence[PartyStatus], data: Treaties, treaty: str, day: date, *, full: bool
) -> None:
    """Print where the parties of a treaty stand.

    Args:
        console: where to.
        found: the parties.
        data: the treaties they come from.
        treaty: id of the treaty.
        day: the day.
        full: print every action, for one party.
    """
    from travaux.treaty.ledger import Ledger

    ledger = Ledger.of(data)
    console.print(Text(printable(f"{ledger.treaty(treaty).name} ({treaty}), on {day.isoformat()}"), style="bold"))
    console.print(counts_line(found))
    start = ledger.start(treaty).day
    if start is not None:
        console.print(f"In force since {start}." if start <= day else f"Not yet in force; in force on {start}.")
    else:
        console.print("No day of entry into force is on record, and none can be computed.")
    console.print()
    if found:
        console.print(_table(in_order(found), ledger.name))
    for each in found if full else ():
        _actions(console, each)
    _notes(console, list(_told(found, ledger.name)))
    told_sources(console, data, [action.source for each in found for action in each.actions])


def counts_line(found: Sequence[PartyStatus]) -> str:
    """How many are in each state, in words."""
    counts = {state: sum(each.state == state for each in found) for state in get_args(State)}
    parts = [f"{counts['bound']} bound", f"{counts['signed']} signed only"]
    others = [state for state in SAYS if state not in ("bound", "signed", "none") and counts[state]]
    parts += [f"{counts[state]} {SAYS[state]}" for state in others]
    return ", ".join(parts) + "."


def in_order(found: Sequence[PartyStatus]) -> list[PartyStatus]:
    """Those bound first, each state in order of the day since which it holds."""
    return sorted(found, key=lambda each: (_ORDER[each.state], (each.since or date.max).toordinal(), each.party))


def _table(found: Sequence[PartyStatus], name_of: Callable[[str], str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading, ratio in (("party", 3), ("state", 3), ("since", None), ("signed", None), ("instrument", 2)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for each in found:
        since = (each.since.isoformat() + ("" if each.recorded or each.state != "bound" else "*")) if each.since else ""
        instrument = _instrument(each)
        table.add_row(
            Text(printable(name_of(each.party))),
            Text(SAYS[each.state], style=STYLES.get(each.state, "")),
            since,
            each.signed.isoformat() if each.signed else "",
            Text(instrument),
        )
    return table


def _instrument(each: PartyStatus) -> str:
    if each.instrument is None:
        return ""
    day = each.instrument.date.isoformat() if each.instrument.date else "no day"
    return f"{each.instrument.kind.replace('_', ' ')} {day}"


def _actions(console: Console, each: PartyStatus) -> None:
    console.print()
    for action in each.actions:
        day = action.date.isoformat() if action.date else "no day"
        parts = [action.kind.replace("_", " "), action.territory or "", action.words or ""]
        if action.effective:
            parts.append(f"effective {action.effective.isoformat()}")
        if action.note:
            parts.append(f"doubt: {action.note}")
        console.print(Padding(Text(shortened(f"{day} {'; '.join(filter(None, parts))}", WORDS)), (0, 0, 0, 2)))


def _told(found: Sequence[PartyStatus], name_of: Callable[[str], str]) -> Iterator[str]:
    """What to know of single parties: computed days, ends, territories, declarations."""
    for each in found:
        name = name_of(each.party)
        if each.why:
            mark = "* " if each.state == "bound" and not each.recorded else ""
            yield f"{mark}{name}: {each.why}"
        if each.state == "deposited" and each.bound_from is not None:
            how = "as recorded" if each.recorded else "by the rule"
            yield f"{name}: bound from {each.bound_from.isoformat()}, {how}"
        if each.territories:
            yield f"{name}: extended to {', '.join(each.territories)}"
        for declaration in each.declarations:
            day = f" of {declaration.date.isoformat()}" if declaration.date else ""
            yield f"{name}: {declaration.kind}{day}: {declaration.words or 'its words are not on record'}"
    doubts: dict[str, list[str]] = {}
    for each in found:
        for doubt in dict.fromkeys(action.note for action in each.actions if action.note):
            doubts.setdefault(doubt, []).append(name_of(each.party))
    for doubt, names in doubts.items():
        more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
        yield f"{', '.join(names[:FEW])}{more}: {doubt}"


def _notes(console: Console, notes: Sequence[str]) -> None:
    if not notes:
        return
    console.print()
    for note in notes[:NOTES]:
        console.print(Padding(Text(shortened(note, WORDS)), (0, 0, 0, 2)))
    if len(notes) > NOTES:
        console.print(f"  … and {len(notes) - NOTES} more notes: --json, or --party", style="dim")
    if any(note.startswith("* ") for note in notes):
        console.print("  * computed from the rule; the day itself is not on record", style="dim")
