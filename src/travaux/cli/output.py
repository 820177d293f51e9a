"""What commands print: a page at a time, without colour where nobody sees it, and never a broken terminal."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from travaux.errors import TravauxError
from travaux.text.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["comma_list", "complain", "counted", "emit", "emit_json", "page", "printable", "shortened"]

# A draft is a stranger's file: control characters in it could drive the terminal.
_CONTROL = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)])


def printable(words: str) -> str:
    """The words without control characters; tabs and line ends stay."""
    return words.translate(_CONTROL)


def shortened(words: str, width: int) -> str:
    """The words on one line of at most `width` characters, with an ellipsis where some are left out."""
    line = " ".join(printable(words).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def comma_list(words: Iterable[str], none: str = "none") -> str:
    """The words with commas between them, or `none`."""
    return ", ".join(words) or none


def emit(words: str) -> None:
    """Write words to standard output; a reader who has seen enough (`| head`) ends the command quietly.

    Raises:
        TravauxError: if the output takes no more, such as on a full disk.
    """
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise TravauxError(
            "the result could not be printed", why=error.strerror or "", remedy="write it somewhere with more room"
        ) from None


def emit_json(value: Any) -> None:
    """Write a value as indented JSON in UTF-8."""
    emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def page() -> Iterator[Console]:
    """A console whose output is written at once when the context ends."""
    from rich.console import Console

    terminal = True if sys.stdout.isatty() else None  # None: as FORCE_COLOR says, which is no by default
    console = Console(file=io.StringIO(), force_terminal=terminal, markup=False, highlight=False, emoji=False)
    yield console
    words = console.file.getvalue()  # type: ignore[attr-defined]
    emit("\n".join(line.rstrip(" ") for line in words.split("\n")))


def complain(words: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write("travaux: " + " ".join(printable(words).split()) + "\n")
    sys.stderr.flush()
