"""How the answers of a norm compare: their places on its scale, and the distance between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast, get_args

from travaux.errors import TravauxError
from travaux.facts.law_facts import Norm
from travaux.law.cells import answer_of, as_number, other_answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Measure", "Scale", "distance", "measure_named", "scale_of"]

Measure = Literal["gower", "disagreement"]
"""`gower`: as far apart as they stand on the scale of the norm (Gower 1971). `disagreement`: 0 if they are the same
category, else 1 (as in the heterogeneity indices of the OECD, Nordås 2016)."""


@dataclass(frozen=True)
class Scale:
    """The answers that a norm admits, and where they stand.

    Attributes:
        norm: id of the norm.
        answers: categories in order; of an interval norm the numbers on record.
        places: where each stands, from 0 to 1; None where the answers have no order.
        open: whether other answers are possible than those named: any number between the ends of an interval.
    """

    norm: str
    answers: tuple[str, ...]
    places: tuple[float, ...] | None
    open: bool = False

    @cached_property
    def at(self) -> dict[str, int]:
        """The number of each answer, from 0."""
        return {answer: number for number, answer in enumerate(self.answers)}

    def matrix(self, measure: str = "gower") -> NDArray[np.float64]:
        """The distance between each two answers."""
        import numpy as np

        if self.places is None or measure == "disagreement":
            return 1.0 - np.eye(len(self.answers))
        at = np.array(self.places, dtype=np.float64)
        return np.abs(at[:, None] - at[None, :])

    def distance(self, first: str, second: str, measure: str = "gower") -> float:
        """How far apart two answers are, from 0 to 1.

        Raises:
            KeyError: if one of them is no answer of the norm.
        """
        one, other = self.at[first], self.at[second]
        if self.places is None or measure == "disagreement":
            return float(one != other)
        return abs(self.places[one] - self.places[other])


def measure_named(words: str) -> Measure:
    """The measure that a user names.

    Raises:
        TravauxError: if there is none of that name.
    """
    if words not in get_args(Measure):
        raise TravauxError(f"there is no measure {words!r}", remedy="use gower or disagreement")
    return cast(Measure, words)


def scale_of(norm: Norm, values: Iterable[str] = ()) -> Scale:
    """The scale of a norm.

    Boolean and nominal answers have no order. Ordinal categories stand at rank / (number of categories - 1). Numbers
    stand at (number - low) / (high - low) of the norm, or of the values on record where it names no ends; a number
    beyond an end counts as the end (`travaux.law.beyond` says so). A norm without categories admits the values on
    record; a boolean one admits yes and no, though its categories name only one of them.

    Args:
        norm: the norm.
        values: all coded values on record for it.

    Raises:
        TravauxError: if an ordinal norm has neither categories nor numbers for values, or the ends are reversed.

    Example:
        >>> scale_of(Norm(id="best_mode", scale="ordinal", categories={"no": [], "some": [], "all": []})).places
        (0.0, 0.5, 1.0)
    """
    name = norm.title or norm.id
    found = dict.fromkeys(answer for answer in (answer_of(norm, value) for value in values) if answer is not None)
    answers = tuple(norm.categories) or tuple(found)
    if norm.scale in ("boolean", "nominal"):
        if norm.scale == "boolean" and not norm.categories:
            answers = tuple(dict.fromkeys(("no", "yes", *found)))
        if other := other_answer(norm):
            answers = (*answers, other)
        return Scale(norm.id, answers, None)
    numbers = [as_number(answer) for answer in answers]
    counted = [number for number in numbers if number is not None]
    numeric = len(counted) == len(answers)
    if norm.scale == "interval" and numeric:
        return _interval(norm, answers, counted)
    if norm.categories:
        return Scale(norm.id, answers, _ranks(len(answers)))
    if not numeric:
        raise TravauxError(
            "its values have no order", where=name, why="it is ordinal, and names no categories",
            remedy="name its categories from least to most",
        )  # fmt: skip
    ordered = tuple(sorted(answers, key=float))
    return Scale(norm.id, ordered, _ranks(len(ordered)))


def _ranks(count: int) -> tuple[float, ...]:
    return tuple(rank / (count - 1) if count > 1 else 0.0 for rank in range(count))


def _interval(norm: Norm, answers: tuple[str, ...], numbers: list[float]) -> Scale:
    low = norm.low if norm.low is not None else min(numbers, default=0.0)
    high = norm.high if norm.high is not None else max(numbers, default=low)
    if high < low:
        raise TravauxError(
            f"the scale ends at {high:g} before it begins at {low:g}", where=norm.title or norm.id,
            remedy="give low and high of the norm in this order, around the values on record",
        )  # fmt: skip
    # Half of each, for the difference of two numbers may be more than a number can hold.
    length = high / 2 - low / 2
    order = sorted(range(len(answers)), key=numbers.__getitem__)
    places = tuple(min(max((numbers[each] / 2 - low / 2) / length, 0.0), 1.0) if length else 0.0 for each in order)
    return Scale(norm.id, tuple(answers[each] for each in order), places, open=length > 0)


def distance(norm: Norm, first: str, second: str, measure: str = "gower", values: Iterable[str] = ()) -> float:
    """How far apart two answers to a norm are, from 0 (the same) to 1.

    Args:
        norm: the norm.
        first: a category; of an interval norm a number as written.
        second: another.
        measure: `gower` or `disagreement`.
        values: all coded values on record, for the ends of an interval norm that names none; without them the two
            answers are its ends.

    Raises:
        TravauxError: if there is no such measure, or one of the answers is none of this norm.

    Example:
        >>> grace = Norm(id="grace", scale="interval", unit="months", low=0, high=12)
        >>> distance(grace, "6", "12"), distance(grace, "6", "12", "disagreement")
        (0.5, 1.0)
    """
    named = measure_named(measure)
    extra = () if norm.categories else (first, second)
    scale = scale_of(norm, (*values, *extra))
    for answer in (first, second):
        if answer not in scale.at and not norm.categories and (number := answer_of(norm, answer)) in scale.at:
            first, second = (number if each == answer else each for each in (first, second))
        elif answer not in scale.at:
            raise TravauxError(
                f"{answer!r} is no answer to it", where=norm.title or norm.id,
                remedy=f"use one of: {', '.join(scale.answers)}",
            )  # fmt: skip
    return scale.distance(first, second, named)
