"""What a reform changed: facts about patent law that were read in the sources, and parts that sum to the change."""

from math import fsum

import pytest
from hypothesis import given, settings

from law_strategies import AFTER, BEFORE, tables
from travaux.errors import TravauxError
from travaux.law.opening import open_laws
from travaux.law.reforming import reform


@pytest.fixture(scope="module")
def patent_law():
    return open_laws("patent-law")


@pytest.fixture(scope="module")
def invents_act(patent_law):
    return reform(patent_law, "US", "2011-09-15", "2013-03-17")


def norm(found, name):
    return next(each for each in found.norms if each.norm == name)


def partner(found, name):
    return next(each for each in found.partners if each.jurisdiction == name)


# The America Invents Act: signed on 2011-09-16, in force in steps until 2013-03-16.


@pytest.mark.parametrize("name", ["priority_principle", "novelty_standard", "best_mode", "post_grant_opposition"])
def test_the_act_moved_towards_the_epc(invents_act, name):
    assert norm(invents_act, name).turn == "reform"
    assert "EP" in norm(invents_act, name).toward
    assert partner(invents_act, "EP").by_norm[name] < 0
    assert partner(invents_act, "EP").own[name] < 0


def test_the_act_moved_away_from_the_epc_on_the_date_from_which_grace_is_counted(invents_act):
    moved = norm(invents_act, "grace_reference_date")
    assert (moved.had, moved.has) == ("filing", "filing_or_priority")
    assert "EP" in moved.away
    assert partner(invents_act, "EP").by_norm["grace_reference_date"] > 0


def test_the_act_did_not_move_the_length_of_grace(invents_act):
    length = norm(invents_act, "grace_length_months")
    assert (length.turn, length.had, length.has, length.contribution) == ("unmoved", "12", "12", 0)
    assert (length.toward, length.away) == ((), ())
    assert "grace_length_months" not in partner(invents_act, "EP").by_norm


def test_best_mode_is_still_required_and_no_longer_a_ground_of_invalidity(invents_act):
    mode = norm(invents_act, "best_mode")
    assert (mode.had, mode.has) == ("required", "limited")
    assert mode.is_now == ("required_but_not_ground_of_invalidity",)
    assert str(mode.since) == "2011-09-16"


def test_the_distance_to_the_epc_is_that_of_a_count_by_hand(invents_act):
    # Eight norms are on record of both on both days. Before: grace length 1 (the record runs from 6 to 12), grace scope
    # 0.75 (four steps of five categories), publication 0.5, and 1 each for priority, novelty, best mode, opposition;
    # grace is counted from filing in both. After: best mode 0.5, the date of grace 1; and self-collision is known, 1.
    found = partner(invents_act, "EP")
    assert found.common == 8
    assert found.before == pytest.approx((1 + 0.75 + 0.5 + 1 + 1 + 1 + 1 + 0) / 8)
    assert found.after == pytest.approx((1 + 0.75 + 0.5 + 0 + 0 + 0.5 + 0 + 1 + 1) / 9)
    assert "priority_principle" in found.assumed  # what the record says of 2017 is taken for 2011


def test_the_parts_of_the_act_sum_to_the_change(invents_act):
    others = fsum(part.contribution for part in invents_act.others)
    assert invents_act.own + others + invents_act.coverage == pytest.approx(invents_act.change, abs=1e-12)
    assert fsum(each.contribution for each in invents_act.norms) == pytest.approx(invents_act.own, abs=1e-12)
    assert fsum(each.total for each in invents_act.decomposition.norms) == pytest.approx(invents_act.change, abs=1e-12)


def test_what_korea_did_in_the_same_days_is_not_the_act(invents_act):
    assert [(each.jurisdiction, each.norm, each.has) for each in invents_act.others] == [
        ("KR", "grace_length_months", "12")
    ]


def test_what_is_on_record_only_after_is_no_reform(invents_act):
    collision = norm(invents_act, "self_collision_exempt")
    assert (collision.turn, collision.contribution) == ("became known", 0)
    assert collision.toward == collision.away == ()


def test_doubts_and_references_come_along(invents_act):
    assert any("examined" in each for each in norm(invents_act, "post_grant_opposition").doubts)
    assert norm(invents_act, "prior_user_right").refs == ("35 USC 273", "AIA s. 5")
    assert set(norm(invents_act, "best_mode").sources) <= set(invents_act.sources)


@pytest.mark.parametrize(
    ("who", "start", "end"), [("JP", "2018-06-08", "2018-06-09"), ("KR", "2012-03-14", "2012-03-15")]
)
def test_japan_and_korea_moved_grace_towards_the_united_states(patent_law, who, start, end):
    found = reform(patent_law, who, start, end)
    [moved] = [each for each in found.norms if each.turn == "reform"]
    assert (moved.norm, moved.had, moved.has) == ("grace_length_months", "6", "12")
    assert "US" in moved.toward
    assert "EP" in moved.away
    assert partner(found, "US").change < 0 < partner(found, "EP").change
    assert found.own == pytest.approx(found.change, abs=1e-12)


@settings(deadline=None, max_examples=100)
@given(tables(least=3))
def test_parts_sum_to_every_change(laws):
    if not laws.laws:
        return
    found = reform(laws, "A", BEFORE, AFTER)
    if found.change is not None:
        others = fsum(part.contribution for part in found.others)
        assert found.own + others + found.coverage == pytest.approx(found.change, abs=1e-12)
    for each in found.partners:
        if each.change is not None:
            assert fsum((*each.by_norm.values(), each.coverage)) == pytest.approx(each.change, abs=1e-9)
        assert set(each.own) <= set(laws.norms)
    assert not {"A"} & {name for each in found.norms for name in (*each.toward, *each.away)}


def test_what_means_nothing_is_named(patent_law):
    with pytest.raises(TravauxError, match="no jurisdiction"):
        reform(patent_law, "Atlantis", "2011-09-15", "2013-03-17")
    with pytest.raises(TravauxError, match="is no day"):
        reform(patent_law, "US", "2011-02-30", "2013-03-17")
    with pytest.raises(TravauxError, match="is not before"):
        reform(patent_law, "US", "2013-03-17", "2011-09-15")
