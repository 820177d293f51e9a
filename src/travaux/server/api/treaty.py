"""What is asked about treaties: who is bound since when, when a treaty enters into force, when it is likely to."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from ninja import Query
from ninja.errors import ValidationError

from travaux.errors import TravauxError
from travaux.server.api.asking import question
from travaux.server.desk import Look
from travaux.server.pages.treaty_asked import bound_in, force_in, treaties_in, treaty_in

__all__ = ["treaties", "treaty_bound", "treaty_force", "treaty_forecast", "treaty_status"]


@question("treaties", "treaties", "The treaties of a case", about="treaties")
def treaties(look: Look) -> dict[str, Any]:
    """Each treaty with its days and its rule of entry into force as they are on record, and its number of actions."""
    data = treaties_in(look)
    actions = Counter(action.treaty for action in data.actions)
    rows = [
        {**each.model_dump(mode="json", exclude_none=True), "actions": actions[each.id]}
        for each in data.treaties.values()
    ]
    return {"data": data.name, "as_of": data.as_of and data.as_of.isoformat(), "treaties": rows}


@question("treaty/{str:treaty}/status", "treaty_status", "Who signed, and who is bound since when", about="treaties")
def treaty_status(
    look: Look, treaty: str, party: Annotated[str | None, Query(description="only this party")] = None
) -> dict[str, Any]:
    """As the command travaux treaty status --json prints it."""
    from travaux.treaty.standing import day_of, status
    from travaux.treaty.standing_rows import status_row

    data, name = treaties_in(look), treaty_in(look, treaty).id
    return status_row(data, name, day_of(data, look.on), status(data, name, look.on, party))


@question("treaty/{str:treaty}/force", "treaty_force", "The rule of entry into force, and the count towards it",
          about="treaties")  # fmt: skip
def treaty_force(look: Look, treaty: str) -> dict[str, Any]:
    """As the command travaux treaty force --json prints it."""
    from travaux.treaty.force_rows import row

    return row(force_in(look, treaty_in(look, treaty).id, look.on), treaties_in(look))


@question("treaty/{str:treaty}/forecast", "treaty_forecast",
          "When the threshold is likely to be reached, and who is likely to join", about="treaties")  # fmt: skip
def treaty_forecast(
    look: Look,
    treaty: str,
    horizon: Annotated[str, Query(description="how far to look: 5y, 18m or 400d")] = "5y",
    threshold: Annotated[
        int | None, Query(ge=1, le=1000, description="so many instruments, not those of its rule")
    ] = None,
) -> dict[str, Any]:
    """As the command travaux treaty forecast --json prints it."""
    from travaux.treaty.forecasting import forecast

    data, name = treaties_in(look), treaty_in(look, treaty).id
    return forecast(data, name, on=look.on, horizon_days=_ahead(horizon), threshold=threshold).row()


def _ahead(words: str) -> int:
    """The days of a span; what is no span is a value that cannot be read, and nothing that is not there."""
    from travaux.treaty.forecasting import as_span

    try:
        return as_span(words)
    except TravauxError as error:
        said = f"{error.what}; {error.remedy}"
        raise ValidationError([{"loc": ("query", "horizon"), "type": "value_error", "msg": said}]) from None


@question("party/{str:party}/bound", "treaty_bound", "What binds a party on a day", about="treaties")
def treaty_bound(look: Look, party: str) -> dict[str, Any]:
    """As the command travaux treaty bound --json prints it."""
    from travaux.treaty.opening import party_named
    from travaux.treaty.standing import day_of
    from travaux.treaty.standing_rows import bound_row

    data = treaties_in(look)
    known, day = party_named(data, party), day_of(data, look.on)
    return bound_row(data, known, day, bound_in(look, known, day))
