"""Hypothesis strategies for cases: every section and field, odd words, free keys, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from hypothesis import strategies as st

from travaux.facts.law_facts import NormScale
from travaux.facts.model import PartyKind, RestraintKind, RuleKind, Stance
from travaux.facts.treaty_facts import ACTION_KINDS

ODD_WORDS = (
    *("no", "null", "true", "~", "12", "0o7", "1e5", ".nan", "2000-12-20", "", " ", "a: b", "- a", "# a", "a #b"),
    *(
        "x ",
        " x",
        "a, b",
        "[a]",
        "{a: b}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "?",
        "? a",
        "<<",
        "=",
        "-",
        "'",
    ),
    *('"', "\\", "\\n", "a\nb", "a\n\n  b\n", "\t", "\r\n", "\x85", "\u2028", "\ufeff", "\x00", "\x7f", "\uffff"),
    *(
        "é",
        "e\u0301",
        "保护",
        "المعاهدة",
        "👩‍⚖️",
        "Côte d'Ivoire",
        "x" * 1500,
        "two  blanks",
        "a:b",
        "a#b",
        "---",
        "...",
    ),
)
WORDS = st.one_of(st.sampled_from(ODD_WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
IDS = st.one_of(st.sampled_from(("us", "eu", "a12", "no", "menu")), WORDS)
DAYS = st.dates().map(lambda day: day.isoformat())
NUMBERS = st.one_of(st.integers(-(10**6), 10**20), st.floats(allow_nan=False, allow_infinity=False))
POSITIVE = st.floats(0.0, exclude_min=True, allow_nan=False, allow_infinity=False)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=3),
    max_leaves=5,
)
FREE = st.dictionaries(
    st.sampled_from(("state_2000", "x_own", "but later", "12", "no", "x: y", "x" * 1200)), PLAIN, max_size=2
)
LABELS = st.sampled_from(("public", "chair", "party:us", "group:b", "all"))


def mapping(needed: Mapping[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A mapping with these keys, and now and then with free ones."""
    known = st.fixed_dictionaries(dict(needed), optional=optional)
    return st.builds(lambda own, free: {**own, **free}, known, st.one_of(st.just({}), st.just({}), FREE))


def fact(needed: Mapping[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A mapping with what every fact may carry."""
    return mapping(
        needed,
        **optional,
        date=DAYS,
        source=IDS,
        evidence=st.sampled_from(("seen", "derived", "recalled")),
        confidence=st.sampled_from(("high", "medium", "low")),
        note=WORDS,
        reader=LABELS,
        recorded=DAYS,
        supersedes=IDS,
    )


def _between(first: str, last: str) -> str:
    return f"between {first} and {last}"


NAMES = st.lists(WORDS, max_size=3)
POINT = mapping({"issue": IDS, "option": IDS})
RESTRAINT = mapping({}, kind=st.sampled_from(get_args(RestraintKind)), reason=WORDS)
MEMBER = st.one_of(IDS, mapping({"party": IDS}, **{"from": DAYS, "to": DAYS, "source": IDS, "note": WORDS}))
OPTION = mapping({"id": IDS}, label=WORDS, since=DAYS, until=DAYS, at=NUMBERS, in_text=WORDS, law=NAMES)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(0, 99), st.floats(-1e9, 1e9))
YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
WHENS = st.one_of(DAYS, YEARS, MONTHS, st.lists(DAYS, min_size=2, max_size=2).map(lambda days: _between(*sorted(days))))
DELAY = mapping(
    {},
    years=st.integers(0, 9),
    months=st.integers(0, 99),
    days=st.integers(0, 999),
    after=st.sampled_from(("deposit", "notification")),
    or_later=st.booleans(),
    at_most_months=st.integers(0, 99),
    words=WORDS,
)
INSTRUMENT = fact({"name": WORDS}, id=IDS, short=WORDS, adopted=DAYS, in_force=DAYS, sources=NAMES)
NAME_LIST = fact({"names": NAMES}, id=IDS)
SOURCE = fact({"title": WORDS}, address=WORDS, kind=WORDS)
LISTS: dict[str, st.SearchStrategy[Any]] = {
    "parties": fact(
        {"id": IDS, "name": WORDS},
        kind=st.sampled_from(get_args(PartyKind)),
        aliases=NAMES,
        decides=st.booleans(),
        power=st.floats(0.0, 1e9),
    ),
    "groups": fact({"id": IDS, "name": WORDS}, members=st.lists(MEMBER, max_size=3)),
    "sessions": fact({}, id=IDS, body=WORDS, start=DAYS, end=DAYS, place=WORDS, what=WORDS),
    "texts": fact({"file": WORDS}, id=IDS, title=WORDS, session=IDS, reconstruction=st.booleans()),
    "drafts": fact(
        {}, id=IDS, session=IDS, pages=st.integers(0, 99), brackets=st.integers(0, 99) | WORDS, agreed=NAMES, open=NAMES
    ),
    "issues": fact(
        {"id": IDS, "options": st.lists(OPTION, max_size=3)},
        title=WORDS,
        article=WORDS,
        question=WORDS,
        only_if=POINT,
        scale=mapping({"unit": WORDS}, status_quo=NUMBERS),
        text=IDS,
        choice=IDS,
        norm=IDS,
    ),
    "positions": fact(
        {"party": IDS, "issue": IDS},
        id=IDS,
        option=IDS,
        stance=st.sampled_from(get_args(Stance)),
        restraint=RESTRAINT,
        conditions=st.lists(POINT, max_size=2),
        subject_to=WORDS,
        salience=POSITIVE,
        words=WORDS,
    ),
    "outcome": fact({"issue": IDS}, id=IDS, option=IDS, result=WORDS),
    "packages": fact({"points": st.lists(POINT, min_size=2, max_size=3)}, id=IDS, by=IDS, restraint=RESTRAINT),
    "mandates": fact({"party": IDS, "at_least": st.floats(0, 1)}, id=IDS, restraint=RESTRAINT),
    "rules": fact(
        {"kind": st.sampled_from(get_args(RuleKind))},
        threshold=st.floats(0, 1, exclude_min=True),
        weights=st.dictionaries(IDS, NUMBERS, max_size=3),
    ),
    "declarations": fact({"party": IDS}, provision=WORDS, kind=WORDS, words=WORDS),
    "status": fact({}, party=IDS, name=WORDS, signed=DAYS, instrument=DAYS, kind=WORDS),
    "instrument_count": fact({"count": st.integers(0, 200)}),
    "numbers": fact({"what": WORDS, "value": NUMBERS}, unit=WORDS),
    "conflicts": fact({"about": WORDS, "a": WORDS, "b": WORDS}),
    "norms": fact(
        {"id": IDS, "scale": st.sampled_from(get_args(NormScale))},
        title=WORDS,
        definition=WORDS,
        unit=WORDS,
        categories=st.dictionaries(IDS, st.lists(VALUES, max_size=3), max_size=3),
        low=NUMBERS,
        high=NUMBERS,
        weight=st.floats(0, 1e9),
    ),
    "laws": fact(
        {"jurisdiction": IDS, "norm": IDS, "value": VALUES},
        id=IDS,
        **{"from": WHENS, "to": WHENS, "as_of": WHENS, "ref": WORDS},
    ),
    "treaties": fact(
        {"id": IDS, "name": WORDS},
        short=WORDS,
        adopted=DAYS,
        opened=DAYS,
        depositary=WORDS,
        article=WORDS,
        force=mapping(
            {"words": WORDS},
            threshold=st.integers(1, 99),
            counts=st.sampled_from(("states", "eligible")),
            kinds=st.lists(st.sampled_from(ACTION_KINDS), max_size=3),
            conditions=st.lists(mapping({"words": WORDS}, members_of=IDS, at_least=st.integers(1, 9)), max_size=2),
            delay=DELAY,
            on=DAYS,
        ),
        later=DELAY,
        leaving=DELAY,
    ),
    "actions": fact(
        {"treaty": IDS, "party": IDS, "kind": st.sampled_from(ACTION_KINDS)},
        id=IDS,
        effective=DAYS,
        territory=WORDS,
        words=WORDS,
    ),
}
UNREADABLE = st.one_of(PLAIN, st.fixed_dictionaries({"party": IDS, "stance": st.just("opose"), "raeder": LABELS}))


def _rarely(usual: st.SearchStrategy[Any], odd: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 9).flatmap(lambda dice: odd if dice == 0 else usual)


SECTIONS: dict[str, st.SearchStrategy[Any]] = {
    "gaps": st.lists(_rarely(WORDS, PLAIN), max_size=2),
    "compiled": _rarely(WORDS, PLAIN),
    "title": _rarely(WORDS, PLAIN),
    "rule": _rarely(st.sampled_from(get_args(RuleKind)), PLAIN),
    "public": _rarely(st.booleans(), PLAIN),
    "instrument": _rarely(INSTRUMENT, UNREADABLE),
    "absent_from_seen_list": NAME_LIST,
    "first_twenty": _rarely(NAME_LIST, UNREADABLE),
    "sources": _rarely(
        st.dictionaries(IDS, _rarely(SOURCE, UNREADABLE), max_size=3), PLAIN | st.lists(SOURCE, max_size=3)
    ),
    **{section: _rarely(st.lists(_rarely(each, UNREADABLE), max_size=3), PLAIN) for section, each in LISTS.items()},
}
UNKNOWN = st.sampled_from(("weather", "x_own", "12", "no", "x: y", "y" * 1200))


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Cases as Python values: a few sections each, nearly all of which can be read."""
    chosen = draw(st.lists(st.sampled_from(sorted(SECTIONS)), min_size=1, max_size=3, unique=True))
    case = {section: draw(SECTIONS[section]) for section in chosen}
    if chosen == ["title"]:
        case["schema"] = "travaux-case/1"  # many files have a title: alone it makes no case
    if draw(st.integers(0, 4)) == 0:
        case[draw(UNKNOWN)] = draw(PLAIN)
    return case
