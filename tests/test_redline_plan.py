"""Where moves began, and which row a choice or a reopening belongs to."""

from dataclasses import replace

import travaux
from travaux.text.comparing import compare
from travaux.text.comparing.model import ChoiceChange, Link, Reopened
from travaux.text.redline.docx_steps import rows_in_place
from travaux.text.redline.plan import planned

A, B, C, D = (
    "Samples are kept in every Party.", "The fund pays for storage.", "Disputes go to arbitration.", "Reports are open",
)


def text_of(*paragraphs):
    return travaux.read_text("\n\n".join(paragraphs))


def linked(old, new, pairs):
    """A comparison with the rows (old unit, new unit, moved) that are given, in the order of the new text."""
    found = compare(text_of(*old), text_of(*new))
    pattern = found.provisions[0]
    rows = tuple(
        replace(pattern, link=Link((a,), (b,), 1.0), kind="moved" if moved else "same", moved=moved, reopened=False,
            renumbered=False, reworded=False, spans=(), old=(found.old_text.units[a].id,),
            new=(found.new_text.units[b].id,))
        for a, b, moved in pairs
    )
    return replace(found, provisions=rows, choices=(), reopened=())


def test_moved_rows_are_noted_after_the_row_they_followed():
    comparison = linked((A, B, C, D), (C, D, A, B), [(2, 0, True), (3, 1, True), (0, 2, False), (1, 3, False)])
    assert planned(comparison).stubs == {3: [0, 1]}


def test_what_began_the_old_text_is_noted_before_the_first_row():
    comparison = linked((A, B, C), (B, C, A), [(1, 0, False), (2, 1, False), (0, 2, True)])
    assert planned(comparison).stubs == {-1: [2]}


def test_only_rows_that_changed_are_numbered():
    comparison = linked((A, B, C), (B, C, A), [(1, 0, False), (2, 1, False), (0, 2, True)])
    plan = planned(comparison)
    assert (plan.numbers, plan.count) == ([0, 0, 1], 1)


def test_reopenings_and_choices_make_a_row_a_change():
    comparison = linked((A, B), (A, B), [(0, 0, False), (1, 1, False)])
    unit = comparison.new_text.units[1].id
    plan = planned(replace(
        comparison, reopened=(Reopened(unit, unit, "", "bracketed", B),),
        choices=(ChoiceChange(None, "elsewhere", "opened"),),
    ))
    assert (plan.numbers, plan.reopened_rows, plan.choice_rows) == ([0, 1], [1], [None])


def test_rows_in_place_are_the_longest_chain():
    comparison = linked((A, B, C, D), (D, A, B, C), [(3, 0, False), (0, 1, False), (1, 2, False), (2, 3, False)])
    assert [row.link.old[0] for row in rows_in_place(comparison)] == [0, 1, 2]


def test_rows_that_are_said_to_have_moved_do_not_stay_in_place():
    comparison = linked((A, B, C), (A, B, C), [(0, 0, False), (1, 1, True), (2, 2, False)])
    assert [row.link.old[0] for row in rows_in_place(comparison)] == [0, 2]
