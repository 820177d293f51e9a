"""How far a back-test is, on standard error, so that what it prints stays whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["on_stderr"]


@contextmanager
def on_stderr(what: str = "Forecasting, year by year") -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how much is done of how much; one line at the end where standard error is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield told
