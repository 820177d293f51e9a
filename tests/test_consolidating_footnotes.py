"""Footnotes are numbered in reading order again after proposals put some in."""

from travaux.text.consolidating import consolidate
from travaux.text.consolidating.footnotes import renumbered
from travaux.text.instrument import Instrument
from travaux.text.model import Break, Choice, Note, Option, Text
from travaux.text.stream import leaves


def note(mark, words="As agreed."):
    return Note(mark, (Text(words),))


def marks(stream):
    return [node.mark for node in leaves(stream) if isinstance(node, Note)]


def test_notes_of_the_base_and_of_proposals_get_one_series():
    base = (Break(), Text("Each Party"), note("1"), Text(" shall act"), note("2", "Under review."))
    own = (
        Break(), Text("Each Party"), note("1"), Text(" shall"), note("2", "NZ reserves."), Text(" act"),
        note("3", "Under review."),
    )
    found = consolidate(Instrument(base), {"US": Instrument(own)}).text
    assert marks(found.body) == ["1", "2", "3"]
    assert marks(found.project("US").body) == ["1", "2", "3"]


def test_notes_inside_choices_count_where_they_stand():
    choice = Choice("c1", "bracket", (Option((Text("x"), note("1")), head=(note("9"),)),))
    assert marks(renumbered((choice, note("1")), (note("1"),))) == ["1", "2", "3"]


def test_a_mark_alone_follows_the_note_it_repeats():
    assert marks(renumbered((note("1", "new"), note("1"), Note("1")), (note("1"),))) == ["1", "2", "2"]


def test_notes_that_were_not_numbered_through_stay_as_they_are():
    assert marks(renumbered((note("1"), note("1"), note("*")), (note("1"), note("1")))) == ["1", "1", "*"]
    assert marks(renumbered((note("4"), note("4")), (note("4"),))) == ["4", "4"]
