"""Making Django ready: its settings from a database and a state folder, and the tables up to date."""

from __future__ import annotations

import os
from pathlib import Path

from travaux.errors import TravauxError
from travaux.server.places import database, default_state, secret, sqlite_in

__all__ = ["set_up"]


def set_up(db: str | None = None, state: Path | None = None, *, migrate: bool = True) -> None:
    """Make Django ready in this process; a second call with the same database changes nothing.

    Args:
        db: the address of the database; by default an SQLite file in the state folder.
        state: the state folder; by default `travaux.server.places.default_state()`.
        migrate: whether the tables are brought up to date (made, in a new database).

    Raises:
        TravauxError: if the address is none, or the database or folder cannot be used.
    """
    folder = state or default_state()
    address = db or os.environ.get("TRAVAUX_DB") or sqlite_in(folder)
    database(address)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ["TRAVAUX_SECRET"] = secret(folder)
    except OSError as error:
        raise TravauxError(
            "the state folder cannot be used",
            where=str(folder),
            why=(error.strerror or "").lower(),
            remedy="name another with --state",
        ) from error
    os.environ["TRAVAUX_STATE"] = str(folder)
    os.environ["TRAVAUX_DB"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.server.settings")
    import django

    django.setup()
    if migrate:
        _migrate(address)


def _migrate(address: str) -> None:
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise TravauxError(
            "the database cannot be used",
            where=address.split("@")[-1],
            why=str(error).strip().split("\n")[0],
            remedy="check the address, that it is running, and that it is a register of Travaux",
        ) from error
