"""`travaux law index`, `reform` and `distance`: what they print, and what they refuse."""

import json

import pytest
from pydantic import TypeAdapter

from corpus import CORPUS, needs_corpus
from travaux.cli.shapes import PRINTED

ACT = ("law", "reform", "patent-law", "--jurisdiction", "US", "--from", "2011-09-15", "--to", "2013-03-17")


def fitting(name, out):
    TypeAdapter(PRINTED[name]).validate_json(out)
    return json.loads(out)


def test_a_reform_says_to_whom_it_came_closer_and_what_is_assumed(travaux):
    status, out, err = travaux(*ACT)
    words = " ".join(out.split())
    assert (status, err) == (0, "")
    assert "EP by 0.25 (0.78 -> 0.53), over 8 norms" in words
    assert "away on grace_reference_date" in words
    assert "Did not move: grace_length_months (12 months)" in words
    assert "doubt: " in words
    assert "Assumed on one of the days" in words
    assert max(map(len, out.splitlines())) <= 80


def test_in_full_it_names_sources_and_definitions(travaux):
    out = travaux(*ACT, "--full")[1]
    assert "source: " in out
    assert "https://" in out
    assert "decomposition: " in out


def test_a_reform_as_json_fits_its_shape_and_sums(travaux):
    found = fitting("law_reform", travaux(*ACT, "--json")[1])
    index = found["index"]
    assert index["own"] + index["others"] + index["coverage"] == pytest.approx(index["change"], abs=1e-11)
    parts = found["decomposition"]
    total = sum(part["contribution"] for part in (*parts["reforms"], *parts["coverage"]))
    assert total == pytest.approx(parts["change"], abs=1e-12)


def test_the_index_shows_bounds_norms_pairs_and_what_moved_it(travaux):
    status, out, _ = travaux("law", "index", "patent-law", "--from", "2010", "--to", "2014")
    words = " ".join(out.split())
    assert status == 0
    for part in ("bounds", "Norm by norm", "Closest:", "What moved it", "90 % of 2,000 draws", "Weigh nothing"):
        assert part in words


@pytest.mark.parametrize(
    "options",
    [(), ("--on", "2013-03-16"), ("--pair", "US,EP"), ("--norm", "best_mode"), ("--measure", "disagreement"),
     ("--strict",), ("--group", "brics")],
)  # fmt: skip
def test_the_index_as_json_fits_its_shape(travaux, options):
    years = () if "--on" in options else ("--from", "2005", "--to", "2014")
    found = fitting("law_index", travaux("law", "index", "patent-law", *years, *options, "--json")[1])
    assert len(found["points"]) == (10 if years else 1)
    assert travaux("law", "index", "patent-law", *years, *options)[0] == 0


def test_a_pair_is_shown_over_time(travaux):
    out = travaux("law", "index", "patent-law", "--pair", "usa,EP", "--from", "2010", "--to", "2014")[1]
    assert [line.split() for line in out.splitlines()[3:7]] == [
        ["2010", "0.781", "8"], ["2011", "0.719", "8"], ["2012", "0.594", "8"], ["2013", "0.528", "9"],
    ]  # fmt: skip


def test_weights_come_from_a_file(travaux, tmp_path):
    file = tmp_path / "weights.yaml"
    file.write_text("best_mode: 2\n", encoding="utf-8")
    command = ("law", "index", "patent-law", "--on", "2012-01-01", "--weights", file, "--json")
    found = fitting("law_index", travaux(*command)[1])
    assert {name for name, weight in found["weights"].items() if weight} == {"best_mode"}
    assert found["points"][0]["index"] == found["norms"]["best_mode"][0]["index"]


@pytest.mark.parametrize("options", [(), ("--as-clusters",), ("--to", "EP"), ("--on", "2012-01-01", "--strict")])
def test_distances_are_printed_and_fit_their_shape(travaux, options):
    assert travaux("law", "distance", "patent-law", *options)[0] == 0
    found = fitting("law_distance", travaux("law", "distance", "patent-law", *options, "--json")[1])
    assert len(found["pairs"]) == (18 if "--to" in options else 171)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("index", "patent-law", "--pair", "US"), "no pair"),
        (("index", "patent-law", "--pair", "US,Atlantis"), "no jurisdiction"),
        (("index", "patent-law", "--norm", "best"), "no norm"),
        (("index", "patent-law", "--group", "g77"), "no group"),
        (("index", "patent-law", "--measure", "cosine"), "no measure"),
        (("index", "patent-law", "--from", "2015", "--to", "2010"), "before they begin"),
        (("index", "patent-law", "--on", "2015-02-30"), "is no day"),
        (("index", "patent-law", "--on", "2015-02-03", "--from", "2010"), "a day and years"),
        (("index", "patent-law", "--weights", "none.yaml"), "cannot be read"),
        (("reform", "patent-law", "--jurisdiction", "US", "--from", "2013-03-17", "--to", "2011-09-15"), "not before"),
        (("distance", "patent-law", "--to", "Atlantis"), "no jurisdiction"),
        (("index", "no-such-data"), "no-such-data"),
    ],
)
def test_what_means_nothing_is_one_clear_error(travaux, command, said):
    status, out, err = travaux("law", *command)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert "Remedy" in err


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (("index", "patent-law"), 58),
        (("distance", "patent-law"), 45),
        (("distance", "patent-law", "--as-clusters"), 45),
        (("reform", "patent-law", "--jurisdiction", "US", "--from", "2011-09-15", "--to", "2013-03-17"), 78),
    ],
)
def test_a_page_is_short_and_full_has_everything(travaux, command, most):
    status, out, _ = travaux("law", *command)
    assert status == 0
    assert len(out.splitlines()) <= most
    assert max(map(len, out.splitlines())) <= 80
    assert "--full" in out
    full = travaux("law", *command, "--full")[1]
    assert len(full.splitlines()) > len(out.splitlines())
    assert max(map(len, full.splitlines())) <= 80


@needs_corpus
@pytest.mark.parametrize("command", [("index",), ("distance",), ("distance", "--as-clusters")])
def test_the_page_of_a_hundred_agreements_is_short_too(travaux, command):
    table = str(CORPUS / "laws" / "tpta_dataset.csv")
    out = travaux("law", command[0], table, *command[1:])[1]
    assert len(out.splitlines()) <= 75


def test_every_column_of_the_index_is_explained(travaux):
    words = " ".join(travaux("law", "index", "patent-law")[1].split())
    for name in ("index: ", "bounds: ", "dispersion: ", "at the mode: ", "entropy: ", "distance: ", "change: "):
        assert name in words


def test_by_default_the_index_begins_where_something_dated_compares(travaux):
    assert travaux("law", "index", "patent-law")[1].splitlines()[2].startswith("2005")


def test_a_day_of_which_nothing_on_record_speaks_is_told_so_first(travaux):
    out = travaux("law", "index", "patent-law", "--on", "0900-01-01")[1]
    assert "All of it is assumed" in out.splitlines()[1]
    assert "change: " not in out
    assert "moved less" not in out
    assert "All of it" not in travaux("law", "index", "patent-law", "--on", "2013-03-17")[1]
