"""Reference answers beside a table of actors: figures to reproduce, and runs of another model to compare with."""

import json

import pytest

from corpus import CORPUS, needs_corpus
from travaux.consensus.actors import read_actors
from travaux.consensus.references import compare, read_history, references_of
from travaux.errors import TravauxError

FOLDER = CORPUS / "negotiation" if CORPUS else None
TABLE = "actor,power,x,sx\nA,1,0,1\nB,3,10,1\n"
HISTORY = """There were 3 states, with 2 steps between them
History of actor positions over time:
A, x:   0.0  2.0  4.0
B, x:  10.0 10.0  8.0
History of actors' winning probabilities:
A, prob : 0.1 0.2 0.3
B, prob : 0.9 0.8 0.7
"""


@pytest.fixture
def beside(tmp_path):
    """A table of two actors, with files beside it."""

    def write(**files):
        path = tmp_path / "t.csv"
        path.write_text(TABLE, encoding="utf-8")
        for name, words in files.items():
            (tmp_path / name.replace("__", ".")).write_text(words, encoding="utf-8")
        return path

    return write


def compared(path):
    return [each for reference in references_of(path) for each in compare(read_actors(path), reference)]


def test_reference_answers_are_looked_for_by_name(beside):
    assert references_of(beside()) == ()
    names = [path.name for path in references_of(beside(t__answers__json="{}", ref_t__history__txt=HISTORY))]
    assert names == ["t.answers.json", "ref_t.history.txt"]


def test_published_figures_stand_beside_the_same_model_here(beside):
    path = beside(t__answers__json=json.dumps({"initial": {"weighted_mean": 7.0, "weighted_median": 10}}))
    assert {(each.model, each.here, each.there, each.difference) for each in compared(path)} == {
        ("compromise", 7.5, 7.0, 0.5),
        ("median", 10.0, 10.0, 0.0),
    }
    assert {each.kind for each in compared(path)} == {"same"}


def test_a_run_is_compared_by_the_weighted_mean_and_the_ends_of_its_last_positions(beside):
    found = compared(beside(ref_t__history__txt=HISTORY))
    assert {each.there for each in found} == {(1 * 4.0 + 3 * 8.0) / 4}
    assert {(each.low, each.high, each.kind) for each in found} == {(4.0, 8.0, "final")}
    assert {each.model for each in found} == {"compromise", "median", "nash"}


def test_probabilities_of_a_run_are_not_taken_for_positions(beside):
    path = beside(ref_t__history__txt=HISTORY)
    assert read_history(references_of(path)[0]) == {("A", "x"): (0.0, 2.0, 4.0), ("B", "x"): (10.0, 10.0, 8.0)}


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"t__answers__json": "{"}, "does not fit"),
        ({"t__answers__json": "{}"}, "does not fit"),
        ({"t__answers__json": '{"initial": {"weighted_mean": "high"}}'}, "does not fit"),
        ({"t__answers__json": '{"initial": [1]}'}, "does not fit"),
        ({"ref_t__history__txt": "nothing here\n"}, "no history"),
        ({"ref_t__history__txt": HISTORY.replace("B, x:  10.0 10.0  8.0", "B, x:  10.0")}, "no history"),
        ({"ref_t__history__txt": HISTORY.replace("B, x", "C, x")}, "all actors"),
    ],
)
def test_a_reference_that_does_not_fit_is_refused(beside, files, named):
    with pytest.raises(TravauxError, match=named) as refusal:
        compared(beside(**files))
    assert refusal.value.remedy


def test_a_reference_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(TravauxError, match="cannot be read"):
        read_history(tmp_path / "none.txt")


@needs_corpus
@pytest.mark.parametrize(("name", "states"), [("ktab/SOE-Pol-Comp.csv", 28), ("ktab/dummyData_3Dim.csv", 11)])
def test_a_real_run_begins_where_the_table_stands_and_has_every_actor(name, states):
    table = read_actors(FOLDER / name)
    [reference] = references_of(FOLDER / name)
    history = read_history(reference)
    assert {len(each) for each in history.values()} == {states}
    for actor in table.actors:
        for dimension, position in zip(table.dimensions, actor.positions, strict=True):
            assert history[actor.name, dimension][0] == pytest.approx(position, abs=0.0501)
    assert len(history) == len(table.actors) * len(table.dimensions)


@needs_corpus
def test_real_runs_end_elsewhere_than_the_models_here_which_is_said_and_not_hidden():
    """They answer another question: the run moves actors, and some stay apart to the end."""
    found = compared(FOLDER / "ktab" / "SOE-Pol-Comp.csv")
    assert len(found) == 2 * 3
    assert all(each.low < each.there < each.high for each in found)
    assert any(abs(each.difference) > 5 for each in found)
    assert all(abs(each.difference) < 2.1 for each in found if each.model == "compromise")
