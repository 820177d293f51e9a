"""The packages of the extra `forecast`, asked for only where they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from travaux.errors import TravauxError

__all__ = ["lifelines", "pandas", "scipy_optimize", "scipy_special", "scipy_stats"]


def lifelines() -> ModuleType:
    """The package lifelines.

    Raises:
        TravauxError: if the extra is not installed.
    """
    return _asked("lifelines")


def pandas() -> ModuleType:
    """The package pandas; as `lifelines`."""
    return _asked("pandas")


def scipy_optimize() -> ModuleType:
    """The part of scipy that fits; as `lifelines`."""
    return _asked("scipy.optimize")


def scipy_special() -> ModuleType:
    """The special functions of scipy; as `lifelines`."""
    return _asked("scipy.special")


def scipy_stats() -> ModuleType:
    """The distributions of scipy; as `lifelines`."""
    return _asked("scipy.stats")


def _asked(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise TravauxError(
            "forecasts of treaties need packages that are not installed",
            why=str(error),
            remedy='pip install "travaux[forecast]"',
        ) from error
