"""`travaux schema`: the shapes of the JSON that Travaux prints and writes."""

from __future__ import annotations

from travaux.cli.output import emit_json

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schemas of all that `--json` prints, of the JSON format, and of a case file (travaux-case/1)."""
    from travaux.cli.shapes import schemas

    emit_json(schemas())
