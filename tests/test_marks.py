"""Square brackets that are no dispute, gaps to be filled, and braces."""

import pytest

from travaux.text.notation.marks import bare_blanks, braces, is_blank, not_negotiation


@pytest.mark.parametrize(
    "words",
    [
        "[English only]",
        "[matter omitted]",
        "[sic]",
        "[https://example.org/a]",
        "as said in [QQ.E.5] above",
        "the fee[3] is due",
        "the fee.[12] It",
        "[^1]",
        "[www.example.org]",
    ],
)
def test_a_remark_a_reference_or_a_link_is_no_dispute(words):
    assert not_negotiation(words) == {words.index("["), words.index("]")}


@pytest.mark.parametrize(
    "words",
    [
        "Each Party [shall] act.",
        "[30] instruments",
        "the [fee] is due",
        "a[n] fee",
        "member[s]",
        "[English] is the language",
        "[, by consensus,]",
        "[4][2]. The fee",
        "[2030] is the year",
        "[three][six] months",
        "[the signatories]",
    ],
)
def test_disputed_words_are_a_dispute(words):
    assert not_negotiation(words) == set()


def test_in_an_edited_text_all_paired_brackets_are_remarks():
    words = "The Chair [Mr. Smith] spoke [at length [again]]. Then ] he [left."
    marks = not_negotiation(words, editorial=True)
    assert {words.index("[Mr"), words.index("] spoke")} <= marks
    assert words.rindex("[left") not in marks
    assert words.index("] he") not in marks
    assert len(marks) == 6


@pytest.mark.parametrize(
    "words",
    [
        "x",
        "X",
        "xx",
        "",
        " ",
        "...",
        "…",
        "X date",
        "20XX",
        "placeholder for fees",
        "Placeholder for potential additional text",
        "document symbol to be added",
        "to be determined",
        "date",
        "by 20XX",
    ],
)
def test_a_bracket_that_only_holds_a_place_is_blank(words):
    assert is_blank(words)


@pytest.mark.parametrize(
    "words", ["s", "n", "shall", "30", "six months", "the date of entry", "a fee", "other", "place of birth"]
)
def test_words_are_not_blank(words):
    assert not is_blank(words)


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        ("as listed in annex X to this Treaty", "X"),
        ("at its xx session", None),
        ("at its XX session", "XX"),
        ("the NDMC* of each Party", "NDMC*"),
        ("within X months", "X"),
        ("on ____ the Parties met", "____"),
    ],
)
def test_a_gap_without_brackets_is_found(words, gap):
    found = [words[start:end] for start, end in bare_blanks(words)]
    assert found == ([gap] if gap else ["xx"])


@pytest.mark.parametrize("words", ["annex XII to this Treaty", "the fee*", "Article XI", "in annex I"])
def test_a_numeral_is_no_gap(words):
    assert bare_blanks(words) == []


def test_braces_are_found_in_pairs_within_a_paragraph():
    words = "{Placement} a fee {Note: b}\n{open\nclosed}"
    assert [words[a:b] for a, b in braces(words)] == ["{Placement}", "{Note: b}"]
