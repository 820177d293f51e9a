"""Making a case folder on disk, without touching anything that is there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import travaux
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from travaux.facts.record import Record

__all__ = ["folder_from_draft", "starter_folder"]

CASE_FILES = ("case.yaml", "case.yml", "case.json")


def starter_folder(folder: Path) -> Path:
    """Make a folder with a case that explains itself and holds a name to fill in.

    Returns:
        The case file.

    Raises:
        TravauxError: if there is a case in the folder, or it cannot be made.
    """
    from travaux.cases import starter

    _refuse_taken(folder)
    _made(folder)
    file = folder / "case.yaml"
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(starter())
    except OSError as error:
        raise _unwritable(file, error) from error
    return file


def folder_from_draft(folder: Path, draft: Path) -> Record:
    """Make a folder with the case that a draft makes by itself, and a copy of the draft.

    Returns:
        What was written, with the remarks on what a person should look at; they are kept as gaps of the case.

    Raises:
        TravauxError: if there is a case in the folder, the draft cannot be read, or the folder cannot be made.
    """
    from travaux.facts.from_text import facts_of
    from travaux.facts.writing import write_case

    _refuse_taken(folder)
    record = facts_of(travaux.read(draft), draft.name)
    gaps = tuple(remark.what + (f" ({remark.why})" if remark.why else "") for remark in record.remarks)
    copy = folder / "texts" / draft.name
    if copy.exists() and copy.read_bytes() != draft.read_bytes():
        raise TravauxError(
            "another file of that name is there", where=str(copy), remedy="rename the draft, or name another folder"
        )
    _made(folder)
    try:
        if not copy.exists():
            shutil.copyfile(draft, copy)
    except OSError as error:
        raise _unwritable(copy, error) from error
    write_case(replace(record, gaps=gaps), folder)
    return record


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise TravauxError("this is a file", where=str(folder), remedy="name a folder")
    for name in CASE_FILES:
        if (folder / name).exists():
            raise TravauxError(
                "there is a case in this folder",
                where=str(folder / name),
                remedy="name another folder, or add facts to the case that is there",
            )


def _made(folder: Path) -> None:
    try:
        for inside in ("texts", "reports"):
            (folder / inside).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(path: Path, error: OSError) -> TravauxError:
    return TravauxError(
        "this cannot be written", where=str(path), why=(error.strerror or "").lower(), remedy="name another folder"
    )
