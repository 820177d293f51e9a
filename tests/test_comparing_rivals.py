"""Options: their names, and which goes on as which."""

import pytest

from compared_texts import compared
from travaux.text.comparing.rivals import option_name, stances
from travaux.text.model import Choice, Option


@pytest.mark.parametrize(
    ("form", "label", "name"),
    [
        ("options", "Option 1:", "Option 1"),
        ("options", "Option (a):", "Option (a)"),
        ("alternatives", "", "option 1"),
        ("bracket", "", "keep"),
        ("placeholder", "", "keep"),
    ],
)
def test_an_option_has_a_name_for_readers(form, label, name):
    assert option_name(Choice("c1", form, (Option(label=label),)), 0) == name


def test_options_that_change_places_are_no_change_of_words():
    comparison = compared("Each Party [shall][may] act.", "Each Party [may][shall] act.")
    assert comparison.choices == ()


def test_who_came_and_who_went():
    before, after = Option(backs=("US", "CL"), opposes=("JP",)), Option(backs=("CL", "NZ"))
    assert list(stances(before, after)) == [
        ("back", True, ("NZ",)), ("back", False, ("US",)), ("oppose", False, ("JP",)),
    ]
