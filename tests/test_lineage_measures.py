"""Counting one version: words, provisions, agreed provisions, choices."""

import pytest
from hypothesis import given, settings

import strategies as made
import travaux
from corpus import CORPUS, needs_corpus
from travaux.cases import draft_treaty
from travaux.lineage.measures import Words, agreed_units, measured
from travaux.text.comparing.printed import printed
from travaux.text.report import summary

DRAFT = """Article 1

1. Each Party [US propose: shall] [JP propose: may] keep 12 samples.

2. Nothing else is asked.

Article 2

Parties may agree:

(a) on costs; or

(b) on [fees].
"""


def counted(text):
    instrument = travaux.read_text(text)
    shown = printed(instrument.body)
    return instrument, shown, measured(instrument, shown, Words(shown))


def test_words_are_pieces_with_a_letter_or_digit_and_no_marks_heads_or_numbers():
    _, _, counts = counted(DRAFT)
    # Each Party shall may keep 12 samples | Nothing else is asked | Parties may agree | on costs or | on fees
    assert counts.words == 7 + 4 + 3 + 3 + 2


def test_a_gap_of_underscores_is_no_word():
    assert counted("Pay ____ francs.")[2].words == 2


def test_ideographs_count_one_by_one():
    assert counted("缔约方应当 keep")[2].words == 6


def test_provisions_are_articles_paragraphs_and_items():
    # Articles 1 and 2, paragraphs 1 and 2 of the first, items (a) and (b) of the second.
    assert counted(DRAFT)[2].provisions == 6


def test_a_provision_is_agreed_if_no_choice_is_in_it_nor_in_what_is_below_it():
    _, shown, counts = counted(DRAFT)
    agreed = [shown.units[unit].id for unit in agreed_units(shown, Words(shown))]
    assert agreed == ["art1.p2", "art2.a"]
    assert counts.agreed_provisions == 2


def test_a_provision_inside_a_bracket_is_not_agreed():
    _, shown, counts = counted("1. One thing.\n\n[2. Another thing.\n\n3. A third.]\n\n4. The last.\n")
    assert [shown.units[unit].id for unit in agreed_units(shown, Words(shown))] == ["p1", "p4"]
    assert counts.agreed_provisions == 2


def test_a_provision_without_words_is_not_agreed():
    _, shown, _ = counted("Article 1\n\nArticle 2\n\nWords stand here.\n")
    assert [shown.units[unit].id for unit in agreed_units(shown, Words(shown))] == ["art2"]


def test_where_unbracketed_words_are_not_known_to_be_agreed_nothing_is_counted_as_agreed(tmp_path):
    convention = tmp_path / "own.toml"
    convention.write_text('unbracketed = "unknown"\n', encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    instrument = travaux.read(draft, convention=convention)
    shown = printed(instrument.body)
    assert measured(instrument, shown, Words(shown)).agreed_provisions is None


def test_options_are_the_contents_of_the_open_choices():
    _, _, counts = counted(DRAFT)
    assert (counts.choices, counts.options) == (2, 3)
    assert counts.kinds == {"brackets": 1, "alternatives": 1, "options": 0, "placeholders": 0}


def agree_with_read(instrument):
    shown = printed(instrument.body)
    counts, told = measured(instrument, shown, Words(shown)), summary(instrument)
    assert counts.choices == told["choices"]["total"]
    assert counts.kinds == {name: told["choices"][name] for name in counts.kinds}
    assert counts.marks == (told["marks"]["open"], told["marks"]["close"])
    return counts, told


@settings(max_examples=60, deadline=None)
@given(made.BODIES.map(lambda body: travaux.Instrument(body=body)))
def test_choices_and_marks_are_those_that_read_prints(instrument):
    agree_with_read(instrument)


def test_so_they_are_for_the_built_in_draft():
    with draft_treaty() as path:
        counts, told = agree_with_read(travaux.read(path))
    assert counts.provisions == sum(told["provisions"].values())


@needs_corpus
@pytest.mark.parametrize(
    "name",
    [
        "unfccc-2014-12-14-lima-elements-decision-1cp20.txt",
        "unfccc-2015-10-23-draft-agreement.md",
        "unfccc-2015-12-09-draft-paris-outcome.md",
        "unfccc-2015-12-12-adopted-paris-agreement.md",
    ],
)
def test_so_they_are_for_real_drafts(name):
    counts, told = agree_with_read(travaux.read(CORPUS / "texts" / name))
    assert counts.provisions == sum(told["provisions"].values())


def test_words_between_tokens_add_up():
    _, shown, counts = counted(DRAFT)
    words = Words(shown)
    assert sum(words.of([number]) for number in range(len(shown.units))) == words.total == counts.words
