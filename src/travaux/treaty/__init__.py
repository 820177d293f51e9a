"""Treaties that bind: who signed, who is bound on a day, when a treaty enters into force, who is likely to join."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# A verb that is named as its module: once that is loaded, it would stand in place of the verb.
from travaux.treaty.momentum import momentum

if TYPE_CHECKING:
    from travaux.treaty.checking import check
    from travaux.treaty.forcing import force
    from travaux.treaty.forecasting import backtest, forecast
    from travaux.treaty.gathering import treaties_of
    from travaux.treaty.opening import one, open_treaties, party_named
    from travaux.treaty.snapshots import changes
    from travaux.treaty.standing import bound, status

__all__ = [
    "backtest", "bound", "changes", "check", "force", "forecast", "momentum", "one", "open_treaties", "party_named",
    "status", "treaties_of",
]  # fmt: skip

_HOMES = {
    "checking": ("check",),
    "forcing": ("force",),
    "forecasting": ("backtest", "forecast"),
    "gathering": ("treaties_of",),
    "opening": ("one", "open_treaties", "party_named"),
    "snapshots": ("changes",),
    "standing": ("bound", "status"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
