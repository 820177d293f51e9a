"""What one proposal makes of each paragraph of the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.consolidating.editing import Edit, edits_between, shifted
from travaux.text.consolidating.elements import Names, Paragraph, paragraphs_of
from travaux.text.consolidating.nesting import nested
from travaux.text.consolidating.pairing import Pairing, mergeable, paired
from travaux.text.model import Change, Choice, Note

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
        edits = (edit for own in self.edits.values() for edit in own)
        edited = sum(sum(each.changes for each in edit.inner) if edit.inner else 1 for edit in edits)
        return edited + len(self.rewritten) + len(self.gone) + inserted


def version_of(base: Sequence[Paragraph], own: Sequence[Paragraph], pairing: Pairing | None = None) -> Version:
    """What a proposal makes of a base."""
    pairing = pairing or paired(base, own)
    version = Version()
    partners = dict([*pairing.same, *pairing.reworded, *pairing.rewritten])
    for i, j in pairing.reworded:
        found = nested(base[i], edits_between(base[i], own[j]), _inside)
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
    if base and not base[0].names.styles:
        _one_line_or_two(base, own, partners, version)
    return version


def _one_line_or_two(
    base: Sequence[Paragraph], own: Sequence[Paragraph], partners: dict[int, int], version: Version
) -> None:
    """Between formats it is no change that a number and the title behind it stand on two lines, or on one."""
    for n, j in partners.items():
        alone = n > 0 and n - 1 not in partners and base[n - 1].plain == ""
        if alone and base[n - 1].number == own[j].number != base[n].number:
            version.gone.discard(n - 1)
            version.numbers.pop(n, None)
        new = version.inserted.get(n, [])
        if new and new[-1].plain == "" and new[-1].number == base[n].number != own[j].number:
            version.inserted[n] = new[:-1]
            version.numbers.pop(n, None)
    version.inserted = {n: new for n, new in version.inserted.items() if new}


def _inside(old: Choice, new: Choice, names: Names) -> tuple[Version, ...]:
    """What becomes of the words of each option, nothing if they stay as they are."""
    found = []
    for one, other in zip(old.options, new.options, strict=True):
        version = _of_option(paragraphs_of(one.content, names), paragraphs_of(other.content, names))
        version.comments = {}  # they stand behind the choice
        found.append(version)
    return tuple(found) if any(each.changes or each.numbers for each in found) else ()


def _of_option(base: Sequence[Paragraph], own: Sequence[Paragraph]) -> Version:
    """What becomes of an option; words with which both begin stand in one another's place, whatever they say."""
    pairing = paired(base, own)
    known = [*pairing.same, *pairing.reworded, *pairing.rewritten]
    begin = base and own and base[0].mark is None and own[0].mark is None
    if begin and not any(i == 0 or j == 0 for i, j in known):
        (pairing.reworded if mergeable(base[0], own[0]) else pairing.rewritten).insert(0, (0, 0))
    return version_of(base, own, pairing)


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
