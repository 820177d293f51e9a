"""What a jurisdiction must change to comply, and what cannot be said."""

import json

import pytest

from corpus import needs_corpus
from travaux.errors import TravauxError
from travaux.facts.law_facts import Law, Norm
from travaux.law.gap import gap
from travaux.law.model import Laws
from travaux.law.opening import open_laws

NORMS = {
    "seal": Norm(id="seal", scale="boolean", categories={"no": ("no",), "yes": ("yes", "wax")}),
    "delay": Norm(id="delay", scale="interval", unit="days", low=0, high=40),
    "fee": Norm(id="fee", scale="interval", unit="francs", low=0, high=100),
    "rank": Norm(id="rank", scale="ordinal", categories={"low": ("junior",), "middle": ("mid",), "high": ("chief",)}),
    "colour": Norm(id="colour", scale="nominal"),
}


def laws(**values):
    held = [
        Law(jurisdiction=name, norm=norm, value=value, as_of="2004")
        for norm, pair in values.items()
        for name, value in zip(("AA", "BB"), pair, strict=True)
        if value is not None
    ]
    return Laws("deeds", NORMS, tuple(held), ("AA", "BB"))


def only(found):
    [row] = found.rows
    return row.change, row.distance


@pytest.mark.parametrize(
    ("norm", "has", "needs", "change", "distance"),
    [
        ("seal", "wax", "yes", "none", 0.0),
        ("seal", "no", "wax", "adopt", 1.0),
        ("seal", "yes", "no", "repeal", 1.0),
        ("delay", "10", "30", "lengthen", 0.5),
        ("delay", "30", "20.0", "shorten", 0.25),
        ("delay", "0", "40", "adopt", 1.0),
        ("delay", "40", "0", "repeal", 1.0),
        ("delay", "12", "12.0", "none", 0.0),
        ("fee", "50", "75", "raise", 0.25),
        ("fee", "50", "25", "lower", 0.25),
        ("rank", "junior", "mid", "raise", 0.5),
        ("rank", "chief", "junior", "lower", 1.0),
        ("colour", "red", "blue", "replace", 1.0),
        ("colour", None, "blue", "unknown", None),
        ("colour", "red", None, "unknown", None),
        ("rank", "odd", "mid", "unknown", None),
    ],
)
def test_the_kind_of_change_follows_from_the_scale(norm, has, needs, change, distance):
    assert only(gap(laws(**{norm: (has, needs)}), "AA", "BB")) == (change, distance)


def test_a_norm_on_which_neither_has_anything_is_left_out():
    assert gap(laws(seal=("no", "yes")), "AA", "BB").counts == {"adopt": 1}


def test_a_change_that_may_have_happened_leaves_the_gap_unknown():
    held = (
        Law(jurisdiction="AA", norm="rank", value="junior", last="2004"),
        Law(jurisdiction="AA", norm="rank", value="chief", first="2004"),
        Law(jurisdiction="BB", norm="rank", value="chief"),
    )
    data = Laws("deeds", NORMS, held, ("AA", "BB"))
    assert only(gap(data, "AA", "BB", on="2004-06-01")) == ("unknown", None)
    assert only(gap(data, "AA", "BB", on="2005-06-01")) == ("none", 0.0)


def test_a_target_may_be_a_file(tmp_path):
    data = laws(seal=("no", None), delay=("10", None), rank=("junior", None))
    yaml = tmp_path / "target.yaml"
    yaml.write_text("seal: yes\ndelay: 30\nrank: [middle, high]\n", encoding="utf-8")
    table = tmp_path / "target.csv"
    table.write_text("norm,needs\nseal,yes\ndelay,30\nrank,middle|high\n", encoding="utf-8")
    for target in (yaml, table, str(yaml), {"seal": "yes", "delay": "30", "rank": ["middle", "high"]}):
        found = gap(data, "AA", target)
        assert [(row.norm, row.change, row.distance) for row in found.rows] == [
            ("seal", "adopt", 1.0),
            ("delay", "lengthen", 0.5),
            ("rank", "raise", 0.5),
        ]


def test_of_several_answers_that_will_do_the_nearest_counts():
    assert only(gap(laws(rank=("chief", None)), "AA", {"rank": ["low", "middle"]})) == ("lower", 0.5)
    assert only(gap(laws(rank=("chief", None)), "AA", {"rank": ["low", "high"]})) == ("none", 0.0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("rank: top", "'top' is no category of the norm rank"),
        ("ranks: high", "there is no norm 'ranks'"),
        ("delay: long", "'long' is no category of the norm delay"),
        ("rank:", "nothing can be read as what 'rank' needs"),
        ("- rank", "this is no target"),
        ("rank: [", "cannot be read"),
    ],
)
def test_a_target_that_asks_for_what_there_is_not_is_refused(tmp_path, content, told):
    path = tmp_path / "target.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        gap(laws(rank=("chief", None)), "AA", path)
    assert told in str(error.value)
    assert "target.yaml" in str(error.value)


def test_a_table_of_needs_names_the_row(tmp_path):
    path = tmp_path / "target.csv"
    path.write_text("norm,needs\nrank,high\nrank,\n", encoding="utf-8")
    with pytest.raises(TravauxError) as error:
        gap(laws(rank=("chief", None)), "AA", path)
    assert "row 3, column 2 (needs): is empty" in str(error.value)
    assert "row 3, column 1 (norm): 'rank' stands here twice" in str(error.value)


def test_nobody_is_measured_by_its_own_law():
    with pytest.raises(TravauxError, match="AA is the target itself"):
        gap(laws(rank=("chief", None), seal=("no", "no")), "aa", "AA")


def test_the_json_has_both_sides():
    row = json.loads(json.dumps(gap(laws(rank=("junior", "chief")), "AA", "BB").row()))
    [found] = row["norms"]
    assert (found["has"]["laws"][0]["value"], found["target"]["laws"][0]["value"]) == ("junior", "chief")
    assert row["counts"] == {"raise": 1}


def test_what_the_united_states_lacked_before_its_reform_by_the_measure_of_the_epc():
    found = gap(open_laws("patent-law"), "US", "EPC", on="2011-09-15")
    changes = {row.norm: row.change for row in found.rows}
    # 35 USC before 16 September 2011: first to invent, use abroad does not count, best mode on pain of invalidity, no
    # opposition; a grace period of 12 months counted from the filing, as in Article 55 EPC, which has 6 months.
    assert {name: changes[name] for name in ("priority_principle", "novelty_standard", "best_mode")} == {
        "priority_principle": "replace",
        "novelty_standard": "raise",
        "best_mode": "repeal",
    }
    assert changes["post_grant_opposition"] == "adopt"
    assert changes["grace_length_months"] == "shorten"
    assert changes["grace_reference_date"] == "none"
    assert changes["prior_user_right"] == "unknown"


@needs_corpus
def test_the_gap_of_an_agreement_to_another_is_found_too():
    from corpus import CORPUS

    laws = open_laws(CORPUS / "laws" / "tpta_dataset.csv")
    found = gap(laws, "Albania EFTA", "Albania EC SAA")
    assert set(found.counts) <= {"none", "adopt", "repeal", "raise", "lower"}


def test_a_norm_that_stands_twice_in_a_target_is_refused_with_its_line(tmp_path):
    file = tmp_path / "target.yaml"
    file.write_text("best_mode: not_required\nbest_mode: required\n", encoding="utf-8")
    with pytest.raises(TravauxError, match="line 2"):
        gap(open_laws("patent-law"), "US", file)
