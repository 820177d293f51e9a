"""Forecasts of treaties: nothing of the future in them, days that lie after the horizon unsaid, unions as one."""

from dataclasses import replace
from datetime import date

import pytest

from corpus import needs_corpus
from travaux.errors import TravauxError
from travaux.facts.membership import Members
from travaux.facts.model import Group
from travaux.treaty.forecasting import as_span, forecast
from travaux.treaty.forecasting.outlook import outlook
from travaux.treaty.forecasting.panel import panel_of
from travaux.treaty.forecasting.training import trained
from travaux.treaty.opening import open_treaties
from treaty_forecasting_world import act, many, treaties, union


@pytest.fixture(scope="module")
def world():
    return many()


def cut(data, day):
    """The same data as if they had been written down on a day: later actions, treaties and parties are not in it."""
    acts = tuple(each for each in data.actions if each.date and each.date <= day)
    acted = {each.treaty for each in acts}
    kept = {name: each for name, each in data.treaties.items() if name in acted}
    seen = {each.party for each in acts}
    parties = {name: each for name, each in data.parties.items() if name in seen}
    return replace(data, treaties=kept, actions=acts, parties=parties, as_of=day)


def with_a_future(data):
    """The same data with what nobody could know before 2006: new parties and treaties, a union, silence that ends."""
    new = [act("t00", f"N{number:02}", "accession", date(2006, 1, 1 + number)) for number in range(20)]
    new += [act(name, "U", "accession", date(2007, 1, 1)) for name in data.treaties]
    new += [act("aaa", party, "signature", date(2008, 1, 1)) for party in ("U", "S00", "N01")]
    quiet = [act("quiet", f"S{number:02}", "signature", date(1990, 1, 1)) for number in range(9)]
    new += [*quiet, act("quiet", "S03", "ratification", date(2009, 1, 1))]
    more = treaties(new, organisations=("U",))
    group = Group(id="U", name="Members of U", members=("S00", "S01", "S02"))
    return replace(
        data, actions=(*data.actions, *new), treaties={**more.treaties, **data.treaties},
        parties={**more.parties, **data.parties}, groups=Members([group]),
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(1998, 6, 30), date(2004, 12, 31)])
def test_what_happened_later_changes_nothing(world, day):
    whole = with_a_future(world)
    assert forecast(whole, "t08", on=day).row() == forecast(cut(whole, day), "t08", on=day).row()


@needs_corpus
@pytest.mark.parametrize(("treaty", "day"), [("brussels", date(1980, 6, 30)), ("wct", date(1999, 12, 31))])
def test_what_happened_later_changes_nothing_on_the_real_record(treaty, day):
    whole = open_treaties("wipo")
    assert forecast(whole, treaty, on=day).row() == forecast(cut(whole, day), treaty, on=day).row()


def test_the_order_of_the_record_changes_nothing(world):
    turned = replace(world, actions=world.actions[::-1], treaties=dict(reversed(world.treaties.items())))
    assert forecast(turned, "t08", on="2004-12-31").row() == forecast(world, "t08", on="2004-12-31").row()


def test_the_same_data_give_the_same_numbers(world):
    assert forecast(world, "t11", on="2004-12-31") == forecast(world, "t11", on="2004-12-31")


def test_the_count_begins_at_what_is_deposited_and_its_quantiles_only_rise(world):
    found = forecast(world, "t11", on="2004-12-31")
    deposited = [each for each in world.actions if each.treaty == "t11" and each.date <= date(2004, 12, 31)]
    assert found.counted == len([each for each in deposited if each.kind != "signature"])
    assert found.missing == 20 - found.counted
    first, *rest = found.counts
    assert (first.day, first.q05, first.q95) == (date(2004, 12, 31), found.counted, found.counted)
    for before, after in zip(found.counts, rest, strict=False):
        assert (before.q05, before.q50, before.q95) <= (after.q05, after.q50, after.q95)
        assert after.q05 <= after.q25 <= after.q50 <= after.q75 <= after.q95


def test_the_day_of_the_threshold_agrees_with_the_count(world):
    found = forecast(world, "t11", on="2004-12-31", horizon_days=3652)
    assert found.likely[0] <= found.median <= found.likely[1]
    assert found.wide[0] <= found.likely[0]
    by_then = [point for point in found.counts if point.day >= found.median]
    assert by_then[0].q50 >= 20
    assert 0.5 <= found.by_horizon <= 1
    assert found.entry_into_force.median > found.median


def test_a_day_after_the_horizon_is_not_invented(world):
    found = forecast(world, "t11", on="2004-12-31", horizon_days=30)
    assert found.missing > 5
    assert (found.median, found.likely, found.wide) == (None, (None, None), (None, None))
    assert found.by_horizon < 0.05
    assert any("later than 2005-01-30" in each for each in found.words)


def test_a_threshold_that_was_reached_has_its_day(world):
    found = forecast(world, "t00", on="2010-12-31", threshold=3)
    third = sorted(each.date for each in world.actions if each.treaty == "t00" and each.kind != "signature")[2]
    assert (found.reached, found.median, found.by_horizon, found.missing) == (third, third, 1.0, 0)


def test_without_a_rule_no_day_is_given_but_the_count_is(world):
    bare = replace(
        world, treaties={name: each.model_copy(update={"force": None}) for name, each in world.treaties.items()}
    )
    found = forecast(bare, "t11", on="2004-12-31")
    assert (found.threshold, found.by_horizon, found.median, found.base_rate.by_horizon) == (None, None, None, None)
    assert found.more.mean > 0
    assert any("--threshold" in each for each in found.doubts)


def test_everybody_outside_is_a_candidate_signatories_first(world):
    found = forecast(world, "t11", on="2004-12-31")
    acts = [each for each in world.actions if each.treaty == "t11" and each.date <= date(2004, 12, 31)]
    inside = {each.party for each in acts if each.kind != "signature"}
    signed = {each.party for each in acts if each.kind == "signature"} - inside
    assert {each.party for each in found.candidates} == {f"S{number:02}" for number in range(40)} - inside
    assert {each.party for each in found.candidates[: len(signed)]} == signed
    assert all(0 < each.probability < 1 for each in found.candidates)
    mean = {
        way: [each.probability for each in found.candidates if each.pathway == way] for way in ("signatory", "outsider")
    }
    assert min(mean["signatory"]) > max(mean["outsider"])  # they were given four times the pace


def test_a_union_and_its_members_may_come_on_one_day():
    panel = panel_of(union())
    models = trained(panel, date(2005, 1, 1).toordinal(), 1826)
    ahead = outlook(models, models.known.treaties.index("new"))
    [group] = ahead.groups
    assert {panel.parties[ahead.outside[each]] for each in group} == {"U", "M0", "M1", "M2", "M3", "M4"}
    chances = ahead.counts(1826)
    assert models.together > 0.5  # six of six came on one day before
    assert chances[6] > chances[5]
    assert all("union" in each.words for each in forecast(union(), "new").candidates if each.signed)


def test_one_treaty_alone_is_said_to_say_little():
    acts = [act("only", f"S{number}", "signature", date(2000, 1, 1)) for number in range(6)]
    found = forecast(treaties([*acts, act("only", "S0", "ratification", date(2001, 1, 1))]), "only", threshold=3)
    assert any("1 treat" in each for each in found.doubts)
    assert 0 < found.by_horizon < 1


def test_no_day_is_given_where_fewer_parties_are_on_record_than_are_needed():
    acts = [act("only", f"S{number}", "signature", date(2000, 1, 1)) for number in range(6)]
    found = forecast(treaties([*acts, act("only", "S0", "ratification", date(2001, 1, 1))]), "only", threshold=30)
    assert (found.missing, found.by_horizon, found.median, found.base_rate.by_horizon) == (29, None, None, None)
    assert any("Never on this record: only 5 parties" in each for each in found.words)


@pytest.mark.parametrize(
    ("treaty", "more", "what"),
    [
        ("nothing", {}, "no treaty"),
        ("t11", {"on": "1990-01-01"}, "nothing is on record"),
        ("t11", {"threshold": 0}, "one instrument or more"),
        ("t11", {"on": "2004-02-30"}, "no day"),
    ],
)
def test_what_cannot_be_forecast_is_said(world, treaty, more, what):
    with pytest.raises(TravauxError, match=what):
        forecast(world, treaty, **more)


def test_a_treaty_whose_instruments_are_not_on_record_has_no_forecast(world):
    mute = [act("mute", f"S{number:02}", "signature", date(1990, 1, 1)) for number in range(9)]
    joined = replace(
        world, actions=(*world.actions, *mute),
        treaties={**world.treaties, "mute": world.treaties["t00"].model_copy(update={"id": "mute", "opened": None})},
    )  # fmt: skip
    with pytest.raises(TravauxError, match="not on record"):
        forecast(joined, "mute")
    assert forecast(joined, "t11").trained_on.left_out == ("mute",)


def test_a_threshold_that_is_not_the_rules_says_nothing_of_entry_into_force(world):
    assert forecast(world, "t11", on="2004-12-31", threshold=25).entry_into_force is None
    assert forecast(world, "t11", on="2004-12-31", threshold=20).entry_into_force is not None


def test_without_one_earlier_window_there_is_no_base_rate():
    acts = [act("only", f"S{number}", "signature", date(2000, 1, 1)) for number in range(6)]
    found = forecast(treaties([*acts, act("only", "S0", "ratification", date(2001, 1, 1))]), "only", threshold=3)
    assert (found.base_rate.windows, found.base_rate.more, found.base_rate.by_horizon) == (0, None, None)
    assert found.row()["base_rate"]["more_by_horizon"] is None


def test_a_day_after_the_record_is_said_to_be_one(world):
    found = forecast(world, "t11", on="2050-01-01")
    assert found.on == world.as_of
    assert any("the record ends on 2020-12-31" in each for each in found.doubts)


def test_where_all_have_joined_nobody_is_a_candidate_and_nothing_more_comes():
    acts = [act("only", f"S{number}", "ratification", date(2000 + number, 1, 1)) for number in range(6)]
    found = forecast(treaties(acts), "only", threshold=7)
    assert (found.candidates, found.more.wide, found.by_horizon) == ((), (0, 0), None)
    assert any("Never on this record" in each for each in found.words)


@pytest.mark.parametrize("words", ["", "5", "y", "-1y", "0d", "99y", "5 parsecs and more", "1e3d"])
def test_words_that_are_no_span_are_refused(words):
    with pytest.raises(TravauxError, match="no span"):
        as_span(words)


def test_without_the_extra_the_remedy_is_named(world, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "lifelines", None)
    with pytest.raises(TravauxError) as error:
        forecast(world, "t11")
    assert 'pip install "travaux[forecast]"' in error.value.remedy


@needs_corpus
@pytest.mark.parametrize(
    ("treaty", "on", "day"),
    [
        ("beijing", "2018-12-31", date(2020, 1, 28)),  # Indonesia, the thirtieth
        ("marrakesh", "2014-06-30", date(2016, 6, 30)),  # Canada, the twentieth
        ("wct", "1999-12-31", date(2001, 12, 6)),  # Gabon, the thirtieth
    ],
)
def test_days_that_came_lie_in_the_interval_given_before(treaty, on, day):
    found = forecast(open_treaties("wipo"), treaty, on=on)
    first, last = found.wide
    assert first <= day <= (last or found.horizon)
    assert found.by_horizon > found.base_rate.by_horizon
