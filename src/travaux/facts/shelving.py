"""Where the files of a case's drafts stand: in its folder, or on a shelf that a register keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from travaux.errors import TravauxError
from travaux.text import read

if TYPE_CHECKING:
    from travaux.facts.model import TextVersion
    from travaux.text.instrument import Instrument

__all__ = ["Shelf", "content_of", "file_of", "instrument_of"]

_RECORDS = (".yaml", ".yml")  # a JSON file that is a record is no draft for `travaux.text.read` either


class Shelf(Protocol):
    """Gives the files of drafts where a case stands in no folder; a file opens only to who holds its fact."""

    def read(self, text: TextVersion) -> Instrument:
        """The draft, read.

        Raises:
            TravauxError: if its file is not there, or is no negotiating text.
        """
        ...

    def content(self, text: TextVersion) -> bytes:
        """The bytes of the file.

        Raises:
            TravauxError: if it is not there.
        """
        ...

    def digest(self, text: TextVersion) -> str:
        """SHA-256 of the file in hexadecimal digits; empty if it is not there."""
        ...


def instrument_of(text: TextVersion, folder: Path | None, shelf: Shelf | None, case: str) -> Instrument:
    """A draft of a case, read from the shelf if there is one, else from the folder.

    Raises:
        TravauxError: if its file is not there, stands elsewhere, or is no negotiating text.
    """
    return read(file_of(text, folder, case)) if shelf is None else shelf.read(text)


def content_of(text: TextVersion, folder: Path | None, shelf: Shelf | None, case: str) -> bytes:
    """The file of a draft as it came, from the shelf if there is one, else from the folder.

    Raises:
        TravauxError: if it is not there, stands elsewhere, or cannot be opened.
    """
    if shelf is not None:
        return shelf.content(text)
    try:
        return file_of(text, folder, case).read_bytes()
    except OSError as error:
        raise TravauxError(
            f"the draft {text.file!r} cannot be opened",
            where=case,
            why=(error.strerror or "").lower(),
            remedy="check its permissions and the disk",
        ) from error


def file_of(text: TextVersion, folder: Path | None, case: str) -> Path:
    """The file of a draft, which must stand in the folder of the case, and must not be the record itself.

    Raises:
        TravauxError: if it does not.
    """
    home = None if folder is None else folder.resolve()
    for place in () if home is None else (home / "texts" / text.file, home / text.file):
        try:
            path = place.resolve()
            there = place.is_file()
        except (OSError, ValueError):  # a name that no file can have
            continue
        if there and path.is_relative_to(home or path) and path.suffix.lower() not in _RECORDS:
            return place
    raise missing(text, case)


def missing(text: TextVersion, case: str) -> TravauxError:
    """The error for a draft without its file."""
    return TravauxError(
        f"the draft {text.file!r} is not in the folder of the case",
        where=case,
        remedy="put it into the folder texts/ beside case.yaml, and give its name there as `file`",
    )
