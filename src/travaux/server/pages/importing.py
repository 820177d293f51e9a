"""Import of a case: looked at with all remarks first, then opened in the register, by the secretariat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from travaux.errors import TravauxError
from travaux.facts import Record, Remark, all_remarks
from travaux.facts.model import TextVersion
from travaux.facts.opening import open_record
from travaux.server.accounts.models import Paper, Tray
from travaux.server.desk import Page
from travaux.server.desk.looking import looks_of
from travaux.server.pages.importing_folder import unpacked
from travaux.server.pages.record_forms import typed
from travaux.server.pages.record_words import KINDS
from travaux.server.pages.trays import KEPT
from travaux.server.register import open_case_as
from travaux.server.serving import slug

__all__ = ["Preview", "imported"]

_PURPOSE = "import"
_MOST_REMARKS = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in.

    Attributes:
        title: what the case is called.
        counts: how many facts of each kind, in words.
        readers: how many facts are for which readers, those for everybody left out.
        drafts: the drafts, and whether their file is there.
        remarks: what a person should look at, errors first.
        more: how many remarks are not shown.
        left_out: files that are no part of a case.
        public: whether the case says that it has public pages.
    """

    title: str
    counts: tuple[tuple[str, int], ...]
    readers: tuple[tuple[str, int], ...]
    drafts: tuple[tuple[str, bool], ...]
    remarks: tuple[Remark, ...]
    more: int
    left_out: tuple[str, ...]
    public: bool


def imported(request: HttpRequest, accounts_page: Callable[..., Page]) -> HttpResponse | Page:
    """Look at a case that was sent, or open it.

    Args:
        request: with `file` or the `tray` in which it was put aside, `name`, `public`, and `do`: `look` or `open`.
        accounts_page: makes the page with the form, for what cannot be read at all.

    Returns:
        The preview; or the way to the opened case. What is wrong with a file is told to whoever sent it, nobody else.
    """
    said = {name: str(request.POST.get(name, "")) for name in request.POST}
    problem, preview, tray = None, None, None
    try:
        tray = _sent(request, said)
        paper = tray.papers.get()
        said.setdefault("name", "")
        with _record(paper) as (record, left_out):
            preview = _preview(record, left_out)
            said["name"] = typed(said, "name", 100) or _called(record, paper.name)
            if said.get("do") == "open":
                return _opened(request, tray, record, said)
    except TravauxError as error:
        problem = error
    if preview is None or tray is None:
        if tray is not None:
            tray.delete()
        return accounts_page(looks_of(request), importing={**said, "problem": problem})
    context = {"preview": preview, "tray": str(tray.pk), "said": said, "problem": problem}
    return Page("travaux/import.html", "Look at a case", context, 422 if problem else 200)


def _sent(request: HttpRequest, said: Mapping[str, str]) -> Tray:
    """The case that was put aside before, or the one that comes with this request.

    Raises:
        TravauxError: if there is none, or it is too large.
    """
    user: Any = request.user
    mine = Tray.objects.filter(account=user, purpose=_PURPOSE)
    mine.filter(made__lt=timezone.now() - KEPT).delete()
    if said.get("tray"):
        name = _uuid(said["tray"])
        found = None if name is None else mine.filter(pk=name).first()
        if found is None:
            raise TravauxError("the file is no longer there", why="files are kept for a day", remedy="choose it again")
        return found
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise TravauxError("no file was sent", remedy="choose the ZIP file, case.yaml or table of the case")
    if file.size > settings.FILE_LIMIT:
        raise TravauxError("the file is too large", why=f"it may have {settings.FILE_LIMIT // 1024 // 1024} MB")
    mine.delete()
    put = Tray.objects.create(account=user, case="", purpose=_PURPOSE)
    called = "".join(sign for sign in file.name or "" if sign.isprintable())[-200:]
    Paper.objects.create(tray=put, name=called, place="case", content=file.read())
    return put


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


@contextmanager
def _record(paper: Paper) -> Iterator[tuple[Record, tuple[str, ...]]]:
    with unpacked(paper.name, bytes(paper.content)) as sent:
        home = sent.place if sent.place.is_dir() else sent.place.parent
        try:
            record = open_record(sent.place)
        except TravauxError as error:
            raise _outside(error, home) from error
        # The folder in which it was unpacked gave it a name that means nothing.
        yield replace(record, name=PurePosixPath(paper.name).stem or "case"), sent.left_out


def _outside(error: TravauxError, home: Path) -> TravauxError:
    """The error without the folder of ours in which the file stood."""
    words = [part.replace(f"{home}/", "").replace(str(home), "the ZIP file")
             for part in (error.what, error.where, error.why, error.remedy)]  # fmt: skip
    return TravauxError(words[0], where=words[1], why=words[2], remedy=words[3])


def _preview(record: Record, left_out: tuple[str, ...]) -> Preview:
    counts = [(KINDS[name][1], len(facts)) for name in KINDS if (facts := record.sections.get(name, ()))]
    readers = Counter(fact.reader for facts in record.sections.values() for fact in facts if fact.reader != "public")
    missing = {remark.fact for remark in record.remarks if remark.section == "texts" and remark.level == "error"}
    drafts = [(text.title or text.file, text.id not in missing) for text in record.of(TextVersion)]
    remarks = sorted(all_remarks(record), key=lambda remark: remark.level != "error")
    return Preview(
        record.title, tuple(counts), tuple(sorted(readers.items())), tuple(drafts), tuple(remarks[:_MOST_REMARKS]),
        max(len(remarks) - _MOST_REMARKS, 0), left_out[:_MOST_REMARKS], record.public,
    )  # fmt: skip


def _called(record: Record, file: str) -> str:
    """A name for the case that can stand in addresses, from the file it came in or what it is called."""
    stem = PurePosixPath(file).stem
    for words in (record.title if stem.casefold() in ("case", "") else stem, "case"):
        try:
            return slug(words)
        except TravauxError:
            continue
    return "case"


def _opened(request: HttpRequest, tray: Tray, record: Record, said: Mapping[str, str]) -> HttpResponse:
    name = slug(said["name"])
    user: Any = request.user
    open_case_as(name, record, by=user.get_username(), public=said.get("public") == "1")
    tray.delete()
    messages.success(request, f"The case is open as {name}. You see it as the public does.")
    response = HttpResponseRedirect(reverse("glance", kwargs={"case": name}))
    response.status_code = 303
    return response
