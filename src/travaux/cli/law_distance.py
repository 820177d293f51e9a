"""`travaux law distance`: how far apart the laws of jurisdictions are on a day, and who stands together."""

from __future__ import annotations

from typing import Annotated

import typer

from travaux.cli.arguments import AsJson
from travaux.cli.case_arguments import OnDay, ReaderName
from travaux.cli.law_arguments import FullPage, LawData, MeasureName, NormWeights, ScaleFile, StrictCells
from travaux.cli.output import emit_json, page

__all__ = ["distance"]


def distance(
    data: LawData,
    on: OnDay = None,
    as_clusters: Annotated[
        bool, typer.Option("--as-clusters", help="Who stands together: a tree by average linkage.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="CC", help="Only the distances to this jurisdiction.", show_default=False),
    ] = None,
    weights: NormWeights = None,
    measure: MeasureName = "gower",
    strict: StrictCells = False,
    full: FullPage = False,
    scales: ScaleFile = None,
    reader: ReaderName = "public",
    as_json: AsJson = False,
) -> None:
    """How far apart the laws of each two jurisdictions are on a day, from 0 (the same) to 1.

    Two that have no norm in common on record have no distance. That is not the same as far apart.
    """
    from travaux.law.distancing import distances
    from travaux.law.opening import open_laws
    from travaux.law.weights import read_weights

    laws = open_laws(data, scales=str(scales) if scales else None, reader=reader)
    chosen = read_weights(weights, laws) if weights else None
    found = distances(laws, on, as_clusters=as_clusters, weights=chosen, measure=measure, strict=strict, to=to)
    if as_json:
        emit_json(found.row())
        return
    from travaux.cli.law_distance_page import distance_page
    from travaux.cli.law_words import errors_first, remarks_last

    with page() as console:
        errors_first(console, laws)
        distance_page(console, found, full=full)
        remarks_last(console, laws)
