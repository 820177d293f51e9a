"""What a paragraph begins: an article, a numbered paragraph, an item ..."""

import pytest

from travaux.text.manuscript import Block, Fragment
from travaux.text.notation.heads import HeadReader
from travaux.text.notation.provisions import provisions
from travaux.text.notation.script import script


def read(*paragraphs: str):
    return provisions(script([Block([Fragment(words)]) for words in paragraphs]), HeadReader())


def one(words: str):
    [provision] = read(words)
    return provision


@pytest.mark.parametrize(
    ("words", "role", "number"),
    [
        ("Article 12", "article", "Article 12"),
        ("ARTICLE 12", "article", "ARTICLE 12"),
        ("Article 12 Definitions", "article", "Article 12"),
        ("Article 5bis", "article", "Article 5bis"),
        ("Article QQ.A.2bis: {Principles}", "article", "Article QQ.A.2bis:"),
        ("Draft rule 6", "article", "Draft rule 6"),
        ("Chapter II", "chapter", "Chapter II"),
        ("Part IV", "part", "Part IV"),
        ("Section A", "section", "Section A"),
        ("ANNEX III", "annex", "ANNEX III"),
        ("Preamble", "preamble", "Preamble"),
        ("1. Each Party shall act.", "paragraph", "1."),
        ("2 bis. Each Party shall act.", "paragraph", "2 bis."),
        ("17quater.[The Parties act.]", "paragraph", "17quater."),
        ("16 quarter. Each Party shall act.", "paragraph", "16 quarter."),
        ("3.1ter Each Party shall act.", "paragraph", "3.1ter"),
        ("3.1 Each Party shall act.", "paragraph", "3.1"),
        ("(2) Each Party shall act.", "paragraph", "(2)"),
        ("3. Option 1: words", "paragraph", "3."),
        ("13.1 Option 1: words", "paragraph", "13.1"),
        ("(a) a fee;", "item", "(a)"),
        ("(ii) a fee;", "subitem", "(ii)"),
        ("GENERAL PROVISIONS", "heading", ""),
    ],
)
def test_a_number_tells_the_role(words, role, number):
    provision = one(words)
    assert (provision.role, provision.number) == (role, number)


@pytest.mark.parametrize(
    "words",
    [
        "Article 3 applies to all Parties.",
        "Article 3 of the Convention shall apply.",
        "Chapter 2 shall not prevent a Party from acting.",
        "2015 was a good year.",
        "The Parties shall act.",
        "Section 5 applies.",
        "1 January 2030 is the first day.",
        "12 months after that day, the fee is due.",
        "In all cases the fee is due.",
        "A Party may act.",
        "I. e. a fee".replace("I. e.", "It is"),
        "10 per cent of the fee is due.",
        "Annex I Parties shall pay the fee.",
        "Party A shall act.",
    ],
)
def test_a_sentence_is_no_numbered_provision(words):
    assert one(words).role == "text"
    assert one(words).number == ""


def test_a_committee_may_stand_before_a_number():
    provision = one("(ABS)9.1. Each Party shall act.")
    assert (provision.role, provision.number) == ("paragraph", "(ABS)9.1.")


def test_the_letter_i_after_h_is_an_item_and_no_numeral():
    h, i, j = read("(h) a fee;", "(i) a tax;", "(j) a levy.")
    assert [p.role for p in (h, i, j)] == ["item", "item", "item"]


def test_the_numeral_i_after_a_colon_stands_under_its_item():
    a, i, ii = read("(a) the following:", "(i) a fee;", "(ii) a tax.")
    assert [p.role for p in (a, i, ii)] == ["item", "subitem", "subitem"]


def test_the_letter_v_after_u_is_an_item_in_a_new_series_it_is_a_numeral():
    assert [p.role for p in read("(u) a fee;", "(v) a tax;")] == ["item", "item"]
    assert [p.role for p in read("(iv) a fee;", "(v) a tax;")] == ["subitem", "subitem"]


def test_smaller_levels_enclose_larger_ones():
    chapter, article, paragraph, item, subitem = read(
        "Chapter 1", "Article 2", "1. Each Party shall provide:", "(a) the following:", "(i) a fee;"
    )
    assert chapter.level < article.level < paragraph.level < item.level < subitem.level


def test_a_number_of_two_parts_stands_under_a_number_of_one():
    first, second, third = read("3. Each Party:", "3.1 shall act;", "3.1.1 on time.")
    assert first.level < second.level < third.level


def test_a_bracket_before_a_number_leaves_the_number_to_the_paragraph():
    provision = one("[9. Each Party shall act.")
    assert (provision.role, provision.number) == ("paragraph", "9.")
    assert [opening.offset for opening in provision.openings] == [0]


def test_a_head_may_stand_between_the_bracket_and_the_number():
    provision = one("[US propose: 9. Each Party shall act.]")
    assert (provision.role, provision.number) == ("paragraph", "9.")
    [opening] = provision.openings
    assert opening.head is not None
    assert opening.head.backs == ["US"]


def test_rival_numbers_stay_in_the_words_of_a_paragraph():
    provision = one("[4][2]. Each Party shall act.")
    assert provision.role == "paragraph"
    assert provision.number == ""


def test_what_the_format_is_certain_of_is_believed():
    [provision] = provisions(script([Block([Fragment("1. Each Party")], role="cell")]), HeadReader())
    assert provision.role == "cell"


def test_a_list_label_of_the_format_is_the_number():
    block = Block([Fragment("Each Party shall act.")], label="3.", generated=True)
    [provision] = provisions(script([block]), HeadReader())
    assert (provision.role, provision.number, provision.generated) == ("paragraph", "3.", True)


def test_an_empty_paragraph_is_no_provision():
    assert one("").role == "text"
