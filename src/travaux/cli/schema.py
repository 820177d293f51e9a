"""`travaux schema`: the shapes of the JSON that Travaux prints and writes."""

from __future__ import annotations

from travaux.cli.output import emit_json

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schemas of `read --json`, `issues --json`, `show --json` and of the JSON format."""
    from travaux.cli.shapes import schemas

    emit_json(schemas())
