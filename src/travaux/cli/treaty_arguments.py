"""The arguments that the commands on treaties share, and how they name a treaty and where it is looked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.treaty.model import Treaties

__all__ = ["ActionsTable", "DataName", "RulesTable", "TreatyDay", "TreatyName", "opened", "opened_with"]

TreatyName = Annotated[
    str,
    typer.Argument(
        metavar="TREATY",
        help="Id, short name or name of the treaty; or DATA:TREATY for one that is not in the built-in wipo.",
        show_default=False,
    ),
]
DataName = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="DATA",
        help="A built-in name, a case folder or file, or a table (.csv, .csv.gz); wipo if not given.",
        show_default=False,
    ),
]
ActionsTable = Annotated[
    Path | None,
    typer.Option("--actions", metavar="CSV", help="A table of actions, in place of DATA.", show_default=False),
]
RulesTable = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="CSV", help="A table of rules of entry into force, for those on record.", show_default=False
    ),
]
TreatyDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="As things stood on this day (2012-06-24).", show_default=False),
]


def opened(data: str | None, actions: Path | None, rules: Path | None, reader: str) -> Treaties:
    """The treaties that the options name: a table of actions, or DATA, or else the built-in ones.

    Raises:
        TravauxError: if no treaty is on record there.
    """
    from travaux.treaty.opening import DEFAULT, open_treaties

    name = data if data is not None or actions is not None else DEFAULT
    found = open_treaties(name, actions, rules, reader=reader)
    if not found.treaties:
        raise TravauxError(
            "no treaty is on record",
            where=found.name,
            remedy="give it the sections `treaties` and `actions`, or name another record",
        )
    return found


def opened_with(
    treaty: str, data: str | None, actions: Path | None, rules: Path | None, reader: str
) -> tuple[Treaties, str]:
    """The treaties that the options or DATA:TREATY name, and the id of the treaty.

    Raises:
        TravauxError: if there is no such treaty, or DATA is named twice.
    """
    from travaux.treaty.opening import one

    where, colon, name = treaty.rpartition(":")
    if colon and where and name:
        if data is not None or actions is not None:
            raise TravauxError(
                f"{treaty!r} names where to look, and so does an option", remedy="leave out --in and --actions"
            )
        data, treaty = where, name
    found = opened(data, actions, rules, reader)
    return found, one(found, treaty).id
