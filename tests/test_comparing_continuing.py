"""Which choice goes on as which."""

import pytest

from compared_texts import compared
from travaux.text.comparing import compare
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Option


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("Parties [shall] act.", "All Parties [shall] act.", [("text.c1", "text.c1")]),
        ("Parties [US propose: shall] act.", "Parties [shall] act.", [("text.c1", "text.c1")]),
        ("[Old] Parties [shall] act.", "Parties [shall] act.", [("text.c2", "text.c1")]),
        ("Parties [shall [promptly]] act.", "Parties [shall [promptly]] act.", [("text.c1",) * 2, ("text.c2",) * 2]),
        ("Parties [act [promptly]] now.", "Parties act [promptly] now.", [("text.c2", "text.c1")]),
        ("Parties [x] act [y] now.", "Parties [y] act [x] now.", [("text.c1",) * 2, ("text.c2",) * 2]),
        ("Parties [shall] act.", "Parties shall act [promptly] now.", []),
        ("Parties shall act.", "Parties [shall] act.", []),
    ],
)
def test_choices_go_on_by_their_words_and_by_what_stands_beside_them(old, new, pairs):
    assert list(compared(old, new).kept) == pairs


def test_no_choice_goes_on_twice():
    old = "Parties [shall] act and [shall] pay."
    comparison = compared(old, old.replace("pay", "pay or [shall] wait"))
    assert list(comparison.kept) == [("text.c1", "text.c1"), ("text.c2", "text.c2")]
    assert [(each.id_new, each.fate) for each in comparison.choices] == [("text.c3", "opened")]


def test_a_choice_goes_on_in_a_paragraph_that_moved():
    one, two = "Observers [may] speak last and sit at the back.", "The seat of the Office [is] in the city of Geneva."
    comparison = compared([f"1. {one}", f"2. {two}"], [f"1. {two}", f"2. {one}"])
    assert list(comparison.kept) == [("p1.c1", "p2.c1"), ("p2.c1", "p1.c1")]
    assert comparison.choices == ()


def test_an_empty_bracket_alone_in_a_text_is_no_error():
    choice = Choice("c1", "bracket", (Option(),))
    text = Instrument((Break("title"), choice))
    assert compare(text, text).empty
