"""Marks of choices before the number of the paragraph they open with, in both kinds of redline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import travaux
from test_redline_docx import settled
from travaux.text.comparing import compare
from travaux.text.comparing.printed import printed
from travaux.text.redline import redline_docx, redline_html
from travaux.text.redline.leading import Leading

BRACKETED = "Article 1\n\n[1. Each Party keeps samples of wool.]\n\n2. Fees are paid.\n"
CLOSED = "Article 1\n\n1. Each Party keeps samples of wool.\n\n2. Fees are paid.\n"
OPTIONS = """Article 1

Option 1:
1. Each Party keeps samples of wool.
2. Fees are paid.

Option 2:
1. No Party keeps samples.

3. The fund is open.
"""
INSIDE = "Article 1\n\n1. [Each Party] keeps samples of wool.\n\n2. Fees are paid.\n"

PRINTED = {
    BRACKETED: ["Article 1", "[1. Each Party keeps samples of wool.]", "2. Fees are paid."],
    CLOSED: ["Article 1", "1. Each Party keeps samples of wool.", "2. Fees are paid."],
    OPTIONS: [
        "Article 1", "Option 1: 1. Each Party keeps samples of wool.", "2. Fees are paid.",
        "Option 2: 1. No Party keeps samples.", "3. The fund is open.",
    ],
    INSIDE: ["Article 1", "1. [Each Party] keeps samples of wool.", "2. Fees are paid."],
}  # fmt: skip
TEXTS = sorted(PRINTED)


def read(paragraphs):
    return [each for each in (" ".join(each.split()) for each in paragraphs) if each]


@pytest.mark.parametrize("old", TEXTS)
@pytest.mark.parametrize("new", TEXTS)
def test_accepting_and_rejecting_put_the_marks_where_each_text_prints_them(old, new):
    content = redline_docx(compare(travaux.read_text(old), travaux.read_text(new)))
    assert read(settled(content, accept=True)) == PRINTED[new]
    assert read(settled(content, accept=False)) == PRINTED[old]


PARAGRAPHS = st.lists(
    st.sampled_from(["[{n}. Each Party keeps wool.]", "{n}. [Each Party] pays.", "{n}. Fees are due.",
                     "[{n}. [A] is b.]",
                     "[[{n}. Each Party keeps wool.]", "{n}. Disputes end.]", "[US propose: {n}. Fees are due.]"]),
    max_size=5,
).map(lambda rows: "Article 1\n\n" + "\n\n".join(row.format(n=n) for n, row in enumerate(rows, 1)) + "\n")


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_brackets_stand_as_the_files_print_them(old, new):
    content = redline_docx(compare(travaux.read_text(old), travaux.read_text(new)))
    for text, accept in ((old, False), (new, True)):
        assert read(settled(content, accept=accept)) == read(text.split("\n\n"))


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_prints_them_before_the_number_too(text):
    read_in = travaux.read_text(text)
    page = html.document_fromstring(redline_html(compare(read_in, read_in)))
    shown = [each.text_content() for each in page.xpath("//article//p | //article//h3")]
    assert read(shown) == PRINTED[text]


def test_the_page_marks_an_opening_bracket_as_deleted_before_the_number():
    page = html.document_fromstring(redline_html(compare(travaux.read_text(BRACKETED), travaux.read_text(CLOSED))))
    (paragraph,) = [each for each in page.xpath("//article//p[@class='paragraph']") if "wool" in each.text_content()]
    words = paragraph.text_content()
    assert 0 <= words.index("[") < words.index("1.")


def test_a_bracket_after_the_number_does_not_lead():
    text = printed(travaux.read_text(INSIDE).body)
    assert not Leading(text).tokens
