"""Numbers for what is inserted among numbered paragraphs."""

import pytest

from travaux.text.consolidating.elements import Names, paragraphs_of
from travaux.text.consolidating.numbering import Numbering
from travaux.text.model import Break

NAMES = Names()


def paragraph(number, role="paragraph", level=50):
    return Break(role, number, level)


def numbered(printed, rest, new):
    numbering = Numbering(paragraphs_of([*printed, *rest], NAMES))
    for mark in printed:
        numbering.printed(mark)
    return [numbering.inserted(mark, len(printed)) for mark in new]


@pytest.mark.parametrize(
    ("before", "number", "expected"),
    [("2.", "3.", "2 bis."), ("(2)", "(3)", "(2 bis)"), ("2", "3", "2 bis"), ("2)", "3)", "2 bis)")],
)
def test_a_number_that_is_taken_becomes_a_bis_of_the_one_before(before, number, expected):
    assert numbered([paragraph("1."), paragraph(before)], [paragraph(number)], [paragraph(number)]) == [expected]


def test_letters_and_articles_get_a_bis_too():
    item, article = ("item", 70), ("article", 40)
    assert numbered([paragraph("(a)", *item)], [paragraph("(b)", *item)], [paragraph("(b)", *item)]) == ["(a bis)"]
    assert numbered(
        [paragraph("Article 5", *article)], [paragraph("Article 6", *article)], [paragraph("Article 6", *article)]
    ) == ["Article 5 bis"]


def test_a_free_number_stays():
    assert numbered([paragraph("1."), paragraph("2.")], [], [paragraph("3.")]) == ["3."]


def test_the_next_one_is_ter_and_then_quater():
    new = [paragraph("3."), paragraph("4."), paragraph("5.")]
    assert numbered([paragraph("2.")], [paragraph(f"{n}.") for n in (3, 4, 5)], new) == [
        "2 bis.", "2 ter.", "2 quater.",
    ]


def test_before_the_first_number_stands_nought():
    assert numbered([], [paragraph("1.")], [paragraph("1."), paragraph("1.")]) == ["0.", "0 bis."]


def test_numbers_of_another_article_are_no_hindrance():
    article = Break("article", "Article 2", 40)
    assert numbered([paragraph("1."), paragraph("2."), article], [], [paragraph("1.")]) == ["1."]
    printed = [paragraph("1.")]
    new = [Break("article", "Article 1 bis", 40), paragraph("1.")]
    assert numbered(printed, [paragraph("2.")], new) == ["Article 1 bis", "1."]


def test_paragraphs_without_numbers_stay_so():
    assert numbered([paragraph("1.")], [], [Break(), Break("cell")]) == ["", ""]
