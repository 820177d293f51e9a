"""The case file in a folder, and its words."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from travaux.errors import TravauxError
from travaux.facts.reading import LIMIT

__all__ = ["NAMES", "case_file", "words_of"]

NAMES = ("case.yaml", "case.yml", "case.json")
"""Names of the case file in a folder."""


def case_file(path: Path) -> Path:
    """The case file that a path stands for: the path itself, or the one case file in a folder.

    Raises:
        TravauxError: if there is no such path, or a folder holds no case file or several.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    if not stat.S_ISDIR(mode):
        if not stat.S_ISREG(mode):
            raise TravauxError("this is not a file on disk", where=str(path), remedy="save the case as a file first")
        return path
    found = [path / name for name in NAMES if (path / name).is_file()]
    if len(found) == 1:
        return found[0]
    if found:
        raise TravauxError(
            "the folder holds several case files",
            where=str(path),
            why=", ".join(file.name for file in found),
            remedy="name the one that is meant, or remove the others",
        )
    raise TravauxError(
        "the folder holds no case",
        where=str(path),
        why=f"none of {', '.join(NAMES)} is in it",
        remedy="name another folder, or begin a case with `travaux case new`",
    )


def words_of(file: Path) -> str:
    """The words of a case file.

    Raises:
        TravauxError: if the file cannot be opened, is too large, or is neither UTF-8 nor UTF-16 with its mark.
    """
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > 4 * LIMIT:
                raise TravauxError(
                    "the file is too large",
                    where=file.name,
                    why=f"{size // 1_000_000} MB",
                    remedy="split the case, or leave out what is not part of it",
                )
            data = stream.read()
    except OSError as fault:
        raise _unreadable(file, fault) from fault
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise TravauxError(
            "the file is not text in UTF-8",
            where=f"{file.name}, line {line}",
            why=f"byte {fault.start + 1} belongs to no character; another encoding, damaged, or no text",
            remedy="save it as UTF-8 in the program it comes from",
        ) from fault


def _unreadable(path: Path, fault: Exception) -> TravauxError:
    where = str(path).replace("\0", "\\0")
    if isinstance(fault, FileNotFoundError):
        return TravauxError("there is no such file or folder", where=where, remedy="check the name")
    if isinstance(fault, PermissionError):
        return TravauxError("the file may not be read", where=where, remedy="change its permissions, or copy it")
    why = fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)
    return TravauxError("the file cannot be opened", where=where, why=why, remedy="check the name and the disk")
