"""The words round a table: what is said of a cell, marks in plain text, heads, and the direction of words."""

import pytest

from side_by_side_texts import AS_BASE, MARKS, REWORDED, small_table
from travaux.text.side_by_side import Cell, Column, Piece
from travaux.text.side_by_side.wording import (
    base_words,
    clean,
    heading,
    legend,
    marked,
    party_head,
    plain,
    right_to_left,
    summary,
)

NUMBER = (Piece("3. ", "deleted"), Piece("4. ", "inserted"), Piece("It reports."))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (AS_BASE, "as in the base"),
        (REWORDED, "The fee [-shall-] {+may+} rise."),
        (Cell("deleted", (Piece("Gone.", "deleted"),)), "deleted"),
        (Cell("added", (Piece("New. ", "inserted"),)), "{+New.+}"),
        (Cell("absent"), "not in this text"),
        (Cell("nothing"), "no such provision"),
        (Cell("renumbered", NUMBER), "as in the base but for the number: [-3.-] {+4.+}"),
        (Cell("as_base", moved_to="Article 5"), "moved to Article 5; as in the base"),
        (Cell("reworded", MARKS, "Article 5"), "moved to Article 5: The fee [-shall-] {+may+} rise."),
        (Cell("reworded", MARKS, joined=("paragraph 2",)), "joined with paragraph 2: The fee [-shall-] {+may+} rise."),
    ],
)
def test_a_cell_in_plain_words(cell, words):
    assert plain(cell) == words


def test_marks_stand_close_to_the_words_and_leave_blank_changes_out():
    assert marked((Piece("a", "same"), Piece("\n(b) ", "inserted"), Piece(" ", "deleted"))) == "a\n{+(b)+}"
    assert marked((Piece("act."), Piece("5", "inserted", raised=True))) == "act.{+^5+}"


def test_a_base_that_has_no_such_provision_says_so():
    (row,) = small_table(Cell("added", MARKS), base=None).rows
    assert base_words(row) == "no such provision"


def test_the_head_says_party_file_changes_and_authors():
    counts = {"reworded": 2, "deleted": 0, "added": 1, "moved": 0, "renumbered": 0}
    lines = party_head(Column("CL", "Chile", "cl.docx", ("Ana", "Ben"), 3, counts))
    assert lines == [
        "Chile (CL)", "cl.docx", "changes 3 provisions: 2 reworded, 1 added", "tracked changes by Ana, Ben"
    ]
    assert party_head(Column("Friends", "Friends", ""))[0] == "Friends"
    assert party_head(Column("Friends", "Friends", ""))[1] == "changes 0 provisions"


def test_the_summary_counts_provisions_of_the_base_and_says_what_is_left_out():
    table = small_table(AS_BASE, REWORDED)
    assert summary(table) == "2 proposals; 1 of 1 provision of the base changed by somebody, 0 added."
    assert summary(table.changed()).endswith("Provisions that nobody changes are left out.")
    assert heading(table) == "Side by side: Draft"


def test_the_legend_never_takes_silence_for_consent():
    lines = legend(small_table(AS_BASE, remarks=("Look here.",)))
    assert any("no consent" in line for line in lines)
    assert "Look here." in lines


@pytest.mark.parametrize(
    ("words", "kept"),
    [("a\tb\nc", "a\tb\nc"), ("a\r\nb\rc", "a\nb\nc"), ("a\x0cb\u2028c", "a\nb\nc"),
     ("a\x00b\ud800", "a\ufffdb\ufffd")],
)  # fmt: skip
def test_what_no_format_can_hold_is_replaced(words, kept):
    assert clean(words) == kept


@pytest.mark.parametrize(
    ("words", "right"), [("المادة 1", True), ("2. نص", True), ("Article 1", False), ("第一条", False), ("1.", False)]
)
def test_the_first_letter_decides_the_direction(words, right):
    assert right_to_left(words) is right
