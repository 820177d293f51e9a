"""Reference answers kept beside a table of actors: what other tools published for it, to compare with.

Two kinds are read. `NAME.answers.json` gives figures that a model must reproduce (`initial`: weighted median and mean).
`ref_NAME.history.txt` is the log of a run of KTAB's Spatial Model of Politics. Such a run is *compared* with, never
equated: there, actors move over many states, on all dimensions at once, and some never move; what is compared is the
mean of their last positions, weighted as here. The models here are taken once, from the first positions, each dimension
by itself. Neither of the two is an outcome.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from travaux.consensus.actors import ActorTable
from travaux.consensus.forecast_models import weighted_mean
from travaux.consensus.forecasting import forecast_table
from travaux.errors import TravauxError

__all__ = ["Comparison", "compare", "read_history", "references_of"]

_LINE = re.compile(r"^(?P<actor>[^,]+), (?P<what>.+?):(?P<figures>(?:\s+-?\d+(?:\.\d+)?)+)\s*$")
_INITIAL = {"weighted_median": "median", "weighted_mean": "compromise"}
_LARGEST_FILE = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Comparison:
    """A model here beside a figure published elsewhere, in the unit of the table.

    `kind` is `same` where both claim to compute the same thing, `final` where the other is the mean of the last
    positions of a run, weighted by power times salience; `low` and `high` are then the ends of those positions.
    """

    dimension: str
    model: str
    here: float
    there: float
    kind: str
    source: str
    low: float | None = None
    high: float | None = None

    @property
    def difference(self) -> float:
        """Here minus there."""
        return self.here - self.there

    def row(self) -> dict[str, Any]:
        """The comparison in plain values."""
        return {**asdict(self), "difference": self.difference}


def references_of(path: str | Path) -> tuple[Path, ...]:
    """The reference answers beside a table of actors, where there are any."""
    path = Path(path)
    wanted = (path.with_name(f"{path.stem}.answers.json"), path.with_name(f"ref_{path.stem}.history.txt"))
    return tuple(each for each in wanted if each.is_file())


def compare(table: ActorTable, reference: Path) -> tuple[Comparison, ...]:
    """Our models beside a reference answer.

    Raises:
        TravauxError: if the file cannot be read, or does not fit the table.
    """
    if reference.suffix == ".json":
        return tuple(_initial(table, reference))
    return tuple(_finals(table, reference))


def read_history(path: Path) -> Mapping[tuple[str, str], tuple[float, ...]]:
    """The positions of each actor on each dimension, state by state, from the log of a KTAB run.

    Raises:
        TravauxError: if the file cannot be read or holds no history of positions.
    """
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for line in _words(path).splitlines():
        read = _LINE.match(line)
        if read and read["what"].strip() != "prob":
            found[read["actor"].strip(), read["what"].strip()] = tuple(map(float, read["figures"].split()))
    if not found or len({len(states) for states in found.values()}) > 1:
        raise TravauxError(
            "no history of positions is in the file",
            where=str(path),
            why="lines such as `A, Dimension: 30.0 30.9`, of one length, are expected",
            remedy="give the log of a run of KTAB",
        )
    return found


def _words(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise TravauxError("the reference is too large", where=str(path), remedy="use a file of fewer than 20 MB")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TravauxError(
            "the reference cannot be read", where=str(path), why=str(error), remedy="check the file"
        ) from None


def _initial(table: ActorTable, path: Path) -> Iterator[Comparison]:
    try:
        content = json.loads(_words(path))
        figures = {name: float(content["initial"][name]) for name in _INITIAL if name in content["initial"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        figures = {}
    if not figures or len(table.dimensions) != 1:
        raise TravauxError(
            "the reference does not fit the table",
            where=str(path),
            why="`initial` with weighted_median or weighted_mean, for one dimension, is expected",
            remedy="correct the reference, or take it away",
        )
    [forecast] = forecast_table(table)
    for name, figure in figures.items():
        model = _INITIAL[name]
        if model in forecast.models:
            yield Comparison(forecast.issue, model, forecast.models[model], figure, "same", path.name)


def _finals(table: ActorTable, path: Path) -> Iterator[Comparison]:
    history = read_history(path)
    for forecast in forecast_table(table):
        voices = [voice for voice in forecast.voices if (voice.party, forecast.issue) in history]
        if len(voices) < len(forecast.voices) or not forecast.models:
            raise TravauxError(
                f"the history does not have all actors on {forecast.issue}",
                where=str(path),
                remedy="give the history of this table",
            )
        last = [history[voice.party, forecast.issue][-1] for voice in voices]
        there = weighted_mean(last, [voice.weight for voice in voices])
        for model, at in forecast.models.items():
            yield Comparison(forecast.issue, model, at, there, "final", path.name, min(last), max(last))
