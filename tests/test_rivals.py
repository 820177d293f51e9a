"""Which neighbouring brackets are rivals, and which are two additions."""

import pytest

import travaux
from travaux.text.notation.heads import Head
from travaux.text.notation.likeness import by_heads, by_shape


def kinds(line: str) -> list[str]:
    return [issue.kind for issue in travaux.read_text(line).issues() if issue.depth == 1]


@pytest.mark.parametrize(
    "line",
    [
        "Each Party [shall][may] act.",
        "Each Party [shall] [may] act.",
        "Each Party [shall]/[may] act.",
        "Each Party [shall] or [may] act.",
        "Each Party [shall not][should] act.",
        "A [contribution][commitment] is due.",
        "A [contribution][commitment][other] is due.",
        "Fees [and]/[or] taxes are due.",
        "It enters into force [three][six] months later.",
        "On [PROTECTION]/[SAFEGUARDING] of works",
        "The [ASM][Conference] decides.",
        "[Taking note][Taking full note] of fees,",
        "[copyright or related rights and trademarks] [intellectual property rights]",
        "The [objectives and circumstances] [social and economic conditions] of Parties count.",
        "[developing country Parties] [Parties not included in annex one]",
    ],
)
def test_words_that_can_stand_in_one_place_are_rivals(line):
    assert kinds(line) == ["alternatives"]


@pytest.mark.parametrize(
    "line",
    [
        "Each Party [shall] [, on request,] act.",
        "Fees [and taxes] [, including levies,] are due.",
        "Fees are due [in all Parties] [and at all times].",
        "Fees [that are small] are due [at once].",
        "Mindful of [the rights of women,][local communities,] and children,",
        "1. [Each Party shall act.] [In acting, each Party shall take due care of the needs of all others.]",
    ],
)
def test_words_that_add_to_each_other_are_not(line):
    assert "alternatives" not in kinds(line)


def test_paragraphs_in_brackets_of_their_own_are_no_rivals():
    assert kinds("[1. Each Party shall act.]\n\n[2. Each Party shall pay.]") == ["bracket", "bracket"]


def test_two_paragraphs_of_the_same_number_are_rivals():
    assert kinds("[2. Each Party shall act.]\n\n[2. Each Party may act.]") == ["alternatives"]


def test_a_doubtful_pair_is_for_review_with_a_reason():
    for line in (
        "[the rights of peoples,][local communities,] and women",
        "[of fees that are small] [taxes on works of art]",
    ):
        [first, *_] = travaux.read_text(line).issues()
        assert first.for_review
        assert first.why


def test_a_clear_pair_is_not_for_review():
    [issue] = travaux.read_text("Each Party [shall][may] act.").issues()
    assert (issue.for_review, issue.why) == (False, "")


def head(backs: str = "", opposes: str = "", *, alternative: bool = False) -> Head:
    return Head(end=0, backs=backs.split(), opposes=opposes.split(), alternative=alternative)


def test_who_wants_one_out_and_the_other_in_sees_rivals():
    assert by_heads(head(opposes="US JP"), head(backs="US JP")) == "rivals"
    assert by_heads(head(backs="US JP"), head(opposes="US JP")) == "rivals"


def test_who_wants_both_in_sees_no_rivals():
    assert by_heads(head(backs="US"), head(backs="US")) == "independent"
    assert by_heads(head(opposes="US"), head(opposes="US")) == "independent"


def test_an_alternative_proposal_is_a_rival_whoever_makes_it():
    assert by_heads(head(backs="US"), head(backs="CL", alternative=True)) == "rivals"


def test_heads_that_say_nothing_of_each_other_decide_nothing():
    assert by_heads(head(backs="US"), head(backs="CL")) is None
    assert by_heads(None, head(backs="CL")) is None
    assert by_heads(None, None) is None


@pytest.mark.parametrize(("one", "two"), [("shall", "may"), ("and", "or"), ("three", "six"), ("created", "made")])
def test_single_words_of_a_kind_have_the_shape_of_rivals_glued_or_not(one, two):
    for glued in (True, False):
        assert by_shape(one, two, glued=glued, mixed=False) == "rivals"


def test_a_bracket_that_begins_with_a_comma_is_no_rival_of_a_word():
    assert by_shape("shall", ", on request,", glued=False, mixed=False) == "apart"


def test_an_empty_bracket_is_no_rival():
    assert by_shape("", "shall", glued=True, mixed=False) == "independent"


def test_the_order_of_two_modal_verbs_does_not_matter():
    assert (
        by_shape("may", "shall", glued=True, mixed=True) == by_shape("shall", "may", glued=True, mixed=True) == "rivals"
    )


def test_labels_make_rivals_of_unlike_words():
    assert kinds("[ALT 1: A fee.] [ALT 2: All Parties meet each year and talk of whatever is on their minds.]") != [
        "bracket",
        "bracket",
    ]
