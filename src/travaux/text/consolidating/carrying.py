"""A proposal made on another text than the base, carried over to the base (a three-way merge, as diff3 does it).

What the proposal changes in its own base is done to the base; what the base says otherwise than that text stays. After
Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007); where both touch the same words, the proposal's own
words are kept, since they are what the party asks for, and the place is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from travaux.text.consolidating.editing import Edit
from travaux.text.consolidating.elements import Element, Paragraph, nodes_of, paragraphs_of
from travaux.text.consolidating.regions import regions, wording_of
from travaux.text.consolidating.versions import Version, version_of
from travaux.text.model import Note
from travaux.text.stream import joined

__all__ = ["Carried", "carried"]


@dataclass(slots=True)
class Carried:
    """The paragraphs of a proposal as if it had been made on the base, and where both had changed its own base."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)


def carried(own_base: Sequence[Paragraph], base: Sequence[Paragraph], own: Sequence[Paragraph]) -> Carried:
    """A proposal on its own base, carried over to the base.

    Args:
        own_base: the text on which the proposal was made.
        base: the text to which it is to be carried.
        own: the text of the proposal.
    """
    ours, theirs = version_of(own_base, base), version_of(own_base, own)
    result = Carried()
    for n in range(len(own_base) + 1):
        _insert(ours.inserted.get(n, []), theirs.inserted.get(n, []), result)
        if n < len(own_base):
            _one(own_base[n], n, ours, theirs, result)
    if result.paragraphs:
        # A number alone on its line is known by what follows it, which may be another paragraph now.
        nodes = (node for each in result.paragraphs for node in (*((each.mark,) if each.mark else ()), *each.content))
        result.paragraphs = paragraphs_of(nodes, result.paragraphs[0].names)
    return result


def _insert(ours: list[Paragraph], theirs: list[Paragraph], result: Carried) -> None:
    known = {each.key for each in ours}
    result.paragraphs += [*ours, *(each for each in theirs if each.key not in known)]


def _one(paragraph: Paragraph, n: int, ours: Version, theirs: Version, result: Carried) -> None:
    """What becomes of one paragraph of the proposal's own base."""
    touched = n in theirs.edits or n in theirs.rewritten
    if n in theirs.gone:
        if n in ours.edits or n in ours.rewritten:
            result.clashes.append(f"{_named(paragraph)}: taken out, though the base words it otherwise")
        return
    if n in ours.gone:
        if touched:
            result.clashes.append(f"{_named(paragraph)}: changed, though it is no longer in the base")
            result.paragraphs.append(_whole(paragraph, n, theirs))
        return
    if n in theirs.rewritten or (touched and n in ours.rewritten):
        if n in ours.edits or n in ours.rewritten:
            result.clashes.append(f"{_named(paragraph)}: rewritten, though the base words it otherwise")
        result.paragraphs.append(_whole(paragraph, n, theirs))
        return
    result.paragraphs.append(_merged(paragraph, n, ours, theirs, result))


def _whole(paragraph: Paragraph, n: int, version: Version) -> Paragraph:
    found = version.rewritten.get(n) or version.reworded.get(n)
    return found or paragraph


def _merged(paragraph: Paragraph, n: int, ours: Version, theirs: Version, result: Carried) -> Paragraph:
    if n in ours.rewritten:
        return ours.rewritten[n]
    edits = {"base": ours.edits.get(n, []), "own": theirs.edits.get(n, [])}
    elements: list[Element] = []
    comments = sorted(theirs.comments.get(n, ()), key=lambda item: item[0])
    place = 0
    for region in regions(paragraph.keys, edits):
        elements += _copied(paragraph, place, region.start, comments)
        taken = region.edits.get("own") or region.edits["base"]
        new, named = wording_of(paragraph.elements, paragraph.keys, region.start, region.end, taken)
        if len(region.edits) > 1 and named != _said(paragraph, region.start, region.end, region.edits["base"]):
            result.clashes.append(f"{_named(paragraph)}: the base changes the same words")
        elements += new
        place = region.end
    elements += _copied(paragraph, place, len(paragraph.keys), comments)
    elements += [note for _, note in comments]
    number = theirs.numbers.get(n, ours.numbers.get(n, paragraph.number))
    mark = (replace(paragraph.mark, number=number),) if paragraph.mark else ()
    made = paragraphs_of((*mark, *joined(nodes_of(elements))), paragraph.names)
    return made[0] if made else paragraph


def _said(paragraph: Paragraph, start: int, end: int, edits: Sequence[Edit]) -> tuple[str, ...]:
    return wording_of(paragraph.elements, paragraph.keys, start, end, edits)[1]


def _copied(paragraph: Paragraph, start: int, end: int, comments: list[tuple[int, Note]]) -> Iterator[Element]:
    """The elements of a stretch, with the comments that stand in it."""
    while comments and comments[0][0] <= end:
        at, note = comments.pop(0)
        yield from paragraph.elements[start : max(at, start)]
        yield note
        start = max(at, start)
    yield from paragraph.elements[start:end]


def _named(paragraph: Paragraph) -> str:
    words = "".join(paragraph.keys[:12])
    return f"{paragraph.number} {words}".strip() + ("…" if len(paragraph.keys) > 12 else "")
