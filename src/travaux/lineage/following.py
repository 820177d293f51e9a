"""Words, a choice or a provision followed from one version to the next, forwards and backwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from travaux.lineage.chain import Chain, Step, unit_at
from travaux.text.comparing.printed import MARK, WORD, Place, Printed

__all__ = ["Kind", "Stand", "choice_stand", "choices_of", "follow", "unit_stand", "word_stand"]

Kind = Literal["choice", "provision", "words"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where what is followed stands in one version.

    `tokens` are its printed words, `choice` the choice that is followed as a whole, `units` the provisions it stands
    in, or would stand in if its words are not there.
    """

    tokens: tuple[int, ...] = ()
    choice: str = ""
    units: tuple[int, ...] = ()

    @property
    def there(self) -> bool:
        """Whether any of it stands in the version."""
        return bool(self.tokens)


def word_stand(text: Printed, tokens: Iterable[int]) -> Stand:
    """Words, with the units in which they stand."""
    held = tuple(tokens)
    return Stand(held, "", tuple(dict.fromkeys(unit_at(text, token) for token in held)))


def unit_stand(text: Printed, units: Iterable[int]) -> Stand:
    """Provisions, with all their words."""
    held = tuple(sorted(set(units)))
    tokens = tuple(token for unit in held for token in range(text.units[unit].start, text.units[unit].end))
    return Stand(tokens, "", held)


def choice_stand(text: Printed, choice: str) -> Stand:
    """A choice, with everything that stands in it and its marks."""
    inside = {number for number, place in enumerate(text.where) if any(name == choice for name, _ in place)}
    tokens = tuple(token for token, place in enumerate(text.places) if place in inside)
    units = dict.fromkeys([text.choice_unit[choice], *(unit_at(text, token) for token in tokens)])
    return Stand(tokens, choice, tuple(sorted(units)))


def choices_of(text: Printed, stand: Stand, kind: Kind) -> tuple[str, ...]:
    """The choices open in what is followed: itself, those in a provision, the one round words or those in them."""
    if stand.choice:
        return (stand.choice,)
    if kind == "provision":
        return tuple(dict.fromkeys(text.place(token)[-1][0] for token in stand.tokens if text.places[token]))
    places = [text.place(token) for token in stand.tokens if text.kinds[token] == WORD]
    common = _common(places)
    if common:
        return (common[-1][0],)
    return tuple(dict.fromkeys(place[0][0] for place in places if place))


def _common(places: list[Place]) -> Place:
    """The options that all the words stand in, outermost first, up to a choice in whose options they stand."""
    if not places:
        return ()
    shared: list[tuple[str, int]] = []
    for level in zip(*places, strict=False):
        names = {name for name, _ in level}
        if len(names) > 1:
            break
        shared.append(level[0])
        if len(set(level)) > 1:
            break
    return tuple(shared)


def follow(chain: Chain, start: int, stand: Stand, kind: Kind) -> list[Stand]:
    """Where something stands in every version of a chain, from where it stands in one.

    Args:
        chain: the versions.
        start: the place of the version in which it was found.
        stand: where it stands there.
        kind: what it is.
    """
    stands = {start: stand}
    for number in range(start + 1, len(chain.versions)):
        stands[number] = _next(chain.step(number), stands[number - 1], kind, back=False)
    for number in range(start - 1, -1, -1):
        stands[number] = _next(chain.step(number + 1), stands[number + 1], kind, back=True)
    return [stands[number] for number in range(len(chain.versions))]


def _next(step: Step, stand: Stand, kind: Kind, *, back: bool) -> Stand:
    here, there = (step.new, step.old) if back else (step.old, step.new)
    kept = (step.kept_back if back else step.kept).get(stand.choice)
    if kept is not None:
        return choice_stand(there, kept)
    units = _linked(step, stand.units, back=back)
    if kind == "provision":
        return unit_stand(there, units)
    across = step.back if back else step.to
    tokens = sorted(across[token] for token in stand.tokens if across[token] >= 0 and here.kinds[token] == WORD)
    if not _says_something(there, tokens):
        tokens = _gap(here, there, across, stand, units)
    if not tokens:
        return Stand((), "", units)
    found = word_stand(there, tokens)
    return Stand(found.tokens, "", found.units)


def _says_something(text: Printed, tokens: Iterable[int]) -> bool:
    """Whether there is a word among them, and not only punctuation."""
    return any(text.tokens[token][0].isalnum() for token in tokens)


def _linked(step: Step, units: Iterable[int], *, back: bool) -> tuple[int, ...]:
    rows = step.row_of_new if back else step.row_of_old
    links = (rows[unit].link for unit in units if unit in rows)
    return tuple(sorted({unit for link in links for unit in (link.old if back else link.new)}))


def _gap(here: Printed, there: Printed, across: list[int], stand: Stand, units: tuple[int, ...]) -> list[int]:
    """What stands now where the words stood: between the nearest words on both sides that go on."""
    if not stand.tokens or not units:
        return []
    first, last = here.units[stand.units[0]], here.units[stand.units[-1]]
    low, high = there.units[units[0]].start, there.units[units[-1]].end
    for token in range(stand.tokens[0] - 1, first.start - 1, -1):
        if across[token] >= 0 and here.kinds[token] == WORD:
            low = across[token] + 1
            break
    for token in range(stand.tokens[-1] + 1, last.end):
        if across[token] >= 0 and here.kinds[token] == WORD:
            high = across[token]
            break
    found = [token for token in range(low, high) if there.kinds[token] != MARK]
    return found if _says_something(there, found) else []
