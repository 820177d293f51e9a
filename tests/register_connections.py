"""Pointing Django at the register of a test, and emptying it."""

import contextlib
import os


@contextlib.contextmanager
def environment_kept():
    """What stands in the environment stays as it is."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def django_ready(folder):
    """Set Django up once for the whole test run, whichever test comes first."""
    from django.apps import apps

    if not apps.ready:
        from travaux.server.starting import set_up

        with environment_kept():
            set_up(f"sqlite:///{folder / 'first.sqlite3'}", folder / "state", migrate=False)


@contextlib.contextmanager
def using(address):
    """Point Django's default connection at a database, and back."""
    from django.db import connections

    from travaux.server.places import database

    settings = database(address)
    connections.configure_settings({"default": settings})
    before = connections.databases["default"]
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = settings
    try:
        yield address
    finally:
        connections["default"].close()
        del connections["default"]
        connections.databases["default"] = before


def migrated(address):
    from django.core.management import call_command

    with using(address):
        call_command("migrate", verbosity=0, interactive=False)


def emptied():
    """Take everything out of the register; not a thing that anybody can do through the house."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_entry")
        cursor.execute("DELETE FROM register_storedfile")
