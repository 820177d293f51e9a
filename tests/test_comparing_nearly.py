"""Paragraphs of which a word in twenty was changed are linked without further judgement."""

import numpy as np

import travaux
from travaux.text.comparing.aligning import align
from travaux.text.comparing.features import bags, words_of
from travaux.text.comparing.nearly import NEARLY, nearly_equal
from travaux.text.comparing.printed import printed

FEES = "The fee for each application is due within three months from the date on which it was filed with the office."
MARKS = "A mark may be licensed for some or all of the goods or services in respect of which it has been registered."


def texts(old, new):
    return printed(travaux.read_text(old).body), printed(travaux.read_text(new).body)


def pairs(old, new):
    before, after = texts(old, new)
    words = words_of(before, after)
    every = tuple(np.ones(each.units, np.bool_) for each in words)
    return nearly_equal(bags(words[0])[1], bags(words[1])[1], (words[0].lengths, words[1].lengths), every)


def test_a_paragraph_with_one_word_changed_is_found_where_it_went():
    found = pairs(f"1. {FEES}\n\n2. {MARKS}", f"1. {MARKS}\n\n2. {FEES.replace('three', 'four')}")
    assert set(found) == {(0, 1), (1, 0)}
    assert found[1, 0] == 1.0


def test_a_paragraph_of_which_a_third_was_taken_out_is_left_to_be_judged():
    assert pairs(f"1. {FEES}", f"1. {' '.join(FEES.split()[:13])}") == {}


def test_what_stands_twice_says_nothing():
    assert pairs(f"1. {FEES}\n\n2. {FEES}", f"1. {FEES}") == {}


def test_links_found_this_way_give_their_reason():
    link = align(*texts(f"1. {FEES}", f"1. {FEES.replace('three', 'four')}"))[0]
    assert link.score == NEARLY
    assert link.why[0].endswith("% of the pairs of words that stand in it alone are the same")
