"""Choices of provisions without a counterpart are looked for where their words are most alike."""

from compared_texts import read
from travaux.text.comparing.model import Link
from travaux.text.comparing.nearby import look_nearby
from travaux.text.comparing.printed import printed
from travaux.text.comparing.sides import sides

OLD = ("1. A depositor [may] ask at any time for the return of a living sample that was handed over.",)
NEW = (
    "1. The Assembly meets every second year in the city of its seat.",
    "2. After thirty years a depositor [may] ask for the return of a living sample or of its remains.",
)


def looked(old, new):
    before, after = printed(read(*old).body), printed(read(*new).body)
    links = [Link((n,), (), 1.0) for n in range(len(before.units))]
    links += [Link((), (n,), 1.0) for n in range(len(after.units))]
    both = sides(before, after, links, [()] * len(links))
    look_nearby(*both, links)
    return both


def test_a_lonely_unit_with_choices_is_held_beside_the_one_most_like_it():
    old, new = looked(OLD, NEW)
    assert (old.near, new.near) == ({0: [1]}, {1: [0]})
    matched = [old.text.keys[token] for token, there in enumerate(old.to) if there >= 0]
    assert "may" in matched
    assert all(old.text.keys[token] == new.text.keys[there] for token, there in enumerate(old.to) if there >= 0)


def test_units_without_choices_are_left_alone():
    old, new = looked([OLD[0].replace("[may]", "may")], [each.replace("[may]", "may") for each in NEW])
    assert old.near == new.near == {}
    assert set(old.to) == {-1}


def test_what_is_not_alike_is_not_near():
    old, _ = looked(OLD, NEW[:1])
    assert old.near == {}
