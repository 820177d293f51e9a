"""The script from the old text to the new one."""

import pytest
from hypothesis import given, settings

from compared_texts import read
from strategies import BODIES
from travaux import TravauxError
from travaux.text.comparing import apply, compare
from travaux.text.comparing.applying import script
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Change, Note, Text


@settings(max_examples=40, deadline=None)
@given(BODIES, BODIES)
def test_applying_a_comparison_to_the_old_text_gives_the_new_one(old, new):
    old, new = Instrument(old), Instrument(new)
    assert apply(old, compare(old, new)) == new


@settings(max_examples=40, deadline=None)
@given(BODIES)
def test_nothing_changes_from_a_text_to_itself(body):
    assert script(body, body) == ()


@pytest.mark.parametrize(
    "new",
    [
        (Break(), Text("shall", ("bold",))),
        (Break(), Text("shall", change=Change("inserted", "CL"))),
        (Break(), Text("shall"), Note("1", (Text("Reserved."),))),
        (Break("article", "Article 1", 40), Text("shall")),
        (),
    ],
)
def test_styles_authors_notes_and_roles_are_part_of_the_script(new):
    old = Instrument((Break(), Text("shall")))
    comparison = compare(old, Instrument(new))
    assert comparison.script
    assert apply(old, comparison).body == new


def test_only_what_changed_is_in_the_script():
    old = (Break(), Text("one"), Break(), Text("two"), Break(), Text("three"))
    new = (*old[:3], Text("zwei"), *old[4:])
    assert script(old, new) == ((3, 4, (Text("zwei"),)),)


def test_a_comparison_is_not_applied_to_another_text():
    old, new = read("Each Party shall act."), read("Each Party may act.")
    with pytest.raises(TravauxError, match="another text"):
        apply(new, compare(old, new))
