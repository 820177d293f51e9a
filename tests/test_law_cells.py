"""What holds on a day: spans, doubt at a change, and how one knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm, When
from travaux.law.cells import Rules, answer_of, cell, cells, last_day
from travaux.law.model import Laws
from travaux.law.spans import span

OPPOSITION = Norm(id="opposition", scale="nominal", categories={"none": ["no"], "some": ["three", "nine"]})


def laws(*held, norm=OPPOSITION):
    found = tuple(Law.model_validate({"jurisdiction": "AA", "norm": norm.id, **each}) for each in held)
    return Laws("invented", {norm.id: norm}, found, ("AA",))


def on(data, day):
    return cell(data, "AA", next(iter(data.norms)), date.fromisoformat(day))


def test_the_first_and_the_last_day_are_inside():
    data = laws({"value": "nine", "from": "2000-03-01", "to": "2004-02-29"})
    days = ["2000-02-29", "2000-03-01", "2004-02-29", "2004-03-01"]
    assert [on(data, day).answer for day in days] == [None, "some", "some", None]
    assert [on(data, day).basis for day in days] == ["missing", "dated", "dated", "missing"]


def test_a_rule_without_days_holds_always_and_is_assumed():
    data = laws({"value": "nine"})
    assert [(on(data, day).answer, on(data, day).basis) for day in ("1900-01-01", "2100-01-01")] == [
        ("some", "assumed")
    ] * 2


def test_the_day_of_which_the_source_speaks_is_dated_and_others_are_assumed():
    data = laws({"value": "nine", "as_of": "2017-05"})
    days = ["2017-04-30", "2017-05-01", "2017-05-31", "2017-06-01"]
    assert [on(data, day).basis for day in days] == ["assumed", "dated", "dated", "assumed"]


def test_a_rule_with_a_beginning_and_no_end_is_the_rule_in_force():
    data = laws({"value": "nine", "from": "2010-01-01", "as_of": "2015-06-30"})
    assert [on(data, day).basis for day in ("2010-01-01", "2015-06-30", "2015-07-01")] == ["dated", "dated", "dated"]
    unbegun = laws({"value": "nine", "as_of": "2015-06-30"})
    assert [on(unbegun, day).basis for day in ("2015-06-30", "2015-07-01")] == ["dated", "assumed"]


def test_a_rule_with_an_end_and_no_beginning_is_dated_on_its_last_day_only():
    data = laws({"value": "nine", "to": "2013-03-15"})
    assert [on(data, day).basis for day in ("2013-03-14", "2013-03-15", "2013-03-16")] == [
        "assumed",
        "dated",
        "missing",
    ]


def test_both_rules_are_possible_while_a_change_may_have_happened():
    data = laws({"value": "no", "to": "2005"}, {"value": "nine", "from": "2005"})
    found = on(data, "2005-06-15")
    assert (found.answers, found.answer, found.basis, len(found.laws)) == (("none", "some"), None, "doubtful", 2)
    # On the first day of the year the old rule holds for certain, on the last the new one.
    assert [on(data, day).answer for day in ("2005-01-01", "2005-12-31")] == ["none", "some"]


def test_a_change_inside_one_category_is_no_doubt():
    window = "between 2012-08-03 and 2018-11-08"
    data = laws({"value": "three", "to": window, "as_of": "2012-08-03"}, {"value": "nine", "from": window})
    found = on(data, "2015-01-01")
    assert (found.answer, found.basis, len(found.laws)) == ("some", "dated", 2)


def test_nothing_is_said_while_a_rule_may_have_ended_and_no_other_is_on_record():
    data = laws({"value": "no", "to": "1994"})
    found = on(data, "1994-06-01")
    assert (found.answers, found.basis, len(found.laws)) == ((), "missing", 1)


def test_the_day_of_the_source_narrows_a_beginning_that_is_not_known_exactly():
    data = laws({"value": "nine", "from": "2018", "as_of": "2018-06-30"})
    assert [on(data, day).answer for day in ("2018-06-29", "2018-06-30")] == [None, "some"]


def test_a_source_of_another_time_narrows_nothing():
    data = laws({"value": "nine", "from": "2018", "as_of": "2011"})
    assert [on(data, day).answer for day in ("2018-06-30", "2018-12-31")] == [None, "some"]


def test_a_value_in_no_category_is_missing_and_still_shown():
    found = on(laws({"value": "left to custom"}), "2000-01-01")
    assert (found.answers, found.basis, found.laws[0].value) == ((), "missing", "left to custom")


def test_two_rules_of_one_day_that_differ_are_doubtful():
    found = on(laws({"value": "no", "from": "2000"}, {"value": "nine", "from": "1990"}), "2010-01-01")
    assert (found.answers, found.basis) == (("none", "some"), "doubtful")


def test_a_number_is_one_however_it_is_written():
    months = Norm(id="months", scale="interval", unit="months")
    assert [answer_of(months, value) for value in ("12", "12.0", "1.2e1", "0.5", "a year", "inf", "nan")] == [
        "12", "12", "12", "0.5", None, None, None,
    ]  # fmt: skip


def test_the_last_day_is_the_latest_that_the_record_names():
    data = laws({"value": "no", "to": "2005-01-31"}, {"value": "nine", "from": "2005-02-01", "as_of": "2024-01"})
    assert last_day(data) == date(2024, 1, 31)
    with pytest.raises(TravauxError, match="no law on record has a day"):
        last_day(laws({"value": "no"}))


def test_cells_names_a_norm_that_comes_close():
    data = laws({"value": "no", "as_of": "2005"})
    with pytest.raises(TravauxError) as error:
        cells(data, norm="oposition")
    assert "opposition" in error.value.why


DAYS = st.dates(date(1990, 1, 1), date(1990, 3, 1))
WHENS = st.one_of(st.none(), st.tuples(DAYS, DAYS).map(lambda pair: When((min(pair), max(pair)))))


@given(st.lists(st.tuples(st.sampled_from(["no", "three", "nine", "odd"]), WHENS, WHENS, WHENS), max_size=4), DAYS)
def test_a_cell_says_no_more_than_the_rules_that_may_hold(rules, day):
    data = laws(*({"value": value, "from": first, "to": last, "as_of": spoken} for value, first, last, spoken in rules))
    found = Rules(data).cell("AA", "opposition", day)
    possible = [law for law in data.laws if span(law).possible(day)]
    certain = [law for law in data.laws if span(law).certain(day)]
    assert set(found.laws) <= set(possible)
    assert set(certain) <= set(found.laws)
    assert set(found.answers) <= {answer_of(OPPOSITION, law.value) for law in possible}
    assert (found.basis == "missing") == (not found.answers)
    assert (found.basis == "doubtful") == (len(found.answers) > 1)


@given(WHENS, WHENS, WHENS)
def test_what_is_certain_is_possible_and_what_is_dated_is_certain(first, last, spoken):
    found = span(Law.model_construct(first=first, last=last, as_of=spoken))
    for number in range(62):
        day = date(1989, 12, 31) + timedelta(number)
        assert found.dated(day) <= found.certain(day) <= found.possible(day)


def test_a_source_of_some_day_in_a_year_spoke_before_the_rule_ended_and_after_it_began():
    ended = laws({"value": "nine", "from": "between 2010-01-01 and 2015-12-31", "to": "2012-06-01", "as_of": "2012"})
    begun = laws({"value": "nine", "from": "2012-06-01", "to": "between 2010-01-01 and 2015-12-31", "as_of": "2012"})
    for data in (ended, begun):
        assert (on(data, "2012-06-01").answer, on(data, "2012-06-01").basis) == ("some", "dated")


def test_a_rule_that_ends_before_it_begins_holds_on_no_day_whatever_its_source_speaks_of():
    data = laws({"value": "no", "from": "1990-01-02", "to": "1990-01-01", "as_of": "1990-01"})
    assert [on(data, day).laws for day in ("1990-01-01", "1990-01-02", "1990-01-03")] == [()] * 3
