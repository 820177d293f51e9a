"""Why a fact cannot be read, in plain words, and the few slips whose meaning leaves no doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from travaux.facts import model, treaty_facts
from travaux.facts.nearest import did_you_mean

__all__ = ["Fault", "faults_in_words", "mended", "shown"]

_DAY = "write a whole day such as 2000-12-20, and say in the note if only the month or year is known"
_WHEN = "write 2013-03-16, 2013-03, 2013 or between 2012-08-03 and 2018-11-08"
_LIST = "write a list, such as [first, second]"
_LONGEST = 60
# pydantic adds the types it tried to the place, where several are possible.
_EITHER = {"brackets", "alternatives"}


class Fault(NamedTuple):
    """One thing that is wrong in a fact: where in it, what, and the remedy."""

    path: tuple[str | int, ...]
    what: str
    remedy: str


def shown(value: object) -> str:
    """A value as a message quotes it.

    Example:
        >>> shown("opose"), shown(None), shown([1, 2]), shown(True)
        ("'opose'", 'empty', 'a list', 'true')
    """
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}…" + ("'" if isinstance(value, str) else "")


def faults_in_words(errors: Iterable[ErrorDetails]) -> tuple[Fault, ...]:
    """What pydantic found, as a person would say it; each place once."""
    found: dict[tuple[str | int, ...], Fault] = {}
    for error in errors:
        path = error["loc"]
        if path and path[0] in _EITHER:
            path = path[:1]
            what = f"`{path[0]}` is {shown(error['input'])}, neither a whole number nor words"
            fault = Fault(path, what, "write one of the two")
        else:
            what, remedy = _FAULTS.get(error["type"], _other)(error)
            fault = Fault(path, f"{_place(path)} {what}", remedy)
        found.setdefault(path, fault)
    return tuple(found.values())


def _place(path: tuple[str | int, ...]) -> str:
    if not path:
        return "the fact"
    *around, last = path
    inside = ""
    for step in around:
        inside += f" {step + 1}" if isinstance(step, int) else f" in `{step}`" if inside else f"`{step}`"
    if isinstance(last, int):
        return f"entry {last + 1} of {inside or 'the list'}"
    return f"`{last}` (in {inside})" if inside else f"`{last}`"


Words = tuple[str, str]


def _missing(error: ErrorDetails) -> Words:
    return "is missing", f"add `{error['loc'][-1]}: …`" if error["loc"] else "add it"


def _literal(error: ErrorDetails) -> Words:
    expected = error["ctx"]["expected"].replace("'", "")
    known = expected.replace(" or ", ", ").split(", ")
    near = did_you_mean(error["input"], known) if isinstance(error["input"], str) else ""
    return f"is {shown(error['input'])}", f"{near} It may be {expected}" if near else f"it may be {expected}"


def _words(error: ErrorDetails) -> Words:
    quoted = isinstance(error["input"], bool | int | float)
    return f"is {shown(error['input'])}, not words", "put it in double quotes" if quoted else "write words"


def _number(error: ErrorDetails) -> Words:
    whole = "whole " if error["type"].startswith("int") else ""
    return f"is {shown(error['input'])}, not a {whole}number", f"write a {whole}number, or leave it out"


def _truth(error: ErrorDetails) -> Words:
    return f"is {shown(error['input'])}, neither true nor false", "write true or false, or leave it out"


def _day(error: ErrorDetails) -> Words:
    return f"is {shown(error['input'])}, not a day of the calendar", _DAY


def _when(error: ErrorDetails) -> Words:
    return f"is {shown(error['input'])}, not a day, month or year of the calendar", _WHEN


def _empty_rule(_: ErrorDetails) -> Words:
    return "says nothing", "give it a `threshold`, a day (`on`), `conditions`, or the rule in `words`"


def _bound(error: ErrorDetails) -> Words:
    signs = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    sign, limit = next((signs[key], value) for key, value in error["ctx"].items() if key in signs)
    return f"is {shown(error['input'])}, but must be {sign} {limit:g}", "correct the number"


def _short(error: ErrorDetails) -> Words:
    least = error["ctx"]["min_length"]
    return f"has fewer than {least} entries", f"give at least {least}"


def _list(error: ErrorDetails) -> Words:
    return f"is {shown(error['input'])}, not a list", _LIST


def _mapping(error: ErrorDetails) -> Words:
    name = error.get("ctx", {}).get("class_name", "")
    part = getattr(model, name, None) or getattr(treaty_facts, name, None)
    fields = part.model_fields.items() if part else ()
    needed = [field.alias or name for name, field in fields if field.is_required()] or [name for name, _ in fields][:2]
    example = ", ".join(f"{name}: …" for name in needed) or "name: …"
    return f"is {shown(error['input'])}, not a mapping", f"write it as {{{example}}}"


def _other(error: ErrorDetails) -> Words:
    return f"cannot be {shown(error['input'])}", "compare with the page on case files"


_FAULTS: dict[str, Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "literal_error": _literal,
    **dict.fromkeys(("string_type", "string_unicode"), _words),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _number),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _number),
    **dict.fromkeys(("bool_type", "bool_parsing"), _truth),
    **dict.fromkeys(("value_error", "date_type", "date_parsing"), _day),
    **dict.fromkeys(("date_from_datetime_parsing", "date_from_datetime_inexact"), _day),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _bound),
    "too_short": _short,
    "when": _when,
    "empty_rule": _empty_rule,
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _mapping),
}


def mended(raw: dict[str, Any], errors: Iterable[ErrorDetails]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """A copy of the fact in which slips without two meanings are put right, and what was put right.

    A key without a value is left out, a whole number where words stand is taken as words, a single entry where a list
    stands as a list of one. The label of readers is never touched.
    """
    fixed = _copied(raw)
    found: list[Fault] = []
    for error in errors:
        *around, last = error["loc"] or ("",)
        holder = fixed
        try:
            for step in around:
                holder = holder[step]
            value = holder[last]
        except (LookupError, TypeError):
            continue
        if last == "reader" or type(holder) not in (dict, list):
            continue
        if value is None and isinstance(holder, dict):
            del holder[str(last)]
        elif error["type"] == "string_type" and type(value) is int and error["loc"][0] not in _EITHER:
            holder[last] = str(value)
            said = f"{_place(error['loc'])} is the number {value}, read as words"
            found.append(Fault(error["loc"], said, "put it in double quotes"))
        elif error["type"] == "tuple_type" and isinstance(value, str | dict):
            holder[last] = [value]
            found.append(Fault(error["loc"], f"{_place(error['loc'])} is one entry, read as a list of one", _LIST))
    return fixed, tuple(found)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
