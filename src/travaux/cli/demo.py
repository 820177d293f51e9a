"""`travaux demo`: the main job from beginning to end, on the built-in draft or on any other."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import travaux
from travaux.cli.demo_case import case_steps
from travaux.cli.demo_law import law_steps
from travaux.cli.demo_versions import version_steps
from travaux.cli.opening import open_draft, parties_of
from travaux.cli.output import counted, page
from travaux.cli.saving import checked_target
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.instrument import Instrument

__all__ = ["demo"]

FEW = 6  # issues that the demonstration shows


def demo(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A draft; by default one about typefaces that is built in.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FOLDER", help="Write the resulting texts into this folder.", show_default=False
        ),
    ] = None,
) -> None:
    """From a draft to choices, a case to a package, versions to what changed, laws and treaties: step by step.

    Each step names its command.
    """
    from travaux.cases import draft_treaty

    with draft_treaty() if file is None else nullcontext(file) as path:
        instrument = open_draft(path)
        with page() as console:
            _steps(console, instrument, path.name)
            if out is not None:
                _results(console, instrument, path, out)
            if file is None:
                _further(console, 4 if out is None else 5, out)


def _steps(console: Console, instrument: Instrument, name: str) -> None:
    from travaux.cli.issues import issues_table
    from travaux.cli.overview import overview
    from travaux.cli.show import show_provisions

    _step(console, 1, "what the draft holds", f"travaux read {name}")
    overview(console, instrument)
    found = instrument.issues()
    _step(console, 2, f"the first of its {len(found):,} choices", f"travaux issues {name}")
    issues_table(console, found[:FEW])
    outline = instrument.outline()
    busiest = max(
        (provision for provision in outline if provision.role == "article"),
        key=lambda provision: provision.choices,
        default=None,
    )
    if busiest is not None:
        from travaux.cli.finding import within

        _step(console, 3, "the article with most choices", f"travaux show {name} {busiest.id}")
        show_provisions(console, instrument, within(outline, busiest))


def _further(console: Console, first: int, out: Path | None) -> None:
    taken: list[int] = []

    def step(console: Console, number: int, what: str, command: str) -> None:
        taken.append(number)  # a case takes fewer steps where an extra is not installed
        _step(console, number, what, command)

    case_steps(console, step, first, out)
    version_steps(console, step, taken[-1] + 1, out)
    law_steps(console, step, taken[-1] + 1)


def _results(console: Console, instrument: Instrument, source: Path, folder: Path) -> None:
    name = source.name
    _step(console, 4, "other formats, a clean text, one party's text", f"in the folder {folder}")
    _made(folder)
    texts = {
        f"{source.stem}.{ending}": (instrument, f"travaux convert {name}") for ending in ("html", "docx", "xml", "json")
    }
    texts[f"{source.stem}-kept.md"] = (instrument.choose({}, rest="keep"), f"travaux choose {name} --rest keep -o")
    parties = parties_of(instrument)
    if parties:
        party = max(sorted(parties), key=lambda code: parties[code]["backs"])
        safe = "".join(letter if letter.isalnum() else "-" for letter in party)
        texts[f"{source.stem}-{safe}.html"] = (instrument.project(party), f"travaux project {name} --party {party} -o")
    for result, (text, command) in texts.items():
        travaux.write(text, checked_target(folder / result, source))
        console.print(f"  {result}, {counted(len(text.issues()), 'open choice')}")
        console.print(f"    $ {command} {result}", style="dim")


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TravauxError(
            "the folder could not be made",
            where=str(folder),
            why=(error.strerror or "").lower(),
            remedy="name another with --out",
        ) from error


def _step(console: Console, number: int, what: str, command: str) -> None:
    from rich.rule import Rule

    console.print()
    console.print(Rule(f"{number}. {what}", align="left"))
    console.print(f"$ {command}", style="dim")
    console.print()
