"""Lays the versions of all parties over the paragraphs of a base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Indel

from travaux.text.consolidating.composing import BARE, Composer, Scene, choice_of, distinct
from travaux.text.consolidating.elements import Names, Paragraph, paragraphs_of
from travaux.text.consolidating.numbering import Numbering
from travaux.text.consolidating.pairing import mergeable
from travaux.text.consolidating.versions import Version
from travaux.text.model import Break, Change, Choice, Node, Option, Stream
from travaux.text.stream import joined

__all__ = ["laid"]

_ALIKE = 0.6
_LOWEST = 1000
_PARAGRAPH = 50


def laid(base: Sequence[Paragraph], versions: Mapping[str, Version], *, anonymous: bool) -> list[Node]:
    """The one text, its choices still bare."""
    return _Layer(base, versions, anonymous=anonymous).lay()


@dataclass(slots=True)
class _Layer:
    base: Sequence[Paragraph]
    versions: Mapping[str, Version]
    anonymous: bool
    parties: tuple[str, ...] = ()
    composer: Composer = field(init=False)
    numbering: Numbering = field(init=False)
    touched: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = tuple(sorted(self.versions))
        self.composer = Composer(anonymous=self.anonymous, descend=self._descended)
        self.numbering = Numbering(self.base)
        for party in self.parties:
            version = self.versions[party]
            for n in {*version.edits, *version.rewritten, *version.gone, *version.numbers, *version.comments}:
                self.touched.setdefault(n, []).append(party)

    def lay(self) -> list[Node]:
        result: list[Node] = []
        for n in range(len(self.base) + 1):
            new = {p: self.versions[p].inserted[n] for p in self.parties if n in self.versions[p].inserted}
            if new:
                result += self._inserted(new, n)
            if n < len(self.base):
                result += self._paragraph(n)
        return list(_units(result))

    def _descended(self, content: Stream, versions: Mapping[str, Version], names: Names) -> Stream:
        """What the parties change in the words of an option of the base, laid over them."""
        return joined(laid(paragraphs_of(content, names), versions, anonymous=self.anonymous))

    def _paragraph(self, n: int) -> list[Node]:
        paragraph = self.base[n]
        self.numbering.printed(paragraph.mark)
        touched = self.touched.get(n)
        if not touched:
            return [*([paragraph.mark] if paragraph.mark else ()), *paragraph.content]
        away = {p for p in touched if n in self.versions[p].gone or n in self.versions[p].rewritten}
        opposed = tuple(sorted(away))
        within = tuple(p for p in self.parties if p not in away)
        words = self._base_words(n, within, opposed)
        if not opposed:
            return words
        options = [Option(tuple(words), opposes=opposed)]
        places = dict.fromkeys(within, 1)
        rewritten = {p: self.versions[p].rewritten[n] for p in opposed if n in self.versions[p].rewritten}
        for members in self._groups(rewritten):
            first = next(iter(members.values()))
            content = self._group(members, first.mark, first.number)
            options.append(Option(content, backs=tuple(sorted(members))))
            places.update(dict.fromkeys(members, len(options)))
        return [choice_of(options, self.parties, places)]

    def _base_words(self, n: int, within: tuple[str, ...], opposed: tuple[str, ...]) -> list[Node]:
        paragraph = self.base[n]
        edits = {p: self.versions[p].edits[n] for p in within if n in self.versions[p].edits}
        comments = distinct([
            *paragraph.comments, *(c for p in self.parties for c in self.versions[p].comments.get(n, ()))
        ])
        mark = _numbered(paragraph.mark, {p: self.versions[p].numbers.get(n, paragraph.number) for p in within})
        if not edits and not opposed and len(comments) == len(paragraph.comments):
            return [*([mark] if mark else ()), *paragraph.content]
        scene = Scene(
            paragraph, 0, len(paragraph.keys), edits, within, agreed=True, opposed=opposed, struck=self._struck(n),
            depth=bool(opposed),
        )
        return [*([mark] if mark else ()), *self.composer.words(scene, comments)]

    def _struck(self, n: int) -> dict[int, dict[str, Change]]:
        result: dict[int, dict[str, Change]] = {}
        for party in self.parties:
            for place, change in self.versions[party].struck.get(n, {}).items():
                result.setdefault(place, {})[party] = change
        return result

    def _groups(self, members: Mapping[str, Paragraph]) -> list[dict[str, Paragraph]]:
        """Paragraphs that can be merged word by word, together."""
        groups: list[dict[str, Paragraph]] = []
        for party in self._ordered(members, lambda paragraph: [paragraph]):
            own = members[party]
            home = next((group for group in groups if _goes_with(next(iter(group.values())), own)), None)
            if home is None:
                groups.append({party: own})
            else:
                home[party] = own
        return groups

    def _group(self, members: Mapping[str, Paragraph], mark: Break | None, number: str) -> tuple[Node, ...]:
        named = replace(mark, number=number) if mark else None
        begins = _numbered(named, {party: own.number for party, own in members.items()})
        return (*([begins] if begins else ()), *self.composer.alike(members, 1))

    def _inserted(self, new: Mapping[str, list[Paragraph]], n: int) -> Iterator[Choice]:
        """Choices of whole paragraphs, one for each that somebody inserts at this place."""
        for members in (slot for level in _by_level(new) for slot in self._slots(level)):
            first = next(iter(members.values()))
            number = self.numbering.inserted(first.mark, n) if first.mark else ""
            content = self._group(members, first.mark, number)
            yield choice_of(
                [Option(content, backs=tuple(sorted(members)))], self.parties, dict.fromkeys(members, 1)
            )

    def _slots(self, new: Mapping[str, list[Paragraph]]) -> list[dict[str, Paragraph]]:
        """The paragraphs in the order of everybody, those together that can be merged."""
        slots: list[dict[str, Paragraph]] = []
        for party in self._ordered(new, lambda paragraphs: paragraphs):
            place = 0
            waiting: list[dict[str, Paragraph]] = []  # what nobody else has stands before what comes next to it
            for own in new[party]:
                found = _home(slots, own, place)
                if found is None:
                    waiting.append({party: own})
                    continue
                slots[found][party] = own
                slots[found:found] = waiting
                place, waiting = found + len(waiting) + 1, []
            slots += waiting
        return slots

    def _ordered(self, members: Mapping[str, object], paragraphs: object) -> list[str]:
        """Parties in the order of their codes; of their words, where nothing may tell who they are."""
        if not self.anonymous:
            return sorted(members)
        return sorted(members, key=lambda p: [each.keys for each in paragraphs(members[p])])  # type: ignore[operator]


def _numbered(mark: Break | None, own: Mapping[str, str]) -> Break | None:
    """The break with everybody's number, if not all have the one that is printed."""
    if mark is None or all(number == mark.number for number in own.values()):
        return mark
    others = tuple(pair for pair in mark.numbers if pair[0] not in own)
    return replace(mark, numbers=(*others, *sorted(own.items())))


def _by_level(new: Mapping[str, list[Paragraph]]) -> list[dict[str, list[Paragraph]]]:
    """What is inserted at one place, what goes on with the unit before it ahead of new units, the highest last."""
    levels: dict[int, dict[str, list[Paragraph]]] = {}
    for party, paragraphs in new.items():
        highest = _LOWEST
        for own in paragraphs:
            # A paragraph without a number may be the same as another's with one.
            numbered = own.mark is not None and own.mark.role not in ("text", "cell")
            highest = min(highest, own.mark.level if numbered and own.mark else _PARAGRAPH)
            levels.setdefault(highest, {}).setdefault(party, []).append(own)
    return [levels[level] for level in sorted(levels, reverse=True)]


def _home(slots: list[dict[str, Paragraph]], own: Paragraph, place: int) -> int | None:
    later = range(place, len(slots))
    same = next((n for n in later if next(iter(slots[n].values())).key == own.key), None)
    if same is not None:
        return same
    return next((n for n in later if _goes_with(next(iter(slots[n].values())), own)), None)


def _goes_with(one: Paragraph, other: Paragraph) -> bool:
    if one.key == other.key:
        return True
    if one.key[0] != other.key[0]:  # type: ignore[index]
        return False
    return Indel.normalized_similarity(one.keys, other.keys) >= _ALIKE and mergeable(one, other)


def _units(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, with brackets of the same parties round a unit and then its parts made one."""
    held: Choice | None = None
    for node in nodes:
        if isinstance(node, Choice) and held is not None and _goes_on(held, node):
            option, part = held.options[0], node.options[0]
            held = replace(held, options=(replace(option, content=(*option.content, *part.content)),))
            continue
        if held is not None:
            yield held
        held = node if isinstance(node, Choice) and node.id == BARE else None
        if held is None:
            yield node
    if held is not None:
        yield held


def _goes_on(held: Choice, node: Choice) -> bool:
    if node.id != BARE or len(held.options) != 1 or len(node.options) != 1 or held.texts != node.texts:
        return False
    one, other = held.options[0], node.options[0]
    first, after = _mark(one.content), _mark(other.content)
    if first is None or after is None or (one.backs, one.opposes) != (other.backs, other.opposes):
        return False
    return after.level > first.level


def _mark(content: Stream) -> Break | None:
    return content[0] if content and isinstance(content[0], Break) else None


