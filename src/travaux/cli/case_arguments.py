"""The arguments of the commands that look at a case, with one wording for each."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["CaseName", "GroupId", "IssueId", "KnownOn", "OnDay", "PartyId", "ReaderName"]

CaseName = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case folder or file, a draft, a table of positions, or a built-in case (`travaux case list`).",
        show_default=False,
    ),
]
IssueId = Annotated[
    str | None,
    typer.Option("--issue", metavar="I", help="Only this issue, by its id, in full.", show_default=False),
]
PartyId = Annotated[
    str | None,
    typer.Option("--party", metavar="P", help="Only this party, by id or name, in full.", show_default=False),
]
GroupId = Annotated[
    str | None,
    typer.Option("--group", metavar="G", help="Only this group and those in it that day.", show_default=False),
]
OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="As things stood on this day (2000-12-20).", show_default=False),
]
KnownOn = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="As far as known on this day.", show_default=False),
]
ReaderName = Annotated[
    str,
    typer.Option("--as", metavar="READER", help="Who looks: public, chair, group:ID or a party's id."),
]
