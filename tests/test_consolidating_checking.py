"""What is no proposal to a base is refused with a remedy, and what a person should know is said."""

from dataclasses import replace

import pytest

import travaux
from travaux.errors import TravauxError
from travaux.text.consolidating import consolidate
from travaux.text.formats.prose_out import plain
from travaux.text.instrument import Source

ARTICLES = [
    "Article 1\n\n1. Each Party shall keep a register of samples.\n\n2. It shall be open to all.",
    "Article 2\n\n1. The Parties shall meet every year in Geneva.\n\n2. They shall adopt rules of procedure.",
    "Article 3\n\n1. Nothing in this Agreement prevents a Party from acting alone.",
]
BASE = "\n\n".join(ARTICLES)
OTHER = "\n\n".join(f"{n}. Fish of kind {n} swim below green water, eating weeds." for n in range(1, 9))


def made(proposal, **more):
    return consolidate(travaux.read_text(BASE), {"US": travaux.read_text(proposal)}, **more)


def refusal(*arguments, **more):
    with pytest.raises(TravauxError) as caught:
        consolidate(*arguments, **more)
    return str(caught.value)


def test_a_proposal_to_another_text_is_refused_with_the_share_that_matched():
    words = refusal(travaux.read_text(BASE), {"US": travaux.read_text(OTHER)})
    assert "the proposal of US is not to this base" in words
    assert "% of its words match" in words
    assert "--force" in words


def test_it_is_taken_all_the_same_when_forced():
    found = made(OTHER, force=True)
    assert plain(found.text.project("US")) == plain(travaux.read_text(OTHER))


def test_a_proposal_without_words_is_refused():
    assert "has no words" in refusal(travaux.read_text(BASE), {"US": travaux.Instrument()})


def test_a_base_without_words_is_refused():
    assert "the base has no words" in refusal(travaux.Instrument(), {"US": travaux.read_text(BASE)})


def test_two_languages_are_refused():
    english, french = (replace(travaux.read_text(BASE), source=Source(language=code)) for code in ("en", "fr"))
    words = refusal(english, {"FR": french})
    assert "another language" in words
    assert "fr, not en" in words


@pytest.mark.parametrize("party", ["", " ", "US/CL", "[US]", "US: x", "a;b"])
def test_what_cannot_be_printed_as_a_party_is_refused(party):
    assert "cannot stand for a party" in refusal(travaux.read_text(BASE), {party: travaux.read_text(BASE)})


def test_a_partial_proposal_that_is_not_there_is_refused():
    assert "NZ is named as partial" in refusal(
        travaux.read_text(BASE), {"US": travaux.read_text(BASE)}, partial=["NZ"]
    )


def test_a_proposal_that_changes_nothing_is_taken_and_said_so():
    found = made(BASE)
    assert plain(found.text) == plain(travaux.read_text(BASE))
    assert found.report.proposals[0].matched == 1
    assert "identical to the base" in found.report.proposals[0].remarks[0]


def test_a_proposal_of_some_articles_only_is_taken_as_opposition_to_the_rest_and_said_so():
    found = made(ARTICLES[1].replace("every year", "every month"))
    assert "[US oppose: Article 1\n\n1. Each Party" in plain(found.text)
    assert "--partial US" in found.report.proposals[0].remarks[0]


def test_a_partial_proposal_leaves_alone_what_it_does_not_hold():
    new = ARTICLES[1].replace("every year", "every month").replace("\n\n2. They shall adopt rules of procedure.", "")
    found = made(new, partial=["US"])
    assert plain(found.text).strip() == "\n\n".join([
        ARTICLES[0],
        "Article 2\n\n1. The Parties shall meet every [US oppose: year] [US propose: month] in Geneva.\n\n"
        "[US oppose: 2. They shall adopt rules of procedure.]",
        ARTICLES[2],
    ])
    assert found.report.proposals[0].partial


def test_a_party_that_the_base_names_already_is_pointed_out():
    base = travaux.read_text("1. Each Party [US propose: shall] keep a register.\n\n2. It is open.")
    new = travaux.read_text("1. Each Party [US propose: shall] keep a register.\n\n2. It is open to all.")
    found = consolidate(base, {"US": new})
    assert any("the base names US too" in remark for remark in found.report.proposals[0].remarks)


def test_files_of_different_formats_are_compared_by_their_words_only():
    base = travaux.read_text("1. Each Party shall act.")
    styled = replace(base, body=(base.body[0], replace(base.body[1], marks=("bold",))), source=Source(format="docx"))
    found = consolidate(base, {"US": styled})
    assert found.text.body == base.body
    assert any("different formats" in remark for remark in found.report.remarks)
