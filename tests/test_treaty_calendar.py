"""Days counted as calendars count: the end of shorter months, years before days, and back again."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts.treaty_facts import Delay
from travaux.treaty.calendar import after, before, delay_words
from treaty_strategies import delays

some_days = st.dates(date(1850, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("day", "delay", "end"),
    [
        ("2020-01-28", Delay(months=3), "2020-04-28"),
        ("2019-11-30", Delay(months=3), "2020-02-29"),
        ("2018-11-30", Delay(months=3), "2019-02-28"),
        ("2008-03-31", Delay(months=3), "2008-06-30"),
        ("2020-02-29", Delay(years=1), "2021-02-28"),
        ("2001-12-31", Delay(months=14), "2003-02-28"),
        ("1994-03-01", Delay(days=90), "1994-05-30"),
        ("1999-08-31", Delay(months=6, days=1), "2000-03-01"),
        ("2005-05-05", Delay(), "2005-05-05"),
    ],
)
def test_a_delay_ends_as_calendars_count(day, delay, end):
    assert after(date.fromisoformat(day), delay).isoformat() == end


@settings(deadline=None)
@given(some_days, delays)
def test_the_last_day_before_leads_there_and_the_next_one_past_it(day, delay):
    found = before(day, delay)
    assert after(found, delay) <= day
    assert after(date.fromordinal(found.toordinal() + 1), delay) > day


@settings(deadline=None)
@given(some_days, some_days, delays)
def test_a_later_event_never_ends_earlier(one, other, delay):
    assert (after(one, delay) <= after(other, delay)) or one > other


def test_the_end_of_the_calendar_is_one_clear_error():
    with pytest.raises(TravauxError, match="outside the calendar"):
        after(date(9999, 12, 1), Delay(months=3))


def test_a_delay_is_told_in_words():
    assert delay_words(Delay(years=1, months=2, days=3)) == "1 year and 2 months and 3 days"
