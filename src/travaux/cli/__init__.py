"""The command line, one module per command group."""

from __future__ import annotations

from travaux.cli.main import app, run

__all__ = ["app", "run"]
