"""Where results go: checked before the work begins, and never over the draft."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from travaux.errors import TravauxError
from travaux.text.writing import ENDINGS

__all__ = ["checked_target"]


def checked_target(out: Path, *inputs: Path | None, endings: Iterable[str] = ENDINGS) -> Path:
    """The file to write, once it is certain that it may be written.

    Args:
        out: the file as the user named it.
        inputs: files that are read and must stay as they are.
        endings: those that the command writes.

    Raises:
        TravauxError: for an unknown ending, a missing folder, a folder in place of a file, or one of the inputs.
    """
    where = str(out)
    known = tuple(endings)
    if out.suffix.lower() not in known:
        ending = f"the ending {out.suffix}" if out.suffix else "a name without an ending"
        raise TravauxError(f"{ending} stands for no format", where=where, remedy="use one of " + " ".join(known))
    if out.is_dir():
        raise TravauxError("this is a folder", where=where, remedy="name a file in it")
    if not out.parent.is_dir():
        raise TravauxError(f"there is no folder {out.parent}", where=where, remedy="make the folder, or name another")
    for source in inputs:
        if source is not None and _same(out, source):
            raise TravauxError(
                "this is the file that is read", where=where, remedy="give another name, so that it is kept"
            )
    return Path(os.path.realpath(out))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
