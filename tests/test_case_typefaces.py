"""The exercise on typefaces: that it says what it is, and that its chain shows what it was written to show.

What is expected was noted while the four drafts were written, before any program compared them.
"""

from itertools import pairwise

import pytest

import travaux
from travaux.cases import BUILT_IN, EXERCISES, folder
from travaux.text.comparing import compare
from travaux.text.stream import choices

OPEN = {"rev1": 10, "rev2": 9, "rev3": 5, "adopted": 0}
MARKS = {"rev1": 17, "rev2": 14, "rev3": 8, "adopted": 0}


@pytest.fixture(scope="module")
def case():
    return travaux.open_case("typefaces")


@pytest.fixture(scope="module")
def texts(case):
    return {version.id: text for version, text in case.versions()}


@pytest.fixture(scope="module")
def steps(texts):
    return {new: compare(texts[old], texts[new]) for old, new in pairwise(texts)}


def test_it_is_an_exercise_and_no_built_in_case_made_from_published_facts():
    assert EXERCISES == ("typefaces",)
    assert not set(EXERCISES) & set(BUILT_IN)


def test_every_file_of_it_says_that_all_is_invented(case):
    for path in sorted(folder("typefaces").rglob("*.txt")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert "exercise" in first
        assert "invented" in first
    assert (folder("typefaces") / "case.yaml").read_text(encoding="utf-8").startswith("# An exercise.")
    assert all("invented" in source.title for source in case.sources.values())


def test_its_versions_are_in_the_order_of_their_dates(case):
    days = [version.date for version, _ in case.versions()]
    assert [version.id for version, _ in case.versions()] == list(OPEN)
    assert days == sorted(days)


@pytest.mark.parametrize("name", OPEN)
def test_each_version_has_the_choices_and_marks_it_was_written_with(texts, name):
    assert len(list(choices(texts[name].body))) == OPEN[name]
    assert texts[name].marks.open == texts[name].marks.close == MARKS[name]
    assert texts[name].marks.unclosed == texts[name].marks.stray == texts[name].conservation.lost == 0


def fates(step):
    return {(each.fate, each.id_old or each.id_new, each.option) for each in step.choices}


def test_a_bracket_closes_to_one_of_its_options(steps):
    assert ("closed", "art1.p1.c1", "option 2") in fates(steps["rev2"])


def test_an_option_is_dropped_and_a_backer_joins(steps):
    assert ("option_dropped", "art5.c1", "option 3") in fates(steps["rev2"])
    joined = {(each.id_new, each.parties) for each in steps["rev2"].choices if each.fate == "backers_joined"}
    assert joined == {("art2.p2.c1", ("KE",)), ("art5.c1", ("UY",))}


def kinds(step):
    return {(each.old, each.new): each for each in step.provisions}


def test_a_paragraph_is_renumbered_one_moved_one_split_and_one_added(steps):
    rows = kinds(steps["rev2"])
    assert rows[("art1.p2",), ("art1.p3",)].kind == "renumbered"
    assert rows[("art6.p2",), ("art2.p4",)].moved
    assert rows[("art3.p1",), ("art3.p1", "art3.p2")].kind == "split"
    assert rows[(), ("art1.p2",)].kind == "added"


def test_agreed_text_is_reopened_once_and_only_in_the_third_revision(steps):
    assert {name: len(step.reopened) for name, step in steps.items()} == {"rev2": 0, "rev3": 1, "adopted": 0}
    assert steps["rev3"].reopened[0].new == "art4.p1"


def test_the_words_over_which_nepal_drew_a_red_line_stand_without_brackets(case, steps):
    [line] = [each for each in case.who(issue="registration", party="np") if each.stance == "red_line"]
    assert line.option == "barred"
    assert ("closed", "art2.p3.c1", "keep") in fates(steps["rev3"])


def test_one_position_is_for_the_chair_alone(case):
    told = travaux.open_case("typefaces", reader="chair")
    assert len(told.positions) == len(case.positions) + 1
    [hidden] = [each for each in told.positions if each.reader == "chair"]
    assert (hidden.party, hidden.stance) == ("ke", "red_line")


def test_one_delegation_says_nothing_and_is_unknown(case):
    assert "bt" in case.deciders
    assert not case.who(party="bt")


@pytest.mark.parametrize(("party", "changed"), [("uy", {"art4.p1", "art6.p3"}), ("ee", {"art1.p2", "art6.p3"}),
                                                ("ke", {"art3.p1", "art4.p3", "art6.p3"})])  # fmt: skip
def test_proposals_change_the_paragraphs_of_the_first_revision_they_mean_to(texts, party, changed):
    proposal = travaux.read(folder("typefaces") / "proposals" / f"{party}.txt")
    found = compare(texts["rev1"], proposal)
    assert {unit for row in found.changes for unit in row.new} == changed
    assert not found.choices
