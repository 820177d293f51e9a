"""Whether the register is whole: the chain of its entries, the words in them, and the files that they name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, connection

from travaux.errors import TravauxError
from travaux.server.register.chain import ACTS, Link, canonical, fault_of

__all__ = ["Query", "Verdict", "verdict_on", "verify"]

Query = Callable[[str], Sequence[tuple[Any, ...]]]
"""Asks a database and gives all rows of the answer."""

_PAGE = 1000
_MOST = 50  # faults that are told
_TEXTS = ("case", "at", "by", "act", "body", "previous", "digest")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found.

    Attributes:
        entries: how many entries were checked.
        cases: how many cases they open.
        files: how many files were checked.
        head: the digest of the last entry; kept elsewhere, it shows later that none was removed. Empty without entries.
        first_bad: the number at which the first entry that is not as it should be stands, or is missing.
        faults: what is wrong, the first 50; empty if the register is whole.
    """

    entries: int
    cases: int
    files: int
    head: str
    first_bad: int | None
    faults: tuple[TravauxError, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(head: str = "") -> Verdict:
    """Check every entry and every file of the register; others may write meanwhile.

    Args:
        head: the digest of an entry, noted earlier: that entry must still be there.

    Raises:
        TravauxError: if the database cannot be asked at all.
    """

    def query(sql: str) -> Sequence[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            found: Sequence[tuple[Any, ...]] = cursor.fetchall()
            return found

    return verdict_on(query, sqlite=connection.vendor == "sqlite", head=head)


def verdict_on(query: Query, *, sqlite: bool, head: str = "") -> Verdict:
    """Check the register behind a query.

    Args:
        query: asks its database.
        sqlite: whether that is SQLite; the soundness of the file is then checked too.
        head: as for `verify`.

    Raises:
        TravauxError: if the database cannot be asked at all.
    """
    walk = _Walk(head)
    try:
        # Files first: each was entered together with an entry that names it, so none of these can lack its entry.
        for digest, content in _files(query, sqlite):
            walk.file(digest, content)
        [(count,)] = query("SELECT count(*) FROM register_entry")
        for place, row in enumerate(_rows(query, sqlite, count), 1):
            walk.entry(place, Link(*row))
        walk.end({_words(row[0]) for row in query("SELECT digest FROM register_storedfile")})
        if sqlite:
            walk.sound([row[0] for row in query("PRAGMA integrity_check")])
    except (DatabaseError, sqlite3.Error) as error:
        raise TravauxError(
            "the register cannot be read",
            why=str(error).strip().split("\n")[0],
            remedy="check the address of the database; if the file is damaged, go back to a copy",
        ) from error
    return walk.verdict()


def _rows(query: Query, sqlite: bool, count: int) -> Iterator[list[Any]]:
    """The entries in order, their words as they stand, even if they are no longer words."""
    names = [f'CAST("{name}" AS BLOB)' if sqlite else f'"{name}"' for name in _TEXTS]
    columns = ", ".join(["number", *names])
    for start in range(0, count, _PAGE):
        most = min(_PAGE, count - start)
        sql = f"SELECT {columns} FROM register_entry ORDER BY number LIMIT {most} OFFSET {start}"
        for number, *words in query(sql):
            yield [number if isinstance(number, int) else -1, *map(_words, words)]


def _files(query: Query, sqlite: bool) -> Iterator[tuple[str, bytes]]:
    name = "CAST(digest AS BLOB)" if sqlite else "digest"
    start = 0
    while found := query(f"SELECT {name}, content FROM register_storedfile ORDER BY digest LIMIT 4 OFFSET {start}"):
        start += len(found)
        for digest, content in found:
            yield _words(digest), content.encode() if isinstance(content, str) else bytes(content)


def _words(value: Any) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


@dataclass
class _Walk:
    """What was seen on the way through the register."""

    kept_head: str
    last: Link | None = None
    places: int = 0
    cases: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    spoiled: set[str] = field(default_factory=set)
    named: dict[str, int] = field(default_factory=dict)
    bad: list[int] = field(default_factory=list)
    faults: list[TravauxError] = field(default_factory=list)
    met: bool = False

    def fault(self, place: int | None, what: str, remedy: str = "go back to a copy that is whole, and compare") -> None:
        where = "the register" if place is None else f"entry {place}"
        if place is not None:
            self.bad.append(place)
        if len(self.faults) < _MOST:
            self.faults.append(TravauxError(what, where=where, remedy=remedy))

    def file(self, digest: str, content: bytes) -> None:
        self.files.add(digest)
        if sha256(content).hexdigest() != digest:
            self.spoiled.add(digest)

    def entry(self, place: int, link: Link) -> None:
        wrong = fault_of(link, self.last)
        if wrong:
            self.fault(place, wrong)
        self.places, self.last = place, link
        self.met = self.met or link.digest == self.kept_head
        said = _said(link)
        if said is None:
            self.fault(place, f"what it says cannot be read (act {link.act!r})")
            return
        if (link.act == "opened") == (link.case in self.cases):
            self.fault(place, "its case was opened before" if link.act == "opened" else "its case was never opened")
        self.cases.add(link.case)
        if isinstance(said.get("file"), str):
            self.named.setdefault(said["file"], place)

    def end(self, there: set[str]) -> None:
        for digest, place in self.named.items():
            if digest not in there:
                self.fault(place, f"its file {digest[:12]}… is missing")
            elif digest in self.spoiled:
                self.fault(place, f"its file {digest[:12]}… is not as it was entered")
        for digest in sorted(self.files - set(self.named)):
            self.fault(None, f"the file {digest[:12]!r}… belongs to no entry")
        if self.kept_head and not self.met:
            why = "no entry has the digest that was noted: entries were removed, or it is that of another register"
            self.fault(None, why)

    def sound(self, said: Sequence[str]) -> None:
        if list(said) != ["ok"]:
            self.fault(None, f"SQLite finds the file damaged: {'; '.join(map(str, said[:3]))}")

    def verdict(self) -> Verdict:
        head = self.last.digest if self.last else ""
        first = min(self.bad, default=None)
        return Verdict(self.places, len(self.cases), len(self.files), head, first, tuple(self.faults))


def _said(link: Link) -> dict[str, Any] | None:
    """The body of an entry, if it is one that could have been entered."""
    if link.act not in ACTS:
        return None
    try:
        said = json.loads(link.body)
        return said if isinstance(said, dict) and canonical(said) == link.body else None
    except (ValueError, RecursionError, TravauxError):
        return None
