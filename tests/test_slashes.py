"""Choices written with a slash, in brackets and in plain words."""

import pytest

from travaux.text.notation.slashes import bracket_parts, plain_slashes


def parts(words: str) -> list[str]:
    return [words[start:end].strip() for start, end in bracket_parts(words)]


def plain(words: str) -> list[list[str]]:
    return [[words[a:b] for a, b in spans] for spans, _ in plain_slashes(words, 0, len(words))]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("shall/should", ["shall", "should"]),
        ("shall / should", ["shall", "should"]),
        ("complementary to / compatible with", ["complementary to", "compatible with"]),
        ("conditions of trade / social conditions", ["conditions of trade", "social conditions"]),
        ("may/should/shall", ["may", "should", "shall"]),
        ("created/made", ["created", "made"]),
    ],
)
def test_a_bracket_of_words_parted_by_slashes_is_a_choice(words, options):
    assert parts(words) == options


@pytest.mark.parametrize(
    "words",
    ["and/or", "promptly", "a fee and/or a tax", "10/12", "", "/", "a /", "either he / she acts. Then / now they pay"],
)
def test_a_bracket_without_a_choice_has_no_parts(words):
    assert parts(words) == []


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("Each Party should/shall act.", [["should", "shall"]]),
        ("Each Party shall / should act.", [["shall", "should"]]),
        ("Their commitments / contributions count.", [["commitments", "contributions"]]),
        ("Their commitments / contributions / actions count.", [["commitments", "contributions", "actions"]]),
    ],
)
def test_plain_words_parted_by_slashes_are_a_choice(words, options):
    assert plain(words) == options


@pytest.mark.parametrize(
    "words",
    [
        "A fee and/or a tax is due.",
        "See https://example.org/fees/taxes for it.",
        "Decision 1/CP.20 applies.",
        "LT/CONF/4 is the document.",
        "The G-77/China spoke.",
        "At 30 km/h one may pass.",
        "On 1/2/2030 the fee is due.",
    ],
)
def test_a_slash_in_a_symbol_or_a_name_is_no_choice(words):
    assert plain(words) == []


def test_how_far_the_slash_reaches_is_certain_for_modal_verbs_only():
    [(_, sure)] = plain_slashes("Each Party should/shall act.", 0, 28)
    assert sure
    [(_, sure)] = plain_slashes("Their pledges / contributions to it", 0, 35)
    assert not sure


def test_the_parts_are_offsets_in_the_words():
    words = "shall / should"
    assert [words[a:b] for a, b in bracket_parts(words)] == ["shall", "should"]
