"""The page that `travaux law table` prints: a matrix of norms and jurisdictions, or one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from travaux.cli.law_words import about, answer_words, days, errors_first, meanings, remarks_last, support
from travaux.cli.output import counted, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.facts.law_facts import Norm
    from travaux.law.model import Cell
    from travaux.law.table import LawTable

__all__ = ["table_page"]

LABEL = 22  # characters for the name of a norm
CODE = 6  # characters of a jurisdiction at the head of a column
MOST_COLUMNS = 40  # jurisdictions from which on norms are only counted
FEW = 12  # names in a line before the rest is counted
STYLES = {"dated": "", "assumed": "", "doubtful": "yellow", "missing": "dim"}


def table_page(console: Console, found: LawTable) -> None:
    """Print a table of law."""
    asked = "" if found.asked else ", the last day on record"
    console.print(printable(f"{found.laws.name}: the law on {found.day}{asked}"), style="bold")
    errors_first(console, found.laws)
    if len(found.norms) == 1 and len(found.jurisdictions) > MOST_COLUMNS:
        _spread(console, found)
    elif len(found.norms) == 1:
        _norm(console, found, found.laws.norms[found.norms[0]])
    elif len(found.jurisdictions) == 1 and found.laws.kind == "agreements":
        _agreement(console, found)
    elif len(found.jurisdictions) == 1:
        _jurisdiction(console, found)
    elif len(found.jurisdictions) > MOST_COLUMNS:
        _counts(console, found)
    else:
        _matrix(console, found)
    seen = [name for name in found.definitions if any(cell.basis == name for cell in found.cells)]
    meanings(console, {name: found.definitions[name] for name in seen})
    remarks_last(console, found.laws)


def _norm(console: Console, found: LawTable, norm: Norm) -> None:
    _heading(console, norm)
    known = [cell for cell in found.cells if cell.laws]
    for cell in known:
        _entry(console, found, cell, about(found.laws, cell.jurisdiction), norm)
    _without(console, [cell.jurisdiction for cell in found.cells if not cell.laws])
    console.print()


def _jurisdiction(console: Console, found: LawTable) -> None:
    console.print(printable(about(found.laws, found.jurisdictions[0])), style="bold underline")
    for cell in found.cells:
        if cell.laws:
            norm = found.laws.norms[cell.norm]
            _entry(console, found, cell, norm.title or norm.id, norm)
    _without(console, [cell.norm for cell in found.cells if not cell.laws])
    console.print()


def _agreement(console: Console, found: LawTable) -> None:
    """An agreement has a hundred norms from one source and one day, so they stand together by what it says on them."""
    console.print(printable(found.jurisdictions[0]), style="bold underline")
    laws = [law for cell in found.cells for law in cell.laws]
    if laws:
        console.print(printable(f"{days(laws[0])}. {support(found.laws, laws[0])}."), style="dim")
    answers = dict.fromkeys(cell.answer for cell in found.cells if cell.answer is not None)
    for answer in sorted(answers, key=lambda each: each in ("no", "0")):
        names = [cell.norm for cell in found.cells if cell.answer == answer]
        console.print(printable(f"{answer}: {len(names)}"), style="cyan")
        told = f"{', '.join(names[:FEW])} and {len(names) - FEW} more"
        few = told if answer in ("no", "0") and len(names) > FEW else ", ".join(names)
        console.print(Padding(Text(printable(few)), (0, 0, 0, 4)))
    _without(console, [cell.norm for cell in found.cells if not cell.answers])
    console.print()


def _heading(console: Console, norm: Norm) -> None:
    title = f"{norm.id}: {norm.title}" if norm.title else norm.id
    console.print(printable(title), style="bold underline")
    scale = norm.scale + (f", in {norm.unit}" if norm.unit else "")
    order = " < " if norm.scale == "ordinal" else ", "
    told = f"{norm.definition.rstrip('.')}. ".replace("?.", "?") if norm.definition else ""
    categories = f": {order.join(norm.categories)}" if norm.categories else ""
    console.print(printable(f"{told}Scale: {scale}{categories}."), style="dim")


def _entry(console: Console, found: LawTable, cell: Cell, name: str, norm: Norm) -> None:
    line = Text(printable(name), style="cyan")
    line.append(printable(f"  {answer_words(norm, cell)}"), style=STYLES[cell.basis] or "default")
    line.append(f" ({cell.basis})", style="dim")
    console.print(line)
    for law in cell.laws:
        value = f"{law.value}: " if len(cell.laws) > 1 else ""
        words = [f"{value}{days(law)}. {support(found.laws, law)}."]
        if law.note:
            words.append(f"Doubt: {law.note}.")
        console.print(Padding(Text(printable(" ".join(words)), style="dim"), (0, 0, 0, 4)))


def _without(console: Console, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
        console.print(printable(f"Nothing on record: {', '.join(names[:FEW])}{more}."))


def _matrix(console: Console, found: LawTable) -> None:
    letters = {
        norm: dict(zip(found.laws.norms[norm].categories, ascii_uppercase, strict=False)) for norm in found.norms
    }
    marks = {(cell.norm, cell.jurisdiction): _mark(cell, letters[cell.norm]) for cell in found.cells}
    heads = {name: shortened(name, CODE) for name in found.jurisdictions}
    width = max(len(words) for words in (*marks.values(), *heads.values())) + 1
    width = max(width, 3)
    fit = max(1, (console.width - LABEL) // width)
    for start in range(0, len(found.jurisdictions), fit):
        some = found.jurisdictions[start : start + fit]
        console.print(Text(" " * LABEL + "".join(heads[name].ljust(width) for name in some), style="dim"))
        for norm in found.norms:
            line = shortened(norm, LABEL - 1).ljust(LABEL)
            console.print(Text(printable(line + "".join(marks[norm, name].ljust(width) for name in some))))
        console.print()
    _legend(console, found, letters)


def _mark(cell: Cell, letters: dict[str, str]) -> str:
    if cell.basis == "missing":
        return "*" if cell.laws else "·"
    if cell.basis == "doubtful":
        return "?"
    answer = cell.answer or ""
    word = letters.get(answer) or (answer if _short(answer) else "x")
    return word + ("~" if cell.basis == "assumed" else "")


def _short(answer: str) -> bool:
    return len(answer) <= CODE - 1


def _legend(console: Console, found: LawTable, letters: dict[str, dict[str, str]]) -> None:
    console.print("~ assumed, ? doubtful, * on record but in no category, x in words (--norm N tells), · missing.")
    for norm, categories in letters.items():
        unit = found.laws.norms[norm].unit
        told = ", ".join(f"{letter} {name}" for name, letter in categories.items()) or (f"in {unit}" if unit else "")
        if told:
            console.print(printable(f"{norm}: {told}"), style="dim")
    known = sum(len(cell.answers) == 1 for cell in found.cells)
    console.print(f"Known: {known} of {counted(len(found.cells), 'cell')}. One norm in full: --norm N.")


def _counts(console: Console, found: LawTable) -> None:
    for each in found.counts:
        spread = ", ".join(f"{answer} {number}" for answer, number in list(each.answers.items())[:FEW])
        rest = len(found.jurisdictions) - each.known
        console.print(printable(f"{each.norm}: {spread or 'nothing known'}; unknown {rest}"))
    console.print()


def _spread(console: Console, found: LawTable) -> None:
    """One norm over many agreements: those of each answer, counted, and the first of them by name."""
    norm = found.laws.norms[found.norms[0]]
    _heading(console, norm)
    count = found.counts[0]
    for answer, number in count.answers.items():
        names = [cell.jurisdiction for cell in found.cells if cell.answer == answer]
        more = f"; and {number - FEW} more (--json names all)" if number > FEW else ""
        console.print(printable(f"{answer}: {number}"), style="cyan")
        console.print(Padding(Text(printable("; ".join(names[:FEW]) + more), style="dim"), (0, 0, 0, 4)))
    console.print(f"Not known: {len(found.cells) - count.known} of {len(found.cells)}.")
    console.print()
