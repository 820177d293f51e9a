"""What a jurisdiction's rule on a norm is on a day: the one place that decides what holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.facts.naming import as_day, unknown
from travaux.law.model import Basis, Cell, Laws
from travaux.law.spans import Span, span

__all__ = ["Rules", "answer_of", "as_number", "cell", "cells", "last_day", "other_answer"]


def as_number(value: str) -> float | None:
    """The number that a value of an interval norm is; None if it is none.

    Example:
        >>> as_number("12"), as_number("a year")
        (12.0, None)
    """
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def answer_of(norm: Norm, value: str) -> str | None:
    """The category into which a coded value falls, of an interval norm the number; None if it cannot be compared.

    Example:
        >>> norm = Norm(id="grace", scale="ordinal", categories={"none": ["no"], "some": ["six", "twelve"]})
        >>> answer_of(norm, "six"), answer_of(norm, "eternal")
        ('some', None)
        >>> answer_of(Norm(id="length", scale="interval"), "12.0")
        '12'
    """
    if norm.scale == "interval" and not norm.categories:
        number = as_number(value)
        return None if number is None else f"{number:.12g}"
    if not norm.categories:
        return value
    found = next((name for name, values in norm.categories.items() if value in values), None)
    return value if found is None and value == other_answer(norm) else found


def other_answer(norm: Norm) -> str | None:
    """The answer of a yes/no norm that its categories leave out, because they name only yes or only no.

    Example:
        >>> other_answer(Norm(id="seal", scale="boolean", categories={"yes": ["sealed"]}))
        'no'
    """
    if norm.scale != "boolean" or len(norm.categories) != 1:
        return None
    return {"yes": "no", "no": "yes"}.get(next(iter(norm.categories)))


class Rules:
    """The rules on record, at hand by jurisdiction and norm.

    Example:
        >>> norms = {"grace": Norm(id="grace", scale="interval", unit="months")}
        >>> held = [Law(jurisdiction="JP", norm="grace", value="6", last="2018-06-08"),
        ...         Law(jurisdiction="JP", norm="grace", value="12", first="2018-06-09", as_of="2020")]
        >>> rules = Rules(Laws("test", norms, tuple(held), ("JP",)))
        >>> found = rules.cell("JP", "grace", date(2019, 1, 1))
        >>> found.answer, found.basis
        ('12', 'dated')
    """

    def __init__(self, laws: Laws) -> None:
        self._norms = laws.norms
        self._held: dict[tuple[str, str], list[tuple[Law, Span, str | None]]] = {}
        answers: dict[tuple[str, str], str | None] = {}
        spans: dict[tuple[object, ...], Span] = {}
        for law in laws.laws:
            if law.norm not in laws.norms:
                continue
            coded = (law.norm, law.value)
            if coded not in answers:
                answers[coded] = answer_of(laws.norms[law.norm], law.value)
            days = (law.first, law.last, law.as_of)
            if days not in spans:
                spans[days] = span(law)
            self._held.setdefault((law.jurisdiction, law.norm), []).append((law, spans[days], answers[coded]))

    def spans(self, jurisdiction: str, norm: str) -> tuple[Span, ...]:
        """The days of the rules on record; a cell says the same between two edges of them."""
        return tuple(days for _, days, _ in self._held.get((jurisdiction, norm), ()))

    def cell(self, jurisdiction: str, norm: str, day: date) -> Cell:
        """What a rule is on a day; `missing` where nothing is on record, or nothing that can be compared.

        - On a day on which a rule certainly holds (see `travaux.law.spans`), it is the answer: `dated` between days on
          record, else `assumed`.
        - While one rule may have ended and another begun, both are possible: `doubtful`, unless they are one category
          (then `dated`, for days on record stand on both sides).
        - While a rule may have ended, or begun, and nothing says what held otherwise, the cell is `missing`.
        - A value in no category is `missing`, and so is a doubtful cell with one among its values: nothing can be said
          of how it compares. The rules are in `laws` all the same.
        - Rules on record for one day that differ are `doubtful`: both answers, until one is corrected.
        """
        held = self._held.get((jurisdiction, norm), [])
        certain = [each for each in held if each[1].certain(day)]
        if certain:
            dated = any(each[1].dated(day) for each in certain)
            return _cell(jurisdiction, norm, day, certain, "dated" if dated else "assumed")
        possible = [each for each in held if each[1].possible(day)]
        ending = any(day > each[1].certain_to for each in possible)
        beginning = any(day < each[1].certain_from for each in possible)
        if ending and beginning and len(possible) > 1:
            return _cell(jurisdiction, norm, day, possible, "dated")
        return Cell(jurisdiction, norm, day, (), "missing", tuple(law for law, _, _ in possible))


def _cell(jurisdiction: str, norm: str, day: date, held: Sequence[tuple[Law, Span, str | None]], basis: Basis) -> Cell:
    facts = tuple(law for law, _, _ in held)
    answers = tuple(dict.fromkeys(answer for _, _, answer in held if answer is not None))
    if not answers or any(answer is None for _, _, answer in held):
        return Cell(jurisdiction, norm, day, (), "missing", facts)
    return Cell(jurisdiction, norm, day, answers, "doubtful" if len(answers) > 1 else basis, facts)


def last_day(laws: Laws) -> date:
    """The day taken where none is asked for: that of the view, else the last of which the record speaks.

    Raises:
        TravauxError: if no law has a day.
    """
    if laws.as_of is not None:
        return laws.as_of
    days = [each.latest for law in laws.laws for each in (law.first, law.last, law.as_of) if each is not None]
    if not days:
        raise TravauxError("no law on record has a day", where=laws.name, remedy="say for which day: --on 2026-01-31")
    return max(days)


def cell(laws: Laws, jurisdiction: str, norm: str, day: date) -> Cell:
    """What a jurisdiction's rule on a norm is on a day, as `Rules.cell` says it; for many, use `cells` or `Rules`."""
    some = tuple(law for law in laws.laws if law.jurisdiction == jurisdiction and law.norm == norm)
    return Rules(Laws(laws.name, laws.norms, some, laws.jurisdictions)).cell(jurisdiction, norm, day)


def cells(laws: Laws, norm: str | None = None, on: date | str | None = None) -> tuple[Cell, ...]:
    """Every cell on a day, by norm and jurisdiction in their order.

    Args:
        laws: norms and laws.
        norm: only this norm; None for all.
        on: the day; None for the last of which the record speaks.

    Raises:
        TravauxError: if there is no such norm, the words are no day, or no day is given and none on record.
    """
    if norm is not None and norm not in laws.norms:
        raise unknown("norm", norm, laws.norms, laws.name)
    day = as_day(on) or last_day(laws)
    rules = Rules(laws)
    wanted: Iterable[str] = laws.norms if norm is None else (norm,)
    return tuple(rules.cell(one, each, day) for each in wanted for one in laws.jurisdictions)
