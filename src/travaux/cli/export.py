"""`travaux export`: a case of the register as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.output import emit
from travaux.cli.register_arguments import Database, State, open_register

__all__ = ["export"]


def export(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The name of the case in the register.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write.", show_default=False)],
    db: Database = None,
    state: State = None,
) -> None:
    """Write a case of the register into a folder: case.yaml with every fact, and the drafts in texts/.

    Facts that are for few are in it too, so keep the folder to yourself. What is read from it is the same record again.
    """
    open_register(db, state)
    from travaux.errors import TravauxError
    from travaux.server.register import UnknownCase, case_names, export_case

    try:
        file = export_case(case, folder)
    except UnknownCase as error:
        known = ", ".join(case_names()) or "none"
        raise TravauxError(error.what, remedy=f"the cases of the register: {known}") from error
    emit(f"{file}: written. Next: travaux case check {folder}\n")
