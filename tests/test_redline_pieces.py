"""Token ranges cut where kind, style or author goes over."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategies import BODIES
from travaux.text.comparing.printed import WORD, printed
from travaux.text.model import Break, Change, Text
from travaux.text.redline.pieces import Pieces, Struck


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, st.data())
def test_pieces_cover_a_range_without_gap_and_keep_its_kinds(body, data):
    text = printed(body)
    start = data.draw(st.integers(0, len(text.tokens)))
    end = data.draw(st.integers(start, len(text.tokens)))
    pieces = list(Pieces(text).cut(start, end))
    assert [token for _, a, b, _ in pieces for token in range(a, b)] == list(range(start, end))
    assert all(set(text.kinds[a:b]) == {kind} for kind, a, b, _ in pieces)
    for _, a, b, node in pieces:
        for token in range(a, b):
            own = [run.node for run in text.runs if run.start <= token][-1:]
            styled = bool(own and text.kinds[token] == WORD and (own[0].marks or own[0].change))
            assert (node is not None) == styled
            assert node is None or node == own[0]


def test_neighbouring_pieces_differ():
    text = printed((Break(), Text("one two "), Text("three ", ("bold",)), Text("four"), Text(" five")))
    pieces = list(Pieces(text).cut(0, len(text.tokens)))
    assert [(b - a, node.marks if node else None) for _, a, b, node in pieces] == [(2, None), (1, ("bold",)), (2, None)]
    assert all(before[2] == after[1] for before, after in pairwise(pieces))


def test_who_struck_words_is_found_in_the_paragraph_they_stood_in():
    change = Change("deleted", "CL")
    text = printed((Break(), Text("one "), Text("two three ", change=change), Text("four"), Break(), Text("five")))
    struck = Struck(text)
    assert struck.of("two three", (0,)) == change
    assert struck.of("three ", (0,)) == change
    assert struck.of("four", (0,)) is None
    assert struck.of("two", (5,)) is None
