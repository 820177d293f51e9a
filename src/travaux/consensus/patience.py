"""How long a search may take, shared by its parts."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Patience", "Progress"]

Progress = Callable[[str], None]
"""Called with a few words now and then on long runs."""


class Patience:
    """A stretch of time that begins now.

    Args:
        seconds: how long, by the clock on the wall.
        progress: who is told how the search goes.
    """

    def __init__(self, seconds: float, progress: Progress | None = None) -> None:
        self._end = time.monotonic() + max(0.0, seconds)
        self._progress = progress

    @property
    def left(self) -> float:
        """Seconds that remain, at least 0."""
        return max(0.0, self._end - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0

    def at_most(self, seconds: float) -> Patience:
        """A part of what remains."""
        return Patience(min(seconds, self.left), self._progress)

    def say(self, words: str) -> None:
        """Tell how the search goes."""
        if self._progress is not None:
            self._progress(words)
