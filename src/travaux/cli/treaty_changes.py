"""`travaux treaty changes`: what differs between two snapshots of the same treaties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import OnDay, ReaderName
from travaux.cli.output import emit_json, page

if TYPE_CHECKING:
    from travaux.treaty.model import Treaties

__all__ = ["changes"]

Snapshot = Annotated[
    str,
    typer.Argument(
        help="A built-in name, a case folder or file, or a table of actions (.csv, .csv.gz).", show_default=False
    ),
]


def changes(
    old: Snapshot,
    new: Snapshot,
    treaty: Annotated[
        str | None, typer.Option("--treaty", metavar="T", help="Only this treaty, by id or name.", show_default=False)
    ] = None,
    on: OnDay = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """What differs between two snapshots of the same treaties: actions added, removed, or told with another day.

    Only treaties that both have are compared; those of one alone are named.
    """
    from travaux.treaty.snapshots import changes as found

    seen = found(_opened(old, reader, on, treaty), _opened(new, reader, on, treaty))
    if as_json:
        emit_json(seen.row())
        return
    from travaux.cli.treaty_changes_page import changes_page

    with page() as console:
        changes_page(console, seen)


def _opened(name: str, reader: str, on: str | None, treaty: str | None) -> Treaties:
    from dataclasses import replace

    from travaux.treaty.opening import one, open_treaties

    data = open_treaties(name, reader=reader, on=on)
    if treaty is None:
        return data
    only = one(data, treaty)
    actions = tuple(each for each in data.actions if each.treaty == only.id)
    return replace(data, treaties={only.id: only}, actions=actions)
