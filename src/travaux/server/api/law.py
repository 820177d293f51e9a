"""What is asked about law: who has which rule, how far laws agree, what a reform changed, what is left to change."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field

from travaux.server.api.asking import question
from travaux.server.desk import Look
from travaux.server.pages.law_asked import distances_in, gap_in, index_in, reform_in, table_in, weights_of

__all__ = ["Measuring", "law_distance", "law_gap", "law_index", "law_reform", "law_table"]


class Measuring(Schema):
    """How answers are compared and weighed."""

    measure: Literal["gower", "disagreement"] = Field(
        default="gower", description="gower: by the scale of the norm; disagreement: 0 or 1"
    )
    weight: list[str] = Field(
        default=[],
        description="NORM:NUMBER, as often as needed; a norm not named weighs nothing; by default as on record",
    )


@question("law/table", "law_table", "Who has which rule on a day", about="law")
def law_table(look: Look, norm: str | None = None) -> dict[str, Any]:
    """As the command travaux law table --json prints it."""
    return table_in(look, norm).row()


@question("law/index", "law_index", "How far laws agree over time, with bounds", about="law")
def law_index(
    look: Look,
    how: Annotated[Measuring, Query()],
    start: Annotated[int | None, Query(alias="from", ge=1, le=9998, description="first year")] = None,
    end: Annotated[int | None, Query(alias="to", ge=1, le=9998, description="last year")] = None,
    group: Annotated[str | None, Query(description="only the members of this group")] = None,
    strict: Annotated[bool, Query(description="leave out what the record says of another day only")] = False,
) -> dict[str, Any]:
    """As the command travaux law index --json prints it."""
    return index_in(look, start, end, weights_of(how.weight), how.measure, group, strict=strict).row()


@question("law/reform", "law_reform", "What a reform changed", about="law")
def law_reform(
    look: Look,
    how: Annotated[Measuring, Query()],
    jurisdiction: Annotated[str, Query(description="whose reform: id, code or name")],
    start: Annotated[date, Query(alias="from", description="the day before it")],
    end: Annotated[date, Query(alias="to", description="a day after it")],
) -> dict[str, Any]:
    """As the command travaux law reform --json prints it."""
    return reform_in(look, jurisdiction, start, end, weights_of(how.weight), how.measure).row()


@question("law/gap", "law_gap", "What a jurisdiction would have to change to have the law of another", about="law")
def law_gap(
    look: Look,
    of: Annotated[str, Query(description="who would change")],
    target: Annotated[str, Query(description="whose rules are the target")],
) -> dict[str, Any]:
    """As the command travaux law gap --json prints it; the target is a jurisdiction."""
    return gap_in(look, of, target).row()


@question("law/distance", "law_distance", "How far jurisdictions are from each other on a day", about="law")
def law_distance(
    look: Look, clusters: Annotated[bool, Query(description="with the tree of who stands together")] = False
) -> dict[str, Any]:
    """As the command travaux law distance --json prints it; with clusters as with --as-clusters."""
    return distances_in(look, as_clusters=clusters).row()
