"""Papers put aside to work on: taken in at the door, kept for a day in a tray that only its own account opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.conf import settings as house
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from travaux.errors import TravauxError
from travaux.server.accounts.models import Paper, Tray
from travaux.server.desk.keeping import Keep
from travaux.server.pages.text_entering import read_bytes
from travaux.text.instrument import Instrument

__all__ = [
    "KEPT", "MOST_PAPERS", "MOST_TRAYS", "Sheet", "clean_name", "draft_of", "put_aside", "received", "sheets_of",
    "tray_of", "trays_of",
]  # fmt: skip

KEPT = timedelta(days=1)
"""How long a tray stays."""
MOST_PAPERS = 60
"""Papers in one tray."""
MOST_TRAYS = 5
"""Trays of one account; with one more the oldest goes."""
_ROOM = 12 * 1024 * 1024  # bytes of papers whose drafts are kept in memory
_LONGEST = 150  # bytes of a name before its ending


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as it came: its name, the place it has in the tray, its bytes."""

    name: str
    place: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()


def clean_name(name: str) -> str:
    """The name of a file without folders, without what cannot be printed or turns the line round, and not too long.

    Example:
        >>> clean_name("../texts/Rev.\\x00 2\\u202e.docx")
        'Rev. 2.docx'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in last).split()).replace(" .", ".")
    path = PurePosixPath(plain if plain.strip(". ") else "file")
    ending = path.suffix[:10]
    stem = path.name.removesuffix(path.suffix) if path.suffix else path.name
    short = stem.encode()[:_LONGEST].decode(errors="ignore").strip()
    return f"{short or 'file'}{ending}"


def received(file: UploadedFile[Any], place: str) -> Sheet:
    """A file out of a form.

    Args:
        file: as Django took it in.
        place: what it is for.

    Raises:
        TravauxError: if it is larger than one file may be.
    """
    name, limit = clean_name(file.name or ""), house.FILE_LIMIT
    if (file.size or 0) > limit:
        raise TravauxError(
            "the file is too large", where=name,
            why=f"{(file.size or 0) // house.MEGABYTE} MB, at most {limit // house.MEGABYTE} MB",
            remedy="send the draft itself, or a part of it",
        )
    return Sheet(name, place, file.read())


def draft_of(sheet: Sheet) -> Instrument:
    """The draft that a file holds; one that was read a while ago is not read again.

    Raises:
        TravauxError: if it is no negotiating text. The error names the file as it was sent, and no place of ours.
    """
    return _drafts.get((sheet.digest, sheet.name), lambda: (_read(sheet), len(sheet.content)))[0]


_drafts = Keep(most=_ROOM, weight=lambda kept, _: kept[1])


def _read(sheet: Sheet) -> Instrument:
    return read_bytes(clean_name(sheet.name), sheet.content)


def put_aside(
    account: Any, case: str, purpose: str, sheets: Iterable[Sheet], settings: Mapping[str, Any],
    tray: Tray | None = None,
) -> Tray:  # fmt: skip
    """Put papers into a tray; trays that are a day old, or too many for the account, go.

    Args:
        account: whose tray it is.
        case: the case it belongs to.
        purpose: what it is for, such as `consolidate`.
        sheets: the papers.
        settings: what else was said, as plain values.
        tray: a tray of the same account, whose papers and settings these take the place of.

    Raises:
        TravauxError: if there are more papers, or more bytes of them, than a tray takes.
    """
    papers = tuple(sheets)
    _refuse_much(papers)
    with transaction.atomic():
        Tray.objects.filter(made__lt=timezone.now() - KEPT).delete()
        kept = tray and Tray.objects.filter(pk=tray.pk, account=account, case=case, purpose=purpose).first()
        if kept is None:
            kept = Tray(account=account, case=case, purpose=purpose)
        kept.settings = dict(settings)
        kept.save()
        Paper.objects.filter(tray=kept).delete()
        Paper.objects.bulk_create(
            Paper(tray=kept, name=each.name, place=each.place, content=each.content) for each in papers
        )
        too_old = Tray.objects.filter(account=account).order_by("-made").values_list("pk", flat=True)[MOST_TRAYS:]
        Tray.objects.filter(pk__in=list(too_old)).delete()
    return kept


def _refuse_much(papers: tuple[Sheet, ...]) -> None:
    limit = house.UPLOAD_LIMIT
    if len(papers) > MOST_PAPERS:
        raise TravauxError(f"there are {len(papers)} files", remedy=f"send at most {MOST_PAPERS}")
    together = sum(len(each.content) for each in papers)
    if together > limit:
        raise TravauxError(
            "the files are too large together",
            why=f"{together // house.MEGABYTE} MB, at most {limit // house.MEGABYTE} MB",
            remedy="send fewer, or parts of them",
        )


def tray_of(account: Any, case: str, purpose: str, key: UUID | str) -> Tray:
    """A tray of an account.

    Raises:
        Http404: if there is none by that key, or it is somebody else's, or of another case: which, is not told.
    """
    try:
        wanted = key if isinstance(key, UUID) else UUID(key)
    except ValueError as error:
        raise Http404 from error
    asked = trays_of(account, case, purpose).filter(pk=wanted) if account.is_authenticated else None
    found: Tray | None = asked.first() if asked is not None else None
    if found is None:
        raise Http404
    return found


def trays_of(account: Any, case: str, purpose: str) -> Any:
    """The trays that an account has in a case, the latest first."""
    fresh = Tray.objects.filter(account=account, case=case, purpose=purpose, made__gte=timezone.now() - KEPT)
    return fresh.order_by("-made")


def sheets_of(tray: Tray) -> tuple[Sheet, ...]:
    """The papers of a tray."""
    return tuple(Sheet(each.name, each.place, bytes(each.content)) for each in Paper.objects.filter(tray=tray))
