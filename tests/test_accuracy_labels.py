"""The labels made by hand, and how well the reader agrees with them."""

import re

import pytest
from bench import accuracy
from bench.corpus import CORPUS, draft, read
from bench.findings import findings, opening_marks, page_texts
from bench.labels import LABELS, load, rivals

from corpus import needs_corpus
from travaux.text import issues

FILES = ("tpp-dev", "tpp-heldout", "unfccc-dev", "unfccc-heldout")
SOURCE = {"tpp": accuracy.TPP, "unfccc": accuracy.UNFCCC}


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_label_stands_at_a_mark(name):
    openings = opening_marks(draft(SOURCE[name.split("-")[0]]))
    missing = [label.id for label in load(name) if label.kind != "option" and label.place not in openings]
    assert missing == []


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_every_opening_mark_of_the_labelled_part_has_a_label(name):
    places = {label.place for label in load(name)}
    pages = {place[0] for place in places}
    openings = {place for place in opening_marks(draft(SOURCE[name.split("-")[0]])) if place[0] in pages}
    if name.startswith("tpp"):
        openings = {place for place in openings if min(places) <= place <= max(places)}
    assert len(openings - places) == 0


def test_there_are_enough_labels():
    attributed = [label for name in FILES[:2] for label in load(name) if label.kind in accuracy.ATTRIBUTED]
    choices = [label for name in FILES[2:] for label in load(name) if label.kind in ("bracket", "option")]
    assert len(attributed) >= 120
    assert len(choices) >= 120


@pytest.mark.parametrize("name", FILES)
def test_parents_and_groups_name_labels_of_the_same_file(name):
    labels = load(name)
    ids = {label.id for label in labels}
    assert len(ids) == len(labels)
    assert {label.parent for label in labels} <= ids | {"", "earlier"}
    sizes = [sum(other.group == label.group for other in labels) for label in labels if label.group]
    assert rivals(labels)
    assert name.startswith("unfccc") or min(sizes) >= 2


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_labels_hold_no_words_of_the_draft(name):
    file = draft(SOURCE[name.split("-")[0]])
    if file.suffix == ".pdf":
        words = " ".join(_words(" ".join(page_texts(file))))
    else:
        words = " ".join(_words(file.read_text(encoding="utf-8")))
    notes = [_words(label.note) for label in load(name)]
    runs = {" ".join(note[place : place + 5]) for note in notes for place in range(len(note) - 4)}
    assert sum(run in words for run in runs) == 0


def test_the_labels_say_how_they_were_made():
    readme = (LABELS / "README.md").read_text(encoding="utf-8")
    for kind in {label.kind for name in FILES for label in load(name)}:
        assert f"`{kind}`" in readme, kind


def _words(text):
    return re.findall(r"\w+", text.lower())


@pytest.fixture(scope="module")
def samples():
    if CORPUS is None:
        pytest.skip("the real drafts (../shared/data) are not beside the project")
    return {
        "tpp": accuracy.tpp(["dev"], *_rows(accuracy.TPP)),
        "unfccc": accuracy.unfccc(["dev"], *_rows(accuracy.UNFCCC)),
    }


def _rows(name):
    return [issues.row(issue) for issue in read(name).issues()], draft(name)


BARRED = [
    ("tpp", "attributed brackets"),
    ("tpp", "who backs, per bracket"),
    ("tpp", "who opposes, per bracket"),
    ("tpp", "who backs, per party"),
    ("tpp", "who opposes, per party"),
    ("tpp", "extent"),
    ("tpp", "alternatives"),
    ("tpp", "nesting"),
    ("unfccc", "brackets"),
    ("unfccc", "extent"),
    ("unfccc", "alternatives"),
    ("unfccc", "nesting"),
]


@needs_corpus
@pytest.mark.parametrize(("part", "name"), BARRED)
def test_the_reader_agrees_with_the_labels(samples, part, name):
    (score,) = (score for score in samples[part].scores if score.name == name)
    assert score.bar >= 0.9
    assert score.verdict == "met", f"precision {score.precision:.3f}, recall {score.recall:.3f}, bar {score.bar}"


# The scorer itself


def at(line, column, end_line, end_column):
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def option(at=None, **parts):
    return {"label": "", "text": "", "at": at, "head": "", "backs": [], "opposes": [], **parts}


ROWS = [
    {"id": "a", "kind": "bracket", "parent": "", "at": at(1, 0, 9, 0), "head": "", "unknown_codes": []}
    | {"options": [option(head="US propose; JP oppose:", backs=["US"], opposes=["JP"])]},
    {"id": "b", "kind": "alternatives", "parent": "a", "at": at(2, 4, 2, 20), "head": "", "unknown_codes": []}
    | {"options": [option(at(2, 4, 2, 10)), option(at(2, 12, 2, 20))]},
    {"id": "c", "kind": "placeholder", "parent": "b", "at": at(2, 13, 2, 15), "head": "", "unknown_codes": []}
    | {"options": [option()]},
]


def test_findings_tell_marks_apart():
    found = findings(ROWS)
    assert sorted(found) == [(0, 1, 0), (0, 2, 4), (0, 2, 12), (0, 2, 13)]
    outer = found[0, 1, 0]
    assert (outer.end, outer.verbs, outer.attributed) == ((9, 0), "propose;oppose", True)
    assert found[0, 2, 4].end == (2, 10)
    assert found[0, 2, 4].row == found[0, 2, 12].row


def test_findings_know_the_mark_round_each_mark():
    parents = {place: mark.parent for place, mark in findings(ROWS).items()}
    assert parents == {(0, 1, 0): None, (0, 2, 4): (0, 1, 0), (0, 2, 12): (0, 1, 0), (0, 2, 13): (0, 2, 12)}


def test_a_score_counts_what_is_missed_and_what_is_too_much():
    score = accuracy.Score("x", frozenset("abcd"), frozenset("bcde"), 0.7)
    assert (score.right, score.precision, score.recall, score.verdict) == (3, 0.75, 0.75, "met")
    assert accuracy.Score("x", frozenset("ab"), frozenset("a"), 0.7).verdict == "missed"
