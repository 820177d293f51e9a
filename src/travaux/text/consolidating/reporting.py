"""The report on a consolidation: conflicts with their places, what was set out as alternatives, what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from travaux.text.consolidating.elements import Paragraph
from travaux.text.consolidating.model import Conflict, ConflictOption, Moved, SetOut
from travaux.text.consolidating.versions import Version
from travaux.text.model import Break, Choice, Stream, Text
from travaux.text.stream import first_break
from travaux.text.wording import plain_words

__all__ = ["conflicts_of", "moved_in", "places_of", "set_out_in"]

_SAME = 0.8
_SHOWN = 120


class _Places:
    """Follows breaks in reading order and names the unit one is in for readers."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    def enter(self, mark: Break) -> None:
        while self._stack and self._stack[-1][0] >= mark.level:
            self._stack.pop()
        if mark.role not in ("text", "cell"):
            self._stack.append((mark.level, _name(mark)))

    def at(self, choice: Choice) -> str:
        """The unit a choice belongs to: the one it stands in, or the one that it holds from the number on."""
        first = first_break(choice)
        if first is None or first.role in ("text", "cell"):
            return self.label()
        kept = list(self._stack)
        self.enter(first)
        label, self._stack = self.label(), kept
        return label

    def label(self) -> str:
        return ", ".join(name for _, name in self._stack if name) or "before the first provision"


def _name(mark: Break) -> str:
    number = mark.number.strip(" .:")
    if mark.role == "paragraph" and number:
        return f"paragraph {number}"
    return number or ("Preamble" if mark.role == "preamble" else "")


def conflicts_of(stream: Stream, bare: Mapping[str, Choice], *, agreed: bool) -> tuple[Conflict, ...]:
    """The choices that proposals opened, those first that touch agreed words.

    Args:
        stream: the consolidated text.
        bare: the choices made by the consolidation as they were before their print was settled, by id.
        agreed: whether words outside brackets of the base were agreed.
    """
    places = _Places()

    def visit(nodes: Stream) -> Iterator[Conflict]:
        for node in nodes:
            if isinstance(node, Break):
                places.enter(node)
            elif isinstance(node, Choice):
                if node.id in bare:
                    yield _conflict(node, bare[node.id], places.at(node), agreed=agreed)
                for option in node.options:
                    if not all(isinstance(each, Text) for each in option.content):
                        yield from visit(option.content)

    found = tuple(visit(stream))
    return tuple(sorted(found, key=lambda each: not each.reopened))


def _conflict(choice: Choice, bare: Choice, where: str, *, agreed: bool) -> Conflict:
    having: list[list[str]] = [[] for _ in range(len(bare.options) + 1)]
    for party, place in bare.texts:
        having[place].append(party)
    options = tuple(
        ConflictOption(_shortened(printed.content), option.backs, option.opposes, tuple(having[place]))
        for place, (printed, option) in enumerate(zip(choice.options, bare.options, strict=True), 1)
    )
    asking = {party for option in bare.options for party in (*option.backs, *option.opposes)}
    reopened = agreed and bool(bare.options[0].opposes)
    return Conflict(choice.id, where, choice.form, options, tuple(sorted(asking)), tuple(having[0]), reopened)


def _shortened(content: Stream) -> str:
    """The first words of an option with the brackets in it as printed."""
    pieces: list[str] = []
    left = 2 * _SHOWN
    for node in content:
        pieces.append(node.text if isinstance(node, Text) else plain_words((node,)))
        left -= len(pieces[-1])
        if left < 0:
            break
    words = " ".join("".join(pieces).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def places_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The name of the unit of each paragraph, for readers."""
    places = _Places()
    result: list[str] = []
    for paragraph in paragraphs:
        if paragraph.mark is not None:
            places.enter(paragraph.mark)
        result.append(places.label())
    return result


def set_out_in(party: str, version: Version, where: Sequence[str]) -> Iterator[SetOut]:
    """Paragraphs that a proposal rewrites so far that they stand as whole alternatives."""
    for n in sorted(version.rewritten):
        yield SetOut(where[n], party, "less than 40 % of the words are kept, or the paragraph is of another kind")


def moved_in(party: str, version: Version, base: Sequence[Paragraph], where: Sequence[str]) -> Iterator[Moved]:
    """Paragraphs that a proposal takes out at one place and puts in at another."""
    gone = {n: base[n] for n in sorted(version.gone)}
    for new in (each for own in version.inserted.values() for each in own):
        n = next((n for n, old in gone.items() if _same(old, new)), None)
        if n is not None:
            old = gone.pop(n)
            yield Moved(party, where[n], " ".join("".join(old.keys[:24]).split()))


def _same(old: Paragraph, new: Paragraph) -> bool:
    if not new.keys or not old.keys:
        return False
    return old.key == new.key or Indel.normalized_similarity(old.keys, new.keys, score_cutoff=_SAME) >= _SAME
