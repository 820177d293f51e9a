"""The chain of versions: counts of each, and what happened from one to the next."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import travaux
from corpus import CORPUS, needs_corpus
from travaux.errors import TravauxError
from travaux.lineage.timelines import DEFINITIONS, report, timeline
from travaux.lineage.versions import Version, versions_of
from travaux.text.comparing import compare
from travaux.text.report import summary

BEFORE = """Article 1

1. Each Party shall keep samples for [ten][twenty] years.

2. Samples of seeds that come from the wild are kept apart from all other samples.

3. Fees [are charged] for the keeping of samples by the offices of a Party.
"""
AFTER = """Article 1

1. Each Party shall keep samples for twenty years.

2. Samples of seeds that come from the wild are kept [well] apart from all other samples.

3. Fees [are charged] for the keeping of samples by the offices of a Party.

4. The Parties shall meet in each year that has a number which two divides.
"""


def versions(*texts):
    return [Version(f"v{number}", None, travaux.read_text(text)) for number, text in enumerate(texts, 1)]


def happened(*texts):
    return timeline(versions(*texts)).rows[-1].happened


def test_the_first_version_has_no_history():
    rows = timeline(versions(BEFORE, AFTER)).rows
    assert rows[0].happened is None
    assert rows[1].happened is not None


def test_what_closed_what_opened_and_what_was_reopened():
    found = happened(BEFORE, AFTER)
    assert (found.closed, found.opened, found.gone, found.reopened) == (1, 1, 0, 1)
    assert (found.added, found.dropped) == (1, 0)


def test_nothing_happens_between_two_versions_that_are_the_same():
    found = happened(BEFORE, BEFORE)
    figures = {name: getattr(found, name) for name in found.__slots__}
    assert figures.pop("matched_share") == 1
    assert not any(figures.values())


def test_where_it_grew_is_told_by_article():
    old = "Article 1\n\nOne sentence stands here.\n\nArticle 2\n\nAnother stands here with [five] words more.\n"
    new = old.replace("with [five] words more", "alone").replace("One sentence", "One long and winding sentence")
    [second, first] = happened(old, new).changed_most  # of two with as many words the one with more choices
    # "with five words more" (four words) became "alone"; "long and winding" came.
    assert (first.where, first.words, first.choices) == ("Article 1", 3, 0)
    assert (second.where, second.words, second.choices) == ("Article 2", -3, -1)


def test_an_article_that_is_dropped_shrinks_under_its_old_name():
    old = "Article 1\n\nOne sentence stands here.\n\nArticle 2\n\nFees of another kind are charged by nobody.\n"
    [gone] = happened(old, "Article 1\n\nOne sentence stands here.\n").changed_most
    assert (gone.where, gone.words) == ("Article 2", -8)


PARAGRAPHS = (
    "Each Party shall keep samples of wool for [ten][twenty] years.",
    "Each Party shall keep samples of wool for twenty years.",
    "Fees [, if any,] are paid to the depositary before the end of March.",
    "Fees are paid to the depositary before the end of March.",
    "[Ships of war are not subject to the inspections of Annex II.]",
    "Disputes go to [a court][arbitration [in Geneva]] unless both sides settle them.",
    "Disputes go to arbitration in Geneva unless both sides settle them.",
    "The languages of the meetings are decided by vote.",
)
TEXTS = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6).map(
    lambda chosen: "Article 1\n\n" + "\n\n".join(f"{number}. {words}" for number, words in enumerate(chosen, 1)) + "\n"
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_open_choices_are_those_before_less_those_closed_and_gone_and_those_opened(old, new):
    before, after = timeline(versions(old, new)).rows
    found = after.happened
    assert after.measures.choices == before.measures.choices - found.closed - found.gone + found.opened


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_growth_of_all_articles_adds_up_to_the_change_in_words(old, new):
    before, after = timeline(versions(old, new)).rows
    grown = sum(each.words for each in after.happened.changed_most)
    assert grown == after.measures.words - before.measures.words


def test_a_case_gives_its_versions_with_their_days():
    rows = timeline(versions_of(travaux.open_case("typefaces"))).rows
    assert (rows[0].version.name, rows[0].version.date) == ("rev1", date(2025, 3, 3))
    assert [[place.new for place in row.happened.places] for row in rows[1:]] == [[], ["art4.p1"], []]
    assert [row.happened.reopened for row in rows[1:]] == [0, 1, 0]
    assert [row.measures.agreed_provisions for row in rows] == [5, 9, 12, 20]


def test_no_version_at_all_is_refused():
    with pytest.raises(TravauxError) as refused:
        timeline([])
    assert refused.value.remedy


def test_every_figure_of_the_report_is_defined():
    rows = report(timeline(versions(BEFORE, AFTER)))["versions"]
    plain = {"name", "title", "file", "date", "kinds"}
    together = {"reopened_places", "options_added", "options_dropped", "dropped", "reworded", "moved", "renumbered",
                "split", "merged"}  # fmt: skip
    assert set(rows[0]) - plain - together == set(DEFINITIONS)


PARIS = (
    "unfccc-2015-10-23-draft-agreement.md",
    "unfccc-2015-12-09-draft-paris-outcome.md",
    "unfccc-2015-12-12-adopted-paris-agreement.md",
)


@needs_corpus
def test_the_last_weeks_of_paris_are_counted_as_read_counts_them():
    texts = [travaux.read(CORPUS / "texts" / name) for name in PARIS]
    rows = timeline([Version(name, None, text) for name, text in zip(PARIS, texts, strict=True)]).rows
    for row, text in zip(rows, texts, strict=True):
        told = summary(text)
        assert row.measures.choices == told["choices"]["total"]
        assert row.measures.marks == (told["marks"]["open"], told["marks"]["close"])
    assert rows[-1].measures.choices == 0
    for before, after in pairwise(rows):
        found = after.happened
        assert after.measures.choices == before.measures.choices - found.closed - found.gone + found.opened


def test_each_provision_is_counted_once_as_compare_counts_it():
    old = "Article 1\n\n1. Fees are paid in advance to the office.\n\n"
    old += "2. Each Party shall keep samples of wool for ten years.\n"
    new = "Article 1\n\n1. Each Party shall keep samples of wool for two years.\n\n"
    new += "2. Fees are paid in advance to the office.\n"
    found = happened(old, new)
    kinds = Counter(row.kind for row in compare(travaux.read_text(old), travaux.read_text(new)).provisions)
    names = ("added", "dropped", "split", "merged", "reworded", "moved", "renumbered")
    assert [getattr(found, name) for name in names] == [kinds[name] for name in names]
    assert found.reworded == 1  # moved and renumbered too
    assert found.moved + found.renumbered <= 1
    assert "once" in DEFINITIONS["added"]
    assert "most important" in DEFINITIONS["added"]
