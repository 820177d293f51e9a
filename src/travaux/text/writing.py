"""Writing an instrument, in the format that the ending of the file names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from travaux.errors import TravauxError
from travaux.text.instrument import Instrument

__all__ = ["ENDINGS", "write", "write_bytes"]

# Ending → module and function that give the content as words or bytes.
ENDINGS: dict[str, tuple[str, str]] = {
    ".json": ("json_io", "dumps"),
    ".xml": ("akn_out", "akn"),
    ".html": ("html_out", "html"),
    ".docx": ("docx_out", "docx"),
    ".md": ("prose_out", "markdown"),
    ".txt": ("prose_out", "plain"),
}


def write(instrument: Instrument, path: str | Path) -> None:
    """Write a text to a file; the ending says how (.json .xml .html .docx .md .txt).

    A file is written whole or not at all.

    Raises:
        TravauxError: if the ending is not known or the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise TravauxError(
            f"no format is known by the ending {path.suffix or '(none)'}",
            where=path.name,
            remedy=f"end the name with one of {' '.join(ENDINGS)}",
        )
    module, name = ENDINGS[path.suffix.lower()]
    render: Callable[[Instrument], str | bytes] = getattr(import_module(f"travaux.text.formats.{module}"), name)
    content = render(instrument)
    write_bytes(path, content.encode("utf-8") if isinstance(content, str) else content)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        TravauxError: if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> TravauxError:
    return TravauxError(
        "the file cannot be written",
        where=str(path),
        why=error.strerror or str(error),
        remedy="choose a folder that exists and that you may write to",
    )
