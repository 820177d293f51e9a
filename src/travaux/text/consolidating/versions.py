"""What one proposal makes of each paragraph of the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.consolidating.editing import Edit, edits_between, shifted
from travaux.text.consolidating.elements import Paragraph
from travaux.text.consolidating.pairing import Pairing, paired
from travaux.text.model import Change, Note

__all__ = ["Version", "version_of"]


@dataclass(slots=True)
class Version:
    """What one proposal makes of the paragraphs of a base, by their index; those it leaves alone are not named.

    `inserted` holds its own paragraphs by the index of the one they stand before. `numbers` are the numbers it gives
    to paragraphs where they differ. `struck` says who struck which element of a paragraph, and when, as far as tracked
    changes tell.
    """

    edits: dict[int, list[Edit]] = field(default_factory=dict)
    rewritten: dict[int, Paragraph] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    inserted: dict[int, list[Paragraph]] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    comments: dict[int, list[tuple[int, Note]]] = field(default_factory=dict)
    struck: dict[int, dict[int, Change]] = field(default_factory=dict)
    reworded: dict[int, Paragraph] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many places of the base it changes; a paragraph that comes, goes or is rewritten is one."""
        inserted = sum(map(len, self.inserted.values()))
        return sum(map(len, self.edits.values())) + len(self.rewritten) + len(self.gone) + inserted


def version_of(base: Sequence[Paragraph], own: Sequence[Paragraph], pairing: Pairing | None = None) -> Version:
    """What a proposal makes of a base."""
    pairing = pairing or paired(base, own)
    version = Version()
    partners = dict([*pairing.same, *pairing.reworded, *pairing.rewritten])
    for i, j in pairing.reworded:
        found = edits_between(base[i], own[j])
        version.reworded[i] = own[j]
        if found:
            version.edits[i] = found
    version.rewritten = {i: own[j] for i, j in pairing.rewritten}
    _unpaired(base, own, partners, version)
    for i, j in (*pairing.same, *pairing.reworded):
        one, other = base[i].mark, own[j].mark
        if one is not None and other is not None and one.number != other.number:
            version.numbers[i] = other.number
        if own[j].plain is None and own[j].comments:
            edits = version.edits.get(i, ())
            version.comments[i] = [(shifted(edits, place), note) for place, note in own[j].comments]
    return version


def _unpaired(
    base: Sequence[Paragraph], own: Sequence[Paragraph], partners: dict[int, int], version: Version
) -> None:
    version.gone = set(range(len(base))).difference(partners)
    if len(partners) == len(own):
        return
    before = {j: i for i, j in partners.items()}
    waiting: list[Paragraph] = []
    for j, paragraph in enumerate(own):
        if j not in before:
            waiting.append(paragraph)
        elif waiting:
            version.inserted[before[j]], waiting = waiting, []
    if waiting:
        version.inserted[len(base)] = waiting
