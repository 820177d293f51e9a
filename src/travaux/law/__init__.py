"""Laws that converge: norms compared across jurisdictions over time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Verbs that are named as their module: once it is loaded, it would stand in place of the verb.
from travaux.law.cells import cells
from travaux.law.gap import gap
from travaux.law.table import table

if TYPE_CHECKING:
    from travaux.law.decomposing import decompose
    from travaux.law.distancing import distances, to_target
    from travaux.law.gathering import laws_of
    from travaux.law.hinting import hints
    from travaux.law.indexing import index, index_on
    from travaux.law.opening import open_laws
    from travaux.law.reforming import reform

__all__ = [
    "cells", "decompose", "distances", "gap", "hints", "index", "index_on", "laws_of", "open_laws", "reform", "table",
    "to_target",
]  # fmt: skip

_HOMES = {
    "decomposing": ("decompose",),
    "distancing": ("distances", "to_target"),
    "gathering": ("laws_of",),
    "hinting": ("hints",),
    "indexing": ("index", "index_on"),
    "opening": ("open_laws",),
    "reforming": ("reform",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
