"""The arguments that several commands share, with one wording for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsJson", "ConventionFile", "Draft", "Out"]

Draft = Annotated[
    Path,
    typer.Argument(
        metavar="DRAFT",
        help="The draft: text, Markdown, HTML, PDF, DOCX, Akoma Ntoso or Travaux JSON.",
        show_default=False,
    ),
]
ConventionFile = Annotated[
    Path | None,
    typer.Option(
        "--convention",
        metavar="FILE",
        help="What the marks mean in this document, in place of the guess.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, described by `travaux schema`.")]
Out = Annotated[
    Path,
    typer.Option("-o", "--out", metavar="OUT", help="File to write; its ending gives the format.", show_default=False),
]
