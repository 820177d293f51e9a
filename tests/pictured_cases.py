"""Cases of every shape for the pictures, and what their specifications draw."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from case_strategies import WORDS
from small_cases import case_of, issues
from travaux.facts import Case
from travaux.pictures import Picture

PARTIES = ("us", "eu", "KE", "uk", "zembla", "kenya2", "g1", "union")
STANCES = ("prefer", "accept", "oppose", "red_line")


@st.composite
def positions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Who says what on four issues; several statements on one option may disagree."""
    who, issues_, options = st.sampled_from(PARTIES), st.sampled_from("ijkl"), st.sampled_from("abc")
    said = st.tuples(who, issues_, options, st.sampled_from(STANCES), st.booleans())
    return [
        {
            "id": f"p{number}",
            "party": party,
            "issue": issue,
            "option": option,
            "stance": stance,
            "subject_to": "ad referendum" if bound else None,
        }
        for number, (party, issue, option, stance, bound) in enumerate(draw(st.lists(said, max_size=30)))
    ]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with odd names and titles, a group, an observer, and delegations that are silent."""
    kinds = dict.fromkeys(PARTIES, "state") | {"eu": "igo", "g1": "group", "union": "ngo"}
    parties = [{"id": name, "name": draw(WORDS) or name, "kind": kind} for name, kind in kinds.items()]
    questions = [
        {**each, "title": draw(WORDS), "options": [{**option, "label": draw(WORDS)} for option in each["options"]]}
        for each in issues(i="a b c", j="a b c", k="a b c", l="a b c")
    ]
    groups = [{"id": "g1", "name": draw(WORDS) or "g1", "members": ["us", "KE"]}]
    return case_of(questions, draw(positions()), parties=parties, groups=groups)


def drawn(spec: Any) -> list[dict[str, Any]]:
    """The records of the table, as the specification holds them."""
    return list(spec["datasets"][spec["data"]["name"]])


def assert_table_holds_what_is_drawn(picture: Picture) -> None:
    """Every record that is drawn is a row of the table, in the same order, and no row is drawn twice."""
    records = drawn(picture.spec())
    assert [tuple(record[column] for column in picture.columns) for record in records] == list(picture.rows)


def sizes(svg: str) -> set[float]:
    """The sizes of letters in an SVG, in pixels."""
    return {float(size) for size in re.findall(r'font-size="([0-9.]+)px"', svg)}
