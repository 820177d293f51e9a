"""Positions and choices as a problem: packages nobody has excluded, blockers, concessions, forecasts.

The room is also a verb: `travaux.consensus(case)` is `travaux.consensus.consensus(case)`. Its parts are loaded when
they are first asked for, since the solvers behind some of them take their time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from travaux.consensus.cleaning import CleanText, clean_text
    from travaux.consensus.costs import Costs, default_costs, read_costs
    from travaux.consensus.finding import Finding
    from travaux.consensus.finding_rows import row
    from travaux.consensus.forecasting import Forecast, forecasts
    from travaux.consensus.inquiry import consensus
    from travaux.consensus.results import BlockingFound, ConcessionFound, Move, PackageFound, Reliance
    from travaux.consensus.tables import Table

__all__ = [
    "BlockingFound",
    "CleanText",
    "ConcessionFound",
    "Costs",
    "Finding",
    "Forecast",
    "Move",
    "PackageFound",
    "Reliance",
    "Table",
    "clean_text",
    "consensus",
    "default_costs",
    "forecasts",
    "read_costs",
    "row",
]

_HOMES = {
    "cleaning": ("CleanText", "clean_text"),
    "costs": ("Costs", "default_costs", "read_costs"),
    "finding": ("Finding",),
    "finding_rows": ("row",),
    "forecasting": ("Forecast", "forecasts"),
    "inquiry": ("consensus",),
    "results": ("BlockingFound", "ConcessionFound", "Move", "PackageFound", "Reliance"),
    "tables": ("Table",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Room(ModuleType):
    """A package that can be called, for importing it puts it where the verb of the same name stood."""

    def __call__(self, *arguments: Any, **options: Any) -> Finding:
        found: Finding = __getattr__("consensus")(*arguments, **options)
        return found


sys.modules[__name__].__class__ = _Room
