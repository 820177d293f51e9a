"""What a jurisdiction must change to comply with a target: another's law, or rules set down in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.facts.naming import as_day
from travaux.law.cells import Rules, answer_of, as_number, last_day
from travaux.law.model import Cell, Laws
from travaux.law.naming import jurisdiction_named, norm_named
from travaux.law.scales import distance
from travaux.law.targets import read_target

__all__ = ["CHANGES", "Change", "GapFound", "GapRow", "gap"]

Change = Literal["none", "adopt", "repeal", "replace", "lengthen", "shorten", "raise", "lower", "unknown"]
CHANGES: Mapping[Change, str] = {
    "none": "the rule is what the target asks for",
    "adopt": "there is no such rule, and the target asks for one",
    "repeal": "there is a rule, and the target asks for none",
    "replace": "there is another rule, and neither is more than the other",
    "lengthen": "the target asks for more of what is measured",
    "shorten": "the target asks for less of what is measured",
    "raise": "the target stands higher on the scale",
    "lower": "the target stands lower on the scale",
    "unknown": "the rule, or what the target asks for, is not known; nothing is said of whether it complies",
}
_NO = frozenset({"no", "none", "not_required"})
_FILES = frozenset({".yaml", ".yml", ".csv", ".json"})
_TIMES = frozenset({"days", "weeks", "months", "years"})
_DISTANCE = (
    "0 complies, or lies beyond the same end of the scale; between unordered categories 1, else the part of the scale "
    "that lies between (Gower, 1971)"
)
_DEFINITIONS: dict[str, str] = {**{str(name): words for name, words in CHANGES.items()}, "distance": _DISTANCE}


@dataclass(frozen=True, slots=True)
class GapRow:
    """One norm: what the jurisdiction has, what the target needs, and the change between them.

    `needs` are the answers that the target has, or (from a file) any of which it takes; `target` is the cell of the
    other jurisdiction, None where the target is a file. `distance` is from 0 to 1 as `travaux.law.scales.distance`
    measures it (Gower, 1971), to the nearest that complies; None where it is unknown.
    """

    norm: str
    has: Cell
    needs: tuple[str, ...]
    target: Cell | None
    change: Change
    distance: float | None


@dataclass(frozen=True, slots=True)
class GapFound:
    """The gap between a jurisdiction and a target on a day."""

    laws: Laws
    of: str
    target: str
    day: date
    rows: tuple[GapRow, ...]
    asked: bool = True
    definitions: Mapping[str, str] = field(default_factory=lambda: dict(_DEFINITIONS))

    @property
    def counts(self) -> dict[str, int]:
        """How many norms need which change."""
        return {kind: count for kind in CHANGES if (count := sum(row.change == kind for row in self.rows))}

    def row(self) -> dict[str, Any]:
        """The gap as JSON."""
        from travaux.law.gap_rows import gap_row

        return gap_row(self)


def gap(
    laws: Laws, of: str, target: str | Path | Mapping[str, str | Sequence[str]], on: date | str | None = None
) -> GapFound:
    """What a jurisdiction must change to comply, norm by norm.

    Args:
        laws: norms and laws.
        of: the jurisdiction that is to comply (id, code or name).
        target: another jurisdiction; or a file that gives each norm the category it asks for, or several of which any
            will do (YAML, or CSV with the columns norm and needs), or such a mapping. Norms on which the target has no
            rule on record are `unknown` if it is a jurisdiction, and left out if it is a file.
        on: the day; None for the last of which the record speaks.

    Raises:
        TravauxError: if there is no such jurisdiction, norm, category, file or day.

    Example:
        >>> from travaux.facts.law_facts import Law
        >>> norms = {"grace": Norm(id="grace", scale="interval", unit="months", low=0, high=12)}
        >>> held = (Law(jurisdiction="EP", norm="grace", value="6"), Law(jurisdiction="US", norm="grace", value="12"))
        >>> found = gap(Laws("test", norms, held, ("EP", "US")), "EP", "US", on="2020-01-31")
        >>> [(row.norm, row.change, row.distance) for row in found.rows]
        [('grace', 'lengthen', 0.5)]
    """
    asked = as_day(on)
    day = asked or last_day(laws)
    one = jurisdiction_named(laws, of)
    rules = Rules(laws)
    told, name = _asked(laws, target)
    if told is not None:
        wanted = [norm for norm in laws.norms if norm in told]
        rows = tuple(_row(laws, rules.cell(one, norm, day), told[norm], None) for norm in wanted)
        return GapFound(laws, one, name, day, rows, asked is not None)
    if name == one:
        raise TravauxError(f"{one} is the target itself", where=laws.name, remedy="name another target")
    pairs = [(rules.cell(one, norm, day), rules.cell(name, norm, day)) for norm in laws.norms]
    rows = tuple(_row(laws, has, cell.answers, cell) for has, cell in pairs if has.laws or cell.laws)
    return GapFound(laws, one, name, day, rows, asked is not None)


def _asked(
    laws: Laws, target: str | Path | Mapping[str, str | Sequence[str]]
) -> tuple[dict[str, tuple[str, ...]] | None, str]:
    """What a target file or mapping asks for, by norm (None: it is a jurisdiction), and the name of the target."""
    if isinstance(target, Mapping):
        told = {name: ((value,) if isinstance(value, str) else tuple(value), "") for name, value in target.items()}
        return _checked(laws, told, laws.name), "target"
    path = Path(target)
    named = str(target) in laws.jurisdictions
    if isinstance(target, Path) or path.suffix.lower() in _FILES or (not named and path.is_file()):
        return _checked(laws, read_target(path), path.name), path.name
    return None, jurisdiction_named(laws, target)


def _checked(laws: Laws, told: Mapping[str, tuple[tuple[str, ...], str]], file: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for words, (values, place) in told.items():
        where = f"{file}, {place}" if place else file
        try:
            norm = laws.norms[norm_named(laws, words)]
        except TravauxError as error:
            raise TravauxError(error.what, where=where, why=error.why, remedy=error.remedy) from error
        if norm.id in found:
            raise TravauxError(f"the norm {norm.id} stands here twice", where=where, remedy="name it once")
        found[norm.id] = tuple(_answer(norm, value, where) for value in values)
    if not found:
        raise TravauxError("the target asks for nothing", where=file, remedy="give it a norm and the category it needs")
    return found


def _answer(norm: Norm, value: str, where: str) -> str:
    answer = value if value in norm.categories else answer_of(norm, value)
    if answer is None:
        among = ", ".join(norm.categories) or f"a number of {norm.unit or 'units'}"
        raise TravauxError(f"{value!r} is no category of the norm {norm.id}", where=where, remedy=f"give {among}")
    return answer


def _row(laws: Laws, has: Cell, needs: tuple[str, ...], target: Cell | None) -> GapRow:
    norm = laws.norms[has.norm]
    if has.answer is None or not needs or (target is not None and target.answer is None):
        return GapRow(norm.id, has, needs, target, "unknown", None)
    values = [law.value for law in laws.laws if law.norm == norm.id]
    values += [] if norm.categories else needs
    apart = {need: distance(norm, has.answer, need, values=values) for need in needs}
    nearest = min(needs, key=apart.__getitem__)
    return GapRow(norm.id, has, needs, target, _change(norm, has.answer, nearest), apart[nearest])


def _change(norm: Norm, has: str, needs: str) -> Change:
    if has == needs:
        return "none"
    if has in _NO or as_number(has) == 0:
        return "adopt"
    if needs in _NO or as_number(needs) == 0:
        return "repeal"
    if norm.scale == "interval" and not norm.categories:
        more = (as_number(needs) or 0) > (as_number(has) or 0)
        if norm.unit in _TIMES:
            return "lengthen" if more else "shorten"
        return "raise" if more else "lower"
    order = list(norm.categories)
    if norm.scale == "ordinal" and has in order and needs in order:
        return "raise" if order.index(needs) > order.index(has) else "lower"
    return "replace"
