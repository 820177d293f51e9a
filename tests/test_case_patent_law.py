"""The built-in table of patent law, against the shared facts it comes from."""

import csv
from collections import Counter
from importlib.resources import files

import pycountry
import pytest
import yaml

from corpus import CORPUS, needs_corpus
from travaux.facts.opening import open_case
from travaux.law.cells import cells
from travaux.law.opening import open_laws


@pytest.fixture(scope="module")
def ours():
    return yaml.safe_load((files("travaux.cases") / "patent-law" / "case.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shared():
    with (CORPUS / "laws" / "patent_norms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_corpus
def test_nothing_of_the_table_is_lost_and_nothing_added(ours, shared):
    keys = ("jurisdiction", "norm", "value", "from", "to", "as_of", "ref")
    here = Counter(tuple(law.get(key, "") for key in keys) for law in ours["laws"])
    columns = ("jurisdiction", "norm", "value", "valid_from", "valid_to", "as_of", "legal_ref")
    there = Counter(tuple(row[key].replace("(none)", "") for key in columns) for row in shared)
    assert here == there


@needs_corpus
def test_every_rule_names_the_source_of_its_row_and_every_doubt_is_kept(ours, shared):
    rows = {(row["jurisdiction"], row["norm"], row["value"], row["valid_from"]): row for row in shared}
    assert len(rows) == len(shared)
    pairs = {}
    for law in ours["laws"]:
        row = rows[law["jurisdiction"], law["norm"], law["value"], law.get("from", "")]
        assert bool(row["doubt"]) == bool(law.get("note")), row
        address = ours["sources"][law["source"]]["address"]
        if row["source"].startswith("http"):
            assert address == row["source"]
        pairs.setdefault(row["source"], set()).add(law["source"])
    # One source here for one there, and the commit of a statute kept in the address.
    assert all(len(names) == 1 for names in pairs.values())
    assert len(pairs) == len({name for names in pairs.values() for name in names})
    for source, (name,) in ((source, tuple(names)) for source, names in pairs.items() if "@" in source):
        assert source.split("@")[1].split(",")[0].split(")")[0] in ours["sources"][name]["address"]


@needs_corpus
def test_scales_are_those_of_the_shared_file_and_sentences_are_not(ours):
    theirs = yaml.safe_load((CORPUS / "laws" / "patent_norms_scales.yaml").read_text(encoding="utf-8"))
    norms = {norm["id"]: norm for norm in ours["norms"]}
    assert len(norms) == 22
    for name, scale in theirs.items():
        norm = norms[name]
        assert (norm["scale"], norm.get("unit")) == (scale["scale"], scale.get("unit"))
        assert list(norm.get("categories", {}).items()) == list(scale.get("categories", {}).items())
        assert norm["definition"].casefold() != scale["definition"].casefold()
    assert all(norms[name]["weight"] == 0 for name in norms.keys() - theirs.keys())


@needs_corpus
def test_no_doubt_is_told_in_the_words_of_the_table(ours, shared):
    theirs = {" ".join(row["doubt"].casefold().split()) for row in shared if len(row["doubt"].split()) > 4}
    notes = {" ".join(law["note"].casefold().split()) for law in ours["laws"] if law.get("note")}
    assert not theirs & notes


@needs_corpus
def test_members_of_groups_are_those_of_the_shared_list(ours):
    here = {pycountry.countries.get(alpha_2=law["jurisdiction"]) for law in ours["laws"]} - {None}
    iso = {state.alpha_3: state.alpha_2 for state in here}
    assert len(iso) == 18
    with (CORPUS / "groups" / "membership.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {"bplus": "Group B+", "bplus_sub": "Group B+ Sub-Group", "tegernsee": "Tegernsee Group",
             "eporg": "EPOrg", "brics": "BRICS"}  # fmt: skip
    case = open_case("patent-law")
    for group, name in names.items():
        there = {iso[row["iso3"]] for row in rows if row["group"] == name and row["iso3"] in iso}
        assert set(case.members(group)) - {"EP"} == there


def test_it_opens_like_every_case_and_is_public(ours):
    case = open_case("patent-law")
    assert ours["public"] is True
    assert case.party_named("EPC") == "EP"
    assert not [each for each in case.remarks if each.level == "error"]


def test_every_rule_has_a_source_and_says_how_it_was_read(ours):
    assert all(law["source"] in ours["sources"] for law in ours["laws"])
    assert {law["evidence"] for law in ours["laws"]} == {"seen", "derived"}
    # What is derived says from what.
    assert all(law.get("note") for law in ours["laws"] if law["evidence"] == "derived")


def test_the_america_invents_act_came_on_three_days():
    laws = open_laws("patent-law")

    def us(day):
        return {each.norm: each.answer for each in cells(laws, on=day) if each.jurisdiction == "US"}

    # AIA, Pub. L. 112-29: best mode on 16 September 2011, post-grant review a year later, first-inventor-to-file on
    # 16 March 2013; the length of the grace period did not change.
    before, september, review, after = map(us, ("2011-09-15", "2011-09-16", "2012-09-16", "2013-03-16"))
    assert (before["best_mode"], september["best_mode"]) == ("required", "limited")
    assert (september["post_grant_opposition"], review["post_grant_opposition"]) == ("none", "opposition")
    assert (review["priority_principle"], after["priority_principle"]) == ("invention", "filing")
    assert (review["grace_reference_date"], after["grace_reference_date"]) == ("filing", "filing_or_priority")
    assert before["grace_length_months"] == after["grace_length_months"] == "12"


@pytest.mark.parametrize(
    ("who", "eve", "day"), [("JP", "2018-06-08", "2018-06-09"), ("KR", "2012-03-14", "2012-03-15")]
)
def test_japan_and_korea_doubled_their_grace_period_overnight(who, eve, day):
    laws = open_laws("patent-law")
    lengths = [
        next(each.answer for each in cells(laws, "grace_length_months", on) if each.jurisdiction == who)
        for on in (eve, day)
    ]
    assert lengths == ["6", "12"]


def test_missing_stays_missing():
    laws = open_laws("patent-law")
    found = cells(laws, on="2011-09-15")
    assert sum(each.basis == "missing" for each in found) > len(found) / 2
    # South Africa: nothing was read on whether it exempts experiments.
    assert next(c for c in found if (c.jurisdiction, c.norm) == ("ZA", "experimental_use")).laws == ()
