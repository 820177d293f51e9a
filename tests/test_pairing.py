"""Which opening mark belongs to which closing mark, and how far a forgotten one may reach."""

import pytest

from travaux.text.manuscript import Block, Fragment
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.options import option_spans
from travaux.text.notation.pairing import pair
from travaux.text.notation.provisions import provisions
from travaux.text.notation.script import script


def paired(*paragraphs: str):
    """The words of each bracket (closed?, words), and how many closing marks are stray."""
    made = script([Block([Fragment(words)]) for words in paragraphs])
    reader = HeadReader()
    found = provisions(made, reader)
    heads = {
        offset: head
        for offset, sign in enumerate(made.text)
        if sign == "[" and (head := reader.read(made.text, offset + 1)) is not None
    }
    result = pair(made, found, option_spans(made, found), set(), heads)
    words = [
        (bracket.close is not None, made.text[bracket.open + 1 : bracket.end].strip()) for bracket in result.brackets
    ]
    return words, len(result.stray)


def test_marks_pair_from_the_inside():
    assert paired("a [b [c] d] e") == ([(True, "b [c] d"), (True, "c")], 0)


def test_an_unclosed_bracket_ends_with_its_paragraph():
    assert paired("1. a [b c", "2. d") == ([(False, "b c")], 0)


def test_an_unclosed_bracket_does_not_take_the_closing_mark_of_a_later_paragraph():
    words, stray = paired("1. a [b", "2. c] d", "3. e")
    assert (words, stray) == ([(False, "b")], 1)


def test_a_closing_mark_without_opening_is_stray():
    assert paired("1. a] b", "2. [c]") == ([(True, "c")], 1)


def test_a_bracket_before_a_number_may_hold_later_paragraphs():
    assert paired("[2. a", "3. b]", "4. c") == ([(True, "2. a\n3. b")], 0)


def test_a_bracket_after_a_number_may_hold_its_items():
    assert paired("2. [a:", "(a) b;", "(b) c.]", "3. d") == ([(True, "a:\n(a) b;\n(b) c.")], 0)


def test_a_bracket_before_a_heading_may_hold_later_articles():
    words, stray = paired("[Article 1", "1. a", "Article 2", "1. b]", "Article 3", "1. c")
    assert stray == 0
    assert words == [(True, "Article 1\n1. a\nArticle 2\n1. b")]


def test_a_forgotten_mark_before_a_paragraph_leaves_the_next_brackets_alone():
    words, stray = paired("[2. a", "3. b [c] d", "4. [e]")
    assert stray == 0
    assert [(closed, inner) for closed, inner in words if closed] == [(True, "c"), (True, "e")]


def test_a_forgotten_mark_never_reaches_into_another_article():
    words, _ = paired("Article 1", "1. a [b", "Article 2", "1. c", "Article 3", "1. d]")
    assert all("d" not in inner for _, inner in words)


def test_of_two_opening_marks_and_one_closing_the_inner_one_is_closed():
    assert paired("1. a [b [c] d") == ([(False, "b [c] d"), (True, "c")], 0)


def test_a_head_may_introduce_the_items_that_follow():
    words, stray = paired("[US propose: Each Party may:", "(a) a;", "(b) b.]", "2. c")
    assert stray == 0
    assert words == [(True, "US propose: Each Party may:\n(a) a;\n(b) b.")]


def test_a_bracket_opened_by_the_last_signs_of_an_item_holds_the_next_item():
    words, stray = paired("1. a:", "(a) b [; or", "(b) c].", "2. d")
    assert (words, stray) == ([(True, "; or\n(b) c")], 0)


def test_one_bracket_round_all_options():
    words, stray = paired("1. [Option 1: a", "Option 2: b]", "2. c")
    assert stray == 0
    assert [closed for closed, _ in words] == [True]


def test_each_option_in_a_bracket_of_its_own():
    words, stray = paired("[Option 1: a]", "[Option 2: b]")
    assert (words, stray) == ([(True, "Option 1: a"), (True, "Option 2: b")], 0)


@pytest.mark.parametrize("noise", ["][", "]]][[[", "[[[[", "]]]]", "[]][", "[a\nb]", "[[a]\nb]\n[c"])
def test_every_mark_is_paired_unclosed_or_stray(noise):
    words, stray = paired(*noise.split("\n"))
    closed = sum(is_closed for is_closed, _ in words)
    assert len(words) == noise.count("[")
    assert closed + stray == noise.count("]")


def test_brackets_come_in_the_order_of_their_opening_marks():
    made = script([Block([Fragment("[a [b] [c [d]]] [e")])])
    found = provisions(made, HeadReader())
    offsets = [bracket.open for bracket in pair(made, found, [], set(), {}).brackets]
    assert offsets == sorted(offsets)
    assert len(offsets) == 5
