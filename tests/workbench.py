"""A workbench for tests: one register for the whole run, with the built-in cases, and clients that are signed in.

Facts are only added, so tests that enter something do it in a case of their own (`own_case`).
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from travaux.facts import open_record
from travaux.facts.record import Record

_numbers = itertools.count(1)


@cache
def ready() -> Path:
    """Make Django ready once in this process; gives the state folder, which is gone at the end."""
    from travaux.server.serving import made_ready

    state = Path(tempfile.mkdtemp(prefix="travaux-test-"))
    atexit.register(shutil.rmtree, state, ignore_errors=True)
    made_ready(f"sqlite:///{state / 'travaux.sqlite3'}", state)
    return state


def own_case(source: str | Record = "avp", *, public: bool | None = None) -> str:
    """A copy of a case under a name of its own, for tests that enter something."""
    ready()
    from travaux.server.register import open_case_as

    record = open_record(source) if isinstance(source, str) else source
    name = f"{record.name[:40]}-{next(_numbers)}"
    open_case_as(name, record, by="test", public=public)
    return name


def client(account: str = "", **options: Any) -> Any:
    """A client of Django's, signed in as an account (a sample one, or one from `account_of`); empty: as nobody."""
    ready()
    from django.contrib.auth import get_user_model
    from django.test import Client

    made = Client(SERVER_NAME="localhost", **options)
    if account:
        made.force_login(get_user_model().objects.get(username=account))
    return made


def account_of(role: str, party: str = "", case: str = "") -> str:
    """A new account with one seat; gives its name."""
    ready()
    from django.contrib.auth import get_user_model

    from travaux.server.accounts.models import Seat

    name = f"{role}-{party or 'all'}-{next(_numbers)}"
    user = get_user_model().objects.create_user(username=name, password="a long enough password 7")
    Seat.objects.create(account=user, role=role, party=party, case=case)
    return name


def words(response: Any) -> str:
    """The body of an answer as words."""
    return response.content.decode("utf-8")
