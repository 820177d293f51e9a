"""The words of linked units side by side."""

from compared_texts import read
from travaux.text.comparing.model import Link, Span
from travaux.text.comparing.printed import printed
from travaux.text.comparing.spans import spans_of


def spans(old, new, link=None, **places):
    before, after = printed(read(*old).body), printed(read(*new).body)
    link = link or Link(tuple(range(len(before.units))), tuple(range(len(after.units))), 1.0)
    return spans_of(link, before, after, **places)


def test_words_are_the_same_deleted_or_inserted():
    found = spans(["Each Party shall act."], ["Each Party may act now."])
    assert found == (
        Span("same", (0, 2), (0, 2)),
        Span("deleted", (2, 3), (2, 2)),
        Span("inserted", (3, 3), (2, 3)),
        Span("same", (3, 4), (3, 4)),
        Span("inserted", (4, 4), (4, 5)),
        Span("same", (4, 5), (5, 6)),
    )


def test_no_span_crosses_the_border_of_a_unit():
    found = spans(["1. Each Party acts. It pays."], ["1. Each Party acts.", "2. It pays."])
    assert found == (Span("same", (0, 4), (0, 4)), Span("same", (4, 7), (4, 7)))


def test_a_unit_without_a_counterpart_is_one_span():
    assert spans(["Each Party acts."], ["Each Party acts."], Link((0,), (), 1.0)) == (Span("deleted", (0, 4), (0, 0)),)
    assert spans(["Each Party acts."], ["Each Party acts."], Link((), (0,), 1.0)) == (Span("inserted", (0, 0), (0, 4)),)


def test_words_of_a_place_that_was_dropped_have_no_counterpart():
    old = ["Parties shall [shall] act."]
    free = spans(old, ["Parties shall act."])
    bound = spans(old, ["Parties shall act."], settled={1})
    assert Span("same", (0, 2), (0, 2)) in bound
    assert [span.old for span in bound if span.act == "deleted"] == [(2, 5)]
    assert sum(span.old[1] - span.old[0] for span in free if span.act == "deleted") == 3
