"""Pieces that lie inside one another: brackets, options, slashes, gaps."""

from itertools import pairwise

from travaux.text.manuscript import Block, Fragment
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.options import option_spans
from travaux.text.notation.pairing import pair
from travaux.text.notation.provisions import provisions
from travaux.text.notation.script import script
from travaux.text.notation.spans import Piece, nest, pieces_of


def nested(*paragraphs: str, slashes: bool = True):
    made = script([Block([Fragment(words)]) for words in paragraphs])
    found = provisions(made, HeadReader())
    spans = option_spans(made, found)
    pairing = pair(made, found, spans, set(), {})
    numbers = [(provision.number_start, provision.number_end) for provision in found]
    return made.text, nest(pieces_of(made, pairing, spans, numbers, slashes=slashes), len(made.text))


def words(text: str, pieces: list[Piece]) -> list[str]:
    return [text[slice(*piece.words)].strip() for piece in pieces]


def test_neighbours_stand_side_by_side_and_nested_ones_inside():
    text, pieces = nested("a [b [c]] [d]")
    assert words(text, pieces) == ["b [c]", "d"]
    assert words(text, pieces[0].children) == ["c"]
    assert pieces[1].children == []


def test_an_option_in_a_bracket_of_its_own_is_one_piece():
    text, pieces = nested("[Option 1: a]", "[Option 2: b]")
    assert words(text, pieces) == ["a", "b"]
    assert all(piece.bracket and piece.label and piece.group for piece in pieces)
    assert all(piece.children == [] for piece in pieces)


def test_a_bracket_round_all_options_holds_them():
    text, [outer] = nested("1. [Option 1: a", "Option 2: b]", "2. c")
    assert [piece.label.ordinal for piece in outer.children if piece.label] == [1, 2]
    assert words(text, outer.children) == ["a", "b"]


def test_a_bracket_inside_an_option_is_its_child():
    text, pieces = nested("Option 1: a [b]", "Option 2: c")
    assert words(text, pieces[0].children) == ["b"]


def test_slashes_are_pieces_with_parts_only_when_wanted():
    text, [piece] = nested("They shall/should act.")
    assert [text[a:b] for a, b in piece.parts] == ["shall", "should"]
    assert nested("They shall/should act.", slashes=False)[1] == []


def test_slashes_inside_a_label_in_braces_are_no_choice():
    assert nested("{aims / goals} They act.")[1] == []


def test_a_gap_is_a_blank_piece():
    text, [piece] = nested("in annex X to this Treaty")
    assert piece.blank
    assert words(text, [piece]) == ["X"]


def test_no_piece_crosses_the_end_of_the_one_round_it():
    for noise in (
        "[a [b\nc] d]\n[e",
        "1. [Option 1: [a\nOption 2: b]] c",
        "[a / b] [c / [d] / e",
        "Option 1: [a\n\nOption 2: b]",
    ):
        _, pieces = nested(*noise.split("\n"))
        stack = list(pieces)
        while stack:
            piece = stack.pop()
            for child in piece.children:
                assert piece.words[0] <= child.start <= child.stop <= piece.words[1]
            stack.extend(piece.children)


def test_pieces_stand_in_the_order_of_the_words():
    _, pieces = nested("[a] b [c] annex X d/e [f/g] shall/may [h]")
    starts = [piece.start for piece in pieces]
    assert starts == sorted(starts)
    assert all(one.stop <= two.start for one, two in pairwise(pieces))
