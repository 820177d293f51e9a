"""The words that are hashed, and the check of one entry against the one before."""

import json
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_strategies import PLAIN, WORDS
from travaux.errors import TravauxError
from travaux.server.register.chain import START, Link, canonical, digest_of, fault_of, linked

AT = "2026-01-01T00:00:00.000000Z"


@given(PLAIN)
def test_canonical_words_say_the_same_and_have_one_form(value):
    words = canonical(value)
    assert json.loads(words) == value
    assert canonical(json.loads(words)) == words


@given(st.dictionaries(WORDS, PLAIN))
def test_the_order_of_keys_does_not_count(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf"), object(), {"a": {1, 2}}])
def test_what_no_file_can_hold_is_refused(value):
    with pytest.raises(TravauxError, match="cannot be kept"):
        canonical(value)


def test_the_digest_is_that_of_the_documented_words():
    link = linked(None, "avp", AT, "ché", "fact", '{"a":1}')
    words = f'[1,"avp","{AT}","ché","fact","{{\\"a\\":1}}","{START}"]'
    assert link.digest == sha256(words.encode()).hexdigest()


@given(st.lists(st.tuples(WORDS, WORDS, PLAIN), min_size=1, max_size=6), st.data())
def test_entries_follow_on_each_other_and_on_nothing_else(steps, data):
    links = [None]
    for case, by, body in steps:
        links.append(linked(links[-1], case, AT, by, "fact", canonical(body)))
    for before, after in pairwise(links):
        assert fault_of(after, before) == ""
    place = data.draw(st.integers(1, len(links) - 1))
    others = [each for each in links if each is not links[place - 1]]
    assert all(fault_of(links[place], other) for other in others)
    changed = links[place]._replace(by=links[place].by + "x")
    assert fault_of(changed, links[place - 1])


def test_a_number_that_was_skipped_is_found_even_if_the_digests_fit():
    first = linked(None, "avp", AT, "desk", "opened", "{}")
    said = ("avp", AT, "desk", "published", "{}", first.digest)
    assert fault_of(Link(2, *said, digest_of(2, *said)), first) == ""
    assert "number 3 stands where number 2 should" in fault_of(Link(3, *said, digest_of(3, *said)), first)
