"""`travaux compare`: what changed between two texts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson, ConventionFile
from travaux.cli.opening import open_draft
from travaux.cli.output import counted, emit, emit_json, page
from travaux.cli.saving import checked_target

if TYPE_CHECKING:
    from travaux.text.comparing.model import Comparison
    from travaux.text.instrument import Instrument

__all__ = ["compare"]

ENDINGS = (".html", ".docx", ".json")


def compare(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The older text, in any format.", show_default=False)
    ],
    new: Annotated[
        Path,
        typer.Argument(metavar="NEW", help="The newer text, or any other text to compare.", show_default=False),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File to write: a redline for people (.html), one with tracked changes (.docx), or all rows (.json).",
            show_default=False,
        ),
    ] = None,
    convention: ConventionFile = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every provision and choice that changed.")] = False,
    as_json: AsJson = False,
) -> None:
    """What changed: agreed text reopened, provisions, and the fate of each choice.

    The texts need not be versions of one draft. Brackets that close are reported with the option they closed to.
    """
    target = None if out is None else checked_target(out, old, new, convention, endings=ENDINGS)
    from travaux.text.comparing import compare as compared
    from travaux.text.comparing.rows import report

    names = (old.name, new.name) if old.name != new.name else (str(old), str(new))
    before, after = open_draft(old, convention), open_draft(new, convention)
    found = compared(_called(before, names[0]), _called(after, names[1]))
    if target is not None:
        _save(found, target)
    if as_json:
        emit_json(report(found))
    elif target is not None:
        _say(found, target)
    else:
        from travaux.cli.compare_page import compare_page

        with page() as console:
            compare_page(console, found, full=everything)


def _called(instrument: Instrument, name: str) -> Instrument:
    """The text under the name that the user gave: a .json of a text keeps the name of the file it was read from."""
    return replace(instrument, source=replace(instrument.source, file=name))


def _save(found: Comparison, target: Path) -> None:
    from travaux.text.writing import write_bytes

    match target.suffix.lower():
        case ".json":
            from travaux.text.comparing.rows import report

            words = json.dumps(report(found), ensure_ascii=False, indent=2) + "\n"
            write_bytes(target, words.encode("utf-8"))
        case ".docx":
            from travaux.text.redline import redline_docx

            write_bytes(target, redline_docx(found))
        case _:
            from travaux.text.redline import redline_html

            write_bytes(target, redline_html(found).encode("utf-8"))


def _say(found: Comparison, target: Path) -> None:
    from travaux.text.comparing.rows import remarks

    emit(
        f"{target.name}: {counted(len(found.reopened), 'agreed passage')} touched again, "
        f"{counted(len(found.changes), 'provision')} changed, {counted(len(found.choices), 'change')} to choices\n"
    )
    emit("".join(f"{remark}\n" for remark in remarks(found)))
