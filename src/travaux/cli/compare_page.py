"""The page that `travaux compare` prints: what was reopened first, then provisions, choices and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from travaux.cli.output import counted, printable, shortened
from travaux.text.comparing.model import Fate, Kind
from travaux.text.comparing.reopening import silence
from travaux.text.comparing.rows import DEFINITIONS, remarks

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.comparing.model import ChoiceChange, Comparison, ProvisionChange, Reopened
    from travaux.text.comparing.printed import Printed

__all__ = ["compare_page"]

FEW = 10  # rows of a table
FEWER = 4  # choices of one fate
WORDS = 100  # characters of a passage
ARTICLE = 40  # level of articles; what is above them is larger
SAID: dict[Fate, str] = {
    "closed": "Closed",
    "opened": "Opened",
    "reopened": "Opened where words stood without a bracket of their own",
    "dropped": "Dropped with the words round them",
    "option_added": "Option added",
    "option_dropped": "Option dropped",
    "option_reworded": "Option reworded",
    "backers_joined": "Joined by",
    "backers_left": "Left by",
}


def compare_page(console: Console, comparison: Comparison, *, full: bool = False) -> None:
    """Print a comparison; long lists are cut unless `full`."""
    names = (comparison.old.source.file or "the older text", comparison.new.source.file or "the newer text")
    console.print(Text(printable(f"{names[0]} → {names[1]}"), style="bold"))
    for remark in remarks(comparison):
        console.print(Text(remark, style="yellow"))
    if comparison.empty:
        console.print("Nothing changed.")
        return
    _reopened(console, comparison, full)
    _provisions(console, comparison, full)
    _choices(console, comparison.choices, full)
    _totals(console, comparison)
    _heading(console, "What words and figures mean")
    for name, words in DEFINITIONS.items():
        console.print(Padding(Text(f"{name.replace('_', ' ')}: {words}.", style="dim"), (0, 0, 0, 2)))


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _grid(*columns: str, wide: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", ratio=1 if column == wide else None)
    return table


def _rest(console: Console, shown: int, whole: int, what: str) -> None:
    if shown < whole:
        console.print(Padding(Text(f"… and {whole - shown:,} more {what}: --all", style="yellow"), (0, 0, 0, 2)))


def _reopened(console: Console, comparison: Comparison, full: bool) -> None:
    if silence(comparison.old_text, comparison.new_text, comparison.old.convention, comparison.matched_share):
        return
    rows = comparison.reopened
    _heading(console, f"Agreed text touched again: {len(rows):,}" if rows else "No agreed text was touched again.")
    if not rows:
        return
    table = _grid("where it stood", "how", "the agreed words, and what stands now", wide="")
    table.columns[2].ratio = 1
    shown = rows if full else rows[:FEW]
    for row in shown:
        table.add_row(Text(printable(row.where)), Text(row.how, style="red"), _was_and_is(row, full=full))
    console.print(Padding(table, (0, 0, 0, 2)))
    _rest(console, len(shown), len(rows), "passages")


def _was_and_is(row: Reopened, *, full: bool) -> Text:
    """The agreed words, and below them those that stand there now."""
    before, now = (printable(words) if full else shortened(words, WORDS) for words in (row.words, row.now))
    said = Text.assemble(("was: ", "dim"), before)
    if row.how == "dropped":
        return said.append("\nnow: ", style="dim").append("nothing")
    return said.append("\nnow: ", style="dim").append(now) if now else said


def _provisions(console: Console, comparison: Comparison, full: bool) -> None:
    changes = comparison.changes
    _heading(console, f"Provisions that changed: {len(changes):,} of {len(comparison.provisions):,}")
    if not changes:
        return
    if full:
        from travaux.cli.compare_words import each_provision

        each_provision(console, comparison)
        return
    table = _grid("in", "what happened", "words out", "words in", wide="what happened")
    for name, group in _by_article(comparison).items():
        out, come = sum(each.words_deleted for each in group), sum(each.words_inserted for each in group)
        table.add_row(Text(shortened(name, 48)), Text(_kinds(group)), f"{out:,}", f"{come:,}")
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print(Padding(Text("Each of them: --all", style="dim"), (0, 0, 0, 2)))


def _by_article(comparison: Comparison) -> dict[str, list[ProvisionChange]]:
    """The changes by article or larger unit, in the order of the report."""
    linked = {old: each.link.new[0] for each in comparison.provisions for old in each.link.old if each.link.new}
    groups: dict[str, list[ProvisionChange]] = {}
    for each in comparison.changes:
        text, unit = (
            (comparison.new_text, each.link.new[0]) if each.link.new else (comparison.old_text, each.link.old[0])
        )
        if text.units[unit].note:
            groups.setdefault("notes", []).append(each)
            continue
        unit = _article(text, unit)
        older = not each.link.new and text.units[unit].begins
        if older and unit in linked:
            name = comparison.new_text.label(linked[unit])
        else:
            name = text.label(unit) + (" of the older text" if older else "")
        groups.setdefault(name, []).append(each)
    return groups


def _article(text: Printed, unit: int) -> int:
    """The article that a unit stands in, or the outermost unit round it that is smaller."""
    while text.units[unit].level > ARTICLE and text.units[unit].parent >= 0:
        unit = text.units[unit].parent
    return unit


def _kinds(changes: Iterable[ProvisionChange]) -> str:
    count = Counter(each.kind for each in changes)
    return ", ".join(f"{count[kind]:,} {kind}" for kind in _ORDER if count[kind])


_ORDER: tuple[Kind, ...] = ("added", "dropped", "split", "merged", "reworded", "moved", "renumbered")


def _choices(console: Console, changes: Sequence[ChoiceChange], full: bool) -> None:
    if not changes:
        return
    _heading(console, f"What happened to choices: {len(changes):,}")
    for fate in SAID:
        group = [each for each in changes if each.fate == fate]
        if not group:
            continue
        console.print(Padding(Text(f"{SAID[fate]}: {len(group):,}"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(overflow="fold", style="cyan")
        table.add_column(overflow="fold", ratio=1)
        shown = group if full else group[:FEWER]
        for each in shown:
            table.add_row(each.id_new or each.id_old or "", _told(each))
        console.print(Padding(table, (0, 0, 0, 4)))
        if len(shown) < len(group):
            _rest(console, len(shown), len(group), "of these")


def _told(each: ChoiceChange) -> Text:
    """One change to one choice in a line: where, what, and the words."""
    words = Text(printable(f"{each.where}: "), style="dim")
    if each.fate == "closed" and each.option == "other wording":
        now = f": {shortened(each.words, WORDS)}" if each.words else ""
        asked = f"; it asked: {shortened(each.question, WORDS)}" if each.question else ""
        return words.append(f"with other wording{now}{asked}", style="not dim")
    if each.parties:
        words.append(f"{printable(' '.join(each.parties))}, {each.stance or 'named'} ", style="not dim bold")
    if each.option:
        words.append(printable(f"to {each.option} " if each.fate == "closed" else f"{each.option} "), style="not dim")
    quoted = each.question if each.fate in ("opened", "dropped") or each.option in ("none", "") else each.words
    words.append(shortened(quoted, WORDS), style="not dim")
    return words


def _totals(console: Console, comparison: Comparison) -> None:
    _heading(console, "Totals")
    kinds = Counter(each.kind for each in comparison.provisions)
    fates = Counter(each.fate for each in comparison.choices)
    deleted = sum(each.words_deleted for each in comparison.provisions)
    inserted = sum(each.words_inserted for each in comparison.provisions)
    lines = [
        "Provisions: " + ", ".join(f"{kinds[kind]:,} {kind}" for kind in ("same", *_ORDER) if kinds[kind]) + ".",
        f"Words: {deleted:,} deleted, {inserted:,} inserted; "
        f"{comparison.matched_share:.0%} of the words of both texts stand in provisions with a counterpart.",
        f"Choices: {counted(len(comparison.kept), 'goes on', 'go on')}"
        + "".join(f", {fates[fate]:,} {fate.replace('_', ' ')}" for fate in get_args(Fate) if fates[fate]) + ".",
    ]
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))
