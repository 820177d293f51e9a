"""Weights come from the norms or from a file, and what is wrong with a file is said with its place."""

import pytest

from test_law_indexing import TABLE
from travaux.errors import TravauxError
from travaux.law.weights import read_weights, weights_of


def test_norms_carry_their_weights():
    assert weights_of(TABLE) == {"grace": 1, "mode": 3}


def test_a_norm_that_is_not_named_weighs_nothing():
    assert weights_of(TABLE, {"mode": 2}) == {"grace": 0, "mode": 2}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("w.yaml", "grace: 2\nmode: 0.5\n"),
        ("w.csv", "norm,weight\ngrace,2\nmode,0.5\n"),
        ("w.csv", "grace,2\nmode,0.5"),
    ],
)
def test_files_are_yaml_or_csv(tmp_path, name, words):
    (tmp_path / name).write_text(words, encoding="utf-8")
    assert read_weights(tmp_path / name, TABLE) == {"grace": 2, "mode": 0.5}


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("w.yaml", "graze: 2\n", "close to it: grace"),
        ("w.yaml", "grace: -2\n", "-2"),
        ("w.yaml", "grace: .nan\n", "nan"),
        ("w.yaml", "grace: yes\n", "True"),
        ("w.yaml", "grace: [1\n", "row"),
        ("w.yaml", "just words\n", "no norms"),
        ("w.yaml", "", "no norms"),
        ("w.csv", "norm,weight\n", "no weight"),
        ("w.csv", "norm,weight\ngrace,much\n", "row 2, column 2"),
        ("w.csv", "norm,weight\ngrace\n", "row 2, column 2"),
        ("w.csv", "grace,1\nGrace,2\n", "twice"),
        ("w.csv", "grace,inf\n", "inf"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, name, words, said):
    (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        read_weights(tmp_path / name, TABLE)
    assert said in str(error.value)
    assert name in str(error.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TravauxError, match="cannot be read"):
        read_weights(tmp_path / "none.yaml", TABLE)
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TravauxError, match="cannot be read"):
        read_weights(tmp_path / "bytes.yaml", TABLE)


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("w.yaml", "grace: 1\nmode: 2\ngrace: 3\n", "row 3, column 1"),
        ("w.csv", "norm,weight\ngrace,1,5\n", "row 2, column 3"),
        ("w.yaml", "grace: 1e300\n", "1e300"),
        ("w.yaml", "grace: 0.0000000001\n", "1e-10"),
    ],
)
def test_nothing_in_a_file_of_weights_is_lost(tmp_path, name, words, told):
    (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        read_weights(tmp_path / name, TABLE)
    assert told in str(error.value)


@pytest.mark.parametrize("words", ["grace: 2013-02-30\n", "grace: 0b_\n"])
def test_what_looks_like_a_day_or_number_and_is_none_is_said_with_its_row(tmp_path, words):
    (tmp_path / "w.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(TravauxError, match="row 1"):
        read_weights(tmp_path / "w.yaml", TABLE)
