"""The last part of `travaux demo`: versions of a text and proposals for one, on the exercise on typefaces."""

from __future__ import annotations

import shutil
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import travaux
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from travaux.text.instrument import Instrument

__all__ = ["beginning", "version_steps"]

NAME = "typefaces"
OLD, NEW, BASE = f"{NAME}/texts/rev2.txt", f"{NAME}/texts/rev3.txt", f"{NAME}/texts/rev1.txt"
PARTIES = ("EE", "KE", "UY")
SHOWN = ("art4.p1", "art6.p3")


def version_steps(
    console: Console, step: Callable[[Console, int, str, str], None], first: int, folder: Path | None
) -> None:
    """Print what changed between two drafts, the chain of all drafts, and one text out of three proposals.

    With a folder it holds the results, and a copy of the drafts and proposals, so that the commands can be tried there.
    """
    from travaux.cases import folder as built_in
    from travaux.cli.timeline_page import timeline_page
    from travaux.facts import open_case
    from travaux.lineage.timelines import timeline
    from travaux.lineage.versions import versions_of

    home = built_in(NAME).parent
    _compared(console, step, first, home, folder)
    case = open_case(NAME)
    step(console, first + 1, "how much was open in each draft, and where", f"travaux timeline {NAME}")
    chain = timeline(versions_of(case))
    beginning(console, lambda: timeline_page(console, chain, case, full=False), "Where it grew")
    _one_text(console, step, first + 2, home, folder)
    if folder is not None:
        _copied(home, folder)
        console.print(f"\nDrafts and proposals for these commands stand in {folder / NAME}.")


def _compared(
    console: Console, step: Callable[[Console, int, str, str], None], number: int, home: Path, folder: Path | None
) -> None:
    from travaux.cli.compare_page import compare_page
    from travaux.text.comparing import compare
    from travaux.text.redline import redline_docx, redline_html
    from travaux.text.writing import write_bytes

    command = f"travaux compare {OLD} {NEW}"
    step(console, number, "what changed between two drafts, and what was reopened", command)
    found = compare(travaux.read(home / OLD), travaux.read(home / NEW))
    beginning(console, lambda: compare_page(console, found), "Totals")
    if folder is not None:
        write_bytes(folder / f"{NAME}-redline.html", redline_html(found).encode("utf-8"))
        write_bytes(folder / f"{NAME}-redline.docx", redline_docx(found))
        _told(console, f"{NAME}-redline", ("html", "docx"), "words and marks that changed", command)


def _one_text(
    console: Console, step: Callable[[Console, int, str, str], None], number: int, home: Path, folder: Path | None
) -> None:
    from travaux.cli.finding import find_provision, within
    from travaux.cli.show import show_provisions
    from travaux.text.consolidating import consolidate
    from travaux.text.side_by_side import side_by_side, write_table

    base = travaux.read(home / BASE)
    files = {party: f"{NAME}/proposals/{party.lower()}.txt" for party in PARTIES}
    proposals: dict[str, Instrument] = {party: travaux.read(home / file) for party, file in files.items()}
    named = f"{BASE} " + " ".join(f"--proposal {party}={file}" for party, file in files.items())
    command = f"travaux consolidate {named} -o {NAME}-one.docx"
    step(console, number, "one text out of three proposals: two provisions of it", command)
    text = consolidate(base, proposals).text
    outline = text.outline()
    for provision in SHOWN:
        show_provisions(console, text, within(outline, find_provision(outline, provision)))
    console.print("Who left a place alone is not named there, and nothing is known of what it wants.")
    if folder is not None:
        travaux.write(text, folder / f"{NAME}-one.docx")
        console.print(f"\n  {NAME}-one.docx: the whole of it")
        table = side_by_side(base, proposals)
        for ending in ("xlsx", "html"):
            write_table(table, folder / f"{NAME}-table.{ending}")
        _told(console, f"{NAME}-table", ("xlsx", "html"), "base and proposals side by side", f"travaux table {named}")


def beginning(console: Console, page: Callable[[], None], end: str) -> None:
    """Print a page up to the line that holds some words."""
    from rich.text import Text

    with console.capture() as taken:
        page()
    shown = takewhile(lambda line: end not in line, taken.get().split("\n"))
    console.print(Text.from_ansi("\n".join(shown).rstrip()))
    console.print("…\n")


def _told(console: Console, name: str, endings: tuple[str, str], what: str, command: str) -> None:
    console.print(f"  {name}.{endings[0]}, {name}.{endings[1]}: {what}")
    console.print(f"    $ {command} -o {name}.{endings[0]}", style="dim")


def _copied(home: Path, folder: Path) -> None:
    try:
        for part in ("texts", "proposals"):
            shutil.copytree(home / NAME / part, folder / NAME / part, dirs_exist_ok=True)
    except OSError as error:
        raise TravauxError(
            "the drafts could not be copied", where=str(folder / NAME), why=(error.strerror or "").lower()
        ) from error
