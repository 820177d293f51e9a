"""A copy of the register, accounts and all, made while others write; always one SQLite file that stands by itself."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, models, transaction

from travaux.errors import TravauxError
from travaux.server.places import database
from travaux.server.register.verifying import Verdict, verdict_on

__all__ = ["backup"]

_BATCH = 500
_SIDES = ("-wal", "-shm", "-journal")


def backup(target: str | Path) -> Verdict:
    """Copy everything in the database into a new SQLite file, and check the copy.

    The copy is the database of one moment. It appears under its name when it is whole on the disk, and is readable by
    its owner only, since everything on record and all accounts are in it.

    Args:
        target: the file to make.

    Returns:
        What the check of the copy found. A register that is damaged is copied as it is.

    Raises:
        TravauxError: if there is a file of that name, or the copy cannot be made.
    """
    target = Path(target)
    if os.path.lexists(target):
        raise _taken(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)  # its owner's only
        os.close(handle)
        file = Path(name)
        try:
            _copied(file)
            verdict = _checked(file)
            _named(file, target)
        finally:
            for side in ("", *_SIDES):
                Path(f"{file}{side}").unlink(missing_ok=True)
    except (OSError, ValueError, sqlite3.Error, DatabaseError) as error:
        raise TravauxError(
            "the copy cannot be made",
            where=str(target).replace("\0", "\\0"),
            why=str(getattr(error, "strerror", None) or error).strip().split("\n")[0].lower(),
            remedy="check the name, the disk and its permissions",
        ) from error
    return verdict


def _taken(target: Path) -> TravauxError:
    return TravauxError(
        "there is a file already", where=str(target), why="a copy is never written over", remedy="give another name"
    )


def _copied(file: Path) -> None:
    if connection.vendor == "sqlite":
        _copy_sqlite(str(connection.settings_dict["NAME"]), file)
    else:
        _copy_rows(file)


def _copy_sqlite(source: str, file: Path) -> None:
    """SQLite's own way: one read transaction, which keeps no writer waiting in WAL mode."""
    with (
        contextlib.closing(sqlite3.connect(source, timeout=20)) as there,
        contextlib.closing(sqlite3.connect(file)) as here,
    ):
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")


def _copy_rows(file: Path) -> None:
    """Row by row from one moment of another database, into tables made by the same migrations."""
    alias = file.name  # among Django's connections, while it is written
    settings = database(f"sqlite:///{file}")
    settings["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF;"  # synced once, at the end
    connections.configure_settings({"default": {}, alias: settings})  # fills in what is as usual
    connections.databases[alias] = settings
    try:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        call_command("flush", database=alias, verbosity=0, interactive=False, inhibit_post_migrate=True)
        with _moment(), transaction.atomic(using=alias):
            for model in apps.get_models(include_auto_created=True):
                if model._meta.managed and not model._meta.proxy:
                    _copy_model(model, alias)
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


@contextlib.contextmanager
def _moment() -> Iterator[None]:
    """A transaction in which the database stays as it is at its first question."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _copy_model(model: type[models.Model], alias: str) -> None:
    """All rows of a table, with the moments that stand in them."""
    rows = model._base_manager.using("default").order_by("pk").iterator(chunk_size=_BATCH)
    stamped = any(_stamped(field) for field in model._meta.concrete_fields)
    if stamped:  # Django would write the present moment, unless it is told that the rows are as they are
        for row in rows:
            row.save_base(raw=True, force_insert=True, using=alias)
        return
    batch: list[models.Model] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            model._base_manager.using(alias).bulk_create(batch)
            batch.clear()
    model._base_manager.using(alias).bulk_create(batch)


def _stamped(field: object) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _checked(file: Path) -> Verdict:
    with contextlib.closing(sqlite3.connect(file)) as copy:
        return verdict_on(lambda sql: copy.execute(sql).fetchall(), sqlite=True)


def _named(file: Path, target: Path) -> None:
    """Give the file its name once it is on the disk; never in place of another."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
    try:
        os.link(file, target)
    except FileExistsError as error:
        raise _taken(target) from error
    except OSError:  # a disk without links, such as a stick
        if os.path.lexists(target):
            raise _taken(target) from None
        file.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
