"""What is tidied where words were taken out."""

import pytest

from travaux.text.model import Break, Note, Text
from travaux.text.seams import Seam, mended
from travaux.text.wording import plain_words


def joined(left: str, right: str, *, spaced: bool = False) -> str:
    return plain_words(mended([Text(left), Seam(spaced), Text(right)]))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("each Party ", " shall act", "each Party shall act"),
        ("each Party ", ", on request, shall act", "each Party, on request, shall act"),
        ("each Party ", ".", "each Party."),
        ("each Party, ", ", and", "each Party, and"),
        ("a fee;", ".", "a fee."),
        ("a fee, ", "; or", "a fee; or"),
        ("a fee (", ") is due", "a fee is due"),
        ("a fee (", " small) is due", "a fee (small) is due"),
        ("member", " acts", "member acts"),
        ("a fee", "s", "a fees"),
        ("a fee. ", " It is due", "a fee. It is due"),
        ("a fee ", ": a sum", "a fee: a sum"),
    ],
)
def test_what_is_left_fits_together(left, right, expected):
    assert joined(left, right) == expected


def test_words_whose_space_was_taken_out_get_one_back():
    assert joined("Each", "shall", spaced=True) == "Each shall"
    assert joined("member", "s") == "members"


def test_a_sentence_does_not_begin_with_the_comma_of_what_was_taken_out():
    assert plain_words(mended([Break(), Seam(), Text(", a fee is due")])).strip() == "a fee is due"


def test_a_paragraph_that_has_lost_its_words_is_taken_away():
    stream = mended(
        [
            Break("paragraph", "1.", 50),
            Text("a"),
            Break("paragraph", "2.", 50),
            Seam(),
            Break("paragraph", "3.", 50),
            Text("b"),
        ]
    )
    assert [node.number for node in stream if isinstance(node, Break)] == ["1.", "3."]


def test_a_paragraph_that_has_only_punctuation_left_is_taken_away():
    for rest in (".", " .", ";", ",", " ; "):
        stream = mended(
            [
                Break("paragraph", "1.", 50),
                Text("a"),
                Break("paragraph", "2.", 50),
                Seam(),
                Text(rest),
                Break("paragraph", "3.", 50),
            ]
        )
        assert [node.number for node in stream if isinstance(node, Break)] == ["1.", "3."]


def test_an_article_that_has_lost_its_heading_stays():
    stream = mended([Break("article", "Article 1", 40), Seam(), Break(), Text("a")])
    assert [node.number for node in stream if isinstance(node, Break)] == ["Article 1", ""]


def test_an_empty_paragraph_that_no_choice_touched_stays():
    stream = (Break("cell"), Break("cell"), Text("a"))
    assert mended(stream) == stream


def test_words_that_no_choice_touched_stay_as_they_are():
    stream = (Text("a  b , c ;; d ( )"),)
    assert mended(stream) == stream


def test_a_note_between_does_not_keep_the_words_apart():
    stream = mended([Text("a fee "), Seam(), Note("1"), Text(", due")])
    assert plain_words(stream) == "a fee, due"
    assert any(isinstance(node, Note) for node in stream)


def test_texts_of_one_style_become_one():
    assert mended([Text("a"), Seam(), Text("b"), Text("c")]) == (Text("abc"),)


def test_texts_of_different_styles_keep_their_style():
    assert mended([Text("a ", ("bold",)), Seam(), Text(" b")]) == (Text("a ", ("bold",)), Text("b"))


def test_a_space_at_the_end_of_a_paragraph_goes_with_the_words_it_led_to():
    stream = mended([Break(), Text("a fee "), Seam(), Break(), Text("b")])
    assert stream == (Break(), Text("a fee"), Break(), Text("b"))


def test_two_seams_side_by_side_are_like_one():
    assert plain_words(mended([Text("a "), Seam(), Seam(), Text(" b")])) == "a b"
    assert plain_words(mended([Text("a "), Seam(), Text(" "), Seam(), Text(" b")])) == "a b"
