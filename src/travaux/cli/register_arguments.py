"""The database of the commands that look after the register, with one wording, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.errors import TravauxError

__all__ = ["Database", "State", "open_register"]

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The register: sqlite:///FILE or postgresql://USER@HOST/NAME; by default that of `travaux serve`.",
        show_default=False,
    ),
]

State = Annotated[
    Path | None,
    typer.Option(
        "--state",
        metavar="FOLDER",
        help="The state folder that `travaux serve` was given, if it was given one and no --db.",
        show_default=False,
    ),
]


def open_register(db: str | None, state: Path | None = None) -> None:
    """Make the register ready for a command that only looks at it: nothing is made that is not there.

    Raises:
        TravauxError: if there is none at that address.
    """
    from travaux.server.places import database, default_db, sqlite_in
    from travaux.server.starting import set_up

    address = db or (sqlite_in(state) if state else default_db())
    known = database(address)
    if known["ENGINE"].endswith("sqlite3") and not Path(known["NAME"]).is_file():
        raise _no_register(known["NAME"])
    set_up(address, state, migrate=False)
    from django.db import DatabaseError, connection

    from travaux.server.register.models import Entry

    try:
        there = Entry._meta.db_table in connection.introspection.table_names()
    except DatabaseError as error:
        raise TravauxError(
            "the database cannot be used",
            where=str(known["NAME"]),
            why=str(error).strip().split("\n")[0],
            remedy="check the address, and that it is running",
        ) from error
    if not there:
        raise _no_register(known["NAME"])


def _no_register(name: object) -> TravauxError:
    return TravauxError(
        "there is no register", where=str(name), remedy="name one with --db or --state, or begin with travaux serve"
    )
