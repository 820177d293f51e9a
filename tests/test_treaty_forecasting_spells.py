"""Spells by pathway, and the curves made of them."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from travaux.treaty.forecasting.hazards import hazards_of
from travaux.treaty.forecasting.panel import panel_of
from travaux.treaty.forecasting.spells import spells_of
from treaty_forecasting_world import act, many, treaties, union


def rows(data):
    panel = panel_of(data)
    spells = spells_of(panel)
    return {
        (panel.treaties[spells.treaty[at]], panel.parties[spells.party[at]], bool(spells.signatory[at])): (
            round(float(spells.entry[at]), 1), round(float(spells.end[at]), 1), bool(spells.event[at]),
        )
        for at in range(len(spells))
    }  # fmt: skip


def test_the_clock_of_a_signatory_runs_from_its_signature_that_of_others_from_the_opening():
    acts = [
        act("a", "X", "signature", date(2000, 1, 1)),
        act("a", "X", "ratification", date(2003, 1, 1)),
        act("b", "Y", "signature", date(1999, 1, 1)),
        act("a", "Y", "accession", date(2005, 1, 1)),
        act("b", "Z", "signature", date(2002, 1, 1)),
        act("a", "Z", "succession", date(2006, 1, 1)),
    ]
    found = rows(treaties(acts, as_of=date(2010, 1, 1)))
    assert found["a", "X", True] == (0.0, 3.0, True)
    assert found["a", "Y", False] == (0.0, 5.0, True)
    assert found["a", "Z", False] == (2.0, 6.0, False)  # seen after two years; succession is no instrument
    assert found["b", "Y", True] == (0.0, 11.0, False)
    assert found["b", "X", False] == (1.0, 11.0, False)


def test_an_instrument_that_is_a_partys_first_action_anywhere_gives_no_spell():
    acts = [act("a", "X", "signature", date(2000, 1, 1)), act("a", "Y", "accession", date(2003, 1, 1))]
    assert ("a", "Y", False) not in rows(treaties(acts, as_of=date(2004, 1, 1)))


def test_members_of_a_union_that_join_on_one_day_weigh_as_one():
    acts = [act("x", party, "signature", date(1999, 1, 1)) for party in ("U", "M0", "M1", "S0")]
    acts += [act("x", party, "ratification", date(2001, 1, 1)) for party in ("U", "M0", "M1", "S0")]
    data = treaties(acts, as_of=date(2004, 1, 1))
    group = union().groups
    panel = panel_of(type(data)(**{**{name: getattr(data, name) for name in data.__slots__}, "groups": group}))
    spells = spells_of(panel)
    weights = {panel.parties[party]: weight for party, weight in zip(spells.party, spells.weight, strict=True)}
    assert weights == pytest.approx({"U": 1 / 3, "M0": 1 / 3, "M1": 1 / 3, "S0": 1.0})


def test_members_that_join_on_one_day_before_their_union_acts_are_no_unit():
    data = union()
    early = [act("x", party, "accession", date(1980, 1, 1)) for party in ("M0", "M1")]
    first = [act("w", party, "signature", date(1970, 1, 1)) for party in ("M0", "M1", "S0")]
    panel = panel_of(replace(data, actions=(*first, *early, *data.actions), treaties={
        **data.treaties, **treaties([*first, *early]).treaties,
    }))  # fmt: skip
    spells = spells_of(panel)
    of = (spells.treaty == panel.row("x")) & spells.event
    assert set(spells.weight[of]) <= {1.0}


def test_the_curves_find_the_pace_that_the_parties_were_given():
    hazards = hazards_of(spells_of(panel_of(many(count=15, states=80))))
    at = np.array([0.5]), np.array([6.5])
    assert hazards.between(True, *at)[0] / 6 == pytest.approx(1 / 6, rel=0.2)
    assert hazards.between(False, *at)[0] / 6 == pytest.approx(1 / 25, rel=0.25)


def test_beyond_what_was_seen_the_last_pace_goes_on():
    hazards = hazards_of(spells_of(panel_of(many())))
    late = hazards.between(True, np.array([120.0]), np.array([130.0]))[0]
    assert late == pytest.approx(hazards.between(True, np.array([150.0]), np.array([160.0]))[0])
    assert late > 0
