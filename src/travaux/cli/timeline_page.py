"""The page that `travaux timeline` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.cli.version_names import short_names
from travaux.lineage.timelines import DEFINITIONS

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.case import Case
    from travaux.lineage.growth import Growth
    from travaux.lineage.timelines import Happened, Timeline, TimelineRow

__all__ = ["timeline_page"]

NAME = 20  # characters of a version's name in a table
BAR = 40  # characters of the longest bar
SHOWN = 3  # articles and places named for each version
WORDS = 80  # characters of reopened words


def timeline_page(console: Console, chain: Timeline, case: Case | None, *, full: bool) -> None:
    """Print the versions, what happened between them, and what the figures count."""
    _title(console, chain, case)
    full_names = [" ".join(printable(row.version.shown).split()) for row in chain.rows]
    names = short_names(full_names, NAME)
    _counts(console, chain.rows, names)
    _brackets(console, chain.rows, names)
    if len(chain.rows) == 1:
        console.print()
        console.print("There is one version only, so there is nothing to compare it with.")
    else:
        _reopened(console, chain.rows, full=full)
        _happened(console, chain.rows, names)
        _changed(console, chain.rows, full=full)
    _legend(console, names, full_names)
    console.print()
    used = DEFINITIONS if len(chain.rows) > 1 else {key: DEFINITIONS[key] for key in _OF_ONE}
    for name, words in used.items():
        console.print(f"{name.replace('_', ' ')}: {words}.", style="dim")


_OF_ONE = ("words", "provisions", "agreed_provisions", "marks", "choices", "options")


def _title(console: Console, chain: Timeline, case: Case | None) -> None:
    if case is None:
        console.print(f"{counted(len(chain.rows), 'version')}, in the order given", style="bold")
    else:
        from travaux.cli.who_words import seen_by

        console.print(
            printable(f"{case.name}, {counted(len(chain.rows), 'version')}, {seen_by(case.reader)}"), style="bold"
        )
    days = [row.version.date for row in chain.rows if row.version.date is not None]
    if days != sorted(days):
        console.print("The versions are not in the order of their dates.", style="yellow")


def _grid(*headings: str, left: int = 2) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number < left else "right", no_wrap=number > 0, overflow="fold")
    return table


def _legend(console: Console, names: Sequence[str], full_names: Sequence[str]) -> None:
    """The full names of versions that are shortened in the tables."""
    if list(names) == list(full_names):
        return
    console.print()
    console.print("Names in full", style="bold")
    table = _grid("", "", left=2)
    table.show_header, table.columns[1].no_wrap = False, False
    for short, name in zip(names, full_names, strict=True):
        table.add_row(Text(short), Text(name))
    console.print(Padding(table, (0, 0, 0, 2)))


def _counts(console: Console, rows: Sequence[TimelineRow], names: Sequence[str]) -> None:
    dated = any(row.version.date for row in rows)
    headings = ("version", *(("date",) if dated else ()), "words", "provisions", "agreed", "choices", "options")
    table = _grid(*headings, left=2 if dated else 1)
    for row, name in zip(rows, names, strict=True):
        counts = row.measures
        day = [str(row.version.date or "-")] if dated else []
        agreed = "unknown" if counts.agreed_provisions is None else f"{counts.agreed_provisions:,}"
        numbers = (counts.words, counts.provisions, agreed, counts.choices, counts.options)
        table.add_row(Text(name), *day, *(f"{each:,}" if isinstance(each, int) else each for each in numbers))
    console.print()
    console.print(table)


def _brackets(console: Console, rows: Sequence[TimelineRow], names: Sequence[str]) -> None:
    """A bar of opening brackets for each version."""
    most = max(row.measures.marks[0] for row in rows)
    if not most:
        return
    table = _grid("brackets", "", left=2)
    for row, name in zip(rows, names, strict=True):
        table.add_row(Text(name), _bar(row.measures.marks[0], most))
    console.print()
    console.print(table)


def _bar(marks: int, most: int) -> Text:
    """As long as the share of opening brackets; one that has any shows at least a sliver."""
    eighths = 0 if not most or not marks else max(1, round(8 * BAR * marks / most))
    bar = "█" * (eighths // 8) + ("▏▎▍▌▋▊▉"[eighths % 8 - 1] if eighths % 8 else "")
    return Text(f"{bar} {marks:,}".strip())


def _reopened(console: Console, rows: Sequence[TimelineRow], *, full: bool) -> None:
    """First what nobody wants to miss."""
    console.print()
    if not any(row.happened and row.happened.places for row in rows):
        console.print("No agreed text was reopened.")
    for row in rows:
        places = row.happened.places if row.happened else ()
        if not places:
            continue
        console.print(
            printable(f"Agreed text reopened in {row.version.shown}: {counted(len(places), 'place')}"), style="bold red"
        )
        for each in places if full else places[:SHOWN]:
            words = f"“{each.words if full else shortened(each.words, WORDS)}”"
            if each.now:
                words += f"; now “{each.now if full else shortened(each.now, WORDS)}”"
            console.print(Padding(printable(f"{each.where}, {_HOW[each.how]}: {words}"), (0, 0, 0, 2)))
        if len(places) > SHOWN and not full:
            console.print(f"  … and {len(places) - SHOWN:,} more: --full")


_HOW = {"bracketed": "bracketed", "reworded": "reworded", "opened": "given new brackets", "dropped": "dropped"}


def _happened(console: Console, rows: Sequence[TimelineRow], names: Sequence[str]) -> None:
    choices = _grid("choices", "opened", "closed", "gone", "reopened", "options", "matched", left=1)
    provisions = _grid(
        "provisions", "added", "dropped", "reworded", "moved", "renumbered", "split", "merged", left=1
    )
    for row, name in zip(rows, names, strict=True):
        if row.happened is None:
            continue
        what: Happened = row.happened
        numbers = (what.opened, what.closed, what.gone, what.reopened)
        options = " ".join(filter(None, (_signed(what.options_added), _signed(-what.options_dropped)))) or "-"
        choices.add_row(Text(name), *map(_number, numbers), options, f"{100 * what.matched_share:.0f}%")
        changes = (what.added, what.dropped, what.reworded, what.moved, what.renumbered, what.split, what.merged)
        provisions.add_row(Text(name), *map(_number, changes))
    for table in (choices, provisions):
        console.print()
        console.print(table)


def _changed(console: Console, rows: Sequence[TimelineRow], *, full: bool) -> None:
    console.print()
    console.print("Where it grew and shrank", style="bold")
    for row in rows:
        if row.happened is None:
            continue
        named = row.happened.changed_most if full else row.happened.changed_most[:SHOWN]
        words = "; ".join(map(_grown, named)) or "nowhere"
        console.print(Padding(printable(f"{row.version.shown}: {words}"), (0, 0, 0, 2)))


def _grown(each: Growth) -> str:
    words = f"{_signed(each.words)} words" if each.words else "as many words"
    choices = f", {_signed(each.choices)} {'choice' if abs(each.choices) == 1 else 'choices'}" if each.choices else ""
    return f"{each.where} {words}{choices}"


def _signed(number: int) -> str:
    return f"{number:+,}".replace("-", "−") if number else ""


def _number(number: int) -> str:
    return f"{number:,}" if number else "-"
