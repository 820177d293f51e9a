"""Guessing what the marks of a document mean, and its language."""

import pytest

from travaux.text.notation.custom import guess_convention, guess_language
from travaux.text.notation.heads import HeadReader


def guess(words: str):
    return guess_convention(words, HeadReader())


def test_brackets_are_disputed_words_unless_there_are_signs_to_the_contrary():
    convention = guess("Each Party [shall][may] act [promptly].")
    assert (convention.brackets, convention.adjacent, convention.unbracketed) == ("disputed", "alternatives", "agreed")


def test_a_text_whose_brackets_hold_remarks_is_an_edited_one():
    convention = guess("A [matter omitted] B [sic] C [...] D [matter omitted].")
    assert convention.brackets == "editorial"
    assert convention.reasons


def test_numbers_in_brackets_are_disputed_like_words():
    convention = guess("Each Party pays [30] francs within [60] days of the [2]nd meeting.")
    assert convention.brackets == "disputed"


def test_rival_paragraph_numbers_are_no_remarks():
    assert guess("[4][2]. Each Party shall act.").brackets == "disputed"


def test_braces_are_headings_where_the_draft_says_so():
    convention = guess("Titles in braces are for general reference only. {Aims} {Scope}")
    assert convention.braces == "heading"
    assert convention.reasons


def test_braces_with_short_words_are_variants():
    assert guess("keep {confidential} papers, {safe} places and {local/foreign} agents").braces == "variant"


def test_braces_with_sentences_are_labels():
    convention = guess("{Placement proposal: to follow Article 3} A. {Note: pending the talks on Article 10} B.")
    assert convention.braces == "label"


def test_text_that_warns_about_its_unbracketed_words_is_believed():
    assert guess("Text not in brackets does not necessarily mean agreement. [a]").unbracketed == "unknown"
    assert guess("Words in brackets are disputed. [a]").unbracketed == "agreed"


def test_an_attribution_is_told_as_a_reason():
    assert any("part" in reason for reason in guess("Each Party [US propose: shall] act.").reasons)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The Parties to the Treaty shall meet in the first year and shall talk of the fees for the works."),
        ("fr", "Les Parties se réunissent dans la première année et parlent des taxes pour les œuvres et du droit."),
        ("es", "Las Partes se reúnen en el primer año para hablar de los derechos y de las tasas por una obra."),
        ("ar", "تجتمع الأطراف في السنة الأولى للحديث عن الرسوم"),
        ("zh", "缔约各方应在第一年举行会议讨论费用"),
        ("ru", "Стороны встречаются в первый год для обсуждения сборов"),
        (
            "de",
            "Die Parteien treffen sich mit der Kommission und sprechen nicht über eine Gebühr für das Werk.",
        ),
    ],
)
def test_the_language_is_told_by_script_and_small_words(language, words):
    assert guess_language(words) == language


@pytest.mark.parametrize("words", ["", "123 456", "Xyzzy"])
def test_too_few_words_tell_no_language(words):
    assert guess_language(words) is None
