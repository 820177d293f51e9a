"""What giving up a statement costs: a small table that says our judgement, and can be overridden.

The cost is the number of the restraint times the number of the stance, without unit: a preference costs least, a red
line that only a change of law could lift costs most. Sums of costs rank ways out; they measure nothing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from travaux.errors import TravauxError
from travaux.facts.model import RestraintKind

__all__ = ["Costs", "Held", "cost_of", "default_costs", "read_costs"]

Held = Literal["prefer", "accept", "oppose", "condition", "package", "red_line", "mandate"]
"""How a statement is held; `condition`, `package` and `mandate` stand beside the four stances of a position."""

_Factor = Annotated[float, Field(gt=0, strict=True, allow_inf_nan=True)]
_LARGEST_FILE = 1_000_000  # bytes; a table of costs has some twenty lines


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    restraint: dict[RestraintKind, _Factor] = {}
    stance: dict[Held, _Factor] = {}


class Costs(_Table):
    """A whole table of costs: a number (above 0, `inf` allowed, without unit) for each restraint and each stance."""


def cost_of(kind: str, stance: str, table: Costs | None = None) -> float:
    """The cost of giving up a statement held so, for such a reason, without unit.

    Args:
        kind: the restraint, one of `RestraintKind`.
        stance: how it is held, one of `Held`.
        table: by default the table that comes with Travaux.

    Raises:
        TravauxError: if there is no such restraint or stance.

    Example:
        >>> cost_of("domestic_law", "red_line") > cost_of("economic", "red_line") > cost_of("economic", "prefer")
        True
    """
    table = table or default_costs()
    for name, known in ((kind, table.restraint), (stance, table.stance)):
        if name not in known:
            raise TravauxError(f"the table of costs has no line for {name!r}", remedy=f"use one of: {', '.join(known)}")
    return table.restraint[kind] * table.stance[stance]  # type: ignore[index]  # just looked up


@cache
def default_costs() -> Costs:
    """The table that comes with Travaux, `costs.toml`."""
    words = files(__package__).joinpath("costs.toml").read_text(encoding="utf-8")
    return Costs.model_validate(tomllib.loads(words))


def read_costs(path: str | Path) -> Costs:
    """The table with the lines of a file of the user's own put in place of the default ones.

    The file is TOML with one or both of the sections `[restraint]` and `[stance]`.

    Raises:
        TravauxError: if the file cannot be read, is not TOML, names something unknown, or gives a cost that is not
            a number above 0.
    """
    path = Path(path)
    own = _checked(path, _content(path))
    default = default_costs()
    return Costs(restraint={**default.restraint, **own.restraint}, stance={**default.stance, **own.stance})


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise TravauxError("the file is too large for a table of costs", where=str(path), remedy="shorten it")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise TravauxError(
            "the costs cannot be read", where=str(path), why=why, remedy="check the name of the file"
        ) from None
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, numbers beyond reason
        raise TravauxError(
            "the costs are not TOML", where=str(path), why=str(error), remedy='write lines such as "economic = 2"'
        ) from None


def _checked(path: Path, content: dict[str, Any]) -> _Table:
    try:
        return _Table.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise TravauxError(
            f"{place} is no line of a table of costs",
            where=str(path),
            why=first["msg"][0].lower() + first["msg"][1:],
            remedy=f"give numbers above 0 under [restraint] and [stance]; the stances are {', '.join(get_args(Held))}",
        ) from None
