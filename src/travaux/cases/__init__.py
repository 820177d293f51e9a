"""The built-in cases: drafts written for this project, with every notation that drafts use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["draft_treaty"]


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
