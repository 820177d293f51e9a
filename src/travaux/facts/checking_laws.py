"""Whether norms can be compared on, and whether the laws on record can hold beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from travaux.facts.checking_ground import Ground
from travaux.facts.law_facts import Law, Norm
from travaux.facts.loading_intake import key_of_line
from travaux.facts.nearest import did_you_mean

__all__ = ["check_laws"]

_YES_NO = ("yes", "no")


class _Held(NamedTuple):
    """A law, and the days on which it holds by the record; `loosely`: on one of these days."""

    start: date
    end: date
    loosely: bool
    law: Law


def check_laws(ground: Ground) -> None:
    """Remark on scales that cannot be compared on, values that fall in no category, and laws that exclude each other.

    Two laws of one jurisdiction on one norm that differ are an error where by their days both held on one day. A law
    with a first day and no last one goes on; one without either held on the day of which its source speaks; two that
    name no day at all are taken to speak of the same.
    """
    norms: dict[str, Norm] = {}
    for norm in ground.live("norms", Norm):
        norms.setdefault(norm.id, norm)
    for norm in norms.values():
        _scale(ground, norm)
    held: dict[tuple[str, str], list[Law]] = {}
    for law in ground.live("laws", Law):
        _order(ground, law)
        if law.norm in norms:
            _value(ground, law, norms[law.norm])
        held.setdefault((law.jurisdiction, law.norm), []).append(law)
    for (_, name), laws in held.items():
        if len(laws) > 1:
            _beside(ground, laws, norms.get(name))


def _scale(ground: Ground, norm: Norm) -> None:
    what, remedy = "", ""
    twice = _twice(norm)
    if norm.scale == "ordinal" and len(norm.categories) < 2:
        what = "is ordinal, but does not say the order of its categories"
        remedy = "add `categories`, from least to most, each with the values that fall into it"
    elif norm.scale == "interval" and norm.categories:
        what = "is measured on an interval, and has categories as well"
        remedy = "leave out the categories, or make the scale ordinal"
    elif norm.low is not None and norm.high is not None and norm.high <= norm.low:
        what = f"has the ends {norm.low:g} and {norm.high:g}, which leave no interval"
        remedy = "give `low` the smaller of the two"
    elif twice:
        what = f"has the value {twice!r} in two categories"
        remedy = "leave it in one of them"
    if what:
        ground.note("error", f"{ground.name('norms', norm)} {what}", "norms", norm, remedy=remedy)


def _twice(norm: Norm) -> str:
    values = [value for values in norm.categories.values() for value in values]
    return next((value for value in values if values.count(value) > 1), "")


def _order(ground: Ground, law: Law) -> None:
    if law.first and law.last and law.last.latest < law.first.earliest:
        what = f"{ground.name('laws', law)} has `to` {law.last} before `from` {law.first}"
        ground.note("error", what, "laws", law, remedy="correct one of the two days")


def _value(ground: Ground, law: Law, norm: Norm) -> None:
    if norm.scale == "interval" and not norm.categories:
        if not _is_number(law.value):
            what = (
                f"{ground.name('laws', law)} has the value {law.value!r}, but norm {norm.id!r} is measured in numbers"
            )
            ground.note("error", what, "laws", law, remedy=f"write a number{f' of {norm.unit}' if norm.unit else ''}")
        return
    known = [value for values in norm.categories.values() for value in values]
    if not known:
        known = list(_YES_NO) if norm.scale == "boolean" else []
    elif norm.scale == "boolean" and list(norm.categories) in (["yes"], ["no"]):
        known += {"yes", "no"} - {*norm.categories}
    if known and law.value not in known:
        ground.note(
            "remark",
            f"{ground.name('laws', law)} has the value {law.value!r}, which falls in no category of norm {norm.id!r}",
            "laws",
            law,
            why="so it is unknown where laws are compared",
            remedy=did_you_mean(law.value, known, "add the value to a category of the norm, or leave it so"),
        )


def _is_number(value: str) -> bool:
    try:
        return abs(float(value)) < float("inf")
    except ValueError:
        return False


def _beside(ground: Ground, laws: Sequence[Law], norm: Norm | None) -> None:
    """Compare each law with the one of those before it that goes on longest, and the loose ones with all."""
    categories = {value: name for name, values in norm.categories.items() for value in values} if norm else {}
    held = sorted(map(_held, laws), key=lambda each: (each.start, each.end))
    firm = [each for each in held if not each.loosely and each.start <= each.end]
    for longest, each in zip(accumulate(firm, _longer), firm[1:], strict=False):
        if each.start <= longest.end:
            _overlap(ground, longest, each, categories)
    same: dict[tuple[date, date], _Held] = {}
    for each in (each for each in held if each.loosely):
        around = next((one for one in firm if one.start <= each.start and each.end <= one.end), None)
        other = around or same.get(each[:2])
        if other:
            _overlap(ground, other, each, categories)
        same.setdefault(each[:2], each)


def _longer(one: _Held, other: _Held) -> _Held:
    return other if other.end > one.end else one


def _held(law: Law) -> _Held:
    first, last, spoken = law.first, law.last, law.as_of
    if first:
        return _Held(first.latest, last.earliest if last else date.max, False, law)
    if last:
        return _Held(min(spoken.latest, last.earliest) if spoken else last.earliest, last.earliest, False, law)
    start, end = spoken or (date.min, date.max)
    return _Held(start, end, start < end, law)


def _overlap(ground: Ground, one: _Held, other: _Held, categories: Mapping[str, str]) -> None:
    first, second = one.law, other.law
    both = f"{ground.name('laws', second)} and {first.id!r}"
    where = f"{second.jurisdiction} on {second.norm}"
    lines = _lines(ground, (first, second))
    if first.value == second.value:
        what = f"{both} say the same of {where} for the same days"
        ground.note("remark", what, "laws", second, first, why=lines, remedy="make them one, or correct their days")
        return
    same = first.value in categories and categories[first.value] == categories.get(second.value)
    day = f"on {other.start}" if other.start > date.min else "both without a day"
    what = f"{both} say different things of {where} for one day: {second.value!r} and {first.value!r} ({day})"
    why = "; ".join(filter(None, (f"both are {categories[first.value]!r}" if same else "", lines)))
    remedy = "give the earlier one the day before as its `to`, or supersede the wrong one"
    ground.note("remark" if same else "error", what, "laws", second, first, why=why, remedy=remedy)


def _lines(ground: Ground, laws: Iterable[Law]) -> str:
    keys = (key_of_line("laws", law.id) for law in laws)
    lines = [str(ground.lines[key]) for key in keys if key in ground.lines]
    return f"on lines {', '.join(lines)}" if lines else ""
