"""The arguments that the commands of `travaux law` share, with one wording for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["FullPage", "LawData", "MeasureName", "NormWeights", "ScaleFile", "StrictCells"]

LawData = Annotated[
    str,
    typer.Argument(
        metavar="DATA",
        help="A built-in name (patent-law), a case folder or file, or a table of coded laws (.csv).",
        show_default=False,
    ),
]
ScaleFile = Annotated[
    Path | None,
    typer.Option(
        "--scales",
        metavar="FILE",
        help="How the values of a table compare; by default the file beside it.",
        show_default=False,
    ),
]
NormWeights = Annotated[
    Path | None,
    typer.Option(
        "--weights",
        metavar="FILE",
        help="Norms and their weights (YAML or CSV); a norm not named weighs nothing.",
        show_default=False,
    ),
]
MeasureName = Annotated[
    str,
    typer.Option("--measure", metavar="M", help="gower (how far apart) or disagreement (the same or not)."),
]
FullPage = Annotated[
    bool,
    typer.Option("--full", help="Print everything, with formulas and where they come from."),
]
StrictCells = Annotated[
    bool,
    typer.Option("--strict", help="Take as missing what the record says of another day only."),
]
