"""The countdown to entry into force: as many steps as count, the threshold, and what was set aside with its reason."""

from datetime import date, timedelta

from pictured_cases import assert_table_holds_what_is_drawn, drawn, sizes
from travaux.facts.model import Party
from travaux.facts.treaty_facts import Delay, ForceRule, Treaty, TreatyAction
from travaux.pictures import force_countdown
from travaux.pictures.countdown_places import CountdownPlaces
from travaux.pictures.time_axes import TimeAxis, levels
from travaux.treaty.model import ForceFound

TREATY = Treaty(id="t", name="Treaty on Samples", adopted=date(2012, 6, 24),
                force=ForceRule(threshold=3, delay=Delay(months=3), words="three months after three"))  # fmt: skip


def deposit(party, day):
    return TreatyAction(id=f"d-{party}", treaty="t", party=party, kind="ratification", date=day)


DEPOSITS = tuple(deposit(party, date(2013, 1, 1) + timedelta(days=200 * n)) for n, party in enumerate("ABCD"))


def found(counted=DEPOSITS, aside=(), missing=0, trigger=DEPOSITS[2], day=date(2014, 5, 5), recorded=date(2014, 5, 5),
          **more):  # fmt: skip
    return ForceFound(TREATY, date(2020, 1, 1), counted, aside, missing, trigger, day, recorded, True,
                      ("Three are needed.",), **more)  # fmt: skip


def test_each_instrument_that_counts_is_one_step_higher():
    picture = force_countdown(found())
    assert_table_holds_what_is_drawn(picture)
    numbers = [row[4] for row in picture.rows]
    assert numbers == [1, 2, 3, 4]
    heights = [each["y"] for each in drawn(picture.spec()) if each["x"] is not None]
    assert heights == sorted(heights, reverse=True)


def test_the_instrument_that_completed_the_count_is_named():
    picture = force_countdown(found(), {"C": Party(id="C", name="Ceres")})
    assert [row[6] for row in picture.rows].count("completes the count") == 1
    assert "count complete: Ceres, 2014-02-05" in picture.svg()
    assert "3 needed" in picture.svg()


def test_what_was_set_aside_stands_in_the_table_with_its_reason():
    aside = ((deposit("EU", date(2013, 2, 2)), "only states count"),)
    picture = force_countdown(found(aside=aside))
    assert picture.rows[-1][4:] == (None, "no", "only states count")
    assert "only states count" in picture.description


def test_a_count_that_is_short_says_how_many_are_missing():
    picture = force_countdown(found(DEPOSITS[:1], missing=2, trigger=None, day=None, recorded=None))
    assert "2 more instruments needed on 2020-01-01" in picture.svg()


def test_a_rule_and_a_record_that_differ_are_both_shown():
    svg = force_countdown(found(recorded=date(2014, 6, 6))).svg()
    assert "in force by the rule: 2014-05-05" in svg
    assert "first party bound on record: 2014-06-06" in svg


def test_a_state_that_is_no_more_and_was_counted_is_shown_as_presumed():
    short = found(DEPOSITS[:2], trigger=DEPOSITS[1], presumed=("YU",))
    assert "presumed: Yugoslavia" in force_countdown(short).svg()


def test_instruments_of_later_decades_do_not_squeeze_the_countdown():
    late = (*DEPOSITS, deposit("Z", date(2099, 1, 1)))
    picture = force_countdown(found(late))
    assert len(picture.rows) == 5
    assert drawn(picture.spec())[-1]["x"] is None


def test_without_any_day_it_says_so():
    bare = Treaty(id="t", name="A treaty")
    picture = force_countdown(ForceFound(bare, None, (), (), None, None, None, None, False, ()))
    assert "No instrument with a day" in picture.description


def test_letters_are_large_enough_to_read():
    assert min(sizes(force_countdown(found()).svg("dark"))) >= 10


def test_the_axis_keeps_days_in_order_and_inside():
    axis = TimeAxis(date(1900, 1, 1), date(2000, 1, 1), 10, 110)
    assert axis.x(date(1800, 1, 1)) == 10
    assert axis.x(date(2100, 1, 1)) == 110
    assert [words for _, words in axis.ticks] == ["1900"] or len(axis.ticks) >= 1
    places = [x for x, _ in axis.ticks]
    assert places == sorted(places)


def test_levels_begin_at_nothing_and_reach_the_most():
    for most in (0, 1, 3, 5, 7, 15, 20, 30, 117, 2000):
        found_levels = levels(most)
        assert found_levels[0] == 0
        assert found_levels[-1] >= most
        assert len(found_levels) <= 7


def test_the_picture_reaches_the_day_asked_unless_many_more_came_than_were_needed():
    assert CountdownPlaces(found()).axis.last == date(2020, 1, 1)
    many = tuple(deposit(f"P{n}", date(2013, 1, 1) + timedelta(days=200 * n)) for n in range(12))
    places = CountdownPlaces(found(many, trigger=many[2]))
    assert places.axis.last < date(2016, 1, 1)
    assert f"{places.later} later instruments in the table alone" in str(force_countdown(found(many)).spec())
