"""The built-in cases, made from published facts with their sources; an exercise and a draft, both invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["BUILT_IN", "EXERCISES", "draft_treaty", "folder", "starter"]

BUILT_IN: tuple[str, ...] = ("avp", "patents", "marrakesh", "patent-law", "wipo")
"""The names of the built-in cases, each made from published facts."""

EXERCISES: tuple[str, ...] = ("typefaces",)
"""The names of the built-in exercises: cases to practise on, in which everything is invented and says so."""


def folder(name: str) -> Path:
    """The folder of a built-in case or exercise.

    Raises:
        KeyError: if there is neither of that name.

    Example:
        >>> folder("avp").name
        'avp'
    """
    if name not in (*BUILT_IN, *EXERCISES):
        raise KeyError(name)
    return Path(str(files(__name__) / name))


def starter() -> str:
    """A case file to begin with: its sections and their fields, explained in comments, and a name to fill in."""
    return (files(__name__) / "starter.yaml").read_text(encoding="utf-8")


@contextmanager
def draft_treaty() -> Iterator[Path]:
    """The built-in draft treaty on typefaces as a file, for as long as the context lasts.

    Its topic and all positions in it are invented.

    Example:
        >>> with draft_treaty() as path:
        ...     path.name
        'draft_treaty.txt'
    """
    with as_file(files(__name__) / "draft_treaty.txt") as path:
        yield path
