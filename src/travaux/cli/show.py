"""`travaux show`: the text in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from travaux.cli.arguments import AsJson, ConventionFile, Draft
from travaux.cli.finding import find_provision, within
from travaux.cli.opening import open_draft
from travaux.cli.output import emit_json, page

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from travaux.cli.painting import Paragraph
    from travaux.text.instrument import Instrument
    from travaux.text.outline import Provision

__all__ = ["show", "show_provisions"]

WIDE = 100  # columns from which positions stand beside the text, and not below it
BESIDE = 34


def show(
    draft: Draft,
    provision: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROVISION]",
            help='Only this one: an id (art12.p3) or "Article 12, paragraph 3".',
            show_default=False,
        ),
    ] = None,
    convention: ConventionFile = None,
    as_json: AsJson = False,
) -> None:
    """The text, its brackets tinted by depth, with who backs and opposes beside them."""
    instrument = open_draft(draft, convention)
    outline = instrument.outline()
    chosen = within(outline, find_provision(outline, provision)) if provision is not None else None
    if as_json:
        emit_json(_rows(instrument, list(outline) if chosen is None else chosen))
        return
    with page() as console:
        show_provisions(console, instrument, chosen)


def show_provisions(console: Console, instrument: Instrument, chosen: list[Provision] | None) -> None:
    """Print the whole text, or only some provisions of it."""
    from travaux.cli.painting import paragraphs

    kept = None if chosen is None else {provision.id for provision in chosen}
    for paragraph in paragraphs(instrument):
        if kept is None or (paragraph.provision is not None and paragraph.provision.id in kept):
            console.print(_laid_out(paragraph, console.width))
            console.print()


def _laid_out(paragraph: Paragraph, width: int) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    text = Padding(paragraph.words, (0, 0, 0, paragraph.indent))
    remarks = [Text(line, style="dim") for line in [*paragraph.positions(), *paragraph.notes]]
    if not remarks:
        return text
    if width < WIDE:
        return Group(text, Padding(Group(*remarks), (0, 0, 0, paragraph.indent + 4)))
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(ratio=1)
    table.add_column(width=BESIDE)
    table.add_row(text, Group(*remarks))
    return table


def _rows(instrument: Instrument, chosen: list[Provision]) -> list[dict[str, object]]:
    from travaux.cli.painting import paragraphs

    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs(instrument):
        if paragraph.provision is not None:
            texts.setdefault(paragraph.provision.id, []).append(paragraph.words.plain.strip())
    return [
        {
            "id": provision.id,
            "role": provision.role,
            "number": provision.number,
            "heading": provision.heading,
            "level": provision.level,
            "choices": provision.choices,
            "parent": provision.parent,
            "text": "\n".join(texts.get(provision.id, [])),
        }
        for provision in chosen
    ]
