"""Cells read off a comparison: splits, merges, moves, and the space between changed words."""

import pytest

import travaux
from travaux.text.comparing import Comparison, Link, ProvisionChange
from travaux.text.comparing.printed import printed
from travaux.text.comparing.spans import spans_of
from travaux.text.model import Note, Text
from travaux.text.side_by_side.cells import added_cell, base_pieces, cells_of
from travaux.text.side_by_side.wording import marked


def compared(old, new, *links, moved=False):
    """A comparison with links made by hand: pairs of units of the old and the new text."""
    before, after = travaux.read_text(old), travaux.read_text(new)
    left, right = printed(before.body), printed(after.body)
    changes = tuple(change(Link(*link, 1.0), left, right, moved) for link in links)
    return Comparison(before, after, left, right, changes, (), (), (), 1.0)


def change(link, old, new, moved):
    labels = tuple(old.label(n) for n in link.old), tuple(new.label(n) for n in link.new)
    ids = tuple(old.units[n].id for n in link.old), tuple(new.units[n].id for n in link.new)
    return ProvisionChange(*ids, *labels, "reworded", 1.0, (), 0, 0, True, moved, False, False, link,
                           spans_of(link, old, new))  # fmt: skip


def only(old, new):
    """The one cell of two texts of one paragraph."""
    return cells_of(compared(old, new, ((0,), (0,))))[0]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Parties shall act.", "Parties may act.", "Parties [-shall-] {+may+} act."),
        ("best knowledge including, among others, that", "best knowledge, that",
         "best knowledge [-including, among others-], that"),
        ("the climate, now", "the climate, here and now", "the climate, {+here and+} now"),
        ("they report.", "they report every year.", "they report {+every year+}."),
        ("they report every year.", "they report.", "they report [-every year-]."),
        ("the climate , here", "the climate here", "the climate [-,-] here"),
        ("the climate, here", "the climate here", "the climate[-,-] here"),
    ],
)  # fmt: skip
def test_words_that_changed_are_set_off_by_the_space_they_had(old, new, shown):
    cell = only(old, new)
    assert marked(cell.pieces) == shown
    assert cell.words == new
    assert "".join(piece.text for piece in cell.pieces if piece.act != "inserted").split() == old.split()


def test_other_space_between_the_same_words_is_no_change():
    assert only("Parties  shall act.", "Parties shall  act.").kind == "as_base"


def test_a_provision_that_is_split_shows_where_the_new_one_begins():
    comparison = compared(
        "1. Each Party shall act. It shall report.", "1. Each Party shall act.\n\n2. It shall report.", ((0,), (0, 1))
    )
    cell = cells_of(comparison)[0]
    assert cell.kind == "reworded"
    assert marked(cell.pieces) == "1. Each Party shall act.\n{+2.+} It shall report."
    assert " ".join(cell.words.split()) == "1. Each Party shall act. 2. It shall report."


def test_provisions_that_are_joined_keep_a_cell_each_and_name_the_other():
    comparison = compared(
        "1. Each Party shall act.\n\n2. It shall report.", "1. Each Party shall act. It shall report.", ((0, 1), (0,))
    )
    first, second = cells_of(comparison).values()
    assert (first.words, second.words) == ("1. Each Party shall act.", "It shall report.")
    assert marked(second.pieces) == "[-2.-] It shall report."
    assert (first.joined, second.joined) == (("paragraph 2",), ("paragraph 1",))
    assert first.changed


def test_paragraphs_without_a_name_of_their_own_are_told_apart():
    comparison = compared("Parties act.\n\nThey report.", "Parties act. They report.", ((0, 1), (0,)))
    assert cells_of(comparison)[1].joined == ("another paragraph before the first provision",)


def test_a_provision_that_moved_says_where_to():
    words = "Article 1\n\n1. Each Party shall act.\n\nArticle 2\n\n1. It shall report."
    turned = "Article 1\n\n1. It shall report.\n\nArticle 2\n\n1. Each Party shall act."
    comparison = compared(words, turned, ((1,), (3,)), moved=True)
    cell = cells_of(comparison)[1]
    assert (cell.kind, cell.moved_to, cell.changed) == ("as_base", "Article 2, paragraph 1", True)


def test_a_provision_that_moved_inside_its_unit_says_so():
    words = "Article 1\n\n1. Parties act.\n\n2. Parties report once a year."
    turned = "Article 1\n\n2. Parties report once a year.\n\n1. Parties act."
    comparison = compared(words, turned, ((1,), (2,)), moved=True)
    assert cells_of(comparison)[1].moved_to == "the place after Article 1, paragraph 2"


def test_plain_words_moved_only_if_they_left_the_order_of_the_others():
    words = "Parties act.\n\nParties report once a year."
    links = (((0,), (1,)), ((1,), (0,)))
    turned = compared(words, "Parties report once a year.\n\nParties act.", *links, moved=True)
    there = [cell.moved_to for cell in cells_of(turned).values()]
    assert there == ["the place after “Parties report once a year.”", ""]
    numbered = compared("1. Fees rise.\n\nParties act.", "1. Fees rise.\n\n2. Dues.\n\nParties act.",
                        ((0,), (0,)), ((), (1,)), ((1,), (2,)), moved=True)  # fmt: skip
    assert cells_of(numbered)[1].moved_to == ""


def test_what_has_no_counterpart_is_deleted_or_absent():
    comparison = compared("1. Each Party shall act.", "Other words.", ((0,), ()))
    assert marked(cells_of(comparison)[0].pieces) == "[-1. Each Party shall act.-]"
    assert cells_of(comparison, partial=True)[0].kind == "absent"


def test_the_mark_of_a_note_is_raised():
    base = travaux.read_text("Parties act.")
    note = Note("5", (Text("Reserved."),))
    body = printed((*base.body, note))
    pieces = [(piece.text, piece.raised) for piece in base_pieces(body, 0) if piece.text.strip()]
    assert pieces == [("Parties act.", False), ("5", True)]
    assert [piece.text.split() for piece in base_pieces(body, 1)] == [["5", "Reserved."]]
    assert all(piece.act == "inserted" for piece in added_cell(body, 1).pieces)
