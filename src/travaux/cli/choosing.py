"""`travaux choose`, `project` and `convert`: a draft in, another text out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import travaux
from travaux.cli.arguments import ConventionFile, Draft, Out
from travaux.cli.opening import named_party, open_draft
from travaux.cli.output import counted, emit
from travaux.cli.saving import checked_target
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.text.instrument import Instrument

__all__ = ["Rest", "choose", "convert", "project", "settings_of"]


class Rest(StrEnum):
    """What becomes of the choices that no --set names."""

    keep = "keep"
    drop = "drop"


def choose(
    draft: Draft,
    out: Out,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="ID=OPTION",
            help="Settle a choice: keep or drop for a bracket or gap; a label (Option 2), a position (1, 2 …) or none "
            "for alternatives and options. May be given many times.",
            show_default=False,
        ),
    ] = None,
    rest: Annotated[
        Rest | None,
        typer.Option(
            "--rest",
            help="Settle all other choices: keep the words (of alternatives the first), or drop them. "
            "Without it they stay open.",
            show_default=False,
        ),
    ] = None,
    convention: ConventionFile = None,
) -> None:
    """Settle choices and write the cleaner text."""
    target = checked_target(out, draft, convention)
    named = settings_of(settings or [])
    if not named and rest is None:
        raise TravauxError("nothing was chosen", remedy="name a choice with --set ID=OPTION, or all others with --rest")
    instrument = open_draft(draft, convention)
    chosen = instrument.choose(named, rest=rest.value if rest else None)
    travaux.write(chosen, target)
    _report(target, instrument, chosen)


def project(
    draft: Draft,
    out: Out,
    party: Annotated[
        str,
        typer.Option("--party", metavar="CC", help="The party, by its code in the text.", show_default=False),
    ],
    convention: ConventionFile = None,
) -> None:
    """Write the text as one party wants it; what it has no recorded position on stays open."""
    target = checked_target(out, draft, convention)
    instrument = open_draft(draft, convention)
    projected = instrument.project(named_party(instrument, party))
    travaux.write(projected, target)
    _report(target, instrument, projected)


def convert(
    draft: Draft,
    target: Annotated[
        Path | None,
        typer.Argument(metavar="OUT", help="File to write; its ending gives the format.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="The same, as an option.", show_default=False)
    ] = None,
    convention: ConventionFile = None,
) -> None:
    """Write the draft in another format: .json .xml (Akoma Ntoso) .html .docx .md .txt."""
    written = checked_target(_one_target(target, out), draft, convention)
    instrument = open_draft(draft, convention)
    travaux.write(instrument, written)
    _report(written, instrument, instrument)


def _one_target(target: Path | None, out: Path | None) -> Path:
    """The file to write, named after the draft or with -o."""
    if target is not None and out is not None:
        raise TravauxError(
            "two files to write are named", why=f"{target} and -o {out}", remedy="keep one of them"
        )
    named = target or out
    if named is None:
        raise TravauxError(
            "no file to write is named", remedy="name one after the draft, or with -o: travaux convert DRAFT -o OUT"
        )
    return named


def settings_of(pairs: list[str]) -> dict[str, str]:
    """The choices named on the command line.

    Args:
        pairs: words of the form `ID=OPTION`.

    Raises:
        TravauxError: if one has another form, or a choice is named twice with different options.

    Example:
        >>> settings_of(["art2.p1.c1=2", "art4.c1=keep"])
        {'art2.p1.c1': '2', 'art4.c1': 'keep'}
    """
    named: dict[str, str] = {}
    for pair in pairs:
        name, equals, option = (part.strip() for part in pair.partition("="))
        if not (name and equals and option):
            raise TravauxError(
                f"--set {pair!r} does not name a choice and an option", remedy="write it as --set art2.p1.c1=keep"
            )
        if named.setdefault(name, option) != option:
            raise TravauxError(
                f"--set names {name} twice", why=f"{named[name]} and {option}", remedy="keep one of them"
            )
    return named


def _report(target: Path, before: Instrument, after: Instrument) -> None:
    open_before, open_after = len(before.issues()), len(after.issues())
    settled = f", {open_before - open_after:,} settled" if before is not after else ""
    emit(f"{target.name}: {counted(open_after, 'open choice')}{settled}.\n")
