"""The fan of a forecast: what is on record, the bands, the threshold and the day it may be reached."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pictured_cases import assert_table_holds_what_is_drawn, drawn, sizes
from travaux.pictures import forecast_fan
from travaux.treaty.forecasting.results import BaseRate, Expected, FanPoint, ForecastFound, TrainedOn

ON, HORIZON = date(2010, 1, 1), date(2015, 1, 1)
MORE = Expected(6.0, 6, (3, 9), (1, 14))
FAN = tuple(
    FanPoint(ON + timedelta(days=365 * year), 5, 5 + year, 5 + 2 * year, 5 + 3 * year, 5 + 4 * year)
    for year in range(6)
)  # fmt: skip
FOUND = ForecastFound(
    treaty="t", name="Treaty on Samples", on=ON, horizon=HORIZON, parties_now=5, counted=5, threshold=10, missing=5,
    reached=None, median=date(2012, 6, 1), likely=(date(2011, 6, 1), date(2014, 1, 1)), wide=(date(2011, 1, 1), None),
    by_horizon=0.7, more=MORE, base_rate=BaseRate(0.5, Expected(4.0, 4, (2, 6), (0, 9)), 40), counts=FAN,
    entry_into_force=None, candidates=(), trained_on=TrainedOn(3, 30, ON, 40, {}, ()), definitions={},
    words=("5 of 10 instruments.",), doubts=("few treaties",),
)  # fmt: skip
DEPOSITS = [date(2005 + n, 3, 1) for n in range(5)]


def test_the_table_holds_the_instruments_on_record_and_every_point_of_the_fan():
    picture = forecast_fan(FOUND, DEPOSITS)
    assert_table_holds_what_is_drawn(picture)
    assert [row[2] for row in picture.rows if row[1] == "on record"] == [1, 2, 3, 4, 5]
    assert [row[3:] for row in picture.rows if row[1] == "forecast"] == [
        (each.q05, each.q25, each.q50, each.q75, each.q95) for each in FAN
    ]


def test_bands_lie_in_each_other_and_never_end_before_they_begin():
    for each in drawn(forecast_fan(FOUND, DEPOSITS).spec()):
        if each["part"] == "forecast":
            assert each["y4"] <= each["y3"] <= each["y2"] <= each["y1"] <= each["y0"]


def test_the_threshold_and_the_median_day_are_named():
    svg = forecast_fan(FOUND, DEPOSITS).svg()
    assert "10 needed" in svg
    assert "reached: median 2012-06-01" in svg
    assert "90 %" in svg
    assert "50 %" in svg
    assert "known until 2010-01-01" in svg


def test_the_description_says_forecast_base_rate_and_doubt():
    words = forecast_fan(FOUND, DEPOSITS).description
    assert "6 more instruments (median; with 90 % 1 to 14); the base rate says 4 (0 to 9)" in words
    assert "Doubt: few treaties." in words


def test_old_instruments_are_counted_though_they_stand_outside():
    old = [date(1900 + n, 1, 1) for n in range(3)] + DEPOSITS[3:]
    picture = forecast_fan(FOUND, old)
    assert [row[2] for row in picture.rows if row[1] == "on record"] == [4, 5]


def test_what_is_later_than_the_day_of_the_forecast_is_not_drawn():
    picture = forecast_fan(FOUND, [*DEPOSITS, date(2011, 1, 1)])
    assert [row[2] for row in picture.rows if row[1] == "on record"] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "change", [{}, {"threshold": None, "median": None}, {"reached": date(2009, 1, 1)}, {"counts": ()}]
)
def test_every_shape_can_be_drawn_with_letters_large_enough_to_read(theme, change):
    for deposits in (DEPOSITS, []):
        assert min(sizes(forecast_fan(replace(FOUND, **change), deposits).svg(theme))) >= 10
