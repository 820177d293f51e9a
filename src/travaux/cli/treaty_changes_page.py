"""How the differences of two snapshots look on a terminal: by treaty, a line for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.output import comma_list, counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.treaty_facts import TreatyAction
    from travaux.treaty.model import Treaties
    from travaux.treaty.snapshots import Difference, Differences

__all__ = ["changes_page"]

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_NAME = 34  # characters of the name of a party
WORDS = 150  # characters of a doubt
_REMARKS = 3  # remarks that are shown of a snapshot


def changes_page(console: Console, found: Differences) -> None:
    """The differences by treaty, then the treaties of one snapshot alone, and what was remarked on reading."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(f"{_head('old', found.old)}\n{_head('new', found.new)}"))
    places = len(found.places)
    differ = f"{counted(places, 'place')} {'differs' if places == 1 else 'differ'}" if places else "nothing differs"
    console.print(Text(f"Actions that both have: {found.same:,}; {differ}."))
    shown = ""
    for each in found.found:
        if each.treaty != shown:
            shown = each.treaty
            console.print()
            titles = (data.treaties[shown].name for data in (found.old, found.new))
            console.print(Text(printable(f"{max(titles, key=len)} ({shown})"), style="bold"))
        console.print(Text(_line(each, found)))
        for action in (each.was, each.now):
            if action is not None and action.note:
                console.print(Padding(Text(f"doubt: {shortened(action.note, WORDS)}", style="dim"), (0, 0, 0, 6)))
    console.print()
    for words, names in (("older", found.only_old), ("newer", found.only_new)):
        if names:
            console.print(Text(printable(f"Only in the {words} snapshot: {comma_list(names)}.")))
    for data in (found.old, found.new):
        _remarks(console, data)
    from travaux.treaty.snapshots import DEFINITION

    console.print(Text(DEFINITION, style="dim"))


def _head(which: str, data: Treaties) -> str:
    until = f", as far as {data.as_of}" if data.as_of else ""
    return printable(f"{which}: {data.name} ({counted(len(data.actions), 'action')}{until})")


def _line(each: Difference, found: Differences) -> str:
    days = {"added": _day(each.now), "removed": _day(each.was)}
    day = days.get(each.what) or f"{_day(each.was)} → {_day(each.now)}"
    name = shortened(found.name(each.party), _NAME)
    return printable(f"  {_SIGNS[each.what]} {name}: {each.kind.replace('_', ' ')}, {day}")


def _day(action: TreatyAction | None) -> str:
    if action is None or action.date is None:
        return "no day"
    return f"{action.date} ({action.territory})" if action.territory else str(action.date)


def _remarks(console: Console, data: Treaties) -> None:
    from rich.text import Text

    for each in data.remarks[:_REMARKS]:
        console.print(Text(shortened(str(each), 400), style="dim"))
    more = len(data.remarks) - _REMARKS
    if more > 0:
        console.print(Text(f"… and {more} more remarks on {printable(data.name)}: --json", style="dim"))
