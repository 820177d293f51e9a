"""Everything on record in a case, as a folder from which the same record is read again. For the keeper alone."""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from pathlib import Path, PurePosixPath

from travaux.errors import TravauxError
from travaux.facts.model import Fact, TextVersion
from travaux.facts.record import Record
from travaux.facts.writing import write_case
from travaux.server.register.folding import kept

__all__ = ["export_case", "placed"]

_LONGEST = 255  # bytes of a name on disk
_ENDING = 10


def export_case(case: str, folder: str | Path) -> Path:
    """Write a case into a folder: case.yaml with every fact, whoever may read it, and the drafts in texts/.

    Args:
        case: the name of the case in the register.
        folder: the folder, which is made if it is not there; nothing in it is written over.

    Returns:
        The case file.

    Raises:
        UnknownCase: if there is no such case.
        TravauxError: if there is a case in the folder, or a file that would have to be written over, or it cannot be
            written to.
    """
    folder = Path(folder)
    if folder.is_file():
        raise TravauxError("this is a file", where=str(folder), remedy="name a folder")
    record, files = placed(kept(case).record)
    for name, content in files.items():
        place = folder / name
        if os.path.lexists(place) and not (place.is_file() and place.read_bytes() == content):
            raise TravauxError("another file is there", where=str(place), remedy="name another folder")
    file = write_case(record, folder)
    try:
        for name, content in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.write_bytes(content)
    except (OSError, ValueError) as error:
        raise TravauxError(
            "a draft of the case cannot be written",
            where=str(folder),
            why=str(getattr(error, "strerror", None) or error).lower(),
            remedy="check the disk and its permissions, and export again into another folder",
        ) from error
    return file


def placed(record: Record) -> tuple[Record, dict[str, bytes]]:
    """A record with the files of its drafts, by the place of each in a case folder (`texts/…`).

    A draft whose file has a name that cannot stand there, or that another file has taken, goes by its digest instead,
    and its fact says so: nobody can keep a case from being exported by the names that they give.

    Args:
        record: a record with a shelf, or what one reader may see of it.
    """
    files: dict[str, bytes] = {}
    facts: list[Fact] = []
    for text in record.sections.get("texts", ()):
        digest = record.shelf.digest(text) if record.shelf is not None and isinstance(text, TextVersion) else ""
        if not digest or record.shelf is None or not isinstance(text, TextVersion):
            facts.append(text)
            continue
        content = record.shelf.content(text)
        place = posixpath.normpath(posixpath.join("texts", text.file))
        if not _fits(place, content, files):
            ending = PurePosixPath(text.file).suffix
            name = digest + (ending if ending.isprintable() and len(ending) <= _ENDING else "")
            text, place = text.model_copy(update={"file": name}), f"texts/{name}"
        files[place] = content
        facts.append(text)
    sections = {**record.sections, "texts": tuple(facts)} if facts else record.sections
    return replace(record, sections=sections), files


def _fits(place: str, content: bytes, files: dict[str, bytes]) -> bool:
    """Whether a file can stand at a place: inside texts/, under a plain name, and where no other file or folder is."""
    parts = PurePosixPath(place).parts
    plain = place.isprintable() and "\\" not in place and all(len(part.encode()) <= _LONGEST for part in parts)
    above = {str(parent) for parent in PurePosixPath(place).parents}
    return (
        place.startswith("texts/")
        and plain
        and files.get(place, content) == content
        and not above & set(files)
        and not any(other.startswith(f"{place}/") for other in files)
    )
