"""Entry into force: who counts, in which order, which instrument completes the count, and how the words say it."""

import csv
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.facts.membership import Members
from travaux.facts.model import Group, Party
from travaux.facts.treaty_facts import Delay, ForceCondition, ForceRule, Treaty, TreatyAction
from travaux.treaty.force_rows import row
from travaux.treaty.force_words import rule_words
from travaux.treaty.forcing import force
from travaux.treaty.opening import open_treaties
from treaty_strategies import act, record, records

TWO = ForceRule(threshold=2, counts="states", delay=Delay(months=3))
UNION = Party(id="Union", name="Union", kind="igo")


def told(data, **more):
    return " ".join(force(data, "t", **more).explanation)


def test_the_trigger_is_the_instrument_that_completes_the_count_in_order_of_deposit():
    data = record(
        act("Corland", "accession", "2003-01-31"), act("Aland", "ratification", "2001-05-01"),
        act("Borland", "approval", "2002-11-30"), rule=TWO,
    )  # fmt: skip
    found = force(data, "t")
    assert [each.party for each in found.counted] == ["Aland", "Borland", "Corland"]
    assert (found.trigger.party, found.day, found.missing) == ("Borland", date(2003, 2, 28), 0)
    assert "The 2nd was that of Borland, deposited on 2002-11-30" in told(data)


def test_before_that_day_the_missing_are_counted_and_there_is_no_day():
    data = record(act("Aland", "ratification", "2001-05-01"), act("Borland", "approval", "2002-11-30"), rule=TWO)
    found = force(data, "t", "2002-11-29")
    assert (found.trigger, found.day, found.missing) == (None, None, 1)
    assert "1 more is missing" in told(data, on="2002-11-29")


def test_a_succession_a_signature_and_a_second_instrument_do_not_count():
    data = record(
        act("Aland", "ratification", "2001-05-01"), act("Aland", "acceptance", "2001-06-01"),
        act("Borland", "signature", "2001-05-02"), act("Corland", "succession", "2001-05-03"),
        act("Dorland", "continued_application", "2001-05-04"), rule=TWO,
    )  # fmt: skip
    found = force(data, "t")
    assert [each.party for each in found.counted] == ["Aland"]
    assert [(each.party, each.kind) for each, _ in found.set_aside] == [
        ("Aland", "acceptance"), ("Corland", "succession"), ("Dorland", "continued_application"),
    ]  # fmt: skip


def test_where_only_states_count_an_organisation_is_set_aside_and_named():
    acts = (act("Union", "approval", "2001-05-01"), act("Aland", "accession", "2001-06-01"))
    found = force(record(*acts, rule=TWO, parties=[UNION]), "t")
    assert (len(found.counted), found.missing) == (1, 1)
    assert "only States count: Union" in " ".join(found.explanation)
    both = force(record(*acts, rule=TWO.model_copy(update={"counts": "eligible"}), parties=[UNION]), "t")
    assert both.day == date(2001, 9, 1)


def test_an_instrument_withdrawn_before_the_count_is_complete_does_not_count_and_one_after_it_changes_nothing():
    early = [
        act("Aland", "ratification", "2001-01-01"), act("Aland", "withdrawal", "2001-02-01"),
        act("Borland", "ratification", "2001-03-01"), act("Corland", "ratification", "2001-04-01"),
    ]  # fmt: skip
    found = force(record(*early, rule=TWO), "t")
    assert (found.trigger.party, found.day) == ("Corland", date(2001, 7, 1))
    assert "withdrawn on 2001-02-01" in found.set_aside[0][1]
    late = [*early, act("Corland", "denunciation", "2001-05-01")]
    assert force(record(*late, rule=TWO), "t").day == date(2001, 7, 1)
    again = [*early, act("Aland", "accession", "2001-03-15")]
    assert force(record(*again, rule=TWO), "t").trigger.party == "Aland"


def test_an_instrument_made_and_withdrawn_on_one_day_does_not_count():
    data = record(
        act("Aland", "ratification", "2001-01-01"), act("Aland", "withdrawal", "2001-01-01"),
        act("Borland", "ratification", "2001-03-01"), rule=TWO,
    )  # fmt: skip
    assert [each.party for each in force(data, "t").counted] == ["Borland"]


def test_several_of_one_day_are_said_to_be_in_the_order_of_the_record():
    data = record(act("Borland", "accession", "2001-05-01"), act("Aland", "accession", "2001-05-01"), rule=TWO)
    assert force(data, "t").trigger.party == "Aland"
    assert "2 were deposited on that day; their order is that of the record" in told(data)


def test_an_instrument_without_a_day_is_set_aside():
    found = force(record(act("Aland", "accession"), act("Borland", "accession", "2001-05-01"), rule=TWO), "t")
    assert found.set_aside[0][1] == "the day of its deposit is not on record"
    assert found.missing == 1


def test_a_delay_from_the_notification_needs_its_day():
    rule = ForceRule(threshold=1, delay=Delay(months=1, after="notification"))
    deposit = act("Aland", "accession", "2001-05-01")
    found = force(record(deposit, rule=rule), "t")
    assert (found.day, found.trigger.party) == (None, "Aland")
    assert "counts from the notification by the depositary, whose day is not on record" in " ".join(found.explanation)
    assert force(record(deposit, act("Aland", "notification", "2001-05-20"), rule=rule), "t").day == date(2001, 6, 20)


def test_a_day_that_the_treaty_names_is_kept():
    assert force(record(rule=ForceRule(on=date(1995, 1, 1))), "t").day == date(1995, 1, 1)
    both = ForceRule(threshold=1, on=date(1995, 1, 1), delay=Delay())
    assert force(record(act("Aland", "accession", "1993-05-01"), rule=both), "t").day == date(1995, 1, 1)
    assert force(record(act("Aland", "accession", "1996-05-01"), rule=both), "t").day == date(1996, 5, 1)


def test_a_condition_in_words_is_said_not_to_be_computable_and_leaves_the_count():
    rule = ForceRule(threshold=1, conditions=(ForceCondition(words="they carry half of all goods"),), delay=Delay())
    data = record(act("Aland", "accession", "1993-05-01"), rule=rule)
    found = force(data, "t")
    assert (found.computable, found.day, found.trigger, len(found.counted)) == (False, None, None, 1)
    assert "cannot be computed" in told(data)
    assert "The number alone was reached on 1993-05-01 with Aland" in told(data)


def test_a_condition_counts_members_of_a_group_on_the_day():
    group = Group(id="shore", name="Shore", members=({"party": "Aland", "to": "1993-12-31"}, "Borland"))
    rule = ForceRule(
        threshold=2,
        delay=Delay(),
        conditions=(ForceCondition(words="two of the shore", members_of="shore", at_least=2),),
    )
    acts = [act("Aland", "accession", "1993-05-01"), act("Corland", "accession", "1993-06-01")]
    in_time = record(*acts, act("Borland", "accession", "1993-12-31"), rule=rule, groups=Members([group]))
    assert force(in_time, "t").day == date(1993, 12, 31)
    late = record(*acts, act("Borland", "accession", "1994-01-01"), rule=rule, groups=Members([group]))
    found = force(late, "t")
    assert (found.day, found.missing) == (None, 1)


def test_a_condition_counts_those_bound_by_another_treaty_and_turned_round_those_not_bound():
    within = ForceCondition(words="two parties to u", members_of="u", at_least=2)
    outside = ForceCondition(words="one that is no party to u", members_of="u", at_least=1, not_members=True)
    treaties = {
        "t": Treaty(id="t", name="T", force=ForceRule(conditions=(within, outside), delay=Delay(months=1))),
        "u": Treaty(id="u", name="U"),
    }
    bound = [act(party, "entry_into_force", "1990-01-01", treaty="u") for party in ("Aland", "Borland")]
    acts = [act(party, "accession", day) for party, day in
            (("Aland", "1991-01-01"), ("Borland", "1991-02-01"), ("Corland", "1991-03-01"))]  # fmt: skip
    data = record(*bound, *acts, treaties=treaties)
    assert force(data, "t").trigger.party == "Corland"
    assert force(data, "t", "1991-02-15").missing == 1


def test_a_rule_that_asks_for_its_own_members_does_not_go_round_in_circles():
    own = ForceRule(conditions=(ForceCondition(words="x", members_of="t", at_least=1),), delay=Delay())
    assert force(record(act("Aland", "accession", "1991-01-01"), rule=own), "t").day is None


def test_without_a_rule_the_recorded_day_is_all_there_is():
    data = record(act("Aland", "entry_into_force", "1991-01-01"))
    found = force(data, "t")
    assert (found.day, found.recorded, found.computable) == (None, date(1991, 1, 1), False)
    assert row(found, data)["rule"] is None


def test_a_treaty_that_is_not_there_is_refused_with_those_that_come_close():
    with pytest.raises(TravauxError, match=r"there is no treaty 'tt'.*close to it: t"):
        force(record(), "tt")


# Dissolved states


def lost(*more, recorded="1980-04-01"):
    """Three instruments are needed, two are on record by the day on which parties are recorded as bound."""
    rule = ForceRule(threshold=3, delay=Delay(months=3))
    names = [Party(id="SI", name="Slovenia"), Party(id="HR", name="Croatia")]
    return record(
        act("Aland", "accession", "1979-05-01"), act("Borland", "accession", "1980-01-01"),
        act("Corland", "accession", "1984-01-01"), act("Aland", "entry_into_force", recorded),
        act("Borland", "entry_into_force", recorded), *more, rule=rule, parties=names,
    )  # fmt: skip


def test_a_dissolved_party_is_presumed_where_successors_show_it_and_the_rule_then_leads_to_the_recorded_day():
    data = lost(act("SI", "succession", "1993-01-01"), act("HR", "continued_application", "1994-01-01"))
    found = force(data, "t")
    assert (found.day, found.alone, found.presumed) == (date(1980, 4, 1), date(1984, 4, 1), ("YU",))
    assert found.trigger.party == "Borland"
    words = " ".join(found.explanation)
    assert "Counting the present parties alone gives 1984-04-01" in words
    assert "With Yugoslavia the count is 3 on 1980-01-01 (Borland)" in words
    assert "Croatia, Slovenia" in words


def test_a_successor_bound_from_before_its_own_instrument_shows_it_too():
    data = lost(act("SI", "accession", "1993-01-01"), act("SI", "entry_into_force", "1991-06-25"))
    assert force(data, "t").presumed == ("YU",)


def test_an_instrument_of_the_dissolved_state_without_its_day_shows_it_before_any_successor_acts():
    undated = TreatyAction(treaty="t", party="YU", kind="consent_to_be_bound")
    found = force(lost(undated), "t", "1990-01-01")
    assert (found.day, found.presumed) == (date(1980, 4, 1), ("YU",))
    assert "an instrument of it is on record without its day" in " ".join(found.explanation)


def test_nothing_is_presumed_without_a_successor_or_where_the_day_does_not_follow():
    assert force(lost(), "t").day == date(1984, 4, 1)
    other = force(lost(act("SI", "succession", "1993-01-01"), recorded="1980-06-01"), "t")
    assert (other.presumed, other.day) == ((), date(1984, 4, 1))
    assert "Even so the rule does not lead to 1980-06-01" in " ".join(other.explanation)


def test_a_dissolved_state_whose_instrument_is_on_record_is_counted_like_any_other():
    data = lost(act("SI", "succession", "1993-01-01"), act("YU", "ratification", "1979-12-01"))
    found = force(data, "t")
    assert (found.day, found.presumed, found.trigger.party) == (date(1980, 4, 1), (), "Borland")


# What is promised for every record


@settings(deadline=None)
@given(records())
def test_the_day_never_lies_before_the_trigger_and_one_instrument_of_each_party_counts(data):
    for treaty in data.treaties:
        found = force(data, treaty)
        parties = [each.party for each in found.counted]
        assert len(set(parties)) == len(parties)
        assert [each.date for each in found.counted] == sorted(each.date for each in found.counted)
        if found.trigger is not None:
            assert found.missing == 0
            assert found.day is None or found.day >= found.trigger.date
        assert found.explanation
        assert list(row(found, data))[:7] == [
            "treaty", "rule", "count", "missing", "triggered_by", "entry_into_force", "explanation",
        ]  # fmt: skip


@settings(deadline=None)
@given(records())
def test_what_is_not_yet_done_on_a_day_has_no_part_in_the_answer(data):
    for treaty in data.treaties:
        found = force(data, treaty)
        if found.trigger is not None and not found.presumed:
            assert force(data, treaty, found.trigger.date).trigger.party == found.trigger.party


def test_rules_are_told_in_words():
    rule = ForceRule(threshold=5, counts="states", delay=Delay(months=3, after="notification"))
    assert rule_words(Treaty(name="T", force=rule)) == (
        "5 instruments of States; in force 3 months after the notification of the last of them."
    )
    assert rule_words(Treaty(name="T", force=ForceRule(on=date(1995, 1, 1)))) == "In force on 1995-01-01."


# Real treaties

REPRODUCIBLE = {
    # Seen in the columns of the list: the first day on which a party is recorded as bound.
    "beijing": ("2020-04-28", "Indonesia", "2020-01-28"),
    "marrakesh": ("2016-09-30", "Canada", "2016-06-30"),
    "wct": ("2002-03-06", "Gabon", "2001-12-06"),
    "wppt": ("2002-05-20", "Honduras", "2002-02-20"),
    "plt": ("2005-04-28", "Romania", "2005-01-28"),
    "tlt": ("1996-08-01", "United Kingdom", "1996-05-01"),
    "phonograms": ("1973-04-18", "Sweden", "1973-01-18"),
}


@pytest.fixture(scope="module")
def tables():
    folder = CORPUS / "treaty-actions"
    return open_treaties(actions=folder / "wipo_actions.csv", rules=folder / "entry_into_force_rules.csv")


@cache
def built_in():
    return open_treaties("wipo")


def both(request):
    """The built-in treaties, and where the lists are at hand the same out of them."""
    yield built_in()
    if CORPUS is not None:
        yield request.getfixturevalue("tables")


@pytest.mark.parametrize("treaty", REPRODUCIBLE)
def test_the_rule_leads_to_the_recorded_day_of_every_treaty_marked_as_reproducible(treaty, request):
    day, party, deposited = REPRODUCIBLE[treaty]
    for data in both(request):
        found = row(force(data, treaty), data)
        assert (found["entry_into_force"], found["recorded"], found["agrees"]) == (day, day, True)
        assert (found["triggered_by"]["party"], found["triggered_by"]["date"]) == (party, deposited)


@needs_corpus
def test_every_rule_marked_yes_that_has_actions_is_among_them(tables):
    with (CORPUS / "treaty-actions" / "entry_into_force_rules.csv").open(encoding="utf-8") as file:
        marked = {line["treaty"] for line in csv.DictReader(file) if line["checked_against_data"].startswith("yes")}
    acting = {each.treaty for each in tables.actions}
    assert marked & acting == set(REPRODUCIBLE)
    for treaty in marked - acting:
        assert "No action of any party is on record" in " ".join(force(tables, treaty).explanation)


def test_brussels_is_explained_by_the_dissolved_fifth_party(request):
    for data in both(request):
        found = row(force(data, "brussels"), data)
        assert (found["recorded"], found["without_presumed"]) == ("1979-08-25", "1981-07-07")
        assert found["presumed"] == [{"party": "Yugoslavia", "code": "YU"}]
        assert "With Yugoslavia the count is 5 on 1979-05-25 (Germany)" in found["explanation"]


def test_the_wipo_convention_counts_members_of_two_unions(request):
    for data in both(request):
        found = force(data, "wipo_convention")
        assert found.day == found.recorded == date(1970, 4, 26)


def test_the_patent_cooperation_treaty_has_a_condition_that_cannot_be_computed(request):
    for data in both(request):
        found = force(data, "pct")
        assert (found.computable, found.day, found.recorded) == (False, None, date(1978, 1, 24))
