"""What it costs to give something up: a table, its order, and tables of the user's own."""

import math
from itertools import product
from typing import get_args

import pytest

from travaux.consensus.costs import Held, cost_of, default_costs, read_costs
from travaux.errors import TravauxError
from travaux.facts.model import RestraintKind, Stance

KINDS = get_args(RestraintKind)
HELD = get_args(Held)


@pytest.fixture
def table(tmp_path):
    def write(words):
        path = tmp_path / "costs.toml"
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    return write


def test_every_restraint_and_every_stance_has_a_cost():
    assert set(default_costs().restraint) == set(KINDS)
    assert set(default_costs().stance) == set(HELD)
    assert set(get_args(Stance)) <= set(HELD)


@pytest.mark.parametrize("kind", KINDS)
def test_for_the_same_reason_a_preference_costs_least_and_no_stance_more_than_a_red_line(kind):
    costs = {held: cost_of(kind, held) for held in HELD}
    assert [held for held in HELD if costs[held] == min(costs.values())] == ["prefer"]
    assert max(costs.values()) == costs["red_line"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "domestic_law"])
def test_held_in_the_same_way_a_law_at_home_costs_most(kind):
    assert cost_of("domestic_law", "red_line") > cost_of(kind, "red_line")


def test_giving_up_a_preference_is_cheaper_than_changing_a_law_for_a_condition():
    assert cost_of("domestic_law", "accept") > cost_of("domestic_law", "prefer")


def test_a_cost_is_the_product_of_its_two_numbers():
    for kind, held in product(KINDS, HELD):
        assert cost_of(kind, held) == default_costs().restraint[kind] * default_costs().stance[held]


def test_a_table_of_ones_own_replaces_only_the_lines_it_has(table):
    own = read_costs(table("[restraint]\ncapacity = 7.5\n"))
    assert own.restraint["capacity"] == 7.5
    assert {**own.restraint, "capacity": 0} == {**default_costs().restraint, "capacity": 0}
    assert own.stance == default_costs().stance
    assert default_costs().restraint["capacity"] != 7.5


def test_a_cost_without_end_means_that_nobody_is_asked(table):
    own = read_costs(table("[stance]\nred_line = inf\n"))
    assert cost_of("economic", "red_line", own) == math.inf
    assert math.isfinite(cost_of("economic", "oppose", own))


def test_an_empty_table_changes_nothing(table):
    assert read_costs(table("# nothing yet\n")) == default_costs()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("[restraint]\nconstitution = 9\n", "restraint.constitution"),
        ("[stance]\nlove = 1\n", "stance.love"),
        ("[restraint]\neconomic = 0\n", "restraint.economic"),
        ("[restraint]\neconomic = -2\n", "restraint.economic"),
        ("[restraint]\neconomic = nan\n", "restraint.economic"),
        ("[restraint]\neconomic = true\n", "restraint.economic"),
        ('[restraint]\neconomic = "2"\n', "restraint.economic"),
        ("[price]\neconomic = 2\n", "price"),
        ("economic = 2\n", "economic"),
        ("[restraint\n", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        ("[restraint]\neconomic = 2\neconomic = 3\n", "not TOML"),
        ("x = " + "[" * 5000 + "\n", "not TOML"),
    ],
)
def test_a_wrong_table_is_refused_with_the_line_and_a_remedy(table, words, named):
    path = table(words)
    with pytest.raises(TravauxError) as refusal:
        read_costs(path)
    assert named in str(refusal.value)
    assert str(path) in str(refusal.value)
    assert refusal.value.remedy


def test_a_table_that_is_not_there_or_far_too_large_is_refused(table, tmp_path):
    with pytest.raises(TravauxError, match="cannot be read"):
        read_costs(tmp_path / "none.toml")
    with pytest.raises(TravauxError, match="cannot be read"):
        read_costs(tmp_path)
    with pytest.raises(TravauxError, match="too large"):
        read_costs(table("#" * 1_000_001))


@pytest.mark.parametrize(("kind", "held"), [("constitution", "oppose"), ("economic", "love"), ("economic", "")])
def test_an_unknown_restraint_or_stance_is_refused(kind, held):
    with pytest.raises(TravauxError, match="no line for"):
        cost_of(kind, held)
