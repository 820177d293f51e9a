"""Where the server keeps things: the state folder, the database in it, and the secret that signs cookies."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from travaux.errors import TravauxError

__all__ = ["database", "default_db", "default_state", "secret", "sqlite_in"]

_SQLITE = {
    # The writer's lock is taken at the start, so two writers queue up and neither fails half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a commit is on the disk before it is acknowledged, also in WAL mode.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
}


def default_state() -> Path:
    """The folder in which the state is kept unless another is named: `TRAVAUX_STATE`, or one below the user's home."""
    named = os.environ.get("TRAVAUX_STATE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_STATE_HOME")
    return (Path(home) if home else Path.home() / ".local" / "state") / "travaux"


def default_db() -> str:
    """The address of the database unless another is named: `TRAVAUX_DB`, or an SQLite file in the state folder."""
    return os.environ.get("TRAVAUX_DB") or sqlite_in(default_state())


def sqlite_in(state: Path) -> str:
    """The address of the SQLite file in a state folder."""
    return f"sqlite:///{state / 'travaux.sqlite3'}"


def database(address: str) -> dict[str, Any]:
    """What Django has to know of a database.

    Args:
        address: `sqlite:///path` (an absolute path has four slashes), the path of an SQLite file, or
            `postgresql://user:password@host:port/name`.

    Raises:
        TravauxError: if it is neither.

    Example:
        >>> database("sqlite:///register.sqlite3")["NAME"]
        'register.sqlite3'
        >>> database("postgresql://desk@localhost/travaux")["NAME"]
        'travaux'
    """
    parts = urlsplit(address)
    if parts.scheme in ("", "sqlite") and (parts.path or parts.netloc):
        name = address if not parts.scheme else unquote(parts.path[1:])
        if name and not parts.netloc:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(_SQLITE), "CONN_MAX_AGE": 60}
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        found = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
        return found | _in_query(parts.query)
    raise TravauxError(
        "this is no address of a database",
        where=address.split("@")[-1],  # never the password
        remedy="write sqlite:///path/to/register.sqlite3 or postgresql://user@host/name",
    )


def _in_query(query: str) -> dict[str, str]:
    """The host of a socket folder, as in `postgresql:///name?host=/run/postgresql`."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return {key.upper(): unquote(value) for key, _, value in pairs if key in ("host", "port")}


def secret(state: Path) -> str:
    """The secret of this state folder, made on first use and readable by its owner only."""
    file = state / "secret"
    if not file.exists():
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")
