"""The words of paragraphs, and the edits that make one of another."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.consolidating.editing import edits_between, kept_share, shifted
from travaux.text.consolidating.elements import Names, nodes_of, paragraphs_of, pieces
from travaux.text.model import Break, Change, Choice, Note, Option, Text
from travaux.text.stream import joined

NAMES = Names()


def paragraph(*nodes):
    (found,) = paragraphs_of((Break(), *nodes), NAMES)
    return found


def edited(old, edits):
    made, place = [], 0
    for edit in edits:
        made += [*old.elements[place : edit.start], *edit.new]
        place = edit.end
    return "".join([*made, *old.elements[place:]])


WORDS = st.lists(
    st.sampled_from(["shall", " ", " ", ",", "well", "-", "known", "1", ".", "5", "保", "护", "actor", "act", "  "]),
    max_size=14,
).map("".join)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(WORDS, WORDS, WORDS, WORDS)
def test_edits_make_one_text_of_another_white_space_aside(first, last, old, new):
    one, other = paragraph(Text(first + old + last)), paragraph(Text(first + new + last))
    edits = edits_between(one, other)
    assert "".join(edited(one, edits).split()) == "".join((first + new + last).split())
    assert all(before.end <= after.start for before, after in pairwise(edits))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=20))
def test_nothing_is_left_out_between_the_pieces(words):
    assert "".join(pieces(words)) == words


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.builds(Text, WORDS, st.sampled_from([(), ("bold",), ("italic",)])), max_size=5))
def test_elements_make_the_same_nodes_again(nodes):
    assert joined(nodes_of(paragraph(*nodes).elements)) == joined(nodes)


def test_an_edit_never_cuts_a_word():
    (edit,) = edits_between(paragraph(Text("a member x")), paragraph(Text("a members x")))
    assert (edit.start, edit.end, edit.new) == (2, 3, ("members",))


def test_a_word_that_goes_on_in_another_style_is_one_element():
    half = paragraph(Text("T", ("bold",)), Text("aking account"))
    assert len(half.elements) == 3
    assert half.elements[0] == (Text("T", ("bold",)), Text("aking"))


def test_words_are_equal_whoever_inserted_them():
    tracked = paragraph(Text("shall "), Text("act", change=Change("inserted", "Ana")))
    assert edits_between(paragraph(Text("shall act")), tracked) == []
    assert tracked.key == paragraph(Text("shall act")).key


def test_choices_are_equal_whatever_their_ids_and_notes_whatever_their_running_number():
    def whole(name, mark):
        return paragraph(
            Text("x "), Choice(name, "bracket", (Option((Text("y"),)),)), Note(mark, (Text("As agreed."),))
        )

    assert whole("c1", "3").key == whole("art2.c4", "7").key
    assert edits_between(whole("c1", "3"), whole("art2.c4", "7")) == []


def test_comments_are_no_words_and_keep_their_place():
    comment = Note("1", (Text("Why?"),), "comment", author="Ana")
    found = paragraph(Text("shall "), comment, Text("act"))
    assert found.key == paragraph(Text("shall act")).key
    assert found.comments == [(2, comment)]


# Elements of the old text: a, space, b, space, c; of the new one: a, space, x, space, y, space, b, space, c.
@pytest.mark.parametrize(("place", "expected"), [(0, 0), (3, 1), (6, 2), (8, 4), (9, 5)])
def test_a_place_in_the_new_text_is_found_in_the_old_one(place, expected):
    edits = edits_between(paragraph(Text("a b c")), paragraph(Text("a x y b c")))
    assert [(edit.start, edit.end) for edit in edits] == [(1, 1)]
    assert shifted(edits, place) == expected


def test_the_share_kept_is_that_of_the_shorter_text():
    assert kept_share(pieces("Each Party shall act"), pieces("Each Party")) == 1
    assert kept_share(pieces("Each Party"), pieces("Nothing else")) == 0
