"""Which unit of one text says what which unit of another says."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import travaux
from corpus import CORPUS, needs_corpus
from strategies import BODIES
from travaux.text.comparing.aligning import align
from travaux.text.comparing.printed import printed
from travaux.text.model import Break, Text

POOL = """
    register mark office fee term owner notice copy court remedy border sample plant seed film sound actor author heir
    deposit ship train bridge river signal cable light glass paper stone metal cotton silk sugar salt grain wheat rice
    horse cattle forest timber mine coal iron copper silver gold lead tin zinc oil gas water steam wind tide
"""
WORDS = POOL.split()


def article(number, *paragraphs):
    nodes = [Break("article", f"Article {number}", 40)]
    for count, words in enumerate(paragraphs, 1):
        nodes += [Break("paragraph", f"{count}.", 50), Text(words)]
    return nodes


def sentences(seed, count, length=14):
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=length)) + "." for _ in range(count)]


def text(*articles):
    return printed(tuple(node for one in articles for node in one))


def linked(old, new):
    return {(link.old, link.new) for link in align(old, new)}


def ids(old, new):
    """The links of ids, for reading."""
    return {
        (" ".join(old.units[n].id for n in link.old), " ".join(new.units[n].id for n in link.new))
        for link in align(old, new)
    }


def each_unit_once(old, new):
    links = align(old, new)
    assert sorted(unit for link in links for unit in link.old) == list(range(len(old.units)))
    assert sorted(unit for link in links for unit in link.new) == list(range(len(new.units)))
    assert all(0 <= link.score <= 1 and link.why for link in links)
    assert all(len(link.old) <= 1 or len(link.new) <= 1 for link in links)
    return links


@given(BODIES, BODIES)
def test_every_unit_stands_in_exactly_one_link(one, other):
    each_unit_once(printed(one), printed(other))


@given(BODIES)
def test_a_text_is_linked_to_itself_unit_by_unit(stream):
    whole = printed(stream)
    assert linked(whole, whole) == {((n,), (n,)) for n in range(len(whole.units))}


@given(BODIES, BODIES)
def test_the_same_texts_give_the_same_links(one, other):
    assert align(printed(one), printed(other)) == align(printed(one), printed(other))


@given(st.integers(0, 10_000))
def test_shuffled_and_renumbered_articles_are_found_again(seed):
    said = sentences(seed, 24)
    bodies = [said[n : n + 3] for n in range(0, 24, 3)]
    order = random.Random(seed + 1).sample(range(8), 8)
    old = text(*(article(n + 1, *body) for n, body in enumerate(bodies)))
    new = text(*(article(n + 1, *bodies[place]) for n, place in enumerate(order)))
    found = {link.old: link.new for link in each_unit_once(old, new)}
    for here, place in enumerate(order):
        for step in range(4):
            assert found[(4 * place + step,)] == (4 * here + step,)


@given(st.integers(0, 10_000))
def test_a_few_other_words_do_not_break_a_link(seed):
    said = sentences(seed, 9)
    rng = random.Random(seed)
    old = text(*(article(n, *said[n : n + 3]) for n in range(0, 9, 3)))
    changed = [re.sub(r"^\w+ \w+", rng.choice(["a new", "some other"]), words) for words in said]
    new = text(*(article(n + 50, *changed[n : n + 3]) for n in range(0, 9, 3)))
    assert linked(old, new) == {((n,), (n,)) for n in range(12)}


def test_a_paragraph_that_moved_to_another_article_is_found():
    a, b, c, d, e = sentences(1, 5)
    old, new = text(article(1, a, b), article(2, c, d)), text(article(1, a), article(2, b, c, d, e))
    assert ("art1.p2", "art2.p1") in ids(old, new)


def test_what_has_no_counterpart_stands_alone_after_its_neighbour():
    a, b, c = sentences(2, 3)
    d = "Nobody else may ever speak here unless all present agree beforehand."
    old, new = text(article(1, a, b, c)), text(article(1, a, c, d))
    assert [(link.old, link.new) for link in align(old, new)] == [
        ((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((), (3,))
    ]  # fmt: skip


def test_a_split_and_a_merger_are_one_link_each():
    a, b, c, d, e, f = sentences(3, 6, 20)
    old = text(article(1, f"{a} {b}", c, d, e, f))
    new = text(article(1, a, b, c, d, f"{e} {f}"))
    assert {("art1.p1", "art1.p1 art1.p2"), ("art1.p4 art1.p5", "art1.p5")} <= ids(old, new)


def test_equal_short_paragraphs_go_by_their_article():
    a, b, c, d = sentences(4, 4)
    old = text(article(1, a, "No text", b), article(2, c, "No text", d))
    new = text(article(1, c, "No text", d), article(2, a, "No text", b))
    assert {("art1.p2", "art2.p2"), ("art2.p2", "art1.p2")} <= ids(old, new)


def test_bare_headings_follow_what_stands_in_them():
    a, b = sentences(5, 2)
    head = [Break("chapter", "Chapter I", 20)]
    other = [Break("chapter", "Chapter V", 20)]
    old, new = text(head, article(1, a), other, article(2, b)), text(other, article(1, b), head, article(2, a))
    found = ids(old, new)
    assert {("chI", "chI"), ("chV", "chV"), ("art1", "art2"), ("art2", "art1")} <= found


def test_brackets_alone_make_no_difference():
    old = printed(travaux.read_text("1. Each Party shall keep a register of marks.").body)
    new = printed(travaux.read_text("1. Each Party [shall][may] keep [a register] of marks.").body)
    (link,) = align(old, new)
    assert (link.old, link.new) == ((0,), (0,))


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("缔约方应当保护商标权人的权利。", "各国可以规定专利的保护期限。", "国际局应当通知所有成员。"),
        (
            "تحمي الأطراف حقوق أصحاب العلامات التجارية",
            "يجوز للدول تحديد مدة حماية البراءات",
            "يخطر المكتب الدولي جميع الأعضاء",
        ),
        (
            "Les Parties protègent les titulaires de marques.",
            "Les États fixent la durée des brevets.",
            "Le Bureau avise les membres.",
        ),
    ],
    ids=["Chinese", "Arabic", "French"],
)
def test_languages_are_linked_by_their_words(first, second, third):
    old, new = text(article(1, first, second, third)), text(article(4, third, first, second))
    assert {("art1.p1", "art4.p2"), ("art1.p2", "art4.p3"), ("art1.p3", "art4.p1")} <= ids(old, new)


def test_the_numbers_of_a_renumbered_text_are_not_believed():
    said = sentences(6, 8)
    old = text(*(article(n + 1, one) for n, one in enumerate(said)))
    new = text(*(article(n + 2, one) for n, one in enumerate(said)))
    assert ids(old, new) >= {(f"art{n}.p1", f"art{n + 1}.p1") for n in range(1, 9)}


def test_reasons_are_words():
    a, b = sentences(7, 2)
    old, new = text(article(1, a, b)), text(article(1, a, " ".join(b.split()[: 2 * len(b.split()) // 3])))
    why = {link.new[0]: link.why for link in align(old, new)}
    assert why[1] == ("the same words", "same number")
    assert re.fullmatch(r"the words are \d+% alike", why[2][0])


def test_nothing_is_linked_to_an_empty_text():
    old = text(article(1, *sentences(8, 2)))
    assert [(link.old, link.new, link.score) for link in align(old, printed(()))] == [((n,), (), 1.0) for n in range(3)]


@needs_corpus
def test_most_of_the_adopted_paris_agreement_is_found_in_the_draft_before():
    old, new = (
        printed(travaux.read(CORPUS / "texts" / name).body)
        for name in ("unfccc-2015-12-09-draft-paris-outcome.md", "unfccc-2015-12-12-adopted-paris-agreement.md")
    )
    links = each_unit_once(old, new)
    by_number = {unit.number: n for n, unit in enumerate(new.units) if unit.role == "article"}
    found = {old.units[link.old[0]].number: link.new for link in links if link.old and link.new}
    # Numbers of 9 December and of the adopted text, as the two files print them.
    for before, after in (("Article 4", "Article 7"), ("Article 6", "Article 9"), ("Article 10", "Article 14")):
        assert by_number[after] in found[before]


def test_a_replaced_break_keeps_its_words():
    whole = tuple(article(1, *sentences(9, 3)))
    bare = tuple(replace(node, number="") if isinstance(node, Break) else node for node in whole)
    assert linked(printed(whole), printed(bare)) == {((n,), (n,)) for n in range(4)}
