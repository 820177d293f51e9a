"""Holding the collector of unused objects while many objects are made that are all used: looking at them costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["growing"]


@contextmanager
def growing() -> Iterator[None]:
    """While a tree or a comparison grows, nothing in it is ever unused."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
