"""The files of one case's drafts, and drafts that were read, kept in memory as long as there is room."""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from travaux.errors import TravauxError
from travaux.facts.model import TextVersion
from travaux.server.register.models import StoredFile
from travaux.text import read
from travaux.text.instrument import Instrument

__all__ = ["RegisterShelf", "shelf_keys"]

_ROOM = 48 * 1024 * 1024  # bytes of files whose drafts are kept
_LONGEST = 60


def shelf_keys(text: TextVersion) -> tuple[str, str]:
    """What a file is found by: all that its fact says; where a view gives it another id, all but that.

    A name alone would open a hidden file to whoever can enter a fact of that name; a fact that says the same, its
    reader and its days included, is read by the same people.
    """
    words = text.model_dump_json(by_alias=True, exclude_defaults=True, exclude={"id"})
    return f"{text.id} {words}", words


class RegisterShelf:
    """The files of one case, by the facts that go with them.

    Args:
        case: the name of the case.
        digests: the digest of each file, by both `shelf_keys`.
    """

    def __init__(self, case: str, digests: Mapping[str, str]) -> None:
        self._case, self._digests = case, digests

    def digest(self, text: TextVersion) -> str:
        """SHA-256 of the file of a text; empty if it is not there."""
        exact, alike = shelf_keys(text)
        return self._digests.get(exact) or self._digests.get(alike, "")

    def content(self, text: TextVersion) -> bytes:
        """The file of a text.

        Raises:
            TravauxError: if it is not there.
        """
        digest = self.digest(text)
        found = StoredFile.objects.filter(pk=digest).values_list("content", flat=True).first() if digest else None
        if found is None:
            raise TravauxError(
                f"the file of the draft {text.file!r} is not on record",
                where=self._case,
                remedy="enter the draft again with its file",
            )
        return bytes(found)

    def read(self, text: TextVersion) -> Instrument:
        """The draft, read; one that was read a while ago is not read again.

        Raises:
            TravauxError: if its file is not there, or is no negotiating text.
        """
        return _drafts.read(self, text)


class _Drafts:
    """Drafts by digest and name, those that nobody asked for longest leaving first; each is read by one at a time."""

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._kept: OrderedDict[tuple[str, str], tuple[Instrument, int]] = OrderedDict()
        self._reading: dict[tuple[str, str], threading.Lock] = {}
        self._lock = threading.Lock()

    def read(self, shelf: RegisterShelf, text: TextVersion) -> Instrument:
        key = shelf.digest(text), text.file
        with self._lock:
            turn = self._reading.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key][0]
            try:
                content = shelf.content(text)
                instrument = _read(text.file, content)
                self._keep(key, instrument, len(content))
            finally:
                with self._lock:
                    self._reading.pop(key, None)
        return instrument

    def _keep(self, key: tuple[str, str], instrument: Instrument, size: int) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = instrument, size
            self._used += size
            while self._used > self._room and len(self._kept) > 1:
                self._used -= self._kept.popitem(last=False)[1][1]


_drafts = _Drafts(_ROOM)


def _read(file: str, content: bytes) -> Instrument:
    """A draft from its bytes; the readers take files, and go by their endings."""
    name = PurePosixPath(file).name
    ending = PurePosixPath(name).suffix
    short = f"{name.removesuffix(ending)[:_LONGEST]}{ending[:_LONGEST]}".replace("\0", "")
    with tempfile.TemporaryDirectory(prefix="travaux-") as folder:
        path = Path(folder) / (short or sha256(content).hexdigest())
        try:
            path.write_bytes(content)
        except (OSError, ValueError) as error:
            raise TravauxError(
                f"the draft {file!r} cannot be read", why=str(error), remedy="enter it again under a short, plain name"
            ) from error
        return read(path)
