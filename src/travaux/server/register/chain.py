"""How entries hang together: each carries the digest of the one before, so no old one can change unseen.

The digest of an entry is SHA-256 (FIPS 180-4) of its number, case, moment, account, act, body and the digest of the
entry before, as canonical JSON: a list, sorted keys in it, no spaces, no escapes that are not needed, UTF-8. The first
entry stands after 64 zeros. Whoever keeps a digest can show later that everything up to it is as it was.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, NamedTuple

from travaux.errors import TravauxError

__all__ = ["ACTS", "START", "Link", "canonical", "digest_of", "fault_of", "linked"]

START = "0" * 64
"""What stands before the first entry."""

ACTS = ("opened", "fact", "published", "withdrawn")
"""What can be entered: a case is opened, a fact added, its public pages switched on or off."""


class Link(NamedTuple):
    """One entry as plain values."""

    number: int
    case: str
    at: str
    by: str
    act: str
    body: str
    previous: str
    digest: str


def canonical(value: Any) -> str:
    """A plain value as JSON in the one form that is hashed.

    Raises:
        TravauxError: for what no case file could hold either, such as half a character or a number that is not finite.

    Example:
        >>> canonical({"b": [1, "é"], "a": None})
        '{"a":null,"b":[1,"é"]}'
    """
    try:
        words = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        words.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise TravauxError(
            "this cannot be kept in the register",
            why="it holds half a character, a number that is not finite, or what is no plain value",
            remedy="give words, whole characters, finite numbers, lists and mappings",
        ) from error
    return words


def digest_of(number: int, case: str, at: str, by: str, act: str, body: str, previous: str) -> str:
    """The digest of an entry with these contents, in hexadecimal digits."""
    return sha256(canonical([number, case, at, by, act, body, previous]).encode()).hexdigest()


def linked(last: Link | None, case: str, at: str, by: str, act: str, body: str) -> Link:
    """The entry that comes after another; None for the first of all.

    Example:
        >>> first = linked(None, "avp", "2026-01-01T00:00:00.000000Z", "desk", "opened", "{}")
        >>> second = linked(first, "avp", "2026-01-02T00:00:00.000000Z", "desk", "published", "{}")
        >>> first.number, second.number, second.previous == first.digest
        (1, 2, True)
    """
    number, previous = (1, START) if last is None else (last.number + 1, last.digest)
    return Link(number, case, at, by, act, body, previous, digest_of(number, case, at, by, act, body, previous))


def fault_of(link: Link, last: Link | None) -> str:
    """What is wrong with an entry that should come after another, in words; empty if nothing is."""
    expected, previous = (1, START) if last is None else (last.number + 1, last.digest)
    if link.number != expected:
        return f"number {link.number} stands where number {expected} should"
    if link.previous != previous:
        return "it does not follow on the entry before"
    try:
        whole = link.digest == digest_of(*link[:-1])
    except TravauxError:
        whole = False
    return "" if whole else "its digest is not that of its contents"
