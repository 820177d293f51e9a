"""`travaux backup`: a copy of the register while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.output import emit
from travaux.cli.register_arguments import Database, State, open_register
from travaux.cli.verify import BROKEN, verdict_words

__all__ = ["backup"]


def backup(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The file to make.", show_default=False)],
    db: Database = None,
    state: State = None,
) -> None:
    """Copy the register, with all accounts, into a new SQLite file while others write, and check the copy.

    Everything on record is in it, for whomever it was meant: only its owner can read the file. Exit status 1 if the
    register, and so the copy, is not whole.
    """
    open_register(db, state)
    from travaux.server.register import backup as copied

    verdict = copied(target)
    emit(f"{target}: {verdict_words(verdict)}")
    if not verdict.whole:
        raise typer.Exit(BROKEN)
