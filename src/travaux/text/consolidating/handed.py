"""A proposal as it was handed in: clean or with tracked changes, on the base or on an older text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.comparing.printed import words_in
from travaux.text.consolidating.carrying import carried
from travaux.text.consolidating.closing import closed_in
from travaux.text.consolidating.editing import Edit
from travaux.text.consolidating.elements import Names, Paragraph, paragraphs_of
from travaux.text.consolidating.striking import as_accepted, as_rejected, moved_between, struck_in
from travaux.text.consolidating.versions import Version, version_of
from travaux.text.instrument import Instrument
from travaux.text.model import Choice, Stream
from travaux.text.tracked import accepted, has_changes
from travaux.text.wording import plain_words

__all__ = ["Handed", "handed_in", "kept_back", "kept_letters", "letters"]

_ARTICLE = 40
_NO_UNIT = ("text", "cell")


@dataclass(slots=True)
class Handed:
    """A proposal laid against the base: its version, how much it keeps, and what a person should know of it.

    `kept` counts letters of the base that its text still has, `left_out` those of paragraphs that it leaves out whole,
    `letters` those of its own text.
    """

    version: Version
    kept: int
    letters: int
    left_out: int = 0
    three_way: bool = False
    own_base: str = ""
    remarks: list[str] = field(default_factory=list)


def handed_in(
    proposal: Instrument, base: Sequence[Paragraph], older: Sequence[tuple[str, Stream]], names: Names
) -> Handed:
    """What one proposal makes of the base.

    Args:
        proposal: its text; tracked changes are accepted, and what stood before them is its own base.
        base: the paragraphs of the base.
        older: names and streams of earlier versions of the base, one of which the proposal may have been made on.
    """
    tracked = has_changes(proposal.body)
    own = paragraphs_of(as_accepted(proposal.body) if tracked else proposal.body, names)
    size = letters(own)
    before = paragraphs_of(as_rejected(proposal.body), names) if tracked else []
    own_base, called = _own_base(own, base, before, older, names)
    remarks: list[str] = []
    if own_base is not None:
        found = carried(own_base, base, own)
        own = found.paragraphs
        remarks += [f"carried over from {called}: {clash}; its own words were kept" for clash in found.clashes]
    struck = struck_in(base, before) if before else {}
    version = version_of(base, own, moved_between(base, own, struck) if struck else None)
    version.struck = struck
    remarks += closed_in(base, version)
    left_out = sum(base[n].size for n in version.gone)
    return Handed(version, kept_letters(base, version), size, left_out, own_base is not None, called, remarks)


def _own_base(
    own: Sequence[Paragraph], base: Sequence[Paragraph], before: list[Paragraph],
    older: Sequence[tuple[str, Stream]], names: Names,
) -> tuple[list[Paragraph] | None, str]:
    """The text that a proposal was made on, if that is not the base, and what to call it."""
    if before:
        if _words(before) == _words(base) or not version_of(base, before).changes:
            return None, ""
        for name, stream in older:
            earlier = paragraphs_of(stream, names)
            if [each.key for each in earlier] == [each.key for each in before]:
                return before, name
        return before, "its own text before its tracked changes"
    nearest, least, called = None, _distance(base, own) if older else 0, ""
    for name, stream in older:
        earlier = paragraphs_of(stream, names)
        distance = _distance(earlier, own)
        if distance < least:
            nearest, least, called = earlier, distance, name
    return nearest, called


def _words(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The words and signs of a text, numbers among them: what does not depend on the format of its file."""
    streams = ((*((each.mark,) if each.mark else ()), *each.content) for each in paragraphs)
    return [word.strip() for stream in streams for word in words_in(plain_words(accepted(stream)))]


def _distance(base: Sequence[Paragraph], own: Sequence[Paragraph]) -> int:
    """How many letters have to go and come to make one text of another."""
    version = version_of(base, own)
    return letters(base) + letters(own) - 2 * kept_letters(base, version)


def letters(paragraphs: Sequence[Paragraph]) -> int:
    """How many characters the words of paragraphs have."""
    return sum(each.size for each in paragraphs)


def kept_letters(base: Sequence[Paragraph], version: Version) -> int:
    """How many of the characters of a base a version keeps."""
    lost = sum(base[n].size for n in {*version.gone, *version.rewritten})
    for n, edits in version.edits.items():
        lost += sum(_lost(base[n], edit) for edit in edits)
    return letters(base) - lost


def _lost(paragraph: Paragraph, edit: Edit) -> int:
    choice = paragraph.elements[edit.start] if edit.inner else None
    if not isinstance(choice, Choice):
        return sum(map(paragraph.names.letters, paragraph.keys[edit.start : edit.end]))
    inside = [paragraphs_of(option.content, paragraph.names) for option in choice.options]
    return sum(letters(own) - kept_letters(own, inner) for own, inner in zip(inside, edit.inner, strict=True))


def kept_back(base: Sequence[Paragraph], version: Version) -> None:
    """Let a partial proposal leave alone what stands in units of the base of which it holds nothing."""
    unit = -1
    units: list[int] = []
    held: set[int] = set()
    for n, each in enumerate(base):
        if each.mark is not None and each.mark.level <= _ARTICLE and each.mark.role not in _NO_UNIT:
            unit = n
        units.append(unit)
        if n not in version.gone:
            held.add(unit)
    version.gone = {n for n in version.gone if units[n] in held}
