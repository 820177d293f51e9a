"""The status on every day as arrays says what one status query says, day by day."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from travaux.errors import TravauxError
from travaux.treaty.daily import STATES, daily
from travaux.treaty.standing import status
from treaty_strategies import FIRST, LAST, act, days, record, records


@settings(deadline=None)
@given(records(), days)
def test_the_table_of_a_day_is_what_status_says(data, day):
    found = daily(data, FIRST, LAST)
    table = found.on(day)
    for row, treaty in enumerate(found.treaties):
        said = {each.party: each.state for each in status(data, treaty, day) if each.since is not None}
        there = {found.parties[column]: STATES[number] for column, number in enumerate(table[row]) if number}
        assert there == said


@settings(deadline=None)
@given(records(), days)
def test_the_counts_are_those_of_the_table(data, day):
    found = daily(data, FIRST, LAST)
    table, at = found.on(day), (day - FIRST).days
    for number, state in enumerate(STATES[1:], start=1):
        assert found.counts(state)[:, at].tolist() == (table == number).sum(axis=1).tolist()


@settings(deadline=None)
@given(records())
def test_going_through_the_days_gives_the_same_tables(data):
    found = daily(data, FIRST, LAST)
    for number, (day, table) in enumerate(found.each_day()):
        if number % 97 == 0:
            assert np.array_equal(table, found.on(day))
    assert day == LAST
    assert number + 1 == found.days == (LAST - FIRST).days + 1


def test_a_spell_that_begins_where_another_ends_stays():
    data = record(act("Aland", "signature", "2001-01-01"), act("Aland", "entry_into_force", "2001-01-03"))
    found = daily(data, "2001-01-01", "2001-01-04")
    assert [STATES[table[0, 0]] for _, table in found.each_day()] == ["signed", "signed", "bound", "bound"]
    assert found.counts("bound").tolist() == [[0, 0, 1, 1]]


def test_a_span_before_after_or_without_actions_is_empty():
    data = record(act("Aland", "signature", "2001-01-01"))
    assert daily(data, "1990-01-01", "1990-12-31").counts("signed").sum() == 0
    assert daily(data, "2005-01-01", "2005-01-31").counts("signed").sum() == 31
    assert daily(record(), "2005-01-01", "2005-01-02").counts("bound").tolist() == [[0, 0]]


def test_many_parties_are_counted_rightly():
    facts = [act(f"P{number}", "signature", "2001-01-01") for number in range(300)]
    found = daily(record(*facts), "2001-01-01", "2001-01-01")
    assert found.counts("signed").tolist() == [[300]]
    assert Counter(STATES[number] for number in found.on(date(2001, 1, 1))[0]) == {"signed": 300}
    assert found.first + timedelta(days=found.days - 1) == found.last


def test_a_day_outside_the_span_is_refused_and_not_taken_for_one_without_parties():
    found = daily(record(act("Aland", "signature", "2001-01-01")), "2001-01-01", "2001-01-31")
    for day in ("2000-12-31", "2001-02-01"):
        with pytest.raises(TravauxError, match="not among the days"):
            found.on(day)
