"""Entering: whatever is entered together stands together, chained and on the disk, before anybody is told so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

from django.db import DatabaseError, connection, transaction

from travaux.errors import TravauxError
from travaux.facts.model import FACTS
from travaux.server.register.acts import Act
from travaux.server.register.chain import ACTS, Link, canonical, linked
from travaux.server.register.models import LONGEST_ACCOUNT, LONGEST_CASE, Entry, StoredFile

__all__ = ["UnknownCase", "case_names", "enter"]

_LOCK = 7_241_688_251  # of the writer, in PostgreSQL; any number will do that nobody else takes
_BATCH = 500
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class UnknownCase(TravauxError):
    """There is no case of that name in the register."""

    def __init__(self, case: str) -> None:
        super().__init__(f"there is no case {case!r}", remedy="go back to the list of cases")


def case_names() -> tuple[str, ...]:
    """The names of all cases in the register, in the order in which they were opened."""
    return tuple(Entry.objects.filter(act="opened").order_by("number").values_list("case", flat=True))


def enter(case: str, acts: Sequence[Act], by: str) -> tuple[Entry, ...]:
    """Enter one thing or several into a case: all of them or none.

    Args:
        case: the name of the case.
        acts: what is entered, in order. The first of a new case is `opened`.
        by: the account that enters it.

    Returns:
        The entries. They are on the disk, and no other entry stands between them.

    Raises:
        UnknownCase: if the case is not open.
        TravauxError: if the name of a case or account cannot be used or is taken, an act is none, or the register
            cannot be written to.
    """
    bodies = [_checked(act) for act in acts]
    _refuse_names(case, by)
    with _writing():
        _refuse_order(case, acts)
        last = _last()
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        links = []
        for act, body in zip(acts, bodies, strict=True):
            last = linked(last, case, at, by, act.act, body)
            links.append(last)
        _store(acts)
        entries = [Entry(**link._asdict()) for link in links]
        Entry.objects.bulk_create(entries, batch_size=_BATCH)
    return tuple(entries)


@contextmanager
def _writing() -> Iterator[None]:
    """A transaction that only one writer at a time is in; it is committed to the disk when the context ends.

    SQLite takes the writer's lock as it begins (the settings say IMMEDIATE), PostgreSQL with a lock of our own.
    """
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield
    except DatabaseError as error:
        raise TravauxError(
            "nothing was entered: the register cannot be written to",
            why=str(error).strip().split("\n")[0],
            remedy="try again; if it stays so, whoever runs the register should look at its disk and its database",
        ) from error


def _last() -> Link | None:
    found = Entry.objects.order_by("-number").values_list(*Link._fields).first()
    return None if found is None else Link(*found)


def _checked(act: Act) -> str:
    if act.act not in ACTS:
        raise TravauxError(f"{act.act!r} is nothing that can be entered", remedy=f"one of {', '.join(ACTS)}")
    fact = act.body.get("fact", {})
    if act.act == "fact" and not (act.body.get("section") in FACTS and isinstance(fact.get("id"), str)):
        raise TravauxError("this is no fact of a case", remedy="enter it with `fact_act`")
    said = act.body.get("file")
    if said != (None if act.content is None else sha256(act.content).hexdigest()):
        raise TravauxError("the file is not the one that the entry names", remedy="enter it with `fact_act`")
    return canonical(dict(act.body))


def _refuse_names(case: str, by: str) -> None:
    if not _NAME.fullmatch(case) or len(case) > LONGEST_CASE:
        raise TravauxError(
            f"{case[:LONGEST_CASE]!r} cannot be the name of a case",
            remedy=f"use small letters a to z, digits, - and _, at most {LONGEST_CASE} of them",
        )
    if not by.isprintable() or len(by) > LONGEST_ACCOUNT:
        raise TravauxError("this cannot be the name of an account", remedy=f"at most {LONGEST_ACCOUNT} letters")


def _refuse_order(case: str, acts: Sequence[Act]) -> None:
    """Refuse what is entered into a case that is not open, and opening one that is.

    Raises:
        TravauxError: which of the two it is.
    """
    there = Entry.objects.filter(case=case, act="opened").exists()
    for act in acts:
        if act.act == "opened" and there:
            raise TravauxError(f"there is a case {case!r} already", remedy="give the new one another name")
        there = there or act.act == "opened"
        if not there:
            raise UnknownCase(case)


def _store(acts: Sequence[Act]) -> None:
    """Store the files that are not there yet."""
    files = {sha256(act.content).hexdigest(): act.content for act in acts if act.content is not None}
    there = set(StoredFile.objects.filter(pk__in=list(files)).values_list("pk", flat=True)) if files else set()
    new = [StoredFile(digest=digest, content=content) for digest, content in files.items() if digest not in there]
    StoredFile.objects.bulk_create(new, batch_size=20)
