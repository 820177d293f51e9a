"""How a choice that is no longer open was settled."""

import pytest

from compared_texts import compared, fates

LONG = (
    "The Office shall keep a register of all samples and publish it twice a year",
    "Governments shall tell the Office of any sample that they hold in their museums",
)


@pytest.mark.parametrize(
    ("now", "option"),
    [
        (LONG[0], "option 1"),
        (LONG[1], "option 2"),
        (LONG[0].replace("twice", "once"), "option 1"),
        (LONG[1].replace("their museums", "any place"), "option 2"),
        ("Nobody need do anything about such matters before the next Assembly has met", "other wording"),
    ],
)
def test_the_option_is_the_one_that_explains_what_stands_now(now, option):
    old = f"At the end of this period the parties agree on this: [{LONG[0]}][{LONG[1]}], as the case may be."
    assert fates(compared(old, old[: old.index("[")] + now + ", as the case may be.")) == [("closed", option)]


def test_words_that_rivals_share_do_not_decide():
    old = "Each Party [shall submit a full report][should submit a full report] in May."
    assert fates(compared(old, "Each Party should submit a full report in May.")) == [("closed", "option 2")]


def test_an_inner_bracket_may_be_settled_with_its_option():
    old = "Parties [act [at once and by all means that are at hand]][wait] for word from Geneva."
    told = [each for each in compared(old, "Parties act for word from Geneva.").choices if each.id_old == "text.c1"]
    assert [(each.fate, each.option) for each in told] == [("closed", "option 1")]


def test_neighbouring_brackets_are_settled_one_by_one():
    old = "The list holds [pens], [ink], [paper], [wax] and that is all."
    comparison = compared(old, "The list holds pens, paper, and that is all.")
    assert fates(comparison) == [("closed", "keep"), ("closed", "none"), ("closed", "keep"), ("closed", "none")]


def test_a_choice_whose_surroundings_are_gone_is_dropped():
    old = (
        "The Office keeps a register. In the years after a flood or a fire the keeper [may] ask for help "
        "from any neighbour who has room. The register is open to all who ask for it in writing."
    )
    new = "The Office keeps a register. The register is open to all who ask for it in writing."
    assert fates(compared(old, new)) == [("dropped", "")]


@pytest.mark.parametrize(
    ("old", "new", "option"),
    [
        ("The communication[s] of a member are public.", "The communications of a member are public.", "keep"),
        ("The communication[s] of a member are public.", "The communication of a member are public.", "none"),
        ("Each Part[y][ies] shall act in good faith.", "Each Parties shall act in good faith.", "option 2"),
        ("The [sub]paragraph before this one applies.", "The subparagraph before this one applies.", "keep"),
    ],
)
def test_a_bracket_inside_a_word_is_read_with_the_word(old, new, option):
    assert fates(compared(old, new)) == [("closed", option)]
