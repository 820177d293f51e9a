"""Recorded days against the rules: where deposit and delay hold, and the likely cause where they do not."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from corpus import CORPUS, needs_corpus
from travaux.facts.model import Party
from travaux.facts.treaty_facts import Delay, ForceRule
from travaux.treaty.causes import CAUSES
from travaux.treaty.check_rows import row
from travaux.treaty.checking import check
from travaux.treaty.opening import open_treaties
from treaty_strategies import act, record, records

ONE = ForceRule(threshold=1, delay=Delay(months=3))
FIRST = (act("Aland", "ratification", "2000-01-10"), act("Aland", "entry_into_force", "2000-04-10"))


def only(*actions, **more):
    """The only disagreement of a record in which Aland was the first party."""
    [found] = check(record(*FIRST, *actions, rule=ONE, **more)).disagreements
    return found


def joined(deposited, recorded, kind="accession", party="Borland"):
    return act(party, kind, deposited), act(party, "entry_into_force", recorded)


def test_rows_that_fit_are_counted_and_are_no_disagreement():
    found = check(record(*FIRST, *joined("2001-11-30", "2002-02-28"), rule=ONE))
    [one] = found.treaties
    assert (one.holds, one.of, one.compared, one.agrees, found.disagreements) == (1, 1, 2, True, ())


def test_a_succession_goes_back_to_independence():
    found = only(*joined("2001-05-01", "2000-06-01", "succession"))
    assert (found.cause, found.days) == ("succession", -426)


@pytest.mark.parametrize(
    ("delay", "recorded", "cause"),
    [
        (Delay(months=3), "2001-08-02", "counting"),
        (Delay(months=3), "2001-07-31", "counting"),
        (Delay(months=3), "2001-08-21", "unexplained"),
        (Delay(months=3, after="notification"), "2001-08-02", "notification"),
        (Delay(months=3, after="notification"), "2001-08-21", "notification"),
        (Delay(months=3, or_later=True), "2001-12-01", "later_day"),
        (Delay(months=3, or_later=True, at_most_months=6), "2001-10-31", "later_day"),
        (Delay(months=3, or_later=True, at_most_months=6), "2001-12-01", "unexplained"),
        (Delay(months=3), "2001-04-30", "order"),
    ],
)
def test_the_likely_cause_follows_from_the_rule_and_the_difference(delay, recorded, cause):
    found = only(*joined("2001-05-01", recorded), later=delay)
    assert found.cause == cause
    assert (found.recorded, found.by_rule) == (date.fromisoformat(recorded), date(2001, 8, 1))
    assert found.days == (found.recorded - found.by_rule).days


def test_a_notification_that_would_fit_is_named():
    found = only(*joined("2001-05-01", "2001-08-21"), later=Delay(months=3, after="notification"))
    assert found.words == "3 months from a notification on 2001-05-21 would fit"


def test_an_organisation_and_several_instruments_are_named_as_causes():
    union = Party(id="Union", name="Union", kind="igo")
    assert only(*joined("2001-05-01", "2003-01-01", party="Union"), parties=[union]).cause == "union"
    assert only(*joined("2001-05-01", "2003-01-01"), act("Borland", "acceptance", "2002-10-01")).cause == "several"


def test_parties_that_are_bound_when_the_last_of_them_is_have_waited_for_it():
    found = only(*joined("2001-05-01", "2003-01-05"), *joined("2002-10-05", "2003-01-05", party="Corland"))
    assert (found.party, found.cause) == ("Borland", "together")
    assert "Corland" in found.words


def test_bound_before_its_own_instrument_is_found_without_a_rule_but_not_after_coming_back():
    assert [each.cause for each in check(record(*joined("2001-05-01", "1999-01-01"))).disagreements] == ["order"]
    back = record(
        act("Aland", "entry_into_force", "1990-01-01"), act("Aland", "withdrawal", "1995-01-01"),
        act("Aland", "accession", "2000-01-01"),
    )  # fmt: skip
    assert check(back).disagreements == ()


def test_a_treaty_whose_instruments_do_not_lead_to_its_recorded_day_is_named():
    data = record(
        *joined("2001-05-01", "2003-01-05"), *joined("2001-06-01", "2003-01-05", party="Corland"),
        rule=ForceRule(threshold=2, delay=Delay(months=3)),
    )  # fmt: skip
    own = check(data).disagreements[0]
    assert (own.party, own.by_rule, own.cause) == (None, date(2001, 9, 1), "unexplained")


@settings(deadline=None)
@given(records())
def test_every_disagreement_has_a_cause_and_the_rows_add_up(data):
    found = check(data)
    assert len(found.treaties) == len(data.treaties)
    assert sum(each.disagreements for each in found.treaties) == len(found.disagreements)
    for each in found.treaties:
        assert each.holds <= each.of <= each.compared
    for each in found.disagreements:
        assert each.cause in CAUSES
        assert each.words
        assert each.recorded != each.by_rule
    assert sum(cause["count"] for cause in row(found, data)["causes"].values()) == len(found.disagreements)


# Real treaties

PUBLISHED = {
    # As the readme of the lists counts them.
    "beijing": (18, 18), "marrakesh": (81, 81), "wct": (86, 87), "wppt": (82, 83), "plt": (33, 34), "pct": (131, 132),
    "phonograms": (22, 73),
}  # fmt: skip


@cache
def wipo():
    return check(open_treaties("wipo"))


def test_deposit_and_three_months_hold_in_the_rows_that_were_counted_before():
    found = {each.treaty.id: (each.holds, each.of) for each in wipo().treaties}
    assert {treaty: found[treaty] for treaty in PUBLISHED} == PUBLISHED


@needs_corpus
def test_so_they_do_in_the_lists_themselves():
    folder = CORPUS / "treaty-actions"
    data = open_treaties(actions=folder / "wipo_actions.csv", rules=folder / "entry_into_force_rules.csv")
    found = {each.treaty.id: (each.holds, each.of) for each in check(data).treaties}
    assert {treaty: found[treaty] for treaty in PUBLISHED} == PUBLISHED


def test_the_dissolved_party_of_brussels_and_the_benelux_states_are_found():
    causes = {(each.treaty, each.party): each.cause for each in wipo().disagreements}
    assert causes["brussels", None] == "dissolved"
    assert causes["tlt", "BE"] == causes["tlt", "NL"] == "together"
    assert causes["wct", "CH"] == "counting"
    assert causes["brussels", "SI"] == "succession"
    assert causes["phonograms", "CD"] == "notification"
