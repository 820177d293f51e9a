"""The version that a delegation knows already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from travaux.errors import TravauxError
from travaux.facts.naming import as_day, unknown
from travaux.lineage.versions import Version

if TYPE_CHECKING:
    from travaux.facts.case import Case

__all__ = ["version_since"]


def version_since(case: Case, versions: Sequence[Version], since: date | str) -> int:
    """The place of the version that is meant.

    Args:
        case: the case, for its sessions.
        versions: its drafts, in order of date.
        since: the id, title or file of a draft; a session, which stands for its last draft, or for the last one before
            it began; or a day, which stands for the last draft up to that day.

    Raises:
        TravauxError: if there is none.
    """
    if isinstance(since, date):
        return _on_day(case, versions, since)
    wanted = since.strip()
    for number, version in enumerate(versions):
        names = (version.name, version.title, version.instrument.source.file)
        if wanted.casefold() in {name.casefold() for name in names if name}:
            return number
    session = next((each for each in case.sessions if each.id == wanted), None)
    if session is not None:
        of_session = [number for number, version in enumerate(versions) if version.session == session.id]
        if of_session:
            return of_session[-1]
        if session.start is not None:
            return _on_day(case, versions, session.start)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", wanted) and (day := as_day(wanted)) is not None:
        return _on_day(case, versions, day)
    raise unknown("version", wanted, [version.name for version in versions], case.name)


def _on_day(case: Case, versions: Sequence[Version], day: date) -> int:
    found = [number for number, version in enumerate(versions) if version.date is not None and version.date <= day]
    if found:
        return found[-1]
    first = next((version for version in versions if version.date is not None), None)
    raise TravauxError(
        f"no version is as old as {day}",
        where=case.name,
        why=f"the first with a date is {first.name} of {first.date}" if first else "none of them has a date",
        remedy="name a version: " + ", ".join(version.name for version in versions),
    )
