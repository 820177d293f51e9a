"""How each state of a treaty looks on a tile: a letter, an outline, a tint; the letter says all that a colour does."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.pictures.palette import AGAINST, AGAINST_PALE, FAINT, FOR, FOR_PALE, INK, MUTED, PALE, PAPER
from travaux.treaty.model import State

__all__ = ["STATE_LOOKS", "StateLook", "look_of"]


@dataclass(frozen=True, slots=True)
class StateLook:
    """The letter of a state, its words, the colours of its tile and the pattern of the outline."""

    state: State
    letter: str
    words: str
    fill: str
    ink: str
    stroke: str
    dash: tuple[int, int] = (1, 0)


STATE_LOOKS: tuple[StateLook, ...] = (
    StateLook("bound", "B", "bound", FOR, PAPER, FOR),
    StateLook("provisional", "P", "applies it provisionally", FOR_PALE, INK, FOR, (2, 2)),
    StateLook("deposited", "D", "instrument deposited, not yet bound on record", FOR_PALE, INK, FOR),
    StateLook("signed", "S", "signed only", "transparent", INK, MUTED, (4, 2)),
    StateLook("left", "L", "left", AGAINST_PALE, INK, AGAINST),
    StateLook("succeeded", "E", "is no more; successors go on", PALE, INK, MUTED, (1, 2)),
    StateLook("none", "–", "nothing that counts on this day", "transparent", MUTED, FAINT),
)
"""The states in the order of the key."""

_BY_STATE = {look.state: look for look in STATE_LOOKS}


def look_of(state: State) -> StateLook:
    """How a state looks.

    Example:
        >>> look_of("bound").letter, look_of("signed").words
        ('B', 'signed only')
    """
    return _BY_STATE[state]
