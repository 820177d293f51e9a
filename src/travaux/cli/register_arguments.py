"""The database of the commands that look after the register, with one wording, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.errors import TravauxError

__all__ = ["Database", "open_register"]

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The register: sqlite:///FILE or postgresql://USER@HOST/NAME; by default that of `travaux serve`.",
        show_default=False,
    ),
]


def open_register(db: str | None) -> None:
    """Make the register ready for a command that only looks at it: nothing is made that is not there.

    Raises:
        TravauxError: if there is none at that address.
    """
    from travaux.server.places import database, default_db
    from travaux.server.starting import set_up

    address = db or default_db()
    known = database(address)
    if known["ENGINE"].endswith("sqlite3") and not Path(known["NAME"]).is_file():
        raise TravauxError(
            "there is no register", where=str(known["NAME"]), remedy="name one with --db, or begin with travaux serve"
        )
    set_up(address, migrate=False)
