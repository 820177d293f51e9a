"""`travaux read`: what a draft holds, at a glance."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson, ConventionFile, Draft
from travaux.cli.opening import open_draft
from travaux.cli.output import emit_json, page

__all__ = ["read"]


def read(
    draft: Draft,
    convention: ConventionFile = None,
    full: Annotated[bool, typer.Option("--full", help="Print every provision, repair and dropped line.")] = False,
    as_json: AsJson = False,
) -> None:
    """Outline, counts, parties, and what was assumed, repaired and dropped.

    Exit status 1 if a character of the draft was lost, which must not happen.
    """
    instrument = open_draft(draft, convention)
    if as_json:
        from travaux.text.report import summary

        emit_json(summary(instrument))
    else:
        from travaux.cli.overview import overview

        with page() as console:
            overview(console, instrument, full=full)
    if instrument.conservation.lost:
        raise typer.Exit(1)
