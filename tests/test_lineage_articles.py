"""Articles followed through their versions, with the choices open in each."""

import pytest

import travaux
from corpus import CORPUS, needs_corpus
from travaux.lineage.articles import articles
from travaux.lineage.timelines import timeline
from travaux.lineage.versions import Version, versions_of


def chain(*texts):
    return [Version(str(number), None, travaux.read_text(text)) for number, text in enumerate(texts)]


ONE = "Article 1\nScope\nThis treaty covers [all] letters of every script that people write with today.\n"
TWO = "Article 2\nFees\nEach Party pays [a fee] [no fee] for every search of the register in a year.\n"


def counts(*texts):
    return {each.name: each.choices for each in articles(chain(*texts))}


def test_each_choice_counts_in_its_article():
    assert counts(ONE + TWO) == {"Article 1 Scope": (1,), "Article 2 Fees": (1,)}


def test_an_article_is_followed_when_its_number_changes():
    moved = TWO.replace("Article 2", "Article 1")
    assert counts(ONE + TWO, moved) == {"Article 1 Scope": (1, None), "Article 1 Fees": (1, 1)}


def test_a_new_article_is_not_there_before():
    assert counts(ONE, ONE.replace("[all]", "all") + TWO) == {"Article 1 Scope": (1, 0), "Article 2 Fees": (None, 1)}


def test_what_an_article_was_called_in_each_version_is_kept():
    life = articles(chain(TWO, TWO.replace("Article 2", "Article 9")))[0]
    assert life.names == ("Article 2 Fees", "Article 9 Fees")


@pytest.mark.parametrize("name", ["avp", "typefaces"])
def test_the_articles_together_hold_every_open_choice(name):
    versions = versions_of(travaux.open_case(name))
    columns = zip(*(each.choices for each in articles(versions)), strict=True)
    sums = [sum(number or 0 for number in column) for column in columns]
    assert sums == [row.measures.choices for row in timeline(versions).rows]


@needs_corpus
def test_the_articles_of_a_real_draft_hold_every_open_choice():
    drafts = sorted(CORPUS.glob("texts/unfccc-adp-2015-10-23*.pdf"))
    versions = [Version(path.name, None, travaux.read(path)) for path in drafts]
    assert versions
    found = articles(versions)
    assert sum(each.choices[0] or 0 for each in found) == timeline(versions).rows[0].measures.choices
    assert len([each for each in found if each.name.startswith("Article ")]) >= 26


def test_a_text_without_provisions_has_no_articles():
    assert articles(chain("Each Party acts.")) == ()
    assert articles([]) == ()
