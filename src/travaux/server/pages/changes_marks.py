"""How far an account has read what changed in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest

from travaux.server.accounts.models import Looked
from travaux.server.desk import Look

__all__ = ["Mark", "mark_of", "moment", "newest", "set_mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """When somebody last said that they had read what changed, and up to which version."""

    at: datetime
    version: str


def mark_of(request: HttpRequest, look: Look) -> Mark | None:
    """The mark of the account that asks, in this case; None if it has set none.

    A version that is not in the view is left out: the account may have had another seat when it set the mark.
    """
    if not request.user.is_authenticated:
        return None
    found = Looked.objects.filter(account_id=request.user.pk, case=look.name).first()
    if found is None:
        return None
    there = any(text.id == found.version for text in look.case.texts)
    return Mark(found.at, found.version if there else "")


def set_mark(request: HttpRequest, look: Look, version: str) -> None:
    """Note that the account has read everything in this view up to now."""
    Looked.objects.update_or_create(
        account_id=request.user.pk, case=look.name, defaults={"at": datetime.now(UTC), "version": version}
    )


def newest(look: Look) -> str:
    """The moment at which the latest fact of the view was entered, as it stands in the register; empty for none."""
    return max((entered.at for entered in look.entered.values()), default="")


def moment(words: str) -> datetime:
    """A moment of the register (ISO 8601, UTC) as a value.

    Example:
        >>> moment("2026-11-23T09:00:00.000001Z").isoformat()
        '2026-11-23T09:00:00.000001+00:00'
    """
    return datetime.fromisoformat(words.replace("Z", "+00:00"))
