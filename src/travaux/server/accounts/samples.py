"""Sample accounts for a workbench on one's own machine, so that one can see a case with everybody's eyes."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from travaux.server.accounts.models import Seat

__all__ = ["SAMPLES", "SAMPLES_FILE", "Sample", "samples"]

SAMPLES_FILE = "sample-accounts.json"
"""Where their passwords are kept, in the state folder."""
# account, role, party; the seat is for every case
SAMPLES = (
    ("chair", "chair", ""),
    ("secretariat", "secretariat", ""),
    ("united-states", "delegation", "us"),
    ("european-union", "delegation", "eu"),
    ("kenya", "delegation", "ke"),
    ("observer", "observer", ""),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample account, with its password in clear: it is good for this state folder only."""

    name: str
    role: str
    party: str
    password: str


def samples(state: Path) -> tuple[Sample, ...]:
    """The sample accounts, made on first use.

    Their passwords are made by chance and kept in a file of the state folder that only its owner can read. An account
    of that name which somebody else made is left alone.

    Args:
        state: the state folder.
    """
    file = state / SAMPLES_FILE
    known: dict[str, str] = json.loads(file.read_text("ascii")) if file.exists() else {}
    found = []
    for name, role, party in SAMPLES:
        password = known.get(name) or _password()
        if _made(name, role, party, password) or name in known:
            known[name] = password
            found.append(Sample(name, role, party, password))
    _write(file, known)
    return tuple(found)


def first_account() -> tuple[Sample, ...]:
    """An account for the secretariat, if no account has that role in every case; all others come from its page.

    Its password is given back this once and kept nowhere.
    """
    if Seat.objects.filter(role="secretariat", case="", account__is_active=True).exists():
        return ()
    name, password = "secretariat", _password()
    if not _made(name, "secretariat", "", password):
        name = f"secretariat-{secrets.token_hex(2)}"
        _made(name, "secretariat", "", password)
    return (Sample(name, "secretariat", "", password),)


def _password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(3))


def _made(name: str, role: str, party: str, password: str) -> bool:
    users = get_user_model().objects
    with transaction.atomic():
        if users.filter(username=name).exists():
            return False
        Seat.objects.create(account=users.create_user(username=name, password=password), role=role, party=party)
    return True


def _write(file: Path, known: dict[str, str]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        json.dump(known, stream)
