"""Titles, headings and front matter are no agreed text."""

import pytest

from compared_texts import compared, read
from travaux.text.comparing.printed import printed
from travaux.text.comparing.titles import titles

DRAFT = (
    "Draft text prepared by the secretariat for the session in May",
    "Article 1",
    "Timing of reports",
    "1. Observers [may] speak last and sit at the back of the room.",
    "2. Cost sharing",
    "3. Fees are due.",
    "4. The Director General reports to the Assembly once a year",
)


def test_headings_short_lines_and_front_matter_are_titles():
    text = printed(read(*DRAFT).body)
    found = [text.text(unit) for unit in sorted(titles(text))]
    assert found == [DRAFT[0], "Timing of reports", "Cost sharing"]


def test_a_text_without_provisions_has_nothing_before_them():
    assert titles(printed(read("The Office keeps all samples.", "Fees are due in May.").body)) == set()


def test_the_preamble_is_text():
    text = printed(read("Preamble", "The Parties to this Agreement,", "Article 1", "1. Fees are due in May.").body)
    assert "The Parties to this Agreement," not in [text.text(unit) for unit in titles(text)]


@pytest.mark.parametrize(
    ("line", "new"),
    [(0, "Advance text of the chair, issued without formal editing, for June"), (2, "Dates of reports"),
     (4, "Cost control"), (4, None), (0, None)],
)
def test_titles_are_never_reworded_or_dropped_agreed_text(line, new):
    changed = [*DRAFT[:line], *([new] if new else []), *DRAFT[line + 1 :]]
    assert compared(list(DRAFT), changed).reopened == ()


def test_a_short_sentence_is_agreed_text():
    comparison = compared(list(DRAFT), [*DRAFT[:5], *DRAFT[6:]])
    assert [(each.how, each.words) for each in comparison.reopened] == [("dropped", "Fees are due.")]
