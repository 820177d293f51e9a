"""The report on a consolidation: conflicts with their places, what was set out as alternatives, what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import takewhile

from rapidfuzz.distance import Indel

from travaux.text.consolidating.elements import Paragraph
from travaux.text.consolidating.model import Conflict, ConflictOption, Moved, SetOut
from travaux.text.consolidating.versions import Version
from travaux.text.model import Break, Choice, Node, Stream, Text
from travaux.text.stream import first_break, leaves
from travaux.text.wording import plain_words

__all__ = ["conflicts_of", "moved_in", "places_of", "set_out_in"]

_PROVISIONS = frozenset({"preamble", "article", "paragraph", "item", "subitem"})
_HEADINGS = frozenset({"title", "part", "chapter", "section", "annex", "article", "heading"})
_TITLE = 90
_SAME = 0.8
_SHOWN = 120
_JOINT = " / "


class _Places:
    """Follows breaks in reading order and names the unit one is in for readers."""

    def __init__(self, *, begun: bool = True) -> None:
        self._stack: tuple[tuple[int, str], ...] = ()
        self.begun = begun
        self.agreed = begun
        """Whether words here can be agreed: no heading, and the first provision has begun."""
        self.untitled = False
        """Whether the unit that has just begun may have its title on the next line."""

    def enter(self, mark: Break, following: Stream = ()) -> None:
        """Go on to a paragraph; `following` tells whether a line below the number of an article is its title."""
        self.begun = self.begun or mark.role in _PROVISIONS
        title = mark.role in _HEADINGS or (mark.role == "text" and self.untitled and _is_title(following))
        self.agreed = self.begun and not title
        self.untitled = mark.role in _HEADINGS
        if mark.role not in ("text", "cell"):
            around = tuple(takewhile(lambda unit: unit[0] < mark.level, self._stack))
            self._stack = (*around, (mark.level, _name(mark)))
        else:
            self._stack = tuple(takewhile(lambda unit: unit[0] < mark.level, self._stack))

    def at(self, choice: Choice) -> str:
        """The unit a choice belongs to: the one it stands in, or the one that it holds from the number on."""
        first = first_break(choice)
        if first is None or first.role in ("text", "cell"):
            return self.label()
        inside = copy(self)
        inside.enter(first)
        return inside.label()

    def label(self) -> str:
        return ", ".join(name for _, name in self._stack if name) or "before the first provision"


def _is_title(following: Stream) -> bool:
    line = tuple(takewhile(lambda node: not isinstance(node, Break), following))
    words = " ".join(plain_words(line).split("\n", 1)[0].split())
    return len(words) <= _TITLE and words[-1:] not in tuple(".;:,") and not words[:1].islower()


def _name(mark: Break) -> str:
    number = mark.number.strip(" .:")
    if mark.role == "paragraph" and number:
        return f"paragraph {number}"
    return number or ("Preamble" if mark.role == "preamble" else "")


def conflicts_of(stream: Stream, bare: Mapping[str, Choice], *, agreed: bool) -> tuple[Conflict, ...]:
    """The choices that proposals opened, those first that touch agreed words.

    Words in a choice of the base are not agreed, nor are headings, titles and what stands before the first provision.

    Args:
        stream: the consolidated text.
        bare: the choices made by the consolidation as they were before their print was settled, by id.
        agreed: whether words outside brackets of the base were agreed.
    """
    places = _Places(begun=not any(isinstance(node, Break) and node.role in _PROVISIONS for node in leaves(stream)))

    def visit(nodes: Stream, *, agreed: bool) -> Iterator[Conflict]:
        for n, node in enumerate(nodes):
            if isinstance(node, Break):
                places.enter(node, nodes[n + 1 :] if node.role == "text" else ())
            elif isinstance(node, Text):
                places.untitled = False
            elif isinstance(node, Choice):
                mine = bare.get(node.id)
                if mine is not None:
                    touched = agreed and bool(mine.options[0].opposes) and _agreed_in(node, bare, copy(places))
                    yield _conflict(node, mine, places.at(node), reopened=touched)
                for option in node.options:
                    if all(isinstance(each, Text) for each in option.content):
                        places.untitled = False
                    else:
                        yield from visit(option.content, agreed=agreed and mine is not None)

    found = tuple(visit(stream, agreed=agreed))
    return tuple(sorted(found, key=lambda each: not each.reopened))


def _agreed_in(choice: Choice, bare: Mapping[str, Choice], places: _Places) -> bool:
    """Whether words of the base that a choice holds first stand outside headings and the choices of the base."""
    content = choice.options[0].content
    for n, node in enumerate(content):
        if isinstance(node, Break):
            places.enter(node, content[n + 1 :] if node.role == "text" else ())
        elif isinstance(node, Text) and places.agreed and any(map(str.isalnum, node.text)):
            return True
        elif isinstance(node, Choice):
            inner = bare.get(node.id)
            if inner is not None and inner.options[0].opposes and _agreed_in(node, bare, places):
                return True
    return False


def _conflict(choice: Choice, bare: Choice, where: str, *, reopened: bool) -> Conflict:
    having: list[list[str]] = [[] for _ in range(len(bare.options) + 1)]
    for party, place in bare.texts:
        having[place].append(party)
    options = tuple(
        ConflictOption(_shortened(printed.content), option.backs, option.opposes, tuple(having[place]))
        for place, (printed, option) in enumerate(zip(choice.options, bare.options, strict=True), 1)
    )
    asking = {party for option in bare.options for party in (*option.backs, *option.opposes)}
    return Conflict(choice.id, where, choice.form, options, tuple(sorted(asking)), tuple(having[0]), reopened)


def _shortened(content: Stream) -> str:
    """The first words of an option with the brackets in it as printed."""
    pieces: list[str] = []
    left = 2 * _SHOWN
    for node in content:
        pieces.append(_said(node))
        left -= len(pieces[-1])
        if left < 0:
            break
    words = " ".join("".join(pieces).removeprefix(_JOINT).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _said(node: Node) -> str:
    """The words of a node in one line, its paragraphs told apart."""
    if isinstance(node, Text):
        return node.text
    # A line of its own begins each paragraph; before the first it is kept by what stands in front of it.
    return plain_words((Text("\x00"), node)).removeprefix("\x00").replace("\n", _JOINT)


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
    for n in sorted({*version.rewritten, *version.edits}):
        inside = (each for edit in version.edits.get(n, ()) for each in edit.inner)
        for _ in range((n in version.rewritten) + sum(map(_rewritten, inside))):
            yield SetOut(where[n], party, "less than 40% of the words are kept, or the paragraph is of another kind")


def _rewritten(version: Version) -> int:
    """How many paragraphs it rewrites, those inside choices too."""
    inside = (each for edits in version.edits.values() for edit in edits for each in edit.inner)
    return len(version.rewritten) + sum(map(_rewritten, inside))


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
