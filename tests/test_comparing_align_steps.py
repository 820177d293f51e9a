"""The steps of an alignment: what is counted, weighed, chosen and put in order."""

import math
import tomllib
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.comparing.assigning import Linked, assign
from travaux.text.comparing.candidates import best, meetings, overlap, summed
from travaux.text.comparing.equal import only_once
from travaux.text.comparing.evidence import FEATURES, Pairs, rivalry
from travaux.text.comparing.features import bags, shared, words_of
from travaux.text.comparing.ordering import in_order
from travaux.text.comparing.printed import printed
from travaux.text.comparing.splitting import Part
from travaux.text.model import Break, Text

PARAGRAPHS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=8).map(" ".join), min_size=1, max_size=5)


def text(paragraphs):
    return printed(tuple(node for words in paragraphs for node in (Break(), Text(words))))


def cosines(old, new):
    """The cosine of every pair by the definition, word by word."""
    units = [Counter(words.split()) for words in (*old, *new)]
    frequency = Counter(word for unit in units for word in unit)

    def weights(unit):
        found = {w: (1 + math.log(n)) * math.log((len(units) + 1) / frequency[w]) for w, n in unit.items()}
        length = math.sqrt(sum(weight**2 for weight in found.values()))
        return {word: weight / length for word, weight in found.items()}

    ours, theirs = ([weights(unit) for unit in side] for side in (units[: len(old)], units[len(old) :]))
    return [[sum(one[w] * other[w] for w in one if w in other) for other in theirs] for one in ours]


@given(PARAGRAPHS, PARAGRAPHS)
def test_cosines_are_those_of_the_definition(old, new):
    sides = [bags(words)[0] for words in words_of(text(old), text(new))]
    common = shared(*sides)
    pairs = [(here, there) for here in range(len(old)) for there in range(len(new))]
    here, there = (np.array(side) for side in zip(*pairs, strict=True))
    found, _, _ = overlap(*common, here, there)
    expected = cosines(old, new)
    assert found == pytest.approx([expected[a][b] for a, b in pairs], abs=1e-9)
    table = np.zeros((len(old), len(new)))
    ours, theirs, sums = summed(*meetings(*common, 10_000), len(old), len(new))
    table[ours, theirs] = sums
    assert table == pytest.approx(np.array(expected).reshape(table.shape), abs=1e-9)


def test_words_of_one_spelling_are_one_word():
    one, other = words_of(text(["MARKS, l\u2019acte"]), text(["mark l'acte \u0643\u062a\u0640\u0627\u0628"]))
    assert one.ids.tolist() == other.ids.tolist()[:2]


def test_the_surest_links_come_first_and_each_side_is_used_once():
    linked = Linked(2, 2)
    assign(linked, np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.8, 0.7, 0.9]), 0.5)
    assert (linked.link, linked.back) == ([1, 0], [1, 0])


def test_what_is_less_likely_than_asked_for_is_not_linked():
    linked = Linked(1, 1)
    assign(linked, np.array([0]), np.array([0]), np.array([0.4]), 0.5)
    assert linked.link == [-1]


def test_the_best_rows_of_an_owner_are_kept():
    assert best(np.array([0, 0, 0, 1]), np.array([0.2, 0.9, 0.8, 0.1]), 2, 2, 0.0).tolist() == [1, 2, 3]


def test_a_pair_leads_by_what_its_best_rival_lacks():
    rows = Pairs(np.array([0, 0, 1]), np.array([0, 1, 1]), np.zeros((3, len(FEATURES))))
    rivalry(rows, np.array([0.9, 0.3, 0.5]), "lead")
    assert [value > 0 for value in rows.column("lead")] == [True, False, True]
    assert rows.column("lead")[0] == pytest.approx(0.6 / 1.3)
    assert rows.column("lead_back")[1] == pytest.approx(-0.2 / 0.9)


def test_values_that_stand_twice_are_no_anchor():
    assert only_once(["x", "x", "y"], ["y", "x"]) == [(2, 0)]


def test_groups_come_in_the_order_of_the_new_text():
    linked = Linked(4, 4)
    linked.add(0, 2, 1.0)
    linked.add(3, 0, 1.0)
    groups = in_order(linked, [Part(1, 2, True, 0.9), Part(1, 3, False, 0.8)])
    assert groups == [((3,), (0, 1)), ((0, 1), (2,)), ((2,), ()), ((), (3,))]


def test_the_calibration_weighs_only_evidence_there_is():
    tables = tomllib.loads(files("travaux.text.comparing").joinpath("calibration.toml").read_text(encoding="utf-8"))
    assert set(tables) == {"words", "articles", "articles_alone", "paragraphs", "paragraphs_alone"}
    assert all(set(table) <= {"start", *FEATURES} for table in tables.values())
