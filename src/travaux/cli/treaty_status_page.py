"""The page that `travaux treaty status` prints: how many are bound, who, since when, and what to know about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.treaty_force_page import told_sources
from travaux.treaty.found import TABLE
from travaux.treaty.model import State

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.treaty.model import PartyStatus, Treaties

__all__ = ["SAYS", "counts_line", "in_order", "short_state", "status_page", "whys"]

NARROW = len("ratification 2001-01-01")  # an instrument up to which one line is enough
FEW = 4  # parties that a note on several names
NAMES = 70  # characters of their names
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
UNKNOWN_DAY = "deposited, day bound unknown"
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
    if data.remarks and TABLE in data.sources:
        words = f"{counted(len(data.remarks), 'remark')} on reading {data.name}: `travaux treaty check`"
        console.print(Text(printable(words), style="dim"))
    told_sources(console, data, [action.source for each in found for action in each.actions])


def counts_line(found: Sequence[PartyStatus]) -> str:
    """How many are in each state, in words."""
    counts = Counter(_said(each) for each in found if each.state != "none")
    first = [f"{counts[words]} {words}" for words in (SAYS["bound"], SAYS["signed"])]
    rest = [f"{counts[words]} {words}" for words in (*SAYS.values(), UNKNOWN_DAY) if counts[words]]
    return ", ".join(dict.fromkeys((*first, *rest))) + "."


def _said(each: PartyStatus) -> str:
    """The state of a party in words; of who deposited and may be bound, that the day is unknown."""
    return UNKNOWN_DAY if each.state == "deposited" and each.bound_from is None else SAYS[each.state]


def short_state(each: PartyStatus) -> str:
    """The state of a party as a table says it."""
    return SAYS[each.state].partition(",")[0]


def in_order(found: Sequence[PartyStatus]) -> list[PartyStatus]:
    """Those bound first, each state in order of the day since which it holds."""
    return sorted(found, key=lambda each: (_ORDER[each.state], (each.since or date.max).toordinal(), each.party))


def _table(found: Sequence[PartyStatus], name_of: Callable[[str], str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    signed = any(each.signed for each in found)
    whole = {"since", "signed"} | ({"instrument"} if all(len(_instrument(each)) <= NARROW for each in found) else set())
    for heading in ("party", "state", "since", *(["signed"] if signed else []), "instrument"):
        table.add_column(heading, overflow="fold", no_wrap=heading in whole)
    for each in found:
        since = (each.since.isoformat() + ("" if each.recorded or each.state != "bound" else "*")) if each.since else ""
        table.add_row(
            Text(printable(name_of(each.party))),
            Text(short_state(each), style=STYLES.get(each.state, "")),
            since,
            *([each.signed.isoformat() if each.signed else ""] if signed else []),
            Text(_instrument(each)),
        )
    return table


def _instrument(each: PartyStatus) -> str:
    if each.instrument is None:
        return ""
    day = f" {each.instrument.date.isoformat()}" if each.instrument.date else ", no day"
    return each.instrument.kind.replace("_", " ") + day


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
    yield from whys((f"{_mark(each)}{each.why}", name_of(each.party)) for each in found if each.why)
    for each in found:
        name = name_of(each.party)
        if each.state == "deposited" and each.bound_from is not None:
            how = "as recorded" if each.recorded else "by the rule"
            yield f"{name}: bound from {each.bound_from.isoformat()}, {how}"
        if each.territories:
            yield f"{name}: extended to {', '.join(each.territories)}"
        for declaration in each.declarations:
            day = f" of {declaration.date.isoformat()}" if declaration.date else ""
            yield f"{name}: {declaration.kind}{day}: {declaration.words or 'its words are not on record'}"
    doubts = ((note, each) for each in found for note in dict.fromkeys(a.note for a in each.actions if a.note))
    yield from whys((note, name_of(each.party)) for note, each in doubts)


def _mark(each: PartyStatus) -> str:
    return "* " if each.state == "bound" and not each.recorded else ""


def whys(reasons: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each reason once, after the names to which it applies, of many the first; a leading mark stays in front."""
    names: dict[str, list[str]] = {}
    for why, name in reasons:
        names.setdefault(why, []).append(name)
    for why, each in names.items():
        more = f" and {len(each) - FEW} more" if len(each) > FEW else ""
        mark = "* " if why.startswith("* ") else ""
        yield f"{mark}{shortened(', '.join(each[:FEW]), NAMES)}{more}: {why.removeprefix('* ')}"


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
