"""`travaux law reform`: what a reform changed, to whom it came closer and from whom it moved away."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import ReaderName
from travaux.cli.law_arguments import LawData, MeasureName, NormWeights, ScaleFile
from travaux.cli.output import emit_json, page

__all__ = ["reform"]


def reform(
    data: LawData,
    jurisdiction: Annotated[
        str, typer.Option("--jurisdiction", metavar="CC", help="Whose reform: code or name.", show_default=False)
    ],
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The day before it began (2011-09-15).", show_default=False)
    ],
    end: Annotated[
        str, typer.Option("--to", metavar="DATE", help="A day after it was done (2013-03-17).", show_default=False)
    ],
    weights: NormWeights = None,
    measure: MeasureName = "gower",
    full: Annotated[bool, typer.Option("--full", help="Name every jurisdiction and norm.")] = False,
    scales: ScaleFile = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """What a reform changed: the index before and after, to whom it came closer, from whom it moved away.

    Norm by norm with what the law was and is, the legal references, doubts, and what is assumed. The parts sum to the
    change.
    """
    from travaux.law.opening import open_laws
    from travaux.law.reforming import reform as reform_of
    from travaux.law.weights import read_weights

    laws = open_laws(data, scales=str(scales) if scales else None, reader=reader)
    chosen = read_weights(weights, laws) if weights else None
    found = reform_of(laws, jurisdiction, start, end, weights=chosen, measure=measure)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.law_reform_page import reform_page
    from travaux.cli.law_words import errors_first, remarks_last

    with page() as console:
        errors_first(console, laws)
        reform_page(console, found, full=full)
        remarks_last(console, laws)
