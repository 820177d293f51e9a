"""Labels of options as drafts print them, and options that leave no words."""

import pytest

from travaux.text.notation.labels import is_null, label_at


def label_of(words: str):
    return label_at(words, 0, len(words))


@pytest.mark.parametrize(
    ("words", "ordinal", "rest"),
    [
        ("Option 1: words", 1, "words"),
        ("Option 2", 2, ""),
        ("Option I", 1, ""),
        ("Option I: words", 1, "words"),
        ("Option IV: words", 4, "words"),
        ("Option (a): words", 1, "words"),
        ("Option (c) Words", 3, "Words"),
        ("OPTION 3: words", 3, "words"),
        ("ALT 3. Words", 3, "Words"),
        ("ALT1: words", 1, "words"),
        ("Alt 4", 4, ""),
        ("Alternative A", 1, ""),
        ("Alternative B: words", 2, "words"),
        ("Option one: words", 1, "words"),
    ],
)
def test_a_label_tells_its_place_in_the_series(words, ordinal, rest):
    label = label_of(words)
    assert label is not None
    assert label.ordinal == ordinal
    assert words[label.end :].strip() == rest


def test_numerals_letters_and_figures_are_series_of_their_own():
    styles = {label_of(words).style for words in ("Option I:", "Option 1:", "Option (a):")}
    assert len(styles) == 3


def test_a_label_may_say_which_provisions_it_is_for():
    label = label_of("Option I for draft rules 6.1 and 6.2")
    assert label is not None
    assert label.ordinal == 1
    assert label.end == len("Option I for draft rules 6.1 and 6.2")
    second = label_of("Option II for rules 6.1 to 6.6 (Seabed model)")
    assert second is not None
    assert second.ordinal == 2


def test_a_label_may_name_the_paragraphs_it_covers():
    label = label_of("Option 1 (paragraphs 3-5): words")
    assert label is not None
    assert label.span == (3, 5)


@pytest.mark.parametrize(
    "words",
    [
        "Option a Party may choose",
        "Options are open",
        "Optional additions",
        "Alternatively, the Parties",
        "Option",
        "option to withdraw: words",
        "Alternative dispute resolution: words",
        "The Option 1: words",
    ],
)
def test_a_sentence_that_begins_like_a_label_is_none(words):
    assert label_of(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "No text",
        "No text.",
        " no text ",
        "No text in agreement",
        "No provision on finance",
        "No provisions on finance.",
        "No reference to unilateral measures in the agreement.",
        "Other",
        "other",
        "[other]".strip("[]"),
    ],
)
def test_an_option_of_no_words_is_null(words):
    assert is_null(words)


@pytest.mark.parametrize(
    "words",
    [
        "No Party shall act",
        "Another",
        "other Parties",
        "No less than three",
        "Text",
        "Notwithstanding",
        "No later than 2030",
    ],
)
def test_words_that_only_begin_with_no_are_words(words):
    assert not is_null(words)
