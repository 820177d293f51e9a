"""Who signed, who is bound since when: recorded days, computed ones, coming and going, successors and territories."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings

from travaux.errors import TravauxError
from travaux.facts.membership import Members
from travaux.facts.model import Group, Party
from travaux.facts.treaty_facts import Delay, ForceCondition, ForceRule, Treaty, TreatyAction
from travaux.treaty.model import Treaties
from travaux.treaty.opening import open_treaties
from travaux.treaty.standing import bound, day_of, status
from travaux.treaty.standing_rows import bound_row, status_row
from travaux.treaty.through_unions import through_unions
from treaty_strategies import FIRST, LAST, act, days, record, records

ONE = ForceRule(threshold=1, delay=Delay(months=3))


def at(data, day, party="Aland"):
    return status(data, "t", day, party)[0]


def test_a_recorded_day_wins_over_the_rule():
    data = record(
        act("Aland", "signature", "2001-01-01"), act("Aland", "ratification", "2002-01-01"),
        act("Aland", "entry_into_force", "2002-12-01"), rule=ONE,
    )  # fmt: skip
    states = [at(data, day).state for day in ("2000-12-31", "2001-01-01", "2002-01-01", "2002-11-30", "2002-12-01")]
    assert states == ["none", "signed", "deposited", "deposited", "bound"]
    found = at(data, "2002-06-01")
    assert (found.since, found.bound_from, found.recorded) == (date(2002, 1, 1), date(2002, 12, 1), True)


def test_a_day_that_is_not_on_record_is_computed_and_said_to_be():
    data = record(
        act("Aland", "ratification", "2002-01-01"), act("Borland", "accession", "2005-05-31"),
        rule=ONE, later=Delay(months=6),
    )  # fmt: skip
    first, later = status(data, "t", "2010-01-01")
    assert (first.bound_from, first.recorded) == (date(2002, 4, 1), False)
    assert (later.bound_from, later.recorded) == (date(2005, 11, 30), False)
    assert later.why == "6 months after the deposit"
    assert "own entry into force" in first.why


def test_without_a_rule_for_later_parties_that_of_entry_into_force_is_taken_and_said():
    data = record(act("Aland", "ratification", "2002-01-01"), act("Borland", "accession", "2005-05-31"), rule=ONE)
    found = at(data, "2010-01-01", "Borland")
    assert found.bound_from == date(2005, 8, 31)
    assert "the delay of the treaty's own entry into force" in found.why


def test_nobody_is_bound_by_a_treaty_that_is_not_in_force_or_whose_rule_is_not_known():
    waiting = record(act("Aland", "ratification", "2002-01-01"), rule=ForceRule(threshold=2, delay=Delay()))
    unknown = record(act("Aland", "ratification", "2002-01-01"))
    for data in (waiting, unknown):
        found = at(data, "2010-01-01")
        assert (found.state, found.bound_from) == ("deposited", None)
        assert "no day is on record" in found.why


def test_a_delay_from_a_notification_that_is_not_on_record_is_unknown():
    facts = [act("Aland", "ratification", "2002-01-01"), act("Borland", "accession", "2005-05-31")]
    data = record(*facts, rule=ONE, later=Delay(months=1, after="notification"))
    assert "notification by the depositary, whose day is not on record" in at(data, "2010-01-01", "Borland").why
    told = record(
        *facts, act("Borland", "notification", "2005-06-10"), rule=ONE, later=Delay(months=1, after="notification")
    )
    assert at(told, "2010-01-01", "Borland").bound_from == date(2005, 7, 10)


def test_who_leaves_is_bound_until_that_takes_effect_and_may_come_back():
    data = record(
        act("Aland", "entry_into_force", "2001-01-01"), act("Aland", "denunciation", "2003-01-01"),
        act("Aland", "accession", "2006-01-01"), act("Aland", "entry_into_force", "2006-04-01"),
        leaving=Delay(years=1),
    )  # fmt: skip
    days = ("2003-12-31", "2004-01-01", "2005-12-31", "2006-02-01", "2006-04-01")
    assert [at(data, day).state for day in days] == ["bound", "left", "left", "deposited", "bound"]
    assert at(data, "2005-01-01").bound_until == date(2004, 1, 1)
    assert "1 year after the day on record" in at(data, "2005-01-01").why


def test_a_recorded_effective_day_of_a_withdrawal_wins():
    data = record(
        act("Aland", "entry_into_force", "2001-01-01"),
        act("Aland", "withdrawal", "2003-01-01", effective=date(2003, 7, 1)), leaving=Delay(years=1),
    )  # fmt: skip
    assert [at(data, day).state for day in ("2003-06-30", "2003-07-01")] == ["bound", "left"]
    bare = record(act("Aland", "entry_into_force", "2001-01-01"), act("Aland", "withdrawal", "2003-01-01"))
    assert "the day it takes effect is not on record" in at(bare, "2003-01-01").why


def test_a_successor_is_bound_from_independence_and_a_state_that_is_no_more_ends():
    data = record(
        act("YU", "ratification", "1971-01-01"), act("YU", "entry_into_force", "1972-01-01"),
        act("SI", "succession", "1993-01-01"), act("SI", "entry_into_force", "1991-06-25"),
        act("HR", "succession", "1993-05-01"),
        parties=[Party(id="YU", name="Yugoslavia"), Party(id="SI", name="Slovenia"), Party(id="HR", name="Croatia")],
    )  # fmt: skip
    by_day = {day: {each.party: each.state for each in status(data, "t", day)} for day in ("1992-01-01", "1994-01-01")}
    assert by_day["1992-01-01"] == {"YU": "bound", "SI": "bound"}
    assert by_day["1994-01-01"] == {"YU": "succeeded", "SI": "bound", "HR": "bound"}
    assert "Croatia" in at(data, "1994-01-01", "YU").why
    assert "whose day is not on record" in at(data, "1994-01-01", "HR").why


def test_a_party_that_only_has_the_code_of_a_dissolved_state_does_not_end():
    data = record(act("SU", "entry_into_force", "1980-01-01"), parties=[Party(id="SU", name="Sunland")])
    assert at(data, "2000-01-01", "SU").state == "bound"


def test_territories_and_declarations_stand_beside_and_change_nothing_for_the_party():
    data = record(
        act("Aland", "entry_into_force", "2001-01-01"),
        act("Aland", "territorial_extension", "2002-01-01", territory="the Isles"),
        act("Aland", "denunciation", "2004-01-01", territory="the Isles"),
        act("Aland", "reservation", "2001-01-01", words="not Article 9"),
    )  # fmt: skip
    found = at(data, "2003-01-01")
    assert (found.state, found.territories) == ("bound", ("the Isles",))
    assert [each.words for each in found.declarations] == ["not Article 9"]
    assert (at(data, "2005-01-01").state, at(data, "2005-01-01").territories) == ("bound", ())


def test_provisional_application_lasts_until_the_party_is_bound():
    data = record(
        act("Aland", "signature", "2001-01-01"), act("Aland", "provisional_application", "2001-06-01"),
        act("Aland", "ratification", "2002-01-01"), act("Aland", "entry_into_force", "2002-04-01"),
    )  # fmt: skip
    days = ("2001-03-01", "2001-06-01", "2002-02-01", "2002-04-01")
    assert [at(data, day).state for day in days] == ["signed", "provisional", "provisional", "bound"]


def test_a_union_is_bound_by_its_own_instrument_alone():
    data = record(
        act("Union", "approval", "2001-01-01"), act("Aland", "signature", "2000-01-01"), rule=ONE,
        parties=[Party(id="Union", name="Union", kind="igo")],
    )  # fmt: skip
    assert [(each.party, each.state) for each in status(data, "t", "2005-01-01")] == [
        ("Union", "bound"), ("Aland", "signed"),
    ]  # fmt: skip


def test_what_binds_a_party_is_listed_by_treaty_with_what_it_only_signed():
    treaties = {name: Treaty(id=name, name=name.upper()) for name in "tuv"}
    data = record(
        act("Aland", "entry_into_force", "2001-01-01"), act("Aland", "signature", "2002-01-01", treaty="u"),
        act("Borland", "entry_into_force", "2001-01-01", treaty="v"), treaties=treaties,
    )  # fmt: skip
    found = bound(data, "aland", "2010-01-01")
    assert [(each.treaty, each.state) for each in found] == [("t", "bound"), ("u", "signed")]
    assert bound_row(data, "Aland", date(2010, 1, 1), found)["counts"]["signed"] == 1


def test_an_instrument_without_a_day_is_never_taken_for_being_bound():
    found = at(record(act("Aland", "ratification"), rule=ONE), "2010-01-01")
    assert (found.state, found.since, found.bound_from) == ("deposited", None, None)


def test_a_party_that_did_nothing_has_no_status_and_an_unknown_one_is_refused():
    data = record(act("Aland", "signature", "2001-01-01"), parties=[Party(id="Nauru", name="Nauru")])
    assert status(data, "t", "2002-01-01", "Nauru")[0].state == "none"
    with pytest.raises(TravauxError, match="there is no party 'Zembla'"):
        status(data, "t", "2002-01-01", "Zembla")
    with pytest.raises(TravauxError, match="is no day"):
        status(data, "t", "2002-13-01")


@settings(deadline=None)
@given(records(), days)
def test_one_status_of_each_party_whose_days_lie_in_order(data, day):
    for treaty in data.treaties:
        found = status(data, treaty, day)
        assert len({each.party for each in found}) == len(found)
        for each in found:
            assert each.since is None or each.since <= day
            if each.state == "bound":
                assert each.bound_from <= day
                assert each.bound_until is None or day < each.bound_until
            assert all(action.date is None or action.date <= day or action.effective for action in each.actions)
        assert status_row(data, treaty, day, found)["counts"]["bound"] == sum(e.state == "bound" for e in found)


@settings(deadline=None)
@given(records())
def test_both_questions_have_one_answer(data):
    day = FIRST + (LAST - FIRST) / 2
    for party in data.parties:
        for each in bound(data, party, day):
            assert status(data, each.treaty, day, party)[0] == each


# Real treaties


@cache
def wipo():
    return open_treaties("wipo")


def test_the_beijing_treaty_binds_nobody_for_eight_years():
    counts = {}
    for day in ("2012-06-27", "2020-04-27", "2020-04-28"):
        found = status(wipo(), "beijing", day)
        counts[day] = sum(each.state == "bound" for each in found)
    assert counts == {"2012-06-27": 0, "2020-04-27": 0, "2020-04-28": 30}


def test_slovenia_goes_on_from_independence_although_it_said_so_later():
    [found] = status(wipo(), "brussels", "2000-01-01", "Slovenia")
    assert (found.state, found.since, found.instrument.kind) == ("bound", date(1991, 6, 25), "succession")


def test_yugoslavia_is_bound_by_brussels_until_it_ended():
    states = [status(wipo(), "brussels", day, "YU")[0].state for day in ("1985-01-01", "2000-01-01")]
    assert states == ["bound", "succeeded"]


def test_the_day_is_the_last_of_the_record_where_none_is_asked_for():
    assert day_of(wipo(), None) == wipo().as_of
    assert day_of(record(act("Aland", "signature", "2001-01-01")), None) == date(2001, 1, 1)
    assert bound(wipo(), "eu") == bound(wipo(), "European Union", wipo().as_of + timedelta(days=0))


def test_a_rule_that_counts_members_of_its_own_treaty_leaves_nobody_with_a_half_worked_out_status():
    own = ForceRule(
        threshold=2, conditions=(ForceCondition(words="one not yet bound", members_of="t", not_members=True,
                                                at_least=1),), delay=Delay(),
    )  # fmt: skip
    acts = (act("Aland", "ratification", "2001-01-01"), act("Borland", "ratification", "2002-01-01"))
    first, later = status(record(*acts, rule=own), "t", "2010-01-01")
    assert (first.state, later.state) == ("bound", "bound")
    assert first.bound_from == later.bound_from == date(2002, 1, 1)


def test_visitors_who_ask_of_one_record_at_a_time_get_one_answer():
    parties = [f"P{number}" for number in range(60)]
    acts = [act(party, "ratification", f"2001-01-{1 + number % 28:02}") for number, party in enumerate(parties)]
    rule = ForceRule(threshold=40, delay=Delay(months=3))
    alone = status(record(*acts, rule=rule), "t", "2010-01-01")
    for _ in range(20):
        data = record(*acts, rule=rule)
        with ThreadPoolExecutor(8) as many:
            found = list(many.map(lambda party, data=data: status(data, "t", "2010-01-01", party)[0], parties))
        assert tuple(found) == alone


def test_a_succession_binds_nobody_before_the_treaty_is_in_force():
    facts = [
        act("Aland", "ratification", "2002-01-01"), act("HR", "succession", "2001-01-01"),
        act("Borland", "accession", "2003-01-01"),
    ]  # fmt: skip
    two = ForceRule(threshold=2, delay=Delay(months=3))
    data = record(*facts, rule=two)
    assert at(data, "2002-06-01", "HR").state == "deposited"
    assert at(data, "2002-06-01", "HR").bound_from == date(2003, 4, 1)
    unknown = record(*facts)
    assert (at(unknown, "2020-01-01", "HR").state, at(unknown, "2020-01-01", "HR").bound_from) == ("deposited", None)
    assert "no day is on record" in at(unknown, "2020-01-01", "HR").why


def test_who_comes_back_is_told_the_day_that_lies_ahead():
    data = record(
        act("Aland", "entry_into_force", "2001-01-01"), act("Aland", "withdrawal", "2003-01-01"),
        act("Aland", "accession", "2006-01-01"), act("Aland", "entry_into_force", "2006-04-01"),
    )  # fmt: skip
    assert at(data, "2004-01-01").bound_from == date(2001, 1, 1)
    assert at(data, "2006-02-01").bound_from == date(2006, 4, 1)


def test_an_undated_instrument_is_not_deposited_before_the_treaty_was_adopted():
    undated = TreatyAction(treaty="t", party="Aland", kind="ratification")
    treaty = Treaty(id="t", name="T", adopted=date(1974, 5, 21))
    data = Treaties("d", {"t": treaty}, (undated,), {"Aland": Party(id="Aland", name="Aland")})
    assert [at(data, day).state for day in ("1974-05-20", "1974-05-21")] == ["none", "deposited"]


def test_what_binds_a_union_is_told_to_its_members_of_that_day_apart():
    union = Group(id="eu_members", name="Members", members=({"party": "FR", "from": "1958-01-01", "to": "2010-12-31"},))
    facts = (
        act("EU", "entry_into_force", "2001-01-01"), act("FR", "signature", "2000-01-01"),
    )  # fmt: skip
    data = replace(record(*facts), groups=Members([union]))
    data = replace(data, parties={"FR": Party(id="FR", name="France"), "EU": Party(id="EU", name="European Union")})
    found = through_unions(data, "France", "2005-01-01")
    assert [(each.party, each.treaty, each.since) for each in found] == [("EU", "t", date(2001, 1, 1))]
    assert [through_unions(data, *each) for each in (("FR", "2011-01-01"), ("FR", "2000-06-01"))] == [(), ()]
    assert through_unions(data, "EU", "2005-01-01") == ()
    assert bound(data, "FR", "2005-01-01")[0].state == "signed"
    joined = replace(data, actions=(*data.actions, act("FR", "entry_into_force", "2003-01-01")))
    assert through_unions(joined, "FR", "2005-01-01") == ()
